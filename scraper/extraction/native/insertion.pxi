"""Text, comments and what comes before a body, by the insertion modes of the standard. Included in `construction.pyx`."""


cdef inline Py_ssize_t after_spaces(const uint8_t *text, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    while at < end and is_space(text[at]):
        at += 1
    return at


cdef bint refers_to_space(const uint8_t *text, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Say whether a reference to white space stands at `at`."""
    cdef uint32_t number = 0
    if starts(text, at, end, b"&#", 2):
        return numeric_end(text, at + 2, end, &number) >= 0 and is_space(number)
    return starts(text, at, end, b"&Tab;", 5) or starts(text, at, end, b"&NewLine;", 9)


cdef bint on_text(Page page, Py_ssize_t start, Py_ssize_t end) except -1:
    """Insert text; False if the page is left to the parser."""
    cdef Py_ssize_t at = start
    if page.mode != IN_BODY or page.skips_line:  # else white space is text like any other
        at = after_spaces(page.text, start, end)
        if (page.skips_line or page.mode <= AFTER_HEAD or page.mode == AFTER_BODY) and refers_to_space(page.text, at, end):
            return False
    if page.skips_line:
        page.skips_line = False
        start += page.text[start] == 10
        if start == end:
            return True
    if page.mode <= AFTER_HEAD:
        if page.mode >= IN_HEAD and at > start:
            add(page.out, page.text + start, at - start)
        if at == end:
            return True
        start = at
        if not open_body(page):
            return False
    elif IN_TABLE <= page.mode <= IN_ROW and page.mode != IN_CAPTION:
        if at < end:
            return False
        add(page.out, page.text + start, end - start)
        return True
    elif page.mode == AFTER_BODY and at < end:
        page.mode = IN_BODY
    if page.mode != IN_SELECT and not top(page).flags & FOREIGN and not reopen(page):
        return False
    add_text(page.out, page.text, start, end, False)
    return True


cdef bint on_comment(Page page, const Token *tag) except -1:
    """Insert a comment, or pass over a declaration; False if the page is left to the parser."""
    if starts(page.text, tag.start, page.size, b"</>", 3):
        return True
    page.skips_line = False
    if page.text[tag.end - 1] != GREATER:
        return False
    if starts(page.text, tag.start, page.size, b"<!--", 4):
        pass
    elif page.text[tag.start + 1] == QUESTION and page.mode >= IN_BODY and is_instruction(page.text, tag.start + 2, tag.end):
        return False
    elif starts_any_case(page.text, tag.start, page.size, b"<!doctype", 9):
        if page.mode == BEFORE_HTML and not page.has_doctype:
            page.has_doctype = True
            page.quirks = quirks_of(page.text, tag.start + 9, tag.end - 1)
        return True
    elif starts(page.text, tag.start, page.size, b"<![", 3) and page.depth and top(page).flags & FOREIGN:
        return False
    if page.mode >= IN_BODY and page.mode != AFTER_BODY:
        add(page.out, b"<!---->", 7)
    return True


cdef bint is_instruction(const uint8_t *text, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Say whether the parser may take what begins with "<?" for a processing instruction, and not for a comment."""
    if starts(text, at, end, b"xml", 3) and (is_space(text[at + 3]) or text[at + 3] == QUESTION):
        return False
    return at < end and is_letter(text[at])


cdef int quirks_of(const uint8_t *text, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Return the mode that a declaration stands for, as far as it is surely known."""
    cdef Py_ssize_t public, address
    at = after_spaces(text, at, end)
    if not starts_any_case(text, at, end, b"html", 4) or at + 4 < end and not is_space(text[at + 4]):
        return UNSURE
    at = after_spaces(text, at + 4, end)
    if at >= end:
        return STANDARD
    if not starts_any_case(text, at, end, b"public", 6):
        return UNSURE
    public = after_spaces(text, at + 6, end)
    if not starts(text, public, end, b'"', 1):
        return UNSURE
    address = after_spaces(text, find(text, public + 1, end, 34) + 1, end)
    if starts(text, address, end, b'"http://www.w3.org/TR/', 22) and (
        starts_any_case(text, public, end, b'"-//w3c//dtd xhtml 1.', 21)
        or starts_any_case(text, public, end, b'"-//w3c//dtd html 4.01', 22)
    ):
        return STANDARD
    return UNSURE


cdef bint insert_root(Page page, bint with_head) except -1:
    """Open the elements of the page for which no tags came."""
    if page.mode == BEFORE_HTML:
        page.mode = BEFORE_HEAD
        if not insert_without_tag(page, HTML, SPECIAL | BARRIER | TABLE_BARRIER, b"<html>", 6):
            return False
    if page.mode == BEFORE_HEAD and with_head:
        page.mode = IN_HEAD
        return insert_without_tag(page, HEAD, SPECIAL, b"<head>", 6)
    return True


cdef bint insert_without_tag(Page page, int id, int flags, const char *tag, int size) except -1:
    """Open an element for which no tag came."""
    cdef Py_ssize_t start = page.out.used
    add(page.out, tag, size)
    return push(page, id, flags, start, size - 2)


cdef bint open_body(Page page) except -1:
    """Open the body without a tag for it."""
    if not insert_root(page, True):
        return False
    begin_body(page)
    return insert_without_tag(page, BODY, SPECIAL, b"<body>", 6)


cdef int begin_body(Page page) except -1:
    """Close what is open in the head: from here on the body is written."""
    while page.depth > 1:
        pop(page)
    page.out, page.mode, page.n_head = &page.body, IN_BODY, page.n_elements
    return 0


cdef Py_ssize_t on_tag(Page page, const Token *tag) except? -1:
    """Do what a tag does; return where the next token begins, -1 if the page is left to the parser. So do all that follow."""
    cdef const Name *name = name_of(page.text + tag.name, tag.name_end - tag.name)
    cdef int id = name.id if name != NULL else NO_NAME
    cdef int flags = name.flags if name != NULL else 0
    page.skips_line = False
    if flags & REFUSED and not (page.depth and top(page).flags & FOREIGN):
        return -1
    return on_end(page, tag, id, flags) if tag.closes else on_start(page, tag, id, flags)


cdef Py_ssize_t on_start(Page page, const Token *tag, int id, int flags) except? -1:
    """Do what a start tag does."""
    cdef Py_ssize_t at
    if page.mode <= AFTER_HEAD:
        at = start_before_body(page, tag, id, flags)
        if at:
            return at
    if page.mode == AFTER_BODY:
        if id == HTML:
            return second_root(page, tag, id)
        page.mode = IN_BODY
    if top(page).flags & FOREIGN:
        return start_in_drawing(page, tag, id, flags)
    if page.mode == IN_SELECT:
        return start_in_select(page, tag, id, flags)
    if id == TEMPLATE:
        return insert_template(page, tag, id, flags)
    if page.templates and flags & OF_TABLE and page.mode == IN_BODY:
        return -1
    return start_in_page(page, tag, id, flags)


cdef Py_ssize_t start_in_page(Page page, const Token *tag, int id, int flags) except? -1:
    """Do what a start tag does in a body or in a table."""
    cdef Py_ssize_t at = start_in_table(page, tag, id, flags) if page.mode >= IN_TABLE else 0
    return at if at else start_in_body(page, tag, id, flags)


cdef Py_ssize_t tag_end(Page page, const Token *tag) except? -1:
    """Return where a tag ends that is not written."""
    cdef WrittenTag written
    page.aside.used = 0
    return written.end if write_tag(page, &page.aside, tag, False, &written) else -1


cdef Py_ssize_t insert(Page page, const Token *tag, int id, int flags) except? -1:
    """Write an element and put it on the stack, unless it is void; return where the tag ends."""
    cdef WrittenTag written
    if not write_tag(page, page.out, tag, False, &written):
        return -1
    if not flags & VOID:
        if not push(page, id, flags, written.start, written.size):
            return -1
    elif not page.templates and not add_element(page, written.start):
        return -1
    if flags & DESCRIBES or written.is_marked:
        mark(page)
    if flags & FORMATS and not add_formatting(page, id, written.start, written.is_marked):
        return -1
    if flags & MARKER and not add_marker(page):
        return -1
    return written.end


cdef Py_ssize_t start_before_body(Page page, const Token *tag, int id, int flags) except? -1:
    """Do what a start tag does before the body begins; 0 if it has begun."""
    cdef WrittenTag written
    if id == HTML and page.mode == BEFORE_HTML:
        page.mode = BEFORE_HEAD
        if not write_tag(page, page.out, tag, False, &written) or written.is_marked:
            return -1
        return written.end if push(page, HTML, flags, written.start, written.size) else -1
    if id == HTML:
        return second_root(page, tag, id)
    if id == HEAD and page.mode > BEFORE_HEAD or id == NOSCRIPT and page.mode == IN_NOSCRIPT:
        return tag_end(page, tag)
    if not insert_root(page, id != HEAD):
        return -1
    if id == HEAD:
        page.mode = IN_HEAD
        return insert(page, tag, id, flags)
    if page.mode == IN_NOSCRIPT and (id == BASE or id == SCRIPT or id == TEMPLATE or id == TITLE):
        pop(page)  # it may not hold them
        page.mode = IN_HEAD
    if id == TEMPLATE:
        return insert_template(page, tag, id, flags) if page.mode == IN_HEAD else -1
    if flags & OF_HEAD:
        return insert_of_head(page, tag, id, flags)
    if id == NOSCRIPT and page.mode == IN_HEAD:
        page.mode = IN_NOSCRIPT
        return insert(page, tag, id, flags)
    if id != BODY:
        return 0 if open_body(page) else -1
    begin_body(page)
    return insert(page, tag, id, flags)


cdef Py_ssize_t insert_of_head(Page page, const Token *tag, int id, int flags) except? -1:
    """Insert an element that may stand in a head: void, or with text that holds no tags."""
    if id == SCRIPT:
        return pass_script(page, tag)
    return insert(page, tag, id, flags) if flags & VOID else insert_with_text(page, tag, id, flags)


cdef Py_ssize_t pass_script(Page page, const Token *tag) except? -1:
    """Pass over a script, which is only noted if it may describe the page."""
    cdef Markup *aside = &page.aside
    cdef Py_ssize_t end
    cdef Token closing
    cdef WrittenTag written
    aside.used = 0
    if not write_tag(page, aside, tag, False, &written) or find_word(aside.text, 0, aside.used, b"math/tex", 8) >= 0:
        return -1
    end = script_end(page.text, written.end, page.size)
    if end < 0:
        return -1
    if not page.templates:
        if not add_element(page, page.out.used):
            return -1
        page.elements[page.n_elements - 1].use = LEFT_OUT
        if written.is_marked or find_word(aside.text, 0, aside.used, b"ld+json", 7) >= 0:
            page.scripts[page.n_elements - 1] = <bytes> aside.text[:aside.used]
            set_text(page, NOTED, written.end, end)
            mark(page)
    next_name(page.text, page.size, end, &closing)
    return tag_end(page, &closing)


cdef void set_text(Page page, int use, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Note the text of the element that came last, which is not written."""
    cdef Element *element = &page.elements[page.n_elements - 1]
    if not page.templates:
        element.use, element.text, element.text_end = use, <int32_t> start, <int32_t> end


cdef Py_ssize_t insert_with_text(Page page, const Token *tag, int id, int flags) except? -1:
    """Insert an element whose text holds no tags. The text is written if references are read in it."""
    cdef WrittenTag written
    cdef Token closing
    cdef Py_ssize_t start, end, size = tag.name_end - tag.name
    cdef const uint8_t *text = page.text
    if not write_tag(page, page.out, tag, False, &written) or not push(page, id, 0, written.start, written.size):
        return -1
    if flags & DESCRIBES or written.is_marked:
        mark(page)
    start = end = written.end
    while True:
        end = find(text, end, page.size, LESS)
        if end + 2 + size >= page.size:
            return -1
        if text[end + 1] == SLASH and same_letters(text + end + 2, text + tag.name, size):
            if ends_script_name(text, end + 2 + size, page.size):
                break
            if flags & RAW:
                return -1  # what cuts raw text out of markup would take this for its end
        end += 1
    if flags & RAW:
        set_text(page, EMPTIED, start, end)
    else:
        if id == TEXTAREA and refers_to_space(text, start, end):
            return -1
        start += id == TEXTAREA and start < end and text[start] == 10
        add_text(page.out, text, start, end, False)
    pop(page)
    next_name(text, page.size, end, &closing)
    return tag_end(page, &closing)


cdef inline bint same_letters(const uint8_t *one, const uint8_t *other, Py_ssize_t size) noexcept nogil:
    """Say whether two names are the same, in whatever case."""
    cdef Py_ssize_t i
    for i in range(size):
        if lower(one[i]) != lower(other[i]):
            return False
    return True
