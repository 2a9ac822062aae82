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


cdef inline uint32_t spelled_as(uint32_t character) noexcept nogil:
    """Return the form of a character in words: SPACE for white space, 0 for punctuation."""
    cdef uint32_t small
    if character < PLANE:
        return SPELLED_AS[character]
    small = Py_UNICODE_TOLOWER(character)
    return small if is_word(small) else 0


cdef int add_words(LineWords words, const Char *line, Py_ssize_t size, Py_ssize_t most) except -1:
    """Add the words of a line to those of a page, up to so many characters of the form in which they are weighed."""
    cdef Py_ssize_t i, n = 0, length = 0
    cdef uint32_t small
    cdef uint64_t hashed = SEED
    cdef bint after_mark = False, unspaced = False
    for i in range(size):
        if n == most:
            break
        small = spelled_as(line[i])
        if small > SPACE:
            words.spelled[length] = small
            length += 1
            n += 1
            hashed = add_to_hash(hashed, small)
            after_mark = False
            if Char is not uint8_t:
                unspaced = unspaced or (small < PLANE and IS_UNSPACED[small])
            continue
        n += not (after_mark and not small)  # marks in a row become one space
        after_mark = not small
        if length:
            add_word(words, length, hashed, unspaced)
            length, hashed, unspaced = 0, SEED, False
    if length:
        add_word(words, length, hashed, unspaced)
    return 0


cdef inline int add_word(LineWords words, Py_ssize_t size, uint64_t hashed, bint unspaced) except -1:
    """Add the word that was spelled last."""
    if unspaced:
        return words.add_pairs(words.spelled, size, mixed(hashed))
    return words.add(words.spelled, size, mixed(hashed))


cdef bint depends(const Char *line, Py_ssize_t size) noexcept:
    """Say whether a line has a letter whose lower case is several letters, or depends on its neighbours."""
    if Char is uint8_t:
        return False
    else:
        return find(line, 0, size, SIGMA) < size or find(line, 0, size, DOTTED_I) < size


cdef int mark_words(LineWords words, const Char *text, Py_ssize_t size, int place, int mark) noexcept:
    """Mark what stands between white space, in lower case."""
    cdef Py_ssize_t i, length = 0
    cdef uint32_t small
    cdef uint64_t hashed = SEED
    cdef Entry *entry
    for i in range(size + 1):
        if i < size and not Py_UNICODE_ISSPACE(text[i]):
            small = Py_UNICODE_TOLOWER(text[i])
            if length < MOST_CHARS:
                words.spelled[length] = small
            length += 1
            hashed = add_to_hash(hashed, small)
        elif length:
            entry = words.known.find(words.spelled, length, mixed(hashed)) if length <= MOST_CHARS else NULL
            if entry != NULL:
                words.facts[entry.value].marks[place] = mark
            length, hashed = 0, SEED
    return 0


cdef int hold(LineWords words, list texts, Py_ssize_t wanted, Py_ssize_t other, Py_ssize_t *held) except -1:
    """Return in which of two places the words of a text are marked; where in none, they take that which the other text does
    not need. Marks are numbers of texts, so that none has to be taken away."""
    cdef int place
    if wanted == held[0] or wanted == held[1]:
        return wanted != held[0]
    place = held[0] == other
    held[place] = wanted
    words.mark(texts[wanted], place, <int> wanted + 1)
    return place
