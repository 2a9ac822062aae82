"""Phrases with gaps, inside a line and at its start. See `sentences.pyx`."""

from libc.stdint cimport uint32_t, uint64_t

from scraper.extraction.native.folding cimport Folded
from scraper.extraction.native.table cimport Table


cdef class Sentences:
    cdef Table keys  # to the number of a group
    cdef const int[::1] groups  # where the phrases of each group begin in `members`, and where the last ones end
    cdef const int[::1] members  # numbers of phrases
    cdef const int[::1] firsts  # the first piece of each phrase, and one past the last piece of all
    cdef const int[::1] codes
    cdef const unsigned char[::1] whole_word
    cdef const int[::1] starts  # of each piece in `letters`, and where the last one ends
    cdef const unsigned int[::1] letters

    cdef int in_group(self, const Folded *line, const uint32_t *key, Py_ssize_t size, uint64_t hashed, bint anywhere) noexcept
    cdef bint holds(self, int phrase, const Folded *line, Py_ssize_t at) noexcept


cdef class Openings:
    cdef Sentences sentences
    cdef Table guard_starts, guard_short

    cdef void warm(self) noexcept
    cdef bint admits(self, const Folded *line) noexcept
    cdef bint may_open(self, int kind, void *data, Py_ssize_t size) noexcept
    cdef int opens(self, const Folded *line) noexcept


cdef void warm_promotions() noexcept
cdef int promotion(const Folded *line, Py_ssize_t length) noexcept
