"""What stands beside a block: the pictures before and after it, and the other articles of its page."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import Image
from scraper.extraction.features.words import PageWords
from scraper.extraction.native import IS_NATIVE, as_list

if IS_NATIVE:
    from scraper.extraction.native import geometry

Rows = dict[str, npt.ArrayLike]

NEAR_PICTURE = 10.0  # blocks; pictures further away say nothing of a block
MANY_IN_BOX = 20.0  # blocks; an element of more is no box of a picture and its caption
MANY_ARTICLES = 10.0  # ceiling of their count, and of the number of each


def picture_rows(
    images: Sequence[Image], words: PageWords, lines: npt.NDArray[np.int64]
) -> npt.NDArray[np.float32]:
    """Return, a row each, the blocks from the picture before and to the one after, and how much of a block's text is
    theirs."""
    out = np.empty((3, len(lines)), dtype=np.float32)
    before, after, out[:2] = near_pictures([image.block for image in images], len(lines))
    out[2] = words.said(lines, before, after, [image.alt for image in images])
    return out


def near_pictures(
    places: list[int], n: int, *, native: bool = IS_NATIVE
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return, for each of `n` blocks, which picture stands before it (-1: none) and which one after it (their
    number: none), and how many blocks away both are, a row each.

    `places` are the blocks that the pictures stand before, in order.
    """
    distances = np.empty((2, n), dtype=np.float32)
    if native:
        before, after = np.empty((2, n), dtype=np.int64)
        geometry.beside_pictures(places, NEAR_PICTURE, before, after, distances)
        return before, after, distances
    index = np.arange(n)
    ends = np.array([*places, n + int(NEAR_PICTURE)], dtype=np.int64)
    after = ends[:-1].searchsorted(index, "right")
    before = after - 1
    since = np.where(before >= 0, index - ends[before], NEAR_PICTURE)
    distances[:] = np.minimum((since, ends[after] - index), NEAR_PICTURE)
    return before, after, distances


def picture_boxes(
    pictured: Sequence[bool],
    parents: Sequence[int],
    sizes: npt.NDArray[np.int64],
    *,
    native: bool = IS_NATIVE,
) -> npt.NDArray[np.float32]:
    """Return for each element the blocks in the nearest element around it, or itself, that holds an image.

    `parents` come before their children, and `sizes` are the blocks of each element.
    """
    if native:
        out = np.empty(len(parents), dtype=np.float32)
        geometry.picture_boxes(as_list(pictured), as_list(parents), sizes, MANY_IN_BOX, out)
        return out
    found = np.minimum(sizes, MANY_IN_BOX).tolist()
    for element, (parent, own) in enumerate(zip(parents, pictured, strict=True)):
        if not own:
            found[element] = found[parent] if parent >= 0 else MANY_IN_BOX
    return np.array(found, dtype=np.float32)


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
