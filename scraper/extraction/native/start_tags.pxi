"""What start tags do in a body. Included in `construction.pyx`."""

cdef enum:
    MOST_ADDED = 40  # attributes by later tags of <html> and <body>, beyond which a page is left to the parser


cdef Py_ssize_t start_in_body(Page page, const Token *tag, int id, int flags) except? -1:
    """Do what a start tag does in a body."""
    if id == NO_NAME:
        return insert(page, tag, id, flags) if reopen(page) else -1
    if flags & ENDS_P:
        return start_block(page, tag, id, flags)
    if flags & FORMATS:
        if id == A and formatting_of(page, A) >= 0 and not end_open_link(page) or not reopen(page):
            return -1
        if id == NOBR and in_scope(page, NOBR, BARRIER) >= 0:
            return -1
        return insert(page, tag, id, flags)
    if flags & OF_HEAD:
        return insert_of_head(page, tag, id, flags)
    if flags & WITHOUT_TAG:
        return second_root(page, tag, id) if id == HTML or id == BODY else tag_end(page, tag)
    if id == TEXTAREA and is_interrupted(page):
        return -1  # the parser opens formatting in it, against the standard
    if flags & RAW or id == TEXTAREA:
        return insert_with_text(page, tag, id, flags)
    if id == TABLE:
        return start_table(page, tag, id, flags)
    if id == RB or id == RP or id == RT or id == RTC:
        return start_in_ruby(page, tag, id, flags)
    return start_in_line(page, tag, id, flags)


cdef Py_ssize_t start_block(Page page, const Token *tag, int id, int flags) except? -1:
    """Do what the start tag of a block does: it ends an open paragraph."""
    cdef Py_ssize_t at
    if id == FORM and page.has_form and not page.templates:
        return tag_end(page, tag)
    if id == LI:
        close_items(page, LI, LI)
    elif id == DD or id == DT:
        close_items(page, DD, DT)
    close_p(page)
    if flags & HEADING and top(page).flags & HEADING:
        pop(page)
    at = insert(page, tag, id, flags)
    if at < 0:
        return -1
    if id == FORM and not page.templates:
        page.has_form, page.form = True, page.depth - 1
    page.skips_line = id == PRE or id == LISTING
    return at


cdef Py_ssize_t start_table(Page page, const Token *tag, int id, int flags) except? -1:
    """Open a table, which ends an open paragraph unless the page is read in quirks mode."""
    cdef Py_ssize_t at
    if in_scope(page, P, BARRIER | BUTTON) >= 0:
        if page.quirks == UNSURE:
            return -1
        if page.quirks == STANDARD:
            close_p(page)
    at = insert(page, tag, id, flags)
    page.mode = IN_TABLE
    return at


cdef Py_ssize_t start_in_line(Page page, const Token *tag, int id, int flags) except? -1:
    """Do what the start tag of any other element does."""
    cdef Py_ssize_t at
    cdef int place
    if id == HR:
        close_p(page)
    elif id == BUTTON_TAG:
        place = in_scope(page, BUTTON_TAG, BARRIER)
        if place >= 0:
            pop_to(page, place)
    elif (id == OPTION or id == OPTGROUP) and top(page).id == OPTION:
        pop(page)
    if (not flags & VOID or flags & REOPENS) and not reopen(page):
        return -1
    if id == SVG:
        return insert_drawn(page, tag, id, flags)
    at = insert(page, tag, id, flags)
    if id == SELECT:
        page.mode = IN_SELECT
    return at


cdef Py_ssize_t start_in_ruby(Page page, const Token *tag, int id, int flags) except? -1:
    """Insert a part of an annotation."""
    if in_scope(page, RUBY, BARRIER) >= 0:
        while top(page).flags & IMPLIED_END and (top(page).id != RTC or id == RB or id == RTC):
            pop(page)
    return insert(page, tag, id, flags)


cdef int close_items(Page page, int one, int other) except -1:
    """Close the item that a new one follows."""
    cdef int i, id
    for i in range(page.depth - 1, -1, -1):
        id = page.stack[i].id
        if id == one or id == other:
            pop_to(page, i)
            return 0
        if page.stack[i].flags & SPECIAL and id != ADDRESS and id != DIV and id != P:
            return 0
    return 0


cdef Py_ssize_t start_in_select(Page page, const Token *tag, int id, int flags) except? -1:
    """Do what a start tag does in a <select>: all but its options is left to the parser."""
    if id == OPTION or id == OPTGROUP:
        if top(page).id == OPTION:
            pop(page)
        if id == OPTGROUP and top(page).id == OPTGROUP:
            pop(page)
        page.options += 1
        if page.options <= MOST_OPTIONS:
            return insert(page, tag, id, flags)
    return -1


