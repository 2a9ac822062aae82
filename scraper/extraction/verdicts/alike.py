"""Slides, steps and entries of one make: where most of them are the text, a doubtful line of one goes with the
lines at the same place of the others. So does a post of a thread whose elements have no telling names."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.bounds import below, within
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.native import IS_NATIVE
from scraper.extraction.verdicts.live_posts import is_live
from scraper.extraction.verdicts.thread_posts import POST

Array = npt.NDArray[np.float32]
Index = npt.NDArray[np.int64]

DOUBTFUL = 0.5
"""Probability below which a line is doubtful. How far below tells little: what stands between the entries, a button or an
advertisement, pulls the last ones down to .02. On 2,700 labelled pages it costs nothing to ask of all, and gives one of
newspaper4k's pages back."""
LEAST_LINE = 0.25
"""Probability from which a line above a paragraph, that is no heading, may be lifted: below it is a byline or a button."""
SURE_POST = 0.8  # probability of one post, from which those of the same make are posts too
MOSTLY = 0.6  # share of the lines at a place that are paragraphs
NEAR = 2  # blocks below a heading in which its paragraph begins: a button may stand between
FAR = 16  # blocks between a doubtful line and the next text, from which it is no entry among those: two of the largest
FEWEST = 3  # of one make in one element
BLOCKS = (2, 8)  # of one of them, at least and at most
LEVELS = 5  # elements around a doubtful line that may be one of several
MOST_LINKED = 0.5  # share of a doubtful line that is links
MOST_ALIKE = 200  # of one make that are looked at


def with_alike(view: PageFeatures, score: Array) -> Array:
    """Return the probabilities, each doubtful paragraph, and line above one, at least as likely as the lines at its
    place are in the mean; on a thread, lines where most are paragraphs as well."""
    doubtful = candidates(view, score)
    if not doubtful:
        return score
    out = score.copy()
    entries = _Entries(view)
    for i in reversed(doubtful):
        is_line = not (view.good[i] or _heads(view, out, i))
        if is_line and not view.facts.is_thread:
            continue
        for element in _around(view, i):
            place = entries.at_place_of(i, element)
            if len(place) >= FEWEST:
                out[i] = max(out[i], _likely(view, score, place, is_line=is_line))
                break
    return out


def candidates(view: PageFeatures, score: Array, *, native: bool = IS_NATIVE) -> list[int]:
    """Return the doubtful lines near a text that may be lifted: paragraphs, and what may stand above one; on a thread, all."""
    if native:
        return compiled.candidates(view.link, view.good, view.heading, score, view.facts.is_thread)
    among = view.link < MOST_LINKED
    if not view.facts.is_thread:
        may_be = view.good.copy()
        may_be[:-1] |= view.good[1:] & (view.heading[:-1] | (score[:-1] >= LEAST_LINE))
        may_be[:-2] |= view.heading[:-2] & view.good[2:]
        among &= may_be
    found = within(score, (0.0, below(DOUBTFUL)), among)
    texts = [-FAR, *within(score, (DOUBTFUL, 1.0)), len(score) + FAR]
    return [i for i in found if _is_near(i, texts)]


def _is_near(i: int, texts: Sequence[int]) -> bool:
    """Say whether a line stands near one of these, which are in order."""
    after = bisect_left(texts, i)
    return i - texts[after - 1] < FAR or texts[after] - i < FAR


def _heads(view: PageFeatures, score: Array, i: int) -> bool:
    """Say whether a line stands right above a paragraph that is text; between a heading and that, a button may stand."""
    paragraphs = view.good[i + 1 : i + 1 + (NEAR if view.heading[i] else 1)].tolist()
    return True in paragraphs and bool(score[i + 1 + paragraphs.index(True)] >= DOUBTFUL)


def _likely(view: PageFeatures, score: Array, place: Sequence[int], *, is_line: bool) -> float:
    """Return how likely the lines at one place are: their mean, where that makes them text; on a thread, one that surely
    is a post tells of all. A line that is no paragraph has to stand where most are."""
    alike = score[[*place]]
    if not is_line and is_live(view) and float(alike.max()) >= SURE_POST:
        return POST
    if is_line and np.count_nonzero(view.good[[*place]]) < MOSTLY * len(place):
        return 0.0
    if view.facts.is_thread and float(alike.max()) >= SURE_POST:
        return POST
    mean = float(alike.mean())
    return mean if view.facts.is_thread or mean >= DOUBTFUL else 0.0


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
        self._alike = view.geo.count_alike(view.reading)
        self._places: dict[int, dict[tuple[int, int], list[int]]] = {}

    @cached_property
    def _by_make(self) -> tuple[Index, Index]:
        """The elements by their makes, and where those of each begin."""
        elements = np.argsort(self._make, kind="stable")
        return elements, np.searchsorted(self._make[elements], np.arange(len(self._make) + 1))

    def at_place_of(self, block: int, element: int) -> Sequence[int]:
        """Return the blocks of the elements alike that stand in them where a block stands in its own, under the same tag."""
        if self._alike[element] < FEWEST:  # as of most
            return ()
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


if IS_NATIVE:  # last, as they read what stands above
    from scraper.extraction.native import alike as compiled
