"""Opening tags. Mirrors `TagReader` of `dom/markup.py`, and of `dom/seen.py` the words that a tag not shown has.

Tags that may be hidden, line numbers, drawn formulas or pictures of formulas are left to Python, which is
asked once for each distinct one.
"""

cdef class TagKind:
    """What is known of an element by its name."""

    cdef str name, style
    cdef int role
    cdef bint void, without_attributes, for_python

    def __cinit__(self, str name):
        self.name = "pre" if name == "listing" else name
        self.role = _tags.ROLES.get(name, BLOCK)
        self.style = _tags.EMPHASIS.get(name, "")
        self.void = name in _tags.VOID
        self.without_attributes = (
            self.role in (SKIP, BREAK, RULE, FORMULA) or name == "listing"
            or name in _tags.WITHOUT_ATTRIBUTES and self.role != STYLE
        )
        self.for_python = name in ("template", "script", "mjx-math")


cdef dict KINDS = {name: TagKind(name) for name in (*_tags.ROLES, *_tags.VOID, *_tags.WITHOUT_ATTRIBUTES)}

cdef tuple SIGNS = (
    # of elements that may not be shown
    b"idden", b"none", b"sr-only", b"screen", b"a11y-text", b":-9", b": -9", b"NONE", b"invisible", b"lineno", b"line-num",
    b'class="ln',
    # of code, and the numbers of its lines
    b"gutter", b"hljs-ln", b"crayon-", b"line_num", b"linenum", b"blob-num", b"highlighter", b"file-line", b"CodeMirror",
    b"cm-scroller", b"view-lines", b"ace_text", b"geshi",
    # of drawn formulas
    b"MathJax", b"katex-html", b"data-tex", b"data-latex", b"ql-formula",
)
cdef tuple FORMULA_SIGNS = (b"tex", b"math", b"ql-img", b"formula", b"equation", b"eeimg", b'="$', b"^{", b"_{")
# of a picture of a formula; so is a backslash

cdef enum:
    MOST_SIGNS = 48
    LONGEST_SIGN = 16

cdef struct Sign:
    char word[LONGEST_SIGN]
    Py_ssize_t size

cdef Sign ALL_SIGNS[MOST_SIGNS]
cdef int N_SIGNS = 0, N_FORMULA_SIGNS = 0
cdef uint8_t BEGINS_SIGN[128][128]  # by the first two characters
cdef uint8_t BEGINS_FORMULA_SIGN[128][128]


def _load_signs():
    """Put the signs into arrays, those of formulas last."""
    global N_SIGNS, N_FORMULA_SIGNS
    for i in range(128):
        for k in range(128):
            BEGINS_SIGN[i][k] = BEGINS_FORMULA_SIGN[i][k] = False
    for number, word in enumerate((*SIGNS, *FORMULA_SIGNS)):
        if number >= MOST_SIGNS or len(word) > LONGEST_SIGN:
            raise ImportError(f"native.walk has no room for {word}")
        ALL_SIGNS[number].size = len(word)
        for i, character in enumerate(word):
            ALL_SIGNS[number].word[i] = character
        if number < len(SIGNS):
            BEGINS_SIGN[<int> word[0]][<int> word[1]] = True
        else:
            BEGINS_FORMULA_SIGN[<int> word[0]][<int> word[1]] = True
    N_SIGNS, N_FORMULA_SIGNS = len(SIGNS), len(FORMULA_SIGNS)


_load_signs()


cdef class OpeningTag:
    """The tag read last."""

    cdef str name, key, href, alt, style
    cdef int role
    cdef bint void, hidden, unseen
    cdef object python_reader
    cdef dict role_of_key

    def __cinit__(self):
        self.python_reader = _markup.TagReader()
        self.role_of_key = {}

    cdef int set(self, TagKind kind) except -1:
        self.name, self.role, self.void, self.style = kind.name, kind.role, kind.void, kind.style
        self.key = self.href = self.alt = ""
        self.hidden = self.unseen = False
        return 0

    cdef int ask_python(self, str head) except -1:
        """Read a tag that is seldom met."""
        tag = self.python_reader.known.get(head) or self.python_reader.read(head)
        self.role, self.name, self.void, self.key, self.hidden, self.href, self.alt, self.style, self.unseen = tag
        return 0

    cdef int judge_name(self) except -1:
        """Change the role of an element inside a line whose name says that it is an insert, or a formula."""
        role = self.role_of_key.get(self.key)
        if role is None:
            role = BLOCK if _markup.families_of(self.key) & _markup.INSERT else INLINE
            if role == INLINE and _tex.is_named_formula(self.key):
                role = WRITTEN
            self.role_of_key[self.key] = role
        self.role = role
        return 0


cdef bint has_sign(
    const Char *text, Py_ssize_t start, Py_ssize_t end, const uint8_t (*begins)[128], int first, int last
) noexcept nogil:
    """Say whether one of the signs stands in text[start:end]."""
    cdef Py_ssize_t i
    cdef int number
    for i in range(start, end - 1):
        if text[i] < 128 and text[i + 1] < 128 and begins[text[i]][text[i + 1]]:
            for number in range(first, last):
                if starts(text, i, end, ALL_SIGNS[number].word, ALL_SIGNS[number].size):
                    return True
    return False


