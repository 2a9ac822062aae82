"""Slides, steps and entries of one make: where most of them are the text, a doubtful line of one goes with the
lines at the same place of the others. So does a post of a thread whose elements have no telling names."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.features.blocks import flagged
from scraper.extraction.features.rows import PageFeatures

Array = npt.NDArray[np.float32]
_Make = tuple[int, str, str]
"""The element around one, its tag and what it calls itself."""
Places = dict[tuple[int, int], list[int]]
"""Blocks by their place in an element and their tag."""

DOUBTFUL = (0.25, 0.5)
"""Probabilities between which a line is doubtful: below it is a button or a label that stands in each of them."""
SURE_POST = 0.8
POST = 0.7  # probability that posts of a thread get, where one of the same make is surely one
MOSTLY = 0.6  # share of the lines at a place that are paragraphs
FEWEST = 3  # of one make in one element
BLOCKS = (2, 8)  # of one of them, at least and at most
LEVELS = 5  # elements around a doubtful line that may be one of several
MOST_LINKED = 0.5
MOST_ALIKE = 200  # of one make that are looked at


def with_alike(view: PageFeatures, score: Array) -> Array:
    """Return the probabilities, each doubtful paragraph, and line above one, at least as likely as the lines at its
    place are in the mean; on a thread, lines where most are paragraphs as well."""
    least, most = (0.0, DOUBTFUL[1]) if view.facts.is_thread else DOUBTFUL
    doubtful = (score >= least) & (score < most) & (view.link < MOST_LINKED)
    out = score.copy()
    seen: dict[_Make, Places] = {}
    by_make = _by_make(view) if doubtful.any() else {}
    for i in reversed(flagged(doubtful)):
        heads = i + 1 < len(out) and view.good[i + 1] and out[i + 1] >= most
        if not (view.good[i] or heads or view.facts.is_thread):
            continue
        for element in _around(view, i):
            found = _places(view, element, by_make, seen)
            place = found.get((i - view.reading.e_first[element], int(view.tag[i])), ())
            if len(place) >= FEWEST:
                out[i] = max(
                    out[i], _likely(view, score, place, is_line=not (view.good[i] or heads))
                )
                break
    return out


def _likely(view: PageFeatures, score: Array, place: Sequence[int], *, is_line: bool) -> float:
    """Return how likely the lines at one place are: their mean, where that makes them text; on a thread, one that surely
    is a post tells of all. A line that is no paragraph has to stand where most are."""
    alike = score[[*place]]
    if is_line and np.count_nonzero(view.good[[*place]]) < MOSTLY * len(place):
        return 0.0
    if view.facts.is_thread and float(alike.max()) >= SURE_POST:
        return POST
    mean = float(alike.mean())
    return mean if view.facts.is_thread or mean >= DOUBTFUL[1] else 0.0


def _around(view: PageFeatures, i: int) -> list[int]:
    """Return the elements around a block that have the size of an entry, the innermost first."""
    page, out = view.reading, list[int]()
    element = page.b_element[i]
    for _ in range(LEVELS):
        if element <= 0:
            break
        if BLOCKS[0] <= page.e_end[element] - page.e_first[element] <= BLOCKS[1]:
            out.append(element)
        element = page.e_parent[element]
    return out


def _make(page: FlatPage, element: int) -> _Make:
    return page.e_parent[element], page.e_tag[element], page.e_key[element]


def _by_make(view: PageFeatures) -> Mapping[_Make, Sequence[int]]:
    """Return the elements of each make beside one another, the first `MOST_ALIKE` of those that have the size of an entry."""
    page, found = view.reading, dict[_Make, list[int]]()
    for element in range(1, len(page.e_tag)):
        if 0 < page.e_end[element] - page.e_first[element] <= BLOCKS[1]:
            alike = found.setdefault(_make(page, element), [])
            if len(alike) < MOST_ALIKE:
                alike.append(element)
    return found


def _places(
    view: PageFeatures,
    element: int,
    by_make: Mapping[_Make, Sequence[int]],
    seen: dict[_Make, Places],
) -> Places:
    """Return the blocks of an element and of those of the same make beside it, by their places; `seen` has those
    that were asked for before."""
    page = view.reading
    make = _make(page, element)
    if make not in seen:
        found = seen[make] = Places()
        alike = by_make.get(make, ())
        for one in alike if len(alike) >= FEWEST else ():
            for i in range(page.e_first[one], page.e_end[one]):
                found.setdefault((i - page.e_first[one], int(view.tag[i])), []).append(i)
    return seen[make]
