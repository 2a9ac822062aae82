# cython: language_level=3, boundscheck=False, wraparound=False
"""What lines label, and which may begin with the marker of an insert. Mirrors `_look_up` of `vocabulary/lookup.py` and the guards there.

Most lines of a page are answered here. What may be a phrase with a gap, a label with a count or a marker is asked of
`line_concepts`, so that a guard here may let through too much, but must never turn away too much.
"""

from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memset

from scraper.extraction.native.folding cimport Folded, is_edge
from scraper.extraction.native.strings cimport Py_UNICODE_ISSPACE
from scraper.extraction.native.table cimport SEED, Table, add_to_hash, hash_of, mixed, table_of

from scraper.extraction.features import lines as _lines
from scraper.extraction.vocabulary import lookup as _lookup
from scraper.extraction.vocabulary import phrases as _phrases

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index) noexcept nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 character) noexcept nogil

cdef enum:
    PLANE = 65536
    MOST_SIZES = 64
    ANYWHERE = 1
    AFTER_SPACE = 2

cdef int MAX_LABEL = _lookup.MAX_LABEL, FIRST = _phrases.FIRST
cdef int MARKED = _lookup.MAX_MARKER + 20  # characters that a marker and its delimiter stand in

cdef uint8_t DELIMITS[PLANE]


def _load_delimiters():
    """Fill the table by character."""
    memset(DELIMITS, 0, sizeof(DELIMITS))
    for character in _lookup.COLONS + _lookup.DASHES:
        DELIMITS[ord(character)] = ANYWHERE
    for character in "->":
        DELIMITS[ord(character)] = AFTER_SPACE


_load_delimiters()

cdef Table set_of(object strings):
    return table_of({text: 0 for text in strings})


cdef Table LABELS = table_of({label: _lines.CONCEPT_CODES.get(concept, 0) for label, concept in _lookup.LABELS.whole.items()})
cdef Table LABEL_STARTS = set_of(_lookup.LABELS.opening_guard.starts)
cdef Table LABEL_SHORT = set_of(_lookup.LABELS.opening_guard.short)
cdef Table LABEL_ENDS = set_of(_lookup.LABELS.closing_ends)
cdef Table MARKER_STARTS = set_of(_lookup.MARKERS.guard.starts)
cdef Table MARKER_SHORT = set_of(_lookup.MARKERS.guard.short)
cdef Table BARE = set_of(phrase for phrases in _lookup.BARE.values() for phrase, _ in phrases)
cdef Table BARE_STARTS = set_of(_lookup.BARE)
cdef Table BEFORE_GAP = set_of(slotted.before for group in _lookup.LABELS.openings.values() for slotted in group)
cdef Table AFTER_GAP = set_of(slotted.after for group in _lookup.LABELS.closings.values() for slotted in group)
cdef Table BARE_LABELS = set_of(label.strip(_lookup.COUNT_CHARACTERS + _phrases.EDGE) for label in _lookup.LABELS.whole)

cdef struct Sizes:
    int number
    int sizes[MOST_SIZES]

cdef Sizes BARE_SIZES, BEFORE_SIZES, AFTER_SIZES


cdef int note_sizes(Sizes *out, object sizes) except -1:
    """Note how long the phrases are that a line is compared with."""
    if len(sizes) > MOST_SIZES:
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


cdef inline bint holds(Table table, const Folded *line, Py_ssize_t size) noexcept:
    """Say whether the first characters of a line, so many if it has them, stand in a table."""
    size = min(size, line.size)
    return table.find(line.text, size, hash_of(line.text, size)) != NULL


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


cdef int label_of(const Folded *line, int kind, void *data, Py_ssize_t size) except -2:
    """Return the code of what a heading of this line alone labels, 0 for nothing, ASK_PYTHON where only that can say it."""
    cdef uint32_t last
    cdef Py_ssize_t end = min(line.size, 3)
    if size > MAX_LABEL or not line.size:
        return 0
    last = PyUnicode_READ(kind, data, size - 1)
    if last == 46:  # a full stop, of which only "..." may be a label's
        return ASK_PYTHON if size >= 3 and PyUnicode_READ(kind, data, size - 2) == 46 else 0
    if last == 0x3002 or is_item(kind, data, size, last):
        return 0
    entry = LABELS.get(line.text, line.size)
    if entry != NULL:
        return entry.value
    if (
        (holds(LABEL_STARTS, line, FIRST) or holds(LABEL_SHORT, line, 2)) and begins_with(BEFORE_GAP, &BEFORE_SIZES, line)
        or LABEL_ENDS.get(&line.text[line.size - end], end) != NULL and ends_with(AFTER_GAP, &AFTER_SIZES, line)
        or may_be_counted(line)
    ):
        return ASK_PYTHON
    return 0


cdef bint is_item(int kind, void *data, Py_ssize_t size, uint32_t last):
    """Say whether a line starts with the bullet of an item."""
    if size < 2 or last == 45 or last == 42 or PyUnicode_READ(kind, data, 1) != 32:
        return False
    return PyUnicode_READ(kind, data, 0) in (45, 42)


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
