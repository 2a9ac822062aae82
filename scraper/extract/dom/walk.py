"""One walk over a parsed page into flat arrays. After it, nothing looks at the tree again.

The tree is only read: mutating it while walking has crashed the parser. The walk goes by
first_child/next/parent, which costs the same for every node however deep it lies
(`traverse()` climbs back to its root at every step and is quadratic in depth).
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from scraper.extract.dom.tags import (
    BLOCK,
    BREAK,
    EMPHASIS,
    ROLES,
    RULE,
    SKIP,
    WITHOUT_ATTRIBUTES,
)  # fmt: skip
from scraper.extract.families import HIDDEN, INSERT, FamilyReader

NEW_ELEMENT, LINE_BREAK, BLANK_LINE = 0, 1, 2
"""What parts a block from the one before: an element's border, one <br>, several <br>."""


class Mark(NamedTuple):
    """From this piece of a block's text on, this link and style hold."""

    piece: int
    href: str
    style: str


class Image(NamedTuple):
    """An image and the block it stands before."""

    block: int
    element: int
    src: str
    alt: str


@dataclass(slots=True)
class Reading:
    """A page as flat arrays: e_* one entry per block-level element, b_* one per block."""

    e_tag: list[str] = field(default_factory=list)
    e_parent: list[int] = field(default_factory=list)
    e_key: list[str] = field(default_factory=list)  # class, id, role ... as one string
    e_families: list[int] = field(default_factory=list)
    e_first: list[int] = field(default_factory=list)  # first block inside
    e_end: list[int] = field(default_factory=list)  # one past the last block inside
    b_element: list[int] = field(default_factory=list)
    b_text: list[str] = field(default_factory=list)
    b_link_chars: list[int] = field(default_factory=list)
    b_links: list[int] = field(default_factory=list)
    b_strong_chars: list[int] = field(default_factory=list)
    b_border: list[int] = field(default_factory=list)
    b_href: list[str] = field(default_factory=list)  # of the first link
    b_pieces: list[list[str]] = field(default_factory=list)
    b_marks: list[list[Mark]] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)


_NOTHING, _ELEMENT, _LINK, _STYLE, _VERBATIM = range(5)
"""How an open element is closed."""

_NAMING = frozenset(
    ("class", "id", "role", "itemprop", "data-testid", "data-component", "aria-label")
)


def _describe(attributes: dict[str, str | None]) -> tuple[str, bool]:
    """What an element calls itself, as one string, and whether it is hidden."""
    if len(attributes) == 1 and "class" in attributes:
        return attributes["class"] or "", False
    key, hidden = "", False
    for name, value in attributes.items():
        if name in _NAMING:
            if value:
                key = f"{key} {value}" if key else value
        elif name == "style":
            hidden = hidden or (bool(value) and "display:none" in value.replace(" ", "").lower())  # type: ignore[union-attr]
        elif name == "hidden" or (name == "aria-hidden" and value == "true"):
            hidden = True
    return key, hidden


