"""Whether headings may be named after their own text. Mirrors the question of `without_own_ids` of `dom/anchors.py`, which
looks closer where the answer is yes. Included in `walk.pyx`."""

cdef enum:
    MOST_LETTERS = 400  # of a text or name that is compared
    # what a text is squashed to, if not to ASCII letters and digits
    TOO_LONG = -1
    OF_OTHER_SCRIPT = -2


cdef Py_ssize_t squashed(str text, uint8_t *out) except? -3:
    """Write the letters and digits of a text in lower case; return how many there are, or why they can't be written."""
    cdef Py_UCS4 character
    cdef Py_ssize_t size = 0
    for character in text:
        if size == MOST_LETTERS or character == 0x130 or character == 0x212a:  # in lower case, these two are ASCII letters
            return TOO_LONG
        if character >= 0x80:
            if Py_UNICODE_ISALNUM(character):
                return OF_OTHER_SCRIPT
        elif 48 <= character <= 57 or 97 <= character <= 122:
            out[size] = <uint8_t> character
            size += 1
        elif 65 <= character <= 90:
            out[size] = <uint8_t> character | 32
            size += 1
    return size


cdef bint may_name(str key, const uint8_t *said, Py_ssize_t size) except -1:
    """Say whether a text, squashed to `said`, may be a word of a name."""
    cdef uint8_t letters[MOST_LETTERS]
    cdef Py_ssize_t at, length
    if size == TOO_LONG or not key.isascii():
        return True
    if size == OF_OTHER_SCRIPT:
        return False
    length = squashed(key, letters)
    if length < 0:
        return True
    for at in range(length - size + 1):
        if not memcmp(letters + at, said, size):
            return True
    return False


cdef bint may_have_own_name(Walk walk, int block, int heading) except -1:
    """Say whether a heading, or an element that it begins, may be named after its text."""
    cdef uint8_t said[MOST_LETTERS]
    cdef Py_ssize_t size = squashed(walk.b_text[block], said)
    cdef int level, element = heading
    for level in range(ANCHORED_LEVELS):
        if element <= 0 or walk.elements[element].first != block:
            return False
        if walk.e_key[element] and may_name(walk.e_key[element], said, size):
            return True
        element = walk.elements[element].parent
    return False


cdef bint may_have_own_names(Walk walk) except -1:
    """Say whether enough headings may have names that a generator made of them."""
    cdef int block, heading, found = 0
    for block in range(walk.n_blocks):
        heading = walk.b_element[block]
        if heading >= 0 and walk.e_tag[heading] in HEADINGS and may_have_own_name(walk, block, heading):
            found += 1
            if found == FEWEST_ANCHORED:
                return True
    return False
