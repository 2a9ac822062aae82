"""Boxes amid the text that end in a button: an offer of the publisher or of an advertiser, in a line or two."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import flagged, has_any
from scraper.extraction.features.lines import are_of
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.wanted import up_to

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

SURE = 0.95
"""Probability from which a block in such a box stays. Of 2,019 articles labelled by reading, 33 blocks of such boxes with
504 words that the model would keep are foreign, and one of 7 words is text; at .98 it is 34 and four, of 69 words."""
BOX_BLOCKS = 6  # in such a box, at the most; one with more holds a part of the text
BOX_WORDS = 60  # the same
BOX_LEVELS = 5  # elements around a block, of which one may be the box
MOST_BOXES = 2  # on one page; more of them are what it lists, each with its button
BUTTON_WORDS = 6  # on a button, at the most
MOST_ALIKE = 4  # buttons of the same words; more belong to a list
LIST_LEVELS = 6  # elements around a block that may be of a list or a table
PROMOTIONS_WANTED = ({"score": up_to(SURE)},)

_IS_CTA = are_of("cta")
_OTHER_CONTROLS = are_of("share", "comments", "navigation", "tags", "author")
_NAMED = re.compile(r"(?:^|[ _-])(?:btn|button|cta)(?:$|[ _-])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3}|[\u3040-\u9fff\uac00-\ud7af]{2}")
"""What a button that leads on has and one that sets an amount ("1x") has not."""
_LISTED = frozenset(("td", "th", "tr", "li", "dd", "dt", "pre", "code", "blockquote"))
_NO_BOX = frozenset(("figure", "a"))


def promotions(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return the doubtful blocks of small boxes with a button below them, from the first sure paragraph on."""
    doubtful = kept & (score < SURE)
    if view.facts.is_article < 0 or not has_any(doubtful):
        return []
    buttons = _buttons(view, kept, flagged(doubtful))
    if not buttons:
        return []
    sure = kept & view.good & (score >= SURE)
    start = int(sure.argmax()) if has_any(sure) else len(kept)
    boxes: dict[int, list[int]] = {}
    for i in flagged(doubtful[start:]):
        box = _box(view, i + start, buttons)
        if box > 0:
            boxes.setdefault(box, []).append(i + start)
    return [i for inside in boxes.values() for i in inside] if len(boxes) <= MOST_BOXES else []


def _buttons(view: PageFeatures, kept: Flags, doubtful: Sequence[int]) -> list[int]:
    """Return the buttons not far below a doubtful block, which are not kept themselves."""
    below = {j for i in doubtful for j in range(i + 1, min(i + BOX_BLOCKS, len(kept)))}
    words, copies = view.words, view.lines.copies
    short = (
        j
        for j in sorted(below)
        if not kept[j] and words[j] <= BUTTON_WORDS and copies[j] <= MOST_ALIKE
    )
    return [j for j in short if _is_button(view, j)]


def _is_button(view: PageFeatures, block: int) -> bool:
    """Say whether a block is a button by its words, its element or its name, and leads on."""
    page, label = view.reading, int(view.lines.label[block])
    if _OTHER_CONTROLS[label] or not _WORD.search(page.b_text[block]):
        return False
    element = page.b_element[block]
    around = (element, max(page.e_parent[element], 0))
    return bool(_IS_CTA[label]) or any(
        page.e_tag[e] == "button" or _NAMED.search(page.e_key[e]) for e in around
    )


def _box(view: PageFeatures, block: int, buttons: list[int]) -> int:
    """Return the smallest element around a block that has a button below it, -1 where it is no such box."""
    page = view.reading
    below = [j for j in buttons if block < j < block + BOX_BLOCKS]
    if not below or _is_listed(view, block):
        return -1
    element = page.b_element[block]
    for _ in range(BOX_LEVELS):
        first, end = page.e_first[element], page.e_end[element]
        if element <= 0 or end - first > BOX_BLOCKS:
            return -1
        if below[0] < end:
            is_small = float(view.words[first:end].sum()) <= BOX_WORDS
            return element if is_small and page.e_tag[element] not in _NO_BOX else -1
        element = page.e_parent[element]
    return -1


def _is_listed(view: PageFeatures, block: int) -> bool:
    """Say whether a block stands in a list, a table, code or a quote."""
    page = view.reading
    element = page.b_element[block]
    for _ in range(LIST_LEVELS):
        if element < 0:
            return False
        if page.e_tag[element] in _LISTED:
            return True
        element = page.e_parent[element]
    return False
