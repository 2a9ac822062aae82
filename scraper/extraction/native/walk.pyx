# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The walk over a page's markup. Mirrors `_TreeWalk` of `dom/walk.py`, and `pieces`, `skip` and `unescape` of `dom/markup.py`.

A page with a formula in an element of its own, or with code that is in no <pre>, is left to Python.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memcmp, memcpy, memmove

from scraper.extraction.native.signs cimport Signs
from scraper.extraction.native.strings cimport Py_UNICODE_ISALNUM, Py_UNICODE_ISSPACE, find, find_word, starts, starts_any_case
from scraper.extraction.native.table cimport Entry, Table, add_to_hash, mixed, table_of

from scraper.extraction import letters as _letters
from scraper.extraction.dom import anchors as _anchors
from scraper.extraction.dom import block_text as _block_text
from scraper.extraction.dom import flat_page as _flat_page
from scraper.extraction.dom import highlighters as _highlighters
from scraper.extraction.dom import opening_tags as _opening_tags
from scraper.extraction.dom import seen as _seen
from scraper.extraction.dom import tags as _tags
from scraper.extraction.dom import tex as _tex

cdef int BLOCK = _tags.BLOCK, VERBATIM = _tags.VERBATIM, LINK = _tags.LINK, STYLE = _tags.STYLE
cdef int SKIP = _tags.SKIP, BREAK = _tags.BREAK, RULE = _tags.RULE, IMAGE = _tags.IMAGE
cdef int COMMENT = _tags.COMMENT, FORMULA = _tags.FORMULA, INLINE = _tags.INLINE, WRITTEN = _tags.WRITTEN

cdef int NEW_ELEMENT = _block_text.NEW_ELEMENT, LINE_BREAK = _block_text.LINE_BREAK, BLANK_LINE = _block_text.BLANK_LINE
cdef int MOST_FORMULA_PARTS = _block_text.MOST_FORMULA_PARTS, MAX_LINES_AHEAD = _highlighters.MAX_LINES_AHEAD
cdef int ANCHORED_LEVELS = _anchors.ANCHORED_LEVELS, FEWEST_ANCHORED = _anchors.FEWEST_ANCHORED
cdef dict HEADINGS = _tags.HEADINGS

cdef enum:
    INLINE_TAG = 0  # role of an open element with nothing to restore
    NEWLINE = 10
    LESS = 60
    GREATER = 62
    SLASH = 47
    AMPERSAND = 38
    SPACE = 32
    QUOTE = 34
    EXCLAMATION = 33
    BACKSLASH = 92
    DOLLAR = 36
    EQUALS = 61
    CARET = 94
    UNDERSCORE = 95
    OPENING_BRACE = 123
    CODE_AHEAD = 32768  # bytes in which it ends
    STRONG = 1  # numbers of styles
    CODE_STYLE = 2

include "characters_of_utf8.pxi"
include "walk_arrays.pxi"
include "attributes.pxi"
include "tag_reader.pxi"
include "block_text.pxi"
include "own_names.pxi"


cdef struct Piece:
    Py_ssize_t start  # after its "<"
    Py_ssize_t close  # its ">"
    Py_ssize_t end


cdef int add_text(Walk walk, const uint8_t *text, Py_ssize_t start, Py_ssize_t end, int at) except -1:
    """Add the text between two tags, the first of them the piece `at`; 1 if Python has to."""
    cdef Py_ssize_t before = walk.used
    if start >= end or not walk.n_parts and not walk.verbatim and after_blanks(text, start, end) >= end:
        return 0
    if not walk.n_parts:
        walk.begin(at)
    walk.begin_part(end - start)
    walk.used += unescape(text, start, end, walk.text + walk.used)
    if walk.href or walk.style:
        if walk.style == CODE_STYLE and not walk.verbatim and walk.has_delimiter(before):
            return 1
        walk.count(before)
    return 0


cdef inline bint next_piece(const uint8_t *text, Py_ssize_t size, Piece *piece) noexcept nogil:
    """Move on to the next tag and the text after it; False at the end of the markup."""
    piece.start = piece.end + 1
    piece.close = find(text, piece.start, size, GREATER)
    if piece.close >= size:  # none, or cut off
        return False
    piece.end = piece.close + 1  # most tags follow one another
    if piece.end < size and text[piece.end] != LESS:
        piece.end = find(text, piece.end, size, LESS)
    return True


cdef bint pass_over(const uint8_t *text, Py_ssize_t size, Piece *piece, int *at) noexcept nogil:
    """Pass over everything in the element that the piece opens; False if it never closes."""
    cdef Py_ssize_t name = piece.start, length = find(text, name, piece.close, SPACE) - name
    cdef int depth = 1
    while next_piece(text, size, piece):
        at[0] += 1
        if text[piece.start] == SLASH:
            if piece.close - piece.start == length + 1 and not memcmp(text + piece.start + 1, text + name, length):
                depth -= 1
                if not depth:
                    return True
        elif (
            piece.close - piece.start >= length and not memcmp(text + piece.start, text + name, length)
            and (piece.close - piece.start == length or text[piece.start + length] == SPACE)
        ):
            depth += 1
    return False


