"""Times of day and their offsets from UTC, as pages write them beside a date. Pure text work."""

import re

MAX_OFFSET_HOURS = 14  # east or west of UTC
AFTER, BEFORE = 40, 20  # characters after and before a date in which its time of day is looked for

_NAMED_ZONES = {
    "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "МСК": 180, "TRT": 180,
    "SAST": 120, "EAT": 180, "WAT": 60, "PKT": 300, "NPT": 345, "WIB": 420, "WITA": 480, "WIT": 540,
    "ICT": 420, "SGT": 480, "HKT": 480, "PHT": 480, "AWST": 480, "JST": 540, "KST": 540, "ACST": 570,
    "AEST": 600, "ACDT": 630, "AEDT": 660, "NZST": 720, "NZDT": 780, "BRT": -180, "NST": -210,
    "NDT": -150, "ADT": -180, "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360,
    "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600,
}  # fmt: skip
"""Minutes of the short names that mean one offset the world over; CST, IST, BST and AST mean several."""

ZONE = (
    r"(?:UTC|GMT|Z)?\s?[+\-−]\d{2}:?\d{2}(?!\d)|(?:UTC|GMT)\s?[+\-−]\d{1,2}(?::[0-5]\d)?(?!\d)"
    rf"|(?:Z|UTC|GMT|{'|'.join(_NAMED_ZONES)})(?![^\W_])"
)
_MORNING = (
    "오전 새벽 아침 上午 午前 凌晨 清晨 早上 早晨 朝 सुबह সকাল ভোর صبح காலை ఉదయం पूर्वाह्न pagi صباحاً صباحًا صباحا ص"
    ' ق.ظ πμ π.μ לפנה״צ לפנה"צ בבוקר SA এএম एएम sáng ÖÖ de. délelőtt сутринта утра ранку rano'
    " de_la_mañana da_manhã del_mattino du_matin morgens"
    " सकाळी बिहान સવારે ਸਵੇਰੇ രാവിലെ ಬೆಳಗ್ಗೆ முற்பகல் ព្រឹក နံနက် පෙ.ව"
)
_NOON = (
    "中午 正午 낮 दोपहर দুপুর ظهراً ظهرا ظهر மதியம் siang trưa בצהריים mittags del_mediodía"
    " दुपारी दिउँसो બપોરે ਦੁਪਹਿਰ ഉച്ചയ്ക്ക് ಮಧ್ಯಾಹ್ನ మధ్యాహ్నం دوپہر"
)
_EVENING = (
    "오후 저녁 下午 午後 午后 晚上 傍晚 晚间 晚間 夕方 शाम সন্ধ্যা বিকাল বিকেল عصر شام மாலை సాయంత్రం अपराह्न petang"
    ' مساءً مساء م ب.ظ بعدازظهر μμ μ.μ אחה״צ אחה"צ בערב CH পিএম पीएम chiều tối ÖS du. délután следобед'
    " вечера вечора wieczorem po_południu de_la_tarde da_tarde da_noite del_pomeriggio di_sera de_l’après-midi"
    " de_l'après-midi du_soir nachmittags abends sore"
    " सायंकाळी संध्याकाळी साँझ बेलुका સાંજે ਸ਼ਾਮ വൈകിട്ട് വൈകുന്നേരം ಸಂಜೆ பிற்பகல் ល្ងាច ညနေ ප.ව"
)
_NIGHT = (
    "밤 深夜 半夜 夜间 夜間 夜 रात রাত شب رات இரவு రాత్రి malam đêm בלילה de_la_noche nachts ночи रात्री राति રાત્રે"
    " ਰਾਤ രാത്രി ರಾತ್ರಿ"
)
"""Words for a part of the day, before or after a time of day; "_" stands for a blank."""

