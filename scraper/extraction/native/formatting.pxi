"""The list of active formatting elements: they are opened again wherever a block ended them. Included in `construction.pyx`."""

cdef enum:
    MOST_REOPENED = 1_000_000  # bytes, beyond which a page is left to the parser
    MOST_ALIKE = 3  # of more the first is forgotten


cdef int remove_formatting(Page page, int at) except -1:
    cdef int i
    page.n_formatting -= 1
    for i in range(at, page.n_formatting):
        page.formatting[i] = page.formatting[i + 1]
    return 0


cdef int end_markers(Page page) except -1:
    """Clear the list of formatting up to the last marker."""
    while page.n_formatting:
        page.n_formatting -= 1
        if not page.formatting[page.n_formatting].id:
            break
    return 0


cdef bint add_marker(Page page) except -1:
    """Note that formatting ends where the element does that was opened last."""
    if page.n_formatting >= MOST_FORMATTING:
        return False
    page.formatting[page.n_formatting] = Formatting(NO_NAME, 0, 0, 0, False)
    page.n_formatting += 1
    return True


cdef bint add_formatting(Page page, int id, Py_ssize_t start, bint is_marked) except -1:
    """Note that the element opened last formats what follows; False if the page is left to the parser."""
    cdef int i, alike = 0, first = 0, named = 0
    cdef int32_t size = <int32_t> (page.out.used - start)
    cdef bint is_doubtful = False  # the same attributes may stand in another order
    cdef Formatting *one
    if page.n_formatting >= MOST_FORMATTING:
        return False
    for i in range(page.n_formatting - 1, -1, -1):
        one = &page.formatting[i]
        if not one.id:
            break
        if one.id != id:
            continue
        named += 1
        if one.size == size and not memcmp(page.out.text + one.start, page.out.text + start, size):
            alike, first = alike + 1, i
        elif one.size == size:
            is_doubtful = True
    if is_doubtful and named >= MOST_ALIKE:
        return False
    if alike >= MOST_ALIKE:
        remove_formatting(page, first)
    page.formatting[page.n_formatting] = Formatting(id, page.depth - 1, <int32_t> start, size, is_marked)
    page.n_formatting += 1
    return True


cdef inline bint is_interrupted(Page page) noexcept:
    """Say whether a block ended formatting that opens again before what follows."""
    cdef int last = page.n_formatting - 1
    return last >= 0 and page.formatting[last].id and page.formatting[last].place == NOT_OPEN


cdef inline bint reopen(Page page) except -1:
    """Reconstruct the active formatting elements; False if the page is left to the parser."""
    return not is_interrupted(page) or reopen_all(page)


cdef bint reopen_all(Page page) except -1:
    cdef int i = page.n_formatting - 1
    cdef Formatting *one
    cdef Py_ssize_t start
    while i > 0 and page.formatting[i - 1].id and page.formatting[i - 1].place == NOT_OPEN:
        i -= 1
    for i in range(i, page.n_formatting):
        one = &page.formatting[i]
        page.reopened += one.size
        if page.reopened > MOST_REOPENED:
            return False
        start = page.out.used
        need(page.out, one.size)
        add(page.out, page.out.text + one.start, one.size)
        if not push(page, one.id, FORMATS, start, name_size(page.out.text + start)):
            return False
        one.place, one.start = page.depth - 1, <int32_t> start
        if one.is_marked:
            mark(page)
    return True


cdef int formatting_of(Page page, int id) noexcept:
    """Return the place in the list of formatting of the last one of a name since the last marker, -1 for none."""
    cdef int i
    for i in range(page.n_formatting - 1, -1, -1):
        if not page.formatting[i].id:
            return -1
        if page.formatting[i].id == id:
            return i
    return -1


cdef bint end_open_link(Page page) except -1:
    """End the link that is open where another begins; False if the page is left to the parser."""
    return end_formatting(page, A) and formatting_of(page, A) < 0


cdef bint end_formatting(Page page, int id) except -1:
    """Do what the end tag of a formatting element does: the adoption agency algorithm; False where it would move a block."""
    cdef int at = formatting_of(page, id), place, i
    if at < 0 or page.formatting[at].place != page.depth - 1:
        if top(page).id == id and not is_listed(page, page.depth - 1):
            pop(page)
            return True
        if at < 0:
            return end_other(page, id, NULL, 0)
    place = page.formatting[at].place
    if place == NOT_OPEN:
        remove_formatting(page, at)
        return True
    for i in range(page.depth - 1, place, -1):
        if page.stack[i].flags & BARRIER:
            return True
    for i in range(page.depth - 1, place, -1):
        if page.stack[i].flags & SPECIAL:
            return False
    pop_to(page, place)
    remove_formatting(page, at)
    return True


cdef bint is_listed(Page page, int place) noexcept:
    """Say whether the open element at a place of the stack is in the list."""
    cdef int i
    for i in range(page.n_formatting):
        if page.formatting[i].id and page.formatting[i].place == place:
            return True
    return False
