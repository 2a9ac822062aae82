# cython: language_level=3, boundscheck=False, wraparound=False
"""Whether a page surely nests within the limits. Mirrors `pure_is_shallow` and `pure_count_opened` of `dom/shallow.py`.

`cut` mirrors `flatten` of `dom/nesting.py` for pages that are surely within the limits but for the length of tags.
"""

from cpython.bytes cimport PyBytes_AS_STRING
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from scraper.extraction.native.pairs cimport count_alone
from scraper.extraction.native.strings cimport (
    Char,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    find,
    starts_any_case,
)
from scraper.extraction.native.table cimport SEED, Entry, Table, add_to_hash, mixed, table_of
from scraper.extraction.native.tokens cimport SLASH, GREATER, LESS, Token, is_space, next_token, script_end

from scraper.extraction.dom import elements as _elements
from scraper.extraction.dom import tokens as _tokens

cdef enum:
    NO = 0
    YES = 1
    ASK_PYTHON = 2
    IS_VOID = 1
    IS_RAW = 2
    IS_FORMATTING = 4
    IS_FOREIGN = 8
    IS_OPTION = 16
    BREAKS_OUT = 32
    IS_ENTRY = 64
    IS_SCRIPT = 128
    IS_PLAINTEXT = 256
    IS_IMAGE = 512
    LONGEST_NAME = 32  # of an element that is anything special
    DEEPEST = 512  # room on the stack
    MOST_HUGE = 200  # tags of a page whose attributes are cut here

cdef int MAX_DEPTH = _elements.MAX_DEPTH, MAX_OPTIONS = _elements.MAX_OPTIONS, MAX_ATTRIBUTES = _elements.MAX_ATTRIBUTES
cdef Py_ssize_t MAX_ATTRIBUTE_SECTION = _elements.MAX_ATTRIBUTE_SECTION, ELEMENT_BYTES = _elements.ELEMENT_BYTES
cdef Py_ssize_t MAX_REOPENED = _elements.MAX_REOPENED


def _kinds():
    """Return what is special about elements, by their names."""
    kinds = {}
    for names, kind in (
        (_elements.UNNESTED, IS_VOID), (_tokens.RAW_NAMES, IS_RAW), (_elements.FORMATTING, IS_FORMATTING),
        (("svg", "math"), IS_FOREIGN), (("option",), IS_OPTION), (_elements.BREAKOUT, BREAKS_OUT),
        ((name[1:] for name in _elements.ENTRIES), IS_ENTRY), (("script",), IS_SCRIPT), (("plaintext",), IS_PLAINTEXT),
        ((_elements.IMAGE,), IS_IMAGE),
    ):
        for name in names:
            kinds[name] = kinds.get(name, 0) | kind
    if MAX_DEPTH > DEEPEST or max(map(len, kinds)) > LONGEST_NAME:
        raise ImportError("native.shallow has too little room")
    return kinds


cdef Table KINDS = table_of(_kinds())

cdef struct Opened:
    Py_ssize_t name
    Py_ssize_t size
    Py_ssize_t cost  # of a formatting element that is opened again
    int kind

cdef struct State:
    Opened opened[DEEPEST + 1]
    int depth
    int foreign
    int options
    Py_ssize_t cost  # of all formatting elements that are open
    Py_ssize_t reopened  # bytes, at most


cdef struct Huge:
    Py_ssize_t start
    Py_ssize_t name_end
    Py_ssize_t end

cdef struct HugeTags:
    Huge tags[MOST_HUGE]
    int number


cdef inline uint32_t small(uint32_t character) noexcept nogil:
    return character + 32 if 65 <= character <= 90 else character


