# cython: language_level=3, boundscheck=False, wraparound=False
"""Lines in the form in which phrases are compared. Mirrors `fold` of `vocabulary/phrases.py`."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memset

from scraper.extraction.native.strings cimport Py_UNICODE_ISSPACE

from scraper.extraction.vocabulary import lookup as _lookup
from scraper.extraction.vocabulary import phrases as _phrases

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index) noexcept nogil

cdef enum:
    PLANE = 65536
    MOST_EXPANSIONS = 255
    SPACE = 32
    DOT_ABOVE = 0x307
    FIRST_WITH_CASE = 0x10400  # of the characters above the basic plane
    PAST_WITH_CASE = 0x1f000

cdef uint32_t FIRST_UNSPACED = ord(_lookup.FIRST_UNSPACED)

cdef struct Expansion:
    int size
    uint32_t characters[3]

cdef uint16_t FOLD_OF[PLANE]  # one character's, 0 where there are several
cdef uint8_t EXPANSION_OF[PLANE]
cdef Expansion EXPANSIONS[MOST_EXPANSIONS + 1]
cdef uint8_t IS_EDGE[PLANE]
cdef set HIGH_EDGE = {ord(character) for character in _phrases.EDGE if ord(character) >= PLANE}


def _load_characters():
    """Fill the tables by character."""
    expansions = {}
    memset(IS_EDGE, 0, sizeof(IS_EDGE))
    memset(EXPANSION_OF, 0, sizeof(EXPANSION_OF))
    for code in range(PLANE):
        folded = _phrases.level(chr(code))
        FOLD_OF[code] = ord(folded) if len(folded) == 1 else 0
        if len(folded) != 1:
            EXPANSION_OF[code] = expansions.setdefault(folded, len(expansions) + 1)
    if len(expansions) > MOST_EXPANSIONS:
        raise ImportError("native.folding has no room for all casefolds")
    for folded, number in expansions.items():
        EXPANSIONS[number].size = len(folded)
        for i, character in enumerate(folded):
            EXPANSIONS[number].characters[i] = ord(character)
    for character in _phrases.EDGE:
        if ord(character) < PLANE:
            IS_EDGE[ord(character)] = True


_load_characters()


cdef bint is_edge(uint32_t character):
    """Say whether a character doesn't count at the edges of a line."""
    return IS_EDGE[character] if character < PLANE else character in HIGH_EDGE


cdef int fold(Folded *line, int kind, void *data, Py_ssize_t size) except -1:
    """Bring so many characters of a line into comparable form; return ONLY_PYTHON where that can't be done here."""
    cdef Py_ssize_t at = 0, i
    cdef uint32_t character
    cdef bint gap = False
    cdef Expansion *expansion
    if 3 * size > MOST_FOLDED:
        return ONLY_PYTHON
    line.size, line.has_unspaced = 0, False
    while at < size and is_edge(PyUnicode_READ(kind, data, at)):
        at += 1
    while size > at and is_edge(PyUnicode_READ(kind, data, size - 1)):
        size -= 1
    while at < size:
        character = PyUnicode_READ(kind, data, at)
        at += 1
        if Py_UNICODE_ISSPACE(character):
            gap = line.size > 0
            continue
        if gap:
            line.text[line.size] = SPACE
            line.size += 1
            gap = False
        if character >= PLANE:
            if FIRST_WITH_CASE <= character < PAST_WITH_CASE:
                return ONLY_PYTHON
            line.text[line.size] = character
            line.size += 1
        elif FOLD_OF[character]:
            line.has_unspaced |= FOLD_OF[character] >= FIRST_UNSPACED
            line.text[line.size] = FOLD_OF[character]
            line.size += 1
        elif character:
            expansion = &EXPANSIONS[EXPANSION_OF[character]]
            for i in range(expansion.size):
                line.text[line.size] = expansion.characters[i]
                line.size += 1
        else:
            return ONLY_PYTHON
        if line.text[line.size - 1] == DOT_ABOVE:
            return ONLY_PYTHON
    return 0
