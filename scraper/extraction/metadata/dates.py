"""Dates as pages write them, to ISO 8601. Pure text work: no clock, no time zone data base."""

import re
from collections.abc import Callable
from functools import lru_cache

from scraper.extraction.metadata.dates_in_digits import (
    read_cjk,
    read_digits,
    read_iso,
    read_mongolian,
    read_numeric,
    read_week_or_day,
    read_year_first,
)
from scraper.extraction.metadata.dates_in_words import (
    read_day_month,
    read_month_day,
    read_unix,
    read_vietnamese,
    read_year_day_month,
    read_year_month_day,
)
from scraper.extraction.metadata.moments import DateTimeText
from scraper.extraction.metadata.month_names import month_named
from scraper.extraction.metadata.numerals import ascii_digits, days_in_digits
from scraper.extraction.metadata.page_dates import UNKNOWN_STYLE, DateStyle, Found, stamp_of

MAX_DATE_TEXT = 200  # characters; a longer text is prose, not a date
MOST_KNOWN = 32  # texts that are remembered: a page is asked for the same few dates again and again
_GLUED_CLOCK = re.compile(r"(?<!\d)((?:19|20)\d\d|(?<=\d[./])\d\d)(?=[0-2]?\d:[0-5]\d(?!\d))")
"""A year to which the time of day is glued, two elements of one line: "3 May 202421:25", "28.09.1912:44"."""
_TWO_WORDS = re.compile(r"(تشرين|كانون)\s(?=ال)|(Meán|Deireadh)\s(?=Fómhair)", re.IGNORECASE)
_READERS: tuple[Callable[[str, DateStyle], Found | None], ...] = (
    read_iso, read_digits, read_cjk, read_year_first, read_numeric, read_day_month,
    read_month_day, read_year_month_day, read_year_day_month, read_unix, read_vietnamese,
    read_mongolian, read_week_or_day,
)  # fmt: skip
"""Of dates that begin at one place, the first reader's is taken."""
_WIDE = str.maketrans("－／：．，　", "-/:., ")
_URL_DATE = re.compile(
    r"[/_=\-](19[9]\d|20\d\d)[/_\-.]?(0[1-9]|1[0-2]|[1-9](?=[/_\-])|(?<=/)[a-z]{3,10}(?=/))"
    r"[/_\-.]?(0[1-9]|[12]\d|3[01]|[1-9](?=[/_\-]))(?=[/_\-.?]|$|[a-z])",
    re.IGNORECASE,
)


def parse_date(text: str, style: DateStyle = UNKNOWN_STYLE) -> DateTimeText | None:
    """Return the first plausible date in a short text, or None."""
    return _parsed(text.strip()[:MAX_DATE_TEXT], style)


@lru_cache(maxsize=MOST_KNOWN)
def _parsed(text: str, style: DateStyle) -> DateTimeText | None:
    if not text.isascii():
        text, style = _in_ascii_digits(text, style)
        text = _TWO_WORDS.sub(r"\1\2", text)
        text = days_in_digits(text)
    if not any(map(str.isdigit, text)):
        return None
    if ":" in text:
        text = _GLUED_CLOCK.sub(_with_space, text)
    best: Found | None = None
    for reader in _READERS:
        found = reader(text, style)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
            if not best[0]:
                break  # none begins earlier
    return best[1] if best else None


def _with_space(year: re.Match[str]) -> str:
    return f"{year[0]} "


def _in_ascii_digits(text: str, style: DateStyle) -> tuple[str, DateStyle]:
    """Return a text with its digits, and signs as wide as letters, in ASCII. Where they were others, no month comes first."""
    text = text.translate(_WIDE)
    written = ascii_digits(text)
    return written, style if written == text else style._replace(month_first=False)


def date_in_url(url: str) -> DateTimeText | None:
    """Return the day in a path such as /2024/05/17/, /2024/may/17/ or /20240517-title."""
    match = _URL_DATE.search(ascii_digits(url.split("?", 1)[0]))
    if match is None:
        return None
    month = int(match[2]) if match[2].isdigit() else month_named(match[2]) or 0
    return stamp_of(int(match[1]), month, int(match[3]), ("", ""), UNKNOWN_STYLE)
