# cython: language_level=3, boundscheck=False, wraparound=False
"""A page as UTF-8, as the parser takes it. Mirrors `str.encode`, and what `bytes.decode` says of bytes that are none.

Python writes any text that isn't wholly ASCII character by character, which takes a third as long as the parse.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from scraper.extraction.native.strings cimport Char, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND

cdef extern from "utf8.h" nogil:
    Py_ssize_t utf8_size_1(const uint8_t *text, Py_ssize_t size) noexcept
    Py_ssize_t utf8_size_2(const uint16_t *text, Py_ssize_t size) noexcept
    Py_ssize_t utf8_size_4(const uint32_t *text, Py_ssize_t size) noexcept
    bint is_utf8(const uint8_t *text, Py_ssize_t size) noexcept
    Py_ssize_t copy_ascii_1(uint8_t *out, const uint8_t *text, Py_ssize_t at, Py_ssize_t size) noexcept
    Py_ssize_t copy_ascii_2(uint8_t *out, const uint16_t *text, Py_ssize_t at, Py_ssize_t size) noexcept
    Py_ssize_t copy_ascii_4(uint8_t *out, const uint32_t *text, Py_ssize_t at, Py_ssize_t size) noexcept


cdef inline Py_ssize_t size_of(const Char *text, Py_ssize_t size) noexcept nogil:
    if Char is uint8_t:
        return utf8_size_1(text, size)
    elif Char is uint16_t:
        return utf8_size_2(text, size)
    else:
        return utf8_size_4(text, size)


cdef inline Py_ssize_t copy_ascii(uint8_t *out, const Char *text, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    if Char is uint8_t:
        return copy_ascii_1(out, text, at, size)
    elif Char is uint16_t:
        return copy_ascii_2(out, text, at, size)
    else:
        return copy_ascii_4(out, text, at, size)


cdef inline uint8_t *put(uint8_t *out, uint32_t character) noexcept nogil:
    """Write a character; return where the next one goes."""
    if character < 0x80:
        out[0] = <uint8_t> character
        return out + 1
    if character < 0x800:
        out[0], out[1] = <uint8_t> (0xc0 | character >> 6), <uint8_t> (0x80 | character & 63)
        return out + 2
    if character < 0x10000:
        out[0], out[1] = <uint8_t> (0xe0 | character >> 12), <uint8_t> (0x80 | character >> 6 & 63)
        out[2] = <uint8_t> (0x80 | character & 63)
        return out + 3
    out[0], out[1] = <uint8_t> (0xf0 | character >> 18), <uint8_t> (0x80 | character >> 12 & 63)
    out[2], out[3] = <uint8_t> (0x80 | character >> 6 & 63), <uint8_t> (0x80 | character & 63)
    return out + 4


cdef bytes written(const Char *text, Py_ssize_t size):
    """Return a text as UTF-8; None if it holds half of a surrogate pair."""
    cdef Py_ssize_t at = 0, copied, wanted = size_of(text, size), stop
    cdef bytes made
    cdef uint8_t *out
    if wanted < 0:
        return None
    made = PyBytes_FromStringAndSize(NULL, wanted)
    out = <uint8_t *> PyBytes_AS_STRING(made)
    while at < size:
        copied = copy_ascii(out, text, at, size)
        out += copied
        at += copied
        stop = min(at + 16, size)  # one of these is no ASCII, or the text ends
        while at < stop:
            out = put(out, text[at])
            at += 1
    return made


def encoded(str text not None):
    """Return a text as UTF-8; None if it holds half of a surrogate pair."""
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    if kind == 1:
        return written(<const uint8_t *> PyUnicode_DATA(text), size)
    if kind == 2:
        return written(<const uint16_t *> PyUnicode_DATA(text), size)
    return written(<const uint32_t *> PyUnicode_DATA(text), size)


def is_valid(bytes text not None):
    """Say whether `bytes.decode` would take these bytes."""
    return is_utf8(<const uint8_t *> PyBytes_AS_STRING(text), len(text))