class _Walker:
    """The state of one walk: the block being read and the elements that are open."""

    __slots__ = ("border", "element", "families", "href", "link_chars", "links", "marks", "open", "out", "pieces",
                 "strong", "style", "verbatim")  # fmt: skip

    def __init__(self, families: FamilyReader) -> None:
        self.out = Reading()
        self.families = families
        self.open: list[tuple[int, str]] = []
        self.element = -1
        self.border = NEW_ELEMENT
        self.verbatim = 0
        self.pieces: list[str] = []
        self.marks: list[Mark] = []
        self.link_chars = self.links = self.strong = 0
        self.href = self.style = ""

    def flush(self, border: int) -> None:
        """End the block being read; `border` parts it from the next one."""
        pieces = self.pieces
        text = ""
        if pieces:
            text = pieces[0] if len(pieces) == 1 else "".join(pieces)
            text = text.strip("\n") if self.verbatim else " ".join(text.split())
        if text and not text.isspace():
            out = self.out
            out.b_element.append(self.element)
            out.b_text.append(text)
            out.b_link_chars.append(self.link_chars)
            out.b_links.append(self.links)
            out.b_strong_chars.append(self.strong)
            out.b_border.append(self.border)
            out.b_pieces.append(pieces)
            out.b_marks.append(self.marks)
            out.b_href.append(
                next((m.href for m in self.marks if m.href), "") if self.marks else ""
            )
            self.border = border
        elif NEW_ELEMENT in (border, self.border):
            self.border = NEW_ELEMENT
        else:
            self.border = BLANK_LINE
        if pieces or self.marks:
            self.pieces, self.marks = [], []
            self.link_chars = self.links = self.strong = 0
            if self.href or self.style:
                self.mark()

    def mark(self) -> None:
        """From here on, this link and style."""
        at, marks = len(self.pieces), self.marks
        if marks and marks[-1].piece == at:
            marks.pop()  # nothing was said under it
        marks.append(Mark(at, self.href, self.style))

    def text(self, text: str) -> None:
        """More text of the block being read."""
        self.pieces.append(text)
        if self.href:
            self.link_chars += len(text.strip())
        if self.style == "strong":
            self.strong += len(text.strip())

    def enter(self, node: LexborNode, tag: str, role: int) -> None:
        """Open an element that has children."""
        key, hidden = "", False
        href = "#"
        if tag not in WITHOUT_ATTRIBUTES:
            attributes = node.attributes
            if attributes:
                if tag == "a":
                    href = attributes.get("href") or "#"
                else:
                    key, hidden = _describe(attributes)
        families = self.families.of(key) if key else 0
        if role == BLOCK or families & INSERT:
            self.open_element(tag, key, families | HIDDEN if hidden else families)
            if tag == "pre":
                self.verbatim += 1
                self.open.append((_VERBATIM, ""))
            else:
                self.open.append((_ELEMENT, ""))
        elif tag == "a":
            self.open.append((_LINK, self.href))
            self.href = href
            self.links += 1
            self.mark()
        elif tag in EMPHASIS:
            self.open.append((_STYLE, self.style))
            self.style = EMPHASIS[tag]
            self.mark()
        else:
            self.open.append((_NOTHING, ""))

    def open_element(self, tag: str, key: str, families: int) -> None:
        """Start a block-level element."""
        if self.pieces:
            self.flush(NEW_ELEMENT)
        self.border = NEW_ELEMENT
        out = self.out
        out.e_tag.append(tag)
        out.e_parent.append(self.element)
        out.e_key.append(key)
        out.e_families.append(families)
        out.e_first.append(len(out.b_text))
        out.e_end.append(-1)
        self.element = len(out.e_tag) - 1

    def leave(self) -> None:
        """Close the innermost open element."""
        how, before = self.open.pop()
        if how == _NOTHING:
            return
        if how in (_ELEMENT, _VERBATIM):
            self.close_element()
            self.verbatim -= how == _VERBATIM
            return
        if how == _LINK:
            self.href = before
        else:
            self.style = before
        self.mark()

    def close_element(self) -> None:
        """End a block-level element."""
        if self.pieces:
            self.flush(NEW_ELEMENT)
        self.border = NEW_ELEMENT
        out = self.out
        out.e_end[self.element] = len(out.b_text)
        self.element = out.e_parent[self.element]


def read(body: LexborNode, families: FamilyReader) -> Reading:
    """Read everything below `body`, in time linear in the number of nodes."""
    walker = _Walker(families)
    walker.open_element("body", _describe(body.attributes)[0], 0)
    roles = ROLES
    is_open = walker.open
    node = body.first_child
    while node is not None:
        tag = node.tag
        if tag == "-text":
            walker.text(node.text_content or "")
        else:
            role = roles.get(tag or "", BLOCK)
            if role < SKIP:
                child = node.first_child
                if child is not None:
                    walker.enter(node, tag or "", role)
                    node = child
                    continue
            elif role != SKIP:
                _void(walker, node, role)
        following = node.next
        while following is None and is_open:
            walker.leave()
            node = node.parent
            if node is None:
                break
            following = node.next
        node = following
    while is_open:
        walker.leave()
    walker.close_element()
    return walker.out


def _void(walker: _Walker, node: LexborNode, role: int) -> None:
    """A line break, a rule or an image."""
    if role == BREAK:
        if walker.verbatim:
            walker.text("\n")
        else:
            walker.flush(LINE_BREAK)
    elif role == RULE:
        walker.flush(NEW_ELEMENT)
    else:
        attributes = node.attributes
        src = attributes.get("src") or attributes.get("data-src") or ""
        if src:
            out = walker.out
            out.images.append(
                Image(len(out.b_text), walker.element, src, attributes.get("alt") or "")
            )
