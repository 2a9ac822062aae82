"""When a site is looked at and when a page is visited again. Pure: the clock is the caller's."""

from datetime import datetime, timedelta

SLACK_SHARE = 0.05
"""Of the interval, by which a site is due early: an hourly timer that once starts a few seconds
sooner than the hour before would otherwise skip every second run."""
LONGEST_SLACK = timedelta(minutes=5)

AGE_SHARE = 0.1
"""Of the time since a page's last change, that passes until it is asked for again: corrections come
in the first hours, and a page that has been the same for ten days can wait another day."""


def next_look(started: datetime, every: timedelta) -> datetime:
    """When a site is due again that was looked at from `started` on."""
    return started + every - min(every * SLACK_SHARE, LONGEST_SLACK)


def is_due(not_before: datetime | None, every: timedelta, now: datetime) -> bool:
    """Whether a site is due. A time further off than its interval is the trace of a clock that has
    been set back since: then it is due as well."""
    return not_before is None or not_before <= now or not_before > now + every


def next_visit(
    changed: datetime, now: datetime, at_least: timedelta, until: timedelta
) -> datetime | None:
    """When a page that was just visited is asked for again; None for never.

    `changed` is its last change, `until` the age of that from which it is left alone.
    """
    age = max(now - changed, timedelta())
    if age >= until:
        return None
    return now + max(at_least, age * AGE_SHARE)
