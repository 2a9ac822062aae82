# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What elements call themselves. Mirrors `read_names` of `features/names.py`."""

from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, realloc

from scraper.extraction.native.strings cimport Char, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from scraper.extraction.native.table cimport SEED, Entry, Table, add_to_hash, mixed, table_of, weights_of

from scraper.extraction.features import names as _names

cdef extern from "sums.h" nogil:
    float pairwise_sum(const float *numbers, Py_ssize_t size)


cdef Table FAMILIES = table_of(_names.FAMILY_BITS)
cdef Table CLASS_WEIGHTS = None  # of the mapping asked for last
cdef object CLASS_WEIGHTS_OF = None
cdef Table NO_WEIGHTS = Table()


cdef class Words:
    """The words of one name: the last two next to each other, and the weights of all."""

    cdef uint32_t *letters  # of the word before and of this one
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


cdef int64_t read_words(Words words, const Char *text, Py_ssize_t size, Table weights) except -1:
    """Return the bits of the families that the words, and neighbours written as one, belong to; weigh each word."""
    cdef Py_ssize_t at = 0, end, i, before = 0
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
        alone, pair = SEED, hash_before
        for i in range(end - at):
            character = text[at + i] | 32
            words.letters[before + i] = character
            alone, pair = add_to_hash(alone, character), add_to_hash(pair, character)
        entry = FAMILIES.find(words.letters + before, end - at, mixed(alone))
        if entry != NULL:
            bits |= entry.value
        if before:
            entry = FAMILIES.find(words.letters, before + end - at, mixed(pair))
            if entry != NULL:
                bits |= entry.value
        entry = weights.find(words.letters + before, end - at, mixed(alone))
        words.weights[words.n_weights] = entry.weight if entry != NULL else 0
        words.n_weights += 1
        for i in range(end - at):
            words.letters[i] = words.letters[before + i]
        before, hash_before, at = end - at, alone, end
    return bits


cdef int64_t read_name(Words words, str name, Table weights) except -1:
    """Return the bits of the families of a name's words, and weigh each word."""
    cdef int kind = PyUnicode_KIND(name)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(name)
    if kind == 1:
        return read_words(words, <const uint8_t *> PyUnicode_DATA(name), size, weights)
    if kind == 2:
        return read_words(words, <const uint16_t *> PyUnicode_DATA(name), size, weights)
    return read_words(words, <const uint32_t *> PyUnicode_DATA(name), size, weights)


def families_of(str name not None):
    """Return the bits of the families that one name's words belong to."""
    return read_name(Words(), name, NO_WEIGHTS)


def read_names(list keys not None, weights not None, int64_t[::1] bits not None, float[::1] sums not None):
    """Write, for each name, the bits of its families and the sum of its words' weights."""
    global CLASS_WEIGHTS, CLASS_WEIGHTS_OF
    cdef Words words = Words()
    cdef Table table
    cdef Py_ssize_t i, first
    cdef str key
    cdef dict known = {}
    if weights is not CLASS_WEIGHTS_OF:
        CLASS_WEIGHTS = weights_of(weights)
        CLASS_WEIGHTS_OF = weights
    table = CLASS_WEIGHTS
    FAMILIES.warm()
    table.warm()
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
        bits[i] = read_name(words, key, table)
        sums[i] = pairwise_sum(words.weights, words.n_weights)
