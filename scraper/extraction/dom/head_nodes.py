"""The nodes in which a page describes itself, selected and read: by compiled code, or by the parser's own selectors.

Never by a walk over the tree in Python, which costs as much as the parse.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.extraction.dom.shown import is_readable
from scraper.extraction.native import IS_NATIVE

if TYPE_CHECKING:
    from scraper.extraction.native.construction import WrittenPage
    from scraper.extraction.native.tree import Marks

MAX_NODES = 2_000  # of one selection
MAX_CONTENT = 4_000  # characters of one attribute
MAX_TEXT = 400  # characters of a heading or byline
MAX_TEXT_NODES = 120  # visited below one heading or byline
MAX_CLIMB = 14  # ancestors asked whether a node stands in the article

MARKED = (
    "meta, title, h1, time, link[rel=canonical], link[rel=image_src], [itemprop], [rel~=author],"
    ' [rel~=tag], script[type^="application/ld+json"],'  # a type may have parameters
    " base[href]:not(svg base, math base)"  # a drawing has none
)  # `tags` has the names of all their tags and attributes
# Each substring costs a pass over the page; "uthor" finds "author" and "postAuthor" in one.
BYLINE = "h1, [class*=uthor], [class*=yline], [class*=utor-], a[href*='/author/'], [id*=uthor]"

WHOLE = frozenset(("body", "html", "main", "-document"))  # say nothing of a node in them
UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "button", "select", "iframe"))
INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "em", "font", "i", "mark", "q", "s", "small", "span",
     "strong", "sub", "sup", "time", "u", "wbr")
)  # fmt: skip


class HeadNode(Protocol):
    """An element, as far as it is read for what a page says of itself."""

    @property
    def tag(self) -> str | None:
        """Return its name."""

    @property
    def attributes(self) -> Mapping[str, str | None]:
        """Return its attributes by name; None for one without a value."""

    def whole_text(self) -> str:
        """Return all text below it."""

    def shown_text(self) -> str:
        """Return the text below it with white space normalised, cut at `MAX_TEXT` characters.

        A bounded number of nodes is visited, so that an unclosed heading costs nothing.
        """

    def around(self) -> Iterable[tuple[str, str]]:
        """Return the elements around it up to one of `WHOLE`, the nearest first: the name of each, and its
        class, id and itemprop."""


class Marked(NamedTuple):
    """What a page's <meta> elements say, each its name and content, and the other nodes that describe it."""

    meta: list[tuple[str, str]]
    others: Sequence[HeadNode]


def root_attributes(page: "LexborHTMLParser | WrittenPage") -> Mapping[str, str | None]:
    """Return the attributes of <html>."""
    if not isinstance(page, LexborHTMLParser):
        return page.attributes
    return page.root.attributes if page.root is not None else {}


def marked_nodes(
    page: "LexborHTMLParser | WrittenPage",
    marks: "Marks | None" = None,
    *,
    native: bool = IS_NATIVE,
) -> Marked:
    """Return the first nodes of a page that `MARKED` names, in order. `marks` are those of its body, where it was read."""
    if not isinstance(page, LexborHTMLParser):
        return Marked(*page.marked())
    if native and page.root is not None and _is_selectable():
        return Marked(*marked.marked_nodes(page, page.root, marks))
    return _sorted(islice(_distinct(page.css(MARKED)), MAX_NODES))


def _sorted(nodes: Iterable[LexborNode]) -> Marked:
    meta: list[tuple[str, str]] = []
    others: list[HeadNode] = []
    for node in nodes:
        if node.tag != "meta":
            others.append(_Selected(node))
        elif said := named_content(node.attributes):
            meta.append(said)
    return Marked(meta, others)


def named_content(attributes: Mapping[str, str | None]) -> tuple[str, str] | None:
    """Return the name and the content of a <meta>; None without both."""
    said, content = attributes.get, attributes.get("content")
    name = said("property") or said("name") or said("itemprop") or said("http-equiv")
    return (name.strip().lower(), content[:MAX_CONTENT]) if content and name else None


