# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The markup of a tree without its scripts and raw text. Mirrors `LexborNode.html`, and then `without_raw_text` of `dom/markup.py`.

The parser's own serialisation takes more than half as long as its parse, and half of what it writes are
scripts that are cut out again. Here the tree is read by functions that the parser's library exports by
name: no layout of a structure is assumed, and a library without them is not read this way. What would be
serialised so that it reads otherwise (a "<" in a name) is left to the parser, as is what is in a template, which is out
of reach. A node is an address that is valid as long as its tree; nothing is kept after a call.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uint8_t
from libc.stdlib cimport free, realloc
from libc.string cimport memchr, memcmp, memcpy

from scraper.extraction.native.marks cimport is_mark
from scraper.extraction.native.strings cimport starts, starts_any_case

from scraper.extraction.dom.tags import MARKED_ATTRIBUTES, MARKED_TAGS, RAW_TEXT
from scraper.extraction.native.raw_text import without_raw_text

cdef extern from "escape.h" nogil:
    int COPIED_AT_ONCE
    Py_ssize_t copy_plain(uint8_t *out, const uint8_t *text, Py_ssize_t at, Py_ssize_t size) noexcept

cdef extern from "utf8.h" nogil:
    bint is_utf8(const uint8_t *text, Py_ssize_t size) noexcept

cdef enum:
    ELEMENT = 1  # types of nodes
    TEXT = 3
    COMMENT = 8
    # what is done with an element
    UNKNOWN = 0
    WRITTEN = 1
    LEFT_OUT = 2  # a script
    EMPTIED = 3  # its raw text is left out
    REFUSED = 4
    SERIALIZED = 5  # by the parser: a template
    MAY_BE_MARKED = 8  # and by its name alone it may describe the page
    MOST_TAGS = 512  # numbers of tags that the parser knows by itself
    MOST_KEPT = 2_097_152  # bytes

cdef int USE_OF_TAG[MOST_TAGS]
if MARKED_ATTRIBUTES != ("rel", "itemprop"):
    raise ImportError("native.tree looks for other attributes")


def load(str path not None):
    """Find the functions in the parser's library; AttributeError if one is missing, OSError if the library can't be opened."""
    global first_child, next_node, parent_of, first_attribute, next_attribute, type_of, is_void, tag_of, serialize
    global element_name, tag_name, attribute_name, attribute_local_name, attribute_value, text_of
    import ctypes
    library = ctypes.CDLL(path)

    def address(name):
        return ctypes.cast(getattr(library, name), ctypes.c_void_p).value

    first_child = <Step> <size_t> address("lxb_dom_node_first_child_noi")
    next_node = <Step> <size_t> address("lxb_dom_node_next_noi")
    parent_of = <Step> <size_t> address("lxb_dom_node_parent_noi")
    first_attribute = <Step> <size_t> address("lxb_dom_element_first_attribute_noi")
    next_attribute = <Step> <size_t> address("lxb_dom_element_next_attribute_noi")
    type_of = <TypeOf> <size_t> address("lxb_dom_node_type_noi")
    is_void = <IsVoid> <size_t> address("lxb_html_node_is_void_noi")
    tag_of = <NumberOf> <size_t> address("lxb_dom_node_tag_id_noi")
    element_name = <StringOf> <size_t> address("lxb_dom_element_qualified_name")
    tag_name = <StringOf> <size_t> address("lxb_dom_element_tag_name")
    attribute_name = <StringOf> <size_t> address("lxb_dom_attr_qualified_name")
    attribute_local_name = <StringOf> <size_t> address("lxb_dom_attr_local_name_noi")
    attribute_value = <StringOf> <size_t> address("lxb_dom_attr_value_noi")
    text_of = <StringOf> <size_t> address("lxb_dom_node_text_content")
    serialize = <Serializer> <size_t> address("lxb_html_serialize_tree_cb")


cdef class Marks:

    def __dealloc__(self):
        free(self.nodes)

    cdef int add(self, void *node) except -1:
        cdef Py_ssize_t more = 2 * self.room if self.room else 64
        cdef void *moved
        if self.number == self.room:
            moved = realloc(self.nodes, more * sizeof(void *))
            if moved == NULL:
                raise MemoryError
            self.nodes, self.room = <void **> moved, more
        self.nodes[self.number] = node
        self.number += 1
        return 0


