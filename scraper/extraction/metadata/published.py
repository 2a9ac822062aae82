"""When a page was published and last changed: the most trusted date, in the site's own time."""

import re
from datetime import date
from itertools import islice

from scraper.extraction.metadata.date_sources import (
    EITHER_WAY,
    MAX_LEAD,
    MODIFIED,
    PUBLISHED,
    Reader,
    address,
    datelines,
    foreign_times,
    json_page,
    json_published,
    meta_published,
    meta_vague,
    micro_published,
    times,
    unambiguous,
    visible,
    visible_near,
)
from scraper.extraction.metadata.datelines import FULL_YEAR, STAMP_WORDS, is_update
from scraper.extraction.metadata.dates import parse_date
from scraper.extraction.metadata.evidence import Evidence, FoundValue, is_declared
from scraper.extraction.metadata.moments import DateTimeText
from scraper.extraction.metadata.page_dates import DateStyle
from scraper.urls import host_of

Dated = tuple[DateTimeText, str]  # a date and where it stood

DECLARED: tuple[Reader, ...] = (
    json_published, meta_published, micro_published, json_page, meta_vague,
)  # fmt: skip
"""Where dates are written for machines."""

_WITH_CLOCKS: tuple[Reader, ...] = (
    meta_published, micro_published, times, foreign_times, visible_near,
)  # fmt: skip
"""Where a moment in UTC may be told in local time."""


def read_dates(
    evidence: Evidence, now: date | None, language: str = ""
) -> tuple[FoundValue | None, FoundValue | None]:
    """Return when a page was published and modified, each in ISO 8601 with its source.

    Without `now` only order and range are checked: a date of modification before the date of
    publication is dropped.
    """
    style = DateStyle(_month_first(evidence), language.split("-", maxsplit=1)[0])
    published = _first(evidence, PUBLISHED, now, style)
    modified = _first(evidence, MODIFIED, now, style)
    if published is not None:
        local = (_in_local_time(published[0], evidence, style), published[1])
        published = _as_stamped(_as_shown(local, evidence, now, style), evidence, style)
    if published is None and modified is None:  # any day on the page is better than none
        published = _first(evidence, (visible,), now, style)
    if published is None and modified is not None:
        return FoundValue(modified[0].iso(), modified[1]), FoundValue(
            modified[0].iso(), modified[1]
        )
    if published and modified and _earlier(modified[0], published[0]):
        modified = None
    return (
        FoundValue(published[0].iso(), published[1]) if published else None,
        FoundValue(modified[0].iso(), modified[1]) if modified else None,
    )


def _as_shown(found: Dated, evidence: Evidence, now: date | None, style: DateStyle) -> Dated:
    """Return the date found, or where the page declares several days the one that it shows."""
    values = [each for reader in DECLARED for each in islice(reader(evidence), MAX_COMPARED)]
    if len({value[:DAY] for value, _ in values}) < 2 or found[1] not in {s for _, s in values}:
        return found
    declared = [
        (stamp, source)
        for value, source in values
        if (stamp := parse_date(value, style)) and is_past(stamp, now)
    ]
    if len({stamp.day for stamp, _ in declared}) < 2:
        return found
    shown = (parse_date(value, style) for value, _ in datelines(evidence))
    day = next((stamp.day for stamp in shown if stamp), None)
    if day is None or day == found[0].day:
        return found
    same = [each for each in declared if each[0].day == day]
    if abs(day - found[0].day) <= MAX_LEAD:  # another zone's day, and not that of another post
        same = [each for each in same if each[1] != found[1]]
    return next(iter(same), found)


def _as_stamped(found: Dated, evidence: Evidence, style: DateStyle) -> Dated:
    """Return the date found, or the earlier day that a line right under the headline says and nothing else: of a text
    that was moved to another system, data tell when that was."""
    if not is_declared(found[1]):
        return found
    for line in evidence.lines[1 : min(STAMP_LINES, evidence.span.after)]:
        shown = parse_date(line, style) if len(FULL_YEAR.findall(line)) == 1 else None
        if shown is not None and shown.day == found[0].day:
            return found
        if shown is None or is_update(line) or EITHER_WAY.search(line):
            continue
        if found[0].day - shown.day <= MAX_LEAD or len(_WORD.findall(line)) > STAMP_WORDS:
            return found
        others = (
            parse_date(value, style) for value, _ in visible(evidence) if not is_update(value)
        )
        said = any(stamp and stamp.day == found[0].day for stamp in others)
        return found if said else (shown, "visible text")
    return found


