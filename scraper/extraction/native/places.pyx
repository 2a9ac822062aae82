# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Where a text stands in a page. Mirrors `str.find` and `bytes.find`, `pure_preceded`, `pure_places_of` and `pure_tags_around`
of `next_page.py`, and `pure_whole_words` of `dom/style_rules.py`.

A page is searched for the two characters of the text, side by side, that are rarest in pages.
"""

from cpython.bytes cimport PyBytes_AS_STRING
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from scraper.extraction.native.pairs cimport find_pair
from scraper.extraction.native.strings cimport Char, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, find as find_character

cdef enum:
    LONGEST = 256  # characters of a text
    MOST_TEXTS = 4
    NAMED = 1  # behind a "." or a "#"
    KEY_WORD = 2  # between white space

cdef str BY_FREQUENCY = "e t\"=a/sionrl<>c-dpmu.hgfvbwk0123456789"
"""The characters that pages are made of; the others are rarer."""


cdef struct Word:
    uint32_t text[LONGEST]
    Py_ssize_t size
    Py_ssize_t rare  # where its rarest two characters are
    uint32_t widest


cdef int RARITY[128]  # of the ASCII characters


def _load_rarity():
    for character in range(128):
        found = BY_FREQUENCY.find(chr(character))
        RARITY[<int> character] = found if found >= 0 else len(BY_FREQUENCY)


_load_rarity()


cdef inline int rarity(uint32_t character) noexcept nogil:
    return RARITY[character] if character < 128 else RARITY[0]


cdef int load(Word *out, str text) except -1:
    cdef Py_ssize_t i = 0
    cdef int rarest = -1, found
    cdef Py_UCS4 character
    if not 0 < len(text) <= LONGEST:
        raise ValueError(f"{text!r} is empty or too long to be searched for")
    out.rare = out.widest = 0
    for character in text:
        out.text[i] = character
        out.widest = max(out.widest, <uint32_t> character)
        i += 1
    out.size = i
    for i in range(out.size - 1):
        found = rarity(out.text[i]) + rarity(out.text[i + 1])
        if found > rarest:
            rarest, out.rare = found, i
    return 0


cdef inline bint stands_at(const Char *page, Py_ssize_t at, Py_ssize_t size, const Word *word) noexcept nogil:
    cdef Py_ssize_t i
    if at < 0 or at + word.size > size:
        return False
    for i in range(word.size):
        if page[at + i] != word.text[i]:
            return False
    return True


cdef Py_ssize_t next_place(const Char *page, Py_ssize_t at, Py_ssize_t size, const Word *word) noexcept nogil:
    """Return where the word stands first in page[at:size], -1 if nowhere."""
    if sizeof(Char) < 4 and word.widest >> (8 * sizeof(Char)):  # no character of this page is as wide
        return -1
    if word.size == 1:
        at = find_character(page, at, size, word.text[0])
        return at if at < size else -1
    at += word.rare
    while True:
        at = find_pair(page, at, size, word.text[word.rare], word.text[word.rare + 1])
        if at >= size:
            return -1
        if stands_at(page, at - word.rare, size, word):
            return at - word.rare
        at += 1


cdef Py_ssize_t find_in(str page, const Word *word, Py_ssize_t at) noexcept:
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(page)
    cdef int kind = PyUnicode_KIND(page)
    if kind == 1:
        return next_place(<const uint8_t *> PyUnicode_DATA(page), at, size, word)
    if kind == 2:
        return next_place(<const uint16_t *> PyUnicode_DATA(page), at, size, word)
    return next_place(<const uint32_t *> PyUnicode_DATA(page), at, size, word)


def find(str page not None, str text not None, Py_ssize_t at = 0):
    """Return where a text stands first in a page from `at` on, -1 if nowhere."""
    cdef Word word
    load(&word, text)
    return find_in(page, &word, max(at, 0))


cdef Py_ssize_t find_in_bytes(bytes page, const Word *word, Py_ssize_t at) noexcept:
    return next_place(<const uint8_t *> PyBytes_AS_STRING(page), at, len(page), word)


def find_in_utf8(bytes page not None, bytes text not None, Py_ssize_t at = 0):
    """Return where bytes stand first in a page from `at` on, -1 if nowhere."""
    cdef Word word
    if at < 0 or not 0 < len(text) <= LONGEST:
        return page.find(text, at)
    load(&word, text.decode("latin-1"))
    return find_in_bytes(page, &word, at)


def places_of(bytes text not None, bytes page not None, Py_ssize_t most):
    """Return where a text stands in a page, both as UTF-8: the first places of too many."""
    cdef Word word
    cdef Py_ssize_t at = 0
    cdef list out = []
    load(&word, text.decode("latin-1"))
    while len(out) < most:
        at = find_in_bytes(page, &word, at)
        if at < 0:
            break
        out.append(at)
        at += word.size
    return out


def stands_in_utf8(bytes page not None, str text not None):
    """Say whether an ASCII text stands anywhere in a page."""
    cdef Word word
    load(&word, text)
    return find_in_bytes(page, &word, 0) >= 0


def preceded(bytes page not None, bytes word not None, list texts not None, Py_ssize_t most):
    """Return the places of a word before which one of the texts stands, each with that text: the first ones of too many."""
    cdef Word wanted
    cdef Word before[MOST_TEXTS]
    cdef const uint8_t *data = <const uint8_t *> PyBytes_AS_STRING(page)
    cdef Py_ssize_t at = 0
    cdef int i, number = <int> len(texts)
    cdef list out = []
    if number > MOST_TEXTS:
        raise ValueError(f"there is no room for {number} texts")
    load(&wanted, word.decode("latin-1"))
    for i in range(number):
        load(&before[i], texts[i].decode("latin-1"))
    while len(out) < most:
        at = find_in_bytes(page, &wanted, at)
        if at < 0:
            break
        for i in range(number):
            if stands_at(data, at - before[i].size, at, &before[i]):
                out.append((at, texts[i]))
        at += wanted.size  # words that overlap count once
    del out[most:]
    return out


def tags_around(bytes page not None, list around not None, Py_ssize_t before, Py_ssize_t most):
    """Return where the tags begin in which places are, or at most so far before them: the first ones of too many."""
    cdef const uint8_t *data = <const uint8_t *> PyBytes_AS_STRING(page)
    cdef Py_ssize_t at, stop, start, last = 0
    cdef set seen = set()
    cdef list out = []
    for place in around:
        at = min(<Py_ssize_t> place, len(page))
        stop = max(at - before, 0)
        if stop < last <= at:  # up to the last place, all is known
            stop = last
        last = start = at
        while start > stop and data[start - 1] != 60:  # "<"
            start -= 1
        if start <= stop or start - 1 in seen:
            continue
        seen.add(start - 1)
        out.append(start - 1)
        if len(out) == most:
            break
    return out


cdef inline bint is_blank(uint8_t character) noexcept nogil:
    return 9 <= character <= 13 or 28 <= character <= 32


cdef inline bint is_of_name(uint8_t character) noexcept nogil:
    return character >= 0x80 or 97 <= character | 32 <= 122 or 48 <= character <= 57 or character == b"_" or character == b"-"


cdef bint is_whole(const uint8_t *text, Py_ssize_t at, Py_ssize_t end, Py_ssize_t size, int sort) noexcept nogil:
    """Say whether no more of a word of this sort stands before and behind text[at:end]."""
    if sort == KEY_WORD:
        return (at == 0 or is_blank(text[at - 1])) and (end == size or is_blank(text[end]))
    if end < size and is_of_name(text[end]):
        return False
    if sort == NAMED:
        return at > 0 and (text[at - 1] == b"." or text[at - 1] == b"#")
    return at == 0 or not is_of_name(text[at - 1])


def whole_words(bytes text not None, bytes word not None, int sort):
    """Return where a text has a word that is no part of a longer one, of a sort of words."""
    cdef const uint8_t *data = <const uint8_t *> PyBytes_AS_STRING(text)
    cdef Word wanted
    cdef Py_ssize_t at = 0, size = len(text), length = len(word)
    cdef list out = []
    if length <= LONGEST:
        load(&wanted, word.decode("latin-1"))
    while True:
        at = find_in_bytes(text, &wanted, at) if length <= LONGEST else text.find(word, at)
        if at < 0:
            return out
        if is_whole(data, at, at + length, size, sort):
            out.append(at)
        at += length
