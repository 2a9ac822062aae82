# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""A page without the text, the attributes and the elements that no step reads in its tree. See `dom/unread.py`.

A tag is told from text as the parser tells it. Where that depends on the elements that are open, nothing more is left
out: what follows on a <template>, <math> or <frameset>, or on raw text in a <select> or drawing, stays as it is. A
drawing counts as open for at least as long as it is to the parser, and a <select> too; the head ends with the first
text or tag that may be none of it.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from libc.stdint cimport uint8_t, uint32_t
from libc.string cimport memcpy

from scraper.extraction.native.strings cimport find, find_word, starts, starts_any_case
from scraper.extraction.native.tokens cimport (
    LESS, SLASH, Token, ends_script_name, is_space, next_attribute, next_name, next_token, read_attributes, script_end,
)

from scraper.extraction.dom import unread as _unread
from scraper.extraction.dom.elements import FORMATTING
from scraper.extraction.dom.tokens import RAW_NAMES

cdef uint32_t EVERY = 0xffffffff

cdef enum:
    # what an element is here
    OTHER = 0
    SCRIPT = 1
    STYLE = 2
    RAW = 3  # its text stays
    DRAWING = 4
    SELECT = 5
    LAST = 6  # nothing is left out after it
    REOPENED = 7  # the parser compares its attributes
    OF_CODE = 8  # they may name a language
    FILE = 9  # a <link>
    # what an attribute is
    MAY_BE_READ = 0
    UNREAD = 1
    UNREAD_UNLESS_SAID = 2  # unless it says one of `SAID`
    MOST_WORDS = 64
    LONGEST = 16
    MOST_LEFT_OUT = 4_000  # stretches of a page
    NOTHING = -1
    # what an element of the head is besides
    OPENS_PAGE = 1  # its end tag ends the head
    OPENS_HEAD = 2

cdef struct Word:
    char text[LONGEST]
    Py_ssize_t size
    int kind

cdef struct Words:  # in the order of their first characters
    Word all[MOST_WORDS]
    uint8_t first[256]  # of those that begin with a character, in either case
    uint8_t last[256]
    uint32_t goes_on[256]  # by the first character: a bit for each that may be the second one

cdef struct Stretch:
    Py_ssize_t start
    Py_ssize_t end

cdef struct Page:
    const uint8_t *text
    Py_ssize_t size
    int drawings  # that are open
    bint in_select
    bint may_be_head  # nothing came yet that is no part of it
    bint in_head  # and it has begun
    Py_ssize_t content  # where that of a drawing or <select> begins, as long as nothing in it may be read; else `NOTHING`
    Stretch left_out[MOST_LEFT_OUT]
    int number

cdef Words NAMES, SIGNS, ATTRIBUTES, BEGINNINGS, READ, ENDINGS, SAID, OF_HEAD, READ_LINKS, SHAPES, OPTIONS, READ_SHAPES


cdef inline uint32_t bit_of(uint8_t character) noexcept nogil:
    """Return the bit of a character, which is that of the same letter in the other case too."""
    return <uint32_t> 1 << (character & 31)


cdef int load(Words *out, object kinds) except -1:
    """Put words of lower case into arrays, each with its kind."""
    cdef int number, begins
    for begins in range(256):
        out.first[begins] = out.last[begins] = out.goes_on[begins] = 0
    for number, (word, kind) in enumerate(sorted(kinds.items())):
        written = word.encode()
        if number >= MOST_WORDS or len(written) >= LONGEST:
            raise ImportError(f"native.unread has no room for {word}")
        memcpy(out.all[number].text, <const char *> written, len(written) + 1)
        out.all[number].size, out.all[number].kind = len(written), kind
        for begins in {written[0], written.upper()[0]}:
            out.first[begins] = out.first[begins] if out.last[begins] else <uint8_t> number
            out.last[begins] = <uint8_t> (number + 1)
            out.goes_on[begins] |= bit_of(written[1]) if len(written) > 1 else EVERY
    return 0


