"""The page on which an article goes on: a numbered page of the same address, one further than this."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from html import unescape
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from scraper.extraction.dom.head import Head
from scraper.extraction.metadata.evidence import base_of
from scraper.extraction.native import IS_NATIVE
from scraper.models.article import Metadata

if IS_NATIVE:
    from scraper.extraction.native import places

MAX_LINKS = 300  # of a page looked at, of those that may lead to another part
MOST_PLACES = 10_000  # of a page looked at, in one tag or in many
MAX_NAME = 60  # characters of a path's end that are looked for
MAX_BEFORE = 3_000  # bytes of a tag before what was found in it
MAX_TAG = 16_000  # bytes of one: more than what `_LINK` takes of it, and an address of as many characters as it may have
MAX_PAGES = 60  # a higher number is no number of a page
MAX_CHARS = 1_000  # of an address

_LINK = re.compile(
    r"""<(?:a|link)\b([^<>]{0,2000}?)\bhref\s?=\s?(?:"([^"<>]*+)"|'([^'<>]*+)'|([^\s"'<>]++))([^<>]{0,500}+)""",
    re.IGNORECASE,
)
_OF_LISTS = re.compile(r"\?|/page/\d", re.IGNORECASE)
_FROM_ROOT = re.compile(r"(?:(?:https?:)?//[^/?#\s]|/[^/\s])\S*", re.IGNORECASE)
"""An address that takes nothing of its path or query from the page on which it stands."""
_LINK_NAMES = b"aAlL"  # first letters
_CHARACTER = b"&#"  # what a character begins with that is written as its number
_NEXT_WORD = b"next"
_RELS = (b'rel="', b"rel='", b"rel=")
_QUOTES = (b'"', b"'")
_NEXT = re.compile(r"""\brel\s?=\s?["']?[^"'<>]{0,60}?\bnext\b""", re.IGNORECASE)
_NUMBERED = (
    re.compile(
        r"^(?P<base>.+)/(?:page|seite|pagina|p[aá]gina|teil|part|p)[/-]?(?P<number>\d{1,2})/?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<base>.+?)[-_,](?:page|seite|pagina|teil|part|p)?[-_]?(?P<number>\d{1,2})(?P<end>\.[a-z]{3,5})$",
        re.IGNORECASE,
    ),
    re.compile(r"^(?P<base>.+)/(?P<number>\d{1,2})/?$"),
    re.compile(r"^(?P<base>.+?)[,_](?P<number>\d{1,2})/?$"),
)
_ENDS_IN_NUMBER = re.compile(r"\d(?:/?|\.[a-z]{3,5})$", re.IGNORECASE)
"""So ends whatever one of them matches."""
_AFTER_NUMBER = r"(?=/?(?:[?#]|$)|\.[A-Za-z]{3,5}(?:[?#]|$)|&)"
"""What follows the number in an address, by all of these and by `_QUERY`."""
_AFTER_IN_TAG = r"""(?=/?(?:[?#&"'<\s\x1c-\x1f]|$)|\.)"""
"""The same in a tag, where the address ends with its quote, and a character may be written as its name."""
_QUERY = re.compile(
    r"(?:^|&)(?:page|p|pg|seite|pagina|paged|teil|part|pageno|page_no)=(\d{1,2})(?=&|$)",
    re.IGNORECASE,
)


class NumberedPage(NamedTuple):
    """An address without its page number, and that number; 1 where there is none."""

    base: str
    number: int


class Link(NamedTuple):
    """Where a link leads, and what else its tag says."""

    address: str
    attributes: str

    @property
    def is_next(self) -> bool:
        """Whether the page calls that the next one."""
        return _NEXT.search(self.attributes) is not None


