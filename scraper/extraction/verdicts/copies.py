"""The text of a page that has it twice."""

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import flagged
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.wanted import from_on

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

COPY_RUN_WORDS = 40
"""Words in a row that say again what stood in a row before: the page has its text twice."""
COPIES_WANTED = ({"copies": from_on(2)},)


def copies(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return the blocks of a second body: runs of blocks that say what kept blocks said before.

    A line that returns by itself is a refrain, a step or a question, and stays.
    """
    first_at: dict[str, int] = {}
    run: list[int] = []
    out: list[int] = []
    before = -1  # place of the original of the last block, among the kept blocks
    texts, words = view.reading.b_text, view.words
    for place, i in enumerate(flagged(kept)):
        original = first_at.setdefault(texts[i], place)
        if run and (original == place or original != before + 1):
            out += _if_long(run, words)
            run = []
        if original != place:
            run.append(i)
        before = original if original != place else -1
    return out + _if_long(run, words) if run else out


def _if_long(run: list[int], words: Array) -> list[int]:
    """Return the run where it is too long to be a refrain."""
    said = words[run].sum() if len(run) > 1 else words[run[0]]  # most runs are single lines
    return run if float(said) >= COPY_RUN_WORDS else []
