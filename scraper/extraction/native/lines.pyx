# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Which lines of a page are distinct, and what each says by itself. Mirrors `numbered`, `measure` and `spread` of `features/lines.py`.

Labels with a count are asked of Python.
"""

from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcmp, memcpy

from scraper.extraction.native.folding cimport Folded, ONLY_PYTHON, fold
from scraper.extraction.native.labels cimport ASK_PYTHON
from scraper.extraction.native.phrases cimport label_of, marker_of, warm_labels
from scraper.extraction.native.sentences cimport promotion, warm_promotions
from scraper.extraction.native.strings cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from scraper.extraction.native.table cimport SEED, add_to_hash, mixed

from scraper.extraction.features import lines as _lines
from scraper.extraction.vocabulary import lookup as _lookup

cdef enum:
    LABEL = 0
    PREFIX = 1
    PROMO = 2
    LAST = 3
    FIRST = 4
    ROWS = 5
    IN_TITLE = 5  # rows of the words of a line
    IN_TOLD = 6
    IN_NAMES = 7
    WEIGHT = 8
    WEIGHTS = 4
    SIZE = 12
    IN_BODY = 13
    BY_LINE = 14
    BY_BLOCK = 19
    PLANE = 65536

cdef float FEW = _lines.FEW
cdef int SPOKEN_CHARS = _lines.SPOKEN_CHARS, MAX_ANYWHERE = _lookup.MAX_ANYWHERE
cdef float LAST_OF[PLANE]
cdef float FIRST_OF[PLANE]


def _load_marks():
    for code in range(PLANE):
        LAST_OF[code], FIRST_OF[code] = _lines.LAST.get(chr(code), 0), _lines.FIRST.get(chr(code), 0)


_load_marks()


cdef int speak(str line, float *label, float *prefix, float *promo) except -1:
    """Note the codes of what a line labels, starts with and speaks of."""
    cdef Folded folded
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line)
    cdef int kind = PyUnicode_KIND(line), code, marker
    cdef void *data = PyUnicode_DATA(line)
    label[0] = prefix[0] = promo[0] = 0
    if size > SPOKEN_CHARS:
        return 0
    if fold(&folded, kind, data, min(size, MAX_ANYWHERE)) != ONLY_PYTHON:
        code = label_of(&folded, kind, data, size)
        marker = marker_of(&folded, kind, data, size)
        if code != ASK_PYTHON and marker != ASK_PYTHON:
            label[0], prefix[0], promo[0] = code, marker, promotion(&folded, size)
            return 0
    label[0], prefix[0], promo[0] = _lines.concepts(line)
    return 0


def measure(list lines not None, float[:, ::1] out not None):
    """Write what each line says by itself into the columns of `out`, in the order of the rows above."""
    cdef Py_ssize_t i
    cdef str line
    cdef Py_UCS4 last, first
    if out.shape[0] != ROWS or out.shape[1] != len(lines):
        raise ValueError("a row for each measure and a column for each line are needed")
    warm_labels()
    warm_promotions()
    for i in range(len(lines)):
        line = lines[i]
        speak(line, &out[LABEL, i], &out[PREFIX, i], &out[PROMO, i])
        last, first = line[len(line) - 1], line[0]
        out[LAST, i] = LAST_OF[last] if last < PLANE else 0
        out[FIRST, i] = FIRST_OF[first] if first < PLANE else 0


cdef struct Slot:
    uint32_t mark  # of the hash
    int line  # its number and one; 0: free

cdef uint64_t hash_of_line(str line) noexcept:
    """Return the hash of a line, of four bytes at a time in two hashes side by side: of eight bytes in one, lines could be
    made that always collide."""
    cdef const uint8_t *data = <const uint8_t *> PyUnicode_DATA(line)
    cdef Py_ssize_t at = 0, size = PyUnicode_GET_LENGTH(line) * PyUnicode_KIND(line)
    cdef uint64_t one = add_to_hash(SEED, size), other = ~one
    cdef uint32_t some[2]
    while at + 8 <= size:
        memcpy(some, data + at, 8)
        one, other = add_to_hash(one, some[0]), add_to_hash(other, some[1])
        at += 8
    some[0] = some[1] = 0
    memcpy(some, data + at, size - at)
    one, other = add_to_hash(one, some[0]), add_to_hash(other, some[1])
    return mixed(one ^ mixed(other))


cdef bint is_same(str one, str other) noexcept:
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(one)
    cdef int kind = PyUnicode_KIND(one)
    if PyUnicode_GET_LENGTH(other) != size or PyUnicode_KIND(other) != kind:
        return False
    return not memcmp(PyUnicode_DATA(one), PyUnicode_DATA(other), size * kind)


cdef class Lines:
    """The distinct lines of a page: Python's own look-up takes three times as long for texts that are met once."""

    cdef Slot *slots
    cdef int *seen  # how often each was met
    cdef uint64_t mask
    cdef list lines

    def __cinit__(self, Py_ssize_t most):
        cdef Py_ssize_t size = 32
        while size < 2 * most:
            size *= 2
        self.lines, self.mask = [], size - 1
        self.slots, self.seen = <Slot *> calloc(size, sizeof(Slot)), <int *> calloc(most + 1, sizeof(int))
        if self.slots == NULL or self.seen == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.slots)
        free(self.seen)

    cdef int number_of(self, str line) except -1:
        """Return the number of a line, which is the next one if it was not met before."""
        cdef uint64_t hashed = hash_of_line(line), at = hashed & self.mask
        cdef Slot *slot = &self.slots[at]
        while slot.line:
            if slot.mark == <uint32_t> (hashed >> 32) and is_same(<str> self.lines[slot.line - 1], line):
                return slot.line - 1
            at = (at + 1) & self.mask
            slot = &self.slots[at]
        self.lines.append(line)
        slot[0] = Slot(<uint32_t> (hashed >> 32), <int> len(self.lines))
        return slot.line - 1


