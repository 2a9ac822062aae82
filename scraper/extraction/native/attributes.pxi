"""The attributes of an opening tag, as serialised, and what they are used for. Included in `walk.pyx`."""

cdef enum:
    NO_MORE = 0
    READ = 1
    ODD = 2  # not as the parser writes attributes, or with quotes where they would be misread
    # what an attribute is used for
    NOTHING = 0
    OF_CLASS = 1  # "class"
    LIKE_CLASS = 2  # "data-class" and so on: read as the class of an element that may not be shown
    OF_NAME = 3
    OF_STYLE = 4  # "style", "data-style" and so on
    OF_HIDDEN = 5
    OF_ARIA_HIDDEN = 6
    OF_HREF = 7
    OF_SRC = 8
    OF_DATA_SRC = 9
    OF_ALT = 10
    OF_FORMULA = 11  # says the TeX of what is drawn
    ENDS_IN_CLASS = 12  # read as the class of a picture of a formula
    LONGEST_USED = 16
    LONGEST_DECLARATION = 24  # bytes
    MOST_DECLARATIONS = 16
    SEMICOLON = 59

cdef struct Attribute:
    Py_ssize_t name
    Py_ssize_t name_end
    Py_ssize_t value
    Py_ssize_t value_end


cdef struct Use:
    char name[LONGEST_USED]
    Py_ssize_t size
    int use

cdef Use USES[32]  # the shortest names first
cdef int N_USES = 0
cdef int FIRST_USE[LONGEST_USED + 3]  # by the size of the name; those of the next size follow
cdef uint8_t MAY_BE_USED[128]  # by the last character of the name


def _load_uses():
    """Put the attributes that are used into an array."""
    global N_USES
    cdef dict uses = {}
    for i in range(128):
        MAY_BE_USED[i] = False
    for names, use in (
        (("class",), OF_CLASS), (("style",), OF_STYLE), (("hidden",), OF_HIDDEN), (("aria-hidden",), OF_ARIA_HIDDEN),
        (("id", "role", "itemprop", "data-testid", "data-component", "aria-label"), OF_NAME),
        (("href",), OF_HREF), (("src",), OF_SRC), (("data-src",), OF_DATA_SRC), (("alt",), OF_ALT),
        (("data-tex", "data-latex", "data-value", "data-mathml", "eeimg"), OF_FORMULA),
    ):
        uses |= dict.fromkeys(names, use)
    for name in sorted(uses, key=len):
        USES[N_USES].size = len(name)
        USES[N_USES].use = uses[name]
        for i, character in enumerate(name.encode()):
            USES[N_USES].name[i] = character
        MAY_BE_USED[<int> ord(name[len(name) - 1])] = True
        N_USES += 1
        for i in range(len(name) + 1, LONGEST_USED + 3):
            FIRST_USE[<int> i] = N_USES


_load_uses()


cdef inline bint is_of_word(uint32_t character) noexcept nogil:
    """Say whether a character is surely one of words."""
    return 97 <= character <= 122 or 48 <= character <= 57 or character == 95


cdef int next_attribute(
    const uint8_t *text, Py_ssize_t *at, Py_ssize_t end, bint with_capitals, Attribute *found
) noexcept nogil:
    """Read the attribute that begins at `at`, and move on to the next one."""
    cdef Py_ssize_t i = at[0]
    cdef uint32_t character
    if i >= end:
        return NO_MORE
    found.name = i
    while i < end and text[i] != EQUALS:
        character = text[i]
        if character <= SPACE or character == QUOTE or character > 126 or 65 <= character <= 90 and not with_capitals:
            return ODD
        i += 1
    if i + 1 >= end or text[i + 1] != QUOTE or i == found.name:
        return ODD
    found.name_end, found.value = i, i + 2
    i = find(text, i + 2, end, QUOTE)
    if i >= end or text[i - 1] == EQUALS and i > found.value and is_name_before(text, found.value, i - 1):
        return ODD
    found.value_end = i
    if i + 1 == end:
        at[0] = end
    elif text[i + 1] == SPACE and i + 2 < end:
        at[0] = i + 2
    else:
        return ODD
    return READ


