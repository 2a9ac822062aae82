# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""Layers of units. Mirrors `Network.raw` of `classifier/network.py`.

Inputs, weights and what units say are whole numbers, multiplied in 16 bits and added up in 32. What the units of
all layers say of a block lies side by side, with room for blocks before the first and behind the last one: zeros.
"""

from libc.stddef cimport ptrdiff_t
from libc.stdint cimport int16_t, int32_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memset

cdef extern from "network.h" nogil:
    void add_roots(
        const float *row, ptrdiff_t n, float centre, float scale, float most, int16_t *inputs, ptrdiff_t stride) noexcept
    void add_codes(
        const float *row, ptrdiff_t n, float code, const int16_t *weights, ptrdiff_t units, int32_t *sums) noexcept
    void add_units(
        const int16_t *weights, ptrdiff_t units, const int16_t *inputs, ptrdiff_t size, ptrdiff_t stride,
        int32_t *sums) noexcept
    void add_said(
        const int32_t *sums, ptrdiff_t units, const float *bias, const float *rescale, const float *out, float most,
        int16_t *said, ptrdiff_t stride, float *totals) noexcept
    cdef enum:
        TILE  # columns whose inputs are made at once, a multiple of AT_ONCE
        AT_ONCE

MAX_REACH = 64  # blocks


cdef class Layer:
    """What the units of a layer are, as `Units` holds it; `parts` beside each other in their weights."""

    cdef const float[::1] bias, rescale, out
    cdef const int16_t[:, :, ::1] weights  # parts x units x inputs
    cdef ptrdiff_t reach, units, size

    def __init__(self, units not None, Py_ssize_t parts, Py_ssize_t size):
        """Take the arrays of `Units` whose inputs are `parts` times `size` numbers."""
        self.bias, self.rescale, self.out, self.reach = units.bias, units.rescale, units.out, units.reach
        whole = units.weights[:, : parts * size].astype("int16")
        self.units, self.size = whole.shape[0], size
        if not self.units or not size or whole.shape[1] != parts * size or not 0 <= self.reach <= MAX_REACH:
            raise ValueError("a layer of the network needs units, and a weight for each input")
        if self.bias.shape[0] != self.units or self.rescale.shape[0] != self.units or self.out.shape[0] != self.units:
            raise ValueError("each unit of the network needs a bias, a scale and a weight")
        self.weights = whole.reshape(self.units, parts, size).transpose(1, 0, 2).copy()


cdef class Layers:
    """What the layers of a network are, as `Network` holds it."""

    cdef const int32_t[::1] numbers, code_rows
    cdef const float[::1] centre, scale, code_values
    cdef const int16_t[:, ::1] code_weights  # codes x units of the first layer: what a code adds to a unit
    cdef list layers
    cdef float most, said, out_bias, out_scale
    cdef ptrdiff_t width, furthest  # units of all layers, and blocks that one reaches

    def __init__(self, network not None, float most, int step, float said):
        """Take the arrays of a `Network`, the highest input, that of a code, and the highest a unit says."""
        self.numbers, self.code_rows = network.numbers, network.code_rows
        self.centre, self.scale, self.code_values = network.centre, network.scale, network.code_values
        first, *others = network.layers
        numbers = self.numbers.shape[0]
        self.layers = [Layer(first, 1, numbers)]
        self.width = len(first.weights)
        for units in others:
            self.layers.append(Layer(units, 3, self.width))
            self.width += len(units.weights)
        self.code_weights = (first.weights[:, numbers:] * step).T.astype("int16", "C")
        self.furthest = max(units.reach for units in network.layers)
        self.most, self.said = most, said
        self.out_bias, self.out_scale = network.out_bias, network.out_scale
        if (
            self.centre.shape[0] != numbers or self.scale.shape[0] != numbers
            or self.code_values.shape[0] != self.code_rows.shape[0]
            or self.code_weights.shape[0] != self.code_rows.shape[0]
        ):
            raise ValueError("each input of the network needs a row and a weight")

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
        cdef ptrdiff_t n = matrix.shape[1], i, at = 0
        cdef int16_t *said
        cdef float *totals
        if raw.shape[0] != n:
            raise ValueError("each column needs a place in `raw`")
        self.check(matrix.shape[0])
        if not n:
            return
        said = <int16_t *> calloc((n + 2 * self.furthest + AT_ONCE) * self.width, sizeof(int16_t))
        totals = <float *> calloc(n + AT_ONCE, sizeof(float))
        try:
            if said == NULL or totals == NULL:
                raise MemoryError
            for i in range(len(self.layers)):
                at += self.add_layer(i, at, matrix, said + self.furthest * self.width, totals)
            for i in range(n):
                raw[i] = (totals[i] + self.out_bias) * self.out_scale
        finally:
            free(said)
            free(totals)

    cdef ptrdiff_t add_layer(
        self, ptrdiff_t i, ptrdiff_t at, const float[:, ::1] matrix, int16_t *said, float *totals
    ) except -1:
        """Work out what a layer says, from place `at` of each block on; return how many units it has."""
        cdef Layer layer = self.layers[i]
        if i:
            self.further_layer(layer, at, matrix.shape[1], said, totals)
        else:
            self.first_layer(layer, matrix, said, totals)
        # blocks behind the last one were worked out with it, and are nothing to those of the next layer
        memset(said + matrix.shape[1] * self.width, 0, AT_ONCE * self.width * sizeof(int16_t))
        return layer.units

    cdef int first_layer(self, Layer layer, const float[:, ::1] matrix, int16_t *said, float *totals) except -1:
        cdef ptrdiff_t n = matrix.shape[1], size = layer.size, units = layer.units, at
        cdef int16_t *inputs = <int16_t *> calloc(TILE * size, sizeof(int16_t))
        cdef int32_t *sums = <int32_t *> malloc(TILE * units * sizeof(int32_t))
        try:
            if inputs == NULL or sums == NULL:
                raise MemoryError
            for at in range(0, n, TILE):
                memset(sums, 0, TILE * units * sizeof(int32_t))
                self.add_tile(layer, matrix, at, min(n - at, TILE), inputs, sums, said, totals)
        finally:
            free(inputs)
            free(sums)
        return 0

    cdef void add_tile(
        self, Layer layer, const float[:, ::1] matrix, ptrdiff_t at, ptrdiff_t n, int16_t *inputs, int32_t *sums,
        int16_t *said, float *totals
    ) noexcept:
        cdef ptrdiff_t i, j, size = layer.size, units = layer.units
        for i in range(size):
            add_roots(&matrix[self.numbers[i], at], n, self.centre[i], self.scale[i], self.most, inputs + i, size)
        for i in range(self.code_rows.shape[0]):
            add_codes(&matrix[self.code_rows[i], at], n, self.code_values[i], &self.code_weights[i, 0], units, sums)
        for j in range(0, n, AT_ONCE):
            add_units(&layer.weights[0, 0, 0], units, inputs + j * size, size, size, sums + j * units)
            add_said(
                sums + j * units, units, &layer.bias[0], &layer.rescale[0], &layer.out[0], self.said,
                said + (at + j) * self.width, self.width, totals + at + j
            )

    cdef int further_layer(self, Layer layer, ptrdiff_t at, ptrdiff_t n, int16_t *said, float *totals) except -1:
        cdef ptrdiff_t j, part, size = layer.size, units = layer.units
        cdef int32_t *sums = <int32_t *> malloc(AT_ONCE * units * sizeof(int32_t))
        if sums == NULL:
            raise MemoryError
        for j in range(0, n, AT_ONCE):
            memset(sums, 0, AT_ONCE * units * sizeof(int32_t))
            for part in range(3):
                add_units(
                    &layer.weights[part, 0, 0], units, said + (j + (part - 1) * layer.reach) * self.width, size,
                    self.width, sums
                )
            add_said(
                sums, units, &layer.bias[0], &layer.rescale[0], &layer.out[0], self.said,
                said + j * self.width + at, self.width, totals + j
            )
        free(sums)
        return 0
