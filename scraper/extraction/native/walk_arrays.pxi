"""What the walk keeps in arrays: elements that are open, elements with text, parts that are not shown. Included in `walk.pyx`."""

cdef struct Opened:
    int role
    int before  # what is restored when it closes: a link or style, by its number
    bint unseen

cdef struct Element:
    int parent
    int first
    int end
    bint pictured
    bint hidden
    bint unseen

cdef struct Unseen:
    int since
    int until
    int first  # part
    int last
    int link_chars
    int strong

cdef struct Place:  # see `TextPositions` of `dom/block_text.py`
    int start
    int stop
    int href
    int style

cdef void *grown(void *held, Py_ssize_t *room, Py_ssize_t needed, Py_ssize_t size) except NULL:
    """Return the array with room for as many items of a size; the old one stays valid if memory runs out."""
    cdef Py_ssize_t more = room[0]
    cdef void *moved
    while more < needed:
        more = 2 * more if more else 256
    moved = realloc(held, more * size)
    if moved == NULL:
        raise MemoryError
    room[0] = more
    return moved
