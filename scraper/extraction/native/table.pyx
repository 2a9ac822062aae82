# cython: language_level=3, boundscheck=False, wraparound=False
"""Tables from strings to numbers, as the native modules ask them: with stretches of code points.

Open addressing. The hash has a seed of its own in every process, so that no page can be made whose
words collide.
"""

from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memcpy, memset

from scraper.extraction.native.strings cimport PyUnicode_GET_LENGTH

from os import urandom

cdef extern from *:
    """
    #if defined(__GNUC__)
    #define scraper_fetch(place) __builtin_prefetch(place)
    #else
    #define scraper_fetch(place) ((void)(place))
    #endif
    """
    void prefetch "scraper_fetch"(const void *place) noexcept nogil

cdef enum:
    LINE = 64  # bytes that come into the cache together
    MOST = 0x7fffffff  # numbers of four bytes in entries and their strings
    HEAD = 3  # of these before the string of an entry
    USUAL = 8  # characters of a string
    SMALL = 16384  # bytes of the slots of a table that is brought into it wholly

SEED = int.from_bytes(urandom(8), "little")


cdef inline void fetch_stretch(const void *start, Py_ssize_t size) noexcept nogil:
    cdef Py_ssize_t at = 0
    while at < size:
        prefetch(<const char *> start + at)
        at += LINE


cdef class Table:
    """Entries in the order they came, and slots that lead to them."""

    def __cinit__(self, Py_ssize_t room=16):
        cdef Py_ssize_t size = 32
        while size < 2 * room:
            size *= 2
        self.mask = size - 1
        self.room = (HEAD + USUAL) * max(room, 16)
        self.slots = <Slot *> malloc(size * sizeof(Slot))
        self.entries = <uint32_t *> malloc(self.room * sizeof(uint32_t))
        if self.slots == NULL or self.entries == NULL:
            raise MemoryError
        memset(self.slots, 255, size * sizeof(Slot))

    def __dealloc__(self):
        free(self.slots)
        free(self.entries)
        free(self.filter)

    cdef Py_ssize_t after(self, Py_ssize_t place) noexcept nogil:
        """Return where the entry after that at a place lies."""
        return place + HEAD + self.entry_at(place).size

    cdef int seal(self) except -1:
        """Note which hashes there are, so that most strings that are not there are turned away at once. What is put
        in later is not found."""
        cdef uint64_t size = 1024, bit
        cdef Py_ssize_t at = 0
        cdef Entry *entry
        while size < 16 * <uint64_t> self.used:
            size *= 2
        self.filter = <uint64_t *> calloc(size >> 6, sizeof(uint64_t))
        if self.filter == NULL:
            raise MemoryError
        self.filter_mask = size - 1
        while at < self.entries_size:
            entry = self.entry_at(at)
            bit = hash_of(text_of(entry), entry.size) >> 24 & self.filter_mask
            self.filter[bit >> 6] |= (<uint64_t> 1) << (bit & 63)
            at = self.after(at)
        return 0

    cdef void warm(self) noexcept nogil:
        """Bring into the cache what a sealed table turns strings away by, and a small one wholly: much asked for one by one,
        each look waits for the memory."""
        fetch_stretch(self.filter, (self.filter_mask + 1) >> 3)
        if (self.mask + 1) * sizeof(Slot) <= SMALL:
            fetch_stretch(self.slots, (self.mask + 1) * sizeof(Slot))
            fetch_stretch(self.entries, self.entries_size * sizeof(uint32_t))

    cdef void fetch(self, const uint64_t *hashes, Py_ssize_t size) noexcept nogil:
        """Bring into the cache what a sealed table will be asked for: one at a time, each look waits for the memory."""
        cdef Py_ssize_t i
        for i in range(size):
            prefetch(&self.filter[((hashes[i] >> 24) & self.filter_mask) >> 6])
            prefetch(&self.slots[hashes[i] & <uint64_t> self.mask])
        for i in range(size):
            prefetch(self.entries + max(self.slots[hashes[i] & <uint64_t> self.mask].entry, 0))

    cdef int clear(self) except -1:
        """Forget every entry."""
        memset(self.slots, 255, (self.mask + 1) * sizeof(Slot))
        self.used = self.entries_size = 0
        return 0

    cdef void place(self, int entry, uint64_t hashed) noexcept:
        """Let a slot lead to an entry."""
        cdef Py_ssize_t at = <Py_ssize_t> (hashed & <uint64_t> self.mask)
        while self.slots[at].entry >= 0:
            at = (at + 1) & self.mask
        self.slots[at] = Slot(<uint32_t> (hashed >> 32), entry)

    cdef int grow(self) except -1:
        """Double the slots."""
        cdef Py_ssize_t size = 2 * (self.mask + 1)
        cdef Slot *more = <Slot *> realloc(self.slots, size * sizeof(Slot))
        cdef Py_ssize_t at = 0
        if more == NULL:
            raise MemoryError
        self.slots, self.mask = more, size - 1
        memset(self.slots, 255, size * sizeof(Slot))
        while at < self.entries_size:
            self.place(<int> at, hash_of(text_of(self.entry_at(at)), self.entry_at(at).size))
            at = self.after(at)
        return 0

    cdef Entry *put(self, const uint32_t *text, Py_ssize_t size, uint64_t hashed) except NULL:
        """Return the entry of a string, made if there is none, then with a value of -1."""
        cdef Entry *entry = self.find(text, size, hashed)
        cdef void *moved
        cdef Py_ssize_t room = self.room, end = self.entries_size + HEAD + size
        if entry != NULL:
            return entry
        if 2 * (self.used + 1) > self.mask:
            self.grow()
        if end > MOST:
            raise MemoryError
        if end > room:
            while end > room:
                room *= 2
            moved = realloc(self.entries, room * sizeof(uint32_t))
            if moved == NULL:
                raise MemoryError
            self.entries, self.room = <uint32_t *> moved, room
        entry = self.entry_at(self.entries_size)
        entry[0] = Entry(<uint32_t> size, -1, 0)
        memcpy(entry + 1, text, size * sizeof(uint32_t))
        self.place(<int> self.entries_size, hashed)
        self.used, self.entries_size = self.used + 1, end
        return entry

    cdef int set(self, str text, int value, float weight=0.0) except -1:
        """Give a string its numbers."""
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), i = 0
        cdef uint32_t *letters = <uint32_t *> malloc((size + 1) * sizeof(uint32_t))
        cdef Py_UCS4 character
        cdef Entry *entry
        if letters == NULL:
            raise MemoryError
        try:
            for character in text:
                letters[i] = character
                i += 1
            entry = self.put(letters, size, hash_of(letters, size))
            entry.value, entry.weight = value, weight
        finally:
            free(letters)
        return 0


cdef Table table_of(object numbers):
    """Return the table of a mapping from strings to whole numbers, sealed."""
    cdef Table table = Table(len(numbers))
    for text, value in numbers.items():
        table.set(text, value)
    table.seal()
    return table
