"""Parts of a page whose names say for sure that they are not its text: what opens under the pointer, and on the
page of a product what its buyers say."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import FlatPage
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
    page = view.reading
    if not name.search(" ".join(page.e_key)):
        return []  # as on most pages
    inside = np.array(_named(page, name), dtype=bool)[np.asarray(page.b_element)]
    found = kept & inside
    if float(view.words[found].sum()) > MOST_OF_PAGE * float(view.words[kept].sum()):
        return []
    blocks: list[int] = np.nonzero(found)[0].tolist()
    return blocks


def _named(page: FlatPage, name: re.Pattern[str]) -> list[bool]:
    """Say for each element but the page itself whether it, or one around it, is so named."""
    named: list[bool] = []
    for element, (parent, key) in enumerate(zip(page.e_parent, page.e_key, strict=True)):
        named.append(element > 0 and (named[parent] or bool(name.search(key))))
    return named
