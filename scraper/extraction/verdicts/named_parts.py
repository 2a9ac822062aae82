"""Parts of a page whose names say for sure that they are not its text: what opens under the pointer, and on the
page of a product what its buyers say."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.rows import PageFeatures

Flags = npt.NDArray[np.bool_]

MOST_OF_PAGE = (
    0.5  # of the kept words; a part that holds more is the page's text, whatever it is called
)

_TOOLTIP = re.compile(
    r"""(?<!has-)(?<!with-)(?<!js-)(?:tool-?tip|popover)
    (?![-_]?(?:trigger|toggle|link|host|wrap|target|anchor|parent|container|button|icon))""",
    re.IGNORECASE | re.VERBOSE,
)
"""Of the words that unseen sites gave of such elements on WCXB's pages, 260 belonged to the text and 1,900 did not."""
_REVIEWS = re.compile(r"(?:^|[^a-z])(?:reviews?|ratings?)(?![a-z])", re.IGNORECASE)
"""The same on pages that say they are of a product: 50 and 1,640. On other pages they may be the text."""


def tooltips(view: PageFeatures, kept: Flags, _score: npt.NDArray[np.float32]) -> list[int]:
    """Return what opens under the pointer: an explanation, an offer, a person's card."""
    return _within(view, kept, _TOOLTIP)


def reviews(view: PageFeatures, kept: Flags, _score: npt.NDArray[np.float32]) -> list[int]:
    """Return what buyers say, on the page of a product."""
    declared = view.facts.declared
    return _within(view, kept, _REVIEWS) if declared and declared[0] == "product" else []


def _within(view: PageFeatures, kept: Flags, name: re.Pattern[str]) -> list[int]:
    """Return the kept blocks in elements so named, unless they are most of what is kept."""
    page, elements = view.reading, view.geo.holding(kept)
    if not name.search(" ".join(page.e_key[element] for element in elements)):
        return []  # as on most pages
    named = {-1: False}
    for element in elements:
        around = named[page.e_parent[element]]
        named[element] = element > 0 and (around or bool(name.search(page.e_key[element])))
    blocks = [i for i in np.nonzero(kept)[0].tolist() if named[page.b_element[i]]]
    if float(view.words[blocks].sum()) > MOST_OF_PAGE * float(view.words[kept].sum()):
        return []
    return blocks