def _load_words():
    kinds = dict.fromkeys(RAW_NAMES, RAW)
    kinds.update(dict.fromkeys(("template", "math", "frameset", "foreignobject", "desc", "plaintext"), LAST))
    kinds.update(dict.fromkeys(FORMATTING - {"a"}, REOPENED))  # of links, none is open in another
    kinds.update(dict.fromkeys(_unread.MAY_BE_CODE - FORMATTING - RAW_NAMES, OF_CODE))
    kinds.update(script=SCRIPT, style=STYLE, svg=DRAWING, select=SELECT, link=FILE)
    load(&NAMES, kinds)
    load(&SIGNS, dict.fromkeys(_unread.READ_IN_TREE, OTHER))
    load(&ATTRIBUTES, dict.fromkeys(_unread.UNREAD_ATTRIBUTES, OTHER))
    load(&BEGINNINGS, dict.fromkeys(_unread.UNREAD_BEGINNINGS, OTHER))
    load(&READ, dict.fromkeys(_unread.READ_ATTRIBUTES, OTHER))
    load(&ENDINGS, dict.fromkeys(_unread.READ_ENDINGS, OTHER))
    load(&SAID, dict.fromkeys(_unread.READ_IN_ATTRIBUTES, OTHER))
    load(&OF_HEAD, {**dict.fromkeys(_unread.OF_HEAD, OTHER), "html": OPENS_PAGE, "head": OPENS_HEAD})
    load(&READ_LINKS, dict.fromkeys(_unread.READ_LINKS, OTHER))
    load(&SHAPES, dict.fromkeys(_unread.SHAPES, OTHER))
    load(&OPTIONS, dict.fromkeys(_unread.OPTIONS, OTHER))
    load(&READ_SHAPES, dict.fromkeys(_unread.READ_SHAPES, OTHER))


_load_words()


cdef inline const Word *word_at(const uint8_t *text, Py_ssize_t at, Py_ssize_t end, const Words *words) noexcept nogil:
    """Return the word that begins at `at`, in whatever case, NULL for none."""
    cdef int i
    for i in range(words.first[text[at]], words.last[text[at]]):
        if starts_any_case(text, at, end, words.all[i].text, words.all[i].size):
            return &words.all[i]
    return NULL


cdef inline const Word *whole_word(const uint8_t *text, Py_ssize_t start, Py_ssize_t end, const Words *words) noexcept nogil:
    """Return the word that text[start:end] is, in whatever case, NULL for none."""
    cdef int i
    for i in range(words.first[text[start]], words.last[text[start]]):
        if words.all[i].size == end - start and starts_any_case(text, start, end, words.all[i].text, end - start):
            return &words.all[i]
    return NULL


cdef bint holds(const uint8_t *text, Py_ssize_t start, Py_ssize_t end, const Words *words) noexcept nogil:
    """Say whether one of the words stands anywhere in text[start:end]."""
    cdef Py_ssize_t at
    for at in range(start, end):  # behind the page stands a zero
        if words.goes_on[text[at]] & bit_of(text[at + 1]) and word_at(text, at, end, words) != NULL:
            return True
    return False


