"""Which visible line is the dateline, and which dates are only those of the story. Pure text work."""

import re
from collections.abc import Sequence
from operator import itemgetter

from scraper.extraction.metadata.dates import ascii_digits

MAX_DATE_LINE = 100  # characters of a line in which a date may be the page's
DATELINE = 1  # the rank up to which a line is trusted more than times outside the article


def dated_lines(lines: Sequence[str], around: int) -> list[tuple[int, str]]:
    """Return the starts of lines with a date, the most promising first, each with its rank (0 is best).

    The first `around` lines stand around the headline.
    """
    ranked: list[tuple[int, str]] = []
    for place, line in enumerate(lines):
        near = place < around
        start = ascii_digits(line[:MAX_DATE_LINE])
        said = _SAID.search(start) is not None
        if not (near or said or len(line) <= MAX_DATE_LINE):
            continue
        year = _YEAR.search(start)
        if year and (said or year.start() <= MAX_DATELINE or not _is_prose(line)):
            ranked.append((_rank(line, near), start))
    return sorted(ranked, key=itemgetter(0))


def _is_prose(line: str) -> bool:
    """Say whether a line is a sentence, whose dates are those of its story."""
    return len(line) > MIN_PROSE and line.rstrip("\"'”’»)」 ").endswith(_SENTENCE_ENDS)


MIN_PROSE = 50  # characters; shorter lines that end in a full stop are datelines
MAX_DATELINE = 40  # characters of "HAMBURG, 3 March 2024 (Agency) - ..." before the year
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "।", "…")


def _rank(line: str, near: bool) -> int:
    """Return how little a line with a date promises to be the dateline; 0 promises most."""
    short = len(line) <= MAX_DATE_LINE
    said = _SAID.search(line[:MAX_DATE_LINE]) is not None
    labelled = said or (short and _LABEL.search(line) is not None)
    if near and labelled:
        return 0
    if near:
        return 1 if short or line[0].isdigit() else 3
    return 2 if labelled else 4


_LABEL = re.compile(
    r"^\W*(?:publi|posted|veröffentlicht|erstellt|stand\b|datum|date\b|vom\b|le \d"
    r"|am \d|تم نشر|نشر|تاريخ|تاریخ|انتشار|opublikowano|opublikowan|publicer|gepubliceerd|julkaistu"
    r"|đăng|ngày|diterbitkan|дата|опубликовано|опубліковано|δημοσι|发布|發佈|时间|日期|掲載|公開|配信|입력|등록)"
    r"|(?:发布|发表|更新)?(?:时间|日期)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:published|posted|written|veröffentlicht|geschrieben|erschienen|publiée?|publicado|pubblicato)"
    r"\s(?:on|am|le|el|il|em)\s|\b(?:artikel|beitrag|article|post) (?:wurde am|was (?:written|posted) on)\s",
    re.IGNORECASE,
)
"""Said of the article in a sentence, however long."""
_YEAR = re.compile(  # Gregorian, Jalali and Buddhist years, eras, and short forms
    r"(?:199|20\d|13[6-9]|14[0-7]|25[3-9]|26\d)\d|\d\d?[./]\d\d?[./]\d\d|令和|平成|民[國国]|[คพยม]\.\s?\d\d"
)