def number_lines(list texts not None, int64_t[::1] numbers not None, float[:, ::1] copies not None):
    """Return the distinct lines; write the number of each text's line, how often it stands here and which of them it is."""
    cdef Lines known = Lines(len(texts))
    cdef Py_ssize_t i
    cdef int number
    if numbers.shape[0] != len(texts) or copies.shape[0] != 2 or copies.shape[1] != len(texts):
        raise ValueError("three places are needed for each text")
    for i in range(len(texts)):
        number = known.number_of(texts[i])
        known.seen[number] += 1
        numbers[i], copies[1, i] = number, known.seen[number]
    for i in range(len(texts)):
        copies[0, i] = known.seen[numbers[i]]
    return known.lines


def spread(
    const float[:, ::1] by_line not None, const int64_t[::1] lines not None, const float[:, ::1] copies not None,
    float title, float told, float[:, ::1] out not None,
):
    """Write what is known of each line to the blocks that have it, as `spread` of `features/lines.py` does; `title` and
    `told` are the words of the title and of the description."""
    cdef Py_ssize_t i, k, line, n = lines.shape[0]
    cdef float size
    if by_line.shape[0] != BY_LINE or out.shape[0] != BY_BLOCK or out.shape[1] != n or copies.shape[0] != 2 or copies.shape[1] != n:
        raise ValueError("a place is needed for each row and block")
    title, told = max(title, 1), max(told, 1)
    for i in range(n):
        line = lines[i]
        if not 0 <= line < by_line.shape[1]:
            raise IndexError(line)
        for k in range(ROWS):
            out[k, i] = by_line[k, line]
        size = max(by_line[SIZE, line], 1)
        out[7, i], out[8, i] = by_line[IN_TITLE, line], by_line[IN_TITLE, line] / title
        out[9, i], out[10, i] = by_line[IN_NAMES, line] / size, by_line[IN_TOLD, line] / size
        out[11, i], out[12, i] = by_line[IN_TOLD, line] / told, by_line[IN_BODY, line]
        out[13, i], out[14, i] = min(copies[0, i], FEW), min(copies[1, i], FEW)
        for k in range(WEIGHTS):
            out[15 + k, i] = by_line[WEIGHT + k, line]