cdef inline bint has_ending(const uint8_t *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Say whether the name text[start:end] ends with one of `ENDINGS`."""
    cdef int i
    cdef Py_ssize_t size
    for i in range(MOST_WORDS):
        size = ENDINGS.all[i].size
        if not size:
            return False
        if end - start >= size and starts_any_case(text, end - size, end, ENDINGS.all[i].text, size):
            return True
    return False


cdef inline int use_of(const uint8_t *text, Py_ssize_t name, Py_ssize_t end, int kind) noexcept nogil:
    """Return whether a step may read an attribute of the name text[name:end]."""
    if text[name - 1] == SLASH:  # which might close the element, if nothing came between it and the end of the tag
        return MAY_BE_READ
    if whole_word(text, name, end, &ATTRIBUTES) != NULL:
        return UNREAD
    if kind == OF_CODE or kind == RAW or word_at(text, name, end, &BEGINNINGS) == NULL:
        return MAY_BE_READ
    return UNREAD_UNLESS_SAID if whole_word(text, name, end, &READ) == NULL and not has_ending(text, name, end) else MAY_BE_READ


cdef void leave_out(Page *page, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Note that text[start:end] is left out, if there is room: together with what is before, if only white space lies between."""
    cdef Stretch *last = &page.left_out[page.number - 1] if page.number else NULL
    cdef Py_ssize_t at = start
    while last != NULL and at > last.end and is_space(page.text[at - 1]):
        at -= 1
    if last != NULL and at == last.end:
        last.end = end
    elif page.number < MOST_LEFT_OUT:
        page.left_out[page.number] = Stretch(start, end)
        page.number += 1


cdef void leave_out_all(Page *page, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Note that text[start:end] is left out, of which a part may have been noted."""
    while page.number and page.left_out[page.number - 1].start >= start:
        page.number -= 1
    leave_out(page, start, end)


cdef void read_tag(Page *page, Token *tag, int kind) noexcept nogil:
    """Read the attributes of a tag, some of which may be left out: none of them where one may be read for what it says, as of
    several with one name the first counts."""
    cdef Py_ssize_t at = tag.name_end, name = 0, name_end = 0
    cdef int before = page.number, use
    if tag.closes or kind == REOPENED or kind == LAST:
        read_attributes(page.text, page.size, tag)
        return
    while next_attribute(page.text, page.size, &at, &name, &name_end):
        use = use_of(page.text, name, name_end, kind)
        if use == UNREAD_UNLESS_SAID and holds(page.text, name, at, &SAID):
            page.number, page.content = before, NOTHING
            read_attributes(page.text, page.size, tag)
            return
        if use != MAY_BE_READ:
            leave_out(page, name, at)
        elif page.content >= 0 and holds(page.text, name, at, &READ_SHAPES):
            page.content = NOTHING
    tag.attributes_end = at
    tag.end = min(at + 1, page.size)


cdef inline bint is_read(const uint8_t *text, const Token *tag) noexcept nogil:
    """Say whether the text of an element may be read in the tree, by what its start tag says."""
    return holds(text, tag.name_end, tag.attributes_end, &SIGNS)


cdef Py_ssize_t text_end(const Page *page, Py_ssize_t at, const Word *name) noexcept nogil:
    """Return where the end tag stands of an element whose raw text begins at `at`, -1 if nowhere."""
    cdef Py_ssize_t after
    if name.kind == SCRIPT:
        return script_end(page.text, at, page.size)
    while True:
        at = find(page.text, at, page.size, LESS)
        after = at + 2 + name.size
        if after >= page.size:
            return -1
        if page.text[at + 1] == SLASH and starts_any_case(page.text, at + 2, page.size, name.text, name.size) and (
            ends_script_name(page.text, after, page.size)
        ):
            return at
        at += 1


cdef bint may_nest(const uint8_t *text, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Say whether another script may begin in the text of one: after "<!--", its end tag is text."""
    at = find_word(text, at, end, b"<!--", 4)
    while 0 <= at < end:
        if starts_any_case(text, at, end, b"<script", 7):
            return True
        at = find(text, at + 1, end, LESS)
    return False


cdef Py_ssize_t after_raw_text(Page *page, const Token *tag, const Word *name) noexcept nogil:
    """Pass over the text of an element, which may be left out; return where it ends, -1 if nothing more is left out."""
    cdef Py_ssize_t end = text_end(page, tag.end, name)
    cdef Token closing
    if end < 0 or page.drawings or page.in_select and name.kind != SCRIPT:
        # to the parser, it may be no raw text, which is the same if it has no "<"
        return end if end >= 0 and find(page.text, tag.end, page.size, LESS) == end else -1
    if name.kind == RAW or end == tag.end and not page.in_head or is_read(page.text, tag):
        return end
    if name.kind == SCRIPT and may_nest(page.text, tag.end, end):
        return end
    if page.in_head and next_token(page.text, page.size, end, &closing):
        leave_out_all(page, tag.start, closing.end)
        return closing.end
    leave_out(page, tag.end, end)
    return end if page.number < MOST_LEFT_OUT else -1


cdef inline bint is_blank(const uint8_t *text, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    while at < end and is_space(text[at]):
        at += 1
    return at >= end


cdef void follow_head(Page *page, const Token *tag, Py_ssize_t before) noexcept nogil:
    """Note whether the head begins or goes on with text[before:tag.end]; white space and comments in it are left out."""
    cdef const Word *name
    if not is_blank(page.text, before, tag.start):
        page.may_be_head = page.in_head = False
        return
    if page.in_head and before < tag.start:
        leave_out(page, before, tag.start)
    if tag.name < 0:
        if page.in_head and starts(page.text, tag.start, page.size, b"<!--", 4):
            leave_out(page, tag.start, tag.end)
        return
    name = whole_word(page.text, tag.name, tag.name_end, &OF_HEAD)
    page.may_be_head = name != NULL and (name.kind != OPENS_PAGE or not tag.closes)
    page.in_head = page.may_be_head and (page.in_head or name.kind == OPENS_HEAD and not tag.closes)


cdef inline bint is_closed_at_once(const uint8_t *text, const Token *tag) noexcept nogil:
    """Say whether a tag surely closes the drawing that it opens: behind an attribute, a slash may be part of a value."""
    return text[tag.name_end] == SLASH and tag.attributes_end == tag.name_end + 1


cdef void begin_content(Page *page, const Token *tag) noexcept nogil:
    """Note where the content of a drawing or <select> begins, if it surely has some and stands in no other one."""
    if not page.drawings and not page.in_select and page.text[tag.attributes_end - 1] != SLASH:
        page.content = tag.end


cdef void follow_content(Page *page, const Token *tag, int kind) noexcept nogil:
    """Leave out the content of a drawing or <select> where it ends, if nothing in it may be read."""
    cdef bint is_select = page.in_select
    if tag.closes and kind == (SELECT if is_select else DRAWING):
        leave_out_all(page, page.content, tag.start)
        page.content = NOTHING
    elif whole_word(page.text, tag.name, tag.name_end, &OPTIONS if is_select else &SHAPES) == NULL:
        page.content = NOTHING


cdef bint is_read_link(const Page *page, const Token *tag) noexcept nogil:
    """Say whether a <link> may be read, by what it says beside its address."""
    cdef Py_ssize_t at = tag.name_end, name = 0, name_end = 0
    while next_attribute(page.text, page.size, &at, &name, &name_end):
        if not (name_end - name == 4 and starts_any_case(page.text, name, name_end, b"href", 4)) and (
            holds(page.text, name, at, &READ_LINKS)
        ):
            return True
    return False


cdef Py_ssize_t after_tag(Page *page, const Token *tag, const Word *name) noexcept nogil:
    """Follow what a tag opens or closes; return where to go on, -1 if nothing more is left out."""
    if tag.closes:
        if name.kind == DRAWING and page.drawings:
            page.drawings -= 1
        elif name.kind == SELECT:
            page.in_select = False
    elif name.kind == DRAWING:
        begin_content(page, tag)
        page.drawings += not is_closed_at_once(page.text, tag)
    elif name.kind == SELECT:
        begin_content(page, tag)
        page.in_select = True
    elif name.kind == LAST:
        return -1
    elif name.kind == FILE:
        if page.in_head and not is_read_link(page, tag):
            leave_out_all(page, tag.start, tag.end)
    elif name.kind <= RAW:
        return after_raw_text(page, tag, name)
    return tag.end


cdef void find_unread(Page *page) noexcept nogil:
    """Find what is left out."""
    cdef Token tag
    cdef const Word *name
    cdef Py_ssize_t at = 0
    cdef int kind
    while at >= 0 and next_name(page.text, page.size, at, &tag):
        if page.may_be_head:
            follow_head(page, &tag, at)
        at = tag.end
        if tag.name < 0:
            if page.drawings and starts(page.text, tag.start, page.size, b"<![", 3):
                return  # text in which tags are none
            continue
        name = whole_word(page.text, tag.name, tag.name_end, &NAMES)
        kind = OTHER if name == NULL else name.kind
        read_tag(page, &tag, kind)
        if page.content >= 0:
            follow_content(page, &tag, kind)
        at = tag.end if kind == OTHER else after_tag(page, &tag, name)


def without_unread(bytes html not None):
    """Return a page in UTF-8 without the text, the attributes and the elements that no step reads in its tree."""
    cdef Page page
    cdef Py_ssize_t size = len(html), at = 0
    cdef bytes made
    cdef uint8_t *out
    cdef int i
    page.text, page.size = <const uint8_t *> PyBytes_AS_STRING(html), size
    page.drawings = page.in_select = page.in_head = page.number = 0
    page.may_be_head, page.content = True, NOTHING
    find_unread(&page)
    if not page.number:
        return html
    for i in range(page.number):
        size -= page.left_out[i].end - page.left_out[i].start
    made = PyBytes_FromStringAndSize(NULL, size)
    out = <uint8_t *> PyBytes_AS_STRING(made)
    for i in range(page.number):
        memcpy(out, page.text + at, page.left_out[i].start - at)
        out += page.left_out[i].start - at
        at = page.left_out[i].end
    memcpy(out, page.text + at, page.size - at)
    return made
