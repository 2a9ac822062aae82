"""Times: the clock, and moments as the text that JSON has. No other module asks the system's clock for a
default or writes a moment into JSON by its own rule."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return the time by the system's clock: the default wherever a clock is handed in."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """Return a moment in UTC to the second, such as "2026-05-04T06:00:00Z"."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def iso_exact(moment: datetime) -> str:
    """Return a moment in UTC with the fraction of its second, if any: for what is compared again,
    such as the time of a capture."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