cdef bint breaks_lines(const uint8_t *text, Py_ssize_t size, Piece piece) noexcept nogil:
    """Say whether the <code> that the piece opens holds several lines, parted by <br>."""
    return comes_first(text, size, piece, b"br", 2, b"/code>", 6)


cdef bint may_keep_lines(const uint8_t *text, Py_ssize_t size, Piece piece) noexcept nogil:
    """Say whether the <code> that the piece opens names a language, and line breaks may stand in it."""
    cdef Py_ssize_t end = piece.close + CODE_AHEAD if piece.close + CODE_AHEAD < size else size
    cdef Py_ssize_t closing
    if find_word(text, piece.start, piece.close, b"language-", 9) < 0:
        return False
    closing = find_word(text, piece.close, end, b"</code>", 7)
    end = closing if closing >= 0 else end
    return find(text, piece.close, end, NEWLINE) < end


cdef bint holds_code(const uint8_t *text, Py_ssize_t size, Piece piece) noexcept nogil:
    """Say whether a <code> follows in the <pre> around the piece."""
    return comes_first(text, size, piece, b"code", 4, b"/pre>", 5)


cdef bint comes_first(
    const uint8_t *text, Py_ssize_t size, Piece piece, const char *tag, int length, const char *end, int end_length
) noexcept nogil:
    """Say whether a tag comes before the end, within the lines looked at."""
    cdef int ahead
    for ahead in range(MAX_LINES_AHEAD):
        if not next_piece(text, size, &piece) or starts(text, piece.start, size, end, end_length):
            return False
        if starts(text, piece.start, size, tag, length) and (
            piece.start + length < size and text[piece.start + length] in (SPACE, GREATER)
        ):
            return True
    return False


cdef bint is_custom_in_sentence(Walk walk) except -1:
    """Say whether the block-level tag just read is a custom element inside a paragraph."""
    return walk.element >= 0 and walk.tag.is_custom and walk.e_tag[walk.element] == "p"


cdef bint read_pieces(Walk walk, const uint8_t *text, Py_ssize_t size) except? True:
    """Read every piece of the markup; False if Python has to."""
    cdef Piece piece
    cdef int at = -1, opening, role
    cdef bint goes_on = True
    cdef OpeningTag tag = walk.tag
    piece.end = find(text, 0, size, LESS)
    while piece.end < size and goes_on and next_piece(text, size, &piece):
        at += 1
        opening = at
        if text[piece.start] == SLASH:
            walk.close(at)
        else:
            read_tag(tag, text, piece.start, piece.close)
            role = tag.role
            if role == VERBATIM and tag.style or tag.name == "code" and not walk.n_parts and not walk.verbatim and (
                breaks_lines(text, size, piece) or may_keep_lines(text, size, piece)
            ):
                return False  # code that is in no <pre>
            if walk.verbatim and tag.name == "button":
                goes_on = pass_over(text, size, &piece, &at)
                if not goes_on:
                    break
            elif role <= VERBATIM and walk.verbatim and (
                walk.takes_in() or _highlighters.is_toolbar(tag.key) or tag.name == "div" and not holds_code(text, size, piece)
            ):
                if _highlighters.is_toolbar(tag.key):
                    goes_on = pass_over(text, size, &piece, &at)
                    if not goes_on:
                        break
                else:
                    walk.begin_code_line()
                    walk.push(INLINE_TAG, 0, False)
            elif role == BLOCK and is_custom_in_sentence(walk):
                walk.push(INLINE_TAG, 0, False)
            elif role <= VERBATIM:
                walk.open_element(at)
            elif role <= STYLE:
                walk.open_inline(at)
            elif role == SKIP:
                if not tag.void:
                    goes_on = pass_over(text, size, &piece, &at)
                    if not goes_on:
                        break
            elif role == COMMENT:
                pass
            elif role >= FORMULA:
                return False
            elif tag.void:
                walk.read_void(at)
            else:
                if walk.verbatim and tag.key:
                    walk.begin_span_line()
                walk.open_inline(at)
        if piece.close + 1 < piece.end and add_text(walk, text, piece.close + 1, piece.end, opening):
            return False
    return True


def read_markup(bytes markup not None):
    """Return what `Walk.reading` returns; None if Python has to read.

    `markup` is serialised, without raw text, in UTF-8.
    """
    cdef Walk walk = Walk(_block_text.MAX_BLOCKS, _block_text.TextPositions, _flat_page.Image)
    return walk.reading() if read_pieces(walk, <const uint8_t *> PyBytes_AS_STRING(markup), len(markup)) else None
