"""Which elements the selectors of `dom/head_nodes.py` name. Included in `marked.pyx`.

As in the parser's own selection, names of attributes are compared without prefix, `rel` and `type` without case on elements
of HTML and with it in drawings and formulas, all other values with case.
"""

cdef inline bint is_white(uint8_t character) noexcept nogil:
    return character == 32 or 9 <= character <= 13 and character != 11


cdef struct Value:
    const uint8_t *text
    size_t size
    bint any_case  # it is compared without case


cdef Value read_value(void *attribute) noexcept nogil:
    """Return the value of an attribute, an empty one of one without."""
    cdef Value value
    value.size = 0
    value.text = attribute_value(attribute, &value.size)
    if value.text == NULL:
        value.size = 0
    value.any_case = False
    return value


cdef bint contains(const Value *value, const char *word, Py_ssize_t length) noexcept nogil:
    """Say whether a word stands in a value."""
    cdef const uint8_t *at = value.text
    cdef const uint8_t *end = at + value.size
    while end - at >= length:
        at = <const uint8_t *> memchr(at, word[0], end - at - length + 1)
        if at == NULL:
            return False
        if not memcmp(at, word, length):
            return True
        at += 1
    return False


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
    for i in range(value.size):
        if 65 <= value.text[i] <= 90:
            name = tag_name(node, &size)
            value.any_case = name != NULL and size and 65 <= name[0] <= 90
            return 0
    return 0


cdef struct Said:  # the attributes that the selectors ask for; of several of one name, the first
    void *rel
    void *type
    void *href
    void *id
    void *class_
    bint itemprop


cdef inline void note(void **first, void *attribute) noexcept nogil:
    if first[0] == NULL:
        first[0] = attribute


cdef void read_attributes(void *node, Said *said) noexcept nogil:
    """Note which attributes an element has, but not what they say: few are asked."""
    cdef void *attribute = first_attribute(node)
    cdef const uint8_t *name
    cdef size_t size
    said.rel = said.type = said.href = said.id = said.class_ = NULL
    said.itemprop = False
    while attribute != NULL:
        size = 0
        name = attribute_local_name(attribute, &size)
        if name == NULL:
            pass
        elif size == 2:
            if not memcmp(name, b"id", 2):
                note(&said.id, attribute)
        elif size == 3:
            if not memcmp(name, b"rel", 3):
                note(&said.rel, attribute)
        elif size == 4:
            if not memcmp(name, b"href", 4):
                note(&said.href, attribute)
            elif not memcmp(name, b"type", 4):
                note(&said.type, attribute)
        elif size == 5:
            if not memcmp(name, b"class", 5):
                note(&said.class_, attribute)
        elif size == 8 and not memcmp(name, b"itemprop", 8):
            said.itemprop = True
        attribute = next_attribute(attribute)


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
    cdef Value value
    if use == MARKED or use == META or use == HEADING:
        return True
    read_attributes(node, &said)
    if said.itemprop:
        return True
    if said.rel != NULL:
        value = read_value(said.rel)
        set_case(&value, node)
        if use == LINK and value.size == 9 and (begins(&value, 0, 9, b"canonical", 9) or begins(&value, 0, 9, b"image_src", 9)):
            return True
        if has_part(&value, b"author", 6) or has_part(&value, b"tag", 3):
            return True
    if use == SCRIPT and said.type != NULL:
        value = read_value(said.type)
        set_case(&value, node)
        return begins(&value, 0, value.size, b"application/ld+json", 19)
    return use == BASE and said.href != NULL and not stands_in_drawing(node)


cdef bint is_byline(void *node, int use) except -1:
    """Say whether `BYLINE` names an element."""
    cdef Said said
    cdef Value value
    if use == HEADING:
        return True
    read_attributes(node, &said)
    if said.class_ != NULL:
        value = read_value(said.class_)
        if contains(&value, b"uthor", 5) or contains(&value, b"yline", 5) or contains(&value, b"utor-", 5):
            return True
    if said.id != NULL:
        value = read_value(said.id)
        if contains(&value, b"uthor", 5):
            return True
    if use != ANCHOR or said.href == NULL:
        return False
    value = read_value(said.href)
    return contains(&value, b"/author/", 8)
