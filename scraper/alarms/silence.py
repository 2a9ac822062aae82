"""A site that has fallen silent: measured against its own gaps, in the time in which it was visited."""

from dataclasses import replace
from datetime import datetime, timedelta

from scraper.models.alarm import PublishingRhythm, SiteObservation
from scraper.text import counted

LONGER = 3.0
"""Times the longest gap yet, from which silence is odd: holidays of four days pass on a site that
rests at weekends (2.5 days)."""
LEAST = timedelta(hours=24)  # silence that is worth a word at all
WHOLE_WEEK = timedelta(days=8)  # of visits, before which weekends are not known
GAPS, KEPT = 10, 200  # gaps that show a rhythm; and those that are remembered
EMPTY = 3  # visits in a row that found no article at all
FULL = 5  # visits that found some, before that counts
LEARNING = 0.1  # share of a new step in the usual time between visits
BLIND = 3.0  # times the usual time between visits; in what is longer, there were none
_HOUR = timedelta(hours=1)


def after(
    rhythm: PublishingRhythm | None, visit: SiteObservation, *, heard: bool
) -> PublishingRhythm:
    """Return the rhythm after a visit to a site that could be read. `heard` says whether it had new articles.

    Time without visits is left out of silence.
    """
    now = visit.now
    if rhythm is None or rhythm.visited > now:  # the second: the clock was set back
        rhythm = (
            PublishingRhythm(now, now, now)
            if rhythm is None
            else replace(rhythm, since=min(rhythm.since, now))
        )
        return replace(
            rhythm, visited=now, heard=now, full=rhythm.full + bool(visit.found), empty=0
        )
    step = (now - rhythm.visited) / _HOUR
    before = rhythm.usual or step
    blind = max(step - BLIND * before, 0)
    usual = before + (step - blind - before) * LEARNING
    last = min(rhythm.heard + blind * _HOUR, now)
    gaps = (*rhythm.gaps, round((now - last) / _HOUR, 2))[-KEPT:] if heard else rhythm.gaps
    return replace(
        rhythm,
        visited=now,
        heard=now if heard else last,
        usual=round(usual, 3),
        gaps=gaps,
        full=rhythm.full + bool(visit.found),
        empty=0 if visit.found else rhythm.empty + 1,
    )


def silence(rhythm: PublishingRhythm) -> str:
    """Say in words how long a site has been silent; "" where that is not odd."""
    if rhythm.empty >= EMPTY and rhythm.full >= FULL:
        return f"its start points led to no article {counted(rhythm.empty, 'time')} in a row, and had {counted(rhythm.full, 'time')} before"
    if len(rhythm.gaps) < GAPS or rhythm.visited - rhythm.since < WHOLE_WEEK:
        return ""
    quiet, longest = rhythm.visited - rhythm.heard, max(rhythm.gaps)
    if quiet < LEAST or quiet / _HOUR <= LONGER * longest:
        return ""
    since = _day(rhythm.heard)
    return f"no new article since {since} ({quiet / _HOUR:.0f} h); the longest gap before was {longest:.0f} h"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
