"""Dates as pages write them, to ISO 8601. Pure text work: no clock, no time zone data base."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from scraper.extraction.metadata.calendars import BUDDHIST, ERAS, from_jalali
from scraper.extraction.metadata.clocks import ZONE, clock_near, offset_of
from scraper.extraction.metadata.moments import DateTimeText
from scraper.extraction.metadata.month_names import (
    VIETNAMESE_MONTHS,
    jalali_month_named,
    month_key,
    month_named,
)
from scraper.extraction.metadata.numerals import ascii_digits, days_in_digits

FIRST_YEAR = 1990  # no page is older than the web
LAST_YEAR = 2045  # later ones are of the calendar of Nepal, which is 57 years ahead
MAX_DATE_TEXT = 200  # characters; a longer text is prose, not a date
MOST_MONTHS = 12  # a higher number is a day
MOST_KNOWN = 32  # texts that are remembered: a page is asked for the same few dates again and again


@dataclass(frozen=True, slots=True)
class DateStyle:
    """What is known of the way a page writes dates."""

    month_first: bool = False  # settles "05/06/2024", and only what can be read both ways
    language: str = ""  # "fa" and "th" have calendars of their own, and "hr" months


Found = tuple[int, DateTimeText]  # where it begins, and what it says

_ISO = re.compile(
    r"(?<!\d)(\d{4})[-‐–](\d{1,2})[-‐–](\d{1,2})(?!\d)"
    rf"(?:(?:T|\s+|,\s*)(\d{{1,2}}):(\d{{2}})(?::(\d{{2}}))?(?:[.,:]\d+)?\s*({ZONE}|[+-]\d{{2}})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$")
_EPOCH = re.compile(r"^(?:/Date\()?(\d{10})(?:\d{3})?(?:\.\d+|[+-]\d{4})?(?:\)/)?$")
_WEEK_OR_DAY = re.compile(r"^(\d{4})-(?:W(\d\d)-?([1-7])|(\d{3})$)")  # ISO 8601's other dates
_CJK = re.compile(
    rf"(?:({'|'.join(ERAS)})\s?(\d{{1,3}}|元)|(?<!\d)(\d{{4}}))\s*[年년]"
    r"\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]?"
)
_MONGOLIAN = re.compile(
    r"(?<!\d)(\d{4})\s?оны\s(\d{1,2})[\s\-](?:р|дугаар|дүгээр)\sсарын\s(\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?<![\d.])(\d{4})\s?([./])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(\d{1,2})\s?([./|-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/])"
)
_WORD = r"([^\s\d,;:!?|()\[\]{}<>/\-–—_،·•]{2,18})"
_DAY_MONTH = re.compile(
    r"(?<![\d.,])(?<!\d:)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s\-–/.]{0,4}(?:of\s{1,4}|de\s{1,4}|ng\s{1,4}|d[’']|ta[’']\s{0,2})?"
    + _WORD
    + r"(?:\s?/\s?[^\W\d_]{2,12})?[\s,،\-–/.]{0,4}(?:de\s{1,4}|del\s{1,4}|ماه\s{1,4}|พ\.?ศ\.?\s{0,4})?(\d{4}|\d{2}(?!\d|[:.]\d))(?!\d)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"\d\d?-[A-Za-z]{3}-\d\d")  # "02-Oct-25", of old servers and databases
_MONTH_DAY = re.compile(
    _WORD + r"\s{0,4}(\d{1,2})(?:st|nd|rd|th)?(?:\s{0,4}[,،]\s{0,4}|\s{1,4})(\d{4})"
    r"(?!\d(?!\d{0,5}\s[A-Z][a-z]))",  # a count may be glued to the year: "May 5, 202312 Shares"
    re.IGNORECASE,
)
_YEAR_MONTH_DAY = (
    re.compile(  # Hungarian, Lithuanian, Basque: "2025. október 2.", "2025 m. spalio 2 d."
        r"(?<!\d)(\d{4})(?:\.|\s?m\.|e?ko\b)?[\s\-]{0,3}"
        + _WORD
        + r"[\s\-]{1,3}(\d{1,2})(?![\d:]|\s{0,4},?\s{0,4}\d{4})"
    )
)
_YEAR_DAY_MONTH = re.compile(r"(?<!\d)(\d{4})\.?\s?gada\s(\d{1,2})\.\s?" + _WORD)  # Latvian
_UNIX = re.compile(
    _WORD
    + r"\s{1,4}(\d{1,2})\s{1,4}(\d\d:\d\d(?::\d\d)?)\s{1,4}(?:([A-Z]{2,5}|[+-]\d{4})\s{1,4})?(\d{4})(?!\d)"
)
_VIETNAMESE = re.compile(
    r"(?<!\d)(\d{1,2})[\s,\-]{0,4}(?:tháng|thg)\s?(\d{1,2}|mười\s(?:một|hai)|[^\W\d_]{2,5})"
    r"[\s,.\-/]{0,4}(?:năm\s{1,4})?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(r"(تشرين|كانون)\s(?=ال)|(Meán|Deireadh)\s(?=Fómhair)", re.IGNORECASE)
_THAI = re.compile(r"[\u0e01-\u0e2e]")
_JALALI_YEARS = range(1369, 1480)
_GLUED = re.compile(r"^.*[a-z](?=[A-Z](?:[a-z]+|[A-Z]+)$)")


def parse_date(text: str, style: DateStyle = DateStyle()) -> DateTimeText | None:
    """Return the first plausible date in a short text, or None."""
    return _parsed(text.strip()[:MAX_DATE_TEXT], style)


@lru_cache(maxsize=MOST_KNOWN)
def _parsed(text: str, style: DateStyle) -> DateTimeText | None:
    text = ascii_digits(text)
    if not text.isascii():
        text = _TWO_WORDS.sub(r"\1\2", text)
        text = days_in_digits(text)
    if not any(map(str.isdigit, text)):
        return None
    best: Found | None = None
    for reader in _READERS:
        found = reader(text, style)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
            if not best[0]:
                break  # none begins earlier
    return best[1] if best else None


def _stamp(
    year: int, month: int, day: int, clock: tuple[str, str], style: DateStyle
) -> DateTimeText | None:
    """Return a date with its clock, None where there is no such day or it can't be a page's."""
    if year in _JALALI_YEARS and style.language in ("fa", "ps"):
        return _of_day(from_jalali(year, month, day), clock)
    if style.language == "th" and year >= FIRST_YEAR + BUDDHIST:
        year -= BUDDHIST
    try:
        return _of_day(date(year, month, day), clock)
    except ValueError:  # 31 June and the like: not a date
        return None


def _of_day(day: date | None, clock: tuple[str, str]) -> DateTimeText | None:
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    return DateTimeText(day, *clock)


def _read_iso(text: str, style: DateStyle) -> Found | None:
    for match in _ISO.finditer(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        clock = ("", "")
        if match[4] and int(match[4]) < 24 and int(match[5]) < 60 and int(match[6] or 0) < 60:
            time = f"{int(match[4]):02}:{match[5]}" + (f":{match[6]}" if match[6] else "")
            clock = (time, offset_of(match[7]))
        if match[4] is None or _HALF.match(text, match.end()):
            clock = clock_near(text, match.end(3), match.end(3))
        stamp = _stamp(year, month, day, clock, style)
        if stamp:
            return match.start(), stamp
    return None


_HALF = re.compile(r"\s*(?:[^\W\d_]|\()")  # after a clock: of twelve hours, or in a named zone


def _read_week_or_day(text: str, _: DateStyle) -> Found | None:
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
    stamp = _of_day(day, clock_near(text, match.end(), match.end()))
    return (0, stamp) if stamp else None


def _read_digits(text: str, style: DateStyle) -> Found | None:
    epoch = _EPOCH.match(text)
    if epoch:
        moment = datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(epoch[1]))
        stamp = _of_day(moment.date(), (f"{moment:%H:%M:%S}", "Z"))
        return (0, stamp) if stamp else None
    match = _COMPACT.match(text)
    if match is None:
        return None
    clock = ("", "")
    if match[4] and int(match[4]) < 24 and int(match[5]) < 60 and int(match[6] or 0) < 60:
        clock = (f"{match[4]}:{match[5]}:{match[6] or '00'}", offset_of(match[7]))
    stamp = _stamp(int(match[1]), int(match[2]), int(match[3]), clock, style)
    return (0, stamp) if stamp else None


def _read_cjk(text: str, style: DateStyle) -> Found | None:
    for match in _CJK.finditer(text):
        since = 1 if match[2] == "元" else int(match[2] or 0)  # the first year of an era
        year = ERAS[match[1]] + since if match[1] else int(match[3])
        clock = clock_near(text, match.start(), match.end())
        stamp = _stamp(year, int(match[4]), int(match[5]), clock, style)
        if stamp:
            return match.start(), stamp
    return None


def _read_mongolian(text: str, style: DateStyle) -> Found | None:
    match = _MONGOLIAN.search(text)
    if match is None:
        return None
    clock = clock_near(text, match.start(), match.end())
    stamp = _stamp(int(match[1]), int(match[2]), int(match[3]), clock, style)
    return (match.start(), stamp) if stamp else None


def _read_year_first(text: str, style: DateStyle) -> Found | None:
    for match in _YEAR_FIRST.finditer(text):
        clock = clock_near(text, match.start(), match.end())
        stamp = _stamp(int(match[1]), int(match[3]), int(match[4]), clock, style)
        if stamp:
            return match.start(), stamp
    return None


def _read_numeric(text: str, style: DateStyle) -> Found | None:
    for match in _NUMERIC.finditer(text):
        one, two, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "|" and one <= MOST_MONTHS:
            continue  # "Page 12 | 11 | 2020": bars part anything
        if len(match[4]) == 2:
            if match[2] == "-":
                continue
            year += 2000 if year < 70 else 1900
        # Only slashes and dashes are ever written month first.
        swap = one <= MOST_MONTHS and (two > MOST_MONTHS or (style.month_first and match[2] != "."))
        day, month = (two, one) if swap else (one, two)
        stamp = _stamp(year, month, day, clock_near(text, match.start(), match.end()), style)
        if stamp:
            return match.start(), stamp
    return None


def _read_day_month(text: str, style: DateStyle) -> Found | None:
    for match in _DAY_MONTH.finditer(text):
        if len(match[3]) == 4 or _THAI.match(match[2]) or _SHORT_YEAR.fullmatch(match[0]):
            stamp = _named(text, match, (match[3], match[2], match[1]), style)
            if stamp:
                return match.start(), stamp
    return None


def _read_month_day(text: str, style: DateStyle) -> Found | None:
    for match in _MONTH_DAY.finditer(text):
        stamp = _named(text, match, (match[3], match[1], match[2]), style)
        if stamp:
            return match.start(), stamp
    return None


def _read_year_month_day(text: str, style: DateStyle) -> Found | None:
    for match in _YEAR_MONTH_DAY.finditer(text):
        stamp = _named(text, match, (match[1], match[2], match[3]), style)
        if stamp:
            return match.start(), stamp
    return None


def _read_year_day_month(text: str, style: DateStyle) -> Found | None:
    match = _YEAR_DAY_MONTH.search(text)
    stamp = _named(text, match, (match[1], match[3], match[2]), style) if match else None
    return (match.start(), stamp) if match and stamp else None


def _read_unix(text: str, style: DateStyle) -> Found | None:
    """Read the form of the C library and of JavaScript's neighbours: "Thu Oct  2 08:15:00 UTC 2025"."""
    match = _UNIX.search(text)
    month = month_named(match[1]) if match else None
    if match is None or month is None:
        return None
    zone = match[4] or ""
    offset = "" if zone.isalpha() and zone not in ("UTC", "GMT") else offset_of(zone)
    stamp = _stamp(int(match[5]), month, int(match[2]), (match[3], offset), style)
    return (match.start(), stamp) if stamp else None


