# cython: language_level=3, boundscheck=False, wraparound=False
"""Style elements of a page, and the rules in them that may hide something. Mirrors `pure_style_elements`, `pure_sheets`,
`pure_without_comments`, `pure_openings` and `pure_simple_selectors` of `dom/style_rules.py`.

A sheet is searched for two characters of each sign, side by side, that are the rarest in sheets.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from libc.stdint cimport uint8_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy

from scraper.extraction.native.pairs cimport find_pair
from scraper.extraction.native.strings cimport find, starts, starts_any_case
from scraper.extraction.native.tokens cimport GREATER, LESS, SLASH, comment_end, ends_script_name, script_end

from scraper.extraction.dom.seen import HIDING_DECLARATIONS, HIDING_SHIFTS

cdef extern from "sheets.h" nogil:
    Py_ssize_t find_mark(const uint8_t *text, Py_ssize_t at, Py_ssize_t size, int ends) noexcept
    Py_ssize_t find_either_case(const uint8_t *text, Py_ssize_t at, Py_ssize_t size, uint8_t first, uint8_t second) noexcept
    Py_ssize_t depth_change(const uint8_t *text, Py_ssize_t at, Py_ssize_t end) noexcept

cdef enum:
    COMMA = 44
    STAR = 42
    MOST_SIGNS = 16
    LONGEST = 16  # characters of a name or a value

cdef str BY_FREQUENCY = "-:;0eotrinalsd1c2pbgf5m3uhx4wk689v"
"""The characters that style sheets are made of; the others are rarer."""

cdef struct Sign:
    char name[LONGEST]  # "display", or "-999"
    char value[LONGEST]  # "none"; "" for any digit right after the name
    Py_ssize_t name_size
    Py_ssize_t value_size
    Py_ssize_t rare  # where the rarest two characters of the name are

cdef Sign SIGNS[MOST_SIGNS]
cdef int N_SIGNS = 0


def _rarity(str pair):
    return sum(BY_FREQUENCY.find(sign) % 1_000 for sign in pair)  # what is not found is the rarest


def _load_signs():
    global N_SIGNS
    cdef Sign *sign
    for name, value in (*HIDING_DECLARATIONS, *((shift, "") for shift in HIDING_SHIFTS)):
        if N_SIGNS >= MOST_SIGNS or max(len(name), len(value)) >= LONGEST:
            raise ImportError(f"native.style_sheets has no room for {name}")
        sign = &SIGNS[N_SIGNS]
        sign.name_size, sign.value_size = len(name), len(value)
        written = name.encode(), value.encode()
        memcpy(sign.name, <const char *> written[0], sign.name_size + 1)
        memcpy(sign.value, <const char *> written[1], sign.value_size + 1)
        sign.rare = max(range(len(name) - 1), key=lambda at: _rarity(name[at : at + 2]))
        N_SIGNS += 1


_load_signs()


cdef inline bint opens(const uint8_t *text, Py_ssize_t at, Py_ssize_t size, const char *name, Py_ssize_t length) noexcept nogil:
    """Say whether the name of a tag stands at `at`, in whatever case."""
    return starts_any_case(text, at, size, name, length) and ends_script_name(text, at + length, size)


cdef bint is_holder(const uint8_t *text, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    """Say whether the style sheets in an element of this name count for nothing."""
    return opens(text, at, size, b"noscript", 8) or opens(text, at, size, b"template", 8)


cdef Py_ssize_t style_end(const uint8_t *text, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    """Return where the end tag of a style element stands, -1 if nowhere."""
    while True:
        at = find(text, at, size, LESS)
        if at >= size:
            return -1
        if at + 1 < size and text[at + 1] == SLASH and opens(text, at + 2, size, b"style", 5):
            return at
        at += 1


def style_elements(bytes page not None, Py_ssize_t most):
    """Return where the name of each style element of a page ends, and where its text does, up to the first beyond so many
    bytes; none that stand where scripts do not run, or wait for one."""
    cdef const uint8_t *text = <const uint8_t *> PyBytes_AS_STRING(page)
    cdef Py_ssize_t size = len(page), at = 0, start
    cdef Py_ssize_t inert = 0  # open elements whose style sheets count for nothing
    cdef list out = []
    while at >= 0 and most >= 0:
        at = find_mark(text, at, size, inert > 0)
        if at >= size:
            break
        if starts(text, at, size, b"<!--", 4):
            at = comment_end(text, at + 4, size)
        elif opens(text, at + 1, size, b"style", 5):
            start, at = at + 6, style_end(text, at + 6, size)
            if at >= 0 and not inert:
                out.append((start, at))
                most -= at - start
        elif opens(text, at + 1, size, b"script", 6):
            at = script_end(text, at + 7, size)
        elif text[at + 1] == SLASH:
            inert -= is_holder(text, at + 2, size)
            at += 1
        else:
            inert += is_holder(text, at + 1, size)
            at += 1
    return out


def without_comments(bytes element not None, Py_ssize_t start):
    """Return the style sheet that begins at `start` without its comments."""
    return bare(<const uint8_t *> PyBytes_AS_STRING(element), start, len(element))


cdef bytes bare(const uint8_t *text, Py_ssize_t at, Py_ssize_t size):
    """Return text[at:size] without comments."""
    cdef Py_ssize_t used = 0, opening = find_pair(text, at, size, SLASH, STAR), end
    cdef uint8_t *out
    if opening >= size:
        return text[at:size]
    out = <uint8_t *> malloc(size - at)
    if out == NULL:
        raise MemoryError
    try:
        while True:
            memcpy(out + used, text + at, opening - at)
            used += opening - at
            if opening >= size:
                return PyBytes_FromStringAndSize(<const char *> out, used)
            at = opening + 2
            opening = find_pair(text, at, size, SLASH, STAR)
            end = find_pair(text, at, opening, STAR, SLASH)
            at = min(end + 2, opening)  # nothing is left where the comment does not end before the next one
    finally:
        free(out)


def sheets(bytes page not None, Py_ssize_t most, is_for_others not None):
    """Return the style sheets of a page, without their comments, of at most so many bytes with their tags; none that is for
    others by its tag, which is asked only of one that names a medium."""
    cdef const uint8_t *text = <const uint8_t *> PyBytes_AS_STRING(page)
    cdef Py_ssize_t start, end, tag_end
    cdef list out = []
    for start, end in style_elements(page, most):
        most -= end - start
        if most < 0:
            break
        tag_end = find(text, start, end, GREATER)
        if tag_end < end and not (may_name_medium(text, start, tag_end) and is_for_others(page[start:tag_end])):
            out.append(bare(text, tag_end + 1, end))
    return out


cdef bint may_name_medium(const uint8_t *text, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Say whether a tag has the word "media", in whatever case."""
    while at < end:
        if starts_any_case(text, at, end, b"media", 5):
            return True
        at += 1
    return False


