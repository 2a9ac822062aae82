"""Code and formulas that stand by themselves, questions on buttons that open their answers, and terms of
definitions go with the text around them: by themselves they look like nothing that an author wrote. Of 373 blocks of code on
labelled pages with body text below them, 366 are body text too."""

import re
from bisect import bisect_left

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.tags import HEADINGS
from scraper.extraction.features.blocks import TAGS, flagged
from scraper.extraction.features.bounds import within
from scraper.extraction.features.lines import FIRST, WITHIN_PAGE
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.letters import one_of
from scraper.extraction.verdicts.main_text import WHOLE_LINK
from scraper.extraction.verdicts.wanted import exactly

Array = npt.NDArray[np.float32]

NEIGHBOURS = 2  # blocks on a side: a label ("Output", "Copy") may stand between text and code
DEFINITION_LEVELS = 3  # elements around a block in which its <dt> or <dd> is looked for
PRE_LEVELS = 4  # elements around a block of code in which its <pre> is looked for

ACCORDION_LEVELS = 3  # elements at and around a button that may say that it opens a text
MOST_COPIES = 4  # of the words on a button, up to which they may name what it opens
LEAST_HEADING = 4  # characters of an accordion's heading
QUESTION_MARKS = "?？؟"
_is_accordion = one_of("accordion", "accordeon", "faq", "question")
_FORMULA = re.compile(r"\$\$?[^$]{1,2000}\$\$?[.,;:]?(?:\s*\(\d{1,3}[a-z]?\))?")
"""A formula, which may have a number."""


def with_text_around(view: PageFeatures, score: Array, opens: npt.NDArray[np.bool_]) -> Array:
    """Return the probabilities, each such block at least as likely as the text on both sides of it.

    `opens` is what `opens_what_follows` says.
    """
    displayed = {*flagged(opens), *_displayed(view)}
    score = _with_definitions(view, score)
    if not displayed:
        return score
    out = score.copy()
    prose = [i for i in range(len(score)) if i not in displayed]
    for block in sorted(displayed):
        after = bisect_left(prose, block)
        sides = prose[max(after - NEIGHBOURS, 0) : after], prose[after : after + NEIGHBOURS]
        if all(sides):
            out[block] = max(score[block], min(max(score[i] for i in side) for side in sides))
    return out


def _with_definitions(view: PageFeatures, score: Array) -> Array:
    """Return the probabilities, each term of a list of definitions at least as likely as what defines it.

    Of 79 definitions on pages labelled by reading that are body text, each has a term that is too.
    """
    if "dt" not in view.tags:
        return score
    page = view.reading
    parts = [_part_of_list(page, element) for element in page.b_element]
    out = score.copy()
    for i in range(len(parts) - 2, -1, -1):
        if parts[i] == "dt" and parts[i + 1]:
            out[i] = max(out[i], out[i + 1])
    return out


def _part_of_list(page: FlatPage, element: int) -> str:
    """Return "dt" or "dd" for what stands in one, else ""."""
    for _ in range(DEFINITION_LEVELS):
        if element < 0:
            break
        if page.e_tag[element] in ("dt", "dd"):
            return page.e_tag[element]
        element = page.e_parent[element]
    return ""


def _displayed(view: PageFeatures) -> list[int]:
    """Return the blocks that are code, a formula and nothing else, or a question on a button."""
    page, texts = view.reading, view.reading.b_text
    dollars = (i for i in within(view.lines.first, exactly(FIRST["$"])) if texts[i][0] == "$")
    found = [i for i in dollars if _FORMULA.fullmatch(texts[i])]
    if "pre" in view.tags:
        found += [i for i, element in enumerate(page.b_element) if is_code(page, element)]
    if "button" in view.tags:
        buttons = within(view.tag, exactly(TAGS["button"]))
        found += [
            i for i in buttons if page.e_tag[page.b_element[i]] == "button" and is_question(view, i)
        ]
    return found


def opens_what_follows(view: PageFeatures) -> npt.NDArray[np.bool_]:
    """Say for each block whether it is a question that links to a place on the page, and its answer follows.

    In a table of contents such links follow one another.
    """
    page, link, found = view.reading, view.link, np.zeros(view.geo.n, dtype=bool)
    for i in within(view.lines.href, exactly(WITHIN_PAGE)):
        if link[i] >= WHOLE_LINK and i + 1 < len(found) and link[i + 1] == 0:
            found[i] = page.b_text[i][-1] in QUESTION_MARKS or _in_accordion(page, i)
    return found


def _in_accordion(page: FlatPage, block: int) -> bool:
    element, keys = page.b_element[block], list[str]()
    for _ in range(ACCORDION_LEVELS):
        keys.append(page.e_key[element])
        element = max(page.e_parent[element], 0)
    return _is_accordion(" ".join(keys))


def is_question(view: PageFeatures, block: int) -> bool:
    """Say whether the words on a button name what it opens: a question, or an accordion's heading."""
    page, text = view.reading, view.reading.b_text[block]
    if text[-1] in QUESTION_MARKS:
        return True
    copies = view.lines.copies[block]
    if copies > MOST_COPIES:
        return False
    element = page.b_element[block]
    for _ in range(ACCORDION_LEVELS):
        if _is_accordion(page.e_key[element]):
            return True
        if page.e_tag[element] in HEADINGS and page.e_end[element] - page.e_first[element] == 1:
            return bool(copies == 1) and len(text) >= LEAST_HEADING
        element = max(page.e_parent[element], 0)
    return False


def is_code(page: FlatPage, element: int) -> bool:
    """Say whether an element is a <pre>, or stands in one."""
    for _ in range(PRE_LEVELS):
        if element < 0:
            break
        if page.e_tag[element] == "pre":
            return True
        element = page.e_parent[element]
    return False
