"""What blocks are by their places in the tree: paragraphs, items of lists, cells of a row of a table.

Everything is found once for a page, as far as it is asked for.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from scraper.extraction.dom.block_text import LINE_BREAK
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.lists import start_of, value_of
from scraper.extraction.dom.tables import (
    CELL_BLOCKS,
    CELL_WORDS,
    Cell,
    DataTable,
    arranges,
    data_tables,
)
from scraper.extraction.dom.tags import HEADINGS
from scraper.extraction.native import IS_NATIVE, as_list
from scraper.extraction.verdicts.line_breaks import parted_paragraphs
from scraper.models.article import BlockKind

LIST_LEVELS = 12  # told apart: each level indents every line below it
PATH_TAGS = 12  # nearest ancestors shown in a path
KIND_LEVELS = 5  # elements around a block that may say what it is
FEWEST_IN_LIST = 2  # items; some sites write each item as a list of its own
ROW_LEVELS = 6  # elements around a block in which the row is looked for that it is a cell of
ROW_BLOCKS = 40  # a row with more is a piece of the page

_LISTS = frozenset(("ul", "ol", "menu"))
_KIND_TAGS: dict[str, BlockKind] = {
    "pre": "code", "blockquote": "quote", "figcaption": "caption", "dd": "definition", "dt": "definition",
}  # fmt: skip
ITEM = "li"
TELLING_TAGS = HEADINGS.keys() | _KIND_TAGS.keys() | {ITEM}
"""Tags of elements that say what stands in them."""


_EQUATION_NUMBER = re.compile(r"\(\d{1,3}(?:\.\d{1,3})?[a-z]?\)")


def _is_numbered_formula(texts: Sequence[str]) -> bool:
    """Say whether the cells of a row are a formula and its number."""
    return (
        len(texts) == 2
        and any(map(_EQUATION_NUMBER.fullmatch, texts))
        and any(text[0] == "$" == text[-1] for text in texts)
    )


class Places:
    """The places of a page's blocks."""

    def __init__(self, reading: FlatPage, tags: AbstractSet[str]) -> None:
        """Take a reading, and the tags of all its elements."""
        self.reading = reading
        self.has_rows = "tr" in tags  # of a table
        self._kinds: dict[int, tuple[BlockKind, Sequence[int]]] = {}
        self._plain: set[int] = (
            set()
        )  # elements with none at or around them that says what stands in it
        self._lists: dict[int, tuple[int, bool]] = {}

    def kind(self, block: int) -> BlockKind:
        """Return what a block is, but for cells of tables."""
        element = self.reading.b_element[block]
        known = self._kinds.get(element)
        if known is None:
            known = self._kinds[element] = self._kind(element)
        kind, items = known
        for item in items:
            if self.reading.e_first[item] == block:  # what follows in an item is no item
                return "list_item"
        return kind

    def _kind(self, element: int) -> tuple[BlockKind, Sequence[int]]:
        """Return the kind of blocks in an element, and the items of lists that one may be the first of."""
        tags, parents = self.reading.e_tag, self.reading.e_parent
        child, above = tags[element], parents[element]
        if child in HEADINGS:
            return "heading", ()
        if above in self._plain and child not in TELLING_TAGS:
            return "paragraph", ()  # as most are, which stand side by side
        items: list[int] = []
        for _ in range(KIND_LEVELS):
            tag = tags[element]
            if tag in TELLING_TAGS:
                if tag in _KIND_TAGS:
                    return _KIND_TAGS[tag], items
                if tag != ITEM:
                    break
                items.append(element)
            element = parents[element]
            if element < 0:
                break
        if child not in TELLING_TAGS and not items:
            self._plain.add(above)
        return "paragraph", items

    def begin_items(self, blocks: Sequence[int], *, native: bool = IS_NATIVE) -> AbstractSet[int]:
        """Return which of some blocks are the first of an item of a list, as `kind` says of each."""
        if not native:
            return {block for block in blocks if self.kind(block) == "list_item"}
        page = self.reading
        return items.begin_items(
            as_list(blocks),
            as_list(page.b_element),
            as_list(page.e_tag),
            as_list(page.e_parent),
            as_list(page.e_first),
        )

    def list_place(self, block: int) -> tuple[int, bool]:
        """Return how deep a block stands in lists, 1 at least, and whether its own one is numbered."""
        depth, is_numbered = self._lists_around(self.reading.b_element[block])
        return min(max(depth, 1), LIST_LEVELS), is_numbered

    def begins_list(self, block: int) -> bool:
        """Say whether a block is the first one of a list that holds more, and stands in no other list."""
        reading = self.reading
        outermost, element = -1, reading.b_element[block]
        while element >= 0 and reading.e_first[element] == block:
            if reading.e_tag[element] in _LISTS:
                outermost = element
            element = reading.e_parent[element]
        if outermost < 0 or reading.e_end[outermost] - block < FEWEST_IN_LIST:
            return False
        return self._lists_around(reading.e_parent[outermost])[0] == 0

    def _lists_around(self, element: int) -> tuple[int, bool]:
        """Return how many lists there are around and at an element, and whether the nearest one is numbered."""
        known, chain = self._lists, list[int]()
        while element >= 0 and element not in known:
            chain.append(element)
            element = self.reading.e_parent[element]
        found = known[element] if element >= 0 else (0, False)
        for inner in reversed(chain):
            tag = self.reading.e_tag[inner]
            found = known[inner] = (found[0] + 1, tag == "ol") if tag in _LISTS else found
        return found

    def is_glued(self, block: int) -> bool:
        """Say whether a line break alone parts a block from the one before, within a paragraph."""
        reading = self.reading
        if reading.b_border[block] != LINE_BREAK:
            return False
        in_list = self._lists_around(reading.b_element[block])[0] > 0
        return in_list or not self._parted[block]

    @cached_property
    def _parted(self) -> Sequence[bool]:
        return parted_paragraphs(self.reading)

    def number(self, block: int) -> int:
        """Return the number of an item in its numbered list."""
        item = self.reading.nearest(self.reading.b_element[block], "li")
        return self._numbers.get(item, 0)

    @cached_property
    def _numbers(self) -> Mapping[int, int]:
        """By <li> its number in an <ol>."""
        page, last, found = self.reading, dict[int, int](), dict[int, int]()
        for element, (tag, parent) in enumerate(zip(page.e_tag, page.e_parent, strict=True)):
            if tag == "li" and parent >= 0 and page.e_tag[parent] == "ol":
                following = last[parent] + 1 if parent in last else start_of(page, element)
                last[parent] = value_of(page, element) or following
                found[element] = last[parent]
        return found

    def path(self, block: int) -> str:
        """Return the names of the elements around a block, the nearest last."""
        return self._paths[self.reading.b_element[block]]

    @cached_property
    def _paths(self) -> Sequence[str]:
        """By element its path; elements of one path share it."""
        numbers: dict[tuple[int, str], int] = {}
        chains: list[tuple[str, ...]] = []
        of_element: list[int] = []
        for tag, parent in zip(self.reading.e_tag, self.reading.e_parent, strict=True):
            above = of_element[parent] if parent >= 0 else -1
            number = numbers.setdefault((above, tag), len(chains))
            if number == len(chains):
                chains.append((*(chains[above] if above >= 0 else ()), tag)[-PATH_TAGS:])
            of_element.append(number)
        paths = [">".join(chain) for chain in chains]
        return [paths[number] for number in of_element]

    @cached_property
    def rows(self) -> dict[int, Sequence[Cell]]:
        """The cells of each row of the tables of data, by its <tr>."""
        return {row: cells for table in self.tables for row, cells in table.rows.items()}

    @cached_property
    def tables(self) -> Sequence[DataTable]:
        """The tables of data."""
        return data_tables(self.reading) if self.has_rows else ()

    @cached_property
    def first_rows(self) -> Mapping[int, bool]:
        """The first row with text of each table of data, by its <tr>: whether it names the columns."""
        return {next(iter(table.rows)): table.has_header for table in self.tables}

    @cached_property
    def row_of(self) -> Sequence[int]:
        """The <tr> that each block is a cell of, -1 where it is in no table of data."""
        if not self.has_rows:
            return [-1] * len(self.reading.b_text)
        nearest = self._nearest_rows()
        found = [nearest[element] for element in self.reading.b_element]
        for row, cells in reversed(
            self.rows.items()
        ):  # a cell that reaches down stands in its own row
            for cell in cells:
                for block in cell:
                    found[block] = row
        return found

    def _nearest_rows(self) -> Sequence[int]:
        """Return for each element the row around it if that looks like data; -1 without one."""
        rows: list[int] = []
        steps: list[int] = []
        laid_out: set[int] = set()  # tables that hold no data, and what is in them
        for element, (tag, parent) in enumerate(
            zip(self.reading.e_tag, self.reading.e_parent, strict=True)
        ):
            if arranges(self.reading.e_key[element]) if tag == "table" else parent in laid_out:
                laid_out.add(element)
            row, step = (rows[parent], steps[parent] + 1) if parent >= 0 else (-1, 0)
            if tag == "tr":
                is_data = element not in laid_out and self._is_data(element)
                row, step = element if is_data else -1, 0
            elif tag == "table" or step >= ROW_LEVELS:
                row, step = -1, 0
            rows.append(row)
            steps.append(step)
        return rows

    def _is_data(self, row: int) -> bool:
        reading = self.reading
        first, end = reading.e_first[row], reading.e_end[row]
        if not 2 <= end - first <= ROW_BLOCKS or _is_numbered_formula(reading.b_text[first:end]):
            return False
        per_cell: dict[int, int] = {}
        paragraphs: set[int] = set()  # cells that hold one
        for block in range(first, end):
            if reading.b_text[block].count(" ") > CELL_WORDS:
                return False
            cell = reading.b_element[block]
            while cell >= 0 and reading.e_parent[cell] != row:  # a cell may hold a table
                cell = reading.e_parent[cell]
            if cell < 0:
                cell = row
            per_cell[cell] = per_cell.get(cell, 0) + 1
            if reading.e_tag[reading.b_element[block]] == "p":
                if cell in paragraphs:  # a column of the page
                    return False
                paragraphs.add(cell)
        return len(per_cell) > 1 and max(per_cell.values()) <= CELL_BLOCKS


if IS_NATIVE:  # last, as they read what stands above
    from scraper.extraction.native import items
