"""Other calendars' dates as Gregorian ones. Pure arithmetic."""

from datetime import date, timedelta

BUDDHIST = 543  # years the Thai calendar is ahead
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The year before the first of an era of Japan or Taiwan."""

_NEW_YEAR = date(2021, 3, 21)  # 1 Farvardin 1400
_CYCLE = 33  # years, of which eight are leap years
_LEAP_YEARS = (1, 5, 9, 13, 17, 22, 26, 30)  # in a cycle
_LONG_MONTHS = 6  # of 31 days; the others have 30, the last one 29 or 30


def from_jalali(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a date in the Jalali calendar (Iran, Afghanistan), None if there is none.

    By the cycle of 33 years, which agrees with the observed new years of 1244 to 1472 (A.D. 1865 to
    2093): K. M. Borkowski, "The Persian calendar for 3000 years", Earth, Moon and Planets 74 (1996).
    """
    if not (1244 <= year <= 1472 and 1 <= month <= 12 and 1 <= day <= _days_in(year, month)):
        return None
    before = 31 * min(month - 1, _LONG_MONTHS) + 30 * max(0, month - 1 - _LONG_MONTHS)
    years = 365 * (year - 1400) + _leaps_before(year) - _leaps_before(1400)
    return _NEW_YEAR + timedelta(days=years + before + day - 1)


def from_ethiopian(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a date in the calendar of Ethiopia, None if there is none.

    Twelve months have 30 days, a thirteenth five or six. From 1900 to 2099 the year begins on 11 September, and a
    day later before a leap year.
    """
    days = 30 if month < 13 else 5 + (year % 4 == 3)
    if not (1893 <= year <= 2091 and 1 <= month <= 13 and 1 <= day <= days):
        return None
    new_year = date(year + 7, 9, 12 if year % 4 == 0 else 11)
    return new_year + timedelta(days=30 * (month - 1) + day - 1)


def _days_in(year: int, month: int) -> int:
    if month == 12:
        return 30 if year % _CYCLE in _LEAP_YEARS else 29
    return 31 if month <= _LONG_MONTHS else 30


def _leaps_before(year: int) -> int:
    cycles, rest = divmod(year, _CYCLE)
    return cycles * len(_LEAP_YEARS) + sum(leap < rest for leap in _LEAP_YEARS)