def next_page(page: bytes, head: Head, url: str, *, is_article: bool = True) -> str:
    """Return the URL of the part that follows, "" where the article does not go on. `page` is its markup as UTF-8.

    An address counts if it is this page's own with a number that is one higher. Where this page's own
    number may be that of an item (`story-7.html`), the page has to call the other the next one, or to lead
    to one without a number (`story.html`). Of a page
    that does not say it `is_article`, addresses as lists have them (`?page=2`) do not count.
    """
    if not _leads_on(url):
        return ""
    marked, addresses = _marked_places(page), _Addresses(head, url)
    for own in (_without_number(url), *numbered(url)):
        tags = [*_tags(page, [*places_of(_name(own), page), *marked])]
        for link in _leading_on(tags, own, addresses):
            if link.is_next or own.number == 1 or _leads_back(tags, own, addresses):
                return link.address if is_article or not _OF_LISTS.search(link.address) else ""
    return ""


def _leading_on(
    tags: Iterable[bytes], own: NumberedPage, addresses: "_Addresses"
) -> Iterator[Link]:
    """Yield the links to the page after one's own, with their whole addresses."""
    wanted = NumberedPage(own.base, own.number + 1)
    in_tag, at_end = _ends_in(wanted.number)
    in_base = re.search(rf"(?<!\d)0?{wanted.number}(?!\d)", addresses.base) is not None
    for tag in tags:
        may_have = in_base or in_tag.search(tag) or _CHARACTER in tag or not tag.isascii()
        link = _link_of(tag) if may_have else None
        if link is None or _lacks(at_end, link.address, in_base=in_base):
            continue  # it isn't worth finding out where it leads
        whole = addresses[link.address]
        if whole and wanted in numbered(whole):
            yield Link(whole, link.attributes)


@cache
def _ends_in(number: int) -> tuple[re.Pattern[bytes], re.Pattern[str]]:
    """Return what finds a number in a tag and in an address, where it may be that of a page. They begin with the
    number itself: a search for a text as it is takes a tenth of one that looks back first."""
    pattern = rf"{number}(?<![1-9]{number})"
    return re.compile((pattern + _AFTER_IN_TAG).encode()), re.compile(pattern + _AFTER_NUMBER)


def _lacks(number: re.Pattern[str], address: str, *, in_base: bool) -> bool:
    """Say whether a number can't stand in what a link's address is as a whole."""
    if number.search(address) or not address.isascii():
        return False
    return not in_base or _FROM_ROOT.fullmatch(address) is not None


def _leads_back(tags: Iterable[bytes], own: NumberedPage, addresses: "_Addresses") -> bool:
    """Say whether a link leads to one's own address without its number."""
    wholes = (addresses[link.address] for link in map(_link_of, tags) if link)
    return any(whole and _without_number(whole).base == own.base for whole in wholes)


def _leads_on(url: str) -> bool:
    """Say whether a page of this address may have other parts: not a home page, whose next page holds
    older stories, nor what can't be taken apart ("http://[", a port of 99999)."""
    try:
        parts = urlsplit(url)
        _port = parts.port  # as `numbered` reads it
    except ValueError:
        return False
    return bool(parts.path.strip("/"))


def with_next_page(metadata: Metadata, address: str) -> Metadata:
    """Return the metadata with the page on which the article goes on, if it does."""
    if not address:
        return metadata
    found = {"next_page": "a link to the next number", "is_partial": f"it goes on at {address}"}
    return replace(
        metadata, next_page=address, is_partial=True, sources={**found, **metadata.sources}
    )


def numbered(url: str) -> list[NumberedPage]:
    """Return each way to read a number of a page in an address."""
    parts = urlsplit(url)
    host, port = (parts.hostname or "").removeprefix("www."), parts.port
    origin = f"{host}:{port}" if port else host
    out = []
    query = _QUERY.search(parts.query)
    if query:
        rest = _QUERY.sub("", parts.query).strip("&")
        out.append(NumberedPage(_base(origin, parts.path, rest), int(query[1])))
    for pattern in _NUMBERED if _ENDS_IN_NUMBER.search(parts.path) else ():
        if found := pattern.match(parts.path):
            path = found["base"] + (found.groupdict().get("end") or "")
            out.append(NumberedPage(_base(origin, path, parts.query), int(found["number"])))
    return [page for page in out if 1 <= page.number <= MAX_PAGES]


def _without_number(url: str) -> NumberedPage:
    parts = urlsplit(url)
    return NumberedPage(_base(_origin(url), parts.path, parts.query), 1)


