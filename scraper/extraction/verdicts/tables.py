"""Tables of data are judged as a whole: a cell alone says too little, and a table that has lost some
of its cells says something else than it did.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.tables import DataTable
from scraper.extraction.features.page_features import PageFeatures

Array = npt.NDArray[np.float32]

SURE_TABLE = 0.5
"""Mean probability from which links in a table lead to no other story: that from which a table is kept, as none is
without some of its cells. On labelled pages .8 gives the same."""

NEIGHBOURS = 2  # blocks on a side of a table: a caption may stand between it and the text
MOST_LINKED = 0.5
"""Share of the words of a table that are links, below which it leads to no list of stories. Of five tables on labelled pages
that go with the text around them, four are the author's."""


def judged_as_a_whole(
    view: PageFeatures, score: Array, tables: Sequence[DataTable]
) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Return the probabilities with those of each table's cells replaced by their mean by words, or by what the text on
    both sides of the table has: an author wrote what stands amid the text.

    The second array says which blocks are cells of a table that is body text: links in them are what
    the table lists.
    """
    sure = np.zeros(len(score), dtype=bool)
    if not tables:
        return score, sure
    out = score.copy()
    for table in tables:
        blocks = slice(table.blocks.start, table.blocks.stop)
        words = np.maximum(view.words[blocks], 1.0)
        mean = float((score[blocks] * words).sum() / words.sum())
        if mean < SURE_TABLE and float(view.link[blocks] @ words) < MOST_LINKED * words.sum():
            mean = max(mean, _of_neighbours(score, blocks))
        out[blocks] = mean
        sure[blocks] = out[table.blocks.start] >= SURE_TABLE
    return out, sure


def _of_neighbours(score: Array, table: slice) -> float:
    """Return how likely the text on both sides of a table is, on the side where it is less so; 0.0 where a side has none."""
    sides = (
        score[max(table.start - NEIGHBOURS, 0) : table.start],
        score[table.stop : table.stop + NEIGHBOURS],
    )
    return min(float(side.max(initial=0)) for side in sides)
