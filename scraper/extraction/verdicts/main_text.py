"""Which text of a page is its own, and which texts stand beside it.

The page's own text is the one that begins below its title. What stands in an element of its own after
that one may be another: the stories of endless scroll, the posts of a blog's stream, a discussion.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.rows import PageFeatures

Flags = npt.NDArray[np.bool_]

ARTICLE_WORDS = 60.0  # in kept paragraphs, from which they are the page's own text
START_WORDS = 40.0  # of the first paragraphs, which with the title show the element of the text
HEADING_MIN = 2.0  # words of a heading that begins an element after the text's own
BEFORE_HEADING = 4  # blocks before it in that element: a category, a date
WHOLE_LINK = 0.95


@dataclass(frozen=True, slots=True)
class MainText:
    """Where the page's own text stands: the element that holds its title and beginning, its first
    paragraph, and the outermost <article> around that, -1 where there is none."""

    element: int
    start: int
    article: int


def beside_main_text(view: PageFeatures, kept: Flags) -> list[int]:
    """Return the kept blocks of other texts that follow the page's own, where the page says that it is
    an article: a list, a forum or a shop shows many texts on purpose."""
    if view.facts.is_article <= 0 or view.facts.is_thread:
        return []
    main = main_text(view, kept)
    return _after(view, kept, main) if main is not None else []


def main_text(view: PageFeatures, kept: Flags) -> MainText | None:
    """Return where the page's own text stands; None where too little of it is kept to tell."""
    anchor = view.title
    body = np.nonzero(kept & view.good)[0]
    below = body[body > anchor]
    body = below if below.size else body
    enough = np.nonzero(np.cumsum(view.words[body]) >= START_WORDS)[0]
    if not enough.size:
        return None
    start, last = int(body[0]), int(body[enough[0]])
    first = min(start, anchor) if anchor >= 0 else start
    element = _smallest(view, first, max(last, anchor))
    if element <= 0:  # only the page as a whole holds both
        element = _smallest(view, start, last)
    articles = [e for e in _around(view, start) if view.reading.e_tag[e] == "article"]
    article = articles[-1] if articles else -1
    if article > 0:
        inside = int(view.geo.first[article]), int(view.geo.end[article])
        if paragraph_words(view, kept, *inside) < ARTICLE_WORDS:
            article = -1
    return MainText(element, start, article)


def paragraph_words(view: PageFeatures, kept: Flags, start: int, end: int) -> float:
    """Return the words in the kept paragraphs of some blocks."""
    return float((view.words[start:end] * (kept & view.good)[start:end]).sum())


def _smallest(view: PageFeatures, first: int, last: int) -> int:
    """Return the smallest element that holds both blocks."""
    reading = view.reading
    return next(
        (
            e
            for e in _around(view, first)
            if reading.e_first[e] <= first and last < reading.e_end[e]
        ),
        0,
    )


def _around(view: PageFeatures, i: int) -> Iterator[int]:
    """Yield the elements around a block, the innermost first, without the page itself."""
    element = view.reading.b_element[i]
    while element > 0:
        yield element
        element = view.reading.e_parent[element]


def _after(view: PageFeatures, kept: Flags, main: MainText) -> list[int]:
    """Return the kept blocks after the main text that stand in elements of other texts."""
    verdicts: dict[int, bool] = {}  # by element: each is judged once
    reading = view.reading
    end = reading.e_end[main.article if main.article > 0 else main.element]
    out = []
    for i in np.nonzero(kept[end:])[0] + end:
        for element in _around(view, int(i)):
            if reading.e_first[element] <= main.start:
                break
            if element not in verdicts:
                verdicts[element] = _is_other(view, kept, main, element)
            if verdicts[element]:
                out.append(int(i))
                break
    return out


def _is_other(view: PageFeatures, kept: Flags, main: MainText, element: int) -> bool:
    """Say whether an element after the main text holds another text.

    It does if it is an <article> beside the main one; if it begins with a heading and stands after the
    <article> and the element with the main text; or if it is alike that element and its heading is a
    link within the site.
    """
    reading = view.reading
    if main.article > 0:
        if reading.e_tag[element] == "article":
            return True
        beyond = reading.e_first[element] >= reading.e_end[main.element]
        if beyond and first_heading(view, kept, element) >= 0:
            return True
    alike = (reading.e_tag[element], reading.e_key[element]) == (
        reading.e_tag[main.element],
        reading.e_key[main.element],
    )
    heading = first_heading(view, kept, element) if alike else -1
    return heading >= 0 and bool(view.link[heading] >= WHOLE_LINK and view.lines.here[heading] >= 0)


def first_heading(view: PageFeatures, kept: Flags, element: int) -> int:
    """Return the heading with which an element begins, -1 where it begins with something else."""
    first = int(view.geo.first[element])
    for i in range(first, min(first + BEFORE_HEADING, int(view.geo.end[element]))):
        if view.heading[i] and view.words[i] >= HEADING_MIN:
            return i
        if kept[i] and view.good[i]:
            return -1
    return -1
