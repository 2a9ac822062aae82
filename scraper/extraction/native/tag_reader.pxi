"""Opening tags. Mirrors `TagReader` of `dom/opening_tags.py`, and of `dom/seen.py` the words that a tag not shown has.

Tags that may be hidden in other ways than by `hidden`, "display: none", "visibility: hidden" and the most frequent classes,
line numbers, drawn formulas or pictures of formulas are left to Python, which is asked once for each distinct one. Which they
may be is Python's to say: the signs below are its data.
"""

cdef class TagKind:
    """What is known of an element by its name."""

    cdef str name, style
    cdef int role
    cdef bint void, without_attributes, without_names, for_python, is_template, is_custom, is_sized

    def __cinit__(self, str name):
        self.name = "pre" if name == "listing" else name
        self.role = _tags.ROLES.get(name, BLOCK)
        self.style = _tags.EMPHASIS.get(name, "")
        self.void = name in _tags.VOID
        self.without_attributes = self.role in (BREAK, RULE, FORMULA) or name == "listing"
        self.without_names = self.role == SKIP or name in _tags.WITHOUT_ATTRIBUTES and self.role != STYLE
        self.is_custom, self.is_sized = "-" in name, name in _seen.SIZED
        self.for_python, self.is_template = name in ("script", "mjx-math"), name == "template"


cdef list KIND_NAMES = [*dict.fromkeys((*_tags.ROLES, *_tags.VOID, *_tags.WITHOUT_ATTRIBUTES))]
cdef list KINDS = [*map(TagKind, KIND_NAMES)]
cdef Table KIND_NUMBERS = table_of(dict(zip(KIND_NAMES, range(len(KIND_NAMES)))))

cdef enum:
    # bits of the groups of signs
    OF_ALL = 1
    OF_SIZED = 2  # they say something of those elements alone
    LONGEST_TAG = 24  # characters of a name that is known
    MOST_RECURRING = 256  # tags that are kept, for when they recur; a power of two
    LONGEST_RECURRING = 256  # bytes of one
    MOST_HASHED = 32  # of its first bytes; the last ones tell most others apart
    # what a class says
    NOTHING_SPECIAL = 0
    READ_ALOUD = 1
    FOR_PYTHON = 2

cdef struct Recurring:
    Py_ssize_t start  # in the markup, after its "<"
    Py_ssize_t size  # 0: none
    int role
    bint hidden

cdef str BY_FREQUENCY = 'ypm=wlqketvn-guoxb_dc riajsf"h14.'
"""What the signs below are made of, in the order, found by trial on classes of 130 pages, by which what is looked for stands at
one of 70 places; in the order of their frequency it is one of 23."""

cdef Signs SIGNS_OF_CLASSES = Signs(
    ((*_seen.CLASS_SIGNS, *_highlighters.SIGNS, *_opening_tags.DRAWN_SIGNS), _seen.SIGNS_OF_SIZED), BY_FREQUENCY
)
cdef Signs SIGNS_OF_PICTURES = Signs((_opening_tags.IMAGE_SIGNS,), BY_FREQUENCY)
cdef Signs SIGNS_OF_MORE = Signs((_seen.SIGNS_OF_MORE,), BY_FREQUENCY)

cdef list ALWAYS_READ_ALOUD = [*map(str.encode, _seen.ALWAYS_READ_ALOUD)]
cdef bytes SHADOW = _opening_tags.SHADOW.encode()
cdef uint8_t BEGINS_WIDE[256]  # first bytes of the characters beyond ASCII that are a letter of it where case does not count
for _byte in range(256):
    BEGINS_WIDE[<int> _byte] = _byte in {chr(form).encode()[0] for form in _letters.WIDE_FORMS}


cdef dict ROLE_OF_KEY = {}  # of elements inside lines, by their names: from page to page


