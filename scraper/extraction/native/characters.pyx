# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Characters of each class in many short texts, and letters and digits alone. Mirrors `TextCounts._count` of
`features/characters.py`, and `squash` of `scraper/text.py`.
"""

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memset

from scraper.extraction.native.strings cimport (
    Char,
    Py_UNICODE_ISALNUM,
    PyUnicode_DATA,
    PyUnicode_FromKindAndData,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
)

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index) noexcept nogil

cdef enum:
    CLASSES = 8
    SPACES = 0
    CJK = 5
    LAST_CLASS = 0xffff  # of the table; characters above have the same
    QUESTION = 63  # stands for half of a surrogate pair
    NARROW = 256
    MOST_IN_BYTE = 255

cdef bint IS_LETTER_OR_DIGIT[NARROW]
for _code in range(NARROW):
    IS_LETTER_OR_DIGIT[_code] = chr(_code).isalnum()


cdef uint64_t COUNT_OF[256]  # of a character with these classes: a byte for each class
for _bits in range(256):
    COUNT_OF[_bits] = sum([1 << 8 * number for number in range(CLASSES) if _bits >> number & 1])


cdef inline uint8_t class_of(Py_UCS4 character, const uint8_t *table) noexcept:
    if 0xd800 <= character <= 0xdfff:
        character = QUESTION
    return table[min(character, LAST_CLASS)]


cdef void count(const Char *text, Py_ssize_t size, const uint8_t *table, int *found) noexcept:
    """Count the characters of each class, in bytes side by side that are emptied before one is full."""
    cdef Py_ssize_t k = 0, end
    cdef int number
    cdef uint64_t some
    memset(found, 0, CLASSES * sizeof(int))
    while k < size:
        end, some = min(size, k + MOST_IN_BYTE), 0
        while k < end:
            if Char is uint8_t:
                some += COUNT_OF[table[text[k]]]
            else:
                some += COUNT_OF[class_of(text[k], table)]
            k += 1
        for number in range(CLASSES):
            found[number] += (some >> 8 * number) & 255


def count_characters(
    list texts not None, const uint8_t[::1] table not None, float cjk_per_word, float[:, ::1] counts not None,
    uint8_t[:, ::1] ends not None,
):
    """Write how many characters of each class each text has, how many in all and how many words, and the classes of its
    first and last character.

    `table` holds the class bits by code point. No text is empty.
    """
    cdef Py_ssize_t i, size
    cdef int number, kind
    cdef int found[CLASSES]
    cdef void *data
    cdef str text
    if (
        table.shape[0] != LAST_CLASS + 1 or counts.shape[0] != CLASSES + 2 or counts.shape[1] != len(texts)
        or ends.shape[0] != 2 or ends.shape[1] != len(texts)
    ):
        raise ValueError("a place is needed for each class and text")
    for i in range(len(texts)):
        text = texts[i]
        kind, data, size = PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)
        if not size:
            raise ValueError("a text is empty")
        if kind == 1:
            count(<const uint8_t *> data, size, &table[0], found)
        elif kind == 2:
            count(<const uint16_t *> data, size, &table[0], found)
        else:
            count(<const uint32_t *> data, size, &table[0], found)
        for number in range(CLASSES):
            counts[number, i] = found[number]
        counts[CLASSES, i] = size
        counts[CLASSES + 1, i] = <float> (
            <double> ((0 if found[CJK] else 1) + found[SPACES]) + <double> (<float> found[CJK] / cjk_per_word)
        )
        ends[0, i] = class_of(PyUnicode_READ(kind, data, 0), &table[0])
        ends[1, i] = class_of(PyUnicode_READ(kind, data, size - 1), &table[0])


cdef Py_ssize_t copy_letters(const Char *text, Py_ssize_t size, Char *out) noexcept:
    """Copy the letters and digits of a text, and return how many there are."""
    cdef Py_ssize_t i, n = 0
    for i in range(size):
        out[n] = text[i]
        if Char is uint8_t:
            n += IS_LETTER_OR_DIGIT[text[i]]
        else:
            n += IS_LETTER_OR_DIGIT[text[i]] if text[i] < NARROW else Py_UNICODE_ISALNUM(text[i])
    return n


def letters_and_digits(str text not None):
    """Return the letters and digits of a text."""
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef void *out = malloc((size + 1) * kind)
    if out == NULL:
        raise MemoryError
    try:
        if kind == 1:
            size = copy_letters(<const uint8_t *> data, size, <uint8_t *> out)
        elif kind == 2:
            size = copy_letters(<const uint16_t *> data, size, <uint16_t *> out)
        else:
            size = copy_letters(<const uint32_t *> data, size, <uint32_t *> out)
        return PyUnicode_FromKindAndData(kind, out, size)
    finally:
        free(out)
