"""Tables of data: the cells of each row, empty ones and those that reach in from above among them.

A reading has no trace of an empty cell, so a table's markup is looked at again. Linear in it: only
tables that hold no other table are read, and no two of those share a piece of markup.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.markup import Numbered, skip

CELL_WORDS = 60  # a cell with more words is a column of a page layout, not of a table
CELL_BLOCKS = 2  # the same for blocks
DECLARED_CELL_WORDS = 250  # the same of a table that names its columns or rows
DECLARED_CELL_BLOCKS = 15  # and for blocks
DECLARED_SHARE = 0.8  # of its rows that are as wide as the widest
ROW_BLOCKS = 40  # in all cells of one row
MOST_COLUMNS = 40  # that a span fills; wider tables have their own cells only
MOST_ROWS = 100  # that a cell reaches down into
FILLED_CHARS = 80
"""Characters of a cell that is said again in each row it reaches into; a longer one leaves a blank."""
PIECES_AT_ONCE = 256  # of the markup of a table: one by one they take twice as long
DATA_SHARE = 2 / 3  # of a table's rows that look like data

_SPAN = re.compile(r' (col|row)span="\s*(\d{1,4})')

_OF_TABLES = ("t", "/t")  # what the pieces of a table's markup begin with, and few others
_ARRANGES = re.compile(r"presentation|disp-formula|(?:^|[ _-])(?:eqn|equation)(?:$|[ _-])")
"""Names of tables that hold no data: one of these sets a formula and its number side by side."""

_POST = re.compile(r"(?:^| )(?:post|pid)_?\d+(?: |$)")
"""Names of tables that are each a post of an old board, its author in a cell beside it."""

Cell = tuple[int, ...]
"""The blocks of a cell; () where it is empty."""


class DataTable(NamedTuple):
    """A table's rows, by their <tr>, and all blocks in it."""

    rows: Mapping[int, Sequence[Cell]]
    blocks: range
    has_header: bool = False  # its first row names its columns


class _OpenCell(NamedTuple):
    start: int  # first and last piece of the markup
    stop: int
    columns: int
    rows: int
    is_header: bool = False


def data_tables(page: FlatPage) -> list[DataTable]:
    """Return the tables that hold data and no other table, in document order."""
    if "table" not in page.e_tag:
        return []
    tables = [element for element, tag in enumerate(page.e_tag) if tag == "table"]
    holders = {page.nearest(page.e_parent[table], "table") for table in tables}
    return [
        read
        for table in tables
        if table not in holders and not arranges(page.e_key[table])
        if (read := _table(page, table))
    ]


def arranges(key: str) -> bool:
    """Say whether a table says by its name that it holds no data."""
    return bool(_ARRANGES.search(key) or _POST.search(key))


def _table(page: FlatPage, table: int) -> DataTable | None:
    """Return the cells of each row with text; None for a table that only arranges the page."""
    first = page.e_first[table]
    if first >= page.e_end[table]:  # it has no text, and may stand after all that has
        return None
    rows = _cells(page, table)
    starts = [place.start for place in page.b_place[first : page.e_end[table]]]
    filled = [(row, [_blocks(first, starts, cell) for cell in row]) for row in rows]
    seen = [cells for _, cells in filled if any(cells)]
    declared = _is_declared(rows)
    most_blocks = DECLARED_CELL_BLOCKS if declared else CELL_BLOCKS
    most_words = DECLARED_CELL_WORDS if declared else CELL_WORDS
    good = sum(_is_data(cells, most_blocks) for cells in seen)
    if len(seen) < 2 or good < DATA_SHARE * len(seen):
        return None
    texts = page.b_text[first : page.e_end[table]]
    if any(
        len(text) > 2 * most_words and len(text.split(None, most_words)) > most_words
        for text in texts
    ):
        return None
    top = next(zip(opened, cells, strict=True) for opened, cells in filled if any(cells))
    has_header = all(cell.is_header for cell, blocks in top if blocks)
    return DataTable(_grid(page, filled), range(first, page.e_end[table]), has_header)


def _is_declared(rows: Sequence[Sequence[_OpenCell]]) -> bool:
    """Say whether a table names its columns or its rows by header cells, and its rows are equally wide."""
    widths = [sum(cell.columns for cell in row) for row in rows if row]
    if not widths or max(widths) < 2 or widths.count(max(widths)) < DECLARED_SHARE * len(widths):
        return False
    named = sum(row[0].is_header for row in rows if row)
    top = next(row for row in rows if row)
    return all(cell.is_header for cell in top) or named >= DATA_SHARE * len(widths)


