"""The attributes of written start tags, read again. Included in `construction.pyx`."""


cdef str unescaped(const uint8_t *text, Py_ssize_t size):
    """Return a value or text without the references of a serialisation."""
    cdef str out = PyUnicode_DecodeUTF8(<const char *> text, size, "replace")
    if memchr(text, b"&", size) == NULL:
        return out
    out = out.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    return out.replace("&amp;", "&")


cdef struct Attribute:  # of a written start tag
    Span name
    Span value


cdef inline Py_ssize_t first_attribute(const uint8_t *text, Py_ssize_t at) noexcept nogil:
    """Return where the attributes begin of the start tag at `at`."""
    while text[at] != GREATER and text[at] != 32:
        at += 1
    return at


cdef inline bint next_written(const uint8_t *text, Py_ssize_t *at, Attribute *attribute) noexcept nogil:
    """Read the attribute at `at`, and move on behind it; False if there is none."""
    cdef Py_ssize_t end = at[0]
    if text[end] != 32:
        return False
    attribute.name.start = end + 1
    end += 2
    while text[end] != EQUALS or text[end + 1] != 34:
        end += 1
    attribute.name.end, attribute.value.start = end, end + 2
    end += 2
    while text[end] != 34:
        end += 1
    attribute.value.end = end
    at[0] = end + 1
    return True


cdef str decoded(const uint8_t *text, Span span):
    """Return a value, without the references of a serialisation."""
    return unescaped(text + span.start, span.end - span.start)


cdef dict attributes_in(const uint8_t *text, Py_ssize_t at):
    """Return the attributes of the start tag at `at` by name, "" for one without a value."""
    cdef Attribute one
    cdef dict out = {}
    at = first_attribute(text, at)
    while next_written(text, &at, &one):
        name = PyUnicode_DecodeUTF8(<const char *> text + one.name.start, one.name.end - one.name.start, "replace")
        out[name] = decoded(text, one.value)
    return out


cdef inline bint is_called(const uint8_t *text, const Attribute *one, const char *name, Py_ssize_t size) noexcept nogil:
    return one.name.end - one.name.start == size and not memcmp(text + one.name.start, name, size)


cdef str value_of(const uint8_t *text, Py_ssize_t at, const char *name, Py_ssize_t size):
    """Return what an attribute says of the start tag at `at`, None without it."""
    cdef Attribute one
    at = first_attribute(text, at)
    while next_written(text, &at, &one):
        if is_called(text, &one, name, size):
            return decoded(text, one.value)
    return None


cdef tuple named_content(const uint8_t *text, Py_ssize_t at):
    """Return the name and the content of the <meta> at `at`; None without both."""
    cdef Attribute one
    cdef Span content = Span(0, 0)
    cdef Span names[4]  # the first that is not empty counts
    cdef int i
    names[0] = names[1] = names[2] = names[3] = content
    at = first_attribute(text, at)
    while next_written(text, &at, &one):
        if is_called(text, &one, b"content", 7):
            content = one.value
        elif is_called(text, &one, b"property", 8):
            names[0] = one.value
        elif is_called(text, &one, b"name", 4):
            names[1] = one.value
        elif is_called(text, &one, b"itemprop", 8):
            names[2] = one.value
        elif is_called(text, &one, b"http-equiv", 10):
            names[3] = one.value
    if content.end > content.start:
        for i in range(4):
            if names[i].end > names[i].start:
                return decoded(text, names[i]).strip().lower(), decoded(text, content)[:MAX_CONTENT]
    return None
