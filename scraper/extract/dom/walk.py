"""One walk over a parsed page into flat arrays. After it, nothing looks at the tree again.

The tree is only read: mutating it while walking has crashed the parser. The walk goes by
first_child/next/parent, which costs the same for every node however deep it lies
(`traverse()` climbs back to its root at every step and is quadratic in depth).
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from scraper.extract.dom.tags import (
    BLOCK, BREAK, EMPHASIS, IMAGE, INLINE, ROLES, RULE, SKIP, WITHOUT_ATTRIBUTES,
)  # fmt: skip
from scraper.extract.families import INSERT, FamilyReader

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


_CLOSE_NOTHING, _CLOSE_ELEMENT, _CLOSE_LINK, _CLOSE_STYLE = 0, 1, 2, 3
_KEY_NAMES = ("id", "role", "itemprop", "data-testid", "data-component", "aria-label")


def _key(attributes: dict[str, str | None]) -> str:
    key = attributes.get("class") or ""
    for name in _KEY_NAMES:
        if name in attributes:
            key = f"{key} {attributes[name]}"
    return key


def _hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style) and "display:none" in style.replace(" ", "").lower()  # type: ignore[union-attr]


class _Walker:
    """The state of one walk."""

    def __init__(self, families: FamilyReader) -> None:
        self.out = Reading()
        self.families = families
        self.element = -1
        self.border = NEW_ELEMENT
        self.verbatim = 0
        self._clear()
        self.href = ""
        self.style = ""

    def _clear(self) -> None:
        self.pieces: list[str] = []
        self.marks: list[Mark] = []
        self.link_chars = self.links = self.strong = 0

    def flush(self, border: int) -> None:
        """End the block being read; `border` parts it from the next one."""
        if self.pieces:
            text = "".join(self.pieces)
            text = text.strip("\n") if self.verbatim else " ".join(text.split())
            if text and not text.isspace():
                out = self.out
                out.b_element.append(self.element)
                out.b_text.append(text)
                out.b_link_chars.append(self.link_chars)
                out.b_links.append(self.links)
                out.b_strong_chars.append(self.strong)
                out.b_border.append(self.border)
                out.b_pieces.append(self.pieces)
                out.b_marks.append(self.marks)
                out.b_href.append(next((m.href for m in self.marks if m.href), ""))
                self.border = border
                self._clear()
                if self.href or self.style:
                    self.mark()
                return
            self._clear()
            if self.href or self.style:
                self.mark()
        if border == NEW_ELEMENT or self.border == NEW_ELEMENT:
            self.border = NEW_ELEMENT
        else:
            self.border = BLANK_LINE

    def mark(self) -> None:
        self.marks.append(Mark(len(self.pieces), self.href, self.style))

    def text(self, text: str) -> None:
        self.pieces.append(text)
        if self.href or self.style:
            size = len(text) if len(text) < 2 else len(text.strip())
            if self.href:
                self.link_chars += size
            if self.style == "strong":
                self.strong += size

    def open_element(self, tag: str, key: str, families: int) -> None:
        out = self.out
        out.e_tag.append(tag)
        out.e_parent.append(self.element)
        out.e_key.append(key)
        out.e_families.append(families)
        out.e_first.append(len(out.b_text))
        out.e_end.append(-1)
        self.element = len(out.e_tag) - 1

    def close_element(self) -> None:
        self.flush(NEW_ELEMENT)
        out = self.out
        out.e_end[self.element] = len(out.b_text)
        self.element = out.e_parent[self.element]


def read(body: LexborNode, families: FamilyReader) -> Reading:
    """Read everything below `body`, in time linear in the number of nodes."""
    walker = _Walker(families)
    walker.open_element("body", _key(body.attributes), 0)
    stack: list[tuple[int, str]] = []
    node = body.first_child
    while node is not None:
        tag = node.tag
        child = None
        if tag == "-text":
            walker.text(node.text_content or "")
        else:
            role = ROLES.get(tag or "", BLOCK)
            if role < SKIP:
                child = node.first_child
                if child is not None:
                    stack.append(_enter(walker, node, tag or "", role))
            elif role == BREAK:
                if walker.verbatim:
                    walker.text("\n")
                else:
                    walker.flush(LINE_BREAK)
            elif role == RULE:
                walker.flush(NEW_ELEMENT)
            elif role == IMAGE:
                _image(walker, node)
        if child is not None:
            node = child
            continue
        following = node.next
        while following is None and stack:
            _leave(walker, *stack.pop())
            node = node.parent
            if node is None:
                break
            following = node.next
        node = following
    while stack:
        _leave(walker, *stack.pop())
    walker.close_element()
    return walker.out


def _enter(walker: _Walker, node: LexborNode, tag: str, role: int) -> tuple[int, str]:
    """Open an element; returns how to close it and what to restore."""
    attributes = {} if tag in WITHOUT_ATTRIBUTES else node.attributes
    key = _key(attributes) if attributes else ""
    families = walker.families.of(key) if key else 0
    if role == BLOCK or (families & INSERT and tag != "a"):
        walker.flush(NEW_ELEMENT)
        if attributes and _hidden(attributes):
            families |= walker.families.HIDDEN
        walker.open_element(tag, key, families)
        if tag == "pre":
            walker.verbatim += 1
            return _CLOSE_ELEMENT, "pre"
        return _CLOSE_ELEMENT, ""
    if tag == "a":
        before = walker.href
        walker.href = attributes.get("href") or "#"
        walker.links += 1
        walker.mark()
        return _CLOSE_LINK, before
    if tag in EMPHASIS:
        before = walker.style
        walker.style = EMPHASIS[tag]
        walker.mark()
        return _CLOSE_STYLE, before
    return _CLOSE_NOTHING, ""


def _leave(walker: _Walker, how: int, before: str) -> None:
    if how == _CLOSE_NOTHING:
        return
    if how == _CLOSE_ELEMENT:
        walker.close_element()
        if before == "pre":
            walker.verbatim -= 1
        return
    if how == _CLOSE_LINK:
        walker.href = before
    else:
        walker.style = before
    walker.mark()


def _image(walker: _Walker, node: LexborNode) -> None:
    attributes = node.attributes
    src = attributes.get("src") or attributes.get("data-src") or ""
    if src:
        out = walker.out
        out.images.append(Image(len(out.b_text), walker.element, src, attributes.get("alt") or ""))
