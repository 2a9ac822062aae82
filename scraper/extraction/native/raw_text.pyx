# cython: language_level=3, boundscheck=False, wraparound=False
"""Markup without scripts and raw text, and its pieces. Mirrors `without_raw_text`, `pieces_of` and `are_links` of
`dom/markup.py`.

A page with formulas in scripts is left to Python, and so are the pieces of one with a "<" in a tag.
"""

from cpython.bytes cimport PyBytes_AS_STRING
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memcpy

from scraper.extraction.native.strings cimport (
    Char,
    PyUnicode_DATA,
    PyUnicode_FromKindAndData,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    find,
    find_word,
    starts,
)
from scraper.extraction.native.tokens cimport script_end

from scraper.extraction.dom.tags import RAW_TEXT

cdef extern from "pieces.h" nogil:
    Py_ssize_t note_pieces(const uint8_t *text, Py_ssize_t size, uint32_t *starts) noexcept

cdef enum:
    LESS = 60  # <
    GREATER = 62
    SPACE = 32
    BACKSLASH = 92
    DOLLAR = 36
    MOST_NAMES = 16
    LONGEST_NAME = 16
    FORMULA_WITHIN = 60  # characters of a script's tag that may say it holds a formula

cdef struct Name:
    char opening[LONGEST_NAME]  # "style"
    char closing[LONGEST_NAME + 3]  # "</style>"
    Py_ssize_t size
    bint to_the_end  # it ends with the page

cdef Name NAMES[MOST_NAMES]
cdef int N_NAMES = 0


def _load_names():
    global N_NAMES
    for name in sorted(RAW_TEXT):
        opening, closing = name.encode(), f"</{name}>".encode()
        if len(opening) >= LONGEST_NAME or N_NAMES >= MOST_NAMES:
            raise ImportError(f"native.raw_text has no room for {name}")
        memcpy(NAMES[N_NAMES].opening, <const char *> opening, len(opening) + 1)
        memcpy(NAMES[N_NAMES].closing, <const char *> closing, len(closing) + 1)
        NAMES[N_NAMES].size = len(opening)
        NAMES[N_NAMES].to_the_end = name == "plaintext"
        N_NAMES += 1


_load_names()


