# @file report_export.py
# Export of the event log as CSV.
# @unit UNIT-12

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime, timezone
from typing import TextIO

from event_log import Event

HEADER = ("time_utc", "kind", "detail")


# Sub-second digits are lost here: known anomaly of version 1.0.0.
# @implements SRS-026
# @anomaly ANOM-001
def format_time(time: datetime) -> str:
    """Time in UTC as a spreadsheet reads it."""
    return time.astimezone(timezone.utc).strftime("%Y-%m-%d %H:%M:%S")


# A text that starts like a formula would be run by the spreadsheet that opens the file.
# @implements SRS-026
def as_text(detail: str) -> str:
    """Detail that no spreadsheet takes for a formula."""
    return "'" + detail if detail.startswith(("=", "+", "-", "@")) else detail


# @implements SRS-026
def export_csv(events: Iterable[Event], target: TextIO) -> int:
    """Writes a header and one line per event; gives the number of events."""
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(HEADER)
    count = 0
    for event in events:
        writer.writerow((format_time(event.time), event.kind, as_text(event.detail)))
        count += 1
    return count
