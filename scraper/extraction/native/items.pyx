# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Which blocks begin an item of a list. Mirrors `Places.kind` of `verdicts/places.py` where that is "list_item"."""

from scraper.extraction.verdicts import places as _places

cdef int LEVELS = _places.KIND_LEVELS
cdef frozenset TELLING = frozenset(_places.TELLING_TAGS)
cdef str ITEM = _places.ITEM


def begin_items(
    list blocks not None, list element_of not None, list tags not None, list parents not None, list firsts not None
):
    """Return the blocks among some with which an item begins, where no element between says that they are something else."""
    cdef Py_ssize_t element
    cdef int level
    cdef set found = set()
    for block in blocks:
        element = element_of[block]
        for level in range(LEVELS):
            if not 0 <= element < len(tags):
                break
            tag = tags[element]
            if tag in TELLING:
                if tag != ITEM:
                    break
                if firsts[element] == block:
                    found.add(block)
                    break
            element = parents[element]
    return found
