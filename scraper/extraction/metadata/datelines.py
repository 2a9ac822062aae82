"""Which visible line is the dateline, and which dates are only those of the story. Pure text work."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scraper.extraction.letters import one_of
from scraper.extraction.metadata.numerals import ascii_digits
from scraper.extraction.native import IS_NATIVE, as_list

if IS_NATIVE:
    from scraper.extraction.native import characters

MAX_DATE_LINE = 100  # characters of a line in which a date may be the page's
DATELINE = 1  # the rank up to which a line is trusted as the page's date
UPDATE = 2  # the rank of lines by the headline that tell of a change
MAX_UPDATE = 40  # characters in which a text says that it is about a change


@dataclass(frozen=True, slots=True)
class HeadlineSpan:
    """Where the lines around the headline are: first those after it, then those before it."""

    after: int  # how many of the lines are the headline and what follows it
    around: int  # the same and those before it
    header: int  # the same and all that follow; the rest stands far above the headline
    titles: str = ""  # headline and titles: a date in them may be the story's

    def distance(self, place: int) -> int:
        """Return how many lines away from the headline a line is; twice as many for one before it."""
        return 2 * (self.around - place) if self.after <= place < self.around else place


def dated_lines(lines: Sequence[str], span: HeadlineSpan) -> list[tuple[int, str]]:
    """Return the starts of lines with a date, the most promising first, each with its rank (0 is best).

    Of lines of one rank the nearer to the headline come first.
    """
    ranked: list[tuple[int, int, str]] = []
    for place in may_have_years(lines):
        line = lines[place]
        start = line[:MAX_DATE_LINE]
        if not start.isascii():
            start = ascii_digits(start)
        if not _YEAR.search(start):
            continue
        if _OF_OTHERS.match(start) or _is_span(start):
            continue
        start = _from_publication(start)
        said = _SAID.search(start) is not None
        near = place < span.around
        if not (near or said or len(line) <= MAX_DATE_LINE):
            continue
        if said or not _is_prose(line) or _tells_of_page(line):
            foreign = line in span.titles or RIGHTS.match(line)
            rank = LAST if foreign else _rank(line, start, near, said)
            ranked.append((rank, span.distance(place), start))
    return [(rank, start) for rank, _, start in sorted(ranked)]


def may_have_years(lines: Sequence[str], *, native: bool = IS_NATIVE) -> list[int]:
    """Return which lines have a digit in their start, or a sign of those that years are written with in East Asia."""
    if native:
        return characters.with_digits(as_list(lines), MAX_DATE_LINE, _SIGNS_OF_YEARS)
    return [i for i, line in enumerate(lines) if _MAY_HAVE_YEAR.search(line[:MAX_DATE_LINE])]


def _is_span(start: str) -> bool:
    """Say whether a line is a span of time or tells when one ends."""
    return bool(_SPAN.match(start)) or (_may_end(start) and bool(_END.search(start)))


def is_update(text: str, within: int = MAX_UPDATE) -> bool:
    """Say whether a text says in its first characters that something changed, and no date before that."""
    found = told_update(text[:within])
    before = text[: found.start()] if found else ""
    return found is not None and not (_told_publication(before) or FULL_YEAR.search(before))


def is_stamp(text: str) -> bool:
    """Say whether a line with a date says when the page was published or changed, and nothing else."""
    start = text[:MAX_UPDATE]
    said = told_update(start) or _told_publication(start)
    return said is not None and len(_WHOLE_WORD.findall(text, said.end())) <= STAMP_WORDS


STAMP_WORDS = 4
"""Behind such a word, as in "on May 3 at 9 am"; "Updated rules for ferries from 3 May" is a headline."""
_WHOLE_WORD = re.compile(r"\b[^\W\d_]{2,99}")


def _from_publication(line: str) -> str:
    """Return what a line says of the publication, where it tells of a change or of the manuscript before that."""
    later = _told_publication(line)
    return line[later.start() :] if later and (is_update(line) or _RECEIVED.match(line)) else line


def told_update(text: str) -> re.Match[str] | None:
    """Return where a text has a word for a change first."""
    return _UPDATED.search(text) if may_tell_update(text) else None


def _told_publication(text: str) -> re.Match[str] | None:
    """Return where a text has a word for a publication first."""
    return _PUBLISHED.search(text) if may_tell_publication(text) else None


def may_tell_update(text: str) -> bool:
    return not text.isascii() or _has_update_sign(text)


def may_tell_publication(text: str) -> bool:
    return not text.isascii() or _has_publication_sign(text)


_UPDATED = re.compile(
    r"updat|modif|aktualisiert|geändert|änderung|mis à jour|actualizad[oa]|actualización|atualizad[oa]|atualização"
    r"|aggiornat|aggiornament|bijgewerkt|aktualizac|aktualizov|zmodyfikowan|päivitetty|muokattu|frissít|módosít|ažuriran|更新|修改|обновл|изменен"
    r"|zuletzt\s.{0,40}bearbeitet|edited|changed|revis|last post|latest reply|letzter beitrag|letzte antwort|dernier message|uppdatera"
    r"|oppdater|opdater|aktualiz|güncelle|cập nhật|diperbarui|ενημέρω|оновлен|수정|अपडेट|تحديث|به‌روز|بروزرسانی|עודכן|อัปเดต|แก้ไข",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publi|pubblicat|posted|veröffentlicht|erstellt|\boriginal|created|julkaistu|yayın|đăng|diterbitkan|δημοσ|опублик|zveřejn|objavljen|közzé|udgivet|公開|配信|发布|發佈|입력|प्रकाशित|نشر|انتشار|פורסם|เผยแพร่",
    re.IGNORECASE,
)
_has_update_sign = one_of(
    "updat", "modif", "aktualis", "aktualiz", "actualiz", "atualiz", "aggiorna", "bijgewerkt", "zmodyfikowan", "muokattu",
    "zuletzt", "edited", "changed", "revis", "last post", "latest reply", "letzte", "dernier message", "uppdatera",
    "oppdater", "opdater", "diperbarui",
)  # fmt: skip
_has_publication_sign = one_of(
    "publi", "pubblicat", "posted", "erstellt", "original", "created", "julkaistu", "yayin", "diterbitkan", "objavljen",
    "udgivet",
)  # fmt: skip
"""Of these has one whatever text of ASCII alone the two patterns find something in."""
_RECEIVED = re.compile(
    r"\W*(?:received|submitted|eingegangen|eingereicht|reçu|recibido)\b", re.IGNORECASE
)
"""What a paper begins with that tells its history."""
FULL_YEAR = re.compile(r"(?:19|20)\d\d")
RIGHTS = re.compile(r"\W*(?:©|copyright|\(c\))", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\W*(?:(?:visit(?:or)?s|besucher|online|zugriffe|visiteurs|en ligne) (?:since|seit|depuis)"
    r"|joined|member since|registered|registriert|mitglied seit|dabei seit|beigetreten"
    r"|inscrit|membre depuis|miembro desde|iscritto|регистрация|注册|註冊"
    r"|founded\b|gegründet|建立于|建站|abbildung|figure\s\d|fig\.|in: )",
    re.IGNORECASE,
)
"""Before the day on which somebody became a member, visitors began to be counted, a group was founded, a picture
was taken, or a journal that is referred to came out."""
_SPAN = re.compile(
    r"\W*\d\d?[./]\d\d?[./](?:19|20)\d\d\s?[–—-]\s?\d\d?[./]\d\d?[./](?:19|20)\d\d\W*$"
)
"""A span of time, such as a month of an archive."""
_END = re.compile(
    r"\bbis(?:\szum)?\s\d\d?\.\s?(?:\d\d?\.|[^\W\d_]{3,9}\s)\s?20\d\d"
    r"|\b(?:until|jusqu[’']au|hasta el|fino al)\s.{0,12}20\d\d",
    re.IGNORECASE,
)
"""The day on which something ends."""
_may_end = one_of("bis ", "until ", "jusqu", "hasta el ", "fino al ")
"""A line without one of these words has none, and is asked for them in a tenth of the time."""


def _is_prose(line: str) -> bool:
    """Say whether a line is a sentence, whose dates are those of its story."""
    if not line.rstrip("\"'”’»)」 ").endswith(_SENTENCE_ENDS):
        return False
    return len(line) > MIN_PROSE or len(_WORDS.findall(line)) >= MIN_WORDS


MIN_PROSE = 50  # characters; shorter lines that end in a full stop are datelines
MIN_WORDS = 7
"""Words from which a line is a sentence of the story; "This is the version of 3 May 2024." has six, its month being one."""
_WORDS = re.compile(r"[^\W\d_]{1,99}")


def _tells_of_page(line: str) -> bool:
    """Say whether a sentence begins with a dateline, or is about the page: its change, its rights."""
    if _DATED_PROSE.match(line) or RIGHTS.match(line):
        return True
    return len(line) <= MAX_DATE_LINE and told_update(line) is not None


_DATED_PROSE = re.compile(
    r"""(?:[^\W\d_][\w./-]{1,20}(?:\ [\w./-]{1,15})?,(?:\ den|\ le|\ the)?\ \d[^,;:]{3,16}\d\d(?:\.(?=\s+[^\W\d_])|$)
    |.{0,40}?(?:19|20|25|13|14)\d\d.{0,30}?(?:[–—:|•·](?!\d)|\s-\s|--|\(\w+\))|\W*\d)""",
    re.VERBOSE,
)
"""The start of "Hamburg, 3.3.2024. The ...", "HAMBURG, 3 March 2024 (Agency) - ...", "3 March 2024: ..."."""
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "।", "…")


def _rank(line: str, start: str, near: bool, said: bool) -> int:
    """Return how little a line with a date promises to be the dateline; 0 promises most."""
    short = len(line) <= MAX_DATE_LINE
    labelled = said or (short and not _is_prose(line) and _LABEL.search(start) is not None)
    if near and labelled:
        return 0
    if near and (short or line[0].isdigit()):
        return UPDATE if is_update(start, MAX_DATE_LINE) else DATELINE
    if labelled:
        return 3
    return 4 if near or (short and _OF_PAGE.match(start)) else LAST


_OF_PAGE = re.compile(
    r"\W*(?:(?:this |the )?(?:page|article|document|seite|artikel|beitrag|page web) (?:was )?)?"
    r"(?:last (?:updated?|modified|changed|revised)|updated|aktualisiert|zuletzt (?:geändert|aktualisiert|bearbeitet)"
    r"|letzte (?:änderung|aktualisierung)|dernière (?:mise à jour|modification)|mis à jour|última actualización)\b",
    re.IGNORECASE,
)
"""How a line far from the headline begins that tells when the page was changed; of posts it is said that they were edited."""


LAST = 5  # the rank of lines that promise least


_LABEL = re.compile(
    r"^\W*(?:publi|posted|veröffentlicht|erstellt|stand\b|datum|date\b|vom\b|le \d"
    r"|am \d|تم نشر|نشر|تاريخ|تاریخ|انتشار|opublikowano|opublikowan|publicer|gepubliceerd|julkaistu"
    r"|đăng|ngày|diterbitkan|дата|опубликовано|опубліковано|δημοσι|发布|發佈|时间|日期|掲載|公開|配信|입력|등록)"
    r"|(?:发布|发表|更新)?(?:时间|日期)|\bstand\s?:",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:published|posted|written|veröffentlicht|geschrieben|erschienen|publiée?|publicado|pubblicato)"
    r"\s(?:on|am|le|el|il|em)\s"
    r"|\b(?:artikel|beitrag|eintrag|article|post|entry|story) (?:wurde\s.{0,20}\bam|was \w{4,20} on)\s",
    re.IGNORECASE,
)
"""Said of the article in a sentence, however long."""
_SIGNS_OF_YEARS = "令平民二"
_MAY_HAVE_YEAR = re.compile(rf"[\d{_SIGNS_OF_YEARS}]")
_YEAR = re.compile(  # Gregorian, Jalali and Buddhist years, eras, and short forms
    r"(?:199|20\d|13[6-9]|14[0-7]|25[3-9]|26\d)\d|\d\d?[./]\d\d?[./]\d\d|(?<![\d-])[0-3]\d-[01]\d-\d\d(?![\d-])|令和|平成|民[國国]|[คพยม]\.\s?\d\d"
    r"|二[〇零][〇零一二三四五六七八九]{2}年"
)
