"""The elements with which a written page describes itself. Included in `construction.pyx`.

Mirrors `_Selected` and `named_content` of `dom/head_nodes.py`, and what the parser's selectors find, as `marked.pyx` does for
the parser's tree.
"""

cdef int MAX_NODES = _nodes.MAX_NODES, MAX_TEXT_NODES = _nodes.MAX_TEXT_NODES, MAX_CLIMB = _nodes.MAX_CLIMB
cdef Py_ssize_t MAX_TEXT = _nodes.MAX_TEXT, MAX_CONTENT = _nodes.MAX_CONTENT
cdef frozenset MARKED_ALONE = frozenset(("h1", "meta", "time", "title"))
cdef frozenset WHOLE = _nodes.WHOLE, UNREAD = _nodes.UNREAD, INLINE = _nodes.INLINE


cdef class WrittenNode:
    """An element; see `HeadNode`."""

    cdef Page page
    cdef Py_ssize_t element
    cdef readonly str tag

    def __init__(self):
        raise TypeError("a node is found by `WrittenPage`")

    @property
    def attributes(self):
        """Return its attributes by name; "" for one without a value."""
        cdef Place place = place_of(self.page, self.element)
        return attributes_in(place.text, place.at)

    def whole_text(self):
        """Return all text below it."""
        cdef Element *element = &self.page.elements[self.element]
        if element.use == WHOLE_ELEMENT:
            return TextBelow().read(self.page, self.element, False)
        return PyUnicode_DecodeUTF8(<const char *> self.page.text + element.text, element.text_end - element.text, "replace")

    def shown_text(self):
        """Return the text below it with white space normalised, cut at `MAX_TEXT` characters."""
        if self.page.elements[self.element].use != WHOLE_ELEMENT:
            return " ".join(self.whole_text().split())[:MAX_TEXT]
        return " ".join(TextBelow().read(self.page, self.element, True).split())[:MAX_TEXT]

    def around(self):
        """Return the elements around it, each with its class, id and itemprop."""
        cdef int32_t at = self.page.elements[self.element].parent
        cdef int i
        cdef list out = []
        for i in range(MAX_CLIMB):
            if at < 0:
                break
            tag = tag_at(self.page, at)
            if tag in WHOLE:
                break
            out.append((tag, names_at(markup_of(self.page, at), self.page.elements[at].start)))
            at = self.page.elements[at].parent
        return out


cdef inline const uint8_t *markup_of(Page page, Py_ssize_t element) noexcept:
    """Return the markup in which an element stands."""
    return page.head.text if element < page.n_head else page.body.text


cdef str tag_at(Page page, Py_ssize_t element):
    """Return the name of an element."""
    return "script" if page.elements[element].use == NOTED else tag_of(markup_of(page, element) + page.elements[element].start)


cdef class TextBelow:
    """The text below an element, put together from its markup node by node."""

    cdef Page page
    cdef const uint8_t *text
    cdef Py_ssize_t at, size
    cdef Py_ssize_t element, last  # the next one, and the end of those that may come
    cdef bint is_shown  # cut, and with a space where an element parts it
    cdef int budget  # nodes
    cdef int depth, unread  # of the elements that are open, and of those in one of `UNREAD`
    cdef bint is_empty  # nothing came since the last start tag
    cdef Py_ssize_t characters
    cdef list pieces

    cdef str read(self, Page page, Py_ssize_t element, bint is_shown):
        cdef const Name *name
        cdef bint is_in_head = element < page.n_head
        self.page, self.text, self.is_shown, self.pieces = page, markup_of(page, element), is_shown, []
        self.at = page.elements[element].start
        self.size = page.head.used if is_in_head else page.body.used
        self.element, self.last = element + 1, page.n_head if is_in_head else page.n_elements
        self.budget = MAX_TEXT_NODES if is_shown else 0x7fffffff
        name = self.name()
        if name == NULL or not name.flags & VOID and name.id != TEMPLATE:
            self.at = find(self.text, self.at, self.size, GREATER) + 1
            while self.budget and (self.characters <= MAX_TEXT or not is_shown) and self.read_node():
                pass
        return "".join(self.pieces)

    cdef const Name *name(self) noexcept:
        """Return the known name of the start tag that follows."""
        return name_of(self.text + self.at + 1, name_size(self.text + self.at))

    cdef bint read_node(self) except -1:
        """Read what follows, or close the element that ends; False where that is the one read."""
        cdef Py_ssize_t start = self.at
        cdef bint was_empty = self.is_empty
        self.is_empty = False
        if self.is_script_before(self.at + 1):
            self.element += 1
            self.budget -= not self.unread
        elif self.text[start] != LESS:
            self.at = find(self.text, start, self.size, LESS)
            if self.is_script_before(self.at):
                self.at = self.page.elements[self.element].start
            self.take(unescaped(self.text + start, self.at - start))
        elif self.text[start + 1] == SLASH:
            self.at = find(self.text, start, self.size, GREATER) + 1
            self.depth -= 1
            if self.unread:
                self.unread -= 1
            elif self.depth >= 0 and not was_empty and self.is_shown:
                self.add_border(start + 1)
            return self.depth >= 0
        elif self.text[start + 1] == EXCLAMATION or self.text[start + 1] == QUESTION:
            self.at = find(self.text, start, self.size, GREATER) + 1
            self.take(" " if self.is_shown else "")
        else:
            self.open(start)
        return True

    cdef bint is_script_before(self, Py_ssize_t at) noexcept:
        """Say whether a script that is left out would stand before `at`."""
        cdef Element *element = &self.page.elements[self.element]
        return self.element < self.last and element.use >= LEFT_OUT and element.start < at

    cdef int take(self, str piece) except -1:
        if not self.unread:
            self.budget -= 1
            self.pieces.append(piece)
            self.characters += len(piece)
        return 0

    cdef int open(self, Py_ssize_t start) except -1:
        """Read a start tag."""
        cdef const Name *name = self.name()
        cdef bint is_void = name != NULL and name.flags & VOID
        self.element += self.element < self.last and self.page.elements[self.element].start == start
        self.at = find(self.text, start, self.size, GREATER) + 1
        self.budget -= not self.unread
        if not is_void:
            self.depth += 1
            self.is_empty = True
        if self.unread or self.is_shown and not is_void and tag_of(self.text + start) in UNREAD:
            self.unread += not is_void
        elif self.is_shown:
            self.add_border(start)
        return 0

    cdef int add_border(self, Py_ssize_t tag) except -1:
        """Add a space where an element parts the texts around it."""
        if tag_of(self.text + tag) not in INLINE:
            self.pieces.append(" ")
            self.characters += 1
        return 0


