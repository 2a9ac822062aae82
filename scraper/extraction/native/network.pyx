# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""One layer of units. Mirrors `Network.raw` of `classifier/network.py`.

Inputs and weights are whole numbers, multiplied in 16 bits and added up in 32.
"""

from libc.stddef cimport ptrdiff_t
from libc.stdint cimport int16_t, int32_t
from libc.stdlib cimport free, malloc
from libc.string cimport memset

cdef extern from "network.h" nogil:
    void add_roots(
        const float *row, ptrdiff_t n, float centre, float scale, float most, int16_t *inputs, ptrdiff_t stride) noexcept
    void add_codes(
        const float *row, ptrdiff_t n, float code, const int16_t *weights, ptrdiff_t units, int32_t *sums) noexcept
    void add_units(
        const int16_t *weights, ptrdiff_t units, const int16_t *inputs, ptrdiff_t size, int32_t *sums) noexcept
    void add_said(
        const int32_t *sums, ptrdiff_t units, const float *bias, const float *rescale, const float *out, float most,
        float *said, float *totals) noexcept
    cdef enum:
        TILE  # columns whose inputs are made at once, a multiple of AT_ONCE
        AT_ONCE


cdef class Layer:
    """What the units of a network are, as `Network` holds it."""

    cdef const int32_t[::1] numbers, code_rows
    cdef const float[::1] centre, scale, code_values, bias, rescale, out
    cdef const int16_t[:, ::1] weights  # units x numbers
    cdef const int16_t[:, ::1] code_weights  # codes x units: what a code adds to a unit
    cdef float most, said, out_bias, out_scale

    def __init__(self, network not None, float most, int step, float said):
        """Take the arrays of a `Network`, the highest input, that of a code, and the highest a unit says."""
        self.numbers, self.code_rows = network.numbers, network.code_rows
        self.centre, self.scale, self.code_values = network.centre, network.scale, network.code_values
        self.bias, self.rescale, self.out = network.bias, network.rescale, network.out
        numbers, whole = self.numbers.shape[0], network.weights.astype("int16")
        self.weights, self.code_weights = whole[:, :numbers].copy(), (whole[:, numbers:] * step).T.astype("int16", "C")
        self.most, self.said = most, said
        self.out_bias, self.out_scale = network.out_bias, network.out_scale
        if (
            self.centre.shape[0] != self.numbers.shape[0] or self.scale.shape[0] != self.numbers.shape[0]
            or self.code_values.shape[0] != self.code_rows.shape[0]
            or self.weights.shape[1] != self.numbers.shape[0] or self.code_weights.shape[0] != self.code_rows.shape[0]
            or self.bias.shape[0] != self.weights.shape[0] or self.rescale.shape[0] != self.weights.shape[0]
            or self.out.shape[0] != self.weights.shape[0]
        ):
            raise ValueError("each input needs a row and a weight, each unit a bias, a scale and a weight")

    cdef int check(self, Py_ssize_t rows) except -1:
        """Raise ValueError unless the rows that are asked for are there."""
        cdef ptrdiff_t i, row
        for i in range(self.numbers.shape[0] + self.code_rows.shape[0]):
            row = self.numbers[i] if i < self.numbers.shape[0] else self.code_rows[i - self.numbers.shape[0]]
            if not 0 <= row < rows:
                raise ValueError("the network asks for a feature that the matrix lacks")
        return 0

    def add_log_odds(self, const float[:, ::1] matrix not None, float[::1] raw not None):
        """Write the log-odds of each column of a matrix with one feature per row."""
        cdef ptrdiff_t n = matrix.shape[1], size = self.weights.shape[1], units = self.weights.shape[0], at
        cdef int16_t *inputs
        cdef int32_t *sums
        cdef float *said
        if raw.shape[0] != n:
            raise ValueError("each column needs a place in `raw`")
        self.check(matrix.shape[0])
        if not n:
            return
        if not size or not units:
            raise ValueError("a network needs units, and numbers that come in")
        inputs = <int16_t *> malloc(TILE * size * sizeof(int16_t))
        sums = <int32_t *> malloc(TILE * units * sizeof(int32_t))
        said = <float *> malloc(AT_ONCE * units * sizeof(float))
        try:
            if inputs == NULL or sums == NULL or said == NULL:
                raise MemoryError
            memset(inputs, 0, TILE * size * sizeof(int16_t))
            for at in range(0, n, TILE):
                memset(sums, 0, TILE * units * sizeof(int32_t))
                self.add_tile(matrix, at, min(n - at, TILE), inputs, sums, said, raw)
        finally:
            free(inputs)
            free(sums)
            free(said)

    cdef void add_tile(
        self, const float[:, ::1] matrix, ptrdiff_t at, ptrdiff_t n, int16_t *inputs, int32_t *sums, float *said,
        float[::1] raw
    ) noexcept:
        cdef ptrdiff_t i, j, size = self.weights.shape[1], units = self.weights.shape[0]
        cdef float totals[AT_ONCE]
        for i in range(size):
            add_roots(&matrix[self.numbers[i], at], n, self.centre[i], self.scale[i], self.most, inputs + i, size)
        for i in range(self.code_rows.shape[0]):
            add_codes(&matrix[self.code_rows[i], at], n, self.code_values[i], &self.code_weights[i, 0], units, sums)
        for j in range(n):
            if j % AT_ONCE == 0:  # columns behind the last one hold what was there, and are not asked
                add_units(&self.weights[0, 0], units, inputs + j * size, size, sums + j * units)
                add_said(
                    sums + j * units, units, &self.bias[0], &self.rescale[0], &self.out[0], self.said, said, totals
                )
            raw[at + j] = (totals[j % AT_ONCE] + self.out_bias) * self.out_scale
