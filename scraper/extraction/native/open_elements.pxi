"""The elements by name, the stack of the open ones, and what is written of them. Included in `construction.pyx`."""

cdef enum:
    # what an element is, a bit for each
    SPECIAL = 1  # the end tag of an ordinary element does not reach through it
    BARRIER = 2  # no end tag does
    LIST_BARRIER = 4  # that of an <li> does not
    BUTTON = 8  # that of a <p> does not
    TABLE_BARRIER = 16  # that of a part of a table does not
    IMPLIED_END = 32  # its end tag may be left out
    ENDS_P = 64  # begins after an open <p>, not in it
    ENDS_BLOCKS = 128  # its end tag also ends what was left open inside
    FORMATS = 256
    VOID = 512
    REOPENS = 1024  # a void element before which formatting is opened again
    HEADING = 2048
    OF_TABLE = 4096
    OF_HEAD = 8192
    MARKER = 16384  # formatting ends with it
    RAW = 32768  # its text holds no tags, and is not written
    WITHOUT_TAG = 65536  # its start tag opens nothing in a body
    DESCRIBES = 131072  # it may describe the page
    REFUSED = 262144  # a page with it is left to the parser
    REFUSED_IN_DRAWING = 524288
    # what else an open element is
    FOREIGN = 1048576  # of a drawing
    ENDED = 2097152  # its end tag came while others were open in it
    # insertion modes of the standard
    BEFORE_HTML = 0
    BEFORE_HEAD = 1
    IN_HEAD = 2
    IN_NOSCRIPT = 3
    AFTER_HEAD = 4
    IN_BODY = 5
    IN_TABLE = 6
    IN_CAPTION = 7
    IN_COLUMNS = 8
    IN_ROWS = 9  # "in table body"
    IN_ROW = 10
    IN_CELL = 11
    IN_SELECT = 12
    AFTER_BODY = 13
    # modes in which browsers read a page, by its declaration
    UNSURE = 0
    STANDARD = 1
    QUIRKS = 2
    # what is written of an element
    WHOLE_ELEMENT = 0
    EMPTIED = 1  # all but its text
    LEFT_OUT = 2
    NOTED = 3  # it is left out, and may describe the page
    NO_NAME = 0  # of an element without a known name
    NOT_OPEN = -1
    SLOTS = 1024  # for names
    LONGEST_NAME = 16
    # limits, beyond which a page is left to the parser
    MOST_OPEN = 256
    MOST_FORMATTING = 60
    MOST_TEMPLATES = 20  # in one another
    MOST_OPTIONS = 3_000
    MOST_ELEMENTS = 4_000_000
    LEAST_ROOM = 65_536  # bytes

cdef struct Name:
    uint64_t first, second  # its characters
    int size, id, flags

cdef Name NAMES[SLOTS]
cdef dict IDS = {}


cdef inline uint64_t packed(const uint8_t *text, Py_ssize_t size) noexcept nogil:
    """Return up to eight characters as a number, small letters for capital ones."""
    cdef uint64_t out = 0
    cdef Py_ssize_t i
    for i in range(size):
        out = out << 8 | lower(text[i])
    return out


cdef inline Py_ssize_t slot_of(uint64_t first, uint64_t second) noexcept nogil:
    return <Py_ssize_t> (((first ^ second * 31) * <uint64_t> 0x9E3779B97F4A7C15) >> 54)


cdef inline Name *name_of(const uint8_t *text, Py_ssize_t size) noexcept nogil:
    """Return a known name of an element, NULL for an unknown one."""
    cdef uint64_t first, second
    cdef Py_ssize_t at
    if size > LONGEST_NAME:
        return NULL
    first = packed(text, size if size < 8 else 8)
    second = packed(text + 8, size - 8) if size > 8 else 0
    at = slot_of(first, second)
    while NAMES[at].size:
        if NAMES[at].first == first and NAMES[at].second == second and NAMES[at].size == size:
            return &NAMES[at]
        at = (at + 1) & (SLOTS - 1)
    return NULL