STAMP_LINES = 7  # the headline and those under it in which the page's date stands
_WORD = re.compile(r"[^\W\d_]{2,99}")


DAY = 10  # characters of "2024-05-17"


def is_past(stamp: DateTimeText, now: date | None) -> bool:
    """Say whether a day is not after today, in whatever time zone; without `now` any is taken for past."""
    return now is None or stamp.day <= now + MAX_LEAD


def _in_local_time(stamp: DateTimeText, evidence: Evidence, style: DateStyle) -> DateTimeText:
    """Return the same moment in the site's own time, where another place on the page tells it.

    Many systems write UTC for machines and local time for readers; late in the evening the two
    differ by a day. Two clocks that agree to the minute but for whole half hours are one moment.
    """
    if not stamp.in_utc():
        return stamp
    for reader in _WITH_CLOCKS:
        for value, _ in islice(reader(evidence), MAX_COMPARED):
            other = parse_date(value, style)
            local = stamp.seen_as(other) if other else None
            if local:
                return local
    return _on_named_day(stamp, evidence, style)


def _on_named_day(stamp: DateTimeText, evidence: Evidence, style: DateStyle) -> DateTimeText:
    """Return a moment in UTC, or the day beside it that the address or the dateline names: the site's
    own, whose clock nothing on the page tells."""
    hour = int(stamp.clock[:2])
    for reader in (address, datelines):
        for value, _ in islice(reader(evidence), MAX_COMPARED):
            named = parse_date(value, style)
            if named is None or named.clock:
                continue
            lead = named.day - stamp.day
            if (lead == -MAX_LEAD and hour < WEST) or (lead == MAX_LEAD and hour >= 24 - EAST):
                return named
            if not lead:
                return stamp
    return stamp


WEST, EAST = 10, 14  # hours that clocks on land are behind and ahead of UTC


MAX_COMPARED = 6  # candidates of one kind compared with a moment in UTC


def _earlier(one: DateTimeText, two: DateTimeText) -> bool:
    if one.clock and two.clock:
        return one.moment() < two.moment()
    return one.day < two.day


def _month_first(evidence: Evidence) -> bool:
    """Say whether a page writes the month before the day, as American pages do, and English ones that name no country."""
    language = evidence.head.language.lower().replace("_", "-") or "en"
    if language not in ("en", "en-us", "en-ca", "en-ph"):
        return False
    country = host_of(evidence.url).rsplit(".", 1)[-1]
    return len(country) != 2 or country in _MONTH_FIRST_DOMAINS


# Country domains whose pages write the month first, or which are sold as if they were no country.
_MONTH_FIRST_DOMAINS = frozenset(
    ("us", "ca", "ph", "io", "ai", "co", "tv", "me", "ly", "gg", "fm", "im", "so", "to")
)


def _first(
    evidence: Evidence, readers: tuple[Reader, ...], now: date | None, style: DateStyle
) -> Dated | None:
    for reader in readers:
        for value, source in reader(evidence):
            stamp = _in_page_order(value, evidence, style)
            if stamp and is_past(stamp, now):
                return stamp, source
    return None


def _in_page_order(value: str, evidence: Evidence, style: DateStyle) -> DateTimeText | None:
    """Return the date in a text, its day and month in the order that other dates of the page confirm."""
    stamp = parse_date(value, style)
    if stamp is None or not EITHER_WAY.search(value):
        return stamp
    other = parse_date(value, style._replace(month_first=not style.month_first))
    if other is None or other.day == stamp.day:
        return stamp
    known = {sure.day for text, _ in unambiguous(evidence) if (sure := parse_date(text, style))}
    return other if other.day in known and stamp.day not in known else stamp