def _read_vietnamese(text: str, style: DateStyle) -> Found | None:
    for match in _VIETNAMESE.finditer(text):
        month = int(match[2]) if match[2].isdigit() else VIETNAMESE_MONTHS.get(month_key(match[2]))
        clock = clock_near(text, match.start(), match.end())
        stamp = _stamp(int(match[3]), month or 0, int(match[1]), clock, style)
        if stamp:
            return match.start(), stamp
    return None


def _named(
    text: str, match: re.Match[str], parts: tuple[str, str, str], style: DateStyle
) -> DateTimeText | None:
    """Return the date of a year, the name of a month and a day, in the calendar the name belongs to."""
    year, name, day = int(parts[0]), parts[1], int(parts[2])
    clock = clock_near(text, match.start(), match.end())
    if year in _JALALI_YEARS:
        month = jalali_month_named(name)
        return _of_day(from_jalali(year, month, day), clock) if month else None
    month = month_named(name, style.language)
    if month is None:  # a name glued to the date: "Jane RoeDec 5, 2023"
        month = month_named(_GLUED.sub("", name), style.language)
    if month is None:
        return None
    if _THAI.match(name):
        year = _thai_year(year)
    elif year < 100:
        year += 2000 if year < 70 else 1900
    return _stamp(year, month, day, clock, style)


