# cython: language_level=3, boundscheck=False, wraparound=False
"""Lines that may hold a phrase of the vocabulary. Mirrors the guards of `vocabulary/lookup.py`, and `fold` of `vocabulary/phrases.py`.

Most lines of a page hold none, and are turned away here. What is let through is asked of `line_concepts`, so
that a guard here may let through too much, but must never turn away too much.
"""

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memset

from scraper.extraction.native.strings cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, Py_UNICODE_ISSPACE
from scraper.extraction.native.table cimport SEED, Table, add_to_hash, hash_of, mixed, same_text, table_of

from scraper.extraction.vocabulary import lookup as _lookup
from scraper.extraction.vocabulary import phrases as _phrases

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index) noexcept nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 character) noexcept nogil

cdef enum:
    PLANE = 65536
    MOST_EXPANSIONS = 255
    MOST_FOLDED = 1024  # characters of a folded line: three for each that is looked at
    MOST_SIZES = 64
    MOST_UNSPACED = 1024
    ANYWHERE = 1
    AFTER_SPACE = 2
    SPACE = 32
    DOT_ABOVE = 0x307
    FIRST_WITH_CASE = 0x10400  # of the characters above the basic plane
    PAST_WITH_CASE = 0x1f000

cdef int MAX_LABEL = _lookup.MAX_LABEL, MAX_ANYWHERE = _lookup.MAX_ANYWHERE, FIRST = _phrases.FIRST
cdef int MARKED = _lookup.MAX_MARKER + 20  # characters that a marker and its delimiter stand in
cdef uint32_t FIRST_UNSPACED = ord(_lookup.FIRST_UNSPACED)

cdef struct Expansion:
    int size
    uint32_t characters[3]

cdef struct Folded:
    uint32_t text[MOST_FOLDED]
    Py_ssize_t size
    bint has_unspaced

cdef uint16_t FOLD_OF[PLANE]  # one character's, 0 where there are several
cdef uint8_t EXPANSION_OF[PLANE]
cdef Expansion EXPANSIONS[MOST_EXPANSIONS + 1]
cdef uint8_t IS_EDGE[PLANE]
cdef uint8_t DELIMITS[PLANE]
cdef set HIGH_EDGE = {ord(character) for character in _phrases.EDGE if ord(character) >= PLANE}


def _load_characters():
    """Fill the tables by character."""
    expansions = {}
    memset(IS_EDGE, 0, sizeof(IS_EDGE))
    memset(DELIMITS, 0, sizeof(DELIMITS))
    memset(EXPANSION_OF, 0, sizeof(EXPANSION_OF))
    for code in range(PLANE):
        folded = _phrases.level(chr(code))
        FOLD_OF[code] = ord(folded) if len(folded) == 1 else 0
        if len(folded) != 1:
            EXPANSION_OF[code] = expansions.setdefault(folded, len(expansions) + 1)
    if len(expansions) > MOST_EXPANSIONS:
        raise ImportError("native.phrases has no room for all casefolds")
    for folded, number in expansions.items():
        EXPANSIONS[number].size = len(folded)
        for i, character in enumerate(folded):
            EXPANSIONS[number].characters[i] = ord(character)
    for character in _phrases.EDGE:
        if ord(character) < PLANE:
            IS_EDGE[ord(character)] = True
    for character in _lookup.COLONS + _lookup.DASHES:
        DELIMITS[ord(character)] = ANYWHERE
    for character in "->":
        DELIMITS[ord(character)] = AFTER_SPACE


_load_characters()

cdef Table set_of(object strings):
    return table_of({text: 0 for text in strings})


