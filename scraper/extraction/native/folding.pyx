# cython: language_level=3, boundscheck=False, wraparound=False
"""Lines in the form in which phrases are compared. Mirrors `fold` of `vocabulary/phrases.py`."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memset

from scraper.extraction.native.strings cimport Char
from scraper.extraction.native.table cimport SEED, add_to_hash, mixed

from scraper.extraction.vocabulary import lookup as _lookup
from scraper.extraction.vocabulary import phrases as _phrases

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

cdef uint16_t FOLD_OF[PLANE]  # one character's, a space's for white space; 0 where there are several, and for dots above
cdef uint8_t EXPANSION_OF[PLANE]
cdef Expansion EXPANSIONS[MOST_EXPANSIONS + 1]
cdef uint8_t IS_EDGE[PLANE]
cdef set HIGH_EDGE = set()  # code points beyond the tables


def _load_characters():
    """Fill the tables by character."""
    expansions = {}
    memset(IS_EDGE, 0, sizeof(IS_EDGE))
    memset(EXPANSION_OF, 0, sizeof(EXPANSION_OF))
    for code in range(PLANE):
        folded = _phrases.level(chr(code))
        is_plain = len(folded) == 1 and folded != chr(DOT_ABOVE) and not folded.isspace()
        FOLD_OF[code] = ord(folded) if is_plain else SPACE if chr(code).isspace() else 0
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
        else:
            HIGH_EDGE.add(ord(character))


_load_characters()


cdef bint is_edge(uint32_t character):
    """Say whether a character doesn't count at the edges of a line."""
    return IS_EDGE[character] if character < PLANE else character in HIGH_EDGE


cdef int fold(Folded *line, int kind, void *data, Py_ssize_t size) except -1:
    """Bring so many characters of a line into comparable form; return ONLY_PYTHON where that can't be done here."""
    if 3 * size > MOST_FOLDED:
        return ONLY_PYTHON
    if kind == 1:
        return fold_text(line, <const uint8_t *> data, size)
    if kind == 2:
        return fold_text(line, <const uint16_t *> data, size)
    return fold_text(line, <const uint32_t *> data, size)


cdef int fold_text(Folded *line, const Char *text, Py_ssize_t size) except -1:
    cdef Py_ssize_t at = 0, used = 0
    cdef uint32_t character, folded, highest = 0
    cdef bint after_space = True  # no branch asks for each character whether it is a space: most guesses would fail
    while at < size and is_edge(text[at]):
        at += 1
    while size > at and is_edge(text[size - 1]):
        size -= 1
    while at < size:
        character = text[at]
        at += 1
        folded = FOLD_OF[character] if character < PLANE else 0
        if folded:
            line.text[used] = folded
            used += not (after_space & (folded == SPACE))  # white space in a row is one space
            after_space = folded == SPACE
            highest = max(highest, folded)
        elif add_rare(line, character, &used) == ONLY_PYTHON:
            return ONLY_PYTHON
        else:
            after_space = line.text[used - 1] == SPACE
    if used and line.text[used - 1] == SPACE:
        used -= 1
    line.size, line.has_unspaced = used, highest >= FIRST_UNSPACED
    hash_start(line)
    return 0


cdef void hash_start(Folded *line) noexcept:
    """Note the hashes of the first characters, by which tables of beginnings are asked."""
    cdef uint64_t hashed = SEED
    cdef int i
    line.hashes[0] = mixed(hashed)
    for i in range(min(FIRST_HASHED, line.size)):
        hashed = add_to_hash(hashed, line.text[i])
        line.hashes[i + 1] = mixed(hashed)


cdef int add_rare(Folded *line, uint32_t character, Py_ssize_t *used) noexcept:
    """Add what a character becomes that `FOLD_OF` does not know; return ONLY_PYTHON where that can't be done here."""
    cdef int i
    cdef Expansion *expansion
    if character >= PLANE:
        if FIRST_WITH_CASE <= character < PAST_WITH_CASE:
            return ONLY_PYTHON
        line.text[used[0]] = character
        used[0] += 1
    elif EXPANSION_OF[character]:
        expansion = &EXPANSIONS[EXPANSION_OF[character]]
        for i in range(expansion.size):
            line.text[used[0]] = expansion.characters[i]
            used[0] += 1
    else:
        return ONLY_PYTHON
    return ONLY_PYTHON if not used[0] or line.text[used[0] - 1] == DOT_ABOVE else 0
