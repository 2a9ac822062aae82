"""Pages that are lists of other pages: on them a link to another page is the text itself.

Around an article such links lead to other stories, and `story_link` asks the model to be very sure of them.
What tells a list from an article with a list around it: links to other pages stand all through what the model
would keep, and nowhere a long text without them.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import has_any
from scraper.extraction.features.lines import CONCEPT_CODES, WITHIN_PAGE
from scraper.extraction.features.page_features import PageFeatures

Flags = npt.NDArray[np.bool_]

ERROR = CONCEPT_CODES["error"]  # a page that could not be found lists others for comfort
LINKED = 0.3  # share of a block that is links, from which it is no text between them


class ListShape(NamedTuple):
    """What the model would keep of a list: links to other pages, their share of its words, and the most
    words in a row between them."""

    links: int
    share: float
    between: float


LIST = ListShape(links=4, share=0.1, between=250)
"""On unseen sites, of WCXB's pages, word F1 of lists of articles rises from .56 to .67 and of products from .60 to .67;
with 200 or 300 words in a row .001 less of it on all pages. On articles labelled by reading nothing changes."""
LIST_CALLED_ARTICLE = ListShape(links=8, share=0.2, between=150)
"""The same for a page that says it is an article: a brief with six other stories around it is one."""
LIST_CALLED_PRODUCT = ListShape(links=25, share=0.4, between=250)
"""The same for a page that says it is a product: one has others beside it, of which less is said."""


def is_called_nothing(view: PageFeatures) -> bool:
    """Say whether a page calls itself neither an article nor a product, as lists do, and pages that present something."""
    return view.facts.is_article <= 0 and not view.facts.is_product


def is_list(view: PageFeatures, likely: Flags, to_story: Flags) -> bool:
    """Say whether a page is a list, from the blocks that the model would keep and those that lead to stories."""
    if not has_any(to_story):
        return False
    # A table of contents is no list of other pages.
    links = likely & to_story & (view.lines.href != WITHIN_PAGE)
    if not has_any(links) or has_any(view.lines.promo == ERROR):
        return False
    asked = _asked(view)
    count = int(links.sum())
    share = float(view.words[links].sum()) / max(float(view.words[likely].sum()), 1.0)
    if count < asked.links or share < asked.share:
        return False
    return _most_between(view, likely, links) <= asked.between


def _asked(view: PageFeatures) -> ListShape:
    if view.facts.is_article > 0:
        return LIST_CALLED_ARTICLE
    return LIST_CALLED_PRODUCT if view.facts.is_product else LIST


def _most_between(view: PageFeatures, likely: Flags, links: Flags) -> float:
    """Return the most words that stand in a row without a link to a story among them."""
    words = np.where(likely & ~links & (view.link < LINKED), view.words, 0)
    row = np.cumsum(links)
    return float(np.bincount(row, weights=words).max())
