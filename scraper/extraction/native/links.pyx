# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Where the links of blocks lead. Mirrors `href_kind` and `leads_here` of `features/lines.py`.

A link to a host that is not written in ASCII is left to Python.
"""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

from scraper.extraction.native.strings cimport Char, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, find, starts

from scraper.extraction.features import lines as _lines

cdef enum:
    MOST_SCHEMES = 8
    LONGEST_SCHEME = 24
    LONGEST_HOST = 256  # characters; a longer one is left to Python
    FAR_IN = 8  # characters, among which "//" begins a host
    SLASH = 47
    DASH = 45
    HASH = 35
    QUERY = 63
    ASK_PYTHON = 2

cdef int STORY_PATH = _lines.STORY_PATH, STORY_DASHES = _lines.STORY_DASHES
cdef char SCHEMES[MOST_SCHEMES][LONGEST_SCHEME]  # of links that lead to no page
cdef Py_ssize_t SIZES[MOST_SCHEMES]
cdef int N_SCHEMES = 0

cdef struct Host:
    uint32_t text[LONGEST_HOST]
    Py_ssize_t size


def _load_schemes():
    global N_SCHEMES
    for number, scheme in enumerate(_lines.NO_PAGE):
        if number >= MOST_SCHEMES or len(scheme) > LONGEST_SCHEME:
            raise ImportError(f"native.links has no room for {scheme}")
        for i, character in enumerate(scheme.encode("ascii")):
            SCHEMES[number][i] = character
        SIZES[number] = len(scheme)
        N_SCHEMES += 1


_load_schemes()


cdef bint is_no_page(const Char *href, Py_ssize_t size) noexcept nogil:
    cdef int number
    for number in range(N_SCHEMES):
        if starts(href, 0, size, SCHEMES[number], SIZES[number]):
            return True
    return False


cdef int kind_of(const Char *href, Py_ssize_t size) noexcept nogil:
    """Return what `href_kind` returns."""
    cdef Py_ssize_t end, start
    cdef int dashes = 0
    if href[0] == HASH:
        return 1
    if is_no_page(href, size):
        return 2
    end = find(href, 0, size, QUERY)
    while end and href[end - 1] == SLASH:
        end -= 1
    start = end
    while start and href[start - 1] != SLASH:
        start -= 1
        dashes += href[start] == DASH
    if end - start > STORY_PATH or dashes >= STORY_DASHES:
        return 5
    return 4 if starts(href, 0, size, b"http", 4) else 3


cdef inline bint ends(const uint32_t *text, Py_ssize_t size, const uint32_t *with_, Py_ssize_t length) noexcept nogil:
    cdef Py_ssize_t i
    if length > size:
        return False
    for i in range(length):
        if text[size - length + i] != with_[i]:
            return False
    return True


cdef int leads_here(const Char *href, Py_ssize_t size, const Host *host) noexcept nogil:
    """Return what `leads_here` returns, or `ASK_PYTHON`."""
    cdef Host there
    cdef Py_ssize_t at = 0, i
    cdef uint32_t character
    while at + 1 < min(size, FAR_IN) and not (href[at] == SLASH and href[at + 1] == SLASH):
        at += 1
    if at + 1 >= min(size, FAR_IN):
        return href[0] != HASH and not is_no_page(href, size)
    if not host.size:
        return 0
    i = find(href, 0, size, SLASH) + 1  # the host stands after the second slash, up to the third
    at = find(href, i, size, SLASH) + 1
    there.size = 0
    for i in range(at, find(href, at, size, SLASH)):
        character = href[i]
        if character > 127 or there.size == LONGEST_HOST:
            return ASK_PYTHON
        there.text[there.size] = character + 32 if 65 <= character <= 90 else character
        there.size += 1
    at = 4 if there.size >= 4 and starts(there.text, 0, there.size, b"www.", 4) else 0
    if ends(there.text + at, there.size - at, host.text, host.size):
        return 1
    if host.size > there.size - at and host.text[host.size - (there.size - at) - 1] == 46 and (
        ends(host.text, host.size, there.text + at, there.size - at)
    ):
        return 1
    return -1


cdef int read(const Char *href, Py_ssize_t size, const Host *host, float *kind) noexcept nogil:
    kind[0] = kind_of(href, size)
    return leads_here(href, size, host)


def read_links(list hrefs not None, str host not None, float[:, ::1] out not None):
    """Write what `read_links` of `features/lines.py` returns."""
    cdef Host own
    cdef Py_ssize_t i, size
    cdef int width, here
    cdef str href
    cdef Py_UCS4 character
    cdef bint is_long = len(host) > LONGEST_HOST
    if out.shape[0] != 2 or out.shape[1] != len(hrefs):
        raise ValueError("two places are needed for each link")
    own.size = 0
    if not is_long:
        for character in host:
            own.text[own.size] = character
            own.size += 1
    for i in range(len(hrefs)):
        href = hrefs[i]
        width, size = PyUnicode_KIND(href), PyUnicode_GET_LENGTH(href)
        if not size:
            out[0, i] = out[1, i] = 0
            continue
        if width == 1:
            here = read(<const uint8_t *> PyUnicode_DATA(href), size, &own, &out[0, i])
        elif width == 2:
            here = read(<const uint16_t *> PyUnicode_DATA(href), size, &own, &out[0, i])
        else:
            here = read(<const uint32_t *> PyUnicode_DATA(href), size, &own, &out[0, i])
        out[1, i] = _lines.leads_here(href, host) if is_long or here == ASK_PYTHON else here
