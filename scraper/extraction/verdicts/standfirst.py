"""The standfirst: the line or two under the headline, which a page names so ("subtitle", "dek", "Vorspann")."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.names import BIT
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.metadata.person_names import is_byline

Array = npt.NDArray[np.float32]

STANDFIRST = 0.6
"""Probability that a standfirst gets at least. On unseen sites 8 of 1,134 articles labelled by reading and 6 of
the others lose theirs without it; none gets a line that is no standfirst."""
LEAST = 0.005  # probability below which it is the site's motto, or a caption
FEWEST_WORDS = 3  # of a standfirst
SHORT = 10  # words; a shorter line with a date or a bullet says when and by whom
MOST_LINKED = 0.5  # share of it that is links
NO_STANDFIRST = BIT["caption"] | BIT["meta"] | BIT["tags"] | BIT["ad"] | BIT["share"]
_WHEN = re.compile(r"\d{1,4}[./:-]\d{1,2}|\b(?:19|20)\d\d\b|[|•·]")


def with_standfirst(view: PageFeatures, score: Array) -> Array:
    """Return the probabilities, that of a standfirst directly under the headline raised."""
    block = view.title + 1
    if not 0 < block < view.geo.n or not LEAST <= score[block] < STANDFIRST:
        return score
    if not is_standfirst(view, block):
        return score
    out = score.copy()
    out[block] = STANDFIRST
    return out


def is_standfirst(view: PageFeatures, block: int) -> bool:
    """Say whether a block is named a standfirst and is worded like one."""
    families = int(view.families[view.geo.element[block]])
    if not families & BIT["lead"] or families & NO_STANDFIRST:
        return False
    lines, text, words = view.lines, view.reading.b_text[block], view.words[block]
    if lines.label[block] or lines.prefix[block] or lines.promo[block]:
        return False
    if words < FEWEST_WORDS or view.link[block] > MOST_LINKED or is_byline(text):
        return False
    return bool(words >= SHORT or not _WHEN.search(text))
