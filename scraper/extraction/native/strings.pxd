"""Strings as arrays of code points, in whichever width Python keeps them."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

ctypedef fused Char:
    uint8_t
    uint16_t
    uint32_t

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    Py_ssize_t PyUnicode_GET_LENGTH(object text)
    bint Py_UNICODE_ISSPACE(Py_UCS4 character) noexcept nogil
    bint Py_UNICODE_ISALNUM(Py_UCS4 character) noexcept nogil
    object PyUnicode_FromKindAndData(int kind, const void *data, Py_ssize_t size)

cdef extern from "search.h" nogil:
    Py_ssize_t find_in_bytes(const uint8_t *text, Py_ssize_t at, Py_ssize_t size, uint32_t wanted) noexcept
    Py_ssize_t find_in_pairs(const uint16_t *text, Py_ssize_t at, Py_ssize_t size, uint32_t wanted) noexcept
    Py_ssize_t find_in_words(const uint32_t *text, Py_ssize_t at, Py_ssize_t size, uint32_t wanted) noexcept


cdef inline Py_ssize_t find(const Char *text, Py_ssize_t at, Py_ssize_t size, uint32_t wanted) noexcept nogil:
    """Return where a character stands first in text[at:size], `size` if nowhere."""
    if Char is uint8_t:
        return find_in_bytes(text, at, size, wanted)
    elif Char is uint16_t:
        return find_in_pairs(text, at, size, wanted)
    else:
        return find_in_words(text, at, size, wanted)


cdef inline bint starts(const Char *text, Py_ssize_t at, Py_ssize_t size, const char *word, Py_ssize_t length) noexcept nogil:
    """Say whether an ASCII word of this length stands at `at` in text[:size]."""
    cdef Py_ssize_t i
    if at + length > size:
        return False
    for i in range(length):
        if text[at + i] != <uint8_t> word[i]:
            return False
    return True


cdef inline Py_ssize_t find_word(const Char *text, Py_ssize_t at, Py_ssize_t size, const char *word, Py_ssize_t length) noexcept nogil:
    """Return where an ASCII word stands first in text[at:size], -1 if nowhere."""
    while True:
        at = find(text, at, size, <uint8_t> word[0])
        if at + length > size:
            return -1
        if starts(text, at, size, word, length):
            return at
        at += 1


cdef inline bint starts_any_case(const Char *text, Py_ssize_t at, Py_ssize_t size, const char *word, Py_ssize_t length) noexcept nogil:
    """Say whether a word of lower-case ASCII letters stands at `at`, in whatever case."""
    cdef Py_ssize_t i
    cdef uint32_t character
    if at + length > size:
        return False
    for i in range(length):
        character = text[at + i]
        if 65 <= character <= 90:
            character += 32
        if character != <uint8_t> word[i]:
            return False
    return True
