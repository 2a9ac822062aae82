"""Times: the clock, moments as the text that JSON has, and as people read them. No other module asks the system's clock for a
default or writes a moment into JSON by its own rule."""

from datetime import UTC, datetime, tzinfo


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


def local_and_utc(moment: datetime, zone: tzinfo | None = None) -> str:
    """Return a moment to the minute by the clock of a zone, this machine's by default, and in UTC:
    "2026-05-04 08:00 CEST (06:00 UTC)"; in UTC alone where both are the same."""
    here, utc = moment.astimezone(zone), moment.astimezone(UTC)
    if not here.utcoffset():
        return f"{utc:%Y-%m-%d %H:%M} UTC"
    there = f"{utc:%H:%M}" if here.date() == utc.date() else f"{utc:%Y-%m-%d %H:%M}"
    return f"{here:%Y-%m-%d %H:%M %Z} ({there} UTC)"


def local_iso(moment: datetime) -> str:
    """Return a moment to the second with the offset of this machine's zone, for lines of logs:
    "2026-05-04T08:00:00+02:00"."""
    return moment.astimezone().isoformat(timespec="seconds")
