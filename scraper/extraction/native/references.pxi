"""Character references of text and of values. Included in `construction.pyx`.

https://html.spec.whatwg.org/#character-reference-state
"""

cdef enum:
    SHORT = 512  # bytes of a value

cdef dict NAMED = {name.encode(): text.encode() for name, text in html5.items()}
cdef int LONGEST_LEGACY = max(len(name) for name in html5 if not name.endswith(";"))
cdef int LONGEST_NAMED = max(map(len, html5))
cdef tuple WINDOWS = tuple(bytes((128 + i,)).decode("cp1252", "replace") for i in range(32))


cdef int add_escaped(Markup *out, bytes text, bint in_value) except -1:
    """Add what a reference stands for, as a serialisation writes it."""
    return add_more(out, <const uint8_t *> PyBytes_AS_STRING(text), 0, len(text), in_value, True)


cdef inline bint is_alphanumeric(uint8_t character) noexcept nogil:
    return 48 <= character <= 57 or 97 <= character | 32 <= 122


cdef Py_ssize_t numeric_end(const uint8_t *text, Py_ssize_t at, Py_ssize_t end, uint32_t *number) noexcept nogil:
    """Return where the number ends that follows on "&#", and `at` if there is none."""
    cdef Py_ssize_t first
    cdef uint32_t found = 0, digit
    cdef bint is_hex = at < end and text[at] | 32 == b"x"
    first = at + is_hex
    at = first
    while at < end:
        if 48 <= text[at] <= 57:
            digit = text[at] - 48
        elif is_hex and 97 <= text[at] | 32 <= 102:
            digit = (text[at] | 32) - 87
        else:
            break
        found = found * (16 if is_hex else 10) + digit if found < 0x200000 else found
        at += 1
    number[0] = found
    return at if at > first else -1


cdef str character_of(uint32_t number):
    """Return what a number stands for."""
    if number == 0 or number > 0x10ffff or 0xd800 <= number <= 0xdfff:
        return "\ufffd"
    if 0x80 <= number <= 0x9f and WINDOWS[number - 0x80] != "\ufffd":
        return WINDOWS[number - 0x80]
    return chr(number)


cdef Py_ssize_t add_reference(Markup *out, const uint8_t *text, Py_ssize_t at, Py_ssize_t end, bint in_value) except -1:
    """Add what the "&" at `at` begins; return where to go on."""
    cdef Py_ssize_t i = at + 1, limit
    cdef uint32_t number
    cdef bytes written
    if starts(text, i, end, b"amp;", 4):
        add(out, b"&amp;", 5)
        return i + 4
    if starts(text, i, end, b"nbsp;", 5):
        add(out, b"&nbsp;", 6)
        return i + 5
    if i < end and text[i] == b"#":
        i = numeric_end(text, i + 1, end, &number)
        if i < 0:
            add(out, b"&amp;", 5)
            return at + 1
        written = character_of(number).encode()
        add_escaped(out, written, in_value)
        return i + (i < end and text[i] == b";")
    limit = min(end, i + LONGEST_NAMED)
    while i < limit and is_alphanumeric(text[i]):
        i += 1
    if i > at + 1:
        if i < end and text[i] == b";":
            found = NAMED.get(text[at + 1:i + 1])
            if found is not None:
                written = found
                add_escaped(out, written, in_value)
                return i + 1
        i = min(i, at + 1 + LONGEST_LEGACY)
        while i > at + 1:
            found = NAMED.get(text[at + 1:i])
            if found is not None:
                if in_value and i < end and (text[i] == EQUALS or is_alphanumeric(text[i])):
                    break
                written = found
                add_escaped(out, written, in_value)
                return i
            i -= 1
    add(out, b"&amp;", 5)
    return at + 1


cdef inline int add_text(Markup *out, const uint8_t *text, Py_ssize_t at, Py_ssize_t end, bint in_value) except -1:
    """Add text[at:end] with its references as a serialisation writes them."""
    cdef Py_ssize_t found
    need(out, end - at + COPIED_AT_ONCE)
    found = copy_plain(out.text + out.used, text, at, end)
    out.used += found - at
    return add_more(out, text, found, end, in_value, False) if found < end else 0


cdef int add_more(Markup *out, const uint8_t *text, Py_ssize_t at, Py_ssize_t end, bint in_value, bint is_decoded) except -1:
    """Add text[at:end] as a serialisation writes it, which was decoded or holds references."""
    cdef Py_ssize_t found
    while at < end:
        if text[at] == b"&" and is_decoded:
            add(out, b"&amp;", 5)
            at += 1
        elif text[at] == b"&":
            at = add_reference(out, text, at, end, in_value)
        elif text[at] == LESS:
            add(out, b"&lt;", 4)
            at += 1
        elif text[at] == GREATER:
            add(out, b"&gt;", 4)
            at += 1
        elif text[at] == b'"' and in_value:
            add(out, b"&quot;", 6)
            at += 1
        elif text[at] == 0xc2 and at + 1 < end and text[at + 1] == 0xa0:
            add(out, b"&nbsp;", 6)
            at += 2
        else:
            add(out, text + at, 1)
            at += 1
        need(out, end - at + COPIED_AT_ONCE)
        found = copy_plain(out.text + out.used, text, at, end)
        out.used += found - at
        at = found
    return 0


cdef inline Py_ssize_t add_quoted(Markup *out, const uint8_t *text, Py_ssize_t at, Py_ssize_t size) except -1:
    """Add a value that ends at the next quote; return where the quote ends, more than `size` if there is none."""
    cdef Py_ssize_t end = min(at + SHORT, size)
    cdef Py_ssize_t found
    need(out, SHORT + COPIED_AT_ONCE)
    found = copy_plain(out.text + out.used, text, at, end)
    out.used += found - at
    if found < end and text[found] == 34:
        return found + 1
    end = find(text, found, size, 34)
    if end < size:
        add_more(out, text, found, end, True, False)
    return end + 1
