"""Terms of use, policies and lists of questions: what their chapters say of cookies, offers, comments and copyrights
is worded like what stands around articles, and is their text."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.rows import PageFeatures
from scraper.extraction.vocabulary.terms import is_terms

Array = npt.NDArray[np.float32]

TERMS = 0.95
"""Probability that a chapter of such a page gets at least: more than a line needs that is worded like a notice."""
LIKELY = 0.5  # probability from which a paragraph is surely one of the text
LEAST_WORDS = 40.0  # in such paragraphs, from which there is a text
MOST_LINKED = 0.5  # share of a line that is links, from which it leads elsewhere
NEWS = 2.0  # a page that says it is news speaks of such pages
MOST_COPIES = 2  # of a line; more are a control

_PART = re.compile(r"\s[|–—·•»«:\-]{1,2}\s|\s?[|｜]\s?")
"""Between a title and the name of its site."""


def with_terms(view: PageFeatures, score: Array, opens: npt.NDArray[np.bool_]) -> Array:
    """Return the probabilities, those of the chapters of a page of rules raised: of what stands between its first and
    its last likely paragraph, in the element that holds them all. `opens` are the questions that link to their answers.
    """
    if not is_page_of_terms(view):
        return score
    likely = np.nonzero(view.good & (score >= LIKELY))[0]
    if not likely.size or float(view.words[likely].sum()) < LEAST_WORDS:
        return score
    inside = np.zeros(len(score), dtype=bool)
    start = int(likely[0])
    end = _end(view, start, int(likely[-1]))
    if start > 0 and start - 1 != view.title and _heads(view, start - 1, opens):
        start -= 1
    inside[start:end] = True
    inside &= ((view.link < MOST_LINKED) | opens) & (view.lines.copies <= MOST_COPIES)
    return np.where(inside, np.maximum(score, TERMS), score).astype(np.float32)


def _heads(view: PageFeatures, i: int, opens: npt.NDArray[np.bool_]) -> bool:
    """Say whether a block heads what follows: a heading, a question that opens its answer, or what a reader opens it by."""
    is_summary = view.reading.e_tag[view.reading.b_element[i]] == "summary"
    return bool(view.heading[i] or opens[i] or is_summary)


def is_page_of_terms(view: PageFeatures) -> bool:
    """Say whether the title of a page is that of rules, or of questions and answers."""
    if view.facts.is_article >= NEWS:
        return False
    titles = _PART.split(view.facts.title)
    if view.title >= 0:
        titles.append(view.reading.b_text[view.title])
    return any(map(is_terms, titles))


def _end(view: PageFeatures, first: int, last: int) -> int:
    """Return one past the last block of the smallest element that holds both blocks and is not the whole page; of
    the last one itself where there is none."""
    page, element = view.reading, view.reading.b_element[first]
    while element > 0 and page.e_end[element] <= last:
        element = page.e_parent[element]
    return page.e_end[element] if element > 0 else last + 1
