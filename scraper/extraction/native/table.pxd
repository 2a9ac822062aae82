"""Tables from strings to numbers, asked with stretches of code points. See `table.pyx`."""

from libc.stdint cimport uint32_t, uint64_t
from libc.string cimport memcmp

cdef struct Entry:  # its string follows it
    uint32_t size
    int value
    float weight

cdef struct Slot:
    uint32_t mark  # of the hash
    int entry  # where it lies; -1: free

cdef uint64_t SEED


cdef inline uint64_t add_to_hash(uint64_t hash_so_far, uint64_t character) noexcept nogil:
    return (hash_so_far ^ character) * <uint64_t> 0x100000001B3


cdef inline uint64_t mixed(uint64_t hash_so_far) noexcept nogil:
    """Return the hash of what was added up."""
    hash_so_far ^= hash_so_far >> 32
    hash_so_far *= <uint64_t> 0xD6E8FEB86659FD93
    return hash_so_far ^ (hash_so_far >> 29)


cdef inline uint64_t hash_of(const uint32_t *text, Py_ssize_t size) noexcept nogil:
    cdef uint64_t found = SEED
    cdef Py_ssize_t i
    for i in range(size):
        found = add_to_hash(found, text[i])
    return mixed(found)


cdef inline bint same_text(const uint32_t *one, const uint32_t *other, Py_ssize_t size) noexcept nogil:
    return not memcmp(one, other, size * sizeof(uint32_t))


cdef inline const uint32_t *text_of(const Entry *entry) noexcept nogil:
    return <const uint32_t *> (entry + 1)


cdef class Table:
    cdef Slot *slots
    cdef uint32_t *entries  # each with its string: one look at memory for both
    cdef Py_ssize_t mask, used, entries_size, room
    cdef uint64_t *filter  # a bit for each hash that may be there, if the table is sealed: small enough for the cache
    cdef uint64_t filter_mask

    cdef inline bint may_hold(self, uint64_t hashed) noexcept nogil:
        """Say whether a sealed table may have a string of this hash."""
        cdef uint64_t bit = (hashed >> 24) & self.filter_mask
        return (self.filter[bit >> 6] >> (bit & 63)) & 1

    cdef inline Entry *entry_at(self, Py_ssize_t place) noexcept nogil:
        return <Entry *> (self.entries + place)

    cdef inline Entry *find(self, const uint32_t *text, Py_ssize_t size, uint64_t hashed) noexcept nogil:
        """Return the entry of a string by its hash, NULL where there is none."""
        cdef Py_ssize_t at = <Py_ssize_t> (hashed & <uint64_t> self.mask)
        cdef uint32_t mark = <uint32_t> (hashed >> 32)
        cdef Entry *entry
        if self.filter != NULL and not self.may_hold(hashed):
            return NULL
        while self.slots[at].entry >= 0:
            if self.slots[at].mark == mark:
                entry = self.entry_at(self.slots[at].entry)
                if entry.size == size and same_text(text_of(entry), text, size):
                    return entry
            at = (at + 1) & self.mask
        return NULL

    cdef inline Entry *get(self, const uint32_t *text, Py_ssize_t size) noexcept nogil:
        return self.find(text, size, hash_of(text, size))

    cdef Py_ssize_t after(self, Py_ssize_t place) noexcept nogil
    cdef int grow(self) except -1
    cdef int seal(self) except -1
    cdef void warm(self) noexcept nogil
    cdef void fetch(self, const uint64_t *hashes, Py_ssize_t size) noexcept nogil
    cdef int clear(self) except -1
    cdef Entry *put(self, const uint32_t *text, Py_ssize_t size, uint64_t hashed) except NULL
    cdef int set(self, str text, int value, float weight=*) except -1
    cdef void place(self, int entry, uint64_t hashed) noexcept


cdef Table table_of(object numbers)