def _load():
    cdef dict flags = {}
    cdef Py_ssize_t at
    for flag, names in (
        (SPECIAL, _rules.SPECIAL), (BARRIER, _rules.BARRIERS), (LIST_BARRIER, ("ol", "ul")), (BUTTON, ("button",)),
        (TABLE_BARRIER, ("html", "table", "template")), (IMPLIED_END, _rules.IMPLIED_END), (ENDS_P, _rules.ENDING_P),
        (ENDS_BLOCKS, _rules.ENDING_BLOCKS), (FORMATS, FORMATTING), (VOID, VOID_TAGS), (REOPENS, _rules.REOPENING),
        (HEADING, _rules.HEADINGS), (OF_TABLE, _rules.PARTS_OF_TABLE), (OF_HEAD, _rules.OF_HEAD), (MARKER, MARKERS),
        (RAW, _rules.RAW), (WITHOUT_TAG, _rules.WITHOUT_TAG), (DESCRIBES, MARKED_TAGS - {"script", "template"}),
        (REFUSED, _rules.REFUSED), (REFUSED_IN_DRAWING, _rules.REFUSED_IN_DRAWINGS), (0, _rules.OTHERS),
    ):
        for name in names:
            flags[name] = flags.get(name, 0) | flag
    for number, name in enumerate(sorted(flags), 1):
        text = name.encode()
        if len(text) > LONGEST_NAME or number > SLOTS // 2:
            raise ImportError(f"native.construction has no room for {name}")
        first = packed(text, min(8, len(text)))
        second = packed(<const uint8_t *> (<const char *> text) + 8, len(text) - 8) if len(text) > 8 else 0
        at = slot_of(first, second)
        while NAMES[at].size:
            at = (at + 1) & (SLOTS - 1)
        NAMES[at].first, NAMES[at].second, NAMES[at].size = first, second, len(text)
        NAMES[at].id, NAMES[at].flags = number, flags[name]
        IDS[name] = number


_load()
cdef int A = IDS["a"], ADDRESS = IDS["address"], BASE = IDS["base"], BODY = IDS["body"], BR = IDS["br"], BUTTON_TAG = IDS["button"]
cdef int CAPTION = IDS["caption"], COL = IDS["col"], COLGROUP = IDS["colgroup"], DD = IDS["dd"], DESC = IDS["desc"]
cdef int DIV = IDS["div"], DT = IDS["dt"], FORM = IDS["form"], HEAD = IDS["head"], HR = IDS["hr"], HTML = IDS["html"]
cdef int INPUT = IDS["input"], LI = IDS["li"], LISTING = IDS["listing"], NOBR = IDS["nobr"], NOSCRIPT = IDS["noscript"]
cdef int OPTGROUP = IDS["optgroup"], OPTION = IDS["option"], P = IDS["p"], PRE = IDS["pre"], RB = IDS["rb"], RP = IDS["rp"]
cdef int RT = IDS["rt"], RTC = IDS["rtc"], RUBY = IDS["ruby"], SCRIPT = IDS["script"], SELECT = IDS["select"]
cdef int STYLE = IDS["style"], SVG = IDS["svg"], TABLE = IDS["table"], TBODY = IDS["tbody"], TD = IDS["td"]
cdef int TEMPLATE = IDS["template"], TEXTAREA = IDS["textarea"], TFOOT = IDS["tfoot"], TH = IDS["th"], THEAD = IDS["thead"]
cdef int TITLE = IDS["title"], TR = IDS["tr"]


cdef struct Open:  # an element
    int id  # `NO_NAME` for an unknown name
    int flags
    int32_t name  # where it stands in the markup
    int32_t size  # of its name
    int element

cdef struct Formatting:
    int id  # `NO_NAME` for a marker
    int place  # on the stack, `NOT_OPEN` if it was closed without its end tag
    int32_t start  # of its start tag in the markup
    int32_t size
    bint is_marked  # it may describe the page

cdef struct Element:
    int32_t start  # of its start tag in the markup; of a script, where it would stand
    int32_t parent  # -1 for none
    int32_t text  # in the source, of one whose text is not written
    int32_t text_end
    int use

cdef struct Markup:
    uint8_t *text
    Py_ssize_t used, room


cdef class Page:
    """A page that is being written."""

    cdef bytes source
    cdef const uint8_t *text
    cdef Py_ssize_t size
    cdef Markup head, body  # what is written of them
    cdef Markup aside  # a tag that is not written
    cdef Markup *out  # the head or the body
    cdef Open stack[MOST_OPEN]
    cdef int depth  # of the stack
    cdef Formatting formatting[MOST_FORMATTING]  # the list of active formatting elements
    cdef int n_formatting, options, added
    cdef Py_ssize_t reopened  # bytes
    cdef int mode
    cdef int quirks
    cdef int templates  # that are open
    cdef int modes[MOST_TEMPLATES]  # in which they were opened
    cdef bint has_form  # the form element pointer points to one
    cdef int form  # its place on the stack
    cdef bint skips_line  # a line feed that follows is none of the text
    cdef bint has_doctype
    cdef Element *elements
    cdef Py_ssize_t n_elements, room
    cdef Py_ssize_t n_head  # of the elements, before the body
    cdef int32_t *marks  # the elements that may describe the page
    cdef Py_ssize_t n_marks, marks_room
    cdef dict scripts  # start tags of the scripts among them

    def __cinit__(self, bytes source not None):
        self.source = source
        self.text, self.size = <const uint8_t *> PyBytes_AS_STRING(source), len(source)
        self.mode, self.form = BEFORE_HTML, NOT_OPEN
        self.quirks = QUIRKS  # without a declaration
        self.scripts = {}
        self.out = &self.head

    def __dealloc__(self):
        free(self.head.text)
        free(self.body.text)
        free(self.aside.text)
        free(self.elements)
        free(self.marks)

    cdef bint finish(self) except -1:
        """Close what is open; False if the page is left to the parser."""
        if self.templates or self.mode <= AFTER_HEAD and not open_body(self):
            return False
        while self.depth > 1:
            pop(self)
        return True


