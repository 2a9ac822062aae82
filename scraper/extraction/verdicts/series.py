"""A series of teasers below an article: boxes of one make, each with a heading and a link to a story.

Their decks may be as long as paragraphs. What tells them from parts of the article is that they stand
in a box of their own below its text, alike, and each leads to another page.
"""

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import flagged, has_any
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.native import IS_NATIVE
from scraper.extraction.verdicts.main_text import (
    ARTICLE_WORDS,
    START_WORDS,
    WHOLE_LINK,
    around,
    first_heading,
    kept_in,
    paragraph_words,
    start_of_text,
)

if IS_NATIVE:
    from scraper.extraction.native import kept as compiled

Flags = npt.NDArray[np.bool_]

FEWEST = 3  # teasers of a series
TEASER_SHARE = 0.75  # of its boxes that have a heading, a deck and lead to another page
DECK_WORDS = 12.0  # a list of names has shorter ones
MOST_BLOCKS = 8  # of a teaser
BESIDE_WORDS = 12.0  # of kept text in the box beside its teasers, at the most


def teaser_series(view: PageFeatures, kept: Flags) -> list[int]:
    """Return the kept blocks of series of teasers below the text, on a page that says it is an article."""
    if view.facts.is_article <= 0 or view.facts.is_thread:
        return []
    text = start_of_text(view, kept)
    if text is None:
        return []
    if np.count_nonzero(view.heading[text[0] + 1 :]) < TEASER_SHARE * FEWEST:
        return []  # each teaser begins with a heading of its own
    found = boxes(view, kept, text[0])
    if not found:
        return []
    out: list[int] = []
    for box, teasers in _alike(view, found, text[0]).items():
        start, end = int(view.geo.first[box]), int(view.geo.end[box])
        if (
            paragraph_words(view, kept, text[0], start) < ARTICLE_WORDS
            or paragraph_words(view, kept, end, len(kept)) >= START_WORDS
        ):
            continue
        inside = [i for e in teasers for i in kept_in(view, kept, e)]
        beside = float((view.words[start:end] * kept[start:end]).sum() - view.words[inside].sum())
        if beside <= BESIDE_WORDS and sum(
            _is_teaser(view, kept, e) for e in teasers
        ) >= TEASER_SHARE * len(teasers):
            out += kept_in(view, kept, box)
    return sorted(set(out))


def boxes(
    view: PageFeatures, kept: Flags, after: int, *, native: bool = IS_NATIVE
) -> Collection[int]:
    """Return the elements below a block that hold some of the last kept ones, and enough blocks for a series.

    Below a series stands no text, so elements that end further up are not asked for.
    """
    if native:
        return compiled.boxes(view, kept, after, START_WORDS, FEWEST)
    page, seen = view.reading, set[int]()
    below = 0.0
    for i in reversed(flagged(kept)):
        if i <= after or below > START_WORDS:
            break
        for element in around(view, i):
            if page.e_first[element] <= after or element in seen:
                break
            seen.add(element)
        below += float(view.words[i]) if view.good[i] else 0.0
    return {e for e in seen if page.e_end[e] - page.e_first[e] >= FEWEST}


def _alike(view: PageFeatures, boxes: Collection[int], after: int) -> dict[int, Sequence[int]]:
    """Return by box the elements of one name in it, below a block, where there are enough."""
    page, around = view.reading, set(boxes)
    found: dict[tuple[int, str, str], list[int]] = {}
    parents = page.e_parent
    for element in [e for e in range(min(around) + 1, len(parents)) if parents[e] in around]:
        first = page.e_first[element]
        if first > after and 0 < page.e_end[element] - first <= MOST_BLOCKS:
            key = (parents[element], page.e_tag[element], page.e_key[element])
            found.setdefault(key, []).append(element)
    return {
        parent: elements for (parent, _, _), elements in found.items() if len(elements) >= FEWEST
    }


def _is_teaser(view: PageFeatures, kept: Flags, element: int) -> bool:
    """Say whether an element begins with a heading, and it or a line of its own leads to another page."""
    start, end = int(view.geo.first[element]), int(view.geo.end[element])
    leads = (view.link[start:end] >= WHOLE_LINK) & (view.lines.here[start:end] > 0)
    decks = view.good[start:end] & (view.words[start:end] >= DECK_WORDS)
    return has_any(leads) and has_any(decks) and first_heading(view, kept, element) >= 0
