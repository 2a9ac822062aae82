"""Text that a browser does not show: left out, unless it may be the article itself."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.features.rows import PageFeatures

UNSEEN_SHARE = 0.15
"""Share of the kept characters, from which hidden text stays. Of 641 pages labelled by reading, 7 have
hidden text that the model keeps: where it is part of the article it is 18 %, elsewhere up to 25 %."""

_ON_DEMAND = re.compile(
    r"""accordion|accordeon|collaps|collapse|expand|toggle|tab(?:s|panel|pane|-|_|\b)|panel|faq|answer|details
    |spoiler|more|content|slide|body""",
    re.IGNORECASE | re.VERBOSE,
)
"""Names of parts that a reader opens."""

LONE_SHARE = 1 / 3  # the same for a single block: an article that waits for a click has more


def unseen(
    view: PageFeatures, kept: npt.NDArray[np.bool_], _score: npt.NDArray[np.float32]
) -> list[int]:
    """Find text that is not shown, on a page whose text is."""
    if not any(view.reading.e_unseen):
        return []
    found = kept & np.array(unseen_blocks(view.reading))
    chars = np.array([len(text) for text in view.reading.b_text])
    most = UNSEEN_SHARE if found.sum() > 1 else LONE_SHARE
    if chars[found].sum() >= most * max(chars[kept].sum(), 1):
        return []
    return [int(i) for i in np.nonzero(found)[0]]


def unseen_blocks(page: FlatPage) -> list[bool]:
    """Say for each block whether it stands in an element that is not shown, now or on demand."""
    inside = [False] * len(page.b_element)
    for element in (element for element, unseen in enumerate(page.e_unseen) if unseen):
        first = page.e_first[element]
        end = page.e_end[element] or len(inside)  # where its markup breaks off
        if first >= end or (inside[first] and inside[end - 1]):
            continue  # it holds nothing, or what is around it is not shown
        if not _ON_DEMAND.search(page.e_key[element]) and not _opens(page, _before(page, element)):
            inside[first:end] = [True] * (end - first)
    return inside


def _before(page: FlatPage, element: int) -> int:
    """Return the element before one in the same parent; -1 without one."""
    parents = page.e_parent
    before = element - 1
    while before >= 0 and parents[before] != parents[element]:
        before = parents[before]
    return before


def _opens(page: FlatPage, element: int) -> bool:
    """Say whether an element is, or begins with, what a reader clicks to see what follows."""
    if element < 0:
        return False
    return "button" in page.e_tag[element : min(element + 2, page.e_end[element] + element)]
