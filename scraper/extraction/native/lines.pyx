# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Which lines of a page are distinct, and what each says by itself. Mirrors `numbered` and `measure` of `features/lines.py`.

Labels with a count are asked of Python.
"""

from libc.stdint cimport int64_t

from scraper.extraction.native.folding cimport Folded, ONLY_PYTHON, fold
from scraper.extraction.native.labels cimport ASK_PYTHON
from scraper.extraction.native.phrases cimport label_of, marker_of
from scraper.extraction.native.sentences cimport promotion
from scraper.extraction.native.strings cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND

from scraper.extraction.features import lines as _lines
from scraper.extraction.vocabulary import lookup as _lookup

cdef enum:
    LABEL = 0
    PREFIX = 1
    PROMO = 2
    LAST = 3
    FIRST = 4
    ROWS = 5
    PLANE = 65536

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
    for i in range(len(lines)):
        line = lines[i]
        speak(line, &out[LABEL, i], &out[PREFIX, i], &out[PROMO, i])
        last, first = line[len(line) - 1], line[0]
        out[LAST, i] = LAST_OF[last] if last < PLANE else 0
        out[FIRST, i] = FIRST_OF[first] if first < PLANE else 0


def number_lines(list texts not None, int64_t[::1] numbers not None, float[:, ::1] copies not None):
    """Return the distinct lines; write the number of each text's line, how often it stands here and which of them it is."""
    cdef dict known = {}
    cdef list lines = [], seen = []
    cdef Py_ssize_t i, number
    if numbers.shape[0] != len(texts) or copies.shape[0] != 2 or copies.shape[1] != len(texts):
        raise ValueError("three places are needed for each text")
    for i in range(len(texts)):
        number = known.setdefault(texts[i], len(lines))
        if number == len(lines):
            lines.append(texts[i])
            seen.append(0)
        seen[number] += 1
        numbers[i], copies[1, i] = number, <int> seen[number]
    for i in range(len(texts)):
        copies[0, i] = <int> seen[numbers[i]]
    return lines
