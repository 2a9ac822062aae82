"""The words of a page's lines as numbers. See `words.pyx`."""

from libc.stdint cimport uint32_t, uint64_t

from scraper.extraction.native.table cimport Entry, Table

cdef struct Fact:  # of a word
    uint64_t hashed
    double first, last  # what it weighs as the first or last word of a line
    float weight  # and anywhere in one
    uint32_t place  # of its entry
    int question  # it was counted for last
    int[2] marks  # of the texts that have it
    int used  # by so many blocks
    int weighed  # in which places of a line
    bint is_long


cdef class LineWords:
    cdef Table known
    cdef Fact *facts  # by the number of the word
    cdef int *words  # of all lines, one line after the other
    cdef Py_ssize_t *starts  # of each line among them
    cdef Py_ssize_t n_lines, n_words, words_room, facts_room
    cdef int question
    cdef uint32_t *spelled  # the line that is being read

    cdef inline Entry *entry_of(self, Py_ssize_t word) noexcept nogil:
        return self.known.entry_at(self.facts[word].place)

    cdef int add_line(self, str line, Py_ssize_t most) except -1
    cdef int add(self, const uint32_t *word, Py_ssize_t size, uint64_t hashed) except -1
    cdef int add_pairs(self, const uint32_t *word, Py_ssize_t size, uint64_t hashed) except -1
    cdef int mark(self, str text, int place, int mark) except -1
    cdef int mark_head(self, LineWords head, Py_ssize_t text) except -1
    cdef int weigh_anywhere(self) except -1
    cdef int fetch_ends(self) except -1
    cdef Fact *weigh(self, Py_ssize_t word, int places) noexcept
