# cython: language_level=3, boundscheck=False, wraparound=False
"""What lines label, and the marker of an insert that they start with. Mirrors `_may_label`, `prefix_concept` and the guard
before it of `vocabulary/lookup.py`.

Lines with odd white space are asked of Python.
"""

from libc.stdint cimport uint8_t, uint32_t
from libc.string cimport memset

from scraper.extraction.native.folding cimport Folded, ONLY_PYTHON, fold, is_edge
from scraper.extraction.native.labels cimport ASK_PYTHON, Labels, begins_with_any
from scraper.extraction.native.strings cimport (
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISSPACE,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
)
from scraper.extraction.native.table cimport Table, same_text, table_of

from array import array

from scraper.extraction.features import lines as _lines
from scraper.extraction.vocabulary import lookup as _lookup
from scraper.extraction.vocabulary import phrases as _phrases

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index) noexcept nogil
    bint Py_UNICODE_ISALPHA(Py_UCS4 character) noexcept nogil

cdef enum:
    PLANE = 65536
    NOT_FOUND = -3
    SPACE = 32
    STOP = 46
    STOPS = 3  # of which a line that goes on elsewhere has as many at least
    FIRST_UNSPACED = 0xe00  # from here on, no space needs to end a word
    ANYWHERE = 1
    AFTER_SPACE = 2

cdef int MAX_LABEL = _lookup.MAX_LABEL, MAX_ANYWHERE = _lookup.MAX_ANYWHERE, MAX_MARKER = _lookup.MAX_MARKER, FIRST = _phrases.FIRST
cdef int MARKED = _lookup.MAX_MARKER + 20  # characters that are looked at for a marker
cdef bint HAVE_CODES = set(_lookup.CONCEPTS) <= _lines.CONCEPT_CODES.keys()  # else 0 might be a marker's

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


cdef class BareMarkers:
    """Markers after which no delimiter stands, by their first characters."""

    cdef Table keys  # to the number of a group
    cdef const int[::1] groups  # where the phrases of each group begin, and where the last ones end
    cdef const int[::1] starts  # of each phrase in `letters`, and where the last one ends
    cdef const int[::1] codes
    cdef const unsigned int[::1] letters

    def __cinit__(self, groups):
        ends, starts, letters, codes = [0], [0], [], []
        for group in groups.values():
            for phrase, concept in group:
                letters += map(ord, phrase)
                starts.append(len(letters))
                codes.append(_lines.CONCEPT_CODES.get(concept, 0))
            ends.append(len(codes))
        self.keys = table_of({key: number for number, key in enumerate(groups)})
        self.groups, self.starts = array("i", ends), array("i", starts)
        self.codes, self.letters = array("i", codes or [0]), array("I", letters or [0])

    cdef int begins(self, const Folded *line, Py_ssize_t size, bint goes_on) noexcept:
        """Return the code of the first phrase, by the first `size` characters, that a line begins with, and `goes_on` after
        with another word if that is asked; NOT_FOUND without one."""
        cdef int phrase
        cdef Py_ssize_t length
        size = min(size, line.size)
        entry = self.keys.find(line.text, size, line.hashes[size])
        if entry == NULL:
            return NOT_FOUND
        for phrase in range(self.groups[entry.value], self.groups[entry.value + 1]):
            length = self.starts[phrase + 1] - self.starts[phrase]
            if length <= line.size and same_text(line.text, &self.letters[self.starts[phrase]], length) and not (
                goes_on and (length == line.size or word_goes_on(line.text[length - 1], line.text[length]))
            ):
                return self.codes[phrase]
        return NOT_FOUND


cdef inline bint word_goes_on(uint32_t last, uint32_t following) noexcept:
    return following < FIRST_UNSPACED and Py_UNICODE_ISALNUM(following) and Py_UNICODE_ISALPHA(last)


cdef BareMarkers BARE = BareMarkers(_lookup.BARE)


cdef void warm_labels() noexcept:
    """Bring into the cache what lines are turned away by that are no labels and have no marker."""
    LABELS.warm()
    for table in (MARKER_STARTS, MARKER_SHORT, BARE.keys):
        (<Table> table).warm()


cdef int label_of(const Folded *line, int kind, void *data, Py_ssize_t size) except -2:
    """Return the code of what a line labels as a whole, 0 for nothing, ASK_PYTHON where only that can say it."""
    cdef uint32_t last
    if size > MAX_LABEL or not line.size:
        return 0
    last = PyUnicode_READ(kind, data, size - 1)
    if last == STOP:  # of which only three or more may be a label's
        return label_before_stops(kind, data, size)
    if last == 0x3002 or is_item(kind, data, size, last):
        return 0
    return LABELS.look_up(line)


