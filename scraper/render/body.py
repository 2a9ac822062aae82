"""Blocks to plain text: which blocks the output shows, and how they are joined.

Pure; both the extraction (for `Article.text`) and the output formats use it, so that the text
and every other format show the same blocks.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from scraper.models.article import Include, Shown, ShownBlock

B = TypeVar("B", bound=Shown)

CAPTION = "caption"
COMMENTS = "comments"
LIST_INDENT = "  "
CELL_SEPARATOR = " | "
BLANK_LINE = "\n\n"
_PARAGRAPH = ShownBlock("paragraph", "")


def is_shown(block: Shown, include: Include) -> bool:
    """Say whether the output shows a block: body text, and what `include` adds or leaves out."""
    if block.reason == CAPTION:
        return include.captions
    if block.reason == COMMENTS:
        return include.comments
    if block.kind == "table_row":
        return block.kept and include.tables
    return block.kept


def shown_blocks(blocks: Sequence[B], include: Include) -> Iterator[B]:
    """Return the blocks that the output shows, in document order."""
    return (block for block in blocks if is_shown(block, include))


def body_text(blocks: Sequence[Shown], include: Include) -> str:
    """Return the text of the shown blocks, as `lines_text` joins them."""
    return lines_text(shown_blocks(blocks, include))


def lines_text(lines: Iterable[Shown | str]) -> str:
    """Return lines as one text; a `str` is a block that is no item, row or `glued`.

    A blank line separates paragraphs. A single line break separates the items of one list, the rows
    of one table, and a `glued` block from the one before it. Items begin with "- " or their number,
    indented by their depth; table rows read "cell | cell"; code is verbatim.
    """
    parts: list[str] = []
    numbers: list[int] = []
    before: Shown | None = None
    for line in lines:
        if isinstance(line, str):  # most are, and nothing more needs to be asked of them
            if line:
                parts += (BLANK_LINE, line) if before else (line,)
                before = _PARAGRAPH
            else:
                numbers = []
            continue
        if before is None or not continues_list(before, line):
            numbers = []
        text = _marked(line, numbers)
        if not text:
            continue
        if before is not None:
            parts.append("\n" if joins(before, line) else BLANK_LINE)
        parts.append(text)
        before = line
    return "".join(parts)


def continues_list(before: Shown, block: Shown) -> bool:
    """Say whether two neighbours are items of one list, of any depth."""
    if before.kind != "list_item" or block.kind != "list_item":
        return False
    return before.level != block.level or before.ordered == block.ordered


def joins(before: Shown, block: Shown) -> bool:
    """Say whether a single line break separates two neighbours, rather than a blank line."""
    if block.glued:
        return True
    if before.kind == block.kind == "table_row":
        return not block.begins
    return continues_list(before, block)


def tables(rows: Sequence[Shown]) -> list[list[Shown]]:
    """Split neighbouring rows where a table begins."""
    found: list[list[Shown]] = []
    for row in rows:
        if row.begins or not found:
            found.append([])
        found[-1].append(row)
    return found


def next_number(numbers: list[int], level: int, known: int = 0) -> int:
    """Count one item at a list depth (from 1), which may know its number; deeper counts start again.
    Mutates `numbers`."""
    depth = max(level, 1)
    del numbers[depth:]
    numbers.extend([0] * (depth - len(numbers)))
    numbers[-1] = known or numbers[-1] + 1
    return numbers[-1]


def cells_text(cells: Sequence[str]) -> str:
    """Return a table row as one line; a row that is one cell across the table is its text alone."""
    if not any(cells[1:]):
        return cells[0]
    return CELL_SEPARATOR.join(cells)


def _marked(line: Shown, numbers: list[int]) -> str:
    if line.kind == "table_row" and line.cells:
        return cells_text(line.cells)
    if line.kind != "list_item" or not line.text:
        return line.text
    number = next_number(numbers, line.level, line.number)
    marker = f"{number}. " if line.ordered else "- "
    return LIST_INDENT * (max(line.level, 1) - 1) + marker + line.text
