"""Labels and markers, whole or with a gap. See `labels.pyx`."""

from scraper.extraction.native.folding cimport Folded
from scraper.extraction.native.table cimport Table

cdef enum:
    ASK_PYTHON = -1


cdef class Slots:
    cdef Table keys  # to the number of a group
    cdef const int[::1] sizes  # of the keys, in the order in which they are asked
    cdef const int[::1] groups  # where the phrases of each group begin, and where the last ones end
    cdef const int[::1] starts  # in `letters`: of what stands before the gap and after it, two for each phrase, and the end
    cdef const int[::1] codes
    cdef const unsigned int[::1] letters

    cdef int filled_by(self, const Folded *line, bint at_end) noexcept


cdef class Labels:
    cdef Table whole, bare, guard_starts, guard_short, closing_ends
    cdef Slots openings, closings

    cdef void warm(self) noexcept
    cdef bint may_be_counted(self, const Folded *line)
    cdef int look_up(self, const Folded *line)


cdef bint begins_with_any(Table starts, Table short, const Folded *line) noexcept
cdef bint holds_start(Table table, const Folded *line, Py_ssize_t size) noexcept
