"""Start tags, as a serialisation writes them. Included in `construction.pyx`."""

cdef enum:
    MOST_ATTRIBUTES = 200
    LONGEST_TAG = 50_000

cdef dict DRAWN_NAMES = {name.lower().encode(): name.encode() for name in _rules.DRAWN_NAMES}
cdef dict DRAWN_ATTRIBUTES = {name.lower().encode(): name.encode() for name in _rules.DRAWN_ATTRIBUTES}


cdef struct Span:
    Py_ssize_t start, end

cdef struct WrittenTag:  # a start tag
    Py_ssize_t start  # in the markup
    Py_ssize_t size  # of its name
    Py_ssize_t end  # in the page
    int attributes
    bint closes_itself
    bint is_marked


cdef bint is_repeated(const uint8_t *text, const Span *names, int number) noexcept nogil:
    """Say whether the last of the names stood before."""
    cdef Py_ssize_t size = names[number].end - names[number].start
    cdef int i
    for i in range(number):
        if names[i].end - names[i].start == size and not memcmp(text + names[i].start, text + names[number].start, size):
            return True
    return False


cdef int adjust(Markup *out, Py_ssize_t start, dict known) except -1:
    """Write a name in a drawing as the standard has it, in small and capital letters."""
    cdef bytes name
    if out.used - start < 6:
        return 0
    found = known.get(out.text[start:out.used])
    if found is not None:
        name = found
        memcpy(out.text + start, PyBytes_AS_STRING(name), out.used - start)
    return 0


cdef inline bint write_name(Page page, Markup *out, Py_ssize_t start, Py_ssize_t end) except -1:
    """Write a name in small letters; False if it holds what is no part of one."""
    cdef uint8_t *at
    cdef Py_ssize_t i
    need(out, end - start)
    at = out.text + out.used
    for i in range(end - start):
        at[i] = lower(page.text[start + i])
        if at[i] == LESS:
            return False
    out.used += end - start
    return True


cdef bint write_tag(Page page, Markup *out, const Token *tag, bint foreign, WrittenTag *written) except -1:
    """Write a start tag; False if it is left to the parser."""
    cdef const uint8_t *text = page.text
    cdef Py_ssize_t size = page.size, at = tag.name_end, name, name_end, value, value_end = -1
    cdef uint8_t quote
    cdef Span names[MOST_ATTRIBUTES]
    cdef int number = 0
    cdef bint is_quoted
    written.start, written.size, written.is_marked = out.used, tag.name_end - tag.name, False
    need(out, 1)
    out.text[out.used] = LESS
    out.used += 1
    if not write_name(page, out, tag.name, tag.name_end):
        return False
    if foreign:
        adjust(out, written.start + 1, DRAWN_NAMES)
    while True:
        while at < size and (is_space(text[at]) or text[at] == SLASH):
            at += 1
        if at >= size:
            return False
        if text[at] == GREATER:
            break
        name = at
        at += 1
        while at < size and not ends_name(text[at]) and text[at] != EQUALS:
            at += 1
        name_end = value = value_end = at
        is_quoted = False
        while value < size and is_space(text[value]):
            value += 1
        if value < size and text[value] == EQUALS:
            value += 1
            while value < size and is_space(text[value]):
                value += 1
            if value >= size:
                return False
            quote = text[value]
            if quote == 34:
                value += 1
                is_quoted = True  # it ends where it is read
            elif quote == 39:
                value += 1
                value_end = find(text, value, size, quote)
                if value_end >= size:
                    return False
                at = value_end + 1
            else:
                value_end = value
                while value_end < size and not is_space(text[value_end]) and text[value_end] != GREATER:
                    value_end += 1
                at = value_end
        else:
            value = value_end
        if number >= MOST_ATTRIBUTES:
            return False
        need(out, name_end - name + 3)
        out.text[out.used] = 32
        out.used += 1
        names[number].start = out.used
        if not write_name(page, out, name, name_end):
            return False
        names[number].end = out.used
        if foreign:
            adjust(out, names[number].start, DRAWN_ATTRIBUTES)
        if number and is_repeated(out.text, names, number):
            out.used = names[number].start - 1
            if is_quoted:
                at = find(text, value, size, 34) + 1
                if at > size:
                    return False
            continue
        if is_mark(out.text + names[number].start, names[number].end - names[number].start):
            written.is_marked = True
        number += 1
        out.text[out.used], out.text[out.used + 1] = EQUALS, 34
        out.used += 2
        if is_quoted:
            at = add_quoted(out, text, value, size)
            if at > size:
                return False
        elif value < value_end:
            add_text(out, text, value, value_end, True)
        need(out, 2)
        out.text[out.used] = 34
        out.used += 1
    written.closes_itself = text[at - 1] == SLASH and at - 1 >= tag.name_end and at != value_end
    written.attributes = number
    written.end = at + 1
    need(out, 1)
    out.text[out.used] = GREATER
    out.used += 1
    return written.end - tag.start < LONGEST_TAG
