"""Dates whose month has a name, in the order of each language.

Each reader returns where the first date of its form begins, and the date.
"""

import re

from scraper.extraction.metadata.calendars import BUDDHIST, from_ethiopian, from_jalali
from scraper.extraction.metadata.clocks import clock_near, offset_of
from scraper.extraction.metadata.moments import DateTimeText
from scraper.extraction.metadata.month_names import (
    VIETNAMESE_MONTHS,
    ethiopian_month_named,
    jalali_month_named,
    month_key,
    month_named,
)
from scraper.extraction.metadata.page_dates import (
    FIRST_YEAR,
    JALALI_YEARS,
    DateStyle,
    Found,
    of_day,
    stamp_of,
)

_WORD = r"([^\s\d,;:!?|()\[\]{}<>/\-–—_،·•]{2,18})"
_DAY_MONTH = re.compile(
    r"(?<![\d.,])(?<!\d:)(\d{1,2})(?:st|nd|rd|th|er|º|ª|-a(?=\sde\s)|[یم](?=\s)|\.)?[\s\-–/.]{0,4}"
    r"(?:of\s{1,4}|de\s{1,4}|ng\s{1,4}|ga\s{1,4}|d[’']|ta[’']\s{0,2}|ខែ\s{0,4})?"
    + _WORD
    + r"(?:\s?/\s?[^\W\d_]{2,12})?[\s,،\-–/.]{0,4}"
    r"(?:de\s{1,4}|del\s{1,4}|(?:ماه\s{1,4})?سال\s{1,4}|ماه\s{1,4}|พ\.?ศ\.?\s{0,4}|ឆ្នាំ\s{0,4})?(\d{4}|\d{2}(?!\d|[:.]\d))(?!\d)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"\d\d?-[A-Za-z]{3}-\d\d")  # "02-Oct-25", of old servers and databases
_MONTH_DAY = re.compile(
    _WORD + r"\s{0,4}(\d{1,2})(?:st|nd|rd|th|\sቀን)?(?:\s{0,4}[,،]\s{0,4}|\s{1,4})(\d{4})"
    r"(?!\d(?!\d{0,5}\s[A-Z][a-z]))",  # a count may be glued to the year: "May 5, 202312 Shares"
    re.IGNORECASE,
)
_YEAR_MONTH_DAY = (
    re.compile(  # Hungarian, Lithuanian, Basque, Pashto: "2025. október 2.", "2025 m. spalio 2 d."
        r"(?<!\d)(\d{4})(?:\.|\s?m\.|e?ko\b|\sکال\sد(?=\s))?[\s\-]{0,3}"
        + _WORD
        + r"[\s\-]{1,3}(\d{1,2})(?![\d:]|\s{0,4},?\s{0,4}\d{4})"
    )
)
_YEAR_DAY_MONTH = re.compile(  # Latvian, Kazakh, Kyrgyz
    r"(?<!\d)(\d{4})(?:\.?\s?gada|\s?ж\.|\s?жыл(?:ғы|дын)?)\s(\d{1,2})\.?[\s-]{1,2}" + _WORD
)
_UNIX = re.compile(
    _WORD
    + r"\s{1,4}(\d{1,2})\s{1,4}(\d\d:\d\d(?::\d\d)?)\s{1,4}(?:([A-Z]{2,5}|[+-]\d{4})\s{1,4})?(\d{4})(?!\d)"
)
_VIETNAMESE = re.compile(
    r"(?<!\d)(\d{1,2})[\s,\-]{0,4}(?:tháng|thg|th(?=\d))\s?(\d{1,2}|mười\s(?:một|hai)|[^\W\d_]{2,5})"
    r"[\s,.\-/]{0,4}(?:năm\s{1,4})?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_THAI = re.compile(r"[\u0e01-\u0e2e]")
_GLUED = re.compile(r"^.*[a-z](?=[A-Z](?:[a-z]+|[A-Z]+)$)")


def read_day_month(text: str, style: DateStyle) -> Found | None:
    """Read "2 October 2025", "2. Oktober 2025", "2 de octubre de 2025"."""
    for match in _DAY_MONTH.finditer(text):
        if len(match[3]) == 4 or _THAI.match(match[2]) or _SHORT_YEAR.fullmatch(match[0]):
            stamp = _named(text, match, (match[3], match[2], match[1]), style)
            if stamp:
                return match.start(), stamp
    return None


def read_month_day(text: str, style: DateStyle) -> Found | None:
    """Read "October 2, 2025"."""
    for match in _MONTH_DAY.finditer(text):
        stamp = _named(text, match, (match[3], match[1], match[2]), style)
        if stamp:
            return match.start(), stamp
    return None


def read_year_month_day(text: str, style: DateStyle) -> Found | None:
    """Read "2025. október 2." and "2025 m. spalio 2 d."."""
    for match in _YEAR_MONTH_DAY.finditer(text):
        stamp = _named(text, match, (match[1], match[2], match[3]), style)
        if stamp:
            return match.start(), stamp
    return None


def read_year_day_month(text: str, style: DateStyle) -> Found | None:
    """Read "2025. gada 2. oktobris" and "2025 ж. 2 қазан"."""
    match = _YEAR_DAY_MONTH.search(text) if "gada" in text or "ж" in text else None
    stamp = _named(text, match, (match[1], match[3], match[2]), style) if match else None
    return (match.start(), stamp) if match and stamp else None


def read_unix(text: str, style: DateStyle) -> Found | None:
    """Read the form of the C library and of JavaScript's neighbours: "Thu Oct  2 08:15:00 UTC 2025"."""
    match = _UNIX.search(text) if ":" in text else None
    month = month_named(match[1]) if match else None
    if match is None or month is None:
        return None
    clock = (match[3], offset_of(match[4]))
    stamp = stamp_of(int(match[5]), month, int(match[2]), clock, style)
    return (match.start(), stamp) if stamp else None


def read_vietnamese(text: str, style: DateStyle) -> Found | None:
    """Read "2 tháng 10, 2025"."""
    if "th" not in text.lower():
        return None
    for match in _VIETNAMESE.finditer(text):
        month = int(match[2]) if match[2].isdigit() else VIETNAMESE_MONTHS.get(month_key(match[2]))
        clock = clock_near(text, match.start(), match.end())
        stamp = stamp_of(int(match[3]), month or 0, int(match[1]), clock, style)
        if stamp:
            return match.start(), stamp
    return None


def _named(
    text: str, match: re.Match[str], parts: tuple[str, str, str], style: DateStyle
) -> DateTimeText | None:
    """Return the date of a year, the name of a month and a day, in the calendar the name belongs to."""
    year, name, day = int(parts[0]), parts[1], int(parts[2])
    clock = clock_near(text, match.start(), match.end())
    if year in JALALI_YEARS:
        month = jalali_month_named(name)
        return of_day(from_jalali(year, month, day), clock) if month else None
    if month := ethiopian_month_named(name):
        return of_day(from_ethiopian(year, month, day), clock)
    month = month_named(name, style.language)
    if month is None:  # a name glued to the date: "Jane RoeDec 5, 2023"
        month = month_named(_GLUED.sub("", name), style.language)
    if month is None:
        return None
    if _THAI.match(name):
        year = _thai_year(year)
    elif year < 100:
        year += 2000 if year < 70 else 1900
    return stamp_of(year, month, day, clock, style)


def _thai_year(year: int) -> int:
    """Return the Gregorian year of one written beside a Thai month: 2568, its short form 68, or 2025."""
    if year < 100:
        year += 2500
    return year - BUDDHIST if year >= FIRST_YEAR + BUDDHIST else year
