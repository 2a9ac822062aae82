"""Characters of valid UTF-8, and the references that stand for some in serialised markup. Included in `walk.pyx`."""


cdef inline bint continues(uint8_t byte) noexcept nogil:
    """Say whether a byte goes on with a character that began before it."""
    return byte & 0xc0 == 0x80


cdef inline uint32_t character_at(const uint8_t *text, Py_ssize_t at, Py_ssize_t end, Py_ssize_t *after) noexcept nogil:
    """Return the character that begins at `at`, before `end`; `after` becomes where the next one does."""
    cdef uint32_t character = text[at]
    at += 1
    if character >= 0xc0:
        character &= 0x1f if character < 0xe0 else 0x0f if character < 0xf0 else 0x07
    while at < end and continues(text[at]):
        character = character << 6 | (text[at] & 0x3f)
        at += 1
    after[0] = at
    return character


cdef inline bint has_no_glyph(uint32_t character) noexcept nogil:
    return character >= 0xad and (character == 0xad or character == 0x200b or character == 0x2060 or character == 0xfeff)


cdef enum:
    INDENTED = 8

cdef const char *INDENTATION = b"        "
"""What is passed over at once: most white space in markup is indentation."""


cdef inline bint is_blank(uint8_t byte) noexcept nogil:
    """Say whether an ASCII character is white space."""
    return byte <= SPACE and (byte == SPACE or 9 <= byte <= 13 or byte >= 28)


cdef Py_ssize_t after_blanks(const uint8_t *text, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Return where the first character of text[at:end] stands that is no white space."""
    cdef Py_ssize_t after
    while at < end:
        if at + INDENTED <= end and not memcmp(text + at, INDENTATION, INDENTED):
            at += INDENTED
            continue
        after = at + 1
        if text[at] < 0x80:
            if not is_blank(text[at]):
                break
        elif not Py_UNICODE_ISSPACE(character_at(text, at, end, &after)):
            break
        at = after
    return at


cdef Py_ssize_t before_blanks(const uint8_t *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Return where the last character of text[start:end] ends that is no white space."""
    cdef Py_ssize_t at, after
    while end > start:
        at = end - 1
        while at > start and continues(text[at]):
            at -= 1
        if not Py_UNICODE_ISSPACE(character_at(text, at, end, &after)):
            break
        end = at
    return end


cdef inline Py_ssize_t characters_in(const uint8_t *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Return how many characters text[start:end] has."""
    cdef Py_ssize_t i, out = 0
    for i in range(start, end):
        out += not continues(text[i])
    return out


cdef inline uint8_t is_sign_of_tex(uint8_t byte) noexcept nogil:
    return (byte == UNDERSCORE) | (byte == CARET) | (byte == BACKSLASH)


cdef bint is_tidy(const uint8_t *text, Py_ssize_t start, Py_ssize_t end, bint *has_signs) noexcept nogil:
    """Say whether text[start:end], without blanks around it, is ASCII with single spaces; `has_signs` becomes whether it
    has signs of TeX."""
    cdef Py_ssize_t i
    cdef uint8_t odd = 0, signs = 0
    for i in range(start, end - 1):
        odd |= (text[i] < SPACE) | (text[i] >> 7) | (text[i] == SPACE) & (text[i + 1] == SPACE)
        signs |= is_sign_of_tex(text[i])
    if start < end:
        odd |= text[end - 1] >> 7
        signs |= is_sign_of_tex(text[end - 1])
    has_signs[0] = signs
    return not odd


cdef inline str decoded(const uint8_t *text, Py_ssize_t size):
    return PyUnicode_DecodeUTF8(<const char *> text, size, NULL)


cdef Py_ssize_t read_reference(const uint8_t *text, Py_ssize_t at, Py_ssize_t end, uint8_t *out, Py_ssize_t *used) noexcept nogil:
    """Write the character for which the reference at `at` stands; return where the text goes on."""
    cdef uint8_t character = AMPERSAND
    cdef Py_ssize_t after = at + 1
    if starts(text, at, end, b"&amp;", 5):
        after = at + 5
    elif starts(text, at, end, b"&nbsp;", 6):
        out[used[0]] = 0xc2
        used[0] += 1
        character, after = 0xa0, at + 6
    elif starts(text, at, end, b"&lt;", 4):
        character, after = LESS, at + 4
    elif starts(text, at, end, b"&gt;", 4):
        character, after = GREATER, at + 4
    elif starts(text, at, end, b"&quot;", 6):
        character, after = QUOTE, at + 6
    out[used[0]] = character
    used[0] += 1
    return after


cdef Py_ssize_t unescape(const uint8_t *text, Py_ssize_t start, Py_ssize_t end, uint8_t *out) noexcept nogil:
    """Write text[start:end] with the characters for its references, which is no longer; return its size."""
    cdef Py_ssize_t at, used = 0
    while start < end:
        at = find(text, start, end, AMPERSAND)
        memcpy(out + used, text + start, at - start)
        used += at - start
        start = read_reference(text, at, end, out, &used) if at < end else end
    return used
