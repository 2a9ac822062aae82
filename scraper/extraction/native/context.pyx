# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""The features of the second pass. Mirrors `compute` of `features/context.py`.

The mean over a window of blocks is numpy's own, which adds it up as its library of matrices likes.
"""

from libc.math cimport sqrtf
from libc.stdint cimport int64_t, uint8_t
from libc.stdlib cimport calloc, free

from scraper.extraction.native.rows cimport Rows

from scraper.extraction.features import context as _context
from scraper.extraction.features import rows as _rows

cdef extern from "sums.h" nogil:
    float pairwise_sum(const float *numbers, Py_ssize_t size)

cdef enum:
    LEVELS = 6
    SUMS = 3  # of what stands in an element
    WINDOW = 7 + 2 * LEVELS + 4  # the row that Python writes
    FIRST_OF_WORDS = WINDOW + 10

ROWS = FIRST_OF_WORDS
"""How many rows are written here; those of shared words follow."""

cdef float FAR = _context.FAR, SURE = _context.SURE, MANY_BLOCKS = _rows.MANY_BLOCKS, MANY_WORDS = _rows.MANY_WORDS
cdef float SURE_WORDS = _context.SURE_WORDS, LEAST_WEIGHT = _context.LEAST_WEIGHT
cdef double LEAST_SIZE = _context.LEAST_WEIGHT

if _rows.LEVELS != LEVELS:
    raise ImportError("native.context looks at another number of ancestors")


cdef class SecondLook:
    """What the first pass thinks of a block's neighbours, containers and heading."""

    cdef Rows rows
    cdef const float[::1] given  # the probabilities of the first pass
    cdef float *weight
    cdef float *weighed  # by the probability
    cdef float *mean  # of each element
    cdef float *held  # kept words in each element
    cdef uint8_t *kept
    cdef double *sums  # room for more numbers than blocks and elements
    cdef double *sizes
    cdef Py_ssize_t n

    def __init__(self, Rows rows not None, const float[::1] given not None):
        cdef Py_ssize_t room = rows.n + rows.elements + 2
        if given.shape[0] != rows.n:
            raise ValueError("a probability is needed for each block")
        self.rows, self.given, self.n = rows, given, rows.n
        self.weight = <float *> calloc(4 * room, sizeof(float))
        self.kept = <uint8_t *> calloc(2 * room, 1)
        self.sums = <double *> calloc((SUMS + 1) * room, sizeof(double))
        if self.weight == NULL or self.kept == NULL or self.sums == NULL:
            raise MemoryError
        self.weighed, self.mean, self.held = self.weight + room, self.weight + 2 * room, self.weight + 3 * room
        self.sizes = self.sums + SUMS * room

    def __dealloc__(self):
        free(self.weight)
        free(self.kept)
        free(self.sums)

    def write(self, float[:, ::1] out not None):
        """Write the rows above those of shared words, but not that of the window."""
        cdef Py_ssize_t i, by, row = 1
        if out.shape[0] != ROWS or out.shape[1] != self.n:
            raise ValueError("a row is needed for each feature and a column for each block")
        for i in range(self.n):
            out[0, i] = self.given[i]
        for by in (-3, -2, -1, 1, 2, 3):
            for i in range(self.n):
                out[row, i] = self.given[i + by] if 0 <= i + by < self.n else -1
            row += 1
        self.add_up_elements()
        self.write_elements(out, row)
        self.write_sides(out, WINDOW - 4)
        self.write_sections(out, WINDOW + 1)
        self.write_alike(out, WINDOW + 5)
        self.write_page(out, WINDOW + 6)

    cdef void add_up_elements(self) noexcept:
        """Note mean probability and kept words of each element."""
        cdef Py_ssize_t i, e
        cdef double *row
        cdef float weight
        for i in range(self.n):
            self.kept[i], self.weight[i] = self.given[i] >= SURE, sqrtf(self.rows.words[i])
            self.weighed[i] = self.weight[i] * self.given[i]
            row = self.sums + SUMS * (i + 1)
            row[0], row[1] = row[0 - SUMS] + self.weighed[i], row[1 - SUMS] + self.weight[i]
            row[2] = row[2 - SUMS] + (self.rows.words[i] if self.kept[i] else 0)
        for e in range(self.rows.elements):
            weight = <float> (self.sums[SUMS * self.rows.end[e] + 1] - self.sums[SUMS * self.rows.begin[e] + 1])
            self.mean[e] = <float> (self.sums[SUMS * self.rows.end[e]] - self.sums[SUMS * self.rows.begin[e]]) / (
                weight if weight > LEAST_WEIGHT else LEAST_WEIGHT
            )
            self.held[e] = <float> (self.sums[SUMS * self.rows.end[e] + 2] - self.sums[SUMS * self.rows.begin[e] + 2])

    cdef float total_kept(self) noexcept:
        return self.held[0] if self.held[0] > 1 else 1

    cdef void write_elements(self, float[:, ::1] out, Py_ssize_t row) noexcept:
        cdef Py_ssize_t i, level
        cdef int64_t element
        cdef float total = self.total_kept()
        for i in range(self.n):
            element = self.rows.element[i]
            for level in range(LEVELS):
                out[row + 2 * level, i], out[row + 2 * level + 1, i] = self.mean[element], self.held[element] / total
                element = self.rows.parent[element]

    cdef void write_sides(self, float[:, ::1] out, Py_ssize_t row) noexcept:
        """Write what `_sides` returns, without the window."""
        cdef Py_ssize_t i
        cdef float running = 0, own
        cdef uint8_t *sure = self.kept + self.n
        for i in range(self.n):
            sure[i] = self.kept[i] and self.rows.words[i] >= SURE_WORDS
        self.rows.nearest(sure)
        for i in range(self.n):
            running += self.rows.words[i] if self.kept[i] else 0
            self.rows.scratch[i] = running
        for i in range(self.n):
            own = self.rows.words[i] if self.kept[i] else 0
            out[row, i] = least(<float> (i - self.rows.before[i]), FAR) if self.rows.before[i] >= 0 else FAR
            out[row + 1, i] = least(<float> (self.rows.after[i] - i), FAR) if self.rows.after[i] < self.n else FAR
            out[row + 2, i], out[row + 3, i] = least(self.rows.scratch[i] - own, MANY_WORDS), least(running - self.rows.scratch[i], MANY_WORDS)

    cdef void write_sections(self, float[:, ::1] out, Py_ssize_t row) noexcept:
        """Write what `_section` returns."""
        cdef Py_ssize_t i, section = 0
        cdef double *mass = self.sums
        cdef double *size = self.sizes
        cdef float *heads = self.rows.scratch
        for i in range(self.n + 1):
            mass[i] = size[i] = heads[i] = self.rows.after[i] = 0
        for i in range(self.n):
            if self.rows.heading[i] or self.rows.label[i]:
                section += 1
                heads[section] = self.given[i]
            self.rows.before[i] = section
            mass[section] += self.weighed[i]
            size[section] += self.weight[i]
            self.rows.after[section] += 1
        for i in range(section + 1):
            mass[i] = <float> (mass[i] / (size[i] if size[i] > LEAST_SIZE else LEAST_SIZE))
        for i in range(self.n):
            section = self.rows.before[i]
            out[row, i], out[row + 1, i] = <float> mass[section], heads[section]
            out[row + 2, i] = <float> mass[section + 1] if section < self.rows.before[self.n - 1] else 0
            out[row + 3, i] = least(<float> self.rows.after[section], MANY_BLOCKS)

    cdef void write_alike(self, float[:, ::1] out, Py_ssize_t row) noexcept:
        """Write what `_alike_mean` returns; no block is empty."""
        cdef Py_ssize_t i, e
        for e in range(self.rows.elements):
            self.sums[e] = self.sizes[e] = 0
        for e in range(self.rows.elements):
            self.sums[self.rows.kind[e]] += self.mean[e]
            self.sizes[self.rows.kind[e]] += 1
        for i in range(self.n):
            e = self.rows.kind[self.rows.element[i]]
            out[row, i] = <float> (self.sums[e] / self.sizes[e])

    cdef void write_page(self, float[:, ::1] out, Py_ssize_t row) noexcept:
        """Write what is said of the whole page."""
        cdef Py_ssize_t i
        cdef float weight = pairwise_sum(self.weight, self.n), kept = 0, best = self.given[0]
        cdef float mean = pairwise_sum(self.weighed, self.n) / (weight if weight > LEAST_WEIGHT else LEAST_WEIGHT)
        for i in range(self.n):
            kept += self.kept[i]
            best = self.given[i] if self.given[i] > best else best
        for i in range(self.n):
            out[row, i], out[row + 1, i] = mean, least(self.total_kept(), MANY_WORDS)
            out[row + 2, i], out[row + 3, i] = least(kept, MANY_BLOCKS), best


cdef inline float least(float number, float other) noexcept nogil:
    return number if number < other else other
