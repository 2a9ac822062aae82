"""When a site is due, and when a page is visited again. Pure: the clock is the caller's."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scraper.schedule.cadence import (
    Adaptive,
    Cadence,
    Cron,
    Every,
)

SLACK_SHARE = 0.05
"""Share of the interval by which a site is due early. Otherwise an hourly timer that starts a few seconds
sooner than in the hour before would skip every second run."""
LONGEST_SLACK = timedelta(minutes=5)

AGE_SHARE = 0.1
"""Share of the time since a page's last change that passes until it is asked for again: corrections come
in the first hours, and a page that has been the same for ten days can wait another day."""

UNREACHABLE_WAIT = timedelta(minutes=15)
"""The longest wait until a site that could not be read is tried again, and the first wait for a site that
is withheld."""
LONGEST_REST = timedelta(days=1)
"""The longest time that a site is left alone because its server asked for it: some ask for a year."""

VERSIONS_A_VISIT = 0.5
"""New versions that a visit to an adaptive site should find: every second visit finds something."""
RATE_HALF_LIFE = timedelta(days=3)
"""Time after which what a site brought counts half: so long that nights and Sundays do not slow a site
down, and so short that a site that becomes busy is followed within days."""
_PRIOR = 0.5
"""Versions added to those that a site brought: a site that brought none in a time T is visited again
after T."""


@dataclass(frozen=True, slots=True)
class PublishingRate:
    """How much a site brings: versions in a time, the older ones of both counting less and less."""

    observed: timedelta = timedelta()
    versions: float = 0.0


@dataclass(frozen=True, slots=True)
class LastVisit:
    """The last visit to a site. `visited` is when it began, None where that was not recorded;
    `not_before` is when the site is due again, None where its cadence says so; `seq` is the last
    version there was at its end."""

    visited: datetime | None
    not_before: datetime | None = None
    seq: int = 0
    pace: PublishingRate = PublishingRate()


@dataclass(frozen=True, slots=True)
class VisitResult:
    """What a visit that is done gave: `versions` since the one before, `seq` the last there is now.
    `unreachable` where nothing of the site could be read, `probes` the probes in a row that failed of
    a site that is withheld (None where it is not), `rest_until` what the server asked for."""

    started: datetime
    versions: int
    seq: int
    unreachable: bool = False
    rest_until: datetime | None = None
    probes: int | None = None


def wait_of(cadence: Every | Adaptive, pace: PublishingRate) -> timedelta:
    """Return the time from one visit to the next."""
    if isinstance(cadence, Every):
        return cadence.span
    wait = pace.observed * (VERSIONS_A_VISIT / (pace.versions + _PRIOR))
    return min(max(wait, cadence.least), cadence.most)


def next_due(started: datetime, cadence: Cadence, pace: PublishingRate) -> datetime:
    """Return when a site is due again whose visit began at `started`."""
    if isinstance(cadence, Cron):
        return cadence.after(started)
    wait = wait_of(cadence, pace)
    return started + wait - min(wait * SLACK_SHARE, LONGEST_SLACK)


def due_at(last: LastVisit | None, cadence: Cadence, now: datetime) -> datetime:
    """Return when a site is due; `now` where it is already.

    A visit in the future is the trace of a clock that has been set back since: then the site is due.
    An interval that was changed in the file since holds from the last visit on.
    """
    if last is None or (last.visited is not None and last.visited > now):
        return now
    again = next_due(last.visited or now, cadence, last.pace)
    if last.not_before is None:
        return max(now, again)
    if last.visited is None and last.not_before > again + LONGEST_SLACK:  # the clock, as above
        return now
    return max(now, last.not_before)


def observed(before: PublishingRate, passed: timedelta, versions: int) -> PublishingRate:
    """Return the rate of a site after a visit that gave so many versions, so long after the one
    before."""
    passed = max(passed, timedelta())
    keeps: float = 0.5 ** (passed / RATE_HALF_LIFE)
    return PublishingRate(before.observed * keeps + passed, before.versions * keeps + versions)


def after_visit(before: LastVisit | None, done: VisitResult, cadence: Cadence) -> LastVisit:
    """Return what to remember of a visit. The first says nothing of a site's rate, nor does one in
    which the site could not be read or was withheld.

    Such a site is tried sooner than its cadence says, but not before the time that its server asked
    for; one that stays withheld, after twice the time at each visit.
    """
    pace = before.pace if before else PublishingRate()
    failed = done.unreachable or done.probes is not None
    if before and before.visited is not None and not failed:
        pace = observed(pace, done.started - before.visited, done.versions)
    if not failed:
        return LastVisit(done.started, None, done.seq, pace)
    wait = UNREACHABLE_WAIT * 2 ** min(done.probes or 0, 10)  # 2 ** 10 times are ten days
    again = min(next_due(done.started, cadence, pace), done.started + wait)
    if done.rest_until is not None:
        again = max(again, min(done.rest_until, done.started + LONGEST_REST))
    return LastVisit(done.started, again, done.seq, pace)


def next_visit(
    changed: datetime, now: datetime, at_least: timedelta, until: timedelta
) -> datetime | None:
    """Return when a page that was just visited is asked for again; None for never.

    `changed` is its last change, `until` the age of that from which it is left alone.
    """
    age = max(now - changed, timedelta())
    if age >= until:
        return None
    return now + max(at_least, age * AGE_SHARE)
