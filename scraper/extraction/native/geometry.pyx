# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Ancestors and distances over the elements of a page. Mirrors methods of `Geometry` of `features/geometry.py`,
and `picture_boxes` and `near_pictures` of `features/beside.py`.

Elements are in document order, each after its parent, and none as deep as where depths are told apart no more:
`read_places` says of a page whether that is so.
"""

from libc.stdint cimport int64_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memset


def read_places(
    Py_ssize_t deepest, int64_t[::1] elements not None, int64_t[:, ::1] out not None, list element_of not None,
    list parents not None, list firsts not None, list ends not None,
):
    """Write the element of each block, and the parent, first block, end and depth of each element, a row each; say whether
    the page is regular.

    The root becomes its own parent.
    """
    cdef Py_ssize_t i, n = out.shape[1]
    if elements.shape[0] != len(element_of) or out.shape[0] != 4 or not n or len(parents) != n or len(firsts) != n or len(ends) != n:
        return False
    for i in range(elements.shape[0]):
        elements[i] = element_of[i]
    for i in range(n):
        out[0, i], out[1, i], out[2, i] = parents[i] if i else 0, firsts[i], ends[i]
        if i and not 0 <= out[0, i] < i:
            return False
        out[3, i] = out[3, out[0, i]] + 1 if i else 0
        if out[3, i] >= deepest:
            return False
    return True


cdef int check(const int64_t[::1] parents, Py_ssize_t size) except -1:
    """Raise ValueError unless there is a parent, before it, for each of so many elements."""
    cdef Py_ssize_t i
    if parents.shape[0] != size or not size or parents[0]:
        raise ValueError("each element needs a parent, and the first is its own")
    for i in range(1, size):
        if not 0 <= parents[i] < i:
            raise ValueError("an element stands before its parent")
    return 0


cdef int check_places(const int64_t[::1] places, Py_ssize_t size) except -1:
    """Raise ValueError unless every place is one of so many."""
    cdef Py_ssize_t i
    for i in range(places.shape[0]):
        if not 0 <= places[i] < size:
            raise ValueError("a place is out of range")
    return 0


def read_paths(
    const int64_t[::1] parents not None, const int64_t[::1] depths not None, const int64_t[::1] elements not None,
    int64_t[:, ::1] paths not None,
):
    """Write the ancestors of each block from the root down: row d holds the one at depth d, -1 where there is none."""
    cdef Py_ssize_t block, depth
    cdef int64_t element
    check(parents, depths.shape[0])
    check_places(elements, parents.shape[0])
    if paths.shape[1] != elements.shape[0]:
        raise ValueError("a column is needed for each block")
    for block in range(elements.shape[0]):
        element = elements[block]
        if depths[element] >= paths.shape[0]:
            raise ValueError("a row is needed for each depth")
        for depth in range(depths[element] + 1, paths.shape[0]):
            paths[depth, block] = -1
        for depth in range(depths[element], -1, -1):
            paths[depth, block] = element
            element = parents[element]


def common_depths(
    const int64_t[:, ::1] paths not None, const int64_t[::1] one not None, const int64_t[::1] other not None,
    float[::1] out not None,
):
    """Write the depth of the lowest element that holds both blocks of each pair."""
    cdef Py_ssize_t i, depth
    if one.shape[0] != other.shape[0] or out.shape[0] != one.shape[0]:
        raise ValueError("pairs are needed, and a place for each")
    check_places(one, paths.shape[1])
    check_places(other, paths.shape[1])
    for i in range(one.shape[0]):
        depth = 0
        while depth < paths.shape[0] and paths[depth, one[i]] == paths[depth, other[i]] and paths[depth, one[i]] >= 0:
            depth += 1
        out[i] = <float> depth - 1


def number_alike(list parents not None, list tags not None, list keys not None, int64_t[::1] out not None):
    """Write a number for each element that siblings of the same tag and class share, by their first ones in order.

    Hashes are those of Python's strings, which have a seed of their own in every process.
    """
    cdef Py_ssize_t size = 16, i, at, n = len(parents)
    cdef int64_t *slots
    cdef int64_t number = 0
    cdef uint64_t hashed
    if len(tags) != n or len(keys) != n or out.shape[0] != n:
        raise ValueError("a place is needed for each element")
    while size < 2 * n:
        size *= 2
    slots = <int64_t *> malloc(size * sizeof(int64_t))
    if slots == NULL:
        raise MemoryError
    try:
        memset(slots, 255, size * sizeof(int64_t))
        for i in range(n):
            hashed = <uint64_t> (<int64_t> parents[i]) * <uint64_t> 0x9E3779B97F4A7C15
            hashed = (hashed ^ <uint64_t> (<Py_ssize_t> hash(tags[i]))) * <uint64_t> 0xC2B2AE3D27D4EB4F
            hashed = (hashed ^ <uint64_t> (<Py_ssize_t> hash(keys[i]))) * <uint64_t> 0x165667B19E3779F9
            at = <Py_ssize_t> ((hashed ^ (hashed >> 32)) & <uint64_t> (size - 1))
            while slots[at] >= 0 and not is_alike(parents, tags, keys, slots[at], i):
                at = (at + 1) & (size - 1)
            if slots[at] < 0:
                slots[at] = i
                out[i] = number
                number += 1
            else:
                out[i] = out[slots[at]]
    finally:
        free(slots)


cdef bint is_alike(list parents, list tags, list keys, Py_ssize_t one, Py_ssize_t other) except *:
    return parents[one] == parents[other] and <str> keys[one] == <str> keys[other] and <str> tags[one] == <str> tags[other]


def picture_boxes(
    list pictured not None, list parents not None, const int64_t[::1] sizes not None, float most, float[::1] out not None
):
    """Write for each element the blocks, `most` at the most, in the nearest one around it, or itself, that holds an image."""
    cdef Py_ssize_t i, parent
    if len(pictured) != out.shape[0] or len(parents) != out.shape[0] or sizes.shape[0] != out.shape[0]:
        raise ValueError("a place is needed for each element")
    for i in range(out.shape[0]):
        out[i] = min(<float> sizes[i], most)
        if not pictured[i]:
            parent = parents[i]
            if parent >= i:
                raise ValueError("an element stands before its parent")
            out[i] = out[parent] if parent >= 0 else most


def beside_pictures(
    list places not None, float near, int64_t[::1] before not None, int64_t[::1] after not None, float[:, ::1] out not None
):
    """Write, for each block, which pictures stand before and after it, and how many blocks away, `near` at the most.

    `places` are the blocks that the pictures stand before, in order. One that is not there is -1 or their number.
    """
    cdef Py_ssize_t i, n = before.shape[0], number = 0
    cdef int64_t last = -1, following
    if after.shape[0] != n or out.shape[0] != 2 or out.shape[1] != n:
        raise ValueError("two places are needed for each block")
    following = places[0] if places else n
    for i in range(n):
        while number < len(places) and following <= i:
            last = following
            number += 1
            following = places[number] if number < len(places) else n
        before[i], after[i] = number - 1, number
        out[0, i] = min(<float> (i - last), near) if number else near
        out[1, i] = min(<float> (following - i), near) if number < len(places) else near


def codes_of(list tags not None, dict codes not None, int64_t[::1] out not None):
    """Write the code of each element's tag, 0 for tags without one."""
    cdef Py_ssize_t i
    if len(tags) != out.shape[0]:
        raise ValueError("a place is needed for each element")
    for i in range(out.shape[0]):
        code = codes.get(tags[i])
        out[i] = <int64_t> code if code is not None else 0
