"""Lines in the form in which phrases are compared. See `folding.pyx`."""

from libc.stdint cimport uint32_t, uint64_t

cdef enum:
    MOST_FOLDED = 1536  # characters of a folded line: three for each that is looked at
    ONLY_PYTHON = 1
    FIRST_HASHED = 4  # characters of a line

cdef struct Folded:
    uint32_t text[MOST_FOLDED]
    Py_ssize_t size
    bint has_unspaced
    uint64_t hashes[FIRST_HASHED + 1]  # of its first characters, by their number

cdef bint is_edge(uint32_t character)
cdef int fold(Folded *line, int kind, void *data, Py_ssize_t size) except -1
