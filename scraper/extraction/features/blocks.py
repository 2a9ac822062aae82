"""What several groups of features share of each block: its links, its tag, and what these and its text make of it."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.features.characters import TextCounts
from scraper.extraction.features.geometry import codes_of
from scraper.extraction.native import IS_NATIVE, as_list

Array = npt.NDArray[np.float32]
Index = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

GOOD_WORDS = 12  # words from which an unlinked block with sentence marks counts as a paragraph
GOOD_WORDS_UNMARKED = 25  # the same for blocks without any sentence mark
GOOD_LINK_DENSITY = 0.34
TITLE_SHARE = 0.6  # share of the title's words from which a block counts as the headline
TITLE_WORDS = 2  # of the title that it needs besides

TAGS = {
    "p": 1, "li": 2, "dd": 2, "dt": 2, "h1": 3, "h2": 4, "h3": 5, "h4": 6, "h5": 6, "h6": 6,
    "td": 7, "th": 7, "caption": 7, "blockquote": 8, "figcaption": 9, "pre": 10,
    "span": 11, "em": 11, "strong": 11, "b": 11, "i": 11,
    "button": 12, "label": 12, "legend": 12, "summary": 12,
    "section": 13, "article": 13, "main": 13, "aside": 14, "nav": 14, "header": 14, "footer": 14,
}  # fmt: skip


def flagged(flags: Flags) -> list[int]:
    """Return the places at which a flag is set, in order: for so few, in a third of the time of `np.nonzero`."""
    found: list[int] = flags.nonzero()[0].tolist()
    return found


def has_any(flags: Flags) -> bool:
    """Say whether a flag is set: for so few, in a tenth of the time of its own `any`."""
    return True in flags.tobytes()


def holding(page: FlatPage, blocks: Iterable[int]) -> list[int]:
    """Return the elements that hold one of some blocks, in the order of the page."""
    parents, around = page.e_parent, set[int]()
    for block in blocks:
        element = page.b_element[block]
        while element >= 0 and element not in around:
            around.add(element)
            element = parents[element]
    return sorted(around)


def standing_in(
    page: FlatPage, blocks: Sequence[int], begins: Callable[[int], bool]
) -> dict[int, int]:
    """Return which of some blocks stand in an element of which that is true, with the outermost one around each. The
    <body> is not asked: its names are those of the page."""
    around = {-1: 0}
    for element in holding(page, blocks):
        outer = around[page.e_parent[element]]
        around[element] = outer or (element if element > 0 and begins(element) else 0)
    return {block: part for block in blocks if (part := around[page.b_element[block]])}


def judged(
    reading: FlatPage, counts: TextCounts, elements: Index, *, native: bool = IS_NATIVE
) -> tuple[Array, Array, Flags, Flags]:
    """Return for each block how much of it is linked, the code of its tag, whether it is a good paragraph, and
    whether a heading."""
    if not native:
        return pure_judged(reading, counts, elements)
    numbers = np.empty((2, len(elements)), dtype=np.float32)
    flags = np.empty((2, len(elements)), dtype=np.bool_)
    of_block, of_element = as_list(reading.b_link_chars), as_list(reading.e_tag)
    compiled.judge(counts, of_block, of_element, elements, numbers, flags.view(np.uint8))
    return numbers[0], numbers[1], flags[0], flags[1]


def pure_judged(
    reading: FlatPage, counts: TextCounts, elements: Index
) -> tuple[Array, Array, Flags, Flags]:
    """Return what `judged` returns."""
    link = np.minimum(
        np.array(reading.b_link_chars, dtype=np.float32) / np.maximum(counts.chars, 1), 1
    )
    tag = codes_of(reading.e_tag, TAGS).astype(np.float32)[elements]
    marked = (counts.stops > 0) | (counts.words > GOOD_WORDS_UNMARKED)
    good = (counts.words >= GOOD_WORDS) & (link < GOOD_LINK_DENSITY) & marked
    return link, tag, good, (tag >= TAGS["h1"]) & (tag <= TAGS["h6"])


def title_block(share: Array, shared: Array, tag: Array, *, native: bool = IS_NATIVE) -> int:
    """Return the block that says the page's title, an h1 if one does; -1 if no block does.

    `share` is the share of the title's words that each block has, `shared` how many, `tag` its tag's code.
    """
    if not native:
        return pure_title_block(share, shared, tag)
    return compiled.title_block(share, shared, tag)


def pure_title_block(share: Array, shared: Array, tag: Array) -> int:
    """Return what `title_block` returns."""
    titled = (share >= TITLE_SHARE) & (shared >= TITLE_WORDS)
    return int(np.argmax(titled * (1 + (tag == TAGS["h1"])))) if has_any(titled) else -1


if IS_NATIVE:  # last, as they read what stands above
    from scraper.extraction.native import blocks as compiled
