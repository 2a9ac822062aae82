# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Characters of each class in many short texts. Mirrors `TextCounts._count` of `features/characters.py`."""

from libc.stdint cimport uint8_t
from libc.string cimport memset

from scraper.extraction.native.strings cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index) noexcept nogil

cdef enum:
    CLASSES = 8
    LAST_CLASS = 0xffff  # of the table; characters above have the same
    QUESTION = 63  # stands for half of a surrogate pair


cdef inline uint8_t class_of(Py_UCS4 character, const uint8_t[::1] table) noexcept:
    if 0xd800 <= character <= 0xdfff:
        character = QUESTION
    return table[min(character, LAST_CLASS)]


def count_characters(
    list texts not None, const uint8_t[::1] table not None, float[:, ::1] counts not None, float[::1] sizes not None,
    uint8_t[:, ::1] ends not None,
):
    """Write how many characters of each class each text has, how many in all, and the classes of its first and last one.

    `table` holds the class bits by code point. No text is empty.
    """
    cdef Py_ssize_t i, k, size
    cdef int number, kind
    cdef int found[CLASSES]
    cdef uint8_t bits
    cdef void *data
    cdef str text
    if (
        table.shape[0] != LAST_CLASS + 1 or counts.shape[0] != CLASSES or counts.shape[1] != len(texts)
        or sizes.shape[0] != len(texts) or ends.shape[0] != 2 or ends.shape[1] != len(texts)
    ):
        raise ValueError("a place is needed for each class and text")
    for i in range(len(texts)):
        text = texts[i]
        kind, data, size = PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)
        if not size:
            raise ValueError("a text is empty")
        memset(found, 0, sizeof(found))
        for k in range(size):
            bits = class_of(PyUnicode_READ(kind, data, k), table)
            for number in range(CLASSES):
                found[number] += (bits >> number) & 1
        for number in range(CLASSES):
            counts[number, i] = found[number]
        sizes[i] = size
        ends[0, i] = class_of(PyUnicode_READ(kind, data, 0), table)
        ends[1, i] = class_of(PyUnicode_READ(kind, data, size - 1), table)