def byline_nodes(
    page: "LexborHTMLParser | WrittenPage", *, native: bool = IS_NATIVE
) -> Iterable[HeadNode]:
    """Return the first nodes of a page that `BYLINE` names, in order."""
    if not isinstance(page, LexborHTMLParser):
        return page.bylines()
    if native and page.root is not None and _is_selectable():
        return marked.byline_nodes(page, page.root)
    return map(_Selected, islice(_distinct(page.css(BYLINE)), MAX_NODES))


def _distinct(nodes: Iterable[LexborNode]) -> Iterator[LexborNode]:
    """Yield each node once: a list of selectors names a node once for each that fits."""
    seen: set[int] = set()
    for node in nodes:
        if node.mem_id not in seen:
            seen.add(node.mem_id)
            yield node


class _Selected:
    """A node that the parser selected."""

    __slots__ = ("_node", "tag")

    def __init__(self, node: LexborNode) -> None:
        self._node = node
        self.tag = node.tag

    @property
    def attributes(self) -> Mapping[str, str | None]:
        return self._node.attributes

    def whole_text(self) -> str:
        return self._node.text(deep=True)

    def shown_text(self) -> str:
        pieces: list[str] = []
        size = 0
        for piece in _pieces(self._node, MAX_TEXT_NODES):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_TEXT:
                break
        return " ".join("".join(pieces).split())[:MAX_TEXT]

    def around(self) -> Iterator[tuple[str, str]]:
        parent = self._node.parent
        for _ in range(MAX_CLIMB):
            tag = parent.tag if parent is not None else None
            if parent is None or tag is None or tag in WHOLE:
                return
            attributes = parent.attributes
            names = (attributes.get(name) or "" for name in ("class", "id", "itemprop"))
            yield tag, f" {' '.join(names)}"
            parent = parent.parent


def _pieces(top: LexborNode, budget: int) -> Iterator[str]:
    """Yield the texts below `top` in order, with a space where an element parts them."""
    node, depth = top.first_child, 0
    while node is not None and budget:
        budget -= 1
        tag = node.tag or ""
        child = None
        if tag == "-text":
            yield node.text_content or ""
        elif tag not in UNREAD:
            child = node.first_child
            if tag not in INLINE:
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
            if (node.tag or "") not in INLINE:
                yield " "
            following = node.next
        node = following


_PROBE = """<html itemprop=a><meta name=" B " content="c &amp; \xe9"><meta content=d><title>e<b>f</b></title><link rel=Canonical href=g>
<link rel="x canonical"><script type="Application/LD+json;h">{"i":1}</script><base href=j><body class=body><svg><base href=k><title>l
</title><a xlink:href=/author/m>n</a>
<link rel=Author><script type=Application/ld+json></script>
</svg><h1 id=o>p <i>q</i><p>r<!-- s --><div itemprop>t<script>u</script><time datetime=v>w</time>
</div></h1><template><h1>x</h1></template><p class="big postAuthor" ID=y><a rel="tag\tAuthor" href="/author/z">\u65e5</a>
<p class=AUTHOR><p class=byline><p class=autor-a><p id=xuthor><aside class=b id=c itemprop=d><main><i itemprop=e>f<b>g</b>h</i>"""


@cache
def _is_selectable() -> bool:
    """Say whether compiled code finds and reads on a page with all that is special what the selectors do."""
    if not is_readable():
        return False
    tree = LexborHTMLParser(_PROBE)
    (meta, others), bylines = (
        marked.marked_nodes(tree, tree.root),
        marked.byline_nodes(tree, tree.root),
    )
    selected = _sorted(_distinct(tree.css(MARKED)))
    pairs = (
        (others, selected.others),
        (bylines, map(_Selected, _distinct(tree.css(BYLINE)))),
    )
    return meta == selected.meta and all(
        [*map(_said, found)] == [*map(_said, nodes)] for found, nodes in pairs
    )


def _said(node: HeadNode) -> tuple[object, ...]:
    texts = (node.whole_text(), node.shown_text())
    return (node.tag, node.attributes, *texts, *node.around())


if IS_NATIVE:
    # At the end, as it reads the constants of this module.
    from scraper.extraction.native import marked
