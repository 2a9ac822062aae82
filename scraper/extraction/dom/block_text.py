"""The text of the block being read, with what stands in it under links and styles."""

import re
from collections.abc import Iterator, Mapping, Sequence
from struct import Struct
from typing import Any, NamedTuple, overload

from scraper.extraction.dom.highlighters import is_code_line, is_line, is_part_of_code
from scraper.extraction.dom.opening_tags import CODE_BOX, Tag
from scraper.extraction.dom.tags import LINK, STYLE, VERBATIM
from scraper.extraction.dom.tex import guarded, is_open, with_dollars
from scraper.text import NO_GLYPH

MOST_FORMULA_PARTS = 60  # of a block; in a longer one no formula goes on after a line break
MAX_BLOCKS = 250_000  # of a page; what follows is left out. Real pages have up to 30,000

NEW_ELEMENT, LINE_BREAK, BLANK_LINE = 0, 1, 2
"""What parts a block from the one before: an element's border, one <br>, several <br>."""

INLINE_TAG = (0, "")


class TextPosition(NamedTuple):
    """Where a block's text stands in the markup, and the link and style open at its start."""

    start: int
    stop: int
    href: str
    style: str
    unseen: Sequence[tuple[int, int]] = ()  # pieces of the markup that are not read


_POSITION = Struct("4i")


class TextPositions(Sequence[TextPosition]):
    """The positions of a page's blocks, made when first asked for: most callers only want the text.

    `numbers` holds four whole numbers of C for each block: where its text starts and stops, and the places of
    its link and its style among the `hrefs` and `styles`. `unseen` has the pieces that are not read, by the block.
    """

    __slots__ = ("_given", "_made")

    def __init__(
        self,
        numbers: bytes,
        hrefs: Sequence[str],
        styles: Sequence[str],
        unseen: Mapping[int, Sequence[tuple[int, int]]],
    ) -> None:
        self._given = numbers, hrefs, styles, unseen
        self._made: list[TextPosition] | None = None

    def _all(self) -> list[TextPosition]:
        if self._made is None:
            numbers, hrefs, styles, unseen = self._given
            self._made = [
                TextPosition(start, stop, hrefs[href], styles[style], unseen.get(block, ()))
                for block, (start, stop, href, style) in enumerate(_POSITION.iter_unpack(numbers))
            ]
        return self._made

    @overload
    def __getitem__(self, index: int) -> TextPosition: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[TextPosition]: ...
    def __getitem__(self, index: int | slice) -> TextPosition | Sequence[TextPosition]:
        if self._made is not None:
            return self._made[index]
        if isinstance(index, slice):
            return [self[block] for block in range(*index.indices(len(self)))]
        numbers, hrefs, styles, unseen = self._given
        block = index if index >= 0 else index + len(self)
        at = block * _POSITION.size
        if not 0 <= at < len(numbers):
            raise IndexError(f"there is no block {index} of {len(self)}")
        start, stop, href, style = _POSITION.unpack_from(numbers, at)
        return TextPosition(start, stop, hrefs[href], styles[style], unseen.get(block, ()))

    def __iter__(self) -> Iterator[TextPosition]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._given[0]) // _POSITION.size

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self._all()))  # as the tuple that it equals

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[Any, ...]:
        return TextPositions, self._given


_NO_GLYPH = re.compile(f"[{NO_GLYPH}]")

UNSEEN = -1
"""Role of an open element that is not shown; it holds what the element is otherwise."""
Opened = tuple[int, Any]
"""The role of an open element, and what is restored when it closes."""


def ends_in_blank(text: str) -> bool:
    """Say whether the last character of a text is a blank of ASCII."""
    return text[-1:].isascii() and text[-1:].isspace()