cdef Table LABELS = set_of(_lookup.LABELS.whole)
cdef Table LABEL_STARTS = set_of(_lookup.LABELS.opening_guard.starts)
cdef Table LABEL_SHORT = set_of(_lookup.LABELS.opening_guard.short)
cdef Table LABEL_ENDS = set_of(_lookup.LABELS.closing_ends)
cdef Table MARKER_STARTS = set_of(_lookup.MARKERS.guard.starts)
cdef Table MARKER_SHORT = set_of(_lookup.MARKERS.guard.short)
cdef Table BARE = set_of(phrase for phrases in _lookup.BARE.values() for phrase, _ in phrases)
cdef Table BARE_STARTS = set_of(_lookup.BARE)
cdef Table SENTENCES = set_of(_lookup.SENTENCES)
cdef Table BY_WORD = set_of(_lookup.BY_WORD)
cdef Table UNSPACED = set_of(sentence.pieces[0] for sentence in _lookup.UNSPACED)
cdef Table BEFORE_GAP = set_of(slotted.before for group in _lookup.LABELS.openings.values() for slotted in group)
cdef Table AFTER_GAP = set_of(slotted.after for group in _lookup.LABELS.closings.values() for slotted in group)
cdef Table BARE_LABELS = set_of(label.strip(_lookup.COUNT_CHARACTERS + _phrases.EDGE) for label in _lookup.LABELS.whole)

cdef struct Sizes:
    int number
    int sizes[MOST_SIZES]

cdef Sizes BARE_SIZES, SENTENCE_SIZES, BEFORE_SIZES, AFTER_SIZES


cdef int note_sizes(Sizes *out, object sizes) except -1:
    """Note how long the phrases are that a line is compared with."""
    if len(sizes) > MOST_SIZES or 3 * MAX_ANYWHERE > MOST_FOLDED:
        raise ImportError("native.phrases has too little room")
    out.number = 0
    for size in sizes:
        out.sizes[out.number] = size
        out.number += 1
    return 0


cdef object sizes_of(Table table):
    return sorted({table.entries[i].size for i in range(table.used)})


note_sizes(&BARE_SIZES, sizes_of(BARE))
note_sizes(&BEFORE_SIZES, sizes_of(BEFORE_GAP))
note_sizes(&AFTER_SIZES, sizes_of(AFTER_GAP))
note_sizes(&SENTENCE_SIZES, sorted(_phrases.STARTS))


cdef inline bint is_edge(uint32_t character):
    return IS_EDGE[character] if character < PLANE else character in HIGH_EDGE


cdef inline bint holds(Table table, const Folded *line, Py_ssize_t size) noexcept:
    """Say whether the first characters of a line, so many if it has them, stand in a table."""
    size = min(size, line.size)
    return table.find(line.text, size, hash_of(line.text, size)) != NULL


cdef int fold(Folded *line, int kind, void *data, Py_ssize_t size) except -1:
    """Bring a line into comparable form; 1 if only Python can."""
    cdef Py_ssize_t at = 0, i
    cdef uint32_t character
    cdef bint gap = False
    cdef Expansion *expansion
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
                return 1
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
            return 1
        if line.text[line.size - 1] == DOT_ABOVE:
            return 1
    return 0


cdef bint begins_with(Table table, const Sizes *sizes, const Folded *line) noexcept:
    """Say whether a phrase of the table starts a line."""
    cdef uint64_t hashed = SEED
    cdef int number
    cdef Py_ssize_t at = 0
    for number in range(sizes.number):
        if sizes.sizes[number] > line.size:
            return False
        while at < sizes.sizes[number]:
            hashed = add_to_hash(hashed, line.text[at])
            at += 1
        if table.find(line.text, at, mixed(hashed)) != NULL:
            return True
    return False


cdef bint ends_with(Table table, const Sizes *sizes, const Folded *line) noexcept:
    """Say whether a phrase of the table ends a line."""
    cdef int number
    for number in range(sizes.number):
        if sizes.sizes[number] > line.size:
            return False
        if table.get(&line.text[line.size - sizes.sizes[number]], sizes.sizes[number]) != NULL:
            return True
    return False


cdef inline bint counts(uint32_t character):
    """Say whether a character belongs to a count beside a label, or to an edge."""
    return 48 <= character <= 57 or character == 46 or is_edge(character)


cdef bint may_be_counted(const Folded *line):
    """Say whether a line may be a label with a count before or after it, as in "12 comments"."""
    cdef Py_ssize_t start = 0, end = line.size
    cdef uint32_t first = line.text[0], last = line.text[line.size - 1]
    if first > 57 and last > 57 and first < 128 and last < 128:
        return False
    for start in range(line.size):
        if line.text[start] > 127 and Py_UNICODE_ISDECIMAL(line.text[start]):
            return True
    if first > 57 and last > 57:
        return False
    start = 0
    while start < end and counts(line.text[start]):
        start += 1
    while end > start and counts(line.text[end - 1]):
        end -= 1
    return BARE_LABELS.get(&line.text[start], end - start) != NULL


