# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""The words of a page's lines. Mirrors `spell` and `cut` of `classifier/lexicon.py`, `Lexicon.line_weights` there, and the
methods of `PageWords` of `features/words.py`.

Each distinct word of a page has a number, so that lines are compared by numbers. A line with a letter whose lower case is
several letters, or depends on its neighbours, is spelled by Python.
"""

from libc.math cimport INFINITY, sqrt
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memset

from scraper.extraction.native.strings cimport (
    Char,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISSPACE,
    PyUnicode_DATA,
    PyUnicode_FromKindAndData,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    find,
)
from scraper.extraction.native.table cimport SEED, Entry, Table, add_to_hash, hash_of, mixed, text_of

from scraper.extraction.classifier import lexicon as _lexicon
from scraper.extraction.features import words as _words

cdef extern from "Python.h":
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 character) noexcept nogil

cdef extern from "sums.h" nogil:
    float pairwise_sum(const float *numbers, Py_ssize_t size)

cdef enum:
    PLANE = 65536
    MOST_CHARS = 4096  # of a line that is cut into words
    MOST_WEIGHED = 256  # words of a line
    SPACE = 32
    SIGMA = 0x3a3  # its lower case depends on what follows
    DOTTED_I = 0x130  # its lower case is two characters
    AT_FIRST = 1  # places of a word in a line
    AT_LAST = 2
    MOST_TEXTS = 8  # of a head

cdef int TOKEN_CHARS = _lexicon.TOKEN_CHARS, LINE_WORDS = _lexicon.LINE_WORDS
cdef int HEAD_CHARS = _words.HEAD_CHARS
cdef int TITLE_LINE_CHARS = _words.TITLE_LINE_CHARS, LONG_WORD = _words.LONG_WORD, PICTURE_TEXT = _words.PICTURE_TEXT
cdef uint32_t SHORT_WORDS = ord(_words.SHORT_WORDS)

cdef class WordWeights:
    """The weights of words anywhere in a line, as its first and as its last one."""

    cdef object mapping
    cdef Table anywhere, first, last
    cdef double *weights

    def __cinit__(self, mapping):
        cdef int number = 0
        self.mapping = mapping
        marked = sum([word[:1] in (_lexicon.FIRST, _lexicon.LAST) for word in mapping])
        self.anywhere, self.first, self.last = Table(len(mapping) - marked), Table(marked), Table(marked)
        self.weights = <double *> malloc((len(mapping) + 1) * sizeof(double))
        if self.weights == NULL:
            raise MemoryError
        for word, weight in mapping.items():
            self.weights[number] = weight
            if word[:1] == _lexicon.FIRST:
                self.first.set(word[1:], number)
            elif word[:1] == _lexicon.LAST:
                self.last.set(word[1:], number)
            else:
                self.anywhere.set(word, number, weight)
            number += 1
        for table in (self.anywhere, self.first, self.last):
            (<Table> table).seal()

    def __dealloc__(self):
        free(self.weights)

    cdef double weight(self, Table table, const uint32_t *word, Py_ssize_t size, uint64_t hashed) noexcept:
        cdef Entry *entry = table.find(word, size, hashed)
        return self.weights[entry.value] if entry != NULL else 0


cdef WordWeights WEIGHTS = None  # of the mapping asked for last


include "spelling.pxi"


cdef class LineWords:
    """The words of some lines."""

    def __cinit__(self, list lines not None, Py_ssize_t most=TOKEN_CHARS, Py_ssize_t words=1024):
        """Take the words of lines, up to so many characters of each; there may be about so many different ones."""
        cdef Py_ssize_t i
        self.n_lines = len(lines)
        self.known = Table(words)
        self.starts = <Py_ssize_t *> malloc((self.n_lines + 1) * sizeof(Py_ssize_t))
        self.spelled = <uint32_t *> malloc(MOST_CHARS * sizeof(uint32_t))
        if self.starts == NULL or self.spelled == NULL:
            raise MemoryError
        for i in range(self.n_lines):
            self.starts[i] = self.n_words
            self.add_line(lines[i], min(most, MOST_CHARS))
        self.starts[self.n_lines] = self.n_words

    def __dealloc__(self):
        free(self.facts)
        free(self.words)
        free(self.starts)
        free(self.spelled)

    cdef int add_line(self, str line, Py_ssize_t most) except -1:
        """Add the words of a line, up to so many characters of the form in which they are weighed."""
        cdef int kind = PyUnicode_KIND(line)
        cdef void *data = PyUnicode_DATA(line)
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line)
        if kind > 1 and (depends(<const uint16_t *> data, size) if kind == 2 else depends(<const uint32_t *> data, size)):
            line = _lexicon.spell(line)[:most]
            kind, data, size = PyUnicode_KIND(line), PyUnicode_DATA(line), PyUnicode_GET_LENGTH(line)
        if kind == 1:
            return add_words(self, <const uint8_t *> data, size, most)
        if kind == 2:
            return add_words(self, <const uint16_t *> data, size, most)
        return add_words(self, <const uint32_t *> data, size, most)

    cdef int add(self, const uint32_t *word, Py_ssize_t size, uint64_t hashed) except -1:
        """Add a word to the line that is being read."""
        cdef Entry *entry = self.known.put(word, size, hashed)
        cdef void *moved
        cdef Py_ssize_t room
        if entry.value < 0:
            entry.value = <int> (self.known.used - 1)
            if entry.value >= self.facts_room:
                room = max(2 * self.facts_room, 512)
                moved = realloc(self.facts, room * sizeof(Fact))
                if moved == NULL:
                    raise MemoryError
                self.facts, self.facts_room = <Fact *> moved, room
            memset(&self.facts[entry.value], 0, sizeof(Fact))
            self.facts[entry.value].hashed = hashed
            self.facts[entry.value].place = <uint32_t> (<uint32_t *> entry - self.known.entries)
            self.facts[entry.value].is_long = size > LONG_WORD or word[0] >= SHORT_WORDS
        if self.n_words == self.words_room:
            room = max(2 * self.words_room, 1024)
            moved = realloc(self.words, room * sizeof(int))
            if moved == NULL:
                raise MemoryError
            self.words, self.words_room = <int *> moved, room
        self.words[self.n_words] = entry.value
        self.n_words += 1
        return 0

    cdef int add_pairs(self, const uint32_t *word, Py_ssize_t size, uint64_t hashed) except -1:
        """Add what is written without spaces as its pairs of characters."""
        cdef Py_ssize_t i
        if size == 1:
            self.add(word, size, hashed)
        for i in range(size - 1):
            self.add(word + i, 2, hash_of(word + i, 2))
        return 0

    cdef int mark(self, str text, int place, int mark) except -1:
        """Mark the words of a text as Python cuts it, in one of two places."""
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
        cdef void *data = PyUnicode_DATA(text)
        if kind == 1:
            return mark_words(self, <const uint8_t *> data, size, place, mark)
        if depends(<const uint16_t *> data, size) if kind == 2 else depends(<const uint32_t *> data, size):
            text = text.lower()
            kind, data, size = PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)
        if kind == 2:
            return mark_words(self, <const uint16_t *> data, size, place, mark)
        return mark_words(self, <const uint32_t *> data, size, place, mark)

    cdef int mark_head(self, LineWords head, Py_ssize_t text) except -1:
        """Mark the words that one of the texts of a head has with its bit, and return how many it has."""
        cdef Py_ssize_t k, size = 0
        cdef Entry *entry
        cdef Fact *fact
        head.question += 1
        for k in range(head.starts[text], head.starts[text + 1]):
            fact, entry = &head.facts[head.words[k]], head.entry_of(head.words[k])
            if fact.question == head.question:
                continue
            fact.question = head.question
            size += 1
            entry = self.known.find(text_of(entry), entry.size, fact.hashed)
            if entry != NULL:
                self.facts[entry.value].marks[0] |= 1 << text
        return size

    cdef int weigh_anywhere(self) except -1:
        """Note what each word weighs anywhere in a line."""
        cdef Py_ssize_t i, size = self.known.used
        cdef Entry *entry
        cdef uint64_t *hashes = <uint64_t *> calloc(size + 1, sizeof(uint64_t))  # a compiler sees that none may be set
        if hashes == NULL:
            raise MemoryError
        for i in range(size):
            hashes[i] = self.facts[i].hashed
        WEIGHTS.anywhere.fetch(hashes, size)
        for i in range(size):
            entry = self.entry_of(i)
            entry = WEIGHTS.anywhere.find(text_of(entry), entry.size, hashes[i])
            self.facts[i].weight = entry.weight if entry != NULL else 0
            self.facts[i].weighed = 0
        free(hashes)
        return 0

    cdef int fetch_ends(self) except -1:
        """Bring into the cache what the first and last words of lines weigh there."""
        cdef Py_ssize_t i, used = 0
        cdef uint64_t *first = <uint64_t *> malloc(2 * (self.n_lines + 1) * sizeof(uint64_t))
        cdef uint64_t *last = first + self.n_lines
        if first == NULL:
            raise MemoryError
        for i in range(self.n_lines):
            if self.starts[i] < self.starts[i + 1]:
                first[used] = self.facts[self.words[self.starts[i]]].hashed
                last[used] = self.facts[self.words[self.starts[i + 1] - 1]].hashed
                used += 1
        WEIGHTS.first.fetch(first, used)
        WEIGHTS.last.fetch(last, used)
        free(first)
        return 0

    cdef Fact *weigh(self, Py_ssize_t word, int places) noexcept:
        """Return what is known of a word, with what it weighs at an end of a line: each is looked up once."""
        cdef Fact *fact = &self.facts[word]
        cdef Entry *entry = self.entry_of(word)
        cdef const uint32_t *text = text_of(entry)
        cdef uint32_t last = text[entry.size - 1]
        places &= ~fact.weighed
        if places & AT_FIRST:
            fact.first = WEIGHTS.weight(WEIGHTS.first, text, entry.size, fact.hashed)
        if places & AT_LAST:
            fact.last = WEIGHTS.weight(WEIGHTS.last, text, entry.size, fact.hashed)
            if entry.size > 1 and last < PLANE and IS_UNSPACED[last]:
                fact.last += WEIGHTS.weight(WEIGHTS.last, &last, 1, hash_of(&last, 1))
        fact.weighed |= places
        return fact

    def __len__(self):
        return self.n_lines

    def words_of(self, Py_ssize_t line):
        """Return the words of a line."""
        cdef Py_ssize_t i
        cdef Entry *entry
        if not 0 <= line < self.n_lines:
            raise IndexError(line)
        out = []
        for i in range(self.starts[line], self.starts[line + 1]):
            entry = self.entry_of(self.words[i])
            out.append(PyUnicode_FromKindAndData(4, text_of(entry), entry.size))
        return out

    def sizes(self, float[::1] out not None):
        """Write how many words each line has."""
        cdef Py_ssize_t i
        if out.shape[0] != self.n_lines:
            raise ValueError("a place is needed for each line")
        for i in range(self.n_lines):
            out[i] = self.starts[i + 1] - self.starts[i]

    def weights(self, mapping not None, float[:, ::1] out not None):
        """Write into columns what `Lexicon.line_weights` returns for lines."""
        global WEIGHTS
        cdef Py_ssize_t i, k, size
        cdef float weights[MOST_WEIGHED]
        cdef float low
        cdef double first, last, nothing
        if out.shape[0] != 4 or out.shape[1] != self.n_lines:
            raise ValueError("four places are needed for each line")
        if WEIGHTS is None or WEIGHTS.mapping is not mapping:
            WEIGHTS = WordWeights(mapping)
        nothing = WEIGHTS.weight(WEIGHTS.anywhere, self.spelled, 0, hash_of(self.spelled, 0))
        self.weigh_anywhere()
        self.fetch_ends()
        for i in range(self.n_lines):
            size = min(self.starts[i + 1] - self.starts[i], LINE_WORDS)
            if not size:
                out[0, i] = out[1, i] = <float> nothing
                out[2, i] = out[3, i] = 0
                continue
            low = INFINITY
            for k in range(size):
                weights[k] = self.facts[self.words[self.starts[i] + k]].weight
                low = weights[k] if weights[k] < low else low
            first = self.weigh(self.words[self.starts[i]], AT_FIRST).first
            last = self.weigh(self.words[self.starts[i + 1] - 1], AT_LAST).last
            if size > 1:
                weights[0] += pairwise_sum(weights + 1, size - 1)
            out[0, i] = <float> ((weights[0] + first + last) / sqrt(<double> size))
            out[1, i], out[2, i], out[3, i] = low, <float> first, <float> last

    def count_in(self, list texts not None, list lines not None, float[:, ::1] out not None):
        """Write how many distinct words of each of the `lines`, if it is short, stand in each text of the head; return how
        many each text has."""
        cdef LineWords head = LineWords(texts, HEAD_CHARS, 128)
        cdef Py_ssize_t i, k, text, n = head.n_lines
        cdef Fact *fact
        if n > MOST_TEXTS or out.shape[0] != n or out.shape[1] != self.n_lines or len(lines) != self.n_lines:
            raise ValueError("a place is needed for each text and line")
        for i in range(<Py_ssize_t> self.known.used):
            self.facts[i].marks[0] = 0
        sizes = [self.mark_head(head, text) for text in range(n)]
        out[:, :] = 0
        for i in range(self.n_lines):
            if PyUnicode_GET_LENGTH(lines[i]) >= TITLE_LINE_CHARS:
                continue
            self.question += 1
            for k in range(self.starts[i], self.starts[i + 1]):
                fact = &self.facts[self.words[k]]
                if fact.marks[0] and fact.question != self.question:
                    fact.question = self.question
                    for text in range(n):
                        out[text, i] += fact.marks[0] >> text & 1
        return sizes

    def shared(self, const int64_t[::1] lines not None, const uint8_t[::1] kept not None, float[:, ::1] out not None):
        """Write the share of each block's longer words that kept ones have too, and how many it has."""
        cdef Py_ssize_t i, k, line, long_words, common
        cdef int is_new  # no branch asks it of each word: as many guesses would fail as not
        cdef Fact *fact
        if kept.shape[0] != lines.shape[0] or out.shape[0] != 2 or out.shape[1] != lines.shape[0]:
            raise ValueError("two places are needed for each block")
        for i in range(<Py_ssize_t> self.known.used):
            self.facts[i].used = 0
        for i in range(lines.shape[0]):
            line = lines[i]
            if not 0 <= line < self.n_lines:
                raise IndexError(line)
            if not kept[i]:
                continue
            self.question += 1
            for k in range(self.starts[line], self.starts[line + 1]):
                fact = &self.facts[self.words[k]]
                is_new = fact.is_long & (fact.question != self.question)
                fact.question = self.question
                fact.used += is_new
        for i in range(lines.shape[0]):
            line = lines[i]
            self.question += 1
            long_words = common = 0
            for k in range(self.starts[line], self.starts[line + 1]):
                fact = &self.facts[self.words[k]]
                is_new = fact.is_long & (fact.question != self.question)
                fact.question = self.question
                long_words += is_new
                common += is_new & (fact.used > kept[i])  # a kept block's own use does not count
            out[0, i] = <float> (<double> common / <double> long_words) if long_words else 0
            out[1, i] = long_words

    def said(
        self, const int64_t[::1] lines not None, const int64_t[::1] before not None, const int64_t[::1] after not None,
        list texts not None, float[::1] out not None,
    ):
        """Write the share of each block's words that the text before or after it has, by their numbers; -1: none."""
        cdef Py_ssize_t i, k, line, own, with_before, with_after, size
        cdef Py_ssize_t[2] held
        cdef bint has_before, has_after
        cdef int place_before = 0, place_after = 0
        cdef Fact *fact
        if before.shape[0] != lines.shape[0] or after.shape[0] != lines.shape[0] or out.shape[0] != lines.shape[0]:
            raise ValueError("a place is needed for each block")
        held[0] = held[1] = -1
        for k in range(<Py_ssize_t> self.known.used):
            self.facts[k].marks[0] = self.facts[k].marks[1] = 0
        for i in range(lines.shape[0]):
            line, out[i] = lines[i], 0
            if not 0 <= line < self.n_lines or before[i] >= len(texts) or after[i] >= len(texts):
                raise IndexError(line)
            size = self.starts[line + 1] - self.starts[line]
            has_before = before[i] >= 0 and texts[before[i]]
            has_after = after[i] >= 0 and texts[after[i]]
            if not size or size > PICTURE_TEXT or not (has_before or has_after):
                continue
            if has_before:
                place_before = hold(self, texts, before[i], after[i], held)
            if has_after:
                place_after = hold(self, texts, after[i], before[i], held)
            self.question += 1
            own = with_before = with_after = 0
            for k in range(self.starts[line], self.starts[line + 1]):
                fact = &self.facts[self.words[k]]
                if fact.question != self.question:
                    fact.question = self.question
                    own += 1
                    with_before += has_before and fact.marks[place_before] == before[i] + 1
                    with_after += has_after and fact.marks[place_after] == after[i] + 1
            out[i] = <float> (<double> max(with_before, with_after) / <double> own)
