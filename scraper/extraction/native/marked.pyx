# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The nodes that describe a page. Mirrors `_Selected` and `named_content` of `dom/head_nodes.py`, and what the parser's selectors find.

The parser's own selection takes a fifth of its parse, and reading a node by its properties as long again. What
a node says is judged in `dom/head.py`. A node is an address that is valid as long as its tree, which each holds.
"""

from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uint8_t
from libc.stdlib cimport free, realloc
from libc.string cimport memchr, memcmp, memcpy

from scraper.extraction.native.strings cimport starts, starts_any_case
from scraper.extraction.native.tree cimport (
    Marks,
    attribute_local_name,
    attribute_name,
    attribute_value,
    element_name,
    first_attribute,
    first_child,
    next_attribute,
    next_node,
    parent_of,
    tag_name,
    tag_of,
    text_of,
    type_of,
)

from scraper.extraction.dom import head_nodes as _nodes

cdef enum:
    ELEMENT = 1  # types of nodes
    TEXT = 3
    COMMENT = 8
    MOST_TAGS = 512  # numbers of tags that the parser knows by itself
    # what an element is to the selectors
    UNKNOWN = 0
    OTHER = 1
    MARKED = 2  # by its name alone
    META = 3
    LINK = 4
    SCRIPT = 5
    BASE = 6
    HEADING = 7
    ANCHOR = 8
    FOREIGN = 9  # a drawing or a formula

cdef int MAX_NODES = _nodes.MAX_NODES, MAX_TEXT_NODES = _nodes.MAX_TEXT_NODES, MAX_CLIMB = _nodes.MAX_CLIMB
cdef Py_ssize_t MAX_TEXT = _nodes.MAX_TEXT, MAX_CONTENT = _nodes.MAX_CONTENT
cdef frozenset WHOLE = _nodes.WHOLE, UNREAD = _nodes.UNREAD, INLINE = _nodes.INLINE
cdef int USE_OF_TAG[MOST_TAGS]
cdef list NAME_OF_TAG = [None] * MOST_TAGS
cdef dict USES = {
    "meta": META, "link": LINK, "script": SCRIPT, "base": BASE, "h1": HEADING, "a": ANCHOR, "svg": FOREIGN, "math": FOREIGN,
    "title": MARKED, "time": MARKED,
}


cdef str decoded(const uint8_t *text, size_t size):
    return PyUnicode_DecodeUTF8(<const char *> text, size, "replace") if text != NULL else None


cdef str name_of(void *node):
    """Return the name of an element."""
    cdef size_t tag = tag_of(node), size = 0
    cdef const uint8_t *name
    if tag < MOST_TAGS and NAME_OF_TAG[tag] is not None:
        return NAME_OF_TAG[tag]
    name = element_name(node, &size)
    found = decoded(name, size)
    if tag < MOST_TAGS:
        NAME_OF_TAG[tag] = found
    return found


cdef inline int use_of(void *node) except -1:
    """Return what an element is to the selectors."""
    cdef size_t tag = tag_of(node)
    if tag < MOST_TAGS and USE_OF_TAG[tag]:
        return USE_OF_TAG[tag]
    use = USES.get(name_of(node), OTHER)
    if tag < MOST_TAGS:
        USE_OF_TAG[tag] = use
    return use


include "selectors.pxi"


cdef class Node:
    """An element; see `HeadNode`."""

    cdef void *node
    cdef object tree  # to which it belongs

    @property
    def tag(self):
        """Return its name; that of an element of a drawing in whatever case."""
        return name_of(self.node)

    @property
    def attributes(self):
        """Return its attributes by name; None for one without a value."""
        return attributes_of(self.node)

    def whole_text(self):
        """Return all text below it."""
        cdef size_t size = 0
        cdef const uint8_t *text = text_of(self.node, &size)
        return decoded(text, size) or ""

    def shown_text(self):
        """Return the text below it with white space normalised, cut at `MAX_TEXT` characters."""
        cdef Text text = text_below(self.node)
        return " ".join(decoded(text.text, text.used).split())[:MAX_TEXT] if text.used else ""

    def around(self):
        """Return the elements around it, each with its class, id and itemprop."""
        cdef void *node = parent_of(self.node)
        cdef int i
        cdef list out = []
        for i in range(MAX_CLIMB):
            if node == NULL or type_of(node) != ELEMENT:
                break
            name = name_of(node)
            if name in WHOLE:
                break
            out.append((name, names_of(node)))
            node = parent_of(node)
        return out


cdef inline bint is_named(const uint8_t *text, size_t size, const char *name, size_t length) noexcept nogil:
    return size == length and text != NULL and not memcmp(text, name, length)


cdef str value_of(void *attribute):
    """Return the value of an attribute, "" for one without."""
    cdef size_t size = 0
    cdef const uint8_t *text = attribute_value(attribute, &size)
    return (decoded(text, size) or "") if size else ""


cdef str names_of(void *node):
    """Return the class, id and itemprop of an element, with a space before each."""
    cdef void *attribute = first_attribute(node)
    cdef const uint8_t *text
    cdef size_t size
    cdef str class_ = "", id = "", itemprop = ""
    if attribute == NULL:
        return "   "
    while attribute != NULL:
        size = 0
        text = attribute_name(attribute, &size)
        if is_named(text, size, b"class", 5):
            class_ = value_of(attribute)
        elif is_named(text, size, b"id", 2):
            id = value_of(attribute)
        elif is_named(text, size, b"itemprop", 8):
            itemprop = value_of(attribute)
        attribute = next_attribute(attribute)
    return f" {class_} {id} {itemprop}"


cdef dict attributes_of(void *node):
    cdef void *attribute = first_attribute(node)
    cdef const uint8_t *text
    cdef size_t size = 0
    cdef dict out = {}
    while attribute != NULL:
        size = 0
        text = attribute_name(attribute, &size)
        name = decoded(text, size)
        size = 0
        text = attribute_value(attribute, &size)
        out[name] = decoded(text, size)
        attribute = next_attribute(attribute)
    return out


cdef tuple named_content(void *node):
    """Return the name and the content of a <meta>; None without both."""
    cdef void *attribute = first_attribute(node)
    cdef const uint8_t *text
    cdef size_t size
    cdef str content = "", property_ = "", name = "", itemprop = "", http_equiv = ""
    while attribute != NULL:
        size = 0
        text = attribute_name(attribute, &size)
        if is_named(text, size, b"content", 7):
            content = value_of(attribute)
        elif is_named(text, size, b"property", 8):
            property_ = value_of(attribute)
        elif is_named(text, size, b"name", 4):
            name = value_of(attribute)
        elif is_named(text, size, b"itemprop", 8):
            itemprop = value_of(attribute)
        elif is_named(text, size, b"http-equiv", 10):
            http_equiv = value_of(attribute)
        attribute = next_attribute(attribute)
    name = property_ or name or itemprop or http_equiv
    return (name.strip().lower(), content[:MAX_CONTENT]) if content and name else None


cdef class Text:
    """Text that is being put together."""

    cdef uint8_t *text
    cdef size_t used, room
    cdef Py_ssize_t characters

    def __dealloc__(self):
        free(self.text)

    cdef int add(self, const uint8_t *text, size_t size) except -1:
        cdef size_t i, room = max(2 * self.room, self.used + size, 1024)
        cdef void *moved
        if self.used + size > self.room:
            moved = realloc(self.text, room)
            if moved == NULL:
                raise MemoryError
            self.text, self.room = <uint8_t *> moved, room
        memcpy(self.text + self.used, text, size)
        self.used += size
        for i in range(size):
            self.characters += text[i] & 0xc0 != 0x80  # the first byte of one
        return 0


cdef Text text_below(void *top):
    """Return the text below a node up to where it is cut, with a space where an element parts it."""
    cdef Text text = Text()
    cdef void *node = first_child(top)
    cdef void *child
    cdef int budget = MAX_TEXT_NODES, depth = 0
    while node != NULL and budget and text.characters <= MAX_TEXT:
        budget -= 1
        child = NULL
        if type_of(node) == TEXT:
            add_text(text, node)
        elif type_of(node) != ELEMENT:
            text.add(b" ", 1)
        elif name_of(node) not in UNREAD:
            child = first_child(node)
            add_border(text, node)
        if child != NULL:
            node = child
            depth += 1
            continue
        child = next_node(node)
        while child == NULL and depth:
            node = parent_of(node)
            depth -= 1
            add_border(text, node)
            child = next_node(node)
        node = child
    return text


cdef int add_text(Text text, void *node) except -1:
    cdef size_t size = 0
    cdef const uint8_t *found = text_of(node, &size)
    return text.add(found, size) if found != NULL else 0


cdef int add_border(Text text, void *node) except -1:
    """Add a space where an element parts the texts around it."""
    return text.add(b" ", 1) if name_of(node) not in INLINE else 0


cdef Node made(void *node, object tree):
    cdef Node out = Node.__new__(Node)
    out.node, out.tree = node, tree
    return out


cdef void *following(void *node, void *top) noexcept nogil:
    """Return the node after one in a tree, NULL after the last."""
    cdef void *found = first_child(node)
    return found if found != NULL else beyond(node, top)


cdef void *beyond(void *node, void *top) noexcept nogil:
    """Return the node after one and all that is in it, NULL after the last."""
    cdef void *found = NULL
    while found == NULL and node != top:
        found = next_node(node)
        node = parent_of(node)
    return found


cdef class Chosen:
    """What the <meta> elements among the first nodes say that `MARKED` names, and the other ones."""

    cdef list said, others
    cdef int left
    cdef object tree

    cdef int judge(self, void *node) except -1:
        """Take a node if it is one of those."""
        cdef int use = use_of(node) if type_of(node) == ELEMENT else UNKNOWN
        if not use or not self.left or not is_marked(node, use):
            return 0
        self.left -= 1
        if use != META:
            self.others.append(made(node, self.tree))
        elif found := named_content(node):
            self.said.append(found)
        return 0


def marked_nodes(tree not None, root not None, Marks marks=None):
    """Return what the <meta> elements say among the first nodes that `MARKED` names, and the other ones. In a body of
    which `marks` are known, no others are looked at."""
    cdef void *top = <void *> <size_t> root.mem_id
    cdef void *node = top
    cdef Py_ssize_t i
    cdef Chosen chosen = Chosen()
    chosen.said, chosen.others, chosen.left, chosen.tree = [], [], MAX_NODES, tree
    while node != NULL and chosen.left:
        if marks is None or node != marks.top:
            chosen.judge(node)
            node = following(node, top)
            continue
        for i in range(marks.number):
            chosen.judge(marks.nodes[i])
        node = beyond(node, top)
    return chosen.said, chosen.others


def byline_nodes(tree not None, root not None):
    """Return the first nodes of a page that `BYLINE` names."""
    cdef void *top = <void *> <size_t> root.mem_id
    cdef void *node = top
    cdef int use
    cdef list out = []
    while node != NULL and len(out) < MAX_NODES:
        use = use_of(node) if type_of(node) == ELEMENT else UNKNOWN
        if use and is_byline(node, use):
            out.append(made(node, tree))
        node = following(node, top)
    return out
