# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Labels and markers, whole or with a gap for a topic. Mirrors `_look_up` and `_fills` of `vocabulary/lookup.py`.

What may be a label with a count is asked of Python: its guard may let through too much, never too little.
"""

from libc.stdint cimport uint32_t

from scraper.extraction.native.folding cimport FIRST_HASHED, Folded, is_edge
from scraper.extraction.native.table cimport Table, hash_of, same_text, table_of

from array import array

from scraper.extraction.features import lines as _lines
from scraper.extraction.vocabulary import lookup as _lookup
from scraper.extraction.vocabulary import phrases as _phrases

cdef extern from "Python.h":
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 character) noexcept nogil

cdef enum:
    NOT_FOUND = -1
    SPACE = 32
    PLANE = 65536

cdef int FIRST = _phrases.FIRST, MAX_TOPIC = _lookup.MAX_TOPIC, MAX_TOPIC_WORDS = _lookup.MAX_TOPIC_WORDS
if FIRST > FIRST_HASHED:
    raise ImportError("native.folding hashes too few characters")
cdef bint ENDS_SENTENCE[PLANE]
for _mark in _lookup._SENTENCE_MARKS:
    ENDS_SENTENCE[ord(_mark)] = True


cdef Table set_of(object strings):
    return table_of({text: 0 for text in strings})


cdef bint begins_with_any(Table starts, Table short, const Folded *line) noexcept:
    """Say whether a line may begin with one of the phrases that `FirstLetters` was made of."""
    return holds_start(starts, line, FIRST) or holds_start(short, line, 2)


cdef bint holds_start(Table table, const Folded *line, Py_ssize_t size) noexcept:
    """Say whether the first characters of a line, so many if it has them, stand in a table."""
    size = min(size, line.size)
    return table.find(line.text, size, line.hashes[size]) != NULL


cdef class Slots:
    """Phrases with a gap, by how they open or close."""

    def __cinit__(self, groups, sizes):
        """Take the phrases by their keys, and how long these are."""
        ends, starts, letters, codes = [0], [0], [], []
        for group in groups.values():
            for slotted in group:
                for piece in (slotted.before, slotted.after):
                    letters += map(ord, piece)
                    starts.append(len(letters))
                codes.append(_lines.CONCEPT_CODES.get(slotted.concept, 0))
            ends.append(len(codes))
        self.keys = table_of({key: number for number, key in enumerate(groups)})
        self.sizes, self.groups, self.starts = array("i", sizes), array("i", ends), array("i", starts)
        self.codes, self.letters = array("i", codes or [0]), array("I", letters or [0])

    cdef int filled_by(self, const Folded *line, bint at_end) noexcept:
        """Return the code of the first phrase that a line is with something in its gap, NOT_FOUND without one.

        The keys are how phrases close where they are asked `at_end`, else how they open.
        """
        cdef int number, phrase
        cdef Py_ssize_t size, at
        for number in range(self.sizes.shape[0]):
            size = min(<Py_ssize_t> self.sizes[number], line.size)
            at = line.size - size if at_end else 0
            entry = self.keys.find(&line.text[at], size, hash_of(&line.text[at], size))
            if entry == NULL:
                continue
            for phrase in range(self.groups[entry.value], self.groups[entry.value + 1]):
                if fills(
                    line, &self.letters[self.starts[2 * phrase]], self.starts[2 * phrase + 1] - self.starts[2 * phrase],
                    self.starts[2 * phrase + 2] - self.starts[2 * phrase + 1],
                ):
                    return self.codes[phrase]
        return NOT_FOUND


cdef bint fills(const Folded *line, const uint32_t *pieces, Py_ssize_t before, Py_ssize_t after) noexcept:
    """Say whether a line is a phrase with a topic or name in its gap: short, no sentence. What stands after the gap
    follows what stands before it in `pieces`."""
    cdef Py_ssize_t at = before, end = line.size - after, i, spaces = 0
    if before > line.size or end < 0 or not same_text(line.text, pieces, before):
        return False
    if not same_text(&line.text[end], pieces + before, after):
        return False
    while at < end and is_edge(line.text[at]):
        at += 1
    while end > at and is_edge(line.text[end - 1]):
        end -= 1
    if not 0 < end - at <= MAX_TOPIC:
        return False
    for i in range(at, end):
        if line.text[i] < PLANE and ENDS_SENTENCE[line.text[i]]:
            return False
        spaces += line.text[i] == SPACE
    return spaces < MAX_TOPIC_WORDS


cdef inline bint counts(uint32_t character):
    """Say whether a character belongs to a count beside a label, or to an edge."""
    return 48 <= character <= 57 or character == 46 or is_edge(character)


cdef class Labels:
    """What `Lines` of `vocabulary/phrases.py` holds."""

    def __cinit__(self, lines):
        codes = _lines.CONCEPT_CODES
        self.whole = table_of({label: codes.get(concept, 0) for label, concept in lines.whole.items()})
        self.bare = set_of(label.strip(_lookup.COUNT_CHARACTERS + _phrases.EDGE) for label in lines.whole)
        self.guard_starts, self.guard_short = set_of(lines.opening_guard.starts), set_of(lines.opening_guard.short)
        self.closing_ends = set_of(lines.closing_ends)
        self.openings = Slots(lines.openings, lines.opening_sizes)
        self.closings = Slots(lines.closings, lines.closing_sizes)

    cdef void warm(self) noexcept:
        """Bring into the cache what most lines are turned away by."""
        for table in (self.whole, self.bare, self.guard_starts, self.guard_short, self.closing_ends):
            (<Table> table).warm()

    cdef bint may_be_counted(self, const Folded *line):
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
        return self.bare.get(&line.text[start], end - start) != NULL

    cdef int look_up(self, const Folded *line):
        """Return the code of what a line is, 0 for nothing, ASK_PYTHON where only that can say it."""
        cdef int code
        cdef Py_ssize_t end = min(line.size, 3)
        if not line.size:
            return 0
        entry = self.whole.get(line.text, line.size)
        if entry != NULL:
            return entry.value
        if (
            begins_with_any(self.guard_starts, self.guard_short, line)
            or self.closing_ends.get(&line.text[line.size - end], end) != NULL
        ):
            code = self.openings.filled_by(line, False)
            if code == NOT_FOUND:
                code = self.closings.filled_by(line, True)
            if code != NOT_FOUND:
                return code
        return ASK_PYTHON if self.may_be_counted(line) else 0
