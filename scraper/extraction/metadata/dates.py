"""Dates as pages write them, to ISO 8601. Pure text work: no clock, no time zone data base."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from unicodedata import decimal

FIRST_YEAR = 1990  # no page is older than the web
LAST_YEAR = 2100
MAX_OFFSET = 14 * 60  # minutes east or west of UTC
MAX_DATE_TEXT = 200  # characters; a longer text is prose, not a date


@dataclass(frozen=True, slots=True)
class DateTimeText:
    """A day, and the time of day with its offset where the page gives them."""

    day: date
    clock: str = ""  # "14:30" or "14:30:05"
    offset: str = ""  # "Z", "+02:00"

    def iso(self) -> str:
        """ISO 8601: "2024-05-17", "2024-05-17T14:30:00+02:00"."""
        if not self.clock:
            return self.day.isoformat()
        seconds = self.clock if self.clock.count(":") == 2 else f"{self.clock}:00"
        return f"{self.day.isoformat()}T{seconds}{'+00:00' if self.offset == 'Z' else self.offset}"

    def moment(self) -> datetime:
        """Return a point in time to compare with; UTC where no offset is known."""
        parsed = datetime.fromisoformat(self.iso())
        return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)

    def in_utc(self) -> bool:
        """Say whether the clock is known to be UTC's."""
        return bool(self.clock) and self.offset in ("Z", "+00:00", "-00:00")

    def seen_as(self, other: "DateTimeText") -> "DateTimeText | None":
        """Return this moment (in UTC) with the offset that makes it `other`, or None if no offset does."""
        if not other.clock or other.in_utc():
            return None
        local = datetime.fromisoformat(f"{other.day.isoformat()}T{other.clock}")
        mine = datetime.fromisoformat(f"{self.day.isoformat()}T{self.clock}")
        if other.clock.count(":") == 1 or self.clock.count(":") == 1:
            mine = mine.replace(second=0)
            local = local.replace(second=0)
        minutes, rest = divmod(int((local - mine).total_seconds()), 60)
        if rest or minutes % 30 or not minutes or abs(minutes) > MAX_OFFSET:
            return None
        hours, minutes_over = divmod(abs(minutes), 60)
        offset = f"{'-' if minutes < 0 else '+'}{hours:02}:{minutes_over:02}"
        if other.offset and other.offset != offset:
            return None
        clock = (
            other.clock
            if other.clock.count(":") == 2
            else f"{other.clock}:{self.clock[6:] or '00'}"
        )
        return DateTimeText(other.day, clock, offset)


_CLOCK = re.compile(
    r"(?<!\d)([01]?\d|2[0-3])(?::|[hH](?=\d\d)|\.(?=\d\d\s*(?:Uhr|Uhr\b|h\b)))([0-5]\d)(?::([0-5]\d))?(?:[.,]\d+)?"
    r"\s*([ap]\.?m\b\.?)?\s*(Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d\b)?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?<!\d)(\d{4})[-‐–](\d{1,2})[-‐–](\d{1,2})(?!\d)"
    r"(?:(?:T|\s+|,\s*)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,:]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$")
