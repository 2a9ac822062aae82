"""Tables of data are judged as a whole: a cell alone says too little, and a table that has lost some
of its cells says something else than it did.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.rows import PageFeatures

Array = npt.NDArray[np.float32]

CELL_WORDS = 60.0  # a cell with more words is a column of a page layout, not of a table
MIN_CELLS = 4  # in rows of two at least; smaller ones are a line with a label
MIN_ROWS = 2
SURE_TABLE = 0.8  # mean probability from which links in a table lead to no other story
MAX_BLOCKS_PER_CELL = 2.0


def judged_as_a_whole(view: PageFeatures, score: Array) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Return the probabilities with those of each table's cells replaced by their mean by words.

    The second array says which blocks are cells of a table that is surely body text: links in them
    are what the table lists.
    """
    sure = np.zeros(len(score), dtype=bool)
    if "tr" not in view.reading.e_tag:
        return score, sure
    out = score.copy()
    for blocks in _tables_of_data(view):
        words = np.maximum(view.words[blocks], 1.0)
        out[blocks] = float((score[blocks] * words).sum() / words.sum())
        sure[blocks] = out[blocks[0]] >= SURE_TABLE
    return out, sure


def _tables_of_data(view: PageFeatures) -> list[list[int]]:
    """Return the blocks of each innermost table that is no page layout."""
    places = _places(view)
    rows_of: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    blocks_of: dict[int, list[int]] = defaultdict(list)
    for block, element in enumerate(view.reading.b_element):
        table, row, cell = places[element]
        if table >= 0:
            blocks_of[table].append(block)
            if row >= 0:
                rows_of[table][row].add(cell)
    return [
        blocks
        for table, blocks in blocks_of.items()
        if _is_data(view, blocks, [*rows_of[table].values()])
    ]


def _places(view: PageFeatures) -> list[tuple[int, int, int]]:
    """Return for each element the innermost table, row and cell it is or stands in; -1 for none."""
    out: list[tuple[int, int, int]] = []
    for element, (tag, parent) in enumerate(
        zip(view.reading.e_tag, view.reading.e_parent, strict=True)
    ):
        table, row, cell = out[parent] if element else (-1, -1, -1)
        if tag == "table":
            table, row, cell = element, -1, -1
        elif tag == "tr":
            row, cell = element, -1
        elif tag in ("td", "th"):
            cell = element
        out.append((table, row, cell))
    return out


def _is_data(view: PageFeatures, blocks: Sequence[int], rows: Sequence[set[int]]) -> bool:
    cells = sum(map(len, rows))
    wide = sum(len(row) > 1 for row in rows)
    return (
        len(rows) >= MIN_ROWS
        and cells >= MIN_CELLS
        and wide * 2 > len(rows)
        and len(blocks) <= MAX_BLOCKS_PER_CELL * cells
        and float(view.words[list(blocks)].max()) <= CELL_WORDS
    )
