"""Tables and their parts. Included in `construction.pyx`.

What would have to leave a table, where it is foster-parented, is left to the parser.
"""


cdef int reset_mode(Page page) noexcept:
    """Set the insertion mode by what is open."""
    cdef int i, id
    page.mode = IN_BODY
    for i in range(page.depth - 1, 0, -1):
        id = NO_NAME if page.stack[i].flags & FOREIGN else page.stack[i].id
        if id == TD or id == TH:
            page.mode = IN_CELL
        elif id == TR:
            page.mode = IN_ROW
        elif id == TBODY or id == THEAD or id == TFOOT:
            page.mode = IN_ROWS
        elif id == CAPTION:
            page.mode = IN_CAPTION
        elif id == COLGROUP:
            page.mode = IN_COLUMNS
        elif id == TABLE:
            page.mode = IN_TABLE
        elif id != TEMPLATE:
            continue
        return 0
    return 0


cdef int close_to(Page page, int first, int second, int third) except -1:
    """Close elements up to one of these names, which stays open, or to the page."""
    cdef int id = top(page).id
    while id != first and id != second and id != third and id != HTML:
        pop(page)
        id = top(page).id
    return 0


cdef int close_part(Page page, int place, int mode) except -1:
    """Close a cell or caption with all that is in it."""
    pop_to(page, place)
    end_markers(page)
    page.mode = mode
    return 0


cdef int cell_in_scope(Page page) noexcept:
    """Return the place of the innermost cell, `NOT_OPEN` without one."""
    cdef int place = in_scope(page, TD, TABLE_BARRIER)
    return place if place != NOT_OPEN else in_scope(page, TH, TABLE_BARRIER)


cdef bint end_rows(Page page, int first, int second, int third, int mode) except -1:
    """Close a row or a group of rows; False without one."""
    close_to(page, first, second, third)
    if top(page).id == HTML:
        return False
    pop(page)
    page.mode = mode
    return True


cdef bint close_table(Page page) except -1:
    """Close the innermost table with all that is in it; False if there is none."""
    cdef int place = in_scope(page, TABLE, TABLE_BARRIER)
    if place == NOT_OPEN:
        return False
    pop_to(page, place)
    reset_mode(page)
    return True


cdef bint begin_part(Page page, int id) except -1:
    """Close and open what has to be before a part of a table may stand; False if the page is left to the parser."""
    cdef int place
    while True:
        if page.mode == IN_CELL or page.mode == IN_CAPTION:
            place = cell_in_scope(page) if page.mode == IN_CELL else in_scope(page, CAPTION, TABLE_BARRIER)
            if place == NOT_OPEN:
                return False
            close_part(page, place, IN_ROW if page.mode == IN_CELL else IN_TABLE)
        elif page.mode == IN_COLUMNS:
            if id == COL:
                return True
            if top(page).id != COLGROUP:
                return False
            pop(page)
            page.mode = IN_TABLE
        elif page.mode == IN_ROW:
            if id == TD or id == TH:
                close_to(page, TR, TR, TR)
                page.mode = IN_CELL
                return True
            if not end_rows(page, TR, TR, TR, IN_ROWS):
                return False
        elif page.mode == IN_ROWS and (id == TR or id == TD or id == TH):
            close_to(page, TBODY, THEAD, TFOOT)
            page.mode = IN_ROW
            if id == TR:
                return True
            if not insert_without_tag(page, TR, SPECIAL, b"<tr>", 4):
                return False
        elif page.mode == IN_ROWS:
            if not end_rows(page, TBODY, THEAD, TFOOT, IN_TABLE):
                return False
        else:
            close_to(page, TABLE, TABLE, TABLE)
            if id == TR or id == TD or id == TH:
                page.mode = IN_ROWS
                if not insert_without_tag(page, TBODY, SPECIAL, b"<tbody>", 7):
                    return False
            elif id == COL:
                page.mode = IN_COLUMNS
                if not insert_without_tag(page, COLGROUP, SPECIAL, b"<colgroup>", 10):
                    return False
            else:
                page.mode = IN_CAPTION if id == CAPTION else IN_COLUMNS if id == COLGROUP else IN_ROWS
                return True


