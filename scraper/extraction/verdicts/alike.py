"""Slides, steps and entries of one make: where most of them are the text, a doubtful line of one goes with the
lines at the same place of the others. So does a post of a thread whose elements have no telling names."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.bounds import below, within
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.thread_posts import POST

Array = npt.NDArray[np.float32]
Index = npt.NDArray[np.int64]

DOUBTFUL = (0.25, 0.5)
"""Probabilities between which a line is doubtful: below it is a button or a label that stands in each of them."""
SURE_POST = 0.8  # probability of one post, from which those of the same make are posts too
MOSTLY = 0.6  # share of the lines at a place that are paragraphs
FEWEST = 3  # of one make in one element
BLOCKS = (2, 8)  # of one of them, at least and at most
LEVELS = 5  # elements around a doubtful line that may be one of several
MOST_LINKED = 0.5  # share of a doubtful line that is links
MOST_ALIKE = 200  # of one make that are looked at


def with_alike(view: PageFeatures, score: Array) -> Array:
    """Return the probabilities, each doubtful paragraph, and line above one, at least as likely as the lines at its
    place are in the mean; on a thread, lines where most are paragraphs as well."""
    least, most = (0.0, DOUBTFUL[1]) if view.facts.is_thread else DOUBTFUL
    doubtful = [i for i in within(score, (least, below(most))) if view.link[i] < MOST_LINKED]
    if not doubtful:
        return score
    out = score.copy()
    entries = _Entries(view)
    for i in reversed(doubtful):
        heads = i + 1 < len(out) and view.good[i + 1] and out[i + 1] >= most
        if not (view.good[i] or heads or view.facts.is_thread):
            continue
        for element in _around(view, i):
            place = entries.at_place_of(i, element)
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


class _Entries:
    """The elements of each make beside one another, as far as they have the size of an entry, and their blocks."""

    def __init__(self, view: PageFeatures) -> None:
        self._view = view
        self._make = view.geo.kinds(view.reading)
        self._places: dict[int, dict[tuple[int, int], list[int]]] = {}

    @cached_property
    def _by_make(self) -> tuple[Index, Index]:
        """The elements by their makes, and where those of each begin."""
        elements = np.argsort(self._make, kind="stable")
        return elements, np.searchsorted(self._make[elements], np.arange(len(self._make) + 1))

    def at_place_of(self, block: int, element: int) -> Sequence[int]:
        """Return the blocks of the elements alike that stand in them where a block stands in its own, under the same tag."""
        make = int(self._make[element])
        if make not in self._places:
            self._places[make] = self._read(make)
        place = block - self._view.reading.e_first[element], int(self._view.tag[block])
        return self._places[make].get(place, ())

    def _read(self, make: int) -> dict[tuple[int, int], list[int]]:
        """Return the blocks of all elements of a make by their place in these and their tag."""
        page, found = self._view.reading, dict[tuple[int, int], list[int]]()
        elements, starts = self._by_make
        alike = elements[starts[make] : starts[make + 1]].tolist()
        entries = [e for e in alike if 0 < page.e_end[e] - page.e_first[e] <= BLOCKS[1]]
        for entry in entries[:MOST_ALIKE]:
            first = page.e_first[entry]
            for i in range(first, page.e_end[entry]):
                found.setdefault((i - first, int(self._view.tag[i])), []).append(i)
        return found