cdef str tag_of(const uint8_t *tag):
    """Return the name of a written tag."""
    return PyUnicode_DecodeUTF8(<const char *> tag + 1, name_size(tag), "replace")


cdef struct Place:  # of a start tag
    const uint8_t *text
    Py_ssize_t at


cdef Place place_of(Page page, Py_ssize_t element) except *:
    """Return where the start tag of an element is written."""
    cdef bytes script
    if page.elements[element].use == NOTED:
        script = page.scripts[element]
        return Place(<const uint8_t *> PyBytes_AS_STRING(script), 0)  # the page holds it
    return Place(markup_of(page, element), page.elements[element].start)


cdef WrittenNode node_at(Page page, Py_ssize_t element, str tag):
    cdef WrittenNode node = WrittenNode.__new__(WrittenNode)
    node.page, node.element, node.tag = page, element, tag
    return node


cdef str names_at(const uint8_t *text, Py_ssize_t at):
    """Return the class, id and itemprop of a start tag, with a space before each."""
    cdef Attribute one
    cdef str class_ = "", id = "", itemprop = ""
    at = first_attribute(text, at)
    if text[at] != 32:
        return "   "
    while next_written(text, &at, &one):
        if is_called(text, &one, b"class", 5):
            class_ = decoded(text, one.value)
        elif is_called(text, &one, b"id", 2):
            id = decoded(text, one.value)
        elif is_called(text, &one, b"itemprop", 8):
            itemprop = decoded(text, one.value)
    return f" {class_} {id} {itemprop}"


cdef bint stands_in_drawing(Page page, Py_ssize_t element) noexcept:
    """Say whether an element is a drawing, or of one."""
    cdef const uint8_t *tag
    while element >= 0:
        if page.elements[element].use <= EMPTIED:
            tag = markup_of(page, element) + page.elements[element].start
            if starts(tag, 1, 4, b"svg", 3) and ends_name(tag[4]):
                return True
        element = page.elements[element].parent
    return False


cdef bint is_link_of_use(str tag, str rel) except -1:
    """Say whether `MARKED` names an element by its `rel`."""
    if tag == "link" and rel in ("canonical", "image_src"):
        return True
    words = rel.replace("\t", " ").replace("\n", " ").replace("\f", " ").replace("\r", " ").split(" ")
    return "author" in words or "tag" in words


cdef bint is_marked(Page page, Py_ssize_t element, str tag) except -1:
    """Say whether `MARKED` names an element that is none by its tag alone."""
    cdef Place place = place_of(page, element)
    cdef Attribute one
    cdef Span said = Span(0, 0)
    cdef Py_ssize_t at = first_attribute(place.text, place.at)
    cdef str rel
    while next_written(place.text, &at, &one):
        if is_called(place.text, &one, b"itemprop", 8):
            return True
        if is_called(place.text, &one, b"rel", 3):
            said = one.value
    if names_relation(place.text, said):
        rel = decoded(place.text, said)
        if is_link_of_use(tag, rel) or not rel.islower() and is_link_of_use(tag, lowered(rel)) and not stands_in_drawing(page, element):
            return True
    if tag == "script":
        return lowered(value_of(place.text, place.at, b"type", 4) or "").startswith("application/ld+json")
    return tag == "base" and value_of(place.text, place.at, b"href", 4) is not None and not stands_in_drawing(page, element)


