"""What a page says about itself, read from the tree into one frozen value.

Only native selections, never a walk over the whole tree: a selection costs a fiftieth of the
parse, a walk as much as the parse. Nodes that merely look like a byline (by class name)
are looked for only where nothing machine-readable names a person.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_NODES = 2_000  # of one selection
MAX_CONTENT = 4_000  # characters of one attribute
MAX_JSON = 2_000_000  # characters of one script; longer ones are data, not a description
MAX_HEADINGS = 12
MAX_CANDIDATES = 30  # bylines or dates; a page with more lists other stories
MAX_TEXT = 400  # characters of a heading or byline
MAX_TEXT_NODES = 120  # visited below one heading or byline
SOFT_HYPHEN = "\u00ad"  # where a word may be broken: no part of it
MAX_CLIMB = 14  # ancestors asked whether a node stands in the article


@dataclass(frozen=True, slots=True)
class Candidate:
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


_MARKED = (
    "meta, title, h1, time, link[rel=canonical], link[rel=image_src], [itemprop], [rel~=author],"
    ' [rel~=tag], script[type^="application/ld+json"],'  # a type may have parameters
    " base[href]:not(svg base, math base)"  # a drawing has none
)
# Each substring costs a pass over the page; "uthor" finds "author" and "postAuthor" in one.
_BYLINE = "h1, [class*=uthor], [class*=yline], [class*=utor-], a[href*='/author/'], [id*=uthor]"
_ITEMS = frozenset(
    ("headline", "datepublished", "datemodified", "datecreated", "author", "creator")
)
_FOREIGN_TAGS = frozenset(("aside", "nav", "footer"))
_FOREIGN = (
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


def read_head(tree: LexborHTMLParser) -> Head:
    """Read the self-description of a parsed page; linear in its size, bounded in what it keeps."""
    found = _HeadReader()
    for node in islice(_distinct(tree.css(_MARKED)), MAX_NODES):
        found.read(node)
    root = tree.root
    attributes = root.attributes if root is not None else {}
    bylines: tuple[Candidate, ...] = ()
    if not found.has_author:
        bylines = tuple(_byline_nodes(tree, found.seen))
    return Head(
        meta=tuple(found.meta),
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


def _distinct(nodes: Iterable[LexborNode]) -> Iterator[LexborNode]:
    """Yield each node once: a list of selectors names a node once for each that fits."""
    seen: set[int] = set()
    for node in nodes:
        if node.mem_id not in seen:
            seen.add(node.mem_id)
            yield node


class _HeadReader:
    """The state of reading the marked nodes in document order."""

    def __init__(self) -> None:
        self.meta: list[tuple[str, str]] = []
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

    def read(self, node: LexborNode) -> None:
        tag = node.tag
        if tag == "meta":
            self._meta(node)
        elif tag == "script":
            self._script(node)
        elif tag == "title":
            self.title = self.title or node_text(node)
        elif tag == "h1":
            self.order += 1
            if len(self.headings) < MAX_HEADINGS:
                self.headings.append(node_text(node).replace(SOFT_HYPHEN, ""))
        elif tag == "base":  # the first one counts
            self.base = self.base or (node.attributes.get("href") or "").strip()[:MAX_CONTENT]
        elif tag == "link":
            attributes = node.attributes
            rel = (attributes.get("rel") or "").lower()
            self.links.append((rel, (attributes.get("href") or "")[:MAX_CONTENT]))
        else:
            self._body_node(node, tag or "")

    def _meta(self, node: LexborNode) -> None:
        attributes = node.attributes
        content = attributes.get("content")
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        if not content or not name:
            return
        name = name.strip().lower()
        self.meta.append((name, content[:MAX_CONTENT]))

    def _script(self, node: LexborNode) -> None:
        text = node.text(deep=True)
        if not text or len(text) > MAX_JSON:
            return
        self.json_ld.append(text)
        names_person = '"author"' in text and "Person" in text
        self.has_author |= names_person and not _BY_ORGANISATION.search(text)

    def _body_node(self, node: LexborNode, tag: str) -> None:
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
            self.tags.append(node_text(node))


def _byline_nodes(tree: LexborHTMLParser, seen: dict[str, bool]) -> Iterator[Candidate]:
    order = kept = 0
    for node in islice(_distinct(tree.css(_BYLINE)), MAX_NODES):
        if node.tag == "h1":
            order += 1
        elif node.tag not in ("body", "html", "script", "link", "meta"):
            kept += 1
            if kept > MAX_CANDIDATES:
                return
            yield _candidate(node, node.attributes, order, seen)


def _candidate(
    node: LexborNode, attributes: Mapping[str, str | None], order: int, seen: dict[str, bool]
) -> Candidate:
    names = (attributes.get(name) for name in ("class", "id", "rel", "itemprop", "data-testid"))
    value = attributes.get("datetime") or attributes.get("content") or attributes.get("href") or ""
    return Candidate(
        text=node_text(node),
        key=" ".join((node.tag or "", *(name for name in names if name))).lower(),
        value=value[:MAX_CONTENT],
        order=order,
        foreign=_foreign(node, seen),
    )


def _foreign(node: LexborNode, seen: dict[str, bool]) -> bool:
    parent = node.parent
    for _ in range(MAX_CLIMB):
        tag = parent.tag if parent is not None else None
        if parent is None or tag in ("body", "html", "main"):
            return False
        if tag in _FOREIGN_TAGS:
            return True
        attributes = parent.attributes
        names = (attributes.get(name) or "" for name in ("class", "id", "itemprop"))
        key = f" {' '.join(names)}"
        if key not in seen:
            low = key.lower()
            seen[key] = any(word in low for word in _FOREIGN)
        if seen[key]:
            return True
        parent = parent.parent
    return False


_UNREAD = frozenset(
    ("script", "style", "noscript", "template", "svg", "button", "select", "iframe")
)
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "em", "font", "i", "mark", "q", "s", "small", "span",
     "strong", "sub", "sup", "time", "u", "wbr")
)  # fmt: skip


def node_text(node: LexborNode, limit: int = MAX_TEXT) -> str:
    """Return the text below a node with white space normalised, cut at `limit` characters.

    Visits a bounded number of nodes, so that an unclosed heading costs nothing.
    """
    pieces: list[str] = []
    size = 0
    for piece in _pieces(node, MAX_TEXT_NODES):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            break
    return " ".join("".join(pieces).split())[:limit]


def _pieces(top: LexborNode, budget: int) -> Iterator[str]:
    """Yield the texts below `top` in order, with a space where an element parts them."""
    node, depth = top.first_child, 0
    while node is not None and budget:
        budget -= 1
        tag = node.tag or ""
        child = None
        if tag == "-text":
            yield node.text_content or ""
        elif tag not in _UNREAD:
            child = node.first_child
            if tag not in _INLINE:
                yield " "
        if child is not None:
            node, depth = child, depth + 1
            continue
        following = node.next
        while following is None and depth:
            parent = node.parent
            if parent is None:
                return
            node, depth = parent, depth - 1
            if (node.tag or "") not in _INLINE:
                yield " "
            following = node.next
        node = following