_EARLY, _MIDDAY, _LATE, _DARK = range(4)
_PARTS = {
    word.casefold().replace("_", " "): part
    for part, words in enumerate((_MORNING, _NOON, _EVENING, _NIGHT))
    for word in words.split()
}
_PART = "|".join(sorted(map(re.escape, _PARTS), key=len, reverse=True))
_PART_BEFORE = "|".join(word for word in _PART.split("|") if word not in ("م", "ص"))
"""Two letters are left out, which after a year mean A.D. or end a word."""
_CLOCK = re.compile(
    rf"(?:(?P<half>{_PART_BEFORE}|\b[ap]m)\s{{0,3}})?"
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])"
    r"(?:(?::|\s?(?:[hH]|giờ)\s?(?=\d\d)|\.(?=\d\d\s*(?:Uhr|[ap]\.?m|h\b|WI(?:B|TA?)\b|น\.|GMT|UTC)))(?P<minute>[0-5]\d)"
    r"(?::(?P<second>[0-5]\d))?(?:[.,]\d+)?(?:\s?phút)?(?:\s?Uhr\b)?"
    r"|\s?[시時时点點](?:\s?(?P<minutes>[0-5]?\d)\s?[분分])?(?!\d))"
    rf"\s*(?P<meridiem>[ap]\.?\s?m\b\.?|(?:{_PART})(?![^\W_]))?\s*\(?(?P<zone>{ZONE})?",
    re.IGNORECASE,
)
_SIGN_OF_CLOCK = re.compile(r"\d(?:[:.]|\s?[gGhH시时時点點])")
"""Stands in whatever `_CLOCK` finds, once `_DOTTED` is done: most dates have no clock, and this look takes a tenth."""
_DOTTED = re.compile(
    r"\b(?:kl|klo|pukul|jam|ore|kello|ob|u)\b\.?\s*(\d{1,2})\.(?=\d\d(?!\d))", re.IGNORECASE
)


def clock_near(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the time of day ("20:15") and offset after a date that stands at `start` to `end`, else
    before it; "" for what is not there."""
    after, before = text[end : end + AFTER], text[max(0, start - BEFORE) : start]
    match = _clock_in(after) or _clock_in(before)
    if match is None:
        return "", ""
    hour = _of_day(int(match["hour"]), match["half"] or match["meridiem"] or "")
    time = f"{hour:02}:{(match['minute'] or match['minutes'] or '0').zfill(2)}"
    return time + (f":{match['second']}" if match["second"] else ""), offset_of(match["zone"])


def _clock_in(text: str) -> re.Match[str] | None:
    if not _SIGN_OF_CLOCK.search(text):
        return None
    return _CLOCK.search(_DOTTED.sub(r"\1:", text) if "." in text else text)


def _of_day(hour: int, half: str) -> int:
    """Return the hour of 24, from one of 12 with its part of the day."""
    if not half or hour > 12:
        return hour
    part = _PARTS.get(half.casefold(), _LATE if half[0] in "pP" else _EARLY)
    if part == _MIDDAY:  # from ten to four
        return hour if hour >= 10 else hour + 12
    if part == _DARK and (hour < 6 or hour == 12):  # after midnight
        return hour % 12
    return hour % 12 + (0 if part == _EARLY else 12)


def offset_of(zone: str | None) -> str:
    """Return an offset in ISO 8601 ("+07:00" for "GMT+7"), "Z" for UTC itself, "" for none."""
    zone = (zone or "").upper().replace("−", "-").replace(" ", "")
    if zone in _NAMED_ZONES:
        minutes = abs(_NAMED_ZONES[zone])
        return f"{'-' if _NAMED_ZONES[zone] < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
    number = zone.lstrip("UTCGMZ")
    if not number:
        return "Z" if zone else ""
    if number[0] not in "+-":  # a name that means several offsets
        return ""
    hours, _, minute = number[1:].partition(":")
    hours, minute = (hours[:-2], hours[-2:]) if len(hours) > 2 else (hours, minute or "00")
    good = int(hours) <= MAX_OFFSET_HOURS and int(minute) < 60
    return f"{number[0]}{hours.zfill(2)}:{minute}" if good else ""
