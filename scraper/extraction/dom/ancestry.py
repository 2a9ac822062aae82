"""The elements around each block of a page, with their ids and classes: what a person needs to point at
a place, and more than extraction itself looks at.

Blocks are numbered as extraction numbers them: the same tree is read by the same walk.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.markup import pieces, unescape
from scraper.extraction.dom.parse import Tree, parse
from scraper.extraction.dom.tags import BLOCK, ROLES, VERBATIM, VOID
from scraper.extraction.dom.walk import read
from scraper.models.article import Block

SHOWN_ELEMENTS = 6  # of a path, the nearest to the block
SHOWN_NAMES = 2  # classes of one element
MOST_NAME = 40  # characters of one
_ATTRIBUTE = re.compile(r' (class|id)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class ElementName:
    """An element as a selector may name it."""

    tag: str
    id: str = ""
    classes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it as in a CSS selector, with its first classes."""
        names = [f"#{self.id[:MOST_NAME]}"] if self.id else []
        names += [f".{name[:MOST_NAME]}" for name in self.classes[:SHOWN_NAMES]]
        return self.tag + "".join(names)


@dataclass(frozen=True, slots=True)
class BlockAncestry:
    """The text of a block and the elements around it, the nearest last."""

    text: str
    elements: tuple[ElementName, ...]

    @property
    def path(self) -> str:
        """The elements nearest to the block."""
        return " > ".join(map(str, self.elements[-SHOWN_ELEMENTS:]))


def read_ancestry(html: str) -> tuple[BlockAncestry, ...]:
    """Return the ancestry of every block of a page, in the order of the blocks."""
    tree = parse(html)
    reading, markup = read(tree.body), _markup(tree)
    names = _Names(markup)
    return tuple(
        BlockAncestry(text, tuple(map(names.of, around)))
        for text, around in zip(reading.b_text, _around(markup, reading), strict=True)
    )


def are_blocks_of(found: Sequence[BlockAncestry], blocks: Sequence[Block]) -> bool:
    """Say whether what `read_ancestry` found are the blocks of an extraction. They are not where the text
    was read from elsewhere than the markup, such as from a script."""
    return all(
        block.index < len(found) and (block.cells or found[block.index].text == block.text)
        for block in blocks
    )


def anchors(html: str) -> tuple[int, ...]:
    """Return for each block the number of the block that names its element in `with_anchors`: blocks of
    one element share the number of the first."""
    tree = parse(html)
    markup = _markup(tree)
    first: dict[int, int] = {}
    around = _around(markup, read(tree.body))
    return tuple(
        first.setdefault(_nearest(markup, places), number) for number, places in enumerate(around)
    )


def with_anchors(html: str, prefix: str) -> str:
    """Return the page with an id on the element of each block: `prefix` and the number of its first
    block."""
    tree = parse(html)
    nodes = tree.css("*")
    before = tree.html or ""
    mark = next(name for i in count() if (name := f"data-number-{i}") not in before)
    for number, node in enumerate(nodes):
        node.attrs[mark] = str(number)
    markup = _markup(tree)
    around = _around(markup, read(tree.body))
    anchored: dict[int, int] = {}
    for number, places in enumerate(around):
        head = markup[_nearest(markup, places)]
        element = int(head.partition(f' {mark}="')[2].partition('"')[0])
        anchored.setdefault(element, number)
    for node in nodes:
        del node.attrs[mark]
    for element, number in anchored.items():
        nodes[element].attrs["id"] = f"{prefix}{number}"
    return tree.html or ""


def _markup(tree: Tree) -> Sequence[str]:
    return pieces(tree.body.html or "") if tree.body is not None else []


def _around(markup: Sequence[str], reading: FlatPage) -> list[tuple[int, ...]]:
    """Return for each block the pieces that open the elements around its first letter, the nearest last."""
    starting: dict[int, list[int]] = defaultdict(list)
    for number, place in enumerate(reading.b_place):
        starting[place.start].append(number)
    around: list[tuple[int, ...]] = [()] * len(reading.b_place)
    is_open: list[int] = []
    for at, piece in enumerate(markup):
        head = piece.partition(">")[0]
        if head[:1] == "/":
            if is_open:
                is_open.pop()
        elif head[:1] != "!" and head.partition(" ")[0] not in VOID:
            is_open.append(at)
        for number in starting.get(at, ()):
            around[number] = tuple(is_open)
    return around


def _nearest(markup: Sequence[str], places: Sequence[int]) -> int:
    """Return the piece that opens the nearest element around a block which is no part of a sentence."""
    for at in reversed(places):
        tag = markup[at].partition(">")[0].partition(" ")[0]
        if ROLES.get(tag, BLOCK) in (BLOCK, VERBATIM):
            return at
    return places[0] if places else 0


class _Names:
    """The names of the elements that pieces open, each read once."""

    def __init__(self, markup: Sequence[str]) -> None:
        self._markup = markup
        self._known: dict[int, ElementName] = {}

    def of(self, at: int) -> ElementName:
        if at not in self._known:
            head = self._markup[at].partition(">")[0]
            found = {name: unescape(value) for name, value in _ATTRIBUTE.findall(head)}
            identity, classes = found.get("id", "").strip(), found.get("class", "").split()
            self._known[at] = ElementName(head.partition(" ")[0], identity, tuple(classes))
        return self._known[at]