cdef class Output:
    """What was written."""

    cdef uint8_t *text
    cdef Py_ssize_t used, room
    cdef bint is_whole  # so far, every element within reach was looked at
    cdef bint is_marked  # an attribute of the element written last says so
    cdef Marks marks

    def __dealloc__(self):
        free(self.text)

    cdef inline int need(self, Py_ssize_t size) except -1:
        """Make room for so many bytes."""
        return self.grow(size) if self.used + size > self.room else 0

    cdef int grow(self, Py_ssize_t size) except -1:
        cdef Py_ssize_t more = self.room if self.room else 65_536
        cdef void *moved
        while more < self.used + size:
            more *= 2
        moved = realloc(self.text, more)
        if moved == NULL:
            raise MemoryError
        self.text, self.room = <uint8_t *> moved, more
        return 0

    cdef inline int add(self, const void *text, Py_ssize_t size) except -1:
        self.need(size)
        memcpy(self.text + self.used, text, size)
        self.used += size
        return 0

    cdef int add_escaped(self, const uint8_t *text, Py_ssize_t size, bint with_quotes) except -1:
        """Add text with references for what would be read as markup, and for no-break spaces."""
        cdef Py_ssize_t at = 0, found
        while True:
            self.need(size - at + COPIED_AT_ONCE)
            found = copy_plain(self.text + self.used, text, at, size)
            self.used += found - at
            if found >= size:
                return 0
            at = found + 1
            if text[found] == b"&":
                self.add(b"&amp;", 5)
            elif text[found] == b"<":
                self.add(b"&lt;", 4)
            elif text[found] == b">":
                self.add(b"&gt;", 4)
            elif text[found] == b'"' and with_quotes:
                self.add(b"&quot;", 6)
            elif text[found] == 0xc2 and at < size and text[at] == 0xa0:
                self.add(b"&nbsp;", 6)
                at += 1
            else:
                self.add(text + found, 1)


cdef int use_of(void *node, const uint8_t *name, Py_ssize_t size) except -1:
    """Return what is done with an element."""
    cdef size_t tag = tag_of(node)
    cdef int use = USE_OF_TAG[tag] if tag < MOST_TAGS else UNKNOWN
    if use:
        return use
    if memchr(name, b"<", size) != NULL:
        return REFUSED
    known = name[:size].decode("utf-8", "replace")
    if known == "template":
        use = SERIALIZED
    else:
        use = LEFT_OUT if known == "script" else REFUSED if known == "plaintext" else EMPTIED if known in RAW_TEXT else WRITTEN
    if known in MARKED_TAGS:
        use |= MAY_BE_MARKED
    if tag < MOST_TAGS:
        USE_OF_TAG[tag] = use
    return use


cdef int write_start(Output out, void *node, const uint8_t *name, Py_ssize_t size) except -1:
    """Write a start tag; 0 if the name of an attribute holds a "<"."""
    cdef void *attribute = first_attribute(node)
    cdef size_t length, value_length
    cdef const uint8_t *text
    cdef const uint8_t *value
    out.is_marked = False
    out.add(b"<", 1)
    out.add(name, size)
    while attribute != NULL:
        length = value_length = 0
        text = attribute_name(attribute, &length)
        value = attribute_value(attribute, &value_length)
        if text == NULL or not write_attribute(out, text, length, value, value_length if value != NULL else 0):
            return 0
        attribute = next_attribute(attribute)
    out.add(b">", 1)
    return 1


cdef inline int write_attribute(
    Output out, const uint8_t *name, Py_ssize_t size, const uint8_t *value, Py_ssize_t value_size
) except -1:
    """Write an attribute; 0 if its name, in which nothing is escaped, holds a "<"."""
    cdef uint8_t *at
    cdef Py_ssize_t plain
    out.need(size + value_size + 2 * COPIED_AT_ONCE)  # and room for what stands around them
    at = out.text + out.used
    at[0] = b" "
    if is_mark(name, size):
        out.is_marked = True
    if copy_plain(at + 1, name, 0, size) < size:
        if memchr(name, b"<", size) != NULL:
            return 0
        memcpy(at + 1, name, size)
    at += size + 1
    at[0], at[1] = b"=", b'"'
    plain = copy_plain(at + 2, value, 0, value_size)
    out.used = at + 2 + plain - out.text
    if plain < value_size:
        out.add_escaped(value + plain, value_size - plain, True)
    return out.add(b'"', 1) + 1


cdef int write_end(Output out, void *node) except -1:
    cdef size_t size = 0
    cdef const uint8_t *name = element_name(node, &size)
    out.add(b"</", 2)
    out.add(name, size)
    out.add(b">", 1)
    return 0