cdef bint names_relation(const uint8_t *text, Span rel) noexcept nogil:
    """Say whether a relation may be one that `MARKED` names: few of the links that have one do."""
    cdef Py_ssize_t at
    for at in range(rel.start, rel.end):
        if starts_any_case(text, at, rel.end, b"author", 6) or starts_any_case(text, at, rel.end, b"tag", 3) or (
            starts_any_case(text, at, rel.end, b"canonical", 9) or starts_any_case(text, at, rel.end, b"image_src", 9)
        ):
            return True
    return False


cdef str lowered(str text):
    """Return text with small letters for the capital ones of ASCII."""
    return text.translate(CAPITALS)


cdef dict CAPITALS = {character: character + 32 for character in range(65, 91)}


cdef bint is_byline(Page page, Py_ssize_t element, str tag) except -1:
    """Say whether `BYLINE` names an element."""
    cdef Place place = place_of(page, element)
    cdef str names
    if tag == "h1":
        return True
    names = value_of(place.text, place.at, b"class", 5) or ""
    if "uthor" in names or "yline" in names or "utor-" in names:
        return True
    if "uthor" in (value_of(place.text, place.at, b"id", 2) or ""):
        return True
    if tag != "a":
        return False
    names = value_of(place.text, place.at, b"href", 4) or ""
    return "/author/" in names or "/author/" in (value_of(place.text, place.at, b"xlink:href", 10) or "")


cdef class WrittenPage:
    """A page whose tree was written."""

    cdef Page page
    cdef readonly bytes body  # its markup

    def __init__(self):
        raise TypeError("a page is written by `constructed`")

    @property
    def attributes(self):
        """Return the attributes of the page's element."""
        return attributes_in(self.page.head.text, 0)

    def marked(self):
        """Return what the <meta> elements say among the first nodes that `MARKED` names, and the other ones."""
        cdef Page page = self.page
        cdef Py_ssize_t i, element
        cdef int left = MAX_NODES
        cdef list said = [], others = []
        cdef str tag
        for i in range(page.n_marks):
            element = page.marks[i]
            tag = tag_at(page, element)
            if not left or tag not in MARKED_ALONE and not is_marked(page, element, tag):
                continue
            left -= 1
            if tag != "meta":
                others.append(node_at(page, element, tag))
            elif found := named_content(markup_of(page, element), page.elements[element].start):
                said.append(found)
        return said, others

    def bylines(self):
        """Return the first nodes that `BYLINE` names; none of scripts that are left out, or of the page as a whole."""
        cdef list out = []
        add_bylines(out, self.page, 1, self.page.n_head, &self.page.head)
        add_bylines(out, self.page, self.page.n_head, self.page.n_elements, &self.page.body)
        return out


cdef int add_bylines(list out, Page page, Py_ssize_t first, Py_ssize_t end, Markup *markup) except -1:
    """Add those of the elements that stand in some markup. Few tags hold what `BYLINE` looks for, which is looked for first."""
    cdef Py_ssize_t i, start, stop, with_u = -1, with_y = -1
    cdef const uint8_t *text = markup.text
    cdef str tag
    for i in range(first, end):
        start, stop = page.elements[i].start, page.elements[i + 1].start if i + 1 < end else markup.used
        if with_u < start:
            with_u = next_sign(text, start, markup.used, b"ut")
        if with_y < start:
            with_y = next_sign(text, start, markup.used, b"yl")
        if page.elements[i].use == LEFT_OUT or len(out) >= MAX_NODES:
            continue
        if page.elements[i].use == NOTED or min(with_u, with_y) < stop or is_first_heading(text + start):
            tag = tag_at(page, i)
            if is_byline(page, i, tag):
                out.append(node_at(page, i, tag))
    return 0


cdef bint is_first_heading(const uint8_t *tag) noexcept nogil:
    return tag[1] == b"h" and tag[2] == b"1" and ends_name(tag[3])


cdef Py_ssize_t next_sign(const uint8_t *text, Py_ssize_t at, Py_ssize_t size, const char *begins) noexcept nogil:
    """Return where one of the signs of bylines stands next that begin so, `size` if nowhere."""
    while True:
        at = find_pair(text, at, size, <uint8_t> begins[0], <uint8_t> begins[1])
        if at >= size or starts(text, at, size, b"uthor", 5) or starts(text, at, size, b"utor-", 5) or (
            starts(text, at, size, b"yline", 5)
        ):
            return at
        at += 1
