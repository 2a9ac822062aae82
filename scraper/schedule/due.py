"""When a site is looked at and when a page is visited again. Pure: the clock is the caller's."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scraper.schedule.cadence import (
    Adaptive,
    Cadence,
    Cron,
    Every,
)

SLACK_SHARE = 0.05
"""Of the interval, by which a site is due early: an hourly timer that once starts a few seconds
sooner than the hour before would otherwise skip every second run."""
LONGEST_SLACK = timedelta(minutes=5)

AGE_SHARE = 0.1
"""Of the time since a page's last change, that passes until it is asked for again: corrections come
in the first hours, and a page that has been the same for ten days can wait another day."""

DARK_WAIT = timedelta(minutes=15)
"""At most, until a site is tried again that could not be read."""
LONGEST_REST = timedelta(days=1)
"""At most, that a site is left alone because it asked for it: some servers ask for a year."""

VERSIONS_A_LOOK = 0.5
"""That an adaptive site is expected to bring at each look: every second look finds something."""
PACE_HALF_LIFE = timedelta(days=3)
"""After which what a site brought counts half: long enough for nights and Sundays not to slow down
a site, short enough to follow one that wakes up within days."""
_PRIOR = 0.5
"""Versions a site is taken to have brought beyond those it did: of a site that brought none in the
time T, the next look is after T."""


@dataclass(frozen=True, slots=True)
class PublishingRate:
    """How much a site brings: versions in a time, the older ones of both counting less and less."""

    observed: timedelta = timedelta()
    versions: float = 0.0


@dataclass(frozen=True, slots=True)
class LastVisit:
    """The last look at a site. `looked` is when it began, None where that was not recorded;
    `not_before` is when it is due again, None where its cadence says so; `seq` is the last version
    there was at its end."""

    looked: datetime | None
    not_before: datetime | None = None
    seq: int = 0
    pace: PublishingRate = PublishingRate()


@dataclass(frozen=True, slots=True)
class VisitResult:
    """What a look that is done gave: `versions` since the one before, `seq` the last there is now.
    `dark` where nothing of the site could be read, `rest_until` what its server then asked for."""

    started: datetime
    versions: int
    seq: int
    dark: bool = False
    rest_until: datetime | None = None


def wait_of(cadence: Every | Adaptive, pace: PublishingRate) -> timedelta:
    """From one look to the next."""
    if isinstance(cadence, Every):
        return cadence.span
    wait = pace.observed * (VERSIONS_A_LOOK / (pace.versions + _PRIOR))
    return min(max(wait, cadence.least), cadence.most)


def next_look(started: datetime, cadence: Cadence, pace: PublishingRate) -> datetime:
    """When a site is due again that was looked at from `started` on."""
    if isinstance(cadence, Cron):
        return cadence.after(started)
    wait = wait_of(cadence, pace)
    return started + wait - min(wait * SLACK_SHARE, LONGEST_SLACK)


def due_at(look: LastVisit | None, cadence: Cadence, now: datetime) -> datetime:
    """When a site is due; `now` where it is already.

    A look that is still to come is the trace of a clock that has been set back since: then the site
    is due. An interval that is another in the file since holds from the last look on.
    """
    if look is None or (look.looked is not None and look.looked > now):
        return now
    again = next_look(look.looked or now, cadence, look.pace)
    if look.not_before is None:
        return max(now, again)
    if look.looked is None and look.not_before > again + LONGEST_SLACK:  # the clock, as above
        return now
    return max(now, look.not_before)


def observed(before: PublishingRate, passed: timedelta, versions: int) -> PublishingRate:
    """The pace of a site after a look that gave so many versions, so long after the one before."""
    passed = max(passed, timedelta())
    keeps: float = 0.5 ** (passed / PACE_HALF_LIFE)
    return PublishingRate(before.observed * keeps + passed, before.versions * keeps + versions)


def after_look(before: LastVisit | None, done: VisitResult, cadence: Cadence) -> LastVisit:
    """What to remember of a look. The first tells nothing of a site's pace, a dark one neither."""
    pace = before.pace if before else PublishingRate()
    if before and before.looked is not None and not done.dark:
        pace = observed(pace, done.started - before.looked, done.versions)
    if not done.dark:
        return LastVisit(done.started, None, done.seq, pace)
    again = min(next_look(done.started, cadence, pace), done.started + DARK_WAIT)
    if done.rest_until is not None:
        again = max(again, min(done.rest_until, done.started + LONGEST_REST))
    return LastVisit(done.started, again, done.seq, pace)


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