cdef bint is_plain(void *node, const uint8_t *name, Py_ssize_t size, bint is_script) noexcept nogil:
    """Say whether the raw text of an element surely ends where its element does, and is no formula."""
    cdef void *attribute = first_attribute(node) if is_script else NULL
    cdef void *child = first_child(node)
    cdef const uint8_t *text
    cdef const uint8_t *found
    cdef size_t length = 0
    cdef Py_ssize_t at
    cdef bint after_comment = False  # a "<script" there lets an end tag pass
    while attribute != NULL:
        length = 0
        text = attribute_value(attribute, &length)
        if text != NULL and starts(text, 0, length, b"math/tex", 8):
            return False
        attribute = next_attribute(attribute)
    if child == NULL:
        return True
    if type_of(child) != TEXT or next_node(child) != NULL:
        return False
    length = 0
    text = text_of(child, &length)
    found = text
    while found != NULL:
        found = <const uint8_t *> memchr(found, b"<", text + length - found)
        if found == NULL:
            break
        at = found - text + 1
        after_comment |= starts(text, at, length, b"!--", 3)
        if is_script and after_comment and starts_any_case(text, at, length, b"script", 6):
            return False
        if at < <Py_ssize_t> length and text[at] == b"/" and (
            at + 1 + size <= <Py_ssize_t> length and not memcmp(text + at + 1, name, size)
            or is_script and starts_any_case(text, at + 1, length, b"script", 6)
        ):
            return False
        found += 1
    return True


cdef unsigned int take(const uint8_t *text, size_t size, void *output) noexcept:
    """Add what the parser serialises; say whether there was no memory for it."""
    try:
        (<Output> output).add(text, size)
    except MemoryError:
        return 1
    return 0


cdef int write_template(Output out, void *node) except -1:
    """Write a template; 0 if raw text in it may reach beyond it."""
    cdef Output whole = Output()
    cdef bytes written
    if serialize(node, take, <void *> whole) or not whole.used:
        return 0
    shown = without_raw_text(PyUnicode_DecodeUTF8(<const char *> whole.text, whole.used, "replace"))
    if shown is None or not shown.endswith("</template>") or "<plaintext" in shown:
        return 0
    written = shown.encode()
    out.add(<const char *> written, len(written))
    return 1


cdef int write_node(Output out, void *node, bint *opened) except -1:
    """Write a node without what is in it; 0 if it can't be. `opened` says whether its children are to be written."""
    cdef size_t size = 0
    cdef const uint8_t *name
    cdef int kind = type_of(node), use
    cdef bint is_marked
    opened[0] = False
    if kind == TEXT:
        name = text_of(node, &size)
        if name != NULL:
            out.add_escaped(name, size, False)
        return 1
    if kind == COMMENT:
        out.add(b"<!---->", 7)
        return 1
    name = element_name(node, &size) if kind == ELEMENT else NULL
    if name == NULL:
        return 0
    use = use_of(node, name, size)
    is_marked = use & MAY_BE_MARKED != 0
    use &= ~MAY_BE_MARKED
    if is_marked and out.marks is not None:
        out.marks.add(node)
    if use == SERIALIZED:
        out.is_whole &= first_child(node) == NULL  # else it stands in a drawing, and its content in reach
        return write_template(out, node)
    if use == REFUSED or use != WRITTEN and not is_plain(node, name, size, use == LEFT_OUT):
        return 0
    if use == LEFT_OUT:
        return 1
    if not write_start(out, node, name, size):
        return 0
    if out.is_marked and not is_marked and out.marks is not None:
        out.marks.add(node)
    if use == EMPTIED:
        write_end(out, node)
    elif is_void(node):
        out.is_whole &= first_child(node) == NULL  # else it stands in a drawing, where it may hold something
    else:
        opened[0] = True
    return 1


cdef int write(Output out, void *top) except -1:
    """Write a tree; 0 if it can't be."""
    cdef void *node = top
    cdef void *following
    cdef bint opened
    while True:
        if not write_node(out, node, &opened):
            return 0
        following = first_child(node) if opened else NULL
        while following == NULL:  # the node is done, and so are those that end with it
            if opened:
                write_end(out, node)
            if node == top:
                return 1
            following = next_node(node)
            if following == NULL:
                node, opened = parent_of(node), True
        node = following


cdef Output kept = None  # of the page before: new memory for each costs a sixth of the whole


def shown_markup(node not None, Marks marks=None):
    """Return the markup of a `LexborNode` without its scripts, and with nothing in its comments and styles, in
    UTF-8; None if the parser has to write it. Elements that may describe the page are noted in `marks`."""
    global kept
    cdef Output out = kept if kept is not None else Output()
    cdef bytes written = None
    kept = None
    out.used, out.is_whole, out.marks = 0, True, marks
    if first_child != NULL and write(out, <void *> <size_t> node.mem_id):
        written = PyBytes_FromStringAndSize(<const char *> out.text, out.used)
        if not is_utf8(out.text, out.used):
            written = written.decode("utf-8", "replace").encode()
        if marks is not None and out.is_whole:
            marks.top, marks.body = <void *> <size_t> node.mem_id, node
    out.marks = None
    if out.room <= MOST_KEPT:
        kept = out
    return written
