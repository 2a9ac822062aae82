"""Where the blocks of a page stand to each other: ancestors, distances, repeated structure."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import FlatPage

Array = npt.NDArray[np.float32]
Index = npt.NDArray[np.int64]

DEEPEST = 64  # levels told apart; real pages stay below 56


class Geometry:
    """Ancestors, running sums and distances over the elements and blocks of one page."""

    __slots__ = (
        "_alike",
        "_kinds",
        "_levels",
        "ancestors",
        "depth",
        "element",
        "end",
        "first",
        "n",
        "parent",
        "paths",
    )  # fmt: skip

    def __init__(self, reading: FlatPage, levels: int) -> None:
        self._alike: Index | None = None
        self._kinds: Index | None = None
        self.element = np.array(reading.b_element, dtype=np.int64)
        self.parent = np.array(reading.e_parent, dtype=np.int64)
        self.parent[0] = 0
        self.first = np.array(reading.e_first, dtype=np.int64)
        self.end = np.array(reading.e_end, dtype=np.int64)
        self.n = len(self.element)
        chain = [self.element]
        for _ in range(levels - 1):
            chain.append(self.parent[chain[-1]])
        self.ancestors = chain
        parents = reading.e_parent
        depth = [0] * len(parents)
        for i in range(1, len(parents)):
            depth[i] = depth[parents[i]] + 1
        self.depth = np.minimum(np.array(depth, dtype=np.int64), DEEPEST)
        order = np.argsort(self.depth, kind="stable")
        bounds = np.searchsorted(self.depth[order], np.arange(int(self.depth.max()) + 2))
        self._levels = [order[a:b] for a, b in pairwise(bounds[1:].tolist())]
        self.paths = self._paths()

    def _paths(self) -> Index:
        """Return ancestors from the root down: row d holds each block's ancestor at depth d (-1: none)."""
        whole = np.full((len(self._levels) + 1, len(self.parent)), -1, dtype=np.int64)
        whole[0] = 0
        for d, at in enumerate(self._levels, 1):
            whole[:d, at] = whole[:d, self.parent[at]]
            whole[d, at] = at
        return whole[:, self.element]

    def common_depth(self, one: Index, other: Index) -> Array:
        """Return the depth of the lowest element that holds both blocks."""
        left, right = self.paths[:, one], self.paths[:, other]
        same: Array = ((left == right) & (left >= 0)).sum(axis=0).astype(np.float32)
        return same - np.float32(1)

    def within(self, values: npt.NDArray[np.generic]) -> Array:
        """Return sums of block quantities (rows) inside each element."""
        running = np.zeros((values.shape[0], self.n + 1))
        np.cumsum(values, axis=1, out=running[:, 1:])
        return (running[:, self.end] - running[:, self.first]).astype(np.float32)

    def nearest_depth(self, has: npt.NDArray[np.bool_]) -> Index:
        """Return the depth of the nearest ancestor-or-self with each property (columns), -1 where none."""
        at = np.where(has, self.depth.astype(np.int8)[:, None], np.int8(-1))
        for level in self._levels:
            at[level] = np.maximum(at[level], at[self.parent[level]])
        return at

    def chain_extremes(self, own: Array) -> tuple[Array, Array, Array, Array]:
        """Return lowest, highest, sum and nearest non-zero value over each element's ancestors and itself."""
        low, high, total, near = own.copy(), own.copy(), own.copy(), own.copy()
        for level in self._levels:
            up = self.parent[level]
            low[level] = np.minimum(low[level], low[up])
            high[level] = np.maximum(high[level], high[up])
            total[level] += total[up]
            near[level] = np.where(own[level] != 0, own[level], near[up])
        return low, high, total, near

    def kinds(self, reading: FlatPage) -> Index:
        """Return a number per element that siblings of the same tag and class share."""
        if self._kinds is None:
            ids: dict[tuple[int, str, str], int] = {}
            keys = zip(reading.e_parent, reading.e_tag, reading.e_key, strict=True)
            self._kinds = np.array([ids.setdefault(key, len(ids)) for key in keys], dtype=np.int64)
        return self._kinds

    def count_alike(self, reading: FlatPage) -> Index:
        """Return for each element how many siblings share its tag and class, itself included."""
        if self._alike is None:
            kind = self.kinds(reading)
            self._alike = np.bincount(kind)[kind]
        return self._alike

    def alike(self, reading: FlatPage, words: Array) -> tuple[Array, Array]:
        """Return per element how many siblings share its tag and class, and their mean words."""
        kind = self.kinds(reading)
        count = np.bincount(kind).astype(np.float32)
        mean = np.bincount(kind, weights=words).astype(np.float32) / count
        return count[kind], mean[kind]


def shift(row: npt.NDArray[np.generic], by: int, fill: float) -> Array:
    """Return the row as seen `by` blocks further on."""
    out = np.full(len(row), fill, dtype=np.float32)
    if by > 0:
        out[:-by] = row[by:]
    else:
        out[-by:] = row[:by]
    return out


def nearest(flags: npt.NDArray[np.bool_]) -> tuple[Index, Index]:
    """Return the index of the nearest flagged block before and after each block (-1 and n: none)."""
    n = len(flags)
    index = np.arange(n)
    before = np.maximum.accumulate(np.where(flags, index, -1))
    after = np.minimum.accumulate(np.where(flags, index, n)[::-1])[::-1]
    return np.concatenate(([-1], before[:-1])), np.concatenate((after[1:], [n]))
