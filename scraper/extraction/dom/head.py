"""What a page says about itself, read from the tree into one frozen value.

Nodes that merely look like a byline (by class name) are looked for only where nothing machine-readable
names a person.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.dom.anchors import ALWAYS
from scraper.extraction.dom.head_nodes import (
    MAX_CONTENT,
    HeadNode,
    byline_nodes,
    marked_nodes,
    root_attributes,
)
from scraper.extraction.letters import one_of
from scraper.extraction.native import IS_NATIVE

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from scraper.extraction.native.construction import WrittenPage
    from scraper.extraction.native.tree import Marks

MAX_JSON = 2_000_000  # characters of one script; longer ones are data, not a description
MAX_HEADINGS = 12  # h1 elements that are looked at
MAX_CANDIDATES = 30  # bylines or dates; a page with more lists other stories
NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff "  # characters that are not seen
_ANCHOR_SIGNS = "".join(ALWAYS)
SOFT_HYPHEN = "\u00ad"  # where a word may be broken: no part of it


class Candidate(NamedTuple):
    """A node that may name the author or the date."""

    text: str
    key: str  # its tag, class, id, rel and itemprop, lower-cased
    value: str = ""  # datetime, content or href
    order: int = 0  # how many headings (h1) stand before it
    foreign: bool = False  # inside an aside, a related list, a comment, a footer, another card


@dataclass(frozen=True, slots=True)
class Head:
    """The self-description of a page: raw values, nothing decided."""

    meta: tuple[tuple[str, str], ...] = ()  # lower-cased name, property or itemprop; content
    links: tuple[tuple[str, str], ...] = ()  # lower-cased rel; href
    title: str = ""
    language: str = ""  # <html lang>
    direction: str = ""  # <html dir>
    json_ld: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()  # h1, in order
    items: tuple[Candidate, ...] = ()  # microdata
    times: tuple[Candidate, ...] = ()  # <time>
    bylines: tuple[Candidate, ...] = ()
    tags: tuple[str, ...] = ()  # rel=tag
    base: str = ""  # <base href>, against which the page's links are resolved


_ITEMS = frozenset(
    ("headline", "datepublished", "datemodified", "datecreated", "author", "creator")
)
FOREIGN_TAGS = frozenset(("aside", "nav", "footer"))
_is_foreign = one_of(
    "related", "comment", "sidebar", "recommend", "teaser", "promo", "widget", "popular",
    "mostread", "most-read", "trending", "footer", "latest", "readmore", "read-more",
    "morefrom", "more-from", "carousel", "slider", " card", "-card", "newsletter", "disqus",
    "-rail", "verwandt", "suggestedanswer", "acceptedanswer",
)  # fmt: skip


_BY_ORGANISATION = re.compile(
    r'"author"\s{0,9}:\s{0,9}\[?\s{0,9}\{[^{}\[\]]{0,300}'
    r'(?:"@type"\s{0,9}:\s{0,9}"[A-Za-z]{0,20}Organization"|"name"\s{0,9}:\s{0,9}"\s{0,9},)'
)
"""An author in JSON-LD that is the site itself: a person may stand in a byline."""


def read_head(
    page: "LexborHTMLParser | WrittenPage",
    marks: "Marks | None" = None,
    *,
    native: bool = IS_NATIVE,
) -> Head:
    """Read the self-description of a parsed page; linear in its size, bounded in what it keeps. `marks` are those of its
    body, where that was read before."""
    found = _HeadReader()
    meta, others = marked_nodes(page, marks, native=native)
    for node in others:
        found.read(node)
    attributes = root_attributes(page)
    bylines: tuple[Candidate, ...] = ()
    if not found.has_author:
        bylines = tuple(_bylines(page, found.seen, native=native))
    return Head(
        meta=tuple(meta),
        links=tuple(found.links),
        title=found.title,
        language=(attributes.get("lang") or attributes.get("xml:lang") or "").strip(),
        direction=(attributes.get("dir") or "").strip().lower(),
        json_ld=tuple(found.json_ld),
        headings=tuple(found.headings),
        items=tuple(found.items),
        times=tuple(found.times),
        bylines=(*found.bylines, *bylines),
        tags=tuple(found.tags),
        base=found.base,
    )


def _heading(text: str) -> str:
    """Return the text of a heading without soft hyphens, signs that link to it, and what has no width at its ends."""
    text = text.replace(SOFT_HYPHEN, "").strip(NO_WIDTH)
    return text.rstrip(_ANCHOR_SIGNS).rstrip() if text[-1:] in ALWAYS else text


class _HeadReader:
    """The state of reading the marked nodes in document order."""

    def __init__(self) -> None:
        self.links: list[tuple[str, str]] = []
        self.json_ld: list[str] = []
        self.headings: list[str] = []
        self.items: list[Candidate] = []
        self.times: list[Candidate] = []
        self.bylines: list[Candidate] = []
        self.tags: list[str] = []
        self.title = ""
        self.base = ""
        self.order = 0
        self.seen: dict[str, bool] = {}  # by class and id: whether they name a foreign container
        self.has_author = False

    def read(self, node: HeadNode) -> None:
        tag = node.tag
        if tag == "script":
            self._script(node)
        elif tag == "title":
            self.title = self.title or node.shown_text()
        elif tag == "h1":
            self.order += 1
            if len(self.headings) < MAX_HEADINGS:
                self.headings.append(_heading(node.shown_text()))
        elif tag == "base":  # the first one counts
            self.base = self.base or (node.attributes.get("href") or "").strip()[:MAX_CONTENT]
        elif tag == "link":
            attributes = node.attributes
            rel = (attributes.get("rel") or "").lower()
            self.links.append((rel, (attributes.get("href") or "")[:MAX_CONTENT]))
        else:
            self._body_node(node, tag or "")

    def _script(self, node: HeadNode) -> None:
        text = node.whole_text()
        if not text or len(text) > MAX_JSON:
            return
        self.json_ld.append(text)
        names_person = '"author"' in text and "Person" in text
        self.has_author |= names_person and not _BY_ORGANISATION.search(text)

    def _body_node(self, node: HeadNode, tag: str) -> None:
        attributes = node.attributes
        rel = (attributes.get("rel") or "").lower().split()
        prop = (attributes.get("itemprop") or "").lower()
        if tag == "time":
            if len(self.times) < MAX_CANDIDATES:
                self.times.append(_candidate(node, attributes, self.order, self.seen))
        elif _ITEMS.intersection(prop.split()):
            if len(self.items) < MAX_CANDIDATES:
                self.items.append(_candidate(node, attributes, self.order, self.seen))
        elif "author" in rel:
            if len(self.bylines) < MAX_CANDIDATES:
                self.bylines.append(_candidate(node, attributes, self.order, self.seen))
        elif "tag" in rel and len(self.tags) < MAX_CANDIDATES:
            self.tags.append(node.shown_text())


def _bylines(
    page: "LexborHTMLParser | WrittenPage", seen: dict[str, bool], *, native: bool
) -> Iterator[Candidate]:
    order = kept = 0
    for node in byline_nodes(page, native=native):
        if node.tag == "h1":
            order += 1
        elif node.tag not in ("body", "html", "script", "link", "meta"):
            kept += 1
            if kept > MAX_CANDIDATES:
                return
            yield _candidate(node, node.attributes, order, seen)


def _candidate(
    node: HeadNode, attributes: Mapping[str, str | None], order: int, seen: dict[str, bool]
) -> Candidate:
    names = (attributes.get(name) for name in ("class", "id", "rel", "itemprop", "data-testid"))
    value = attributes.get("datetime") or attributes.get("content") or attributes.get("href") or ""
    return Candidate(
        text=node.shown_text(),
        key=" ".join((node.tag or "", *(name for name in names if name))).lower(),
        value=value[:MAX_CONTENT],
        order=order,
        foreign=_foreign(node, seen),
    )


def _foreign(node: HeadNode, seen: dict[str, bool]) -> bool:
    for tag, names in node.around():
        if tag in FOREIGN_TAGS:
            return True
        if names not in seen:
            seen[names] = _is_foreign(names)
        if seen[names]:
            return True
    return False
