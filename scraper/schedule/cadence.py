"""How often a site is visited, as its `every` says. Pure values; the only user of cronsim.

    "30m", "1h30m", "7d"         `Every`: so long after the last visit began
    "0 6 * * mon-fri"            `Cron`: at these times of a time zone
    "auto", { min, max }         `Adaptive`: between bounds, by how much the site brings

cronsim does as Debian's cron does where clocks change: a job of a fixed hour that is skipped runs
right after the change, one whose hour comes twice runs once, and one with `*` as its hour or
minute goes by real time.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

NICKNAMES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
}
AUTO_MIN, AUTO_MAX = timedelta(minutes=15), timedelta(days=1)  # where the file names no bounds
_ANY = datetime(2026, 1, 1, tzinfo=UTC)  # to try an expression on

_SPAN = re.compile(r"(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?")
_SIZES = ((86_400, "d"), (3_600, "h"), (60, "m"), (1, "s"))


@dataclass(frozen=True, slots=True)
class Every:
    """A fixed span between two visits."""

    span: timedelta

    def __str__(self) -> str:
        return span_text(self.span)


@dataclass(frozen=True, slots=True)
class Cron:
    """The times of a cron expression in a time zone of the IANA's names."""

    expression: str
    zone: str = "UTC"

    def after(self, moment: datetime) -> datetime:
        """Return the first time after a moment."""
        expression, moment = NICKNAMES.get(self.expression, self.expression), moment.astimezone(UTC)
        times = CronSim(expression, moment.astimezone(ZoneInfo(self.zone)))
        # In an hour that comes the second time, cronsim begins with its times in the first.
        return next(time for time in (each.astimezone(UTC) for each in times) if time > moment)

    def __str__(self) -> str:
        return self.expression


@dataclass(frozen=True, slots=True)
class Adaptive:
    """Seldom where little is new, often where much is, within bounds."""

    least: timedelta = AUTO_MIN
    most: timedelta = AUTO_MAX

    def __str__(self) -> str:
        return f"{span_text(self.least)} to {span_text(self.most)}"


Cadence = Every | Cron | Adaptive


def is_span(text: str) -> bool:
    """Say whether a text is a span such as "30m" or "1h30m"."""
    return bool(text) and _SPAN.fullmatch(text) is not None


def span_of(text: str) -> timedelta:
    """Return a span such as "30m" or "1h30m". Raises ValueError saying what is wanted."""
    found = _SPAN.fullmatch(text)
    if found is None or not text:
        raise ValueError('must be a span such as "30m", "1h30m" or "7d"')
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def span_text(span: timedelta) -> str:
    """Return a span as `span_of` reads it, in the largest units that fit: "1h30m"."""
    left, parts = int(span.total_seconds()), []
    for size, unit in _SIZES:
        count, left = divmod(left, size)
        parts += [f"{count}{unit}"] if count else []
    return "".join(parts) or "0s"


def cron_of(expression: str) -> Cron:
    """Return a cron expression that has a next time. Raises ValueError saying what is wrong."""
    cron = Cron(" ".join(expression.split()))
    try:
        if cron.expression not in NICKNAMES and cron.expression.count(" ") != 4:  # 6: with seconds
            raise CronSimError("Wrong number of fields")
        cron.after(_ANY)
    except CronSimError as error:
        raise ValueError(
            f'is no span such as "30m" and no cron expression such as "0 6 * * mon-fri" ({error})'
        ) from None
    except StopIteration:
        raise ValueError(f"names a day that never comes: {expression!r}") from None
    return cron


def require_zone(name: str) -> str:
    """Return the name of a time zone that this machine knows. Raises ValueError."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # not found is a KeyError
        raise ValueError(
            f'{name!r} is no time zone such as "Europe/Berlin" that this machine knows'
            " (`pip install tzdata` brings them all)"
        ) from None
    return name