cdef inline int kind_of(const Char *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Return what is special about an element, -1 for a name that is not ASCII."""
    cdef uint32_t name[LONGEST_NAME]
    cdef Py_ssize_t i
    cdef Entry *entry
    for i in range(start, end):
        if text[i] > 127:
            return -1
        if i - start < LONGEST_NAME:
            name[i - start] = small(text[i])
    if end - start > LONGEST_NAME:
        return 0
    entry = KINDS.get(name, end - start)
    return entry.value if entry != NULL else 0


cdef inline bint is_called(const Char *text, const Opened *opened, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t i
    if end - start != opened.size:
        return False
    for i in range(opened.size):
        if small(text[opened.name + i]) != small(text[start + i]):
            return False
    return True


cdef Py_ssize_t raw_end(const Char *text, const Token *token, Py_ssize_t size, int kind) noexcept nogil:
    """Return where the text of an element such as <style> ends: at its end tag, or -1."""
    cdef Py_ssize_t at = token.end, i, length = token.name_end - token.name
    if kind & IS_PLAINTEXT:
        return -1
    if kind & IS_SCRIPT:
        return script_end(text, at, size)
    while True:
        at = find(text, at, size, LESS)
        if at + 2 + length >= size:
            return -1
        if text[at + 1] == SLASH:
            i = 0
            while i < length and small(text[at + 2 + i]) == small(text[token.name + i]):
                i += 1
            if i == length and (is_space(text[at + 2 + i]) or text[at + 2 + i] == SLASH or text[at + 2 + i] == GREATER):
                return at
        at += 1


cdef void close(State *state, const Char *text, const Token *token) noexcept nogil:
    """Close the innermost open element."""
    state.depth -= 1
    if state.opened[state.depth].kind & IS_FORMATTING:
        state.cost -= state.opened[state.depth].cost
    elif state.opened[state.depth].kind & IS_FOREIGN:
        state.foreign -= 1


cdef bint open_(State *state, const Token *token, int kind) noexcept nogil:
    """Open an element; False if it nests too deep."""
    cdef Opened *opened = &state.opened[state.depth]
    opened[0] = Opened(token.name, token.name_end - token.name, token.end - token.start + ELEMENT_BYTES, kind)
    state.depth += 1
    if kind & IS_FOREIGN:
        state.foreign += 1
    elif kind & IS_FORMATTING:
        state.cost += opened.cost
    elif kind & IS_OPTION:
        state.options += 1
    return state.depth <= MAX_DEPTH


cdef bint note_huge(HugeTags *huge, const Token *token) noexcept nogil:
    """Note a tag if its attributes are too long; False if there are too many such tags."""
    if token.attributes_end - token.name_end <= MAX_ATTRIBUTE_SECTION:
        return True
    if huge.number == MOST_HUGE:
        return False
    huge.tags[huge.number] = Huge(token.start, token.name_end, token.end)
    huge.number += 1
    return True


cdef int judge(const Char *text, Py_ssize_t size, HugeTags *huge) noexcept nogil:
    """Say whether a page surely nests within the limits; `huge`, unless NULL, takes up its tags that are too long."""
    cdef State state
    cdef Token token
    cdef Py_ssize_t at = 0
    cdef int kind
    cdef bint empty
    state.depth = state.foreign = state.options = 0
    state.cost = state.reopened = 0
    while at >= 0 and next_token(text, size, at, &token):
        at = token.end
        if token.name < 0:
            continue
        if huge != NULL and not note_huge(huge, &token):
            return NO
        kind = kind_of(text, token.name, token.name_end)
        if kind < 0:
            return ASK_PYTHON
        if token.closes:
            if state.depth and is_called(text, &state.opened[state.depth - 1], token.name, token.name_end):
                close(&state, text, &token)
                if kind & IS_FORMATTING:
                    continue
            elif state.foreign:
                return NO
            state.reopened += state.cost
            continue
        state.reopened += state.cost
        if kind & IS_VOID and not (kind & IS_IMAGE and state.foreign):
            continue
        empty = token.attributes_end > token.name_end and text[token.attributes_end - 1] == SLASH
        if state.foreign:
            if kind & BREAKS_OUT:
                return NO
            if empty and not state.opened[state.depth - 1].kind & IS_ENTRY:
                continue
        if token.end - token.start > MAX_ATTRIBUTE_SECTION and token.attributes >= MAX_ATTRIBUTES:
            return NO
        if kind & IS_RAW and not state.foreign:
            at = raw_end(text, &token, size, kind)
        elif not (kind & IS_FOREIGN and empty) and not open_(&state, &token, kind):
            return NO
    return YES if state.reopened <= MAX_REOPENED and state.options <= MAX_OPTIONS else NO


cdef int judge_str(str html, HugeTags *huge) noexcept:
    cdef int kind = PyUnicode_KIND(html)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(html)
    if kind == 1:
        return judge(<const uint8_t *> PyUnicode_DATA(html), size, huge)
    if kind == 2:
        return judge(<const uint16_t *> PyUnicode_DATA(html), size, huge)
    return judge(<const uint32_t *> PyUnicode_DATA(html), size, huge)


def is_shallow(str html not None):
    """Say whether a page surely nests within the limits; None if Python has to."""
    cdef int found = judge_str(html, NULL)
    return None if found == ASK_PYTHON else found == YES


def is_shallow_in_utf8(bytes html not None):
    """Say whether a page surely nests within the limits, in which each byte counts for a character."""
    return judge(<const uint8_t *> PyBytes_AS_STRING(html), len(html), NULL) == YES


cdef list stretches_without(object html, object greater, const HugeTags *huge):
    """Return what is left of a page without the attributes of some tags."""
    cdef Py_ssize_t kept = 0
    cdef int i
    cdef list out = []
    for i in range(huge.number):
        out += (html[kept:huge.tags[i].name_end], greater)
        kept = huge.tags[i].end
    out.append(html[kept:])
    return out


def cut(str html not None):
    """Return the page without the attributes of its tags that are too long; None unless it surely nests within the limits."""
    cdef HugeTags huge
    huge.number = 0
    if judge_str(html, &huge) != YES:
        return None
    return "".join(stretches_without(html, ">", &huge)) if huge.number else html


def cut_in_utf8(bytes html not None):
    """Return what `cut` returns, as UTF-8; None also where a tag may only be too long if each byte counts for a character."""
    cdef HugeTags huge
    cdef int i
    huge.number = 0
    if judge(<const uint8_t *> PyBytes_AS_STRING(html), len(html), &huge) != YES:
        return None
    for i in range(huge.number):
        if not html[huge.tags[i].name_end:huge.tags[i].end].isascii():
            return None
    return b"".join(stretches_without(html, b">", &huge)) if huge.number else html


def count_opened_in_utf8(bytes html not None):
    """Return how many "<" stand in a page that begin no end tag."""
    return count_alone(<const uint8_t *> PyBytes_AS_STRING(html), len(html), LESS, SLASH)


def count_opened(str html not None):
    """Return how many "<" stand in a page that begin no end tag."""
    cdef int kind = PyUnicode_KIND(html)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(html)
    if kind == 1:
        return count_alone(<const uint8_t *> PyUnicode_DATA(html), size, LESS, SLASH)
    if kind == 2:
        return count_alone(<const uint16_t *> PyUnicode_DATA(html), size, LESS, SLASH)
    return count_alone(<const uint32_t *> PyUnicode_DATA(html), size, LESS, SLASH)
