# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""Groups of features of the elements around blocks. Mirrors functions of `features/rows.py`, and the methods of `Geometry` of
`features/geometry.py` that they ask, named at each method.

Elements are in document order, each after its parent: what holds of a parent is known before its children are read.
"""

from libc.stdint cimport int8_t, int64_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy, memset

from scraper.extraction.native.rows cimport Rows, at_least_one, at_most, fits

from scraper.extraction.features import rows as _rows
from scraper.extraction.native import rows as _of_blocks

cdef extern from *:
    """
    #include <stdint.h>
    #if defined(__GNUC__)
    #define scraper_lowest(bits) __builtin_ctzll(bits)
    #else
    static int scraper_lowest(uint64_t bits) { int at = 0; while (!(bits >> at & 1)) at++; return at; }
    #endif
    """
    int lowest "scraper_lowest"(uint64_t bits) noexcept nogil  # the number of the lowest bit, of at least one

cdef enum:
    LEVELS = 6
    SUMS = 9  # of what stands in an element
    KINDS = 14  # of features of an element
    EXTREMES = 4  # of the weights of names
    MOST_NAMED = 63  # groups of elements and families of words

cdef float FAR = _rows.FAR, MANY_BLOCKS = _rows.MANY_BLOCKS, MANY_WORDS = _rows.MANY_WORDS
cdef dict CONTAINER_BITS = _rows.CONTAINER_BITS
cdef int CONTAINERS = len(_rows.CONTAINERS), NAMED = len(_rows.CONTAINERS) + len(_rows.NAMES) + 1

ROWS = {**_of_blocks.ROWS, "ancestors": KINDS * LEVELS, "named_ancestors": NAMED, "class_weights": EXTREMES}
"""How many rows each method writes."""

if _rows.LEVELS != LEVELS or NAMED > MOST_NAMED:
    raise ImportError("native.elements looks at another number of ancestors or names")


cdef class PageRows(Rows):
    """What all groups of one page are made of."""

    cdef const int64_t[::1] families
    cdef const float[::1] name_weight

    def __init__(self, view not None, Py_ssize_t title):
        """Take a `PageFeatures`, and the block that says the page's title (-1: none)."""
        Rows.__init__(self, view, title)
        self.families, self.name_weight = view.families, view.name_weight
        if self.families.shape[0] != self.elements or self.name_weight.shape[0] != self.elements:
            raise ValueError("what names say is needed for each element")

    cdef void add_up(self, double *running) noexcept:
        """Write the running sums, from 0, of what `_ancestors` adds up inside elements."""
        cdef Py_ssize_t i, k
        cdef double *row = running
        for k in range(SUMS):
            running[k] = 0
        for i in range(self.n):
            row = running + SUMS * (i + 1)
            row[0], row[1], row[2] = self.words[i], self.words[i] * self.link[i], 1
            row[3], row[4] = self.words[i] if self.good[i] else 0, self.good[i]
            row[5], row[6], row[7], row[8] = self.stops[i], self.heading[i], self.label[i], self.promo[i] > 0
            for k in range(SUMS):
                row[k] += row[k - SUMS]

    cdef void measure(self, const double *running, double *total, float *alike, float *found) noexcept:
        """Write the features of each element by the running sums; `total` and `alike` have room for each kind."""
        cdef Py_ssize_t e, k
        cdef float sums[SUMS]
        cdef float *own
        cdef float most, blocks, good = at_least_one(<float> (running[SUMS * self.end[0] + 3] - running[SUMS * self.begin[0] + 3]))
        for e in range(self.elements):
            total[e] = alike[e] = 0
        for e in range(self.elements):
            total[self.kind[e]] += <float> (running[SUMS * self.end[e]] - running[SUMS * self.begin[e]])
            alike[self.kind[e]] += 1
        for e in range(self.elements):
            for k in range(SUMS):
                sums[k] = <float> (running[SUMS * self.end[e] + k] - running[SUMS * self.begin[e] + k])
            most, blocks, own = at_least_one(sums[0]), at_least_one(sums[2]), found + KINDS * e
            own[0], own[1], own[2] = at_most(sums[0], MANY_WORDS), sums[1] / most, at_most(sums[2], MANY_BLOCKS)
            own[3], own[4], own[5] = sums[3] / good, sums[3] / most, at_most(sums[4], MANY_BLOCKS)
            own[6], own[7], own[8] = sums[5] / most, sums[0] / blocks, at_most(alike[self.kind[e]], MANY_BLOCKS)
            own[9], own[10] = <float> total[self.kind[e]] / alike[self.kind[e]], at_most(sums[6], MANY_BLOCKS)
            own[11], own[12], own[13] = sums[7] / blocks, sums[8] / blocks, <float> self.begin[e]

    def ancestors(self, float[:, ::1] out not None):
        """Write what `_ancestors` returns."""
        cdef Py_ssize_t i, k, level
        cdef int64_t element
        cdef double *running = <double *> malloc((SUMS * (self.n + 1) + self.elements) * sizeof(double))
        cdef float *found = <float *> malloc((KINDS + 1) * self.elements * sizeof(float))
        try:
            fits(out, KINDS * LEVELS, self.n)
            if running == NULL or found == NULL:
                raise MemoryError
            self.add_up(running)
            self.measure(running, running + SUMS * (self.n + 1), found + KINDS * self.elements, found)
            for i in range(self.n):
                element = self.element[i]
                for level in range(LEVELS):
                    for k in range(KINDS - 1):
                        out[k * LEVELS + level, i] = found[KINDS * element + k]
                    out[(KINDS - 1) * LEVELS + level, i] = at_most(<float> i - found[KINDS * element + KINDS - 1], MANY_BLOCKS)
                    element = self.parent[element]
        finally:
            free(running)
            free(found)

    cdef uint64_t bits_of(self, Py_ssize_t element) except? 0:
        """Return the groups of elements and families of words that an element belongs to, a bit each."""
        code = CONTAINER_BITS.get(self.tags[element])
        return <uint64_t> self.families[element] << CONTAINERS | (<uint64_t> code if code is not None else 0)

    def named_ancestors(self, float[:, ::1] out not None):
        """Write what `_named_ancestors` returns."""
        cdef Py_ssize_t e, i, kind
        cdef int level  # whole numbers: which of two it is takes no branch
        cdef uint64_t left
        cdef const int8_t *own
        cdef int8_t *nearest = <int8_t *> malloc(self.elements * NAMED)  # depth of the nearest one of each kind; -1: none
        try:
            fits(out, NAMED, self.n)
            if nearest == NULL:
                raise MemoryError
            memset(nearest, 255, NAMED)  # the root's own do not count
            for e in range(1, self.elements):
                memcpy(nearest + e * NAMED, nearest + self.parent[e] * NAMED, NAMED)
                left = self.bits_of(e) & ((<uint64_t> 1 << NAMED) - 1)
                while left:
                    nearest[e * NAMED + lowest(left)] = <int8_t> self.depth[e]
                    left &= left - 1
            for i in range(self.n):
                own, level = nearest + self.element[i] * NAMED, <int> self.level[i]
                for kind in range(NAMED):
                    out[kind, i] = <float> (level - own[kind] if own[kind] >= 0 else <int> FAR)
        finally:
            free(nearest)

    def class_weights(self, float[:, ::1] out not None):
        """Write what `_class_weights` returns."""
        cdef Py_ssize_t e, i, k
        cdef float weight
        cdef const float *up
        cdef float *found = <float *> malloc(EXTREMES * self.elements * sizeof(float))
        cdef float *own = found
        try:
            fits(out, EXTREMES, self.n)
            if found == NULL:
                raise MemoryError
            own[0] = own[1] = own[2] = own[3] = self.name_weight[0]
            for e in range(1, self.elements):
                own, up, weight = found + EXTREMES * e, found + EXTREMES * self.parent[e], self.name_weight[e]
                own[0], own[1], own[2] = min(weight, up[0]), max(weight, up[1]), weight + up[2]
                own[3] = weight if weight != 0 else up[3]
            for i in range(self.n):
                for k in range(EXTREMES):
                    out[k, i] = found[EXTREMES * self.element[i] + k]
        finally:
            free(found)