def _thai_year(year: int) -> int:
    """Return the Gregorian year of one written beside a Thai month: 2568, its short form 68, or 2025."""
    if year < 100:
        year += 2500
    return year - BUDDHIST if year >= FIRST_YEAR + BUDDHIST else year


_READERS: tuple[Callable[[str, DateStyle], Found | None], ...] = (
    _read_iso, _read_digits, _read_cjk, _read_year_first, _read_numeric, _read_day_month,
    _read_month_day, _read_year_month_day, _read_year_day_month, _read_unix, _read_vietnamese,
    _read_mongolian, _read_week_or_day,
)  # fmt: skip

_URL_DATE = re.compile(
    r"[/_=\-](19[9]\d|20\d\d)[/_\-.]?(0[1-9]|1[0-2]|[1-9](?=[/_\-])|(?<=/)[a-z]{3,10}(?=/))"
    r"[/_\-.]?(0[1-9]|[12]\d|3[01]|[1-9](?=[/_\-]))(?=[/_\-.?]|$|[a-z])",
    re.IGNORECASE,
)


def date_in_url(url: str) -> DateTimeText | None:
    """Return the day in a path such as /2024/05/17/, /2024/may/17/ or /20240517-title."""
    match = _URL_DATE.search(ascii_digits(url.split("?", 1)[0]))
    if match is None:
        return None
    month = int(match[2]) if match[2].isdigit() else month_named(match[2]) or 0
    return _stamp(int(match[1]), month, int(match[3]), ("", ""), DateStyle())
