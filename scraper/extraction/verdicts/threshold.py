"""The probability from which a block is kept: one for a page that is clear, a lower one where much is doubtful.

Of a set of words judged by probability, the choice of the highest expected F1 keeps what is likelier
than half of the F1 that it reaches (Lipton, Elkan and Narayanaswamy, "Optimal Thresholding of
Classifiers to Maximize F1 Measure", 2014). On most articles that is half of nearly 1. On lists, shops
and front pages, where every second block is doubtful, a block of .4 is worth more than it costs.
"""

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import has_any
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.native import IS_NATIVE
from scraper.models.article import Favor

if IS_NATIVE:
    from scraper.extraction.native import kept as compiled

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

THRESHOLDS: dict[Favor, float] = {"precision": 0.68, "balanced": 0.5, "recall": 0.3}
"""Probability from which a block is kept. On unseen sites 0.50 to 0.60 give the same word F1 within .001;
0.50 makes .005 more of the articles labelled by reading exact than 0.55, and two more of 1,022 leak."""

DOUBTFUL = 0.9
"""Expected word F1 below which the threshold is half of it; on unseen sites .80 to 1.0 give the same."""
LOWEST = 0.4
"""Threshold of the most doubtful page. On unseen sites word F1 of WCXB's pages of all kinds is .885, .883 without a
threshold of their own (lists .721 and .701, collections .713 and .697), and of 605 pages that are no articles, labelled
by reading, .845 and .838; that of articles stays. Below .4 lists gain as much again, but the teasers of articles that
are hard to read come in, and the one line of a page that has no text."""

NOTE_BLOCKS = 10  # of a page that is but a note, at the most
NOTE_THRESHOLD = 0.1  # for the lines of a note: there is nothing around them that they could be


def limit_of(view: PageFeatures, score: Array, favor: Favor) -> tuple[Favor, float]:
    """Return the probability from which blocks of a page are kept, and what is favoured there.

    A page that would come back empty, and a note around which nothing stands, is read for recall: of 6
    labelled pages of which nothing was kept, 4 keep their text so.
    """
    if favor != "balanced":
        return favor, THRESHOLDS[favor]
    alone = _stands_alone(view)
    if alone and _is_bare(view):
        return "recall", NOTE_THRESHOLD
    least = THRESHOLDS[favor]
    if not alone and f1_of(score >= least, score, view.words) >= DOUBTFUL:
        return favor, least  # as of most pages, whose best choice need not be looked for
    if not view.facts.is_thread:  # who wrote a post, and when, is as likely there as a short answer
        least = _least_of(score, view.words, least)
    if alone or not has_any(score >= least):
        favor, least = "recall", THRESHOLDS["recall"]
    return favor, least


def _least_of(score: Array, words: Array, least: float) -> float:
    """Return the threshold of a page: the usual one, unless too little can be expected of the best choice of blocks."""
    expected = expected_f1(score, words)
    return least if expected >= DOUBTFUL else max(LOWEST, expected / 2)


def f1_of(kept: Flags, score: Array, words: Array, *, native: bool = IS_NATIVE) -> float:
    """Return the word F1, 0 to 1, that can be expected of a choice of blocks: see `expected_f1`."""
    if native:
        return compiled.f1_of(kept, score, words)
    if not len(score):
        return 0.0
    size = np.maximum(words, 1).astype(np.float64)
    hits = score * size
    # running sums, as they add up in order
    found, chosen, all_hits = np.cumsum((hits * kept, size * kept, hits), axis=1)[:, -1].tolist()
    return float(2 * found / (chosen + all_hits))


def expected_f1(score: Array, words: Array) -> float:
    """Return the highest word F1, 0 to 1, that can be expected of any choice of blocks.

    It is one of the choices that keep the likeliest blocks: with p the probability of each block and w
    its words, twice the sum of p w over those, by the sum of w over them and of p w over all blocks.
    """
    order = np.argsort(-score, kind="stable")
    size = np.maximum(words, 1)[order].astype(np.float64)
    hits = np.cumsum(score[order] * size)
    return float((2 * hits / (np.cumsum(size) + hits[-1])).max(initial=0.0))


def _stands_alone(view: PageFeatures) -> bool:
    """Say whether a page is a few lines without a link: a note, around which stands nothing."""
    return view.geo.n <= NOTE_BLOCKS and not view.link.any()


def _is_bare(view: PageFeatures) -> bool:
    """Say whether no element has a name or is part of a form, as in what was written without markup."""
    return not any(view.reading.e_key) and "form" not in view.reading.e_tag