class BlockText:
    """The block being read, and those that were."""

    __slots__ = (
        "blocks",
        "border",
        "boxes",
        "depth_unseen",
        "first_href",
        "href",
        "link_chars",
        "links",
        "longest",
        "now",
        "parts",
        "place",
        "strong",
        "style",
        "unseen",
        "unseen_from",
        "verbatim",
    )  # fmt: skip

    def __init__(self) -> None:
        self.blocks: list[tuple[int, str, int, int, int, int, int, str, TextPosition]] = []
        self.parts: list[str] = []
        self.border = NEW_ELEMENT
        self.place = (0, "", "")
        self.verbatim = 0
        self.boxes = 0  # open elements that hold code and are no <pre>
        self.link_chars = self.links = self.longest = self.strong = 0
        self.now = 0  # characters of the open link in this block
        self.first_href = self.href = self.style = ""
        self.depth_unseen = 0  # elements that are not shown, open now
        self.unseen_from = (0, 0, 0, 0)  # piece, part, link and strong characters at the outermost
        self.unseen: list[tuple[int, int, int, int, int, int]] = []

    def end(self, element: int, at: int, border: int) -> None:
        """End the block before the piece `at`; `border` parts it from the next one."""
        parts = self.parts
        if self.depth_unseen:
            self._note_unseen(at)
            self.unseen_from = (at, 0, 0, 0)
        unseen = self._without_unseen() if self.unseen else ()
        text = parts[0] if len(parts) == 1 else "".join(parts)
        if "\\" in text and not self.verbatim:
            text = with_dollars(text)
        if not text.isascii():
            text = _NO_GLYPH.sub("", text)
        text = text.strip("\n") if self.verbatim else " ".join(text.split())
        if text and not text.isspace() and len(self.blocks) < MAX_BLOCKS:
            start, href, style = self.place
            self.blocks.append((element, text, self.link_chars, self.links, self.longest, self.strong, self.border,
                                self.first_href, TextPosition(start, at, href, style, unseen)))  # fmt: skip
            self.border = border
        elif NEW_ELEMENT in (border, self.border):
            self.border = NEW_ELEMENT
        else:
            self.border = BLANK_LINE
        parts.clear()
        self.link_chars = self.links = self.longest = self.now = self.strong = 0
        self.first_href = ""

    def begin(self, at: int) -> None:
        """Note that the first text of the block stands in the piece `at`."""
        self.place = (at, self.href, self.style)

    def hide(self, at: int, opened: Opened) -> Opened:
        """Open an element that is not shown; what has to be restored when it closes."""
        self.depth_unseen += 1
        if self.depth_unseen == 1:
            self.unseen_from = (at, len(self.parts), self.link_chars, self.strong)
        return UNSEEN, opened

    def _note_unseen(self, at: int) -> None:
        """Note the parts since the open unseen element, or the block, began."""
        since, first, link_chars, strong = self.unseen_from
        if len(self.parts) > first:
            sizes = (self.link_chars - link_chars, self.strong - strong)
            self.unseen.append((since, at, first, len(self.parts), *sizes))

    def _without_unseen(self) -> Sequence[tuple[int, int]]:
        """Take out the parts that are not shown, unless the block has no others; return their pieces.

        A space stays before a word in place of what ends in one: "Tides<span hidden>: </span>Low" is not "TidesLow".
        """
        unseen, parts = self.unseen, self.parts
        self.unseen = []
        shown = parts.copy()
        begins = {first for _, _, first, *_ in unseen}
        for _, _, first, last, _, _ in unseen:
            after = "" if self.verbatim or last in begins else "".join(parts[last : last + 1])
            parted = ends_in_blank(parts[last - 1]) and after[:1].isalnum()
            shown[first:last] = [" " if parted else "", *[""] * (last - first - 1)]
        if not "".join(shown).strip():
            if self.verbatim:  # a column of line numbers
                parts.clear()
            return ()
        parts[:] = shown
        for _, _, _, _, link_chars, strong in unseen:
            self.link_chars -= link_chars
            self.strong -= strong
        self.longest = min(self.longest, self.link_chars)
        return tuple((start, stop) for start, stop, *_ in unseen)

    def is_code(self) -> bool:
        """Say whether what is read now stands in code."""
        return self.verbatim > 0 or self.style == "code"

    def is_in_formula(self) -> bool:
        """Say whether a formula has begun in the block, and not ended: a line of it may have."""
        parts = self.parts
        if len(parts) > MOST_FORMULA_PARTS or not any(
            "\\" in part or "$$" in part for part in parts
        ):
            return False
        return is_open("".join(parts))

    def takes_in(self, tag: Tag) -> bool:
        """Say whether a block element inside of code is part of it."""
        if self.boxes:
            return True
        return (self.style == "code" or tag.name == "li") and is_part_of_code(tag.name, tag.key)

    def begin_code_line(self, tag: Tag, at: int) -> None:
        """Begin a line of code, where the element is one."""
        if self.boxes:
            if self.parts and is_code_line(tag.name, tag.key):
                self.add("\n", at)
        elif tag.name != "td" and self.parts and not self.parts[-1].endswith("\n"):
            self.add("\n", at)

    def begin_span_line(self, tag: Tag, at: int) -> None:
        """Begin a line of code whose element stands inside a line of text, and no break before it."""
        if (
            self.parts
            and not self.boxes
            and is_line(tag.key)
            and not self.parts[-1].rstrip(" ").endswith("\n")
        ):
            self.add("\n", at)

    def add(self, text: str, at: int) -> None:
        """Add text that stands in the piece `at`."""
        if not text:
            return
        if not self.parts:
            self.begin(at)
        self.parts.append(text)
        if self.href or self.style:
            self.count(text)

    def count(self, text: str) -> None:
        """Count text that stands under a link or style, the last part of the block."""
        if self.style == "code" and "\\" in text and not self.verbatim:
            self.parts[-1] = guarded(text)
        if self.href:
            size = len(text.strip())
            if size and not self.now:
                self.links += 1
                self.first_href = self.first_href or self.href
            self.link_chars += size
            self.now += size
            self.longest = max(self.longest, self.now)
        if self.style == "strong":
            self.strong += len(text.strip())

    def open(self, tag: Tag) -> tuple[int, str]:
        """Open a link or style; what has to be restored when it closes."""
        if tag.role == STYLE:
            before, self.style = self.style, tag.style
            return STYLE, before
        before, self.href = self.href, tag.href or "#"
        self.now = 0
        return LINK, before

    def close(self, opened: Opened, at: int) -> None:
        """Close a link, a style, a verbatim element or one that is not shown, at the piece `at`."""
        role, before = opened
        if role == UNSEEN:
            self.depth_unseen -= 1
            if not self.depth_unseen:
                self._note_unseen(at)
            self.close(before, at)
        elif role == LINK:
            self.href = before
        elif role == STYLE:
            self.style = before
        elif role == VERBATIM:
            self.verbatim -= 1
            self.boxes -= before == CODE_BOX