cdef class OpeningTag:
    """The tag read last."""

    cdef str name, key, href, alt, style
    cdef int role
    cdef bint void, is_custom, is_sized, hidden, unseen, numbers_code
    cdef bint has_like  # an attribute that is read as its style or its class, where it comes first
    cdef object python_reader
    cdef Recurring recurring[MOST_RECURRING]  # each of the tags read last, by its hash: most classes recur
    cdef list kinds, keys  # of these

    def __cinit__(self):
        self.python_reader = _opening_tags.TagReader()
        self.kinds, self.keys = [None] * MOST_RECURRING, [None] * MOST_RECURRING

    cdef int set(self, TagKind kind) except -1:
        self.name, self.role, self.void, self.style = kind.name, kind.role, kind.void, kind.style
        self.is_custom, self.is_sized = kind.is_custom, kind.is_sized
        self.key = self.href = self.alt = ""
        self.hidden = self.unseen = self.numbers_code = self.has_like = False
        return 0

    cdef bint recur(self, const uint8_t *text, Py_ssize_t start, Py_ssize_t end, uint32_t slot) except -1:
        """Read a tag that was read before, unless another one has taken its place."""
        cdef Recurring *known = &self.recurring[slot]
        if known.size != end - start or memcmp(text + known.start, text + start, known.size):
            return False
        self.set(<TagKind> self.kinds[slot])
        self.key, self.role, self.hidden = self.keys[slot], known.role, known.hidden
        return True

    cdef int keep(self, TagKind kind, Py_ssize_t start, Py_ssize_t end, uint32_t slot) except -1:
        """Keep the tag for when it recurs; links and images seldom do."""
        if not self.unseen and self.role != LINK and self.role != IMAGE and end - start <= LONGEST_RECURRING:
            self.recurring[slot] = Recurring(start, end - start, self.role, self.hidden)
            self.kinds[slot], self.keys[slot] = kind, self.key
        return 0

    cdef int ask_python(self, str head) except -1:
        """Read a tag that is seldom met."""
        tag = self.python_reader.known.get(head) or self.python_reader.read(head)
        self.role, self.name, self.void, self.key, self.hidden, self.href, self.alt, self.style, self.unseen, self.numbers_code = tag
        return 0

    cdef int judge_name(self) except -1:
        """Change the role of an element inside a line whose name says that it is an insert, or a formula."""
        role = ROLE_OF_KEY.get(self.key)
        if role is None:
            role = _opening_tags.role_of_inline(self.key)
            if len(self.key) <= _opening_tags.LONGEST_RECURRING:
                if len(ROLE_OF_KEY) >= _opening_tags.MOST_RECURRING:
                    ROLE_OF_KEY.clear()
                ROLE_OF_KEY[self.key] = role
        self.role = role
        return 0


cdef inline bint has_sign(const uint8_t *text, Py_ssize_t start, Py_ssize_t end, Signs signs, bint is_sized) noexcept:
    """Say whether one of the signs stands in text[start:end], in whatever case: of an element that is sized, or another."""
    return signs.groups_in_bytes(text + start, end - start) & (OF_ALL | OF_SIZED if is_sized else OF_ALL) != 0


