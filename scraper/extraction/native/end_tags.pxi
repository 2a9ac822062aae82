"""What end tags do. Included in `construction.pyx`."""


cdef Py_ssize_t on_end(Page page, const Token *tag, int id, int flags) except? -1:
    """Do what an end tag does."""
    cdef Py_ssize_t at = tag.name_end + 1 if page.text[tag.name_end] == GREATER else tag_end(page, tag)
    return at if at >= 0 and end(page, tag, id, flags) else -1


cdef bint end(Page page, const Token *tag, int id, int flags) except -1:
    """Do what an end tag does; False if the page is left to the parser."""
    if page.mode == AFTER_BODY:
        if id == HTML or id == BODY:
            return True
        page.mode = IN_BODY
    if id == TEMPLATE:
        return end_template(page)
    if page.mode <= AFTER_HEAD:
        return end_before_body(page, id)
    if top(page).flags & FOREIGN:
        return end_in_drawing(page, tag)
    if page.mode == IN_SELECT:
        return end_in_select(page, id)
    if page.mode >= IN_TABLE:
        if flags & OF_TABLE or id == TABLE or id == BODY or id == HTML:
            return end_of_table(page, id)
        if page.mode != IN_CELL and page.mode != IN_CAPTION and (id == P or id == BR or page.mode == IN_COLUMNS):
            return False
    return end_in_body(page, tag, id, flags)


cdef bint end_before_body(Page page, int id) except -1:
    """Do what an end tag does before the body begins."""
    if id == BR or page.mode != IN_NOSCRIPT and (id == BODY or id == HTML):
        return False
    if page.mode == IN_NOSCRIPT:
        if id == NOSCRIPT:
            pop(page)
            page.mode = IN_HEAD
    elif id == HEAD:
        if not insert_root(page, True):
            return False
        if page.mode == IN_HEAD:
            pop(page)
            page.mode = AFTER_HEAD
    return True


cdef bint end_in_body(Page page, const Token *tag, int id, int flags) except -1:
    """Do what an end tag does in a body."""
    cdef int place
    if flags & FORMATS:
        return end_formatting(page, id)
    if id == FORM:
        return end_form(page)
    if (id == P or id == BR) and top(page).id == TEMPLATE:
        return False  # whether it is passed over hangs on what stood in the template before
    if id == BR:
        return reopen(page) and insert_empty(page, b"<br>", 4)
    if id == BODY or id == HTML:
        page.mode = AFTER_BODY if in_scope(page, BODY, BARRIER) >= 0 else page.mode
        return True
    if id == P:
        place = in_scope(page, P, BARRIER | BUTTON)
        if place == NOT_OPEN:
            return insert_empty(page, b"<p></p>", 7)
    elif id == LI:
        place = in_scope(page, LI, BARRIER | LIST_BARRIER)
    elif flags & HEADING:
        place = heading_in_scope(page)
    elif id == DD or id == DT or flags & ENDS_BLOCKS:
        place = in_scope(page, id, BARRIER)
    else:
        return end_other(page, id, page.text + tag.name, tag.name_end - tag.name)
    if place >= 0:
        pop_to(page, place)
        if flags & MARKER:
            end_markers(page)
    return True


cdef bint insert_empty(Page page, const char *markup, int size) except -1:
    """Insert the empty element that an end tag alone stands for."""
    if not page.templates and not add_element(page, page.out.used):
        return False
    add(page.out, markup, size)
    return True


cdef int heading_in_scope(Page page) noexcept:
    """Return the place of the innermost heading of whatever level, `NOT_OPEN` without one."""
    cdef int i
    for i in range(page.depth - 1, -1, -1):
        if page.stack[i].flags & HEADING:
            return i
        if page.stack[i].flags & BARRIER:
            return NOT_OPEN
    return NOT_OPEN


cdef bint end_other(Page page, int id, const uint8_t *name, Py_ssize_t size) except -1:
    """Do what the end tag of an ordinary element does; `name` is asked of one without a known name."""
    cdef int i
    cdef Open *opened
    for i in range(page.depth - 1, 0, -1):
        opened = &page.stack[i]
        if opened.flags & FOREIGN:
            return False
        if opened.id == id and (id != NO_NAME or opened.size == size and (
            same_letters(page.out.text + opened.name, name, size)
        )):
            pop_to(page, i)
            return True
        if opened.flags & SPECIAL:
            return True
    return True


cdef bint end_form(Page page) except -1:
    """Do what the end tag of a form does. Where others are open in it, it stays around them and no longer counts as open."""
    cdef int place = page.form
    if page.templates:
        place = in_scope(page, FORM, BARRIER)
        return place == NOT_OPEN or pop_to(page, place) == 0
    page.has_form, page.form = False, NOT_OPEN
    if place == NOT_OPEN or in_scope(page, FORM, BARRIER) < place:
        return True
    close_implied(page)
    if page.depth - 1 == place:
        pop(page)
    else:
        page.stack[place].id, page.stack[place].flags = NO_NAME, ENDED
    return True


cdef inline int close_implied(Page page) except -1:
    """Close the elements whose end tags may be left out."""
    while top(page).flags & IMPLIED_END:
        pop(page)
    return 0


cdef bint end_in_select(Page page, int id) except -1:
    """Do what an end tag does in a <select>."""
    if id == OPTION:
        if top(page).id == OPTION:
            pop(page)
        return True
    if id == OPTGROUP:
        if top(page).id == OPTION and page.stack[page.depth - 2].id == OPTGROUP:
            pop(page)
        if top(page).id == OPTGROUP:
            pop(page)
        return True
    if id == SELECT:
        close_to(page, SELECT, SELECT, SELECT)
        pop(page)
        reset_mode(page)
        return True
    return False


cdef bint end_in_drawing(Page page, const Token *tag) except -1:
    """Do what an end tag does in a drawing; one of an element around it is left to the parser."""
    cdef int i
    cdef Py_ssize_t size = tag.name_end - tag.name
    for i in range(page.depth - 1, 0, -1):
        if not page.stack[i].flags & FOREIGN:
            break
        if page.stack[i].size == size and same_letters(page.out.text + page.stack[i].name, page.text + tag.name, size):
            pop_to(page, i)
            return True
    return False