def _is_data(cells: Sequence[Cell], most_blocks: int) -> bool:
    """Say whether a row has two cells or more, and none that holds a piece of the page."""
    held = [len(cell) for cell in cells if cell]
    return len(cells) > 1 and max(held) <= most_blocks and sum(held) <= ROW_BLOCKS


def _cells(page: FlatPage, table: int) -> list[list[_OpenCell]]:
    """Return the cells of each row of a table from its markup."""
    markup = page.markup
    at = _opening(markup, page.b_place[page.e_first[table]].start)
    rows: list[list[_OpenCell]] = []
    begun: tuple[int, str] | None = None
    depth = 0
    numbered = _numbered(markup, at)
    for at, piece in numbered:
        if not piece.startswith(_OF_TABLES):
            continue
        head = piece.partition(">")[0]
        name = head.partition(" ")[0]
        if name in ("table", "/table"):
            depth += 1 if name == "table" else -1
            if not depth:
                break
        elif name == "template":
            skip(numbered, name)
        elif depth == 1 and name == "tr":
            rows.append([])
        elif depth == 1 and name in ("td", "th"):
            begun = (at, head)
        elif depth == 1 and name in ("/td", "/th") and begun and rows:
            spans = (
                {kind: int(size) for kind, size in _SPAN.findall(begun[1])}
                if "span" in begun[1]
                else {}
            )
            columns, down = max(spans.get("col", 1), 1), spans.get("row", 1)
            rows[-1].append(_OpenCell(begun[0], at, columns, down, name == "/th"))
            begun = None
    return rows


def _numbered(markup: Sequence[str], at: int) -> Numbered:
    """Yield the pieces from one on, each with its place; many are made at a time."""
    for start in range(at, len(markup), PIECES_AT_ONCE):
        yield from enumerate(markup[start : start + PIECES_AT_ONCE], start)


def _opening(markup: Sequence[str], at: int) -> int:
    """Return the piece that opens the table around the piece `at`."""
    depth = 0
    while at > 0:
        name = markup[at].partition(">")[0].partition(" ")[0]
        if name == "/table":
            depth += 1
        elif name == "table":
            if not depth:
                break
            depth -= 1
        at -= 1
    return at


def _blocks(first: int, starts: Sequence[int], cell: _OpenCell) -> Cell:
    """Return the blocks of a cell, of a table whose blocks begin with `first` and stand at `starts`."""
    start = bisect_left(starts, cell.start)
    stop = bisect_left(starts, cell.stop, start)
    return tuple(range(first + start, first + stop))


def _grid(page: FlatPage, rows: list[tuple[list[_OpenCell], list[Cell]]]) -> dict[int, list[Cell]]:
    """Return the rows with every cell in its column: spans to the right are blank, spans down are filled."""
    widest = min(max(len(cells) for _, cells in rows), MOST_COLUMNS)
    out: dict[int, list[Cell]] = {}
    reaching: dict[
        int, tuple[int, Cell]
    ] = {}  # by column: rows still to come, and what is said there
    for opened, cells in rows:
        line: list[Cell] = []
        below: dict[int, tuple[int, Cell]] = {}
        for tag, cell in zip(opened, cells, strict=True):
            _pass_reaching(line, reaching, below)
            start = len(line)
            line.append(cell)
            line.extend([()] * (min(tag.columns, widest - start) - 1))
            for column in range(start, len(line)) if tag.rows != 1 else ():
                said = cell if column == start and _is_short(page, cell) else ()
                below[column] = (min(tag.rows or MOST_ROWS, MOST_ROWS) - 1, said)
        _pass_reaching(line, reaching, below)
        reaching = {column: left for column, left in below.items() if left[0]}
        if any(cells):
            block = next(cell for cell in cells if cell)[0]
            out[page.nearest(page.b_element[block], "tr")] = line
    return out


def _pass_reaching(
    line: list[Cell], reaching: dict[int, tuple[int, Cell]], below: dict[int, tuple[int, Cell]]
) -> None:
    """Add the cells that reach into the row from above, up to the first column that is free."""
    while (column := len(line)) in reaching and column < MOST_COLUMNS:
        left, said = reaching.pop(column)
        line.append(said)
        below[column] = (left - 1, said)


def _is_short(page: FlatPage, cell: Cell) -> bool:
    return sum(len(page.b_text[i]) for i in cell) <= FILLED_CHARS
