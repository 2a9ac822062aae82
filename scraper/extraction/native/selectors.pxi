"""Which elements the selectors of `dom/head_nodes.py` name. Included in `marked.pyx`.

As in the parser's own selection, names of attributes are compared without prefix, `rel` and `type` without case on elements
of HTML and with it in drawings and formulas, all other values with case.
"""

cdef inline bint contains(const uint8_t *text, size_t size, const char *word, size_t length) noexcept nogil:
    cdef const uint8_t *at = text
    cdef const uint8_t *end = text + size
    while at + length <= end:
        at = <const uint8_t *> memchr(at, word[0], end - at - length + 1)
        if at == NULL:
            return False
        if not memcmp(at, word, length):
            return True
        at += 1
    return False


cdef inline bint is_white(uint8_t character) noexcept nogil:
    return character == 32 or 9 <= character <= 13 and character != 11


cdef struct Value:
    const uint8_t *text
    size_t size
    bint there
    bint any_case  # it is compared without case


cdef bint begins(const Value *value, size_t at, size_t end, const char *word, Py_ssize_t length) noexcept nogil:
    """Say whether a word stands at `at` in a value."""
    if value.any_case:
        return starts_any_case(value.text, at, end, word, length)
    return starts(value.text, at, end, word, length)


cdef bint has_part(const Value *value, const char *word, Py_ssize_t length) noexcept nogil:
    """Say whether one of the words of a value is this one."""
    cdef size_t at = 0, end
    while at < value.size:
        end = at
        while end < value.size and not is_white(value.text[end]):
            end += 1
        if <Py_ssize_t> (end - at) == length and begins(value, at, end, word, length):
            return True
        at = end + 1
    return False


cdef int set_case(Value *value, void *node) noexcept nogil:
    """Note whether a value is compared without case: where it has capitals, and the element is HTML's, whose name is given in them."""
    cdef size_t i, size = 0
    cdef const uint8_t *name
    value.any_case = False
    for i in range(value.size):
        if 65 <= value.text[i] <= 90:
            name = tag_name(node, &size)
            value.any_case = name != NULL and size and 65 <= name[0] <= 90
            return 0
    return 0


cdef struct Said:  # the attributes that the selectors ask for
    Value rel, type, href, id, class_
    bint itemprop


cdef inline bint put(Value *value, void *attribute) noexcept nogil:
    """Note the value of an attribute; of several of one name, the first."""
    if not value.there:
        value.size = 0
        value.text = attribute_value(attribute, &value.size)
        value.there = True
        if value.text == NULL:
            value.size = 0
    return True


cdef bint read_attributes(void *node, Said *said) noexcept nogil:
    """Note what is asked of the attributes of an element; False if it has none of those."""
    cdef void *attribute = first_attribute(node)
    cdef const uint8_t *name
    cdef size_t size = 0
    cdef bint found = False
    said.rel.there = said.type.there = said.href.there = said.id.there = said.class_.there = said.itemprop = False
    while attribute != NULL:
        size = 0
        name = attribute_local_name(attribute, &size)
        if name == NULL:
            pass
        elif size == 2:
            if not memcmp(name, b"id", 2):
                found = put(&said.id, attribute)
        elif size == 3:
            if not memcmp(name, b"rel", 3):
                found = put(&said.rel, attribute)
        elif size == 4:
            if not memcmp(name, b"href", 4):
                found = put(&said.href, attribute)
            elif not memcmp(name, b"type", 4):
                found = put(&said.type, attribute)
        elif size == 5:
            if not memcmp(name, b"class", 5):
                found = put(&said.class_, attribute)
        elif size == 8 and not memcmp(name, b"itemprop", 8):
            found = said.itemprop = True
        attribute = next_attribute(attribute)
    return found


cdef bint stands_in_drawing(void *node) except -1:
    node = parent_of(node)
    while node != NULL:
        if type_of(node) == ELEMENT and use_of(node) == FOREIGN:
            return True
        node = parent_of(node)
    return False


cdef bint is_marked(void *node, int use) except -1:
    """Say whether `MARKED` names an element."""
    cdef Said said
    cdef Value *rel = &said.rel
    if use == MARKED or use == META or use == HEADING:
        return True
    if not read_attributes(node, &said):
        return False
    if said.itemprop:
        return True
    if rel.there and rel.size:
        set_case(rel, node)
        if use == LINK and rel.size == 9 and (begins(rel, 0, 9, b"canonical", 9) or begins(rel, 0, 9, b"image_src", 9)):
            return True
        if has_part(rel, b"author", 6) or has_part(rel, b"tag", 3):
            return True
    if use == SCRIPT and said.type.there:
        set_case(&said.type, node)
        return begins(&said.type, 0, said.type.size, b"application/ld+json", 19)
    return use == BASE and said.href.there and not stands_in_drawing(node)


cdef bint is_byline(void *node, int use) except -1:
    """Say whether `BYLINE` names an element."""
    cdef Said said
    if use == HEADING:
        return True
    if not read_attributes(node, &said):
        return False
    if said.class_.there and (
        contains(said.class_.text, said.class_.size, b"uthor", 5) or contains(said.class_.text, said.class_.size, b"yline", 5)
        or contains(said.class_.text, said.class_.size, b"utor-", 5)
    ):
        return True
    if said.id.there and contains(said.id.text, said.id.size, b"uthor", 5):
        return True
    return use == ANCHOR and said.href.there and contains(said.href.text, said.href.size, b"/author/", 8)
