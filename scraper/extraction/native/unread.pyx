# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""A page without the text of its scripts and style sheets. See `dom/unread.py`.

A tag is told from text as the parser tells it. Where that depends on the elements that are open, nothing more is left
out: what follows on a <template>, <math> or <frameset>, or on raw text in a <select> or drawing, stays as it is. A
drawing counts as open for at least as long as it is to the parser.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from libc.stdint cimport uint8_t
from libc.string cimport memcpy

from scraper.extraction.native.strings cimport find, find_word, starts, starts_any_case
from scraper.extraction.native.tokens cimport LESS, SLASH, Token, ends_script_name, next_token, script_end

from scraper.extraction.dom.tokens import RAW_NAMES
from scraper.extraction.dom.unread import READ_IN_TREE

cdef enum:
    # what an element is here
    OTHER = 0
    SCRIPT = 1
    STYLE = 2
    RAW = 3  # its text stays
    DRAWING = 4
    SELECT = 5
    LAST = 6  # nothing is left out after it
    MOST_NAMES = 24
    MOST_SIGNS = 16
    LONGEST = 16
    MOST_LEFT_OUT = 1_000  # texts of a page

cdef struct Word:
    char text[LONGEST]
    Py_ssize_t size
    int kind

cdef struct Stretch:
    Py_ssize_t start
    Py_ssize_t end

cdef struct Page:
    const uint8_t *text
    Py_ssize_t size
    int drawings  # that are open
    bint in_select
    Stretch left_out[MOST_LEFT_OUT]
    int number

cdef Word NAMES[MOST_NAMES]
cdef Word SIGNS[MOST_SIGNS]
cdef int N_NAMES = 0, N_SIGNS = 0
cdef uint8_t IS_FIRST[256]  # whether a name begins with a character, in either case


cdef int load(Word *out, str text, int kind) except -1:
    if len(text) >= LONGEST:
        raise ImportError(f"native.unread has no room for {text}")
    written = text.encode()
    memcpy(out.text, <const char *> written, len(written) + 1)
    out.size, out.kind = len(written), kind
    return 0


def _load_words():
    global N_NAMES, N_SIGNS
    kinds = dict.fromkeys(sorted(RAW_NAMES), RAW)
    kinds.update(dict.fromkeys(("template", "math", "frameset", "foreignobject", "desc", "plaintext"), LAST))
    kinds.update(script=SCRIPT, style=STYLE, svg=DRAWING, select=SELECT)
    if len(kinds) > MOST_NAMES or len(READ_IN_TREE) > MOST_SIGNS:
        raise ImportError("native.unread has too little room")
    for i in range(256):
        IS_FIRST[i] = any(name[0] == chr(i | 32) for name in kinds)
    for name, kind in kinds.items():
        load(&NAMES[N_NAMES], name, kind)
        N_NAMES += 1
    for sign in READ_IN_TREE:
        load(&SIGNS[N_SIGNS], sign, OTHER)
        N_SIGNS += 1


_load_words()


cdef const Word *name_of(const uint8_t *text, const Token *tag) noexcept nogil:
    """Return the name of a tag if it is one of `NAMES`, or else NULL."""
    cdef Py_ssize_t size = tag.name_end - tag.name
    cdef int i
    if IS_FIRST[text[tag.name]]:
        for i in range(N_NAMES):
            if NAMES[i].size == size and starts_any_case(text, tag.name, tag.name_end, NAMES[i].text, size):
                return &NAMES[i]
    return NULL


cdef bint is_read(const uint8_t *text, const Token *tag) noexcept nogil:
    """Say whether the text of an element may be read in the tree, by what its start tag says."""
    cdef Py_ssize_t at
    cdef int i
    for at in range(tag.name_end, tag.attributes_end):
        for i in range(N_SIGNS):
            if starts_any_case(text, at, tag.attributes_end, SIGNS[i].text, SIGNS[i].size):
                return True
    return False


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
    if end < 0 or page.drawings or page.in_select and name.kind != SCRIPT:
        # to the parser, it may be no raw text, which is the same if it has no "<"
        return end if end >= 0 and find(page.text, tag.end, page.size, LESS) == end else -1
    if name.kind == RAW or end == tag.end or is_read(page.text, tag):
        return end
    if name.kind == SCRIPT and may_nest(page.text, tag.end, end):
        return end
    page.left_out[page.number] = Stretch(tag.end, end)
    page.number += 1
    return end if page.number < MOST_LEFT_OUT else -1


cdef bint is_closed_at_once(const uint8_t *text, const Token *tag) noexcept nogil:
    """Say whether a tag surely closes the drawing that it opens: behind an attribute, a slash may be part of a value."""
    return text[tag.name_end] == SLASH and tag.attributes_end == tag.name_end + 1


cdef void find_unread(Page *page) noexcept nogil:
    """Find the texts that are left out."""
    cdef Token tag
    cdef const Word *name
    cdef Py_ssize_t at = 0
    while at >= 0 and next_token(page.text, page.size, at, &tag):
        at = tag.end
        if tag.name < 0:
            if page.drawings and starts(page.text, tag.start, page.size, b"<![", 3):
                return  # text in which tags are none
            continue
        name = name_of(page.text, &tag)
        if name == NULL:
            continue
        if tag.closes:
            if name.kind == DRAWING and page.drawings:
                page.drawings -= 1
            elif name.kind == SELECT:
                page.in_select = False
        elif name.kind == DRAWING:
            page.drawings += not is_closed_at_once(page.text, &tag)
        elif name.kind == SELECT:
            page.in_select = True
        elif name.kind == LAST:
            return
        else:
            at = after_raw_text(page, &tag, name)


def without_unread_text(bytes html not None):
    """Return a page in UTF-8 without the text of scripts and style sheets that no step reads in its tree."""
    cdef Page page
    cdef Py_ssize_t size = len(html), at = 0
    cdef bytes made
    cdef uint8_t *out
    cdef int i
    page.text, page.size = <const uint8_t *> PyBytes_AS_STRING(html), size
    page.drawings = page.in_select = page.number = 0
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