_EPOCH = re.compile(r"^(\d{10})(?:\d{3})?(?:\.\d+)?$")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]?")
_YEAR_FIRST = re.compile(r"(?<![\d.])(\d{4})\s?([./])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d.,/-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/])")
_WORD = r"([^\W\d_]{3,12})"
_DAY_MONTH = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s\-–/.]*(?:of\s+|de\s+|d[’'])?"
    + _WORD
    + r"\.?[\s,\-–/.]*(?:de\s+|del\s+)?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    _WORD + r"\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(\d{4})(?!\d)", re.IGNORECASE
)


def parse_date(text: str, *, month_first: bool = False) -> DateTimeText | None:
    """Return the first plausible date in a short text, or None.

    `month_first` settles "05/06/2024" (and only what can be read both ways).
    """
    text = ascii_digits(text.strip()[:MAX_DATE_TEXT])
    if not any(map(str.isdigit, text)):
        return None
    best: tuple[int, DateTimeText] | None = None
    for reader in _READERS:
        found = reader(text, month_first)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    return best[1] if best else None


_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")


def ascii_digits(text: str) -> str:
    """Return the text with the digits of every script as 0 to 9, which is all that parsers read."""
    if text.isascii():
        return text
    return _FOREIGN_DIGIT.sub(lambda digit: str(decimal(digit[0])), text)


def _stamp(
    year: int, month: int, day: int, clock: tuple[str, str] = ("", "")
) -> DateTimeText | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    try:
        return DateTimeText(date(year, month, day), *clock)
    except ValueError:  # 31 June and the like: not a date
        return None


def _offset(text: str | None) -> str:
    if not text:
        return ""
    if text[0] not in "+-":
        return "Z"
    digits = text[1:].replace(":", "")
    hours, minutes = digits[:2], digits[2:4] or "00"
    return f"{text[0]}{hours}:{minutes}" if int(hours) <= 14 and int(minutes) < 60 else ""


def _clock_near(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the time of day right after a date, else right before it."""
    match = _CLOCK.search(text[end : end + 30]) or _CLOCK.search(text[max(0, start - 20) : start])
    if match is None:
        return "", ""
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + (12 if match[4][0] in "pP" else 0)
    return f"{hour:02}:{match[2]}" + (f":{match[3]}" if match[3] else ""), _offset(match[5])


def _read_iso(text: str, _month_first: bool) -> tuple[int, DateTimeText] | None:
    for match in _ISO.finditer(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        clock = ("", "")
        if match[4] and int(match[4]) < 24 and int(match[5]) < 60 and int(match[6] or 0) < 60:
            time = f"{int(match[4]):02}:{match[5]}" + (f":{match[6]}" if match[6] else "")
            clock = (time, _offset(match[7]))
        stamp = _stamp(year, month, day, clock)
        if stamp:
            return match.start(), stamp
    return None


def _read_digits(text: str, _month_first: bool) -> tuple[int, DateTimeText] | None:
    epoch = _EPOCH.match(text)
    if epoch:
        moment = datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(epoch[1]))
        stamp = _stamp(moment.year, moment.month, moment.day, (f"{moment:%H:%M:%S}", "Z"))
        return (0, stamp) if stamp else None
    match = _COMPACT.match(text)
    if match is None:
        return None
    clock = ("", "")
    if match[4] and int(match[4]) < 24 and int(match[5]) < 60 and int(match[6] or 0) < 60:
        clock = (f"{match[4]}:{match[5]}:{match[6] or '00'}", _offset(match[7]))
    stamp = _stamp(int(match[1]), int(match[2]), int(match[3]), clock)
    return (0, stamp) if stamp else None


def _read_cjk(text: str, _month_first: bool) -> tuple[int, DateTimeText] | None:
    for match in _CJK.finditer(text):
        clock = _clock_near(text, match.start(), match.end())
        stamp = _stamp(int(match[1]), int(match[2]), int(match[3]), clock)
        if stamp:
            return match.start(), stamp
    return None


def _read_year_first(text: str, _month_first: bool) -> tuple[int, DateTimeText] | None:
    for match in _YEAR_FIRST.finditer(text):
        clock = _clock_near(text, match.start(), match.end())
        stamp = _stamp(int(match[1]), int(match[3]), int(match[4]), clock)
        if stamp:
            return match.start(), stamp
    return None


def _read_numeric(text: str, month_first: bool) -> tuple[int, DateTimeText] | None:
    for match in _NUMERIC.finditer(text):
        one, two, year = int(match[1]), int(match[3]), int(match[4])
        if len(match[4]) == 2:
            if match[2] == "-":
                continue
            year += 2000 if year < 70 else 1900
        # Only slashes and dashes are ever written month first.
        swap = one <= 12 and (two > 12 or (month_first and match[2] != "."))
        day, month = (two, one) if swap else (one, two)
        stamp = _stamp(year, month, day, _clock_near(text, match.start(), match.end()))
        if stamp:
            return match.start(), stamp
    return None


def _read_day_month(text: str, _month_first: bool) -> tuple[int, DateTimeText] | None:
    for match in _DAY_MONTH.finditer(text):
        stamp = _named(text, match, match[1], match[2], match[3])
        if stamp:
            return match.start(), stamp
    return None


def _read_month_day(text: str, _month_first: bool) -> tuple[int, DateTimeText] | None:
    for match in _MONTH_DAY.finditer(text):
        stamp = _named(text, match, match[2], match[1], match[3])
        if stamp:
            return match.start(), stamp
    return None


def _named(text: str, match: re.Match[str], day: str, month: str, year: str) -> DateTimeText | None:
    number = MONTHS.get(month.lower())
    if number is None:  # a name glued to the date: "Jane RoeDec 5, 2023"
        number = MONTHS.get(_GLUED.sub("", month).lower())
    if number is None:
        return None
    return _stamp(int(year), number, int(day), _clock_near(text, match.start(), match.end()))


_GLUED = re.compile(r"^.*[a-z](?=[A-Z][a-z]+$)")

_READERS: tuple[Callable[[str, bool], tuple[int, DateTimeText] | None], ...] = (
    _read_iso,
    _read_digits,
    _read_cjk,
    _read_year_first,
    _read_numeric,
    _read_day_month,
    _read_month_day,
)

_NAMES = """
1 january jan januar jänner jaenner janvier janv enero ene janeiro gennaio gen januari ledna
1 leden styczeń stycznia sty января январь янв січня ocak oca tammikuuta januára január
1 ιανουαρίου يناير ianuarie
2 february feb februar feber février fevrier févr fevr fév febrero fevereiro fev febbraio
2 februari února únor luty lutego lut февраля февраль фев февр лютого şubat şub helmikuuta
2 február φεβρουαρίου فبراير februarie
3 march mar märz maerz mär mrz mars marzo março marco maart mrt března březen marzec marca
3 марта март мар березня mart maaliskuuta március μαρτίου مارس martie
4 april apr avril avr abril abr aprile dubna duben kwiecień kwietnia kwi апреля апрель апр
4 квітня nisan nis huhtikuuta április apríla απριλίου أبريل ابريل aprilie
5 may mai mayo maio maggio mag mei maj května květen maja мая май травня mayıs toukokuuta
5 május mája μαΐου مايو
6 june jun juni juin junio junho giugno giu června červen czerwiec czerwca cze июня июнь июн
6 червня haziran haz kesäkuuta június júna ιουνίου يونيو iunie
7 july jul juli juillet juil julio julho luglio lug července červenec lipiec lipca lip июля
7 июль июл липня temmuz tem heinäkuuta július júla ιουλίου يوليو iulie
8 august aug août aout agosto ago augustus augusti srpna srpen sierpień sierpnia sie августа
8 август авг серпня ağustos ağu elokuuta augusztus augusta αυγούστου أغسطس اغسطس
9 september sept sep septembre septiembre setiembre setembro set settembre září wrzesień
9 września wrz сентября сентябрь сен сент вересня eylül eyl syyskuuta szeptember septembra
9 σεπτεμβρίου سبتمبر septembrie
10 october oct oktober okt octobre octubre outubro out ottobre ott října říjen październik
10 października paź октября октябрь окт жовтня ekim eki lokakuuta október októbra οκτωβρίου
10 أكتوبر اكتوبر octombrie
11 november nov novembre noviembre novembro listopadu listopad listopada lis ноября ноябрь ноя
11 нояб листопада kasım kas marraskuuta novembra νοεμβρίου نوفمبر noiembrie
12 december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre desember des
12 prosince prosinec grudzień grudnia gru декабря декабрь дек грудня aralık ara joulukuuta
12 decembra δεκεμβρίου ديسمبر decembrie
"""
"""Month names by language, as they stand in dates on pages."""

MONTHS: dict[str, int] = {
    name: int(line.split()[0]) for line in _NAMES.strip().splitlines() for name in line.split()[1:]
}

_URL_DATE = re.compile(
    r"[/_=\-](19[9]\d|20\d\d)[/_\-.]?(0[1-9]|1[0-2]|[1-9](?=[/_\-]))[/_\-.]?(0[1-9]|[12]\d|3[01]|[1-9](?=[/_\-]))"
    r"(?=[/_\-.?]|$|[a-z])"
)


def date_in_url(url: str) -> DateTimeText | None:
    """Return the day in a path such as /2024/05/17/ or /20240517-title."""
    match = _URL_DATE.search(ascii_digits(url.split("?", 1)[0]))
    return _stamp(int(match[1]), int(match[2]), int(match[3])) if match else None
