"""Lines in the form in which words are weighed. Mirrors `spell` of `classifier/lexicon.py`. Included in `words.pyx`."""

cdef uint16_t SPELLED_AS[PLANE]  # lower case; a space for white space, 0 for punctuation
cdef uint8_t IS_UNSPACED[PLANE]


def _load_characters():
    """Fill the tables by character."""
    cdef int code
    cdef uint32_t small
    cdef bint is_kept
    kept = {ord(character) for character in _lexicon.KEPT_MARKS}
    if TOKEN_CHARS > MOST_CHARS or LINE_WORDS > MOST_WEIGHED:
        raise ImportError("native.words has too little room")
    for code in range(PLANE):
        small = Py_UNICODE_TOLOWER(code)
        is_kept = is_word(small) or small < 0x3000 and small in kept
        SPELLED_AS[code] = SPACE if Py_UNICODE_ISSPACE(small) else small if is_kept else 0
        IS_UNSPACED[code] = False
    for first, last in _lexicon.UNSPACED_RANGES:
        for code in range(ord(first), ord(last) + 1):
            IS_UNSPACED[code] = True


cdef inline bint is_word(uint32_t character) noexcept nogil:
    """Say whether `\\w` is true of a character."""
    return Py_UNICODE_ISALNUM(character) or character == 95


_load_characters()


cdef int spell(const Char *line, Py_ssize_t size, uint32_t *out, Py_ssize_t *used) noexcept nogil:
    """Write a line in the form in which words are weighed, its first characters, with a space for any white space;
    `ASK_PYTHON` if only it can."""
    cdef Py_ssize_t i, n = 0
    cdef uint32_t character, small
    cdef bint after_mark = False
    for i in range(size):
        if n == TOKEN_CHARS:
            break
        character = line[i]
        if character == SIGMA or character == DOTTED_I:
            return ASK_PYTHON
        if character < PLANE:
            small = SPELLED_AS[character]
            if small:
                out[n] = small
                n += 1
                after_mark = False
                continue
        else:
            small = Py_UNICODE_TOLOWER(character)
            if is_word(small):
                out[n] = small
                n += 1
                after_mark = False
                continue
        if not after_mark:  # marks in a row become one space
            out[n] = SPACE
            n += 1
            after_mark = True
    used[0] = n
    return 0


cdef inline int spell_str(str line, uint32_t *out, Py_ssize_t *used) noexcept:
    cdef int kind = PyUnicode_KIND(line)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line)
    if kind == 1:
        return spell(<const uint8_t *> PyUnicode_DATA(line), size, out, used)
    if kind == 2:
        return spell(<const uint16_t *> PyUnicode_DATA(line), size, out, used)
    return spell(<const uint32_t *> PyUnicode_DATA(line), size, out, used)
