# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""What several groups of features share of each block. Mirrors `pure_judged` and `pure_title_block` of `features/blocks.py`,
and `within` of `features/bounds.py`."""

from libc.stdint cimport int64_t, uint8_t

from scraper.extraction.features import blocks as _blocks

cdef enum:
    LINK = 0  # rows of numbers
    TAG = 1
    GOOD = 0  # rows of flags
    HEADING = 1

cdef float GOOD_WORDS = _blocks.GOOD_WORDS, GOOD_WORDS_UNMARKED = _blocks.GOOD_WORDS_UNMARKED
cdef float GOOD_LINK_DENSITY = _blocks.GOOD_LINK_DENSITY
cdef float TITLE_SHARE = _blocks.TITLE_SHARE, TITLE_WORDS = _blocks.TITLE_WORDS
cdef float FIRST_HEADING = _blocks.TAGS["h1"], LAST_HEADING = _blocks.TAGS["h6"]


def judge(
    counts not None, list link_chars not None, list tags not None, const int64_t[::1] elements not None,
    float[:, ::1] numbers not None, uint8_t[:, ::1] flags not None,
):
    """Write how much of each block is linked and the code of its tag, and whether it is a good paragraph or a heading.

    `counts` are the `TextCounts` of the blocks, `tags` those of the elements.
    """
    cdef const float[::1] chars = counts.chars, words = counts.words, stops = counts.stops
    cdef Py_ssize_t i, n = elements.shape[0]
    cdef float linked
    cdef dict codes = _blocks.TAGS
    if n != len(link_chars) or n != numbers.shape[1] or n != flags.shape[1] or numbers.shape[0] != 2 or flags.shape[0] != 2:
        raise ValueError("a place is needed for each block")
    if chars.shape[0] != n or words.shape[0] != n or stops.shape[0] != n:
        raise ValueError("counts are needed for each block")
    for i in range(n):
        if not 0 <= elements[i] < len(tags):
            raise ValueError("a block stands in no element")
        linked = <float> (<int64_t> link_chars[i]) / (chars[i] if chars[i] > 1 else 1)
        code = codes.get(tags[elements[i]])
        numbers[LINK, i] = linked if linked < 1 else 1
        numbers[TAG, i] = <float> (<int> code) if code is not None else 0
        flags[GOOD, i] = words[i] >= GOOD_WORDS and numbers[LINK, i] < GOOD_LINK_DENSITY and (
            stops[i] > 0 or words[i] > GOOD_WORDS_UNMARKED
        )
        flags[HEADING, i] = FIRST_HEADING <= numbers[TAG, i] <= LAST_HEADING


def title_block(const float[::1] share not None, const float[::1] shared not None, const float[::1] tags not None):
    """Return what `pure_title_block` returns."""
    cdef Py_ssize_t i, n = share.shape[0], found = -1
    if shared.shape[0] != n or tags.shape[0] != n:
        raise ValueError("a number is needed for each block")
    for i in range(n):
        if share[i] >= TITLE_SHARE and shared[i] >= TITLE_WORDS:
            if tags[i] == FIRST_HEADING:
                return i
            found = i if found < 0 else found
    return found


def within(const float[::1] numbers not None, tuple bounds not None, const uint8_t[::1] among):
    """Return the places, of those flagged in `among` if it is given, at which a number is from one bound to the other."""
    cdef float least = bounds[0], most = bounds[1]
    cdef Py_ssize_t i, n = numbers.shape[0]
    cdef list found = []
    if among is not None and among.shape[0] != n:
        raise ValueError("a flag is needed for each number")
    for i in range(n):
        if least <= numbers[i] <= most and (among is None or among[i]):
            found.append(i)
    return found
