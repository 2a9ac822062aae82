# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Where a word stands after one of some texts. Mirrors `pure_preceded` of `next_page.py`.

A page is searched for the rarest letter of the word: it comes by a hundredth as often as the first one may.
"""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

from scraper.extraction.native.strings cimport Char, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, find

cdef enum:
    LONGEST = 32  # characters of a word or text

cdef str BY_RARITY = "?xzjqkvwybgfpmudchlrnisaote"


cdef struct Word:
    uint32_t text[LONGEST]
    Py_ssize_t size


cdef int load(Word *out, str text) except -1:
    cdef Py_ssize_t i = 0
    cdef Py_UCS4 character
    if not 0 < len(text) <= LONGEST:
        raise ValueError(f"{text!r} is empty or too long to be searched for")
    for character in text:
        out.text[i] = character
        i += 1
    out.size = i
    return 0


cdef inline bint stands_at(const Char *page, Py_ssize_t at, Py_ssize_t size, const Word *word) noexcept nogil:
    cdef Py_ssize_t i
    if at < 0 or at + word.size > size:
        return False
    for i in range(word.size):
        if page[at + i] != word.text[i]:
            return False
    return True


cdef int search(const Char *page, Py_ssize_t size, const Word *word, Py_ssize_t rare, list texts, Py_ssize_t most, list out) except -1:
    """Add the places to `out` that `preceded` returns."""
    cdef Py_ssize_t at = 0, start, past = 0
    cdef Word before
    while len(out) < most:
        at = find(page, at, size, word.text[rare])
        if at >= size:
            break
        start = at - rare
        at += 1
        if start < past or not stands_at(page, start, size, word):
            continue
        past = start + word.size  # words that overlap count once
        for text in texts:
            load(&before, text)
            if stands_at(page, start - before.size, size, &before):
                out.append((start, text))
    return 0


def preceded(str page not None, str word not None, list texts not None, Py_ssize_t most):
    """Return the places of a word before which one of the texts stands, each with that text: the first ones of too many."""
    cdef Word wanted
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(page), rare
    cdef int kind = PyUnicode_KIND(page)
    cdef list out = []
    load(&wanted, word)
    rare = min(range(len(word)), key=lambda i: BY_RARITY.find(word[i]) % (len(BY_RARITY) + 1))
    if kind == 1:
        if wanted.text[rare] < 256:
            search(<const uint8_t *> PyUnicode_DATA(page), size, &wanted, rare, texts, most, out)
    elif kind == 2:
        if wanted.text[rare] < 65536:
            search(<const uint16_t *> PyUnicode_DATA(page), size, &wanted, rare, texts, most, out)
    else:
        search(<const uint32_t *> PyUnicode_DATA(page), size, &wanted, rare, texts, most, out)
    del out[most:]
    return out