def _origin(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _base(origin: str, path: str, query: str) -> str:
    return f"{origin}{path.rstrip('/')}?{query}"


def _name(own: NumberedPage) -> bytes:
    """Return the end of a page's path, which stands in links to its other parts, as UTF-8."""
    path = own.base.partition("?")[0]
    name = path.rpartition("/")[2].rpartition(".")[0] or path.rpartition("/")[2]
    return name[-MAX_NAME:].encode(errors="surrogatepass")


class _Addresses(dict[str, str]):
    """Links as whole addresses on the host of a page, "" for others: most links stand on a page more than once."""

    def __init__(self, head: Head, url: str) -> None:
        self.base = base_of(head, url)
        self._origin = _origin(url)

    def __missing__(self, link: str) -> str:
        try:
            whole = urljoin(self.base, link).partition("#")[0]
            is_own = _origin(whole) == self._origin
        except ValueError:  # "http://[" and the like
            is_own = False
        self[link] = whole if is_own else ""
        return self[link]


def _link_of(tag: bytes) -> Link | None:
    """Return the link that a tag is, its address as it stands there; None for one that leads nowhere."""
    link = _LINK.match(tag.decode(errors="replace"))
    address = unescape(link[2] or link[3] or link[4] or "").strip() if link else ""
    if link is None or not 0 < len(address) <= MAX_CHARS:
        return None
    return Link(address, f"{link[1]}<{link[5]}")  # "<" parts them to any pattern


def _tags(page: bytes, places: list[int]) -> Iterator[bytes]:
    """Yield the tags of a page, without their ends, that may be links and in which one of the places is."""
    for start in tags_around(page, places):
        if page[start + 1 : start + 2] in _LINK_NAMES:
            end = page.find(b">", start, start + MAX_TAG)
            yield page[start : end if end >= 0 else start + MAX_TAG]


def tags_around(page: bytes, around: list[int]) -> list[int]:
    """Return where the tags begin in which places are: the first ones of too many. A search for a text costs a
    hundredth of one for all links."""
    if IS_NATIVE:
        return places.tags_around(page, around, MAX_BEFORE, MAX_LINKS)
    return pure_tags_around(page, around)


def pure_tags_around(page: bytes, around: list[int]) -> list[int]:
    """Return what `tags_around` returns."""
    starts = (page.rfind(b"<", max(0, at - MAX_BEFORE), at) for at in around)
    return [*dict.fromkeys(start for start in starts if start >= 0)][:MAX_LINKS]


def _marked_places(page: bytes) -> list[int]:
    """Return where a link is called the next one, and where it is the part of an address after "?" alone.

    A page is searched for what the marks have in common: a search for each takes five times as long.
    """
    called = preceded(page, _NEXT_WORD, _RELS)
    queries = preceded(page, b"?", _QUOTES)
    return [
        *(at - len(rel) for rel in _RELS for at, before in called if before == rel),
        *(at - 1 for quote in _QUOTES for at, before in queries if before == quote),
    ]


def preceded(page: bytes, word: bytes, texts: Sequence[bytes]) -> list[tuple[int, bytes]]:
    """Return the places of a word before which one of the texts stands, each with that text: the first
    ones of too many."""
    if IS_NATIVE:
        return places.preceded(page, word, list(texts), MOST_PLACES)
    return pure_preceded(page, word, texts)


def pure_preceded(page: bytes, word: bytes, texts: Sequence[bytes]) -> list[tuple[int, bytes]]:
    """Return what `preceded` returns."""
    found = (
        (at, text)
        for at in pure_places_of(word, page, len(page))
        for text in texts
        if page.endswith(text, 0, at)
    )
    return list(islice(found, MOST_PLACES))


def places_of(text: bytes, page: bytes) -> list[int]:
    """Return where a text stands in a page: the first places of too many."""
    if not text:
        return []
    return (places.places_of if IS_NATIVE else pure_places_of)(text, page, MOST_PLACES)


def pure_places_of(text: bytes, page: bytes, most: int) -> list[int]:
    """Return what `places_of` returns, `most` places at the most."""
    found: list[int] = []
    at = page.find(text)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = page.find(text, at + len(text))
    return found