cdef inline bint is_space(uint8_t character) noexcept nogil:
    return character == 32 or 9 <= character <= 13


cdef inline Py_ssize_t after_spaces(const uint8_t *text, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    while at < size and is_space(text[at]):
        at += 1
    return at


cdef bint is_sign(const uint8_t *text, Py_ssize_t at, Py_ssize_t size, const Sign *sign) noexcept nogil:
    """Say whether a sign stands at `at`, in whatever case."""
    if at < 0 or not starts_any_case(text, at, size, sign.name, sign.name_size):
        return False
    at += sign.name_size
    if not sign.value_size:
        return at < size and 48 <= text[at] <= 57
    at = after_spaces(text, at, size)
    if at >= size or text[at] != b":":
        return False
    return starts_any_case(text, after_spaces(text, at + 1, size), size, sign.value, sign.value_size)


cdef Py_ssize_t next_sign(const uint8_t *text, Py_ssize_t at, Py_ssize_t size, const Sign *sign) noexcept nogil:
    """Return where a sign stands first in text[at:size], `size` if nowhere."""
    at += sign.rare
    while True:
        at = find_either_case(text, at, size, sign.name[sign.rare], sign.name[sign.rare + 1])
        if at >= size:
            return size
        if is_sign(text, at - sign.rare, size, sign):
            return at - sign.rare
        at += 1


cdef Py_ssize_t brace_before(const uint8_t *text, Py_ssize_t at, Py_ssize_t least) noexcept nogil:
    """Return where the last "{" stands in text[least:at], -1 if nowhere."""
    while at > least:
        at -= 1
        if text[at] == b"{":
            return at
    return -1


def openings(bytes sheet not None, Py_ssize_t longest, Py_ssize_t most):
    """Return the brackets that open rules which may hide something, of the first `most` with a sign of it within so many bytes."""
    cdef const uint8_t *text = <const uint8_t *> PyBytes_AS_STRING(sheet)
    cdef Py_ssize_t size = len(sheet), at, opening = -1, found, depth = 0, counted = 0, looked = 0
    cdef Py_ssize_t upcoming[MOST_SIGNS]
    cdef int i, first
    cdef list out = []
    for i in range(N_SIGNS):
        upcoming[i] = next_sign(text, 0, size, &SIGNS[i])
    while most:
        first = 0
        for i in range(1, N_SIGNS):
            if upcoming[i] < upcoming[first]:
                first = i
        at = upcoming[first]
        if at >= size:
            break
        upcoming[first] = next_sign(text, at + 1, size, &SIGNS[first])
        found = brace_before(text, at, max(at - longest, looked))
        looked = at  # what lies before holds none after `opening`
        if found < 0:
            continue  # of the same rule, or too far from its beginning
        opening = found
        most -= 1
        depth += depth_change(text, counted, opening)
        counted = opening
        if not depth:
            out.append(opening)
    return out


def all_openings(list sheets not None, Py_ssize_t longest, Py_ssize_t most):
    """Return what `openings` returns for each style sheet, each with its sheet: in most there are none."""
    cdef list out = []
    for sheet in sheets:
        for opening in openings(sheet, longest, most):
            out.append((sheet, opening))
    return out


cdef Py_ssize_t selectors_start(const uint8_t *text, Py_ssize_t opening, Py_ssize_t longest) noexcept nogil:
    """Return where the selectors before a bracket start, `opening` where they are longer than so many bytes."""
    cdef Py_ssize_t at = opening, least = max(opening - longest, 0)
    while at > least:
        if text[at - 1] == b"}" or text[at - 1] == b";":
            return at
        at -= 1
    return opening if least else 0


cdef inline bint is_letter(uint8_t character) noexcept nogil:
    return 97 <= character | 32 <= 122


cdef inline bint is_digit(uint8_t character) noexcept nogil:
    return 48 <= character <= 57


cdef inline bint is_blank(uint8_t character) noexcept nogil:
    """Say whether a character is white space in texts, where more is than in sheets."""
    return is_space(character) or 28 <= character < 32


cdef tuple simple_selector(const uint8_t *text, Py_ssize_t start, Py_ssize_t end):
    """Return the tag, the sort and the name of a selector; None if it is no simple one."""
    cdef Py_ssize_t at, sort
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    sort = start
    while sort < end and (is_letter(text[sort]) or sort > start and is_digit(text[sort])):
        sort += 1
    if sort + 1 >= end or text[sort] != b"." and text[sort] != b"#":
        return None
    for at in range(sort + 1, end):
        if not (is_letter(text[at]) or is_digit(text[at]) or text[at] == b"_" or text[at] == b"-"):
            return None
    return text[start:sort].decode("ascii").lower(), text[sort:sort + 1].decode("ascii"), text[sort + 1:end].decode("ascii")


def simple_selectors(bytes sheet not None, Py_ssize_t opening, Py_ssize_t longest):
    """Return the tag, the sort and the name of each selector of one class or id before a bracket, if its selectors have at
    most so many bytes; None if they are not in ASCII."""
    cdef const uint8_t *text = <const uint8_t *> PyBytes_AS_STRING(sheet)
    cdef Py_ssize_t start = selectors_start(text, opening, longest), at
    cdef bint is_simple = True
    cdef list out = []
    for at in range(start, opening):
        if text[at] >= 0x80:
            return None
        is_simple &= text[at] != b"(" and text[at] != b"["  # in which a comma may stand
    while is_simple and start < opening:
        at = find(text, start, opening, COMMA)
        found = simple_selector(text, start, at)
        if found is not None:
            out.append(found)
        start = at + 1
    return out
