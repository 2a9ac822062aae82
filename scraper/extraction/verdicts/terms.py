"""Terms of use, policies and lists of questions: what their chapters say of cookies, offers, comments and copyrights
is worded like what stands around articles, and is their text."""

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.names import words_of
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.vocabulary.terms import is_terms, may_be_headline

Array = npt.NDArray[np.float32]

TERMS = 0.95
"""Probability that a chapter of such a page gets at least: more than a line needs that is worded like a notice."""
LIKELY = 0.3  # probability from which a paragraph of such a page is one of the text
LEAST_WORDS = 30.0  # in such paragraphs, from which there is a text
MOST_LINKED = 0.5  # share of a line that is links, from which it leads elsewhere
NEWS = 2.0  # a page that says it is news speaks of such pages
CHAPTERS = 3  # headings between paragraphs, from which a page has the shape of terms
MOST_COPIES = 2  # of a line; more are a control
_BESIDE = frozenset(
    (
        "comment",
        "comments",
        "commentlist",
        "disqus",
        "respond",
        "newsletter",
        "newsletters",
        "related",
        "share",
        "sharing",
        "social",
    )
)
"""Words in the names of elements that stand beside the text of any page. The families of names have more of them, but
these name chapters as well: "more", "support", "subscription", "login".
"""

_PART = re.compile(r"\s[|–—·•»«:\-]{1,2}\s|\s?[|｜]\s?")
"""Between a title and the name of its site."""


def with_terms(view: PageFeatures, score: Array, opens: npt.NDArray[np.bool_]) -> Array:
    """Return the probabilities, those of the chapters of a page of rules raised: of what stands between its first and
    its last likely paragraph, in the element that holds them all, but not of elements named after what stands beside
    a text. `opens` are the questions that link to their answers.
    """
    if not is_page_of_terms(view):
        return score
    likely = np.nonzero(view.good & (score >= LIKELY))[0]
    if not likely.size or float(view.words[likely].sum()) < LEAST_WORDS:
        return score
    inside = np.zeros(len(score), dtype=bool)
    start = int(likely[0])
    element = view.reading.smallest(start, int(likely[-1]))
    end = view.reading.e_end[element] if element > 0 else int(likely[-1]) + 1
    if element > 0 and view.reading.e_first[element] > view.title >= 0:
        start = view.reading.e_first[element]
    if start > 0 and start - 1 != view.title and _heads(view, start - 1, opens):
        start -= 1
    inside[start:end] = True
    for beside in _beside(view, likely):
        inside[beside] = False
    inside &= ((view.link < MOST_LINKED) | opens) & (view.lines.copies <= MOST_COPIES)
    return np.where(inside, np.maximum(score, TERMS), score).astype(np.float32)


def _beside(view: PageFeatures, likely: npt.NDArray[np.intp]) -> Iterator[slice]:
    """Yield the blocks of each element named after comments, a newsletter, sharing or related pages, unless it holds
    all likely paragraphs; of such elements inside of one another, of the outermost."""
    page, first, last = view.reading, int(likely[0]), int(likely[-1])
    until = 0
    for element, key in enumerate(page.e_key):
        start, end = page.e_first[element], page.e_end[element]
        holds_all = start <= first and last < end
        if key and start >= until and not holds_all and _is_beside(view, key, start):
            until = end
            yield slice(start, end)


def _is_beside(view: PageFeatures, key: str, first: int) -> bool:
    """Say whether an element of these names stands beside the text; one named as the heading that begins it is a chapter."""
    words = set(words_of(key))
    if _BESIDE.isdisjoint(words):
        return False
    heading = words_of(view.reading.b_text[first]) if view.heading[first] else []
    return not heading or not words.issuperset(heading)


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
    named = [title for title in titles if is_terms(title)]
    return bool(named) and (not all(map(may_be_headline, named)) or _has_chapters(view))


def _has_chapters(view: PageFeatures) -> bool:
    """Say whether headings stand between the paragraphs of a page, as in terms and not in a short article on them."""
    paragraphs = np.nonzero(view.good)[0]
    if not paragraphs.size:
        return False
    between = slice(int(paragraphs[0]), int(paragraphs[-1]))
    return int(np.count_nonzero(view.heading[between])) >= CHAPTERS