cdef int label_before_stops(int kind, void *data, Py_ssize_t size) except -2:
    """Return what `label_of` does for a line that ends in full stops."""
    cdef Folded line
    cdef Py_ssize_t end = size
    while end and PyUnicode_READ(kind, data, end - 1) == STOP:
        end -= 1
    if size - end < STOPS:
        return 0
    return ASK_PYTHON if fold(&line, kind, data, end) == ONLY_PYTHON else LABELS.look_up(&line)


cdef bint is_item(int kind, void *data, Py_ssize_t size, uint32_t last):
    """Say whether a line starts with the bullet of an item."""
    if size < 2 or last == 45 or last == 42 or PyUnicode_READ(kind, data, 1) != 32:
        return False
    return PyUnicode_READ(kind, data, 0) in (45, 42)


cdef bint may_have_marker(const Folded *line) noexcept:
    """Say whether a line may start with the marker of an insert, by its first characters."""
    if begins_with_any(MARKER_STARTS, MARKER_SHORT, line):
        return True
    return BARE.begins(line, 2, False) != NOT_FOUND or BARE.begins(line, 1, False) != NOT_FOUND


cdef int marker_of(const Folded *line, int kind, void *data, Py_ssize_t size) except -2:
    """Return the code of the marker that a line starts with, 0 for none, ASK_PYTHON where only that can say it."""
    cdef Folded start, before
    cdef Py_ssize_t at = 0, end = min(size, MARKED), stop, after
    cdef int code
    if not may_have_marker(line):
        return 0
    while at < end and is_edge(PyUnicode_READ(kind, data, at)):
        at += 1
    if not HAVE_CODES or has_odd_space(kind, data, at, end):
        return ASK_PYTHON
    if fold(&start, kind, <char *> data + kind * at, end - at) == ONLY_PYTHON:
        return ASK_PYTHON
    if start.size < FIRST and is_edge(PyUnicode_READ(kind, data, end - 1)):
        return ASK_PYTHON  # it may begin with more than `fold` leaves of it
    if begins_with_any(MARKER_STARTS, MARKER_SHORT, &start):
        stop = delimiter(kind, data, at, end, &after)
        if stop >= 0 and has_text(kind, data, after, end):
            if fold(&before, kind, <char *> data + kind * at, stop - at) == ONLY_PYTHON:
                return ASK_PYTHON
            code = MARKERS.look_up(&before)
            if code:
                return code
    code = BARE.begins(&start, 2, True)
    if code == NOT_FOUND:
        code = BARE.begins(&start, 1, True)
    return code if code != NOT_FOUND else 0


cdef dict CONCEPT_OF = dict(zip(_lines.CONCEPT_CODES.values(), _lines.CONCEPT_CODES))


def marker_concept(str text not None):
    """Return the concept of the marker that a line starts with, "" without one; None where only Python can say it."""
    cdef Folded folded
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    cdef int code, kind = PyUnicode_KIND(text)
    if fold(&folded, kind, PyUnicode_DATA(text), min(size, MAX_ANYWHERE)) == ONLY_PYTHON:
        return None
    code = marker_of(&folded, kind, PyUnicode_DATA(text), size)
    return None if code == ASK_PYTHON else CONCEPT_OF.get(code, "")


cdef bint has_odd_space(int kind, void *data, Py_ssize_t at, Py_ssize_t end) noexcept:
    """Say whether white space other than single spaces stands in a stretch of a line."""
    cdef bint after_space = False
    cdef uint32_t character
    while at < end:
        character = PyUnicode_READ(kind, data, at)
        if Py_UNICODE_ISSPACE(character):
            if character != SPACE or after_space:
                return True
            after_space = True
        else:
            after_space = False
        at += 1
    return False


cdef Py_ssize_t delimiter(int kind, void *data, Py_ssize_t start, Py_ssize_t end, Py_ssize_t *after) noexcept:
    """Return where the delimiter of a marker stands in a line that begins at `start`, and note where it ends; -1 for none."""
    cdef Py_ssize_t at
    cdef uint32_t character
    cdef bint after_space = False
    for at in range(start + 1, min(end, start + MAX_MARKER)):
        character = PyUnicode_READ(kind, data, at)
        if character < PLANE and DELIMITS[character] and (after_space or DELIMITS[character] == ANYWHERE):
            after[0] = at + 1
            return at
        after_space = Py_UNICODE_ISSPACE(character)
    return -1


cdef bint has_text(int kind, void *data, Py_ssize_t at, Py_ssize_t end):
    """Say whether a character other than those of edges stands in a stretch of a line."""
    while at < end and is_edge(PyUnicode_READ(kind, data, at)):
        at += 1
    return at < end
