"""Numbers in dates, written in other digits than 0 to 9, which are all that the readers of dates know."""

import re
from unicodedata import decimal

_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_NUMERALS = "〇一二三四五六七八九"
_CHINESE_DAY = re.compile(
    r"([〇零○一二三四五六七八九]{4})年(十[一二]?|[一二三四五六七八九])月"
    r"(三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)


def ascii_digits(text: str) -> str:
    """Return the text with the digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return _FOREIGN_DIGIT.sub(lambda digit: str(decimal(digit[0])), text)


def days_in_digits(text: str) -> str:
    """Return the text with days in Chinese numerals, "二〇二五年十月三十一日", in digits."""
    return _CHINESE_DAY.sub(_day, text)


def _day(day: re.Match[str]) -> str:
    year = "".join(str(max(_NUMERALS.find(one), 0)) for one in day[1])
    return f"{year}年{_counted(day[2])}月{_counted(day[3])}日"


def _counted(numeral: str) -> int:
    """Return the number that a numeral below a hundred counts."""
    tens, ten, ones = numeral.rpartition("十")
    before = _NUMERALS.index(tens) if tens else 1
    return (10 * before if ten else 0) + (_NUMERALS.index(ones) if ones else 0)
