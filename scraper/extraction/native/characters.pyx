# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Characters of each class in many short texts, and letters and digits alone. Mirrors `TextCounts._count` of
`features/characters.py`, `squash` of `scraper/text.py`, `in_body` of `features/lines.py`, `is_single_spaced` of `letters.py`, and
`may_have_years` of `metadata/datelines.py`.
"""

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memset

from scraper.extraction.native.strings cimport (
    Char,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISSPACE,
    PyUnicode_DATA,
    PyUnicode_FromKindAndData,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
)

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index) noexcept nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 character) noexcept nogil

cdef enum:
    CLASSES = 8
    SPACES = 0
    CJK = 5
    LAST_CLASS = 0xffff  # of the table; characters above have the same
    QUESTION = 63  # stands for half of a surrogate pair
    NARROW = 256
    MOST_IN_BYTE = 255
    SPACE = 32
    FIRST_PLAIN = 33  # characters from here on are no white space
    LAST_PLAIN = 126

cdef bint IS_LETTER_OR_DIGIT[NARROW]
for _code in range(NARROW):
    IS_LETTER_OR_DIGIT[_code] = chr(_code).isalnum()


cdef uint64_t COUNT_OF[256]  # of a character with these classes: a byte for each class


def _load_counts():
    cdef int bits, number
    for bits in range(256):
        COUNT_OF[bits] = 0
        for number in range(CLASSES):
            COUNT_OF[bits] += <uint64_t> (bits >> number & 1) << 8 * number


_load_counts()


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


cdef enum:
    WINDOW = 8  # characters of a text by which most lines are found not to stand in it
    BITS = 16  # of the hashes of windows that are noted

cdef uint32_t FACTOR = 0x01000193
cdef uint32_t LEAVING = 1  # what the hash of a window multiplies the character with that leaves it
for _i in range(WINDOW):
    LEAVING *= FACTOR


cdef inline uint32_t bit_of(uint32_t hashed) noexcept nogil:
    return (hashed * <uint32_t> 0x9E3779B1) >> (32 - BITS)


cdef void note_windows(const Char *text, Py_ssize_t size, uint8_t *seen) noexcept nogil:
    """Note the hash of each window of a text in bits."""
    cdef Py_ssize_t i
    cdef uint32_t hashed = 0, bit
    for i in range(size):
        hashed = hashed * FACTOR + text[i]
        if i >= WINDOW:
            hashed -= LEAVING * text[i - WINDOW]
        if i >= WINDOW - 1:
            bit = bit_of(hashed)
            seen[bit >> 3] |= 1 << (bit & 7)


cdef bint may_stand(str line, const uint8_t *seen) noexcept:
    """Say whether a line may stand in the text whose windows were noted, by its first window."""
    cdef Py_ssize_t i
    cdef uint32_t hashed = 0
    if PyUnicode_GET_LENGTH(line) < WINDOW:
        return True
    for i in range(WINDOW):
        hashed = hashed * FACTOR + <uint32_t> PyUnicode_READ(PyUnicode_KIND(line), PyUnicode_DATA(line), i)
    hashed = bit_of(hashed)
    return seen[hashed >> 3] >> (hashed & 7) & 1


def in_body(list lines not None, str body not None, Py_ssize_t least, Py_ssize_t most, float[::1] out not None):
    """Write what `in_body` of `features/lines.py` returns; lines of at most `least` characters are not looked for, nor any
    once more than `most` characters were searched."""
    cdef Py_ssize_t i, size = PyUnicode_GET_LENGTH(body)
    cdef int kind = PyUnicode_KIND(body)
    cdef uint8_t *seen = <uint8_t *> calloc((1 << BITS) >> 3, 1)
    cdef str line
    try:
        if seen == NULL:
            raise MemoryError
        if out.shape[0] != len(lines):
            raise ValueError("a place is needed for each line")
        if kind == 1:
            note_windows(<const uint8_t *> PyUnicode_DATA(body), size, seen)
        elif kind == 2:
            note_windows(<const uint16_t *> PyUnicode_DATA(body), size, seen)
        else:
            note_windows(<const uint32_t *> PyUnicode_DATA(body), size, seen)
        for i in range(len(lines)):
            line, out[i] = lines[i], 0
            if PyUnicode_GET_LENGTH(line) > least and most > 0:
                most -= size
                line = letters_and_digits(line.lower())
                out[i] = 1 if may_stand(line, seen) and line in body else -1
    finally:
        free(seen)


cdef bint is_spaced(const Char *text, Py_ssize_t size) noexcept:
    cdef Py_ssize_t i
    cdef bint after_space = True
    for i in range(size):
        if text[i] > LAST_PLAIN or text[i] < FIRST_PLAIN:
            if Py_UNICODE_ISSPACE(text[i]) and (text[i] != SPACE or after_space):
                return False
            after_space = text[i] == SPACE
        else:
            after_space = False
    return not (after_space and size)


def is_single_spaced(str text not None):
    """Say whether all white space in a text are single spaces between its words."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    if kind == 1:
        return is_spaced(<const uint8_t *> data, size)
    if kind == 2:
        return is_spaced(<const uint16_t *> data, size)
    return is_spaced(<const uint32_t *> data, size)


cdef bint has_digit(const Char *text, Py_ssize_t size, str signs) noexcept:
    """Say whether a text has a digit of any script, or one of some signs beyond the narrow characters."""
    cdef Py_ssize_t i
    cdef Py_UCS4 sign
    for i in range(size):
        if 48 <= text[i] <= 57:  # "0" to "9"
            return True
        if Char is not uint8_t:
            if text[i] >= NARROW:
                if Py_UNICODE_ISDECIMAL(text[i]):
                    return True
                for sign in signs:
                    if text[i] == sign:
                        return True
    return False


def with_digits(list texts not None, Py_ssize_t within, str signs not None):
    """Return which texts have a digit or one of the signs among so many first characters."""
    cdef Py_ssize_t number, size
    cdef int kind
    cdef bint found
    cdef void *data
    cdef str text
    cdef list out = []
    for number in range(len(texts)):
        text = texts[number]
        kind, data, size = PyUnicode_KIND(text), PyUnicode_DATA(text), min(PyUnicode_GET_LENGTH(text), within)
        if kind == 1:
            found = has_digit(<const uint8_t *> data, size, signs)
        elif kind == 2:
            found = has_digit(<const uint16_t *> data, size, signs)
        else:
            found = has_digit(<const uint32_t *> data, size, signs)
        if found:
            out.append(number)
    return out
