"""A page's tokens, as a parser sees them. Mirrors `dom/tokens.py`, whose patterns say what each token is."""

from libc.stdint cimport uint32_t

from scraper.extraction.native.strings cimport Char, find, find_word, starts, starts_any_case

cdef enum:
    DASH = 45
    EQUALS = 61
    EXCLAMATION = 33
    GREATER = 62
    LESS = 60
    QUESTION = 63
    SLASH = 47

cdef struct Token:
    Py_ssize_t start  # its "<"
    Py_ssize_t name  # of a tag: where its name starts, after a slash; -1 for a comment or declaration
    Py_ssize_t name_end  # of a comment or declaration, its start
    Py_ssize_t attributes_end
    Py_ssize_t end
    Py_ssize_t attributes  # how many
    bint closes


cdef inline bint is_letter(uint32_t character) noexcept nogil:
    return 97 <= character | 32 <= 122


cdef inline bint is_space(uint32_t character) noexcept nogil:
    return character == 32 or character == 9 or character == 10 or character == 12 or character == 13


cdef inline bint ends_name(uint32_t character) noexcept nogil:
    """Say whether a character ends the name of a tag; of an attribute, "=" does too. Letters are told at once."""
    return character <= GREATER and (character == GREATER or character == SLASH or is_space(character))


cdef inline Py_ssize_t comment_end(const Char *text, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    """Return where a comment ends whose text starts at `at`."""
    if at < size and text[at] == GREATER:
        return at + 1
    if starts(text, at, size, b"->", 2):
        return at + 2
    while True:
        at = find(text, at, size, DASH)
        if at >= size:
            return size
        if starts(text, at, size, b"-->", 3):
            return at + 3
        if starts(text, at, size, b"--!>", 4):
            return at + 4
        at += 1


cdef inline Py_ssize_t value_end(const Char *text, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    """Return where the value of an attribute ends, or what was no value, after a name that ended at `at`."""
    cdef Py_ssize_t value = at
    while value < size and is_space(text[value]):
        value += 1
    if value >= size or text[value] != EQUALS:
        return at
    value += 1
    while value < size and is_space(text[value]):
        value += 1
    if value < size and (text[value] == 34 or text[value] == 39):
        return min(find(text, value + 1, size, text[value]) + 1, size)
    while value < size and not is_space(text[value]) and text[value] != GREATER:
        value += 1
    return value


cdef inline bint next_attribute(
    const Char *text, Py_ssize_t size, Py_ssize_t *at, Py_ssize_t *name, Py_ssize_t *name_end
) noexcept nogil:
    """Read the next attribute of a tag, and move on behind it; False, and on to the end, if there is none before the end of
    the tag or of the page."""
    cdef Py_ssize_t i = at[0]
    while i < size and (is_space(text[i]) or text[i] == SLASH):
        i += 1
    at[0] = name[0] = i
    if i >= size or text[i] == GREATER:
        return False
    i += 1  # a "=" begins a name too
    while i < size and not ends_name(text[i]) and text[i] != EQUALS:
        i += 1
    name_end[0] = i
    at[0] = value_end(text, i, size)
    return True


cdef inline void read_attributes(const Char *text, Py_ssize_t size, Token *token) noexcept nogil:
    """Read the attributes of a tag up to its end, or that of the page."""
    cdef Py_ssize_t at = token.name_end, name = 0, name_end = 0
    token.attributes = 0
    while next_attribute(text, size, &at, &name, &name_end):
        token.attributes += 1
    token.attributes_end = at
    token.end = min(at + 1, size)


cdef inline bint next_name(const Char *text, Py_ssize_t size, Py_ssize_t at, Token *token) noexcept nogil:
    """Read the next tag up to the end of its name, or the next comment or declaration, from `at` on; False if there is none."""
    while True:
        at = find(text, at, size, LESS)
        if at + 1 >= size:
            return False
        token.start, token.name, token.name_end = at, -1, at
        token.closes = text[at + 1] == SLASH
        if starts(text, at + 1, size, b"!--", 3):
            token.end = comment_end(text, at + 4, size)
            return True
        if at + 1 + token.closes < size and is_letter(text[at + 1 + token.closes]):
            token.name = token.name_end = at + 1 + token.closes
            while token.name_end < size and not ends_name(text[token.name_end]):
                token.name_end += 1
            token.end = token.name_end
            return True
        if text[at + 1] == EXCLAMATION or text[at + 1] == QUESTION or text[at + 1] == SLASH:
            token.end = min(find(text, at + 1, size, GREATER) + 1, size)
            return True
        at += 1


cdef inline bint next_token(const Char *text, Py_ssize_t size, Py_ssize_t at, Token *token) noexcept nogil:
    """Read the next tag, comment or declaration from `at` on; False if there is none."""
    if not next_name(text, size, at, token):
        return False
    if token.name >= 0:
        read_attributes(text, size, token)
    return True


cdef inline bint ends_script_name(const Char *text, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    return at < size and (text[at] == 32 or 9 <= text[at] <= 13 and text[at] != 11 or text[at] == 47 or text[at] == GREATER)


cdef inline Py_ssize_t script_end(const Char *text, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    """Return where the end tag of a script stands whose text begins at `at`, or -1."""
    cdef bint escaped = False, doubly = False
    cdef Py_ssize_t i, less
    while True:
        less = find(text, at, size, LESS)
        if escaped and find_word(text, at, less, b"-->", 3) >= 0:
            escaped = doubly = False
        at = less
        if at >= size:
            return -1
        if starts(text, at, size, b"<!--", 4):
            at += 4
            i = at
            while i < size and text[i] == DASH:
                i += 1
            if i < size and text[i] == GREATER:
                escaped = doubly = False
                at = i + 1
            else:
                escaped = True
        elif starts_any_case(text, at, size, b"<script", 7) and ends_script_name(text, at + 7, size):
            doubly = escaped
            at += 7
        elif starts_any_case(text, at, size, b"</script", 8) and ends_script_name(text, at + 8, size):
            if not doubly:
                return at
            doubly = False
            at += 8
        else:
            at += 1
