"""What stands beside a block: the pictures before and after it, and the other articles of its page."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import Image

Rows = dict[str, npt.ArrayLike]

NEAR_PICTURE = 10.0  # blocks; pictures further away say nothing of a block
PICTURE_TEXT = 60  # words; longer blocks are paragraphs, whatever a picture says
MANY_IN_BOX = 20.0  # blocks; an element of more is no box of a picture and its caption
MANY_ARTICLES = 10.0
_NOTHING: frozenset[str] = frozenset()


def picture_rows(images: Sequence[Image], tokens: Sequence[list[str]]) -> Rows:
    """Return blocks from the picture before and to the one after, and how much of a block's text is theirs."""
    n = len(tokens)
    index = np.arange(n)
    at = np.array([image.block for image in images], dtype=np.int64)
    after = np.searchsorted(at, index, "right")
    before = after - 1
    ends = np.append(at, n + int(NEAR_PICTURE))
    since = np.where(before >= 0, index - ends[before], NEAR_PICTURE)
    spoken = [set(image.alt.lower().split()) if image.alt else _NOTHING for image in images]
    spoken.append(_NOTHING)
    said = [
        _said(words, spoken[b] if b >= 0 else _NOTHING, spoken[a])
        for words, b, a in zip(tokens, before.tolist(), after.tolist(), strict=True)
    ]
    return {
        "image_before": np.minimum(since, NEAR_PICTURE),
        "image_after": np.minimum(ends[after] - index, NEAR_PICTURE),
        "image_says": said,
    }


def picture_boxes(
    pictured: Sequence[bool], parents: Sequence[int], sizes: npt.NDArray[np.int64]
) -> npt.NDArray[np.float32]:
    """Return for each element the blocks in the nearest element around it, or itself, that holds an image.

    `parents` come before their children, and `sizes` are the blocks of each element.
    """
    found = np.minimum(sizes, MANY_IN_BOX).tolist()
    for element, (parent, own) in enumerate(zip(parents, pictured, strict=True)):
        if not own:
            found[element] = found[parent] if parent >= 0 else MANY_IN_BOX
    return np.array(found, dtype=np.float32)


def _said(words: list[str], before: AbstractSet[str], after: AbstractSet[str]) -> float:
    """Return the share of a line's words that the text of either picture beside it has."""
    if not words or not (before or after) or len(words) > PICTURE_TEXT:
        return 0.0
    if before.isdisjoint(words) and after.isdisjoint(words):
        return 0.0  # as of most lines: no set of their words is made
    own = set(words)
    return max(len(own & before), len(own & after)) / len(own)


def article_rows(tags: Sequence[str], paths: npt.NDArray[np.int64], title: int) -> Rows:
    """Return the number of the outermost <article> around each block, and whether the title's is the same.

    `paths` holds the ancestors of each block from the root down (-1: none), `title` the block of
    the title (-1: none).
    """
    n = paths.shape[1]
    is_article = np.array([tag == "article" for tag in tags])
    inside = is_article[np.maximum(paths, 0)] & (paths >= 0)
    has = inside.any(axis=0)
    own = np.where(has, paths[inside.argmax(axis=0), np.arange(n)], -1)
    known = np.unique(own[has])
    number = np.where(has, np.searchsorted(known, own) + 1, 0)
    titled = own[title] if title >= 0 else -1
    return {
        "article_number": np.minimum(number, MANY_ARTICLES),
        "articles": np.full(n, min(len(known), MANY_ARTICLES)),
        "article_titled": np.where(own == titled, 1, -1) if titled >= 0 else np.zeros(n),
    }
