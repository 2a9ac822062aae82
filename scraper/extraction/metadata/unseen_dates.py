"""The day of publication where neither the head of a page nor its shown text gives one: in data of its scripts, in
attributes, in comments, or in the address of its picture."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain, islice

from scraper.extraction.dom.source import PageSource
from scraper.extraction.letters import find_text, one_of, squash
from scraper.extraction.metadata.dates import date_in_url, parse_date
from scraper.extraction.metadata.published import is_past
from scraper.models.article import Metadata

MAX_DATES = 500  # of one kind that are read
MAX_PLACES = 20_000  # of one name that are looked at; real pages have some hundreds
MAX_COMMENT = 200  # characters of a comment that are read

_QUOTE = r'(?:\\?"|&quot;|\\?\')?'
_VALUE = r"((?:19|20)\d\d-[01]\d-[0-3]\d[T\d:.+\-Z]{0,20}|1\d{9}(?:\d{3})?(?!\d))"
_IN_DATA = re.compile(
    r"(?<![a-z])(?:date_?published|(?:first_?)?publish(?:ed|ing|_?date|_?time)?(?:_?(?:at|on|date|time))?|publication_?date"
    rf"|pub_?date|(?:display|article|post)_?date){_QUOTE}\s{{0,3}}[:=]\s{{0,3}}{_QUOTE}{_VALUE}",
    re.IGNORECASE,
)
"""A date in data, by the name that says it is that of the publication. A date of creation is more often that of a
picture, a menu or a comment: of 24 pages with a single one, 14 meant the text. A date of release is that of a film or
a product."""
_DATA_ATTRIBUTE = re.compile(
    r"""\s(?:(?:data-)?datetime|data-(?:utime|published|publish-date)|dc:date
    |title(?==["'](?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.+\-Z ]{4,20})?["']))=(?:"([^"<>]{8,40})"|'([^'<>]{8,40})')""",
    re.IGNORECASE | re.VERBOSE,
)
_ABBREVIATED = re.compile(r"<abbr\s([^<>]{1,300})>", re.IGNORECASE)
_may_abbreviate = one_of("abbr")
_SAID_IN_FULL = re.compile(r"""(?:^|\s)title=(?:"([^"]{8,40})"|'([^']{8,40})')""", re.IGNORECASE)
_OF_DATES = re.compile(
    r"""(?:^|\s)class=(?:"[^"]{0,80}|'[^']{0,80}|[\w-]{0,80})(?:publish|date|time)""", re.IGNORECASE
)
_COMMENT = re.compile(rf"<!--(.{{1,{MAX_COMMENT}}}?)-->", re.DOTALL)
_OF_PAGE = r"\W{0,9}(?:(?:this\s|the\s)?(?:page|document|article|date)\W{1,3}(?:was\s|is\s|of\s)?)?"
_PUBLISHED = re.compile(rf"{_OF_PAGE}(?:publi|posted|veröffentlicht)", re.IGNORECASE)
_CHANGED = re.compile(
    rf"{_OF_PAGE}(?:created(?!\s(?:in|by)\b)|last.?(?:modif|updat|chang)|updated|erstellt|geändert)",
    re.IGNORECASE,
)
"""How a comment begins that says when its page was published, or else changed. Amid a comment such words tell of an
advertisement or a theme, and "Last published" is said by Webflow of the whole site."""

_SIGNS_OF_DATA = (
    b"publi", b"pubdate", b"pub_date", b"displaydate", b"display_date", b"articledate", b"article_date",
    b"postdate", b"post_date",
)  # fmt: skip
"""Of these has one whatever `_IN_DATA` finds. To look for all of them takes a tenth of the search for the pattern."""
_SIGNS_OF_ATTRIBUTE = (
    b"data-utime", b"datetime=", b"data-publish", b"dc:date", b'title="19', b'title="20', b"title='19", b"title='20",
)  # fmt: skip
"""The same of `_DATA_ATTRIBUTE`."""
_BEFORE, _AFTER = 6, 200  # bytes around such a sign in which the name begins and the value ends


class UndatedPage:
    """A page of which nothing shown gives a date, the address of its picture and its title."""

    def __init__(self, source: PageSource, image: str, title: str = "") -> None:
        self.source = source
        self.image = image
        self.title = squash(title)

    @cached_property
    def lowered(self) -> bytes:
        """Its markup in small letters, in which names are looked for."""
        return self.source.markup.lower()


def in_data(page: UndatedPage) -> Iterator[str]:
    """Yield the date of publication that the page's data give, unless they give several days."""
    found = islice(_values(_IN_DATA, _SIGNS_OF_DATA, page), MAX_DATES)
    return _of_one_day(value for value, end in found if not _is_anothers(end, page))


def _is_anothers(place: int, page: UndatedPage) -> bool:
    """Say whether the object of data around a place names a story with another title than the page's."""
    markup = page.source.markup
    before = markup[max(0, place - MAX_OBJECT) : place].rpartition(b"{")[2]
    around = before + markup[place : place + MAX_OBJECT].partition(b"}")[0]
    titles = _TITLE_IN_DATA.findall(around.decode(errors="replace"))
    keys = [squash(title) for title in titles if len(title.split()) >= TITLE_WORDS]
    return bool(keys) and not any(key in page.title or page.title in key for key in keys if key)


MAX_OBJECT = 400  # bytes before and after a date in which the title of its story stands
TITLE_WORDS = 3  # fewer are a name
_TITLE_IN_DATA = re.compile(
    r"""(?<![a-z_])(?:title|headline)\\?["']?\s{0,3}:\s{0,3}\\?["']([^"\\]{8,200})""", re.IGNORECASE
)


def _of_one_day(values: Iterable[str]) -> Iterator[str]:
    """Yield the values again, or none where they are of several days."""
    read = [*values]
    if len({stamp.day for stamp in map(parse_date, read) if stamp}) == 1:
        yield from read


def _values(
    name: re.Pattern[str], signs: Sequence[bytes], page: UndatedPage
) -> Iterator[tuple[str, int]]:
    """Yield, in order, the values that stand behind such a name, which has one of the signs, and where they end."""
    places = (islice(_places(sign, page.lowered), MAX_PLACES) for sign in signs)
    markup, end = page.source.markup, 0
    for place in sorted(chain.from_iterable(places)):
        start = max(place - _BEFORE, end)
        around = markup[start : place + _AFTER].decode(errors="replace")
        found = name.search(around) if place >= end else None
        if found and found.start() <= place - start:  # else it belongs to the next place
            end = start + len(around[: found.end()].encode())
            yield found[found.lastindex or 0], end


def _places(sign: bytes, markup: bytes) -> Iterator[int]:
    """Yield where a sign stands."""
    place = find_text(markup, sign)
    while place >= 0:
        yield place
        place = find_text(markup, sign, place + 1)


def in_attributes(page: UndatedPage) -> Iterator[str]:
    """Yield the date that is written for programs beside one for readers, such as "3 days ago", unless there are several
    days: those of a calendar, of comments, of other stories."""
    return _of_one_day(_values_in_attributes(page))


def _values_in_attributes(page: UndatedPage) -> Iterator[str]:
    """Yield the dates in attributes, those of abbreviations first."""
    text = page.source.text
    tags = _ABBREVIATED.finditer(text) if _may_abbreviate(text) else ()
    for tag in islice(tags, MAX_DATES):
        said = _SAID_IN_FULL.search(tag[1])
        if said and _OF_DATES.search(tag[1]):
            yield said[1] or said[2]
    found = islice(_values(_DATA_ATTRIBUTE, _SIGNS_OF_ATTRIBUTE, page), MAX_DATES)
    yield from (value for value, _ in found)


def in_comments(page: UndatedPage) -> Iterator[str]:
    """Yield when the comments of the markup say that the page was published, or else changed, unless on several days."""
    comments = [comment[1] for comment in islice(_COMMENT.finditer(page.source.text), MAX_DATES)]
    for said in (_PUBLISHED, _CHANGED):
        yield from _of_one_day(
            text[found.end() :] for text in comments if (found := said.match(text))
        )


def in_image(page: UndatedPage) -> Iterator[str]:
    """Yield the day in the address of the page's picture, on which it was uploaded."""
    stamp = date_in_url(page.image)
    if stamp:
        yield stamp.iso()


Reader = Callable[[UndatedPage], Iterator[str]]

SOURCES: tuple[tuple[Reader, str], ...] = (
    (in_data, "script data"),
    (in_attributes, "attribute"),
    (in_comments, "comment"),
    (in_image, "image address"),
)
"""Readers of dates that are not shown, the most trusted first, and what each calls its source."""


def with_unseen_date(metadata: Metadata, page: PageSource, now: date | None = None) -> Metadata:
    """Return the metadata with a date that the page does not show, where they have none; linear in the page.

    `now` rules out dates of the future.
    """
    if metadata.date is not None:
        return metadata
    undated = UndatedPage(page, metadata.image or "", metadata.title)
    for reader, source in SOURCES:
        stamps = (stamp for stamp in map(parse_date, reader(undated)) if stamp)
        if stamp := next((s for s in stamps if is_past(s, now)), None):
            sources = {**metadata.sources, "date": source}
            return replace(metadata, date=stamp.iso(), sources=sources)
    return metadata
