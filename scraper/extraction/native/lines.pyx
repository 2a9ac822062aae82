# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What each line says by itself. Mirrors `measure` of `features/lines.py`.

What phrases a line holds is asked of Python, where it may hold any.
"""

from scraper.extraction.native.phrases cimport may_speak

from scraper.extraction.features import lines as _lines

cdef enum:
    LABEL = 0
    PREFIX = 1
    PROMO = 2
    LAST = 3
    FIRST = 4
    ROWS = 5
    PLANE = 65536

cdef int SPOKEN_CHARS = _lines.SPOKEN_CHARS
cdef float LAST_OF[PLANE]
cdef float FIRST_OF[PLANE]


def _load_marks():
    for code in range(PLANE):
        LAST_OF[code], FIRST_OF[code] = _lines.LAST.get(chr(code), 0), _lines.FIRST.get(chr(code), 0)


_load_marks()


def measure(list lines not None, float[:, ::1] out not None):
    """Write what each line says by itself into the columns of `out`, in the order of the rows above."""
    cdef Py_ssize_t i
    cdef str line
    cdef Py_UCS4 last, first
    if out.shape[0] != ROWS or out.shape[1] != len(lines):
        raise ValueError("a row for each measure and a column for each line are needed")
    for i in range(len(lines)):
        line = lines[i]
        out[LABEL, i] = out[PREFIX, i] = out[PROMO, i] = 0
        if len(line) <= SPOKEN_CHARS and may_speak(line):
            out[LABEL, i], out[PREFIX, i], out[PROMO, i] = _lines.concepts(line)
        last, first = line[len(line) - 1], line[0]
        out[LAST, i] = LAST_OF[last] if last < PLANE else 0
        out[FIRST, i] = FIRST_OF[first] if first < PLANE else 0
