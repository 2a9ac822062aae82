# cython: language_level=3, boundscheck=False, wraparound=False
"""What lines label, and which may begin with the marker of an insert. Mirrors `_may_label` and the guards of `vocabulary/lookup.py`.

What may begin with a marker is asked of Python, so that a guard here may let through too much, but must never turn
away too much.
"""

from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memset

from scraper.extraction.native.folding cimport Folded, ONLY_PYTHON, fold
from scraper.extraction.native.labels cimport ASK_PYTHON, Labels, begins_with_any
from scraper.extraction.native.strings cimport Py_UNICODE_ISSPACE
from scraper.extraction.native.table cimport SEED, Table, add_to_hash, hash_of, mixed, table_of

from scraper.extraction.vocabulary import lookup as _lookup

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index) noexcept nogil

cdef enum:
    PLANE = 65536
    MOST_SIZES = 64
    ANYWHERE = 1
    AFTER_SPACE = 2

cdef int MAX_LABEL = _lookup.MAX_LABEL
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


cdef Labels LABELS = Labels(_lookup.LABELS)
cdef Labels MARKERS = Labels(_lookup.MARKERS)
cdef Table MARKER_STARTS = set_of(_lookup.MARKERS.guard.starts)
cdef Table MARKER_SHORT = set_of(_lookup.MARKERS.guard.short)
cdef Table BARE = set_of(phrase for phrases in _lookup.BARE.values() for phrase, _ in phrases)
cdef Table BARE_STARTS = set_of(_lookup.BARE)

cdef struct Sizes:
    int number
    int sizes[MOST_SIZES]

cdef Sizes BARE_SIZES


cdef int note_sizes(Sizes *out, Table table) except -1:
    """Note how long the phrases of a table are."""
    sizes = sorted({table.entries[i].size for i in range(table.used)})
    if len(sizes) > MOST_SIZES:
        raise ImportError("native.phrases has too little room")
    out.number = 0
    for size in sizes:
        out.sizes[out.number] = size
        out.number += 1
    return 0


note_sizes(&BARE_SIZES, BARE)


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


cdef int label_of(const Folded *line, int kind, void *data, Py_ssize_t size) except -2:
    """Return the code of what a line labels as a whole, 0 for nothing, ASK_PYTHON where only that can say it."""
    cdef uint32_t last
    if size > MAX_LABEL or not line.size:
        return 0
    last = PyUnicode_READ(kind, data, size - 1)
    if last == 46:  # a full stop, of which only "..." may be a label's
        return ASK_PYTHON if size >= 3 and PyUnicode_READ(kind, data, size - 2) == 46 else 0
    if last == 0x3002 or is_item(kind, data, size, last):
        return 0
    return LABELS.look_up(line)


cdef bint is_item(int kind, void *data, Py_ssize_t size, uint32_t last):
    """Say whether a line starts with the bullet of an item."""
    if size < 2 or last == 45 or last == 42 or PyUnicode_READ(kind, data, 1) != 32:
        return False
    return PyUnicode_READ(kind, data, 0) in (45, 42)


cdef bint may_have_marker(const Folded *line, int kind, void *data, Py_ssize_t size):
    """Say whether a line may start with the marker of an insert."""
    cdef Py_ssize_t i
    cdef uint32_t character
    cdef Folded before
    if begins_with_any(MARKER_STARTS, MARKER_SHORT, line):
        for i in range(1, min(size, MARKED)):
            character = PyUnicode_READ(kind, data, i)
            if character < PLANE and DELIMITS[character] and (
                DELIMITS[character] == ANYWHERE or Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, i - 1))
            ):
                if fold(&before, kind, data, i) == ONLY_PYTHON or MARKERS.look_up(&before) != 0:
                    return True
    return (holds(BARE_STARTS, line, 2) or holds(BARE_STARTS, line, 1)) and begins_with(BARE, &BARE_SIZES, line)
