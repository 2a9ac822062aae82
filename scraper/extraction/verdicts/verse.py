"""Lines of one element, parted by line breaks: songs whose lines link to what is said of them."""

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.block_text import NEW_ELEMENT
from scraper.extraction.features.page_features import PageFeatures

Array = npt.NDArray[np.float32]

LINES = 6  # of one element, from which they are judged together
LINE_WORDS = 16  # a longer line is a paragraph's
SURE_VERSE = 0.75  # mean probability from which its lines are verse, whatever they link to


def is_verse(view: PageFeatures, score: Array) -> npt.NDArray[np.bool_]:
    """Say for each block whether it is one of several lines of an element that are body text together."""
    page = view.reading
    found = np.zeros(len(score), dtype=bool)
    if len(score) - list(page.b_border).count(NEW_ELEMENT) < LINES - 1:
        return found  # as on most pages
    start = 0
    for end in range(1, len(score) + 1):
        if end < len(score) and page.b_border[end] != NEW_ELEMENT:
            continue
        is_short = end - start >= LINES and float(view.words[start:end].max()) <= LINE_WORDS
        if is_short and float(score[start:end].mean()) >= SURE_VERSE:
            found[start:end] = True
        start = end
    return found