cdef inline bint ends_name(const Char *text, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    return at < size and (text[at] == 32 or text[at] == GREATER)


cdef Py_ssize_t last_word(const Char *text, Py_ssize_t at, Py_ssize_t size, const char *word, Py_ssize_t length) noexcept nogil:
    cdef Py_ssize_t i = size - length
    while i >= at:
        if starts(text, i, size, word, length):
            return i
        i -= 1
    return -1


cdef Py_ssize_t text_end(const Char *text, Py_ssize_t at, Py_ssize_t size, int name) noexcept nogil:
    """Return where the raw text of a comment (-1) or element ends that begins at `at`."""
    cdef Py_ssize_t end
    if name < 0:
        end = find_word(text, at, size, b"-->", 3)
    elif NAMES[name].to_the_end:
        end = last_word(text, at, size, NAMES[name].closing, NAMES[name].size + 3)
    else:
        end = find_word(text, at, size, NAMES[name].closing, NAMES[name].size + 3)
    return end if end >= 0 else size


cdef int raw_name(const Char *text, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    """Return the number of the raw element that a "<" opens, -1 for none."""
    cdef int i
    for i in range(N_NAMES):
        if (text[at + 1] == <uint8_t> NAMES[i].opening[0] if at + 1 < size else False) and (
            starts(text, at + 1, size, NAMES[i].opening, NAMES[i].size) and ends_name(text, at + 1 + NAMES[i].size, size)
        ):
            return i
    return -1


cdef Py_ssize_t copy_without(const Char *text, Py_ssize_t size, Char *out) noexcept nogil:
    """Write what is kept into `out`, as long as `text`; return its size, -1 for a formula in a script."""
    cdef Py_ssize_t used = 0, at = 0, start = -1, before, opening, end
    cdef int name
    cdef bint is_script, is_comment
    while True:
        # `start` becomes the "<" that was seen before, or lies before `at`
        before = start
        start = find(text, start + 1 if start >= at else at, size, LESS)
        if start >= size:
            break
        is_comment = starts(text, start, size, b"<!--", 4)
        is_script = not is_comment and starts(text, start, size, b"<script", 7) and ends_name(text, start + 7, size)
        name = -1 if is_comment or is_script else raw_name(text, start, size)
        if not (is_comment or is_script or name >= 0):
            continue
        if before >= at and find(text, before, start, GREATER) >= start:
            continue  # what looks like a tag is an attribute's name
        if is_script:
            opening = start
            end = script_end(text, start + 7, size)
            if find_word(text, start + 7, min(start + 7 + FORMULA_WITHIN, size), b'type="math/tex', 14) >= 0:
                return -1
            end = end + 9 if end >= 0 else size
        else:
            opening = start + 4
            if not is_comment:
                opening = min(find(text, start + 1 + NAMES[name].size, size, GREATER) + 1, size)
            end = text_end(text, opening, size, name)
        memcpy(out + used, text + at, (opening - at) * sizeof(Char))
        used += opening - at
        at = min(end, size)
    memcpy(out + used, text + at, (size - at) * sizeof(Char))
    return used + size - at


cdef object without(const Char *text, Py_ssize_t size):
    cdef Char *out = <Char *> malloc((size + 1) * sizeof(Char))
    cdef Py_ssize_t used
    if out == NULL:
        raise MemoryError
    try:
        with nogil:
            used = copy_without(text, size, out)
        return None if used < 0 else PyUnicode_FromKindAndData(sizeof(Char), out, used)
    finally:
        free(out)


def without_raw_text(str markup not None):
    """Return the markup without its scripts, and with nothing in its comments and styles; None if Python has to."""
    cdef int kind = PyUnicode_KIND(markup)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(markup)
    if kind == 1:
        return without(<const uint8_t *> PyUnicode_DATA(markup), size)
    if kind == 2:
        return without(<const uint16_t *> PyUnicode_DATA(markup), size)
    return without(<const uint32_t *> PyUnicode_DATA(markup), size)


cdef class Pieces:
    """The pieces of markup in UTF-8 that has no raw text, each made when it is asked for: where they begin is found in
    a quarter of the time in which all are made."""

    cdef bytes shown
    cdef uint32_t *starts  # of each piece, behind its "<", and one behind the end of the last
    cdef Py_ssize_t number
    cdef readonly bint is_whole  # each of them has the ">" of its tag

    def __cinit__(self, bytes shown not None):
        cdef const uint8_t *data = <const uint8_t *> PyBytes_AS_STRING(shown)
        cdef Py_ssize_t size = len(shown), found
        cdef void *fitting
        self.shown = shown
        if size >= 0xffffffff:
            return
        self.starts = <uint32_t *> malloc((size // 2 + 2) * sizeof(uint32_t))
        if self.starts == NULL:
            raise MemoryError
        found = note_pieces(data, size, self.starts)
        self.is_whole, self.number = found >= 0, max(found, 0)
        self.starts[self.number] = <uint32_t> (size + 1)
        fitting = realloc(self.starts, (self.number + 1) * sizeof(uint32_t))
        self.starts = <uint32_t *> fitting if fitting != NULL else self.starts

    def __dealloc__(self):
        free(self.starts)

    def __len__(self):
        return self.number

    cdef str piece(self, Py_ssize_t index):
        cdef const char *data = PyBytes_AS_STRING(self.shown)
        return PyUnicode_DecodeUTF8(data + self.starts[index], self.starts[index + 1] - 1 - self.starts[index], NULL)

    def are_links(self, Py_ssize_t start, Py_ssize_t stop):
        """Say whether some pieces are links and ends of elements, without a sign that begins a formula."""
        cdef const uint8_t *data = <const uint8_t *> PyBytes_AS_STRING(self.shown)
        cdef Py_ssize_t i, at, end
        start, stop = max(start, 0), min(stop, self.number)
        if start >= stop:
            return True
        for i in range(start, stop):
            at = self.starts[i]
            if data[at] != 47 and not (data[at] == 97 and data[at + 1] == SPACE):  # "/", "a "
                return False
        at, end = self.starts[start], self.starts[stop] - 1
        if find(data, at, end, BACKSLASH) < end:
            return False
        while True:
            at = find(data, at, end, DOLLAR) + 1
            if at >= end:
                return True
            if data[at] == DOLLAR:
                return False

    def __getitem__(self, index):
        cdef Py_ssize_t at
        if isinstance(index, slice):
            return [self.piece(at) for at in range(*index.indices(self.number))]
        at = index
        if at < 0:
            at += self.number
        if not 0 <= at < self.number:
            raise IndexError(f"there is no piece {index} of {self.number}")
        return self.piece(at)
