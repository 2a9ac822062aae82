"""The attributes by which an element may describe its page. Mirrors `MARKED_ATTRIBUTES` of `dom/tags.py`."""

from libc.stdint cimport uint8_t
from libc.string cimport memcmp


cdef inline bint is_mark(const uint8_t *name, Py_ssize_t size) noexcept nogil:
    """Say whether an attribute has one of their names, perhaps with a prefix."""
    if size and name[size - 1] == b"l":
        return size >= 3 and not memcmp(name + size - 3, b"rel", 3)
    return size >= 8 and name[size - 1] == b"p" and not memcmp(name + size - 8, b"itemprop", 8)
