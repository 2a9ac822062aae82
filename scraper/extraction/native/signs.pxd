"""Whether a text has one of some words. See `signs.pyx`."""

from libc.stdint cimport uint8_t, uint64_t

cdef enum:
    MOST_WORDS = 64
    MOST_GROUPS = 64
    LONGEST = 32  # characters of a word
    TRIPLES = 32768  # of characters side by side, by their lowest five bits, which small and capital letters share
    FILTERED = 512  # numbers with a bit for each triple
    BUCKETS = 256  # of triples, by their lowest bits


cdef class Signs:
    cdef uint64_t looked_for[FILTERED]  # a bit for each triple by which a word is found
    cdef uint64_t words[BUCKETS]  # a bit for each word that is found by one of its triples
    cdef uint8_t letters[MOST_WORDS][LONGEST]
    cdef int sizes[MOST_WORDS]
    cdef int rare[MOST_WORDS]  # where the triples begin in a word by which it is found
    cdef int step  # how many these are: of so many places in a text, one is looked at
    cdef uint64_t groups[MOST_WORDS]  # a bit for each group that a word is in
    cdef uint64_t every  # the bits of all groups that have a word

    cdef int note(self, int number, str triple) except -1
    cdef uint64_t groups_in(self, str text) noexcept
    cdef uint64_t groups_in_bytes(self, const uint8_t *text, Py_ssize_t size) noexcept
