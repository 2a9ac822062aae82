"""Dates whose month is a number: ISO 8601, numbers with slashes or dots, and years, months and days of East Asia.

Each reader returns where the first date of its form begins, and the date.
"""

import re
from datetime import UTC, date, datetime, timedelta

from scraper.extraction.metadata.calendars import ERAS
from scraper.extraction.metadata.clocks import ZONE, clock_near, offset_of
from scraper.extraction.metadata.page_dates import DateStyle, Found, of_day, stamp_of

MOST_MONTHS = 12  # a higher number is a day
_ISO = re.compile(
    r"(?<!\d)(\d{4})[-‐–](\d{1,2})[-‐–](\d{1,2})(?!\d)"
    rf"(?:(?:T|\s+|,\s*)(\d{{1,2}}):(\d{{2}})(?::(\d{{2}}))?(?:[.,:]\d+)?\s*({ZONE}|[+-]\d{{2}}|[+-]\d(?![\d:.,]))?)?",
    re.IGNORECASE,
)
_HALF = re.compile(r"\s*(?:[^\W\d_]|\()")  # after a clock: of twelve hours, or in a named zone
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$")
_EPOCH = re.compile(r"^(?:/Date\()?(\d{10})(?:\d{3})?(?:\.\d+|[+-]\d{4})?(?:\)/)?$")
_WEEK_OR_DAY = re.compile(r"^(\d{4})-(?:W(\d\d)-?([1-7])|(\d{3})$)")  # ISO 8601's other dates
_CJK = re.compile(
    rf"(?:({'|'.join(ERAS)})\s?(\d{{1,3}}|元)|(?<!\d)(\d{{4}}))\s*[年년]"
    r"\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]?"
)
_MONGOLIAN = re.compile(
    r"(?<!\d)(\d{4})\s?оны\s(\d{1,2})(?:[\s\-](?:р|дугаар|дүгээр))?\sсарын\s(\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?<![\d.])(\d{4})\s?([./])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(\d{1,2})\s?([./|-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d|/(?!\d\d?:\d\d))"
)


def read_iso(text: str, style: DateStyle) -> Found | None:
    """Read "2025-10-02", also with a clock and an offset."""
    if "-" not in text and text.isascii():
        return None
    for match in _ISO.finditer(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        clock = ("", "")
        if match[4] and int(match[4]) < 24 and int(match[5]) < 60 and int(match[6] or 0) < 60:
            time = f"{int(match[4]):02}:{match[5]}" + (f":{match[6]}" if match[6] else "")
            clock = (time, offset_of(match[7]))
        if match[4] is None or _HALF.match(text, match.end()):
            clock = clock_near(text, match.end(3), match.end(3))
        stamp = stamp_of(year, month, day, clock, style)
        if stamp:
            return match.start(), stamp
    return None


def read_week_or_day(text: str, _: DateStyle) -> Found | None:
    """Read ISO 8601's dates by the week, "2025-W40-4", and by the day of the year, "2025-275"."""
    match = _WEEK_OR_DAY.match(text)
    if match is None:
        return None
    try:
        if match[2]:
            day = date.fromisocalendar(int(match[1]), int(match[2]), int(match[3]))
        else:
            day = datetime.strptime(f"{match[1]}-{match[4]}", "%Y-%j").date()  # a day has no zone
    except ValueError:
        return None
    stamp = of_day(day, clock_near(text, match.end(), match.end()))
    return (0, stamp) if stamp else None


def read_digits(text: str, style: DateStyle) -> Found | None:
    """Read a whole text of digits: "20251002", with a clock or without, and seconds since 1970."""
    epoch = _EPOCH.match(text)
    if epoch:
        moment = datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(epoch[1]))
        stamp = of_day(moment.date(), (f"{moment:%H:%M:%S}", "Z"))
        return (0, stamp) if stamp else None
    match = _COMPACT.match(text)
    if match is None:
        return None
    clock = ("", "")
    if match[4] and int(match[4]) < 24 and int(match[5]) < 60 and int(match[6] or 0) < 60:
        clock = (f"{match[4]}:{match[5]}:{match[6] or '00'}", offset_of(match[7]))
    stamp = stamp_of(int(match[1]), int(match[2]), int(match[3]), clock, style)
    return (0, stamp) if stamp else None


def read_cjk(text: str, style: DateStyle) -> Found | None:
    """Read "2025年10月2日", also with the year of an era, and the same in Korean."""
    if text.isascii():
        return None
    for match in _CJK.finditer(text):
        since = 1 if match[2] == "元" else int(match[2] or 0)  # the first year of an era
        year = ERAS[match[1]] + since if match[1] else int(match[3])
        clock = clock_near(text, match.start(), match.end())
        stamp = stamp_of(year, int(match[4]), int(match[5]), clock, style)
        if stamp:
            return match.start(), stamp
    return None


def read_mongolian(text: str, style: DateStyle) -> Found | None:
    """Read "2025 оны 10-р сарын 2"."""
    match = None if text.isascii() else _MONGOLIAN.search(text)
    if match is None:
        return None
    clock = clock_near(text, match.start(), match.end())
    stamp = stamp_of(int(match[1]), int(match[2]), int(match[3]), clock, style)
    return (match.start(), stamp) if stamp else None


def read_year_first(text: str, style: DateStyle) -> Found | None:
    """Read "2025/10/2" and "2025. 10. 2"."""
    if "/" not in text and "." not in text:
        return None
    for match in _YEAR_FIRST.finditer(text):
        clock = clock_near(text, match.start(), match.end())
        stamp = stamp_of(int(match[1]), int(match[3]), int(match[4]), clock, style)
        if stamp:
            return match.start(), stamp
    return None


_SHORT_WITH_DASHES = frozenset(("de", "nl", "da"))
_CLOCK_AFTER = re.compile(r"\s\d\d?:\d\d(?!\d)")
"""After "06-10-11", as TYPO3 writes the day, month and year of its news."""


def read_numeric(text: str, style: DateStyle) -> Found | None:
    """Read "2.10.2025", "2/10/2025" and "2-10-2025"; `style` says what is first where either may be the month."""
    for match in _NUMERIC.finditer(text):
        one, two, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "|" and one <= MOST_MONTHS:
            continue  # "Page 12 | 11 | 2020": bars part anything
        if len(match[4]) == 2:
            if match[2] == "-" and not (
                style.language in _SHORT_WITH_DASHES and _CLOCK_AFTER.match(text, match.end())
            ):
                continue  # the year may stand first
            year += 2000 if year < 70 else 1900
        # Only slashes and dashes are ever written month first.
        swap = one <= MOST_MONTHS and (two > MOST_MONTHS or (style.month_first and match[2] != "."))
        day, month = (two, one) if swap else (one, two)
        stamp = stamp_of(year, month, day, clock_near(text, match.start(), match.end()), style)
        if stamp:
            return match.start(), stamp
    return None
