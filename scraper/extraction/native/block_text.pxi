"""The block being read, and what was read. Mirrors `BlockText` of `dom/block_text.py`. Included in `walk.pyx`."""

cdef class Walk:
    """The block being read, and what was read: columns of blocks and of elements."""

    cdef uint8_t *text  # of the block being read, in UTF-8
    cdef Py_ssize_t *parts  # where its parts begin
    cdef Opened *opened
    cdef Element *elements
    cdef Unseen *unseen
    cdef Place *places
    cdef Py_ssize_t used, room, n_parts, parts_room, n_opened, opened_room, n_elements, elements_room
    cdef Py_ssize_t n_unseen, unseen_room, places_room
    cdef int n_blocks, most_blocks, element
    cdef int border, verbatim, link_chars, links, longest, strong, now
    cdef int first_href, href, style, place_at, place_href, place_style
    cdef int depth_unseen
    cdef bint has_signs_of_tex, has_lines, has_short_links  # one of the blocks
    cdef Unseen unseen_from
    cdef OpeningTag tag
    cdef list e_tag, e_key, images, hrefs, styles
    cdef list b_element, b_text, b_link_chars, b_links, b_longest, b_strong, b_border, b_href
    cdef dict style_numbers, b_unseen  # pieces that are not read, by the block
    cdef object positions, image

    def __cinit__(self, int most_blocks, positions, image):
        self.most_blocks, self.positions, self.image = most_blocks, positions, image
        self.element = -1
        self.border = NEW_ELEMENT
        self.tag = OpeningTag()
        self.e_tag, self.e_key, self.images = [], [], []
        self.hrefs, self.styles = ["", "#"], ["", "strong", "code"]
        self.b_element, self.b_text, self.b_link_chars, self.b_links = [], [], [], []
        self.b_longest, self.b_strong, self.b_border, self.b_href, self.b_unseen = [], [], [], [], {}
        self.style_numbers = {style: number for number, style in enumerate(self.styles)}

    def __dealloc__(self):
        free(self.text)
        free(self.parts)
        free(self.opened)
        free(self.elements)
        free(self.unseen)
        free(self.places)

    cdef int style_number(self, str style) except -1:
        if style not in self.style_numbers:
            self.style_numbers[style] = len(self.styles)
            self.styles.append(style)
        return self.style_numbers[style]

    cdef int href_number(self, str href) except -1:
        if not href:
            return 1
        self.hrefs.append(href)
        return <int> len(self.hrefs) - 1

    cdef int begin(self, int at) except -1:
        """Note that the first text of the block stands in the piece `at`."""
        self.place_at, self.place_href, self.place_style = at, self.href, self.style
        return 0

    cdef int begin_part(self, Py_ssize_t size) except -1:
        """Make room for a part of at most this many bytes."""
        if self.used + size > self.room:
            self.text = <uint8_t *> grown(self.text, &self.room, self.used + size, 1)
        if self.n_parts == self.parts_room:
            self.parts = <Py_ssize_t *> grown(self.parts, &self.parts_room, self.n_parts + 1, sizeof(Py_ssize_t))
        self.parts[self.n_parts] = self.used
        self.n_parts += 1
        return 0

    cdef int add_newline(self) except -1:
        self.begin_part(1)
        self.text[self.used] = NEWLINE
        self.used += 1
        return 0

    cdef bint takes_in(self):
        """Say whether the block element just read, which stands in a <pre>, is part of the code."""
        return (self.style == CODE_STYLE or self.tag.name == "li") and _highlighters.is_part_of_code(self.tag.name, self.tag.key)

    cdef int begin_code_line(self) except -1:
        """Begin a line of code that has an element of its own."""
        if self.tag.name != "td" and self.n_parts and self.text[self.used - 1] != NEWLINE:
            self.add_newline()
            self.count(self.used - 1)
        return 0

    cdef int begin_span_line(self) except -1:
        """Begin a line of code whose element stands inside a line of text, and no break before it."""
        cdef Py_ssize_t last = self.used - 1
        if not self.n_parts or not _highlighters.is_line(self.tag.key):
            return 0
        while last >= self.parts[self.n_parts - 1] and self.text[last] == SPACE:
            last -= 1
        if last < self.parts[self.n_parts - 1] or self.text[last] != NEWLINE:
            self.add_newline()
            self.count(self.used - 1)
        return 0

    cdef bint has_delimiter(self, Py_ssize_t start) noexcept:
        """Say whether a delimiter of TeX stands in the block's text from `start` on."""
        cdef Py_ssize_t i
        for i in range(start, self.used - 1):
            if self.text[i] == BACKSLASH and (self.text[i + 1] == 40 or self.text[i + 1] == 91):
                return True
            if self.text[i] == OPENING_BRACE and self.text[i + 1] == BACKSLASH:
                return True
        return False

    cdef bint is_in_formula(self) except -1:
        """Say whether a formula has begun in the block, and not ended: a line of it may have."""
        cdef Py_ssize_t i, part = 0
        cdef bint begun = False
        if self.n_parts > MOST_FORMULA_PARTS:
            return False
        for i in range(self.used):
            while part + 1 < self.n_parts and i >= self.parts[part + 1]:
                part += 1
            if self.text[i] == BACKSLASH or (
                self.text[i] == DOLLAR and i + 1 < self.part_start(part + 1) and self.text[i + 1] == DOLLAR
            ):
                begun = True
                break
        return begun and _tex.is_open(decoded(self.text, self.used))

    cdef void count(self, Py_ssize_t start) noexcept:
        """Count text from `start` on that stands under a link or style."""
        cdef int size
        start = after_blanks(self.text, start, self.used)
        size = <int> characters_in(self.text, start, before_blanks(self.text, start, self.used))
        if self.href:
            if size and not self.now:
                self.links += 1
                self.first_href = self.first_href or self.href
            self.link_chars += size
            self.now += size
            self.longest = max(self.longest, self.now)
        if self.style == STRONG:
            self.strong += size

    cdef int note_unseen(self, int at) except -1:
        """Note the parts since the open unseen element, or the block, began."""
        cdef Unseen *noted
        if self.n_parts > self.unseen_from.first:
            if self.n_unseen == self.unseen_room:
                self.unseen = <Unseen *> grown(self.unseen, &self.unseen_room, self.n_unseen + 1, sizeof(Unseen))
            noted = &self.unseen[self.n_unseen]
            noted[0] = self.unseen_from
            noted.until, noted.last = at, <int> self.n_parts
            noted.link_chars = self.link_chars - self.unseen_from.link_chars
            noted.strong = self.strong - self.unseen_from.strong
            self.n_unseen += 1
        return 0

    cdef Py_ssize_t part_start(self, Py_ssize_t part) noexcept:
        return self.parts[part] if part < self.n_parts else self.used

    cdef tuple without_unseen(self):
        """Take out the parts that are not shown, unless the block has no others, but for a space at their end before
        a word; return their pieces."""
        cdef Py_ssize_t i, at = 0, start, end, after, out = 0
        cdef bint shown = False
        cdef Py_ssize_t number = self.n_unseen
        self.n_unseen = 0
        for i in range(number + 1):
            start = self.part_start(self.unseen[i].first) if i < number else self.used
            shown |= after_blanks(self.text, at, start) < start
            at = max(at, self.part_start(self.unseen[i].last) if i < number else self.used)
        if not shown:
            if self.verbatim:  # a column of line numbers
                self.used = self.n_parts = 0
            return ()
        at = 0
        for i in range(number + 1):
            start = self.part_start(self.unseen[i].first) if i < number else self.used
            if start > at:
                memmove(self.text + out, self.text + at, start - at)
                out += start - at
            if i < number:
                end = self.part_start(self.unseen[i].last)
                if (
                    end > max(at, start) and end < self.used and not self.verbatim and is_blank(self.text[end - 1])
                    and not (i + 1 < number and self.unseen[i + 1].first == self.unseen[i].last)
                    and Py_UNICODE_ISALNUM(character_at(self.text, end, self.used, &after))
                ):
                    self.text[out] = SPACE
                    out += 1
                at = max(at, end)
        self.used = out
        for i in range(number):
            self.link_chars -= self.unseen[i].link_chars
            self.strong -= self.unseen[i].strong
        self.longest = min(self.longest, self.link_chars)
        return tuple([(self.unseen[i].since, self.unseen[i].until) for i in range(number)])

    cdef int end_block(self, int at, int border) except -1:
        """End the block before the piece `at`; `border` parts it from the next one."""
        cdef tuple unseen = ()
        cdef str text
        if self.depth_unseen:
            self.note_unseen(at)
            self.unseen_from = Unseen(at, 0, 0, 0, 0, 0)
        if self.n_unseen:
            unseen = self.without_unseen()
        if self.verbatim:
            text = self.verbatim_text()
        else:
            if find(self.text, 0, self.used, BACKSLASH) < self.used:
                self.put_dollars()
            text = self.plain_text()
        if text is not None and self.n_blocks < self.most_blocks:
            self.has_short_links |= self.link_chars == 1
            self.b_element.append(self.element)
            self.b_text.append(text)
            self.b_link_chars.append(self.link_chars)
            self.b_links.append(self.links)
            self.b_longest.append(self.longest)
            self.b_strong.append(self.strong)
            self.b_border.append(self.border)
            self.b_href.append(self.hrefs[self.first_href])
            if self.n_blocks == self.places_room:
                self.places = <Place *> grown(self.places, &self.places_room, self.n_blocks + 1, sizeof(Place))
            self.places[self.n_blocks] = Place(self.place_at, at, self.place_href, self.place_style)
            if unseen:
                self.b_unseen[self.n_blocks] = unseen
            self.n_blocks += 1
            self.border = border
        elif border == NEW_ELEMENT or self.border == NEW_ELEMENT:
            self.border = NEW_ELEMENT
        else:
            self.border = BLANK_LINE
        self.used = self.n_parts = 0
        self.link_chars = self.links = self.longest = self.now = self.strong = self.first_href = 0
        return 0

    cdef int put_dollars(self) except -1:
        """Put every formula of the block between dollars."""
        cdef bytes text = _tex.with_dollars(decoded(self.text, self.used)).encode()
        self.used = self.n_parts = 0
        self.begin_part(len(text))
        memcpy(self.text, PyBytes_AS_STRING(text), len(text))
        self.used = len(text)
        return 0

    cdef str plain_text(self):
        """Return the block's text with single spaces, None if it is empty."""
        cdef uint8_t *text = self.text
        cdef Py_ssize_t at = 0, after = 0, out = 0
        cdef uint32_t character
        cdef bint gap = False, signs = False
        at = after_blanks(text, 0, self.used)
        self.used = before_blanks(text, at, self.used)
        if is_tidy(text, at, self.used, &signs):
            self.has_signs_of_tex |= signs
            return decoded(text + at, self.used - at) if at < self.used else None
        while at < self.used:
            if text[at] < 0x80:
                if is_blank(text[at]):
                    gap = out > 0
                    at += 1
                    continue
                signs |= is_sign_of_tex(text[at])
                if not gap:  # as in most of a text
                    text[out] = text[at]
                    out += 1
                    at += 1
                    continue
                after = at + 1
            else:
                character = character_at(text, at, self.used, &after)
                if has_no_glyph(character) or Py_UNICODE_ISSPACE(character):
                    gap |= out > 0 and not has_no_glyph(character)
                    at = after
                    continue
            if gap:
                text[out] = SPACE
                out += 1
                gap = False
            while at < after:
                text[out] = text[at]
                out += 1
                at += 1
        self.has_signs_of_tex |= signs
        return decoded(text, out) if out else None

    cdef str verbatim_text(self):
        """Return the block's text without empty lines at its ends, None if it is blank."""
        cdef Py_ssize_t at = 0, after = 0, start = 0, end = 0
        while at < self.used:
            if not has_no_glyph(character_at(self.text, at, self.used, &after)):
                memmove(self.text + end, self.text + at, after - at)
                end += after - at
            at = after
        while start < end and self.text[start] == NEWLINE:
            start += 1
        while end > start and self.text[end - 1] == NEWLINE:
            end -= 1
        self.has_lines = self.has_signs_of_tex = True  # it may have
        return None if after_blanks(self.text, start, end) >= end else decoded(self.text + start, end - start)

    cdef int push(self, int role, int before, bint unseen) except -1:
        if self.n_opened == self.opened_room:
            self.opened = <Opened *> grown(self.opened, &self.opened_room, self.n_opened + 1, sizeof(Opened))
        self.opened[self.n_opened] = Opened(role, before, unseen)
        self.n_opened += 1
        return 0

    cdef int open_inline(self, int at) except -1:
        """Open a link, a style or another element inside a line."""
        cdef OpeningTag tag = self.tag
        if tag.role == STYLE:
            self.push(STYLE, self.style, tag.unseen)
            self.style = self.style_number(tag.style)
        elif tag.role == LINK:
            self.push(LINK, self.href, tag.unseen)
            self.href = self.href_number(tag.href)
            self.now = 0
        else:
            tag.unseen |= tag.numbers_code and (self.verbatim or self.style == CODE_STYLE)
            self.push(INLINE_TAG, 0, tag.unseen)
        if tag.unseen:
            self.depth_unseen += 1
            if self.depth_unseen == 1:
                self.unseen_from = Unseen(at, 0, <int> self.n_parts, 0, self.link_chars, self.strong)
        return 0

    cdef int open_element(self, int at) except -1:
        """Open a block-level element."""
        cdef OpeningTag tag = self.tag
        if self.n_parts:
            self.end_block(at, NEW_ELEMENT)
        self.border = NEW_ELEMENT
        if self.n_elements == self.elements_room:
            self.elements = <Element *> grown(self.elements, &self.elements_room, self.n_elements + 1, sizeof(Element))
        self.elements[self.n_elements] = Element(self.element, self.n_blocks, 0, False, tag.hidden, tag.unseen)
        self.element = <int> self.n_elements
        self.n_elements += 1
        self.e_tag.append(tag.name)
        self.e_key.append(tag.key)
        self.push(tag.role, 0, False)
        self.verbatim += tag.role == VERBATIM
        return 0

    cdef int close_element(self, int at) except -1:
        """Close a block-level element; without text it leaves no trace."""
        cdef int closed = self.element
        if self.n_parts:
            self.end_block(at, NEW_ELEMENT)
        self.border = NEW_ELEMENT
        if not closed:
            return 0  # the body stays open
        self.elements[closed].end = self.n_blocks
        self.element = self.elements[closed].parent
        if self.elements[closed].pictured:
            self.elements[self.element].pictured = True
        if self.elements[closed].first == self.n_blocks:
            del self.e_tag[closed], self.e_key[closed]
            self.n_elements -= 1
            if closed < self.n_elements:
                memmove(&self.elements[closed], &self.elements[closed + 1], (self.n_elements - closed) * sizeof(Element))
        return 0

    cdef int close(self, int at) except -1:
        """Read an end tag."""
        cdef Opened closing
        if not self.n_opened:
            return 0
        self.n_opened -= 1
        closing = self.opened[self.n_opened]
        if closing.role == BLOCK or closing.role == VERBATIM:
            self.close_element(at)
            self.verbatim -= closing.role == VERBATIM
            return 0
        if closing.unseen:
            self.depth_unseen -= 1
            if not self.depth_unseen:
                self.note_unseen(at)
        if closing.role == LINK:
            self.href = closing.before
        elif closing.role == STYLE:
            self.style = closing.before
        return 0

    cdef int read_void(self, int at) except -1:
        """Read a line break, a rule or an image."""
        cdef OpeningTag tag = self.tag
        if tag.role == BREAK:
            if self.verbatim or self.is_in_formula():
                self.add_newline()
            else:
                self.end_block(at, LINE_BREAK)
        elif tag.role == RULE:
            self.end_block(at, NEW_ELEMENT)
        elif tag.role == IMAGE and tag.href:
            self.images.append(tuple.__new__(self.image, (self.n_blocks, tag.href, tag.alt)))
            if self.element >= 0:
                self.elements[self.element].pictured = True
        return 0

    def reading(self):
        """Return the columns of `FlatPage` up to the images, which elements are not shown, which hold images, and what is left to do.

        That is whether a text may be TeX, have numbered lines, or a sign that is a link, and headings own names.
        """
        cdef Py_ssize_t i, size = self.n_elements
        for i in range(size):
            if not self.elements[i].end:  # still open
                self.elements[i].end = self.n_blocks
        numbers = PyBytes_FromStringAndSize(<const char *> self.places, self.n_blocks * sizeof(Place))
        return (
            self.e_tag, [self.elements[i].parent for i in range(size)], self.e_key,
            [bool(self.elements[i].hidden) for i in range(size)],
            [self.elements[i].first for i in range(size)], [self.elements[i].end for i in range(size)],
            self.b_element, self.b_text, self.b_link_chars, self.b_links, self.b_longest, self.b_strong,
            self.b_border, self.b_href, self.positions(numbers, self.hrefs, self.styles, self.b_unseen), self.images,
        ), [bool(self.elements[i].unseen) for i in range(size)], [bool(self.elements[i].pictured) for i in range(size)], (
            bool(self.has_signs_of_tex), bool(self.has_lines), bool(self.has_short_links), may_have_own_names(self)
        )
