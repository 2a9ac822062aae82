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


def judged_as_a_whole(
    view: PageFeatures, score: Array, tables: Sequence[DataTable]
) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Return the probabilities with those of each table's cells replaced by their mean by words.

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
        out[blocks] = float((score[blocks] * words).sum() / words.sum())
        sure[blocks] = out[table.blocks.start] >= SURE_TABLE
    return out, sure
