# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Whether a text has one of some words. Mirrors `has_one` of `letters.py`, and `RulesNamed` of `verdicts/wanted.py`.

A text is read once for all words: of each, the two characters side by side that are rarest in texts are looked for.
"""

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memset

from scraper.extraction.native.strings cimport Char, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND

from scraper.extraction import letters as _letters

cdef enum:
    MOST_WORDS = 64
    MOST_GROUPS = 64
    LONGEST = 32  # characters of a word
    PAIRS = 16384  # of characters, by their lowest seven bits
    WIDE = 128  # from here on, characters are no ASCII
    MOST_WIDE = 8

cdef str BY_FREQUENCY = " eatoinrslhdcumpfgybwvk-xjqz_"
"""What words may be made of, the characters that are most frequent in texts first."""

cdef uint32_t WIDE_FORMS[MOST_WIDE]  # characters beyond ASCII that are letters of it where case does not count
cdef uint8_t WIDE_LETTERS[MOST_WIDE]
cdef int N_WIDE = len(_letters.WIDE_FORMS)
if N_WIDE > MOST_WIDE:
    raise ImportError("native.signs has too little room")
for _i, (_form, _letter) in enumerate(_letters.WIDE_FORMS.items()):
    WIDE_FORMS[_i], WIDE_LETTERS[_i] = _form, ord(_letter)


cdef list forms_of(str letter):
    """Return the lowest seven bits of all characters that are one where case does not count."""
    cdef list wide = [form & 127 for form, ascii in _letters.WIDE_FORMS.items() if ascii == letter]
    return [*{ord(letter), ord(letter.upper()), *wide}]


cdef int rarity(str pair) except -1:
    return BY_FREQUENCY.index(pair[0]) + BY_FREQUENCY.index(pair[1])


cdef inline uint8_t folded(uint32_t character) noexcept nogil:
    """Return a character as a small letter of ASCII, 0 where it is beyond that."""
    cdef int i
    if 65 <= character <= 90:
        return <uint8_t> (character + 32)
    if character < WIDE:
        return <uint8_t> character
    for i in range(N_WIDE):
        if character == WIDE_FORMS[i]:
            return WIDE_LETTERS[i]
    return 0


cdef class Signs:
    """Words in groups, of each of which a text has one or has none."""

    cdef uint8_t first[PAIRS]  # the first word looked for by a pair of characters, counted from 1; 0 without one
    cdef uint8_t after[MOST_WORDS + 1]  # the next one looked for by the same pair
    cdef uint8_t letters[MOST_WORDS + 1][LONGEST]
    cdef int sizes[MOST_WORDS + 1]
    cdef int rare[MOST_WORDS + 1]  # where that pair is in a word
    cdef uint64_t groups[MOST_WORDS + 1]  # a bit for each group that a word is in
    cdef uint64_t every  # the bits of all groups that have a word

    def __cinit__(self, groups):
        """Take groups of words of two or more small letters, spaces, "-" and "_"."""
        cdef list words = [*dict.fromkeys([word for group in groups for word in group])]
        cdef int number = 0, i
        cdef str word
        memset(self.first, 0, sizeof(self.first))
        if len(words) > MOST_WORDS:
            raise ValueError(f"there is no room for {len(words)} words")
        if len(groups) > MOST_GROUPS:
            raise ValueError(f"there is no room for {len(groups)} groups")
        for word in words:
            if not 1 < len(word) <= LONGEST:
                raise ValueError(f"{word!r} is too short or too long to be looked for")
            number += 1
            for i in range(len(word)):
                self.letters[number][i] = <uint8_t> ord(word[i])
            self.sizes[number] = len(word)
            self.rare[number] = max(range(len(word) - 1), key=lambda at: rarity(word[at : at + 2]))
            self.note(number, word[self.rare[number]], word[self.rare[number] + 1])
            self.groups[number] = sum([1 << bit for bit, group in enumerate(groups) if word in group])
            self.every |= self.groups[number]

    cdef int note(self, int number, str one, str other) except -1:
        """Note by which characters a word is found."""
        self.after[number] = self.first[ord(one) << 7 | ord(other)]
        for left in forms_of(one):
            for right in forms_of(other):
                self.first[<int> left << 7 | <int> right] = <uint8_t> number
        return 0

    def stand_in(self, str text not None):
        """Say whether a text has one of the words."""
        return self.groups_in(text) != 0

    def around(
        self, const uint8_t[::1] kept not None, list element_of not None, list parents not None, list keys not None,
        tags not None,
    ):
        """Return a bit for each group of which a word stands in a tag, or in the name of an element that holds a kept block."""
        cdef bytearray seen = bytearray(len(keys))
        cdef Py_ssize_t i, element
        cdef uint64_t found = 0
        if len(element_of) != kept.shape[0] or len(parents) != len(keys):
            raise ValueError("a place is needed for each block and element")
        for tag in tags:
            found |= self.groups_in(tag)
        for i in range(kept.shape[0]):
            element = element_of[i] if kept[i] else -1
            while element >= 0:
                if element >= len(keys):
                    raise IndexError(element)
                if seen[element]:
                    break
                seen[element] = True
                found |= self.groups_in(keys[element])
                element = parents[element]
        return found

    cdef uint64_t groups_in(self, str text) noexcept:
        """Return a bit for each group of which a word stands in a text."""
        cdef void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
        cdef int kind = PyUnicode_KIND(text)
        if kind == 1:
            return found_in(self, <const uint8_t *> data, size)
        if kind == 2:
            return found_in(self, <const uint16_t *> data, size)
        return found_in(self, <const uint32_t *> data, size)


cdef uint64_t found_in(Signs signs, const Char *text, Py_ssize_t size) noexcept:
    cdef Py_ssize_t at
    cdef uint8_t number
    cdef uint64_t found = 0
    for at in range(size - 1):
        number = signs.first[(text[at] & 127) << 7 | (text[at + 1] & 127)]
        while number:
            if stands_at(signs, number, text, at - signs.rare[number], size):
                found |= signs.groups[number]
                if found == signs.every:
                    return found
            number = signs.after[number]
    return found


cdef bint stands_at(Signs signs, int number, const Char *text, Py_ssize_t at, Py_ssize_t size) noexcept:
    cdef int i
    if at < 0 or at + signs.sizes[number] > size:
        return False
    for i in range(signs.sizes[number]):
        if folded(text[at + i]) != signs.letters[number][i]:
            return False
    return True
