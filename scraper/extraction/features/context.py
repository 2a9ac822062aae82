"""Second look: what the first pass thinks of a block's neighbours, containers and heading."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.geometry import nearest, shift
from scraper.extraction.features.matrix import compiled_rows
from scraper.extraction.features.page_features import LEVELS, PageFeatures
from scraper.extraction.features.rows import MANY_BLOCKS, MANY_WORDS
from scraper.extraction.native import IS_NATIVE

if TYPE_CHECKING:
    from scraper.extraction.native.rows import Rows

Array = npt.NDArray[np.float32]

SURE = 0.5  # first-pass probability from which a block counts as body here
FAR = 99.0  # not on the page, in blocks
SURE_WORDS = 10  # of a block, from which it is sure body text that others stand near to
LEAST_WEIGHT = 0.1  # that a mean is divided by
WINDOW = 9  # blocks
_EVEN = np.full(WINDOW, 1 / WINDOW)  # weights of a mean over them


def compute(
    view: PageFeatures,
    first: Array,
    out: Array | None = None,
    *,
    native: bool = IS_NATIVE,
    compiled: "Rows | None" = None,
) -> Array:
    """Return rows named by `NAMES`, one column per block; `first` is the first pass's probability.

    They are written into `out` if it is given. `compiled` is what `compiled_rows` returns, if that was asked already.
    """
    if out is None:
        out = np.empty((len(NAMES), view.geo.n), dtype=np.float32)
    own = out[: -len(_OF_WORDS)]
    compiled = (compiled or compiled_rows(view)) if native else None
    if compiled is None or not _is_written(compiled, first, own):
        for i, row in enumerate(_own_rows(view, first)):
            own[i] = row
    out[-len(_OF_WORDS) :] = view.lines.words.shared(view.lines.line, first >= SURE)
    return out


def _is_written(compiled: "Rows", first: Array, own: Array) -> bool:
    """Write what `_own_rows` returns by compiled code, which is no use where it writes other rows."""
    if len(own) != compiled_context.ROWS:
        return False
    compiled_context.SecondLook(compiled, first).write(own)
    own[_WINDOW_ROW] = _window(first)
    return True


def _own_rows(view: PageFeatures, first: Array) -> list[npt.ArrayLike]:
    geo, words = view.geo, view.words
    rows: list[npt.ArrayLike] = [first]
    rows += [shift(first, by, -1) for by in (-3, -2, -1, 1, 2, 3)]
    kept = (first >= SURE).astype(np.float32)
    weight = np.sqrt(words)
    sums = geo.within(np.stack((weight * first, weight, kept * words, first)))
    total_kept = max(float(sums[2][0]), 1.0)
    mean = sums[0] / np.maximum(sums[1], LEAST_WEIGHT)
    for at in geo.ancestors:
        rows += [mean[at], sums[2][at] / total_kept]
    rows += _sides(view, first, kept, words)
    rows += _section(view, first, weight)
    rows.append(_alike_mean(view, mean))
    page = float((first * weight).sum() / max(float(weight.sum()), LEAST_WEIGHT))
    kept_blocks = min(float(kept.sum()), MANY_BLOCKS)
    return [*rows, page, min(total_kept, MANY_WORDS), kept_blocks, float(first.max())]


def _window(first: Array) -> npt.NDArray[np.float64]:
    """Return the mean probability of a block and the four on each side of it."""
    n = len(first)
    if n < WINDOW:
        return np.full(n, float(first.mean()))
    means: npt.NDArray[np.float64] = np.correlate(first, _EVEN, "same")
    return means


def _sides(view: PageFeatures, first: Array, kept: Array, words: Array) -> list[npt.ArrayLike]:
    """Measure the distance to sure body text before and after, and how much of it lies on either side."""
    n = view.geo.n
    index = np.arange(n)
    sure = (kept > 0) & (words >= SURE_WORDS)
    before, after = nearest(sure)
    running = np.cumsum(kept * words)
    return [
        np.where(before >= 0, np.minimum(index - before, FAR), FAR),
        np.where(after < n, np.minimum(after - index, FAR), FAR),
        np.minimum(running - kept * words, MANY_WORDS), np.minimum(running[-1] - running, MANY_WORDS), _window(first),
    ]  # fmt: skip


def _section(view: PageFeatures, first: Array, weight: Array) -> list[npt.ArrayLike]:
    """Return the heading above and the blocks up to the next heading."""
    flags = view.heading | view.label
    section = np.cumsum(flags)
    mass = np.bincount(section, weights=first * weight)
    size = np.maximum(np.bincount(section, weights=weight), LEAST_WEIGHT)
    heads = np.zeros(len(mass), dtype=np.float32)
    at = np.nonzero(flags)[0]
    heads[section[at]] = first[at]
    mean = (mass / size).astype(np.float32)
    following = np.append(mean[1:], 0)[section]
    size_of = np.minimum(np.bincount(section), MANY_BLOCKS)
    return [mean[section], heads[section], following, size_of[section]]


def _alike_mean(view: PageFeatures, mean: Array) -> Array:
    """Return the mean probability over the siblings that look like the block's parent element."""
    kind = view.geo.kinds(view.reading)
    up = view.geo.parent[view.geo.element]
    total = np.bincount(kind, weights=mean) / np.bincount(kind)
    return total[kind[np.where(view.counts.chars > 0, view.geo.element, up)]].astype(np.float32)


_OF_WORDS = ("shared_words", "long_words")
NAMES = (
    "first_pass", *(f"first@{by}" for by in (-3, -2, -1, 1, 2, 3)),
    *(f"{key}^{level}" for level in range(1, LEVELS + 1) for key in ("first_mean", "kept_share")),
    "kept_before", "kept_after", "kept_words_before", "kept_words_after", "first_window",
    "section_mean", "section_heading", "next_section_mean", "section_blocks", "alike_first",
    "page_first", "page_kept_words", "page_kept_blocks", "page_best", *_OF_WORDS,
)  # fmt: skip
_WINDOW_ROW = NAMES.index("first_window")


if IS_NATIVE:  # last, as they read what stands above
    from scraper.extraction.native import context as compiled_context
