"""A site that has fallen silent: measured against its own gaps, in time in which it was looked at."""

from dataclasses import replace
from datetime import datetime, timedelta

from scraper.models.alarm import PublishingRhythm, SiteObservation

LONGER = 3.0
"""Times the longest gap yet, from which silence is odd: holidays of four days pass on a site that
rests at weekends (2.5 days)."""
LEAST = timedelta(hours=24)  # silence that is worth a word at all
WHOLE_WEEK = timedelta(days=8)  # of looks, before which weekends are not known
GAPS, KEPT = 10, 200  # gaps that tell a rhythm; and those that are remembered
EMPTY = 3  # looks in a row that found no article at all
FULL = 5  # looks that found some, before that counts
LEARNING = 0.1  # share of a new step in the usual time between looks
BLIND = 3.0  # times the usual time between looks; what is longer, nobody looked
_HOUR = timedelta(hours=1)


def after(
    pulse: PublishingRhythm | None, look: SiteObservation, *, heard: bool
) -> PublishingRhythm:
    """Return the rhythm after a visit to a site that could be read; `heard` says whether it had new
    articles. Time without visits does not count as silence.
    """
    now = look.now
    if pulse is None or pulse.looked > now:  # the second: the clock was set back
        pulse = (
            PublishingRhythm(now, now, now)
            if pulse is None
            else replace(pulse, since=min(pulse.since, now))
        )
        return replace(pulse, looked=now, heard=now, full=pulse.full + bool(look.found), empty=0)
    step = (now - pulse.looked) / _HOUR
    before = pulse.usual or step
    blind = max(step - BLIND * before, 0)
    usual = before + (step - blind - before) * LEARNING
    last = min(pulse.heard + blind * _HOUR, now)
    gaps = (*pulse.gaps, round((now - last) / _HOUR, 2))[-KEPT:] if heard else pulse.gaps
    return replace(
        pulse,
        looked=now,
        heard=now if heard else last,
        usual=round(usual, 3),
        gaps=gaps,
        full=pulse.full + bool(look.found),
        empty=0 if look.found else pulse.empty + 1,
    )


def silence(pulse: PublishingRhythm) -> str:
    """Return in words how long a site has been silent, "" if that is not odd."""
    if pulse.empty >= EMPTY and pulse.full >= FULL:
        return f"its start points led to no article {pulse.empty} times in a row, and had {pulse.full} times before"
    if len(pulse.gaps) < GAPS or pulse.looked - pulse.since < WHOLE_WEEK:
        return ""
    quiet, longest = pulse.looked - pulse.heard, max(pulse.gaps)
    if quiet < LEAST or quiet / _HOUR <= LONGER * longest:
        return ""
    since = _day(pulse.heard)
    return f"no new article since {since} ({quiet / _HOUR:.0f} h); the longest gap before was {longest:.0f} h"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
