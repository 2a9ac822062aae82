# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The markup of a page's tree without a tree: what the parser and `tree.shown_markup` give together, for a page whose tags need few
repairs; and the elements with which it describes itself.

The rules are those of the HTML standard (https://html.spec.whatwg.org/#tree-construction), by the names in `dom/construction.py`:
an element is written when it opens and when it closes, and only the stack of open elements is kept. What would change what
is written already (text that leaves a table, formatting that a block interrupts) and what is rare (a formula, a
frameset, a page beyond a limit) is left to the parser: nine of ten pages need none of it.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, realloc
from libc.string cimport memchr, memcmp, memcpy, memmove

from scraper.extraction.native.pairs cimport find_pair
from scraper.extraction.native.marks cimport is_mark
from scraper.extraction.native.strings cimport find, find_word, starts, starts_any_case
from scraper.extraction.native.tokens cimport (
    EQUALS, EXCLAMATION, GREATER, LESS, QUESTION, SLASH, Token, ends_name, ends_script_name, is_letter, is_space, next_name, script_end,
)

from html.entities import html5

from scraper.extraction.dom import construction as _rules
from scraper.extraction.dom import head_nodes as _nodes
from scraper.extraction.dom.elements import FORMATTING, MARKERS
from scraper.extraction.dom.tags import MARKED_TAGS
from scraper.extraction.dom.tags import VOID as VOID_TAGS

cdef extern from "escape.h" nogil:
    int COPIED_AT_ONCE
    Py_ssize_t copy_plain(uint8_t *out, const uint8_t *text, Py_ssize_t at, Py_ssize_t size) noexcept

cdef enum:
    CARRIAGE_RETURN = 13
    LONGEST_PAGE = 134_217_728  # bytes, so that places in what is written fit into 32 bits


cdef inline uint8_t lower(uint8_t character) noexcept nogil:
    return character + 32 if 65 <= character <= 90 else character


include "open_elements.pxi"
include "references.pxi"
include "written_tags.pxi"
include "formatting.pxi"
include "insertion.pxi"
include "start_tags.pxi"
include "tables.pxi"
include "end_tags.pxi"
include "written_attributes.pxi"
include "described.pxi"


cdef bint read_tokens(Page page) except -1:
    """Read every token of a page; False if it is left to the parser."""
    cdef Token tag
    cdef Py_ssize_t at = 0
    while next_name(page.text, page.size, at, &tag):
        if at < tag.start and not on_text(page, at, tag.start):
            return False
        if tag.name < 0:
            if not on_comment(page, &tag):
                return False
            at = tag.end
            continue
        at = on_tag(page, &tag)
        if at < 0:
            return False
    return at >= page.size or on_text(page, at, page.size)


cdef bytes with_plain_lines(bytes html):
    """Return a page with line feeds for carriage returns, alone or before one."""
    cdef const uint8_t *text = <const uint8_t *> PyBytes_AS_STRING(html)
    cdef Py_ssize_t size = len(html), at = 0, end, used = 0
    cdef bytes made = PyBytes_FromStringAndSize(NULL, size)
    cdef uint8_t *out = <uint8_t *> PyBytes_AS_STRING(made)
    while at < size:
        end = find(text, at, size, CARRIAGE_RETURN)
        memcpy(out + used, text + at, end - at)
        used += end - at
        if end < size:
            out[used] = 10
            used += 1
            end += 2 if end + 1 < size and text[end + 1] == 10 else 1
        at = end
    return made[:used]


def constructed(bytes html not None):
    """Return a page in UTF-8 as it is written; None for one that is left to the parser."""
    cdef WrittenPage out
    cdef Page page
    cdef Py_ssize_t size = len(html)
    if size > LONGEST_PAGE or memchr(PyBytes_AS_STRING(html), 0, size) != NULL:
        return None
    page = Page(with_plain_lines(html) if memchr(PyBytes_AS_STRING(html), CARRIAGE_RETURN, size) != NULL else html)
    if not read_tokens(page) or not page.finish():
        return None
    out = WrittenPage.__new__(WrittenPage)
    out.page, out.body = page, PyBytes_FromStringAndSize(<const char *> page.body.text, page.body.used)
    return out
