# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""Boosted oblivious trees. Mirrors `Forest._raw` of `classifier/forest.py`.

Leaves are added tree by tree in single precision, as numpy adds rows. The sum of one column by
itself numpy makes pairwise, so that case is left to it.
"""

from libc.stddef cimport ptrdiff_t
from libc.stdint cimport int32_t


cdef extern from "forest.h" nogil:
    void add_trees(
        const float *matrix, ptrdiff_t stride, ptrdiff_t n, const int32_t *features,
        const float *borders, const float *leaves, ptrdiff_t trees, ptrdiff_t depth, float *raw)


def add_log_odds(
    const float[:, ::1] matrix, const int32_t[:, ::1] features, const float[:, ::1] borders,
    const float[:, ::1] leaves, float bias, float[::1] raw,
):
    """Add to `raw` the log-odds of each column of a matrix with one feature per row.

    Raises ValueError for a forest that asks for rows the matrix does not have.
    """
    cdef ptrdiff_t trees = features.shape[0], depth = features.shape[1], tree, level, column
    if depth > 8 or borders.shape[0] != trees or borders.shape[1] != depth:
        raise ValueError("each tree needs as many borders as features, 8 at most")
    if leaves.shape[0] != trees or leaves.shape[1] != 1 << depth or raw.shape[0] != matrix.shape[1]:
        raise ValueError("each tree needs 2^depth leaves, and each column a place in `raw`")
    for tree in range(trees):
        for level in range(depth):
            if not 0 <= features[tree, level] < matrix.shape[0]:
                raise ValueError("a tree asks for a feature that the matrix lacks")
    if trees and depth and matrix.shape[1]:
        with nogil:
            add_trees(&matrix[0, 0], matrix.shape[1], matrix.shape[1], &features[0, 0], &borders[0, 0],
                      &leaves[0, 0], trees, depth, &raw[0])
    for column in range(raw.shape[0]):
        raw[column] += bias
