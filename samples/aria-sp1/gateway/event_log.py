# @file event_log.py
# Event store of the gateway: every state change and alarm of the pump, with UTC time.
# @unit UNIT-11

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone

# Twice the required number, so that pruning in blocks never goes below it.
KEPT_EVENTS = 20_000
PRUNE_EVERY = 1_000


# One state change or alarm as the pump reported it.
# @implements SRS-024
@dataclass(frozen=True)
class Event:
    """An event with its time in UTC."""

    time: datetime
    kind: str
    detail: str


# @implements SRS-024
def parse_event(time_ms: int, kind: str, detail: str) -> Event:
    """Event from the stream (IF-03); the pump sends milliseconds since 1970 in UTC."""
    if kind not in ("state", "alarm"):
        raise ValueError(f"unknown kind of event: {kind}")
    seconds, milliseconds = divmod(time_ms, 1000)
    time = datetime.fromtimestamp(seconds, tz=timezone.utc).replace(microsecond=milliseconds * 1000)
    return Event(time, kind, detail)


# Events in an SQLite file. Each event is one transaction that is on the disk before append() returns.
# @implements SRS-025
class EventLog:
    """Durable list of events, oldest first."""

    # @implements SRS-025
    def __init__(self, path: str) -> None:
        """Opens the log, and creates it when it is new."""
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = DELETE")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT, kind TEXT, detail TEXT)"
        )

    # @implements SRS-024, SRS-025
    def append(self, event: Event) -> None:
        """Stores one event."""
        if event.time.utcoffset() is None:
            raise ValueError("an event needs a time with its zone")
        time = event.time.astimezone(timezone.utc).isoformat(timespec="milliseconds")
        row = self._database.execute(
            "INSERT INTO event (time, kind, detail) VALUES (?, ?, ?)", (time, event.kind, event.detail)
        )
        if row.lastrowid is not None and row.lastrowid % PRUNE_EVERY == 0:
            self._prune()

    # @implements SRS-025
    def _prune(self) -> None:
        """Drops the oldest events beyond the capacity."""
        self._database.execute("DELETE FROM event WHERE id <= (SELECT MAX(id) FROM event) - ?", (KEPT_EVENTS,))

    # @implements SRS-024
    def events(self) -> Iterator[Event]:
        """All stored events, oldest first."""
        for time, kind, detail in self._database.execute("SELECT time, kind, detail FROM event ORDER BY id"):
            yield Event(datetime.fromisoformat(time), kind, detail)

    # @implements SRS-025
    def close(self) -> None:
        """Closes the file."""
        self._database.close()
