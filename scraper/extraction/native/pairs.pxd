"""Two characters side by side, searched for and counted many at a time."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

from scraper.extraction.native.strings cimport Char

cdef extern from "pairs.h" nogil:
    Py_ssize_t find_pair_in_bytes(const uint8_t *text, Py_ssize_t at, Py_ssize_t size, uint32_t first, uint32_t second) noexcept
    Py_ssize_t find_pair_in_pairs(const uint16_t *text, Py_ssize_t at, Py_ssize_t size, uint32_t first, uint32_t second) noexcept
    Py_ssize_t find_pair_in_words(const uint32_t *text, Py_ssize_t at, Py_ssize_t size, uint32_t first, uint32_t second) noexcept
    Py_ssize_t count_alone_in_bytes(const uint8_t *text, Py_ssize_t size, uint32_t first, uint32_t second) noexcept
    Py_ssize_t count_alone_in_pairs(const uint16_t *text, Py_ssize_t size, uint32_t first, uint32_t second) noexcept
    Py_ssize_t count_alone_in_words(const uint32_t *text, Py_ssize_t size, uint32_t first, uint32_t second) noexcept


cdef inline Py_ssize_t find_pair(const Char *text, Py_ssize_t at, Py_ssize_t size, uint32_t first, uint32_t second) noexcept nogil:
    """Return where two characters stand side by side first in text[at:size], `size` if nowhere."""
    if Char is uint8_t:
        return find_pair_in_bytes(text, at, size, first, second)
    elif Char is uint16_t:
        return find_pair_in_pairs(text, at, size, first, second)
    else:
        return find_pair_in_words(text, at, size, first, second)


cdef inline Py_ssize_t count_alone(const Char *text, Py_ssize_t size, uint32_t first, uint32_t second) noexcept nogil:
    """Count how often a character stands in text[:size] without the second one after it."""
    if Char is uint8_t:
        return count_alone_in_bytes(text, size, first, second)
    elif Char is uint16_t:
        return count_alone_in_pairs(text, size, first, second)
    else:
        return count_alone_in_words(text, size, first, second)
