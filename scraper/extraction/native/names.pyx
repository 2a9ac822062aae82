# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What elements call themselves. Mirrors `read_names` and `mark_hidden` of `features/names.py`."""

from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, realloc

from scraper.extraction.native.strings cimport Char, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from scraper.extraction.native.table cimport SEED, Entry, Table, add_to_hash, mixed, table_of

from scraper.extraction.features import names as _names

cdef extern from "sums.h" nogil:
    float pairwise_sum(const float *numbers, Py_ssize_t size)


cdef Table FAMILIES = table_of(_names.FAMILY_BITS)
cdef Table KNOWN = None  # families and weights of words, for the mapping asked for last
cdef object WEIGHTS = None


cdef Table known_by(object weights):
    """Return the table of the words that are in a family or weigh something: bits and weight."""
    cdef Table table = Table(len(_names.FAMILY_BITS) + len(weights))
    for word, bits in _names.FAMILY_BITS.items():
        table.set(word, bits, weights.get(word, 0.0))
    for word, weight in weights.items():
        table.set(word, _names.FAMILY_BITS.get(word, 0), weight)
    table.seal()
    return table


cdef class Words:
    """The words of one name, next to each other, and their weights."""

    cdef uint32_t *letters
    cdef float *weights
    cdef Py_ssize_t n_weights, letters_room, weights_room

    def __dealloc__(self):
        free(self.letters)
        free(self.weights)

    cdef int make_room(self, Py_ssize_t size) except -1:
        """Make room for a name of so many characters."""
        cdef Py_ssize_t more = max(2 * size, 1024)
        cdef void *moved
        if size > self.letters_room:
            moved = realloc(self.letters, more * sizeof(uint32_t))
            if moved == NULL:
                raise MemoryError
            self.letters, self.letters_room = <uint32_t *> moved, more
        if size > self.weights_room:
            moved = realloc(self.weights, more * sizeof(float))
            if moved == NULL:
                raise MemoryError
            self.weights, self.weights_room = <float *> moved, more
        self.n_weights = 0
        return 0


cdef inline bint is_small(uint32_t character) noexcept nogil:
    return 97 <= character <= 122


cdef inline bint is_capital(uint32_t character) noexcept nogil:
    return 65 <= character <= 90


cdef inline Py_ssize_t word_end(const Char *text, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    """Return where the word ends that begins at `at`; `at` if none does. It ends before a capital that begins the next."""
    cdef Py_ssize_t end = at
    if is_capital(text[at]):
        end += 1
        if end >= size or not is_small(text[end]):
            while end < size and is_capital(text[end]):
                end += 1
            return end - 1 if end < size and is_small(text[end]) else end
    while end < size and is_small(text[end]):
        end += 1
    return end


cdef int64_t read_words(Words words, const Char *text, Py_ssize_t size, Table table) except -1:
    """Return the bits of the families that the words, and neighbours written as one, belong to; weigh each word."""
    cdef Py_ssize_t at = 0, end, used = 0, before = 0, start
    cdef uint64_t alone, pair, hash_before = SEED
    cdef uint32_t character
    cdef int64_t bits = 0
    cdef Entry *entry
    words.make_room(size)
    while at < size:
        end = word_end(text, at, size)
        if end == at:
            at += 1
            continue
        start, alone, pair = used, SEED, hash_before
        while at < end:
            character = text[at] | 32
            words.letters[used] = character
            alone, pair = add_to_hash(alone, character), add_to_hash(pair, character)
            used, at = used + 1, at + 1
        entry = table.find(words.letters + start, used - start, mixed(alone))
        words.weights[words.n_weights] = 0
        if entry != NULL:
            bits |= entry.value
            words.weights[words.n_weights] = entry.weight
        words.n_weights += 1
        if start:
            entry = FAMILIES.find(words.letters + before, used - before, mixed(pair))
            if entry != NULL:
                bits |= entry.value
        before, hash_before = start, alone
    return bits


cdef int64_t read_name(Words words, str name, Table table) except -1:
    """Return the bits of the families of a name's words, and weigh each word."""
    cdef int kind = PyUnicode_KIND(name)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(name)
    if kind == 1:
        return read_words(words, <const uint8_t *> PyUnicode_DATA(name), size, table)
    if kind == 2:
        return read_words(words, <const uint16_t *> PyUnicode_DATA(name), size, table)
    return read_words(words, <const uint32_t *> PyUnicode_DATA(name), size, table)


def families_of(str name not None):
    """Return the bits of the families that one name's words belong to."""
    return read_name(Words(), name, FAMILIES)


def read_names(list keys not None, weights not None, int64_t[::1] bits not None, float[::1] sums not None):
    """Write, for each name, the bits of its families and the sum of its words' weights."""
    global KNOWN, WEIGHTS
    cdef Words words = Words()
    cdef Py_ssize_t i, first
    cdef str key
    cdef dict known = {}
    if weights is not WEIGHTS:
        KNOWN, WEIGHTS = known_by(weights), weights
    FAMILIES.warm()
    KNOWN.warm()
    if len(keys) != bits.shape[0] or len(keys) != sums.shape[0]:
        raise ValueError("one place is needed for each name")
    for i in range(len(keys)):
        key = keys[i]
        found = known.get(key)
        if found is not None:
            first = found
            bits[i], sums[i] = bits[first], sums[first]
            continue
        known[key] = i
        bits[i] = read_name(words, key, KNOWN)
        sums[i] = pairwise_sum(words.weights, words.n_weights)


def mark(int64_t[::1] bits not None, list flags not None, int64_t bit):
    """Add a bit to those at which a flag is true."""
    cdef Py_ssize_t i
    if len(flags) != bits.shape[0]:
        raise ValueError("a flag is needed for each place")
    for i in range(bits.shape[0]):
        if flags[i]:
            bits[i] |= bit
