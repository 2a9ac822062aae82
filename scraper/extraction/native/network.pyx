# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""Layers of units. Mirrors `Network.raw` of `classifier/network.py`.

Inputs, weights and what units say are whole numbers of a byte, multiplied four at once and added up in 32 bits. Inputs of
the first layer are moved up so that none is negative, which its sums start below zero for. What the units of all layers
say of a block lies side by side, with room for blocks before the first and behind the last one: zeros.
"""

from libc.stddef cimport ptrdiff_t
from libc.stdint cimport int8_t, int16_t, int32_t, uint32_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy, memset

import numpy as np

cdef extern from "network.h" nogil:
    void add_roots(
        const float *row, ptrdiff_t n, float centre, float scale, float most, int shift, uint32_t *quads) noexcept
    void find_codes(
        const float *row, ptrdiff_t n, const float *codes, int32_t first, int32_t end, int32_t none, int32_t *which) noexcept
    void begin_with_codes(
        const int32_t *which, ptrdiff_t rows, ptrdiff_t n, const int16_t *weights, ptrdiff_t units, const int32_t *start,
        int32_t step, int32_t *sums) noexcept
    int processor_here() noexcept
    void add_panels(
        int processor, const int8_t *weights, ptrdiff_t panels, const uint32_t *inputs, ptrdiff_t quads,
        ptrdiff_t next_quad, ptrdiff_t next_column, int32_t *sums) noexcept
    float add_said(
        const int32_t *sums, ptrdiff_t units, const float *rescale, const int32_t *out, float most, uint32_t *said,
        ptrdiff_t quads) noexcept
    cdef enum:
        TILE
        AT_ONCE
        PANEL
        QUAD

MAX_REACH = 64  # blocks
MOST_CODED = 255  # features whose codes weigh a byte each: their sum fits 16 bits
HIGHEST = 255  # in a byte
PROCESSORS = range(processor_here() + 1)
"""Numbers of the ways to multiply that this processor has, the fastest last."""


cdef Py_ssize_t rounded(Py_ssize_t size, Py_ssize_t to) noexcept:
    return (size + to - 1) // to * to


cdef class Layer:
    """What the units of a layer are, as `Units` holds it, with units that say nothing up to a multiple of PANEL."""

    cdef const int32_t[::1] start  # of each unit's sum: its bias
    cdef const int32_t[::1] out
    cdef const float[::1] rescale
    cdef const int8_t[:, :, :, :, ::1] weights  # parts x panels x quads x units of a panel x inputs of a quad
    cdef ptrdiff_t reach, units, panels, quads, said  # quads of inputs, and of what the units say

    def __init__(self, units not None, Py_ssize_t parts, places not None, Py_ssize_t lowest):
        """Take the arrays of `Units`, whose inputs are in `parts`, and where those of a part lie. An input is 0 where it
        is `lowest` below it."""
        size = len(places)
        own = len(units.weights)
        given = units.weights[:, : parts * size]
        self.reach, self.units, self.said = units.reach, own, rounded(own, QUAD) // QUAD
        if not own or not size or given.shape[1] != parts * size or not 0 <= self.reach <= MAX_REACH:
            raise ValueError("a layer of the network needs units, and a weight for each input")
        if not len(units.bias) == len(units.rescale) == len(units.out) == own:
            raise ValueError("each unit of the network needs a bias, a scale and a weight")
        if (units.weights != units.weights.astype("int8")).any():
            raise ValueError("a weight of the network is no whole number of a byte")
        room, width = rounded(own, PANEL), rounded(max(places) + 1, QUAD)
        self.panels, self.quads = room // PANEL, width // QUAD
        weights = np.zeros((parts, room, width), dtype="int8")
        weights[:, :own, places] = given.reshape(own, parts, size).transpose(1, 0, 2)
        self.weights = np.ascontiguousarray(
            weights.reshape(parts, self.panels, PANEL, self.quads, QUAD).transpose(0, 1, 3, 2, 4)
        )
        self.start = padded(units.bias + lowest * given.sum(axis=1), room, "int32")
        self.out, self.rescale = padded(units.out, room, "int32"), padded(units.rescale, room, "float32")


cdef object padded(object numbers, Py_ssize_t room, str kind):
    """Return numbers with zeros behind them."""
    out = np.zeros(room, dtype=kind)
    out[: len(numbers)] = numbers
    return out


cdef class Layers:
    """What the layers of a network are, as `Network` holds it."""

    cdef const int32_t[::1] numbers
    cdef const float[::1] centre, scale, code_values
    cdef const int32_t[::1] code_rows  # that are asked for codes, each once for some of them
    cdef const int32_t[::1] code_starts  # of the codes of each of these, and where the last ones end
    cdef const int16_t[:, ::1] code_weights  # codes x units of the first layer, in steps of an input; then zeros
    cdef list layers
    cdef float most, highest_said, out_bias, out_scale
    cdef ptrdiff_t width, furthest  # quads that all units say, and blocks that one reaches
    cdef int processor, step

    def __init__(self, network not None, int most, int step, int said, int processor=max(PROCESSORS)):
        """Take the arrays of a `Network`, the highest input, that of a code, and the highest a unit says; `processor` is
        one of PROCESSORS."""
        if processor not in PROCESSORS or not 0 < most <= HIGHEST // 2 or not 0 < said <= HIGHEST:
            raise ValueError("a number of the network does not fit a byte")
        self.processor, self.most, self.highest_said = processor, most, said
        self.numbers, self.centre, self.scale = network.numbers, network.centre, network.scale
        self.out_bias, self.out_scale = network.out_bias, network.out_scale
        self.furthest = max([units.reach for units in network.layers])
        if not len(self.numbers) == len(self.centre) == len(self.scale):
            raise ValueError("each input of the network needs a centre and a scale")
        self.add_layers(network.layers, len(self.numbers), -most)
        self.take_codes(network, step)

    cdef int add_layers(self, object layers, Py_ssize_t numbers, int lowest) except -1:
        """Take the layers, each of which sees the `numbers` of the page or what the layers before it say."""
        cdef Layer layer
        cdef list places = []
        self.layers = []
        for units in layers:
            layer = Layer(units, 3, places, 0) if places else Layer(units, 1, [*range(numbers)], lowest)
            places += range(QUAD * self.width, QUAD * self.width + layer.units)
            self.width += layer.said
            self.layers.append(layer)
        return 0

    cdef int take_codes(self, network, int step) except -1:
        """Take the codes, and what each adds to the units of the first layer in steps of `step`."""
        rows, values, numbers = network.code_rows, network.code_values, len(self.numbers)
        weights = network.layers[0].weights[:, numbers:].T
        if not len(rows) == len(values) == len(weights) == len({*zip(rows.tolist(), values.tolist())}):
            raise ValueError("each code of the network needs a row of its own, and weights")
        starts = [i for i in range(len(rows)) if not i or rows[i] != rows[i - 1]]
        self.code_rows, self.code_values = rows[starts], values
        self.code_starts = np.array([*starts, len(rows)], dtype="int32")
        if len(starts) > MOST_CODED:
            raise ValueError("more features of the network are codes than 16 bits have room for")
        with_none = np.zeros((len(rows) + 1, rounded(weights.shape[1], PANEL)), dtype="int16")
        with_none[:-1, : weights.shape[1]] = weights
        self.code_weights, self.step = with_none, step
        return 0

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
        cdef uint32_t *said
        cdef float *totals
        if raw.shape[0] != n:
            raise ValueError("each column needs a place in `raw`")
        self.check(matrix.shape[0])
        if not n:
            return
        said = <uint32_t *> calloc((n + 2 * self.furthest + AT_ONCE) * self.width, sizeof(uint32_t))
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
        self, ptrdiff_t i, ptrdiff_t at, const float[:, ::1] matrix, uint32_t *said, float *totals
    ) except -1:
        """Work out what a layer says, from place `at` of each block on; return how many places it takes."""
        cdef Layer layer = self.layers[i]
        cdef ptrdiff_t places = layer.quads + self.code_rows.shape[0] if not i else 0  # of inputs, then of codes
        cdef uint32_t *inputs = <uint32_t *> malloc((TILE * places + 1) * sizeof(uint32_t))
        cdef int32_t *sums = <int32_t *> malloc(TILE * layer.panels * PANEL * sizeof(int32_t))
        try:
            if inputs == NULL or sums == NULL:
                raise MemoryError
            if i:
                self.further_layer(layer, at, matrix.shape[1], sums, said, totals)
            else:
                self.first_layer(layer, matrix, inputs, sums, said, totals)
        finally:
            free(inputs)
            free(sums)
        # blocks behind the last one were worked out with it, and are nothing to those of the next layer
        memset(said + matrix.shape[1] * self.width, 0, AT_ONCE * self.width * sizeof(uint32_t))
        return layer.said

    cdef void first_layer(
        self, Layer layer, const float[:, ::1] matrix, uint32_t *inputs, int32_t *sums, uint32_t *said, float *totals
    ) noexcept:
        cdef ptrdiff_t at, i, j, size, units = layer.panels * PANEL
        cdef int32_t *which = <int32_t *> inputs + TILE * layer.quads
        for at in range(0, matrix.shape[1], TILE):
            size = min(matrix.shape[1] - at, TILE)
            memset(inputs, 0, TILE * layer.quads * sizeof(uint32_t))
            for i in range(self.numbers.shape[0]):
                add_roots(
                    &matrix[self.numbers[i], at], size, self.centre[i], self.scale[i], self.most, 8 * (i % QUAD),
                    inputs + i // QUAD * TILE
                )
            for i in range(self.code_rows.shape[0]):
                find_codes(
                    &matrix[self.code_rows[i], at], size, &self.code_values[0], self.code_starts[i], self.code_starts[i + 1],
                    <int32_t> self.code_values.shape[0], which + i * TILE
                )
            begin_with_codes(
                which, self.code_rows.shape[0], rounded(size, AT_ONCE), &self.code_weights[0, 0], units, &layer.start[0], self.step, sums
            )
            for j in range(0, size, AT_ONCE):
                add_panels(
                    self.processor, &layer.weights[0, 0, 0, 0, 0], layer.panels, inputs + j, layer.quads, TILE, 1,
                    sums + j * units
                )
                self.say(layer, sums + j * units, said + (at + j) * self.width, totals + at + j)

    cdef void further_layer(
        self, Layer layer, ptrdiff_t at, ptrdiff_t n, int32_t *sums, uint32_t *said, float *totals
    ) noexcept:
        cdef ptrdiff_t j, part
        for j in range(0, n, AT_ONCE):
            begin(layer, sums, AT_ONCE)
            for part in range(3):
                add_panels(
                    self.processor, &layer.weights[part, 0, 0, 0, 0], layer.panels,
                    said + (j + (part - 1) * layer.reach) * self.width, layer.quads, 1, self.width, sums
                )
            self.say(layer, sums, said + j * self.width + at, totals + j)

    cdef void say(self, Layer layer, const int32_t *sums, uint32_t *said, float *totals) noexcept:
        """Write what a layer says of AT_ONCE columns, and add up what it means for the answer."""
        cdef ptrdiff_t j, units = layer.panels * PANEL
        for j in range(AT_ONCE):
            totals[j] += add_said(
                sums + j * units, units, &layer.rescale[0], &layer.out[0], self.highest_said, said + j * self.width,
                layer.said
            )


cdef void begin(Layer layer, int32_t *sums, ptrdiff_t columns) noexcept:
    """Let the sums of so many columns begin where those of a layer do."""
    cdef ptrdiff_t j, units = layer.panels * PANEL
    for j in range(columns):
        memcpy(sums + j * units, &layer.start[0], units * sizeof(int32_t))
