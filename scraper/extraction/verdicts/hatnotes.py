"""The line above an article of an encyclopaedia that leads to others of the same name."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.rows import PageFeatures
from scraper.extraction.vocabulary.hatnotes import is_worded_like_hatnote

Flags = npt.NDArray[np.bool_]

MOST_WORDS = 80  # of one; longer ones are text
FIRST_BLOCKS = 3  # kept ones, among which a line worded so stands above the text
LEVELS = 3  # elements around a block that may be named so

_NAMED = re.compile(
    r"""(?:^|\ )(?:hatnote|dablink|rellink|disambig(?:uation)?-?(?:note|link|notice|hatnote)|homonymie|bandeau-homonymie
    |(?:nota|avviso)-?disambigua|begriffskl(?:ae|ä)rung(?:shinweis)?|vorlage_(?:begriffskl(?:ae|ä)rungshinweis|dieser_artikel)
    |navigation-not-searchable)(?:\ |$)""",
    re.IGNORECASE | re.VERBOSE,
)


def hatnotes(view: PageFeatures, kept: Flags, _score: npt.NDArray[np.float32]) -> list[int]:
    """Return such lines: with a link, and named so or above the text and worded so."""
    blocks = np.nonzero(kept & (view.words <= MOST_WORDS) & (view.link > 0) & ~view.heading)[0]
    first = set(np.nonzero(kept & ~view.heading)[0][:FIRST_BLOCKS].tolist())
    return [
        i
        for i in blocks.tolist()
        if _is_named(view, i) or (i in first and is_worded_like_hatnote(view.reading.b_text[i]))
    ]


def _is_named(view: PageFeatures, block: int) -> bool:
    page = view.reading
    element = page.b_element[block]
    for _ in range(LEVELS):
        if element <= 0:
            return False
        if _NAMED.search(page.e_key[element]):
            return page.e_end[element] - page.e_first[element] <= LEVELS
        element = page.e_parent[element]
    return False