cdef bint may_have_wide_form(const uint8_t *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Say whether a character beyond ASCII may be equal to a letter of it in another case."""
    cdef Py_ssize_t i
    for i in range(start, end):
        if BEGINS_WIDE[text[i]]:
            return True
    return False


cdef inline bint parts_classes(uint8_t character) noexcept nogil:
    return character == SPACE or character == QUOTE


cdef Py_ssize_t read_aloud_at(const uint8_t *text, Py_ssize_t at, Py_ssize_t end) except -1:
    """Return how long the class is that begins at `at` and is always that of words for screen readers; 0 for another."""
    cdef Py_ssize_t size
    if not parts_classes(text[at - 1]):
        return 0
    for word in ALWAYS_READ_ALOUD:
        size = len(<bytes> word)
        if starts(text, at, end, PyBytes_AS_STRING(word), size) and parts_classes(text[at + size]):
            return size
    return 0


cdef int judge_class(const uint8_t *text, Py_ssize_t start, Py_ssize_t end, bint is_sized) except -1:
    """Say whether a class, text[start:end] with its quotes, is that of an element that is not shown, or may be that or of code."""
    cdef Py_ssize_t at = start + 1, begun = start, size
    if not is_ascii(text, start, end) and may_have_wide_form(text, start, end):
        return FOR_PYTHON
    if not has_sign(text, start, end, SIGNS_OF_CLASSES, is_sized):
        return NOTHING_SPECIAL
    while at < end:
        size = read_aloud_at(text, at, end)
        if size:
            if has_sign(text, begun, at, SIGNS_OF_CLASSES, is_sized):
                break
            begun = at + size
        at += size or 1
    return FOR_PYTHON if has_sign(text, begun, end, SIGNS_OF_CLASSES, is_sized) else READ_ALOUD


cdef inline str cut(const uint8_t *text, Py_ssize_t start, Py_ssize_t end):
    return decoded(text + start, end - start)


cdef str unescaped(const uint8_t *text, Py_ssize_t start, Py_ssize_t end):
    cdef uint8_t *out
    if find(text, start, end, AMPERSAND) >= end:
        return cut(text, start, end)
    out = <uint8_t *> malloc(end - start)
    if out == NULL:
        raise MemoryError
    try:
        return decoded(out, unescape(text, start, end, out))
    finally:
        free(out)


cdef TagKind kind_of(const uint8_t *text, Py_ssize_t start, Py_ssize_t end):
    """Return what is known of the element of a name."""
    cdef uint32_t name[LONGEST_TAG]
    cdef Py_ssize_t i
    cdef Entry *entry = NULL
    if end - start <= LONGEST_TAG:
        for i in range(end - start):
            name[i] = text[start + i]
        entry = KIND_NUMBERS.get(name, end - start)
    return TagKind(cut(text, start, end)) if entry == NULL else <TagKind> KINDS[entry.value]


cdef int read_of_image(OpeningTag tag, const uint8_t *text, const Attribute *read, int use) except -1:
    """Read an attribute of an image; 1 if Python has to, as it may be a picture of a formula."""
    if use == OF_ALT:
        if may_be_formula(text, read.value, read.value_end):
            return 1
        tag.alt = unescaped(text, read.value, read.value_end)
    elif use == OF_FORMULA:
        return 1
    elif use == OF_SRC or use == OF_CLASS or use == LIKE_CLASS or use == ENDS_IN_CLASS:
        if has_sign(text, read.value, read.value_end, SIGNS_OF_PICTURES, True):
            return 1
        if use == OF_SRC and read.value_end > read.value:
            tag.href = unescaped(text, read.value, read.value_end)
    return 0


cdef int read_hiding(OpeningTag tag, const uint8_t *text, const Attribute *read, int use, bint is_named) except -1:
    """Read an attribute that may hide its element; 1 if Python has to."""
    if use == OF_STYLE:
        tag.has_like |= read.name_end - read.name > 5  # "data-style"
        if not may_hide(text, read.value, read.value_end, tag.is_sized):
            return 0
        if is_invisible(text, read.value, read.value_end):
            tag.unseen = True
            return 0
        if not declares(text, read.value, read.value_end, &DISPLAY_NONE):
            return 1
    elif read.value < read.value_end:
        return 1
    tag.unseen = True
    tag.hidden |= is_named
    return 0


cdef int read_class(OpeningTag tag, const uint8_t *text, const Attribute *read, int use) except -1:
    """Read the class of an element, which may hide it; 1 if Python has to."""
    cdef int said = judge_class(text, read.value - 1, read.value_end + 1, tag.is_sized)
    tag.has_like |= use == LIKE_CLASS
    tag.unseen |= said == READ_ALOUD
    return said == FOR_PYTHON


cdef int read_attribute(OpeningTag tag, const uint8_t *text, const Attribute *read, int use) except -1:
    """Read an attribute of another element; 1 if Python has to."""
    cdef bint is_named = tag.role != LINK and tag.role != STYLE
    if use == OF_FORMULA:
        return 1
    if use == OF_STYLE or use == OF_HIDDEN:
        return read_hiding(tag, text, read, use, is_named)
    if use == OF_ARIA_HIDDEN:
        tag.hidden |= is_named and read.value_end - read.value == 4 and starts(text, read.value, read.value_end, b"true", 4)
    elif use == OF_HREF:
        if tag.role == LINK:
            tag.href = unescaped(text, read.value, read.value_end)
    elif use == OF_CLASS or use == LIKE_CLASS:
        if read_class(tag, text, read, use):
            return 1
    elif use == OF_NAME and is_named:
        if has_sign(text, read.value - 1, read.value_end + 1, SIGNS_OF_CLASSES, tag.is_sized):
            return 1
    if (use == OF_CLASS or use == OF_NAME) and is_named and read.value_end > read.value:
        named = cut(text, read.value, read.value_end)
        tag.key = tag.key + " " + named if tag.key else named
    return 0


cdef int read_attributes(OpeningTag tag, TagKind kind, const uint8_t *text, Py_ssize_t start, Py_ssize_t end) except -1:
    """Read what the attributes in text[start:end] say; 1 if Python has to."""
    cdef Attribute read, later
    cdef Py_ssize_t at = start
    cdef int state, use
    later.value = later.value_end = 0
    while True:
        state = next_attribute(text, &at, end, kind.without_names, &read)
        if state == ODD:
            return 1
        if state == NO_MORE:
            break
        use = use_of(text, read.name, read.name_end)
        if use == NOTHING:
            continue
        if tag.role == IMAGE:
            if use == OF_DATA_SRC:
                later = read
            elif read_of_image(tag, text, &read, use):
                return 1
        elif use == OF_FORMULA if kind.without_names else read_attribute(tag, text, &read, use):
            return 1
    if tag.role == IMAGE and not tag.href:
        tag.href = unescaped(text, later.value, later.value_end)
    return tag.unseen and (tag.has_like or has_sign(text, start, end, SIGNS_OF_MORE, True))


cdef uint32_t slot_of(const uint8_t *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Return the place of a tag among those that may recur."""
    cdef uint64_t some = 0, hashed = end - start
    cdef Py_ssize_t at = start, most = min(end, start + MOST_HASHED)
    while at + 8 <= most:
        memcpy(&some, text + at, 8)
        hashed = add_to_hash(hashed, some)
        at += 8
    at = max(end - 8, start)
    some = 0
    memcpy(&some, text + at, end - at)
    return <uint32_t> (mixed(add_to_hash(hashed, some)) & (MOST_RECURRING - 1))


cdef int read_tag(OpeningTag tag, const uint8_t *text, Py_ssize_t start, Py_ssize_t end) except -1:
    """Read the opening tag text[start:end], without its brackets."""
    cdef Py_ssize_t name_end
    cdef uint32_t slot
    cdef TagKind kind
    if start < end and text[start] == EXCLAMATION:
        tag.role, tag.name, tag.style = COMMENT, "!", ""
        return 0
    name_end = start  # names are short: a loop is quicker than a search
    while name_end < end and text[name_end] != SPACE:
        name_end += 1
    if name_end + 1 >= end:
        tag.set(kind_of(text, start, name_end))
        return 0
    slot = slot_of(text, start, end)
    if tag.recur(text, start, end, slot):
        return 0
    kind = kind_of(text, start, name_end)
    tag.set(kind)
    if kind.without_attributes:
        return 0
    if (
        kind.for_python
        or kind.is_template and find_word(text, name_end, end, PyBytes_AS_STRING(SHADOW), len(SHADOW)) >= 0
        or read_attributes(tag, kind, text, name_end + 1, end)
    ):
        return tag.ask_python(cut(text, start, end))
    if tag.role == INLINE and tag.key:
        tag.judge_name()
    return tag.keep(kind, start, end, slot)
