# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Which doubtful lines may stand where others like them are text. Mirrors `candidates` of `verdicts/alike.py`."""

from libc.stdint cimport uint8_t

from scraper.extraction.verdicts import alike as _alike

cdef float DOUBTFUL = _alike.DOUBTFUL, LEAST_LINE = _alike.LEAST_LINE, MOST_LINKED = _alike.MOST_LINKED
cdef int FAR = _alike.FAR


def candidates(
    const float[::1] link not None, const uint8_t[::1] good not None, const uint8_t[::1] heading not None,
    const float[::1] score not None, bint is_thread,
):
    """Return the doubtful lines near a text: paragraphs, and what may stand above one; on a thread, all."""
    cdef Py_ssize_t i, n = score.shape[0]
    cdef list found = []
    if not n == link.shape[0] == good.shape[0] == heading.shape[0]:
        raise ValueError("a number is needed for each block")
    for i in range(n):
        if link[i] < MOST_LINKED and 0 <= score[i] < DOUBTFUL and (is_thread or may_be_lifted(good, heading, score, i)):
            if is_near_text(score, i):
                found.append(i)
    return found


cdef bint may_be_lifted(const uint8_t[::1] good, const uint8_t[::1] heading, const float[::1] score, Py_ssize_t i) noexcept:
    """Say whether a line is a paragraph, or may stand above one."""
    cdef Py_ssize_t n = score.shape[0]
    if good[i] or (i + 1 < n and good[i + 1] and (heading[i] or score[i] >= LEAST_LINE)):
        return True
    return i + 2 < n and heading[i] and good[i + 2]


cdef bint is_near_text(const float[::1] score, Py_ssize_t i) noexcept:
    """Say whether a line stands near one that is text."""
    cdef Py_ssize_t at
    for at in range(max(i - FAR + 1, 0), min(i + FAR, score.shape[0])):
        if DOUBTFUL <= score[at] <= 1:
            return True
    return False
