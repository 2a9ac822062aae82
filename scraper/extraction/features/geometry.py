"""Where the blocks of a page stand to each other: ancestors, distances, repeated structure."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.native import IS_NATIVE, as_list

if IS_NATIVE:
    from scraper.extraction.native import geometry

Array = npt.NDArray[np.float32]
Index = npt.NDArray[np.int64]

DEEPEST = 64  # levels told apart; real pages stay below 56


class Geometry:
    """Ancestors, running sums and distances over the elements and blocks of one page."""

    __slots__ = (
        "_alike",
        "_ancestors",
        "_kinds",
        "_levels",
        "_paths",
        "_wanted_levels",
        "depth",
        "element",
        "end",
        "first",
        "is_native",
        "n",
        "parent",
    )  # fmt: skip

    def __init__(self, reading: FlatPage, levels: int, *, native: bool = IS_NATIVE) -> None:
        self._alike: Index | None = None
        self._kinds: Index | None = None
        self._paths: Index | None = None
        self._ancestors: list[Index] | None = None
        self._wanted_levels = levels
        self._levels: list[Index] | None = None
        self.n = len(reading.b_element)
        self.element = np.empty(self.n, dtype=np.int64)
        of_elements = np.empty((4, len(reading.e_parent)), dtype=np.int64)
        self.parent, self.first, self.end, self.depth = of_elements
        given = reading.b_element, reading.e_parent, reading.e_first, reading.e_end
        self.is_native = native and geometry.read_places(
            DEEPEST, self.element, of_elements, *map(as_list, given)
        )
        if not self.is_native:
            self.element[:], self.parent[:], self.first[:], self.end[:] = given
            self.parent[0] = 0
            self.depth[:] = _depths(reading.e_parent)

    @property
    def ancestors(self) -> list[Index]:
        """The elements around each block, one array for each level, the nearest first."""
        if self._ancestors is None:
            self._ancestors = [self.element]
            for _ in range(self._wanted_levels - 1):
                self._ancestors.append(self.parent[self._ancestors[-1]])
        return self._ancestors

    @property
    def levels(self) -> list[Index]:
        """The elements of each depth but the root's."""
        if self._levels is None:
            order = np.argsort(self.depth, kind="stable")
            bounds = np.searchsorted(self.depth[order], np.arange(int(self.depth.max()) + 2))
            self._levels = [order[a:b] for a, b in pairwise(bounds[1:].tolist())]
        return self._levels

    @property
    def paths(self) -> Index:
        """Ancestors from the root down: row d holds each block's ancestor at depth d (-1: none)."""
        if self._paths is None:
            if self.is_native:
                self._paths = np.empty((int(self.depth.max()) + 1, self.n), dtype=np.int64)
                geometry.read_paths(self.parent, self.depth, self.element, self._paths)
            else:
                self._paths = self._pure_paths()
        return self._paths

    def _pure_paths(self) -> Index:
        whole = np.full((len(self.levels) + 1, len(self.parent)), -1, dtype=np.int64)
        whole[0] = 0
        for d, at in enumerate(self.levels, 1):
            whole[:d, at] = whole[:d, self.parent[at]]
            whole[d, at] = at
        return whole[:, self.element]

    def common_depth(self, one: Index, other: Index) -> Array:
        """Return the depth of the lowest element that holds both blocks."""
        if self.is_native:
            out = np.empty(len(one), dtype=np.float32)
            geometry.common_depths(self.paths, one, other, out)
            return out
        left, right = self.paths[:, one], self.paths[:, other]
        same: Array = ((left == right) & (left >= 0)).sum(axis=0).astype(np.float32)
        return same - np.float32(1)

    def within(self, values: npt.NDArray[np.generic]) -> Array:
        """Return sums of block quantities (rows) inside each element."""
        running = np.zeros((values.shape[0], self.n + 1))
        np.cumsum(values, axis=1, out=running[:, 1:])
        return (running[:, self.end] - running[:, self.first]).astype(np.float32)

    def levels_up(self, bits: Index, kinds: int, far: float) -> Array:
        """Return, a row a bit, how many levels each block stands below the nearest element that has it
        among an element's bits, `far` where there is none. The root's own do not count."""
        has = (bits[:, None] >> np.arange(kinds)) & 1 != 0
        has[0] = False
        at = self._nearest_depth(has)[self.element]
        depth = self.depth[self.element].astype(np.float32)[:, None]
        return np.where(at >= 0, depth - at, np.float32(far)).T

    def _nearest_depth(self, has: npt.NDArray[np.bool_]) -> npt.NDArray[np.int8]:
        """Return the depth of the nearest ancestor-or-self with each property (columns), -1 where none."""
        at = np.where(has, self.depth.astype(np.int8)[:, None], np.int8(-1))
        for level in self.levels:
            at[level] = np.maximum(at[level], at[self.parent[level]])
        return at

    def chain_extremes(self, own: Array) -> Array:
        """Return lowest, highest, sum and nearest non-zero value over each element's ancestors and itself, a row each."""
        low, high, total, near = out = np.repeat(own[None], 4, axis=0)
        for level in self.levels:
            up = self.parent[level]
            low[level] = np.minimum(low[level], low[up])
            high[level] = np.maximum(high[level], high[up])
            total[level] += total[up]
            near[level] = np.where(own[level] != 0, own[level], near[up])
        return out

    def kinds(self, reading: FlatPage) -> Index:
        """Return a number per element that siblings of the same tag and class share."""
        if self._kinds is None:
            self._kinds = np.empty(len(self.parent), dtype=np.int64)
            if self.is_native:
                geometry.number_alike(
                    as_list(reading.e_parent),
                    as_list(reading.e_tag),
                    as_list(reading.e_key),
                    self._kinds,
                )
            else:
                ids: dict[tuple[int, str, str], int] = {}
                keys = zip(reading.e_parent, reading.e_tag, reading.e_key, strict=True)
                self._kinds[:] = [ids.setdefault(key, len(ids)) for key in keys]
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


def _depths(parents: Sequence[int]) -> list[int]:
    """Return how deep each element stands."""
    depths = [0] * len(parents)
    for i in range(1, len(parents)):
        depths[i] = min(depths[parents[i]] + 1, DEEPEST)
    return depths


def codes_of(tags: Sequence[str], codes: dict[str, int], *, native: bool = IS_NATIVE) -> Index:
    """Return the code of each element's tag, 0 for tags without one."""
    if not native:
        return np.array([codes.get(tag, 0) for tag in tags], dtype=np.int64)
    out = np.empty(len(tags), dtype=np.int64)
    geometry.codes_of(as_list(tags), codes, out)
    return out


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