cdef bint is_name_before(const uint8_t *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Say whether a value ends like an attribute that is used begins: the quote after it would be misread."""
    cdef int i
    cdef Py_ssize_t at
    for i in range(N_USES):
        at = end - USES[i].size
        if at >= start and starts_any_case(text, at, end, USES[i].name, USES[i].size) and (at == start or not is_of_word(text[at - 1])):
            return True
    return False


cdef int use_of(const uint8_t *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Return what the attribute text[start:end] is used for."""
    cdef int i
    cdef Py_ssize_t size = end - start, known = min(size, LONGEST_USED + 1)
    if not MAY_BE_USED[text[end - 1]]:
        return NOTHING
    for i in range(FIRST_USE[known], FIRST_USE[known + 1]):
        if not memcmp(text + start, USES[i].name, size):
            return USES[i].use
    if size > 5 and starts(text, end - 5, end, b"class", 5):
        return ENDS_IN_CLASS if is_of_word(text[end - 6]) else LIKE_CLASS
    if size > 5 and starts(text, end - 5, end, b"style", 5) and not is_of_word(text[end - 6]):
        return OF_STYLE
    return NOTHING


cdef struct Declaration:
    char written[LONGEST_DECLARATION]
    Py_ssize_t size
    bint of_sized  # it says something of those elements alone

cdef Declaration HIDING[MOST_DECLARATIONS]  # in the order of their first characters
cdef uint8_t FIRST_HIDING[256]  # by the first character, in either case
cdef uint8_t LAST_HIDING[256]  # one past the last one
cdef Declaration DISPLAY_NONE, INVISIBLE


cdef Declaration declaration(bytes written) except *:
    cdef Declaration out
    memcpy(out.written, <const char *> written, len(written))
    out.size, out.of_sized = len(written), written in (b"font-size:0", b"opacity:0")
    return out


def _load_hiding():
    """Put what a style that hides its element has, without its blanks, into arrays."""
    global DISPLAY_NONE, INVISIBLE
    cdef int i, begins
    cdef list hiding = sorted((
        b"display:none", b"visibility:hidden", b"visibility:collapse", b":-9", b":-10", b"(-9", b"(-10", b"clip:rect(",
        b"clip-path:inset(", b"scale(0)", b"font-size:0", b"user-select:none", b"margin-right:.4em", b"margin-right:0.4em",
        b"opacity:0", b"height:0",
    ))
    DISPLAY_NONE, INVISIBLE = declaration(b"display:none"), declaration(b"visibility:hidden")
    for begins in range(256):
        FIRST_HIDING[begins] = LAST_HIDING[begins] = 0
    for i, written in enumerate(hiding):
        HIDING[i] = declaration(written)
        for begins in (written[0], written.upper()[0]):
            FIRST_HIDING[begins] = FIRST_HIDING[begins] if LAST_HIDING[begins] else <uint8_t> i
            LAST_HIDING[begins] = <uint8_t> (i + 1)


_load_hiding()


cdef bint stands_apart(const uint8_t *text, Py_ssize_t at, Py_ssize_t end, const Declaration *wanted) noexcept nogil:
    """Say whether a declaration begins at `at`, in whatever case, with white space wherever."""
    cdef Py_ssize_t matched = 0
    cdef uint8_t character
    while at < end and matched < wanted.size:
        character = text[at]
        at += 1
        if is_blank(character):
            continue
        if 65 <= character <= 90:
            character += 32
        if character != <uint8_t> wanted.written[matched]:
            return False
        matched += 1
    return matched == wanted.size


cdef bint is_ascii(const uint8_t *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t i
    cdef uint8_t bits = 0
    for i in range(start, end):
        bits |= text[i]
    return bits < 0x80


cdef bint may_hide(const uint8_t *text, Py_ssize_t start, Py_ssize_t end, bint is_sized) noexcept nogil:
    """Say whether a style may hide its element, which is sized or another."""
    cdef Py_ssize_t at
    cdef int i
    if not is_ascii(text, start, end):  # it may have blanks of other scripts
        return True
    for at in range(start, end):
        for i in range(FIRST_HIDING[text[at]], LAST_HIDING[text[at]]):
            if (is_sized or not HIDING[i].of_sized) and stands_apart(text, at, end, &HIDING[i]):
                return True
    return False


cdef bint declares(const uint8_t *text, Py_ssize_t start, Py_ssize_t end, const Declaration *wanted) noexcept nogil:
    """Say whether a style surely has a declaration, with spaces and no other white space in the style."""
    cdef Py_ssize_t at = start, i
    cdef bint found = False
    for i in range(start, end):
        if text[i] < SPACE or text[i] > 126:
            return False
    while not found and at < end:
        found = stands_apart(text, at, end, wanted)
        at = find(text, at, end, SEMICOLON) + 1
    return found


cdef bint is_invisible(const uint8_t *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Say whether a style surely has the declaration "visibility: hidden", and says "display: none" nowhere."""
    cdef Py_ssize_t at
    for at in range(start, end):
        if stands_apart(text, at, end, &DISPLAY_NONE):
            return False
    return declares(text, start, end, &INVISIBLE)


cdef bint may_be_formula(const uint8_t *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Say whether what is written under a picture may be TeX."""
    cdef Py_ssize_t i
    for i in range(start, end):
        if text[i] == DOLLAR or text[i] == BACKSLASH or text[i] == OPENING_BRACE:
            return True
    return False