cdef bint may_label(const Folded *line, int kind, void *data, Py_ssize_t size):
    """Say whether a line may be a heading's label."""
    cdef uint32_t last
    cdef Py_ssize_t end = min(line.size, 3)
    if size > MAX_LABEL:
        return False
    last = PyUnicode_READ(kind, data, size - 1)
    if last == 46 or last == 0x3002:  # a full stop, of which only "..." may be a label's
        return size >= 3 and PyUnicode_READ(kind, data, size - 2) == 46 and PyUnicode_READ(kind, data, size - 3) == 46
    return line.size > 0 and (
        holds(LABELS, line, line.size)
        or (holds(LABEL_STARTS, line, FIRST) or holds(LABEL_SHORT, line, 2)) and begins_with(BEFORE_GAP, &BEFORE_SIZES, line)
        or LABEL_ENDS.get(&line.text[line.size - end], end) != NULL and ends_with(AFTER_GAP, &AFTER_SIZES, line)
        or may_be_counted(line)
    )


cdef bint may_have_marker(const Folded *line, int kind, void *data, Py_ssize_t size):
    """Say whether a line may start with the marker of an insert."""
    cdef Py_ssize_t i
    cdef uint32_t character
    if holds(MARKER_STARTS, line, FIRST) or holds(MARKER_SHORT, line, 2):
        for i in range(min(size, MARKED)):
            character = PyUnicode_READ(kind, data, i)
            if character < PLANE and DELIMITS[character] and (
                DELIMITS[character] == ANYWHERE or i and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, i - 1))
            ):
                return True
    return (holds(BARE_STARTS, line, 2) or holds(BARE_STARTS, line, 1)) and begins_with(BARE, &BARE_SIZES, line)


cdef bint has_unspaced_phrase(const Folded *line) noexcept:
    """Say whether a phrase of a script without spaces begins somewhere in a line."""
    cdef Py_ssize_t at
    cdef int i
    cdef uint64_t seen = 0
    for at in range(line.size):
        seen |= (<uint64_t> 1) << (line.text[at] & 63)
    for i in range(<int> UNSPACED.used):
        phrase = UNSPACED.text + UNSPACED.entries[i].start
        if not seen & (<uint64_t> 1) << (phrase[0] & 63):
            continue
        for at in range(line.size - UNSPACED.entries[i].size + 1):
            if line.text[at] == phrase[0] and same_text(&line.text[at], phrase, UNSPACED.entries[i].size):
                return True
    return False


cdef bint may_promote(const Folded *line, Py_ssize_t length) noexcept:
    """Say whether a line may be a notice: by how it starts, or by a word that is rare elsewhere."""
    cdef Py_ssize_t at = 0
    cdef int number
    cdef uint64_t hashed
    cdef Py_ssize_t start
    for number in range(SENTENCE_SIZES.number):
        if holds(SENTENCES, line, SENTENCE_SIZES.sizes[number]):
            return True
    if length > MAX_ANYWHERE:
        return False
    while at < line.size:
        start, hashed = at, SEED
        while at < line.size and line.text[at] != SPACE:
            hashed = add_to_hash(hashed, line.text[at])
            at += 1
        if BY_WORD.find(&line.text[start], at - start, mixed(hashed)) != NULL:
            return True
        at += 1
    return line.has_unspaced and has_unspaced_phrase(line)


cdef bint may_speak(str line) except -1:
    """Say whether `line_concepts` may find anything in a line."""
    cdef Folded folded
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line)
    cdef int kind = PyUnicode_KIND(line)
    cdef void *data = PyUnicode_DATA(line)
    if fold(&folded, kind, data, min(size, MAX_ANYWHERE)):
        return True
    return (
        may_label(&folded, kind, data, size) or may_have_marker(&folded, kind, data, size) or may_promote(&folded, size)
    )
