"""The list that a page is: a page of cards, jobs or links of one make keeps them, though the model doubts each.

What the model sees of an entry is what it sees of a teaser beside an article. Where a page does not say that it is an
article, no paragraph is surely text and little else on it is likely, the largest list of entries is what it is there for.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.features.blocks import has_any
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.list_page import is_called_nothing
from scraper.extraction.verdicts.threshold import LOWEST

Array = npt.NDArray[np.float32]
Index = npt.NDArray[np.int64]

ENTRIES = 8  # of one make in one element, at least; with 5 the same is found
ENTRY_BLOCKS = 20  # of an entry, at the most
WORDS = 40  # of all entries, at least
OUTWEIGHS = 2.0
"""How many times the words of what is likely anyway the entries have, at least. On unseen sites word F1 of WCXB's
collections rises from .712 to .746 and of its lists from .741 to .760, and no other page of 3,900 changes."""
LEAST = 0.1  # mean probability of the entries' words: menus, and stories beside a text, have less
SURE = 0.9
"""Probability from which a paragraph is surely text: a page that has one is there for it. Without this, eight of 1,190
articles (of two collections that no rule was chosen on) lose half of their word F1 to a list beside the text."""
MISSED = 0.3  # share of the entries' words that would be lost, at least
ALONG = 0.5  # of that mean, from which the lines at one place of the entries are text; prices and buttons have less
LISTED = 0.8  # probability of these, at least: enough for an entry that is a heading alone


class _List(NamedTuple):
    """The entries of a list, and the mean probability of their words."""

    entries: Index
    likely: float


def with_main_list(view: PageFeatures, score: Array) -> Array:
    """Return the probabilities, those of the entries of the page's main list raised where hardly anything else is likely."""
    if view.facts.is_thread or not is_called_nothing(view):
        return score
    likely = score >= LOWEST
    if has_any(view.good & (score >= SURE)):
        return score
    least = max(WORDS, OUTWEIGHS * float(view.words[likely].sum()))
    if float(view.words.sum()) < least:
        return score
    found = _largest(view, score, likely, least)
    return score if found is None else _raised(view, score, found)


def _largest(
    view: PageFeatures, score: Array, likely: npt.NDArray[np.bool_], least: float
) -> _List | None:
    """Return the list with the most words that are likely to be text, if it has `least` words or more."""
    page = view.reading
    first, end = np.array(page.e_first, np.int64), np.array(page.e_end, np.int64)
    size = end - first
    entries = np.flatnonzero((size >= 1) & (size <= ENTRY_BLOCKS))
    if len(entries) < ENTRIES:
        return None
    makes = dict[tuple[int, str, str], int]()
    group = np.array([makes.setdefault(_make(page, e), len(makes)) for e in entries.tolist()])

    def summed(values: Array) -> npt.NDArray[np.float64]:
        upto = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
        return np.bincount(group, weights=upto[end[entries]] - upto[first[entries]]).astype(
            np.float64
        )

    words, text = summed(view.words), summed(view.words * score)
    missed = summed(np.where(likely, 0, view.words).astype(np.float32))
    fits = (np.bincount(group) >= ENTRIES) & (words >= WORDS) & (text >= LEAST * words)
    if not has_any(fits):
        return None
    best = int(np.argmax(np.where(fits, text, -1.0)))
    if words[best] < least or missed[best] < MISSED * words[best]:
        return None
    return _List(entries[group == best], float(text[best] / words[best]))


def _make(page: FlatPage, element: int) -> tuple[int, str, str]:
    """Return what the entries of a list share: where they stand, their tag and their first name, as of
    `post-12 tag-boats` and `post-13`."""
    tag, names = page.make(element)
    return page.e_parent[element], tag, names.partition(" ")[0]


def _raised(view: PageFeatures, score: Array, found: _List) -> Array:
    """Return the probabilities, those of lines raised that are text at the same place of most entries."""
    page, places = view.reading, dict[tuple[int, int], list[int]]()
    for entry in found.entries.tolist():
        first = page.e_first[entry]
        for i in range(first, page.e_end[entry]):
            places.setdefault((i - first, int(view.tag[i])), []).append(i)
    out = score.copy()
    for blocks in places.values():
        if float(score[blocks].mean()) >= ALONG * found.likely:
            out[blocks] = np.maximum(score[blocks], np.float32(LISTED))
    return out
