# @file test_event_log.py
# Tests of event_log.

import os
import tempfile
import unittest
from datetime import datetime, timedelta, timezone

import event_log
from event_log import Event, EventLog, parse_event


def an_event(number: int) -> Event:
    return Event(datetime(2026, 9, 1, tzinfo=timezone.utc) + timedelta(seconds=number), "state", f"change {number}")


class EventLogTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "events.db")

    def tearDown(self) -> None:
        self.folder.cleanup()

    # @verifies SRS-024
    def test_state_change_and_alarm_are_logged_with_utc_time(self) -> None:
        log = EventLog(self.path)
        log.append(parse_event(1_756_684_800_250, "alarm", "occlusion"))
        log.append(Event(datetime(2025, 9, 1, 2, 0, 1, tzinfo=timezone(timedelta(hours=2))), "state", "infusing"))
        first, second = log.events()
        log.close()
        self.assertEqual(first, Event(datetime(2025, 9, 1, 0, 0, 0, 250_000, timezone.utc), "alarm", "occlusion"))
        self.assertEqual(second.time, datetime(2025, 9, 1, 0, 0, 1, tzinfo=timezone.utc))
        self.assertEqual(second.time.utcoffset(), timedelta(0))

    # @verifies SRS-024
    def test_event_without_zone_or_of_unknown_kind_is_refused(self) -> None:
        log = EventLog(self.path)
        with self.assertRaises(ValueError):
            log.append(Event(datetime(2026, 9, 1), "state", "infusing"))
        log.close()
        with self.assertRaises(ValueError):
            parse_event(0, "debug", "")

    # @verifies SRS-025
    def test_events_survive_when_the_process_ends_without_closing(self) -> None:
        log = EventLog(self.path)
        for number in range(5):
            log.append(an_event(number))
        reopened = EventLog(self.path)
        self.assertEqual(list(reopened.events()), [an_event(number) for number in range(5)])
        reopened.close()
        log.close()

    # @verifies SRS-025
    def test_pruning_keeps_the_newest_events_and_at_least_ten_thousand(self) -> None:
        self.assertGreaterEqual(event_log.KEPT_EVENTS, 10_000)
        log = EventLog(":memory:")
        for number in range(event_log.KEPT_EVENTS + event_log.PRUNE_EVERY):
            log.append(an_event(number))
        kept = list(log.events())
        log.close()
        self.assertEqual(len(kept), event_log.KEPT_EVENTS)
        self.assertEqual(kept[0], an_event(event_log.PRUNE_EVERY))


if __name__ == "__main__":
    unittest.main()
