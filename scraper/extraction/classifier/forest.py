"""Boosted oblivious trees, evaluated with numpy alone, or by `native.forest` where it is compiled.

In an oblivious tree all nodes of one level ask the same question, so a tree of depth d is d
comparisons and one look-up of 2^d leaves: 250 trees over 200 blocks take about half a
millisecond, a fifth of what free-form trees cost in numpy.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native.forest import add_log_odds

Array = npt.NDArray[np.float32]

AT_ONCE = 512
"""Blocks: what 800 trees ask of them fits the cache. 2,000 at once took twice as long."""

_NOTHING = np.zeros(0, dtype=np.float32)
_ONE = np.float32(1)


def logistic(log_odds: Array) -> Array:
    """Return the probabilities of log-odds."""
    probability: Array = _ONE / (_ONE + np.exp(-log_odds))
    return probability


@dataclass(frozen=True, slots=True)
class Forest:
    """`features` and `borders` hold `depth` questions per tree, 8 at most; `leaves` 2^depth values."""

    features: npt.NDArray[np.int32]  # trees x depth
    borders: Array  # trees x depth
    leaves: Array  # trees x 2^depth
    bias: float

    def probability(self, matrix: Array) -> Array:
        """Return the probability per column of a matrix with one feature per row."""
        return logistic(self.log_odds(matrix))

    def log_odds(self, matrix: Array) -> Array:
        """Return the log-odds per column, from compiled code where there is any."""
        return self.native_raw(matrix) if IS_NATIVE else self.raw(matrix)

    def raw(self, matrix: Array) -> Array:
        """Return the log-odds per column."""
        parts = range(0, matrix.shape[1], AT_ONCE)
        return np.concatenate(
            [self._raw(matrix[:, at : at + AT_ONCE]) for at in parts] or [_NOTHING]
        )

    def native_raw(self, matrix: Array) -> Array:
        """Return the log-odds as `raw` does, from compiled code."""
        columns = matrix.shape[1]
        alone = columns % AT_ONCE == 1  # numpy adds up a single column in another order
        out = np.zeros(columns, dtype=np.float32)
        rows = np.ascontiguousarray(matrix)
        add_log_odds(rows, self.features, self.borders, self.leaves, self.bias, out)
        if alone:
            out[-1:] = self._raw(matrix[:, -1:])
        return out

    def _raw(self, matrix: Array) -> Array:
        """Return log-odds, level by level: all levels at once take as long, and six times the memory.

        `take` does what an index does, in two thirds of the time.
        """
        trees, depth = self.features.shape
        leaf = np.zeros((trees, matrix.shape[1]), dtype=np.uint8)
        for level in reversed(range(depth)):
            leaf <<= 1
            leaf |= matrix.take(self.features[:, level], axis=0) > self.borders[:, level, None]
        at = leaf + (np.arange(trees, dtype=np.int32) << depth)[:, None]
        raw: Array = self.leaves.ravel().take(at).sum(axis=0) + self.bias
        return raw
