"""What the features of one page are made of. See `rows.pyx`."""

from libc.stdint cimport int64_t, uint8_t

cdef class Rows:
    cdef const float[:, ::1] counted, of_lines  # what the rows below lie in
    cdef const uint8_t[:, ::1] ends
    cdef const float *words
    cdef const float *chars
    cdef const float *spaces
    cdef const float *stops
    cdef const float *commas
    cdef const float *uppers
    cdef const float *digits
    cdef const float *cjks
    cdef const float *marks
    cdef const float *letters
    cdef const uint8_t *first
    cdef const uint8_t *last
    cdef const float *label_codes
    cdef const float *prefixes
    cdef const float *promo
    cdef const float *weights
    cdef const float *title_share
    cdef const float[::1] link, tag
    cdef const uint8_t[::1] good, heading, label
    cdef const int64_t[::1] element, parent, depth, begin, end, kind
    cdef Py_ssize_t n, elements, title
    cdef list tags, links, strong, longest, border
    cdef float is_article
    cdef bint has_body
    cdef float *scratch  # room for two numbers a block
    cdef float *level  # depth of the element of each block
    cdef float *step  # of the lowest element that holds a block and the one before it
    cdef float *with_before  # and of that which holds a block and another one: what `nearest` and `around` note
    cdef float *with_after
    cdef int64_t *before  # places that `nearest` notes
    cdef int64_t *after

    cdef int take(self, counts, lines) except -1
    cdef int check(self) except -1
    cdef void measure_steps(self) noexcept
    cdef void nearest(self, const uint8_t *flags) noexcept
    cdef void around(self, Py_ssize_t block) noexcept
    cdef float sum_of(self, const float *numbers, const float *factors, const uint8_t *flags) noexcept
    cdef void below(self, float[:, ::1] out, Py_ssize_t row, const float *running) noexcept


cdef inline float at_least_one(float number) noexcept nogil:
    return number if number > 1 else 1


cdef inline float at_most(float number, float most) noexcept nogil:
    return number if number < most else most


cdef inline int fits(float[:, ::1] out, Py_ssize_t rows, Py_ssize_t columns) except -1:
    """Raise ValueError unless there is a place for each number."""
    if out.shape[0] != rows or out.shape[1] != columns:
        raise ValueError("a row is needed for each feature and a column for each block")
    return 0