cdef inline int need(Markup *out, Py_ssize_t size) except -1:
    """Make room for so many bytes, and some more."""
    return grow(out, size + 64) if out.used + size + 64 > out.room else 0


cdef int grow(Markup *out, Py_ssize_t size) except -1:
    cdef Py_ssize_t more = out.room if out.room else LEAST_ROOM
    cdef void *moved
    while more < out.used + size:
        more *= 2
    moved = realloc(out.text, more)
    if moved == NULL:
        raise MemoryError
    out.text, out.room = <uint8_t *> moved, more
    return 0


cdef inline int add(Markup *out, const void *text, Py_ssize_t size) except -1:
    need(out, size)
    memcpy(out.text + out.used, text, size)
    out.used += size
    return 0


cdef inline Py_ssize_t name_size(const uint8_t *tag) noexcept nogil:
    """Return how long the name is of a written start tag."""
    cdef Py_ssize_t size = 1
    while not ends_name(tag[size]):
        size += 1
    return size - 1


cdef inline Open *top(Page page) noexcept:
    """Return the current element."""
    return &page.stack[page.depth - 1]


cdef inline bint add_element(Page page, Py_ssize_t start) except -1:
    """Note an element that was written."""
    cdef Element *element
    if page.n_elements >= page.room and not make_room(page):
        return False
    element = &page.elements[page.n_elements]
    element.start, element.use = <int32_t> start, WHOLE_ELEMENT
    element.parent = page.stack[page.depth - 1].element if page.depth else -1
    page.n_elements += 1
    return True


cdef bint make_room(Page page) except -1:
    """Make room for more elements; False if they are too many."""
    cdef Py_ssize_t more = 2 * page.room if page.room else 4096
    cdef void *moved
    if more > MOST_ELEMENTS:
        return False
    moved = realloc(page.elements, more * sizeof(Element))
    if moved == NULL:
        raise MemoryError
    page.elements, page.room = <Element *> moved, more
    return True


cdef int mark(Page page) except -1:
    """Note that the element written last may describe the page."""
    cdef void *moved
    cdef Py_ssize_t more
    if page.templates:  # what is in one is out of reach
        return 0
    if page.n_marks >= page.marks_room:
        more = 2 * page.marks_room if page.marks_room else 128
        moved = realloc(page.marks, more * sizeof(int32_t))
        if moved == NULL:
            raise MemoryError
        page.marks, page.marks_room = <int32_t *> moved, more
    page.marks[page.n_marks] = <int32_t> (page.n_elements - 1)
    page.n_marks += 1
    return 0


cdef inline bint push(Page page, int id, int flags, Py_ssize_t start, Py_ssize_t size) except -1:
    """Put an element on the stack, whose start tag was written at `start`; False if the page is left to the parser."""
    cdef Open *opened = &page.stack[page.depth]
    if page.depth >= MOST_OPEN:
        return False
    if not page.templates and not add_element(page, start):
        return False
    opened.id, opened.flags, opened.name, opened.size = id, flags, <int32_t> (start + 1), <int32_t> size
    opened.element = <int> (page.n_elements - 1)
    page.depth += 1
    return True


cdef int pop(Page page) except -1:
    """Close the current element."""
    cdef Open *opened = top(page)
    cdef Markup *out = page.out
    cdef int i
    page.depth -= 1
    if opened.flags & FORMATS:
        for i in range(page.n_formatting - 1, -1, -1):
            if page.formatting[i].place == page.depth and page.formatting[i].id:
                page.formatting[i].place = NOT_OPEN
                break
    if page.form == page.depth:
        page.form = NOT_OPEN
    need(out, opened.size + 3)
    out.text[out.used], out.text[out.used + 1] = LESS, SLASH
    memcpy(out.text + out.used + 2, out.text + opened.name, opened.size)
    out.used += opened.size + 3
    out.text[out.used - 1] = GREATER
    return pop(page) if page.stack[page.depth - 1].flags & ENDED else 0


cdef inline int pop_to(Page page, int place) except -1:
    """Close elements up to one and with it."""
    while page.depth > place:
        pop(page)
    return 0


cdef inline int in_scope(Page page, int id, int barriers) noexcept:
    """Return the place of the innermost element of a name that no barrier stands around, `NOT_OPEN` without one."""
    cdef int i
    for i in range(page.depth - 1, -1, -1):
        if page.stack[i].id == id and not page.stack[i].flags & FOREIGN:
            return i
        if page.stack[i].flags & barriers:
            return NOT_OPEN
    return NOT_OPEN


cdef inline int close_p(Page page) except -1:
    """Close the paragraph that is open, with all that is in it."""
    cdef int place = in_scope(page, P, BARRIER | BUTTON)
    return pop_to(page, place) if place >= 0 else 0
