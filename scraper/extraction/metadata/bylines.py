"""Visible lines that say who wrote the page, in the languages of the web. Pure text work."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from scraper.extraction.metadata.datelines import HeadlineSpan, is_update
from scraper.extraction.metadata.dates import parse_date
from scraper.extraction.metadata.person_names import TITLE_WORD, like_a_person, names_in, unique

MAX_LINE = 80  # characters of a line that is a byline and nothing else
MAX_NEAR = 120  # characters of one by the headline, which may go on with sections and counts
LEAD = 14  # characters looked at before the pattern is tried
MAX_BEFORE = 2  # lines before the headline in which its byline may stand
MAX_FAR = 2  # different bylines far from the headline; more are those of other stories
MIN_AFTER = 4  # lines that follow the headline of a page on which it stands at the top
MAX_UNMARKED = 6  # lines under the headline in which an author may stand without a label
FAR_WORDS = 4
"""Of a name far from the headline, at the most: "By growing cells, scientists dish up food" is a headline."""
MAX_OPENING = 60  # characters in which an agency's or a reporter's name opens the text

_PREPOSITIONS = (
    "by",
    "von",
    "par",
    "por",
    "oleh",
    "przez",
    "door",
    "av",
    "af",
    "di",
    "โดย",
    "מאת",
    "द्वारा",
    "بقلم",
)
_LABELS = (
    "author", "autor", "autorin", "autore", "auteur", "auteurs", "text", "texte", "texto", "testo", "tekst",
    "redaktion", "yazar", "yazan", "haber", "penulis", "tác giả", "bài và ảnh", "автор", "текст", "συντάκτης",
    "γράφει", "ผู้เขียน", "เรื่อง", "เขียนโดย", "כתב", "כתבה", "كتب", "كتبت", "الكاتب", "إعداد", "نویسنده", "خبرنگار",
    "लेखक", "लेखिका", "रिपोर्ट", "संवाददाता", "文", "撰文", "作者", "執筆", "著者", "筆者", "ライター", "取材・文", "글", "글쓴이",
)  # fmt: skip
_ALONE = frozenset(
    (*_PREPOSITIONS, *_LABELS, "written by", "posted by", "words by", "story by", "reported by")
)
_KINDS = (
    "written", "posted", "published", "words", "story", "article", "report", "opinion", "analy", "column",
    "essay", "interview", "review", "ein", "kommentar", "gastbeitrag", "kolumne", "bericht", "glosse", "rezension",
)  # fmt: skip
"""Words that stand before a "by"."""
_LEADS = tuple(sorted({*_PREPOSITIONS, *_LABELS, *_KINDS}))
_STARTS = frozenset(lead[:2] for lead in _LEADS)
_CJK_ROLE = re.compile(
    r"作者|撰文|執筆|著者|筆者|取材|ライター|[가-힣]\s{1,3}\S{1,40}@|记者|記者|编|編|기자|특파원|논설"
)


_BYLINE = re.compile(
    r"^(?:(?:written|posted|published|words|story|article|report(?:ed|ing)?|text|opinion|analysis|column|essay"
    r"|interview|review|(?:ein(?:e|en)?\s)?(?:kommentar|analyse|gastbeitrag|kolumne|bericht|reportage|interview|essay"
    r"|glosse|rezension))\s{1,4})?"
    r"(?:by(?=[\s:A-Z])[\s:\-–—]{0,5}(?P<by>\S.*)"
    rf"|(?:{'|'.join(_PREPOSITIONS[1:])})(?=[\s:])[\s:\-–—]{{0,5}}(?P<of>\S.*))$"
    rf"|^(?:{'|'.join(_LABELS)})\s{{0,4}}(?:[:：=＝/／]|[\-–—]\s)\s{{0,4}}(?P<label>\S.*)$",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(
    r"(?:19|20)\d\d\b[^\w\n]{0,6}(?:[\w:.]{1,8}\s){0,4}?[^\w\n]{0,4}\b(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)\s(\S.*)$"
)


def bylines(lines: Sequence[str], span: HeadlineSpan) -> Iterator[list[str]]:
    """Yield the names of each visible byline, those by the headline first, those of editors last.

    Of a line far from it only full names are believed, and none where several lines name others.
    """
    yield from near_bylines(lines, span)
    far: list[list[str]] = []
    editors: list[list[str]] = []
    for line in islice(lines, span.header):
        if len(line) > MAX_LINE or not (line[:2].lower() in _STARTS or _names_role(line)):
            continue
        names = names_of(line)
        if names and all(like_a_person(n) and len(n.split()) <= FAR_WORDS for n in names):
            far.append(names)
        elif not line.isascii() and (editor := _CJK_EDITOR.search(line)):
            editors.append([editor[1]])
    if len({tuple(names) for names in far}) <= MAX_FAR:
        yield from far[:1]
    yield from editors[:1]


def near_bylines(lines: Sequence[str], span: HeadlineSpan) -> Iterator[list[str]]:
    """Yield the names of each visible byline by the headline."""
    above = range(span.after, span.around - MAX_BEFORE) if span.after > MIN_AFTER else ()
    for place, line in enumerate(lines[: span.around]):
        if place not in above and (names := _by_headline(line, lines[place + 1 : place + 2])):
            yield names


def _by_headline(line: str, following: Sequence[str]) -> list[str]:
    """Return the names in a line by the headline: a byline, one that opens a paragraph, one behind a date,
    or the line below one that only says "By"."""
    if len(line) > MAX_NEAR:
        return [] if line.isascii() else _in_cjk(line[:MAX_OPENING])
    if names := names_of(line):
        return names
    if match := _AFTER_DATE.search(line):
        return [
            name for name in names_in(match[1]) if like_a_person(name) and not _ARTICLE.match(name)
        ]
    if line.strip(" :：").lower() not in _ALONE or not following or len(following[0]) > MAX_LINE:
        return []
    names = names_in(following[0])
    return names if all(map(like_a_person, names)) else []


def unmarked(lines: Sequence[str], span: HeadlineSpan, is_article: bool) -> Iterator[list[str]]:
    """Yield a full name that is a line under the headline, alone or with a date.

    Sections stand there too: below there must be a line that begins with the name and tells of a person,
    or one that begins with it on the page of an article which has a date beside the name.
    """
    for place, line in enumerate(lines[: min(MAX_UNMARKED, span.after)]):
        if not place or len(line) > MAX_LINE or FULL_NAME.match(line) is None:
            continue
        name = next(iter(names_in(line)), "")
        rest = line[len(name) :].strip()
        above = (*lines[span.after : span.around], *lines[span.header :])
        if not _is_full_name(name) or not line.startswith(name) or line in above:
            continue
        if (rest and not _DATED.search(rest)) or line in span.titles or is_update(line):
            continue
        below = islice(lines, span.around, span.header)
        again = [other[len(name) :] for other in below if other.startswith(name)]
        told = any(_PORTRAIT.match(text) and TITLE_WORD.search(text) for text in again)
        beside = (rest, *lines[place - 1 : place], *lines[place + 1 : place + 2])
        once = not again and name not in lines and parse_date(rest) is not None
        if told or ((again or once) and is_article and any(map(_DATED.search, beside))):
            yield [name]


_DATED = re.compile(r"(?:19|20)\d\d")
_PORTRAIT = re.compile(
    r"\s(?:is|was|has|writes|covers|works|joined|ist|war|schreibt|est|écrit|es|fue|é|è|jest|är|er)\s"
)
"""How a line goes on that tells of the person it begins with."""
FULL_NAME = re.compile(
    r"[^\W\d_a-z\u3040-\uffff][\w.'’-]*(?:\s(?:de|da|do|dos|del|di|la|le|van|von|der|den|ten|el|al|bin|y|e)){0,2}"
    r"(?:\s[^\W\d_a-z][\w.'’-]*){1,2}"
)


def _is_full_name(name: str) -> bool:
    """Say whether a text is two or three capitalised words with particles, not all in capitals."""
    return like_a_person(name) and not name.isupper() and FULL_NAME.fullmatch(name) is not None


def names_of(line: str) -> list[str]:
    """Return the names in a line that is a byline, [] in any other."""
    if _names_role(line) and (names := _in_cjk(line)):
        return names
    if line[:LEAD].lower().startswith(_LEADS) and (match := _BYLINE.match(line)):
        if match["of"]:  # also the first words of sentences and of headlines
            return list(takewhile(_may_be_author, names_in(match["of"])))
        names = names_in(match["by"] or match["label"])
        least = ALIAS_LINE if line.endswith(_SENTENCE_ENDS) else 0  # "By default, ropes are wet."
        return [
            name
            for name in names
            if not (name[0].islower() and (" " in name or len(line) > least > 0))
        ]
    return []


ALIAS_LINE = 40  # characters of a line that ends like a sentence, in which a name in small letters is no alias
_SENTENCE_ENDS = (".", "!", "?")
_ARTICLE = re.compile(r"(?:an?|the|eine[mr]?)\s", re.IGNORECASE)
"""Before what is no name: "reviewed by a student"."""


def _names_role(line: str) -> bool:
    return not line.isascii() and _CJK_ROLE.search(line) is not None


def _may_be_author(name: str) -> bool:
    """Say whether a text is a full name or an alias such as "ida7"."""
    if " " in name:
        return like_a_person(name) and not name[0].islower()
    return any(map(str.isdecimal, name))


_HAN = "\u4e00-\u9fff"
_CJK_NAME = f"[{_HAN}·]{{2,4}}"
_CJK_WRITER = re.compile(
    rf"(?:(?:作者|撰文|記者|记者)\s*[:：]\s*"
    r"|(?:^|\s)(?:记者|記者)\s*"
    rf"|(?:[{_HAN}]{{1,8}}(?:报|報|社|网|網|台|客户端)|本报|本報)(?:首席|见习|实习)?(?:记者|記者)\s*"
    r"|[(（]\s*(?:本报)?(?:记者|記者)\s*)"
    rf"({_CJK_NAME}(?:[\s、,，/]{{1,3}}{_CJK_NAME}){{0,3}})"
    rf"(?=\s*(?:[^{_HAN}·\s]|$|发自|發自|(报道|報道)|文|摄|图|通讯员|来源|来自|出自|阅读|点击|浏览|时间|日期|发布|发表"
    r"|責任|责任|责编|编辑|编审))"
)
_CJK_EDITOR = re.compile(
    rf"(?:责任编辑|責任編輯|责编|编辑|編輯)\s*[:：]\s*({_CJK_NAME})(?![{_HAN}])"
)
_KOREAN = re.compile(
    r"(?:기자명\s{1,3}([가-힣]{2,4})$|^([가-힣]{2,4})\s{1,3}[\w.+-]{1,40}@"
    r"|(?:^|[\[\s=·/])([가-힣]{2,4})\s?(?:(?:선임|수습|인턴)\s?)?(?:기자|특파원|논설위원)(?![가-힣]))"
)
_LABELLED = re.compile(r"\s(?:執筆|著者|筆者|取材・文|ライター)\s?[:：／/＝=]\s?(\S.*)$")
_NOT_HAN_NAME = re.compile(
    r"^(?:责任|責任|在|从|從|了解|获悉|獲悉|采访|採訪|发现|看到|走访|来到|今|昨|近日|表示|编辑|編輯|记者|記者|来源"
    r"|来自|出自|时间|時間|日期|发布|发表|点击|浏览|阅读|图片|责编|编审)"
)


def _in_cjk(line: str) -> list[str]:
    """Return the names of reporters in a Chinese or Korean line."""
    if match := _CJK_WRITER.search(line[:MAX_LINE]):
        names = [name for name in re.split(r"[\s、,，/]+", match[1].strip()) if name]
        if match[2] and len(names) > 1:  # "reports from": the last word is the place
            names.pop()
        return unique(name for name in names if not _NOT_HAN_NAME.match(name))
    if match := _LABELLED.search(line[:MAX_LINE]):
        return names_in(match[1])
    return unique(name for found in _KOREAN.findall(line[:MAX_LINE]) for name in found if name)