cdef Py_ssize_t start_in_drawing(Page page, const Token *tag, int id, int flags) except? -1:
    """Do what a start tag does in a drawing; what ends one by mistake is left to the parser, and so is HTML in one."""
    cdef Py_ssize_t at
    if flags & REFUSED_IN_DRAWING or top(page).id == TITLE or top(page).id == DESC:
        return -1
    at = insert_drawn(page, tag, id, flags)
    if id != STYLE or at < 0:
        return at
    if top(page).id != STYLE:  # it closed itself
        return -1
    return end_drawn_style(page, at)


cdef Py_ssize_t end_drawn_style(Page page, Py_ssize_t at) except? -1:
    """Pass over the text of a style sheet in a drawing, which holds no tags where its end tag is the first."""
    cdef Py_ssize_t end = find(page.text, at, page.size, LESS)
    if not starts_any_case(page.text, end, page.size, b"</style>", 8):
        return -1
    set_text(page, EMPTIED, at, end)
    pop(page)
    return end + 8


cdef Py_ssize_t insert_drawn(Page page, const Token *tag, int id, int flags) except? -1:
    """Insert a drawing, or an element of one."""
    cdef WrittenTag written
    if not write_tag(page, page.out, tag, True, &written) or not push(page, id, FOREIGN, written.start, written.size):
        return -1
    if flags & DESCRIBES or written.is_marked:
        mark(page)
    if written.closes_itself:
        pop(page)
    return written.end


cdef Py_ssize_t insert_template(Page page, const Token *tag, int id, int flags) except? -1:
    """Open a template, whose content is read as that of a body."""
    cdef Py_ssize_t at
    if page.templates >= MOST_TEMPLATES:
        return -1
    at = insert(page, tag, id, flags)
    if at < 0:
        return -1
    page.modes[page.templates] = page.mode
    page.templates += 1
    page.mode = IN_BODY
    return at


cdef bint end_template(Page page) except -1:
    """Close the innermost template with all that is in it."""
    if not page.templates:
        return True
    while top(page).id != TEMPLATE:
        pop(page)
    pop(page)
    end_markers(page)
    page.templates -= 1
    page.mode = page.modes[page.templates]
    return True


cdef Py_ssize_t second_root(Page page, const Token *tag, int id) except? -1:
    """Add to the first <html> or <body> what only a later one says, unless that stands in a template."""
    cdef WrittenTag written
    page.aside.used = 0
    if not write_tag(page, &page.aside, tag, False, &written) or written.is_marked:
        return -1
    if written.attributes and not page.templates and (id == HTML or page.depth > 1 and page.stack[1].id == BODY):
        page.added += written.attributes
        if page.added > MOST_ADDED:
            return -1
        add_missing(page, &page.head if id == HTML else &page.body)
    return written.end


cdef int add_missing(Page page, Markup *out) except -1:
    """Write the attributes of the tag aside that the first tag of some markup has not behind those it has."""
    cdef const uint8_t *text = page.aside.text
    cdef Py_ssize_t close = find(out.text, 0, out.used, GREATER), at = first_attribute(text, 0), start, size
    cdef Attribute one
    while text[at] == 32:
        start = at
        next_written(text, &at, &one)
        if find_bytes(out.text, 0, close, text + start, one.value.start - start) >= 0:
            continue
        size = at - start
        need(out, size)
        memmove(out.text + close + size, out.text + close, out.used - close)
        memcpy(out.text + close, text + start, size)
        out.used += size
        move(page, out, <int32_t> close, <int32_t> size)
        close += size
    return 0


cdef int move(Page page, Markup *out, int32_t after, int32_t more) except -1:
    """Note that all that is written `after` a place stands further on."""
    cdef Py_ssize_t i
    cdef bint is_open = out == page.out
    for i in range(page.n_head if out == &page.body else 0, page.n_elements if is_open else page.n_head):
        page.elements[i].start += more if page.elements[i].start > after else 0
    if is_open:
        for i in range(page.depth):
            page.stack[i].name += more if page.stack[i].name > after else 0
        for i in range(page.n_formatting):
            page.formatting[i].start += more
    return 0


cdef Py_ssize_t find_bytes(const uint8_t *text, Py_ssize_t at, Py_ssize_t end, const uint8_t *wanted, Py_ssize_t size) noexcept nogil:
    """Return where some bytes stand first in text[at:end], -1 if nowhere."""
    while at + size <= end:
        if text[at] == wanted[0] and not memcmp(text + at, wanted, size):
            return at
        at += 1
    return -1
