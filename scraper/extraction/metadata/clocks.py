"""Times of day and their offsets from UTC, as pages write them beside a date. Pure text work."""

import re

MAX_OFFSET_HOURS = 14  # east or west of UTC
AFTER, BEFORE = 40, 20  # characters after and before a date in which its time of day is looked for

ZONE = r"(?:UTC|GMT|Z)?\s?[+\-−]\d{2}:?\d{2}(?!\d)|(?:UTC|GMT)\s?[+\-−]\d{1,2}(?!\d)|(?:Z|UTC|GMT)(?![a-z])"
_MORNING = r"오전|上午|午前|凌晨|清晨|早上|早晨"
_AFTERNOON = r"오후|下午|午後|午后|晚上|傍晚|晚间|晚間|中午|正午"
_CLOCK = re.compile(
    rf"(?:(?P<half>{_MORNING}|{_AFTERNOON})\s*)?"
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])"
    r"(?:(?::|[hH](?=\d\d)|\.(?=\d\d\s*(?:Uhr|h\b|WI(?:B|TA?)\b|น\.)))(?P<minute>[0-5]\d)"
    r"(?::(?P<second>[0-5]\d))?(?:[.,]\d+)?"
    r"|\s?[시時时点點](?:\s?(?P<minutes>[0-5]?\d)\s?[분分])?(?!\d))"
    rf"\s*(?P<meridiem>[ap]\.?\s?m\b\.?|[πμ]\.μ\.?|(?:SA|CH)\b)?\s*(?P<zone>{ZONE})?",
    re.IGNORECASE,
)
_DOTTED = re.compile(
    r"\b(?:kl|klo|pukul|jam|ore|kello|ob|u)\b\.?\s*(\d{1,2})\.(?=\d\d(?!\d))", re.IGNORECASE
)
_LATE = frozenset(("오후", "下午", "午後", "午后", "晚上", "傍晚", "晚间", "晚間", "中午", "正午"))


def clock_near(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the time of day ("20:15") and offset after a date that stands at `start` to `end`, else
    before it; "" for what is not there."""
    after, before = text[end : end + AFTER], text[max(0, start - BEFORE) : start]
    match = _CLOCK.search(_DOTTED.sub(r"\1:", after)) or _CLOCK.search(_DOTTED.sub(r"\1:", before))
    if match is None:
        return "", ""
    hour = _of_day(int(match["hour"]), match["half"] or match["meridiem"] or "")
    time = f"{hour:02}:{(match['minute'] or match['minutes'] or '0').zfill(2)}"
    return time + (f":{match['second']}" if match["second"] else ""), offset_of(match["zone"])


def _of_day(hour: int, half: str) -> int:
    """Return the hour of 24, from one of 12 with its half of the day."""
    if not half or hour > 12:
        return hour
    late = half in _LATE or half[0] in "pPμΜ" or half.upper() == "CH"
    if half in ("中午", "正午"):
        return hour if hour >= 10 else hour + 12
    return hour % 12 + (12 if late else 0)


def offset_of(zone: str | None) -> str:
    """Return an offset in ISO 8601 ("+07:00" for "GMT+7"), "Z" for UTC itself, "" for none."""
    zone = (zone or "").upper().replace("−", "-").replace(" ", "")
    number = zone.lstrip("UTCGMZ")
    if not number:
        return "Z" if zone else ""
    digits = number[1:].replace(":", "")
    hours, minutes = digits[:2].zfill(2), digits[2:4] or "00"
    good = int(hours) <= MAX_OFFSET_HOURS and int(minutes) < 60
    return f"{number[0]}{hours}:{minutes}" if good else ""
