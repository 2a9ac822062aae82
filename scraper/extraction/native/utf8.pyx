# cython: language_level=3, boundscheck=False, wraparound=False
"""A page as UTF-8, as the parser takes it. Mirrors `str.encode`, and what `bytes.decode` says of bytes that are none.

Python writes any text that isn't wholly ASCII character by character, which takes a third as long as the parse.
"""

from cpython.bytes cimport PyBytes_AS_STRING
from cpython.ref cimport Py_XDECREF, PyObject
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from scraper.extraction.native.strings cimport Char, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND

cdef extern from "Python.h":
    PyObject *PyBytes_FromStringAndSize(const char *text, Py_ssize_t size) except NULL
    int _PyBytes_Resize(PyObject **text, Py_ssize_t size) except -1

cdef extern from "utf8.h" nogil:
    Py_ssize_t UTF8_ROOM
    Py_ssize_t utf8_write_1(uint8_t *out, Py_ssize_t room, const uint8_t *text, Py_ssize_t *at, Py_ssize_t size) noexcept
    Py_ssize_t utf8_write_2(uint8_t *out, Py_ssize_t room, const uint16_t *text, Py_ssize_t *at, Py_ssize_t size) noexcept
    Py_ssize_t utf8_write_4(uint8_t *out, Py_ssize_t room, const uint32_t *text, Py_ssize_t *at, Py_ssize_t size) noexcept
    bint is_utf8(const uint8_t *text, Py_ssize_t size) noexcept

cdef enum:
    SPARE = 16  # of so many characters, all but one are taken to be ASCII; where more are not, room is made for the rest
    MOST_BYTES = 4  # of a character


cdef inline Py_ssize_t write(uint8_t *out, Py_ssize_t room, const Char *text, Py_ssize_t *at, Py_ssize_t size) noexcept nogil:
    if Char is uint8_t:
        return utf8_write_1(out, room, text, at, size)
    elif Char is uint16_t:
        return utf8_write_2(out, room, text, at, size)
    else:
        return utf8_write_4(out, room, text, at, size)


cdef bytes written(const Char *text, Py_ssize_t size):
    """Return a text as UTF-8; None if it holds half of a surrogate pair. In one pass: the text comes from memory."""
    cdef Py_ssize_t at = 0, used = 0, some, room = size + size // SPARE + UTF8_ROOM
    cdef PyObject *made = PyBytes_FromStringAndSize(NULL, room)
    try:
        while at < size:
            some = write(<uint8_t *> PyBytes_AS_STRING(<object> made) + used, room - used, text, &at, size)
            if some < 0:
                return None
            used += some
            if at < size:
                room = used + MOST_BYTES * (size - at) + UTF8_ROOM
                _PyBytes_Resize(&made, room)
        _PyBytes_Resize(&made, used)
        return <bytes> made
    finally:
        Py_XDECREF(made)


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
