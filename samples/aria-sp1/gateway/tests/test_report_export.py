# @file test_report_export.py
# Tests of report_export.

import csv
import io
import unittest
from datetime import datetime, timedelta, timezone

from event_log import Event
from report_export import export_csv


class ReportExportTest(unittest.TestCase):
    # @verifies SRS-026
    def test_log_is_exported_with_header_and_utc_times(self) -> None:
        target = io.StringIO()
        local = timezone(timedelta(hours=2))
        count = export_csv([Event(datetime(2026, 9, 1, 10, 30, tzinfo=local), "alarm", "air in line")], target)
        self.assertEqual(count, 1)
        self.assertEqual(
            target.getvalue(), "time_utc,kind,detail\r\n2026-09-01 08:30:00,alarm,air in line\r\n"
        )

    # @verifies SRS-026
    def test_separators_quotes_and_formulas_stay_text(self) -> None:
        target = io.StringIO()
        time = datetime(2026, 9, 1, tzinfo=timezone.utc)
        details = ['rate 5,0 "confirmed"', "two\nlines", "=1+1"]
        export_csv([Event(time, "state", detail) for detail in details], target)
        rows = list(csv.reader(io.StringIO(target.getvalue(), newline="")))
        self.assertEqual([row[2] for row in rows[1:]], ['rate 5,0 "confirmed"', "two\nlines", "'=1+1"])


if __name__ == "__main__":
    unittest.main()
