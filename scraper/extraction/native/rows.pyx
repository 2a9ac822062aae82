# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""Groups of features of blocks. Mirrors functions of `features/rows.py` and `features/beside.py`, named at each method.

Numbers are rounded where numpy rounds them: single precision, sums inside elements in double.
"""

from libc.stdint cimport int64_t, uint8_t
from libc.stdlib cimport free, malloc

from scraper.extraction.features import beside as _beside
from scraper.extraction.features import characters as _characters
from scraper.extraction.features import rows as _rows
from scraper.extraction.native import as_list

cdef extern from "sums.h" nogil:
    float pairwise_sum(const float *numbers, Py_ssize_t size)

cdef enum:
    COUNTS = 10  # of characters, in the order of NUMBERS
    OF_LINES = 19  # rows of `LineFacts`

cdef float FAR = _rows.FAR, FEW = _rows.FEW
cdef float MANY_BLOCKS = _rows.MANY_BLOCKS, MANY_WORDS = _rows.MANY_WORDS, PAGE_BLOCKS = _rows.PAGE_BLOCKS
cdef float MANY_ARTICLES = _beside.MANY_ARTICLES
cdef float H1 = _rows.TAGS["h1"], H2 = _rows.TAGS["h2"]
cdef uint8_t STOP = _characters.STOP, LETTER = _characters.LETTER, UPPER = _characters.UPPER, DIGIT = _characters.DIGIT

ROWS = {
    "text": 24, "position": 18, "page": 8, "neighbours": 24, "headings": 24, "articles": 3,
}
"""How many rows each method writes."""

if _characters.NUMBERS != ("spaces", "stops", "commas", "uppers", "digits", "cjks", "marks", "letters", "chars", "words"):
    raise ImportError("native.rows knows another order of counts")


cdef class Rows:
    """What the groups of one page are made of."""

    def __init__(self, view not None, Py_ssize_t title):
        """Take a `PageFeatures`, and the block that says the page's title (-1: none)."""
        geo, reading = view.geo, view.reading
        self.element, self.parent, self.depth, self.begin, self.end = geo.element, geo.parent, geo.depth, geo.first, geo.end
        self.kind = geo.kinds(reading)
        self.n, self.elements, self.title = self.element.shape[0], self.parent.shape[0], title
        self.take(view.counts, view.lines)
        self.link, self.tag = view.link, view.tag
        self.good, self.heading, self.label = view.good.view("uint8"), view.heading.view("uint8"), view.label.view("uint8")
        self.links, self.strong = as_list(reading.b_links), as_list(reading.b_strong_chars)
        self.longest, self.border = as_list(reading.b_longest_link), as_list(reading.b_border)
        self.tags = as_list(reading.e_tag)
        self.is_article, self.has_body = view.facts.is_article, bool(view.facts.article_body)
        self.check()
        self.scratch = <float *> malloc(6 * (self.n + 1) * sizeof(float))
        self.before = <int64_t *> malloc(2 * (self.n + 1) * sizeof(int64_t))
        if self.scratch == NULL or self.before == NULL:
            raise MemoryError
        self.after = self.before + self.n
        self.level, self.step = self.scratch + 2 * (self.n + 1), self.scratch + 3 * (self.n + 1)
        self.with_before, self.with_after = self.scratch + 4 * (self.n + 1), self.scratch + 5 * (self.n + 1)
        self.measure_steps()

    cdef int take(self, counts, lines) except -1:
        """Take the `TextCounts` of the blocks and the `LineFacts`."""
        self.counted, self.ends, self.of_lines = counts.numbers, counts.ends, lines.rows
        if self.counted.shape[0] != COUNTS or self.ends.shape[0] != 2 or self.of_lines.shape[0] != OF_LINES or not self.n or not (
            self.counted.shape[1] == self.ends.shape[1] == self.of_lines.shape[1] == self.n
        ):
            raise ValueError("a number is needed for each block")
        self.spaces, self.stops, self.commas = &self.counted[0, 0], &self.counted[1, 0], &self.counted[2, 0]
        self.uppers, self.digits, self.cjks = &self.counted[3, 0], &self.counted[4, 0], &self.counted[5, 0]
        self.marks, self.letters = &self.counted[6, 0], &self.counted[7, 0]
        self.chars, self.words = &self.counted[8, 0], &self.counted[9, 0]
        self.first, self.last = &self.ends[0, 0], &self.ends[1, 0]
        self.label_codes, self.prefixes, self.promo = &self.of_lines[0, 0], &self.of_lines[1, 0], &self.of_lines[2, 0]
        self.title_share, self.weights = &self.of_lines[8, 0], &self.of_lines[15, 0]
        return 0

    def __dealloc__(self):
        free(self.scratch)
        free(self.before)

    cdef int check(self) except -1:
        """Raise ValueError unless there is one entry for each block and element, and each place is one of them."""
        cdef Py_ssize_t i
        if not self.elements or self.parent[0] or not -1 <= self.title < self.n or any([
            size != self.n for size in (
                self.link.shape[0], self.tag.shape[0], self.good.shape[0], self.heading.shape[0], self.label.shape[0],
                len(self.links), len(self.strong), len(self.longest), len(self.border),
            )
        ]):
            raise ValueError("a number is needed for each block")
        if any([
            size != self.elements for size in (
                self.depth.shape[0], self.begin.shape[0], self.end.shape[0], self.kind.shape[0], len(self.tags),
            )
        ]):
            raise ValueError("a number is needed for each element")
        for i in range(self.n):
            if not 0 <= self.element[i] < self.elements:
                raise ValueError("a block stands in no element")
        for i in range(self.elements):
            if (
                i and not 0 <= self.parent[i] < i or not 0 <= self.kind[i] < self.elements
                or not 0 <= self.begin[i] <= self.n or not 0 <= self.end[i] <= self.n
            ):
                raise ValueError("an element has no place")
        return 0

    cdef void measure_steps(self) noexcept:
        """Note the level of each block, and how far it shares the elements of the one before it."""
        cdef Py_ssize_t i
        cdef int64_t left, right
        for i in range(self.n):
            left, right = self.element[i - 1 if i else 0], self.element[i]
            self.level[i] = <float> self.depth[right]
            while left != right:  # the later one is no ancestor of the other
                if left > right:
                    left = self.parent[left]
                else:
                    right = self.parent[right]
            self.step[i] = <float> self.depth[left]

    cdef void nearest(self, const uint8_t *flags) noexcept:
        """Note the nearest flagged block before and after each one, -1 and the number of blocks for none, and the depth of the
        lowest element that holds both: the least step between them, as blocks stand in the order of the page."""
        cdef Py_ssize_t i
        cdef int64_t at = -1
        cdef float lowest = 0
        for i in range(self.n):
            lowest = at_most(lowest, self.step[i])
            self.before[i], self.with_before[i] = at, lowest
            if flags[i]:
                at, lowest = i, self.level[i]
        at, lowest = self.n, 0
        for i in range(self.n - 1, -1, -1):
            self.after[i], self.with_after[i] = at, lowest
            if flags[i]:
                at, lowest = i, self.level[i]
            lowest = at_most(lowest, self.step[i])

    cdef void around(self, Py_ssize_t block) noexcept:
        """Note, as `with_before`, the depth of the lowest element that holds each block and this one."""
        cdef Py_ssize_t i
        self.with_before[block] = self.level[block]
        for i in range(block + 1, self.n):
            self.with_before[i] = at_most(self.with_before[i - 1], self.step[i])
        for i in range(block - 1, -1, -1):
            self.with_before[i] = at_most(self.with_before[i + 1], self.step[i + 1])

    def text(self, float[:, ::1] out not None):
        """Write what `_text` returns."""
        cdef Py_ssize_t i
        cdef float chars, letters, tokens, links, longest
        fits(out, 24, self.n)
        for i in range(self.n):
            chars, letters = at_least_one(self.chars[i]), at_least_one(self.letters[i] + self.cjks[i])
            tokens = at_least_one(self.spaces[i] + 1)
            out[0, i], out[1, i], out[2, i] = self.words[i], self.chars[i], self.link[i]
            links, longest = <int64_t> self.links[i], <int64_t> self.longest[i]
            out[3, i], out[4, i], out[5, i] = links, longest, at_most(longest / chars, 1)
            out[6, i] = at_most(<float> (<int64_t> self.strong[i]) / chars, 1)
            out[7, i] = self.words[i] / (links + 1)
            out[8, i], out[9, i] = self.stops[i], self.stops[i] / at_least_one(self.words[i])
            out[10, i], out[11, i] = self.commas[i], self.digits[i] / chars
            out[12, i], out[13, i] = self.uppers[i] / letters, self.uppers[i] / tokens
            out[14, i], out[15, i], out[16, i] = self.marks[i], self.cjks[i] / letters, self.letters[i] / tokens
            out[17, i], out[18, i] = (self.last[i] & STOP) != 0, (self.last[i] & LETTER) != 0
            out[19, i], out[20, i] = (self.first[i] & UPPER) != 0, (self.first[i] & DIGIT) != 0
            out[21, i] = (self.first[i] & LETTER) != 0
            out[22, i], out[23, i] = <int64_t> self.border[i], self.tag[i]

    def position(self, float[:, ::1] out not None):
        """Write what `_position` returns."""
        cdef Py_ssize_t i, at, k
        cdef float running = 0, good_running = 0, total, total_good, common
        fits(out, 18, self.n)
        for i in range(self.n):
            running += self.words[i]
            good_running += self.words[i] if self.good[i] else 0
            out[3, i], out[4, i] = running, good_running
        total, total_good = at_least_one(running), at_least_one(good_running)
        self.nearest(&self.good[0])
        for i in range(self.n):
            out[0, i], out[1, i] = at_most(<float> i, MANY_BLOCKS), <float> (<double> i / <double> self.n)
            out[2, i] = at_most(<float> (self.n - i), MANY_BLOCKS)
            good_running = out[4, i]
            out[3, i], out[4, i] = out[3, i] / total, good_running / total_good
            out[5, i], out[6, i] = at_most(good_running, MANY_WORDS), at_most(total_good - good_running, MANY_WORDS)
            out[7, i] = at_most(<float> (i - self.before[i]), FAR) if self.before[i] >= 0 else FAR
            out[8, i] = at_most(<float> (self.after[i] - i), FAR) if self.after[i] < self.n else FAR
            out[9, i] = self.level[i]
            for k in range(2):
                at = self.after[i] if k else self.before[i]
                if 0 <= at < self.n:
                    common = self.with_after[i] if k else self.with_before[i]
                    out[10 + 3 * k, i], out[11 + 3 * k, i] = self.level[i] - common, self.level[at] - common
                    out[12 + 3 * k, i] = self.tag[at] == self.tag[i]
                else:
                    out[10 + 3 * k, i] = out[11 + 3 * k, i] = FAR
                    out[12 + 3 * k, i] = -1
        out[16, 0] = out[17, self.n - 1] = 0
        for i in range(self.n - 1):
            out[16, i + 1], out[17, i] = self.level[i + 1] - self.step[i + 1], self.level[i] - self.step[i + 1]

    cdef float sum_of(self, const float *numbers, const float *factors, const uint8_t *flags) noexcept:
        """Return the sum of numbers by factors, where they are flagged."""
        cdef Py_ssize_t i
        for i in range(self.n):
            self.scratch[i] = numbers[i] if flags == NULL or flags[i] else 0
            if factors != NULL:
                self.scratch[i] *= factors[i]
        return pairwise_sum(self.scratch, self.n)

    def page(self, float[:, ::1] out not None):
        """Write what `_page` returns."""
        cdef Py_ssize_t i, k
        cdef float values[8]
        cdef float total = at_least_one(pairwise_sum(self.words, self.n)), good_blocks = 0, h1s = 0
        fits(out, 8, self.n)
        for i in range(self.n):
            good_blocks += self.good[i]
            h1s += self.tag[i] == H1
        values[0], values[1] = at_most(<float> self.n, PAGE_BLOCKS), at_most(total, MANY_WORDS)
        values[2] = <float> (<double> self.sum_of(self.words, NULL, &self.good[0]) / <double> total)
        values[3] = <float> (<double> self.sum_of(&self.link[0], self.words, NULL) / <double> total)
        values[4], values[5] = self.is_article, self.has_body
        values[6], values[7] = at_most(good_blocks, MANY_BLOCKS), at_most(h1s, FEW)
        for k in range(8):
            for i in range(self.n):
                out[k, i] = values[k]

    def neighbours(self, float[:, ::1] out not None):
        """Write what `_neighbours` returns."""
        cdef Py_ssize_t row = 0
        cdef int by
        fits(out, 24, self.n)
        for by in (-2, -1, 1, 2):
            shift(self.words, by, 0, &out[row, 0], self.n)
            shift(&self.link[0], by, -1, &out[row + 1, 0], self.n)
            shift(&self.tag[0], by, -1, &out[row + 2, 0], self.n)
            shift(self.label_codes, by, 0, &out[row + 3, 0], self.n)
            row += 4
        for by in (-1, 1):
            shift(self.stops, by, 0, &out[row, 0], self.n)
            shift(self.uppers, by, 0, &out[row + 1, 0], self.n)
            shift(self.prefixes, by, 0, &out[row + 2, 0], self.n)
            shift(self.weights, by, 0, &out[row + 3, 0], self.n)
            row += 4

    cdef void below(self, float[:, ::1] out, Py_ssize_t row, const float *running) noexcept:
        """Write what the heading before each block says, as noted by `nearest`."""
        cdef Py_ssize_t i, k, at
        for i in range(self.n):
            at = self.before[i]
            if at < 0:
                for k in range(10):
                    out[row + k, i] = FAR
                out[row + 2, i] = out[row + 5, i] = out[row + 6, i] = -1
                out[row + 3, i] = out[row + 4, i] = out[row + 7, i] = 0
                continue
            out[row, i] = at_most(<float> (i - at), FAR)
            out[row + 1, i] = at_most(running[i] - running[at] - self.words[i], MANY_WORDS)
            out[row + 2, i], out[row + 3, i], out[row + 4, i] = self.tag[at], self.label_codes[at], self.words[at]
            out[row + 5, i], out[row + 6, i], out[row + 7, i] = self.link[at], self.title_share[at], self.weights[at]
            out[row + 8, i], out[row + 9, i] = self.level[i] - self.with_before[i], self.level[at] - self.with_before[i]

    def headings(self, float[:, ::1] out not None):
        """Write what `_headings` returns."""
        cdef Py_ssize_t i
        cdef float h1s = 0, running = 0
        cdef uint8_t *flags = <uint8_t *> malloc(self.n)
        try:
            fits(out, 24, self.n)
            if flags == NULL:
                raise MemoryError
            if self.title >= 0:
                self.around(self.title)
            for i in range(self.n):
                h1s += self.tag[i] == H1
                running += self.words[i]
                self.scratch[i], out[0, i] = running, at_most(h1s, FEW)
                if self.title < 0:
                    out[1, i] = out[2, i] = out[3, i] = FAR
                    continue
                out[1, i] = max(at_most(<float> (i - self.title), MANY_BLOCKS), -MANY_BLOCKS)
                out[2, i], out[3, i] = self.level[i] - self.with_before[i], self.level[self.title] - self.with_before[i]
            for i in range(self.n):
                flags[i] = self.heading[i] or self.label[i]
            self.nearest(flags)
            self.below(out, 4, self.scratch)
            for i in range(self.n):
                flags[i] = self.tag[i] == H1 or self.tag[i] == H2
            self.nearest(flags)
            self.below(out, 14, self.scratch)
        finally:
            free(flags)

    def articles(self, float[:, ::1] out not None):
        """Write what `article_rows` returns."""
        cdef Py_ssize_t e, i
        cdef int64_t titled
        cdef float articles = 0
        cdef int64_t *outermost = <int64_t *> malloc(2 * self.elements * sizeof(int64_t))
        cdef int64_t *number = outermost + self.elements
        try:
            fits(out, 3, self.n)
            if outermost == NULL:
                raise MemoryError
            for e in range(self.elements):
                outermost[e] = outermost[self.parent[e]] if e else -1
                if outermost[e] < 0 and self.tags[e] == "article":
                    outermost[e] = e
                number[e] = 0
            for i in range(self.n):
                if outermost[self.element[i]] >= 0:
                    number[outermost[self.element[i]]] = 1
            for e in range(self.elements):
                articles += number[e]
                number[e] = <int64_t> articles if number[e] else 0
            titled = outermost[self.element[self.title]] if self.title >= 0 else -1
            for i in range(self.n):
                e = outermost[self.element[i]]
                out[0, i] = at_most(<float> number[e], MANY_ARTICLES) if e >= 0 else 0
                out[1, i] = at_most(articles, MANY_ARTICLES)
                out[2, i] = (1 if e == titled else -1) if titled >= 0 else 0
        finally:
            free(outermost)


cdef void shift(const float *row, Py_ssize_t by, float fill, float *out, Py_ssize_t n) noexcept nogil:
    """Write a row as seen `by` blocks further on."""
    cdef Py_ssize_t i
    for i in range(n):
        out[i] = row[i + by] if 0 <= i + by < n else fill
