"""Text that a browser does not show: left out, unless it may be the article itself."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.features.blocks import flagged
from scraper.extraction.features.page_features import PageFeatures

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
    page, texts = view.reading, view.reading.b_text
    if True not in page.e_unseen:
        return []
    blocks = flagged(kept)
    found = _unseen_blocks(page, blocks)
    if not found:
        return []
    most = UNSEEN_SHARE if len(found) > 1 else LONE_SHARE
    shown = max(sum(len(texts[i]) for i in blocks), 1)
    return found if sum(len(texts[i]) for i in found) < most * shown else []


def _unseen_blocks(page: FlatPage, blocks: Sequence[int]) -> list[int]:
    """Return which of these blocks, given in order, stand in elements that are not shown, now or on demand."""
    found: set[int] = set()
    for element in compress(range(len(page.e_unseen)), page.e_unseen):
        start = bisect_left(blocks, page.e_first[element])
        # Where its markup breaks off, all that follows is in it.
        end = bisect_left(blocks, page.e_end[element] or len(page.b_element))
        if start < end and blocks[start] not in found and not _is_on_demand(page, element):
            found.update(blocks[start:end])
    return sorted(found)


def _is_on_demand(page: FlatPage, element: int) -> bool:
    """Say whether a reader opens an element by a click."""
    return bool(_ON_DEMAND.search(page.e_key[element])) or _opens(page, _before(page, element))


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