cdef bint says_none(const Char *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Say whether a style may be "display:none", in whatever case, with spaces wherever."""
    cdef const char *word = b"display:none"
    cdef Py_ssize_t at, i
    cdef int matched
    cdef uint32_t character
    for at in range(start, end):
        matched = 0
        i = at
        while i < end and matched < 12:
            character = text[i]
            i += 1
            if character == SPACE:
                continue
            if 65 <= character <= 90:
                character += 32
            if character != <uint8_t> word[matched]:
                break
            matched += 1
        if matched == 12:
            return True
    return False


cdef str cut(const Char *text, Py_ssize_t start, Py_ssize_t end):
    return PyUnicode_FromKindAndData(sizeof(Char), text + start, end - start)


cdef str value_of(const Char *text, Py_ssize_t start, Py_ssize_t end, const char *name, Py_ssize_t size):
    """Return one attribute, by its ` name="`, of the tag in text[start:end]; "" where the tag lacks it."""
    cdef Py_ssize_t at = start, close
    while True:
        at = find(text, at, end, SPACE)
        if at + size > end:
            return ""
        if starts(text, at, end, name, size):
            break
        at += 1
    close = find(text, at + size, end, QUOTE)
    value = cut(text, at + size, close)
    return _markup.unescape(value) if find(text, at + size, close, AMPERSAND) < close else value


cdef Py_ssize_t naming_attribute(const Char *text, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Return where the value of an attribute that names an element starts, whose space is at `at`; -1 for another one."""
    if at + 1 >= end:
        return -1
    if text[at + 1] == 99 and starts(text, at, end, b' class="', 8):
        return at + 8
    if text[at + 1] == 105 and starts(text, at, end, b' id="', 5):
        return at + 5
    if text[at + 1] == 105 and starts(text, at, end, b' itemprop="', 11):
        return at + 11
    if text[at + 1] == 114 and starts(text, at, end, b' role="', 7):
        return at + 7
    if text[at + 1] == 100 and starts(text, at, end, b' data-testid="', 14):
        return at + 14
    if text[at + 1] == 100 and starts(text, at, end, b' data-component="', 17):
        return at + 17
    if text[at + 1] == 97 and starts(text, at, end, b' aria-label="', 13):
        return at + 13
    return -1


cdef int describe(OpeningTag tag, const Char *text, Py_ssize_t start, Py_ssize_t rest, Py_ssize_t end) except -1:
    """Read what an element calls itself; 1 if Python has to, as its style may hide it.

    `rest` is where the attributes start, after the space that follows the name.
    """
    cdef Py_ssize_t at = start, value, close
    if starts(text, rest, end, b'class="', 7) and find(text, rest + 7, end, QUOTE) == end - 1:
        tag.key = cut(text, rest + 7, end - 1)
        return 0
    while True:
        at = find(text, at, end, SPACE)
        if at >= end:
            return 0
        value = naming_attribute(text, at, end)
        if value >= 0:
            close = find(text, value, end, QUOTE)
            if close < end:
                if close > value:
                    named = cut(text, value, close)
                    tag.key = tag.key + " " + named if tag.key else named
                at = close
        elif starts(text, at, end, b' style="', 8):
            close = find(text, at + 8, end, QUOTE)
            if close < end:
                if says_none(text, at + 8, close):
                    return 1
                at = close
        at += 1


cdef int read_tag(OpeningTag tag, const Char *text, Py_ssize_t start, Py_ssize_t end) except -1:
    """Read the opening tag text[start:end], without its brackets."""
    cdef Py_ssize_t name_end = find(text, start, end, SPACE), rest = min(name_end + 1, end)
    cdef str name = cut(text, start, name_end)
    cdef TagKind kind = KINDS.get(name)
    if start < end and text[start] == EXCLAMATION:
        tag.role = COMMENT
        return 0
    tag.set(TagKind(name) if kind is None else kind)
    if rest == end or (tag.role != STYLE and kind is not None and kind.without_attributes and not kind.for_python):
        return 0
    if (
        kind is not None and kind.for_python
        or has_sign(text, rest, end, BEGINS_SIGN, 0, N_SIGNS)
        or tag.role == IMAGE and has_sign(text, rest, end, BEGINS_FORMULA_SIGN, N_SIGNS, N_SIGNS + N_FORMULA_SIGNS)
        or tag.role == IMAGE and find(text, rest, end, BACKSLASH) < end
    ):
        return tag.ask_python(cut(text, start, end))
    if tag.role == LINK:
        tag.href = value_of(text, start, end, b' href="', 7)
    elif tag.role == IMAGE:
        tag.href = value_of(text, start, end, b' src="', 6) or value_of(text, start, end, b' data-src="', 11)
        tag.alt = value_of(text, start, end, b' alt="', 6)
    elif tag.role != STYLE:
        if describe(tag, text, start, rest, end):
            return tag.ask_python(cut(text, start, end))
        if tag.role == INLINE and tag.key:
            tag.judge_name()
    return 0
