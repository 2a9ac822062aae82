"""Moments as the text that records of runs, alarms and versions have. Pure."""

from datetime import datetime


def iso(moment: datetime) -> str:
    """A moment in UTC to the second, such as "2026-05-04T06:00:00Z"."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
