"""A day in the calendar that a page uses, if it can be the date of a page."""

from datetime import date
from typing import NamedTuple

from scraper.extraction.metadata.calendars import BUDDHIST, from_jalali
from scraper.extraction.metadata.moments import DateTimeText

FIRST_YEAR = 1990  # no page is older than the web
LAST_YEAR = 2045  # later ones are of the calendar of Nepal, which is 57 years ahead
JALALI_YEARS = range(1369, 1480)  # of the calendar of Iran, from 1990 on


class DateStyle(NamedTuple):
    """What is known of the way a page writes dates."""

    month_first: bool = False  # settles "05/06/2024", and only what can be read both ways
    language: str = ""  # "fa" and "th" have calendars of their own, and "hr" months


UNKNOWN_STYLE = DateStyle()
Found = tuple[int, DateTimeText]  # where it begins, and what it says


def stamp_of(
    year: int, month: int, day: int, clock: tuple[str, str], style: DateStyle
) -> DateTimeText | None:
    """Return a date with its clock, None where there is no such day or it can't be a page's."""
    if year in JALALI_YEARS and style.language in ("fa", "ps"):
        return of_day(from_jalali(year, month, day), clock)
    if style.language == "th" and year >= FIRST_YEAR + BUDDHIST:
        year -= BUDDHIST
    try:
        return of_day(date(year, month, day), clock)
    except ValueError:  # 31 June and the like: not a date
        return None


def of_day(day: date | None, clock: tuple[str, str]) -> DateTimeText | None:
    """Return a day with its clock, None where it is no day of a page."""
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    return DateTimeText(day, *clock)