cdef Py_ssize_t start_in_table(Page page, const Token *tag, int id, int flags) except? -1:
    """Do what a start tag does in a table; 0 if it does what it does in a body."""
    if flags & OF_TABLE:
        return insert(page, tag, id, flags) if begin_part(page, id) else -1
    if page.mode == IN_CELL or page.mode == IN_CAPTION:
        return 0
    if page.mode == IN_COLUMNS:
        if top(page).id != COLGROUP:
            return -1
        pop(page)
        page.mode = IN_TABLE
    if id == TABLE:
        return start_in_page(page, tag, id, flags) if close_table(page) else -1
    if id == STYLE or id == SCRIPT:
        return insert_of_head(page, tag, id, flags)
    if id == FORM and page.templates:
        return -1  # the parser inserts it, against the standard
    if id == FORM:
        return tag_end(page, tag) if page.has_form else insert_empty_form(page, tag, id, flags)
    return insert_hidden_input(page, tag, id, flags) if id == INPUT else -1


cdef Py_ssize_t insert_empty_form(Page page, const Token *tag, int id, int flags) except? -1:
    """Insert a form that stands between the parts of a table, and holds nothing of it."""
    cdef Py_ssize_t at = insert(page, tag, id, flags)
    if at >= 0:
        pop(page)
        page.has_form = True
    return at


cdef Py_ssize_t insert_hidden_input(Page page, const Token *tag, int id, int flags) except? -1:
    """Insert an <input> that is not shown; another would leave the table."""
    cdef Py_ssize_t start = page.out.used, at = insert(page, tag, id, flags), found
    found = find_word(page.out.text, start, page.out.used, b' type="', 7) if at >= 0 else -1
    return at if found >= 0 and starts_any_case(page.out.text, found + 7, page.out.used, b'hidden"', 7) else -1


cdef bint end_of_table(Page page, int id) except -1:
    """Do what the end tag of a table does, or of a part of one, or of the page; False if the page is left to the parser."""
    if id == COL or (id == BODY or id == HTML) and page.mode != IN_COLUMNS:
        return True
    if page.mode == IN_CELL or page.mode == IN_CAPTION:
        if not end_in_part(page, id):
            return True
    elif page.mode == IN_COLUMNS:
        if top(page).id != COLGROUP:
            return id == COLGROUP
        pop(page)
        page.mode = IN_TABLE
        if id == COLGROUP:
            return True
    if page.mode == IN_ROW:
        if id == TD or id == TH or id == CAPTION or id == COLGROUP:
            return True
        if id != TABLE and in_scope(page, id, TABLE_BARRIER) < 0 or in_scope(page, TR, TABLE_BARRIER) < 0:
            return True
        end_rows(page, TR, TR, TR, IN_ROWS)
        if id == TR:
            return True
    if page.mode == IN_ROWS:
        if id != TABLE and (id == TD or id == TH or id == TR or id == CAPTION or id == COLGROUP):
            return True
        if id == TABLE or in_scope(page, id, TABLE_BARRIER) >= 0:
            end_rows(page, TBODY, THEAD, TFOOT, IN_TABLE)
    if id == TABLE:
        close_table(page)
    return True


cdef bint end_in_part(Page page, int id) except -1:
    """Do what an end tag does in a cell or caption; say whether it goes on in the table around it."""
    cdef int place
    if page.mode == IN_CAPTION:
        if id != CAPTION and id != TABLE:
            return False
        place = in_scope(page, CAPTION, TABLE_BARRIER)
        if place >= 0:
            close_part(page, place, IN_TABLE)
        return id == TABLE
    place = in_scope(page, id, TABLE_BARRIER)
    if place == NOT_OPEN or id == CAPTION or id == COLGROUP:
        return False
    if id == TD or id == TH:
        close_part(page, place, IN_ROW)
        return False
    close_part(page, cell_in_scope(page), IN_ROW)
    return True
