# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Whether a text has one of some words. Mirrors `has_one` of `letters.py`, and `RulesNamed` of `verdicts/wanted.py`.

A text is read once for all words: of each, three characters side by side are looked for that are rare in texts. If no word is
short, some of its triples in a row are, and as many places in the text at a time are passed over: at one of them, one stands.
"""

from itertools import product

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memset

from scraper.extraction.native.strings cimport Char, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND

from scraper.extraction import letters as _letters

cdef enum:
    WIDE = 128  # from here on, characters are no ASCII
    MOST_WIDE = 8
    MOST_STEP = 4  # with more, what is looked for stands at too many of the places

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
    """Return the lowest five bits of all characters that are one where case does not count."""
    return [ord(letter) & 31, *[form & 31 for form, ascii in _letters.WIDE_FORMS.items() if ascii == letter]]


cdef int rarity(str letters, str by_frequency) except -1:
    return sum([by_frequency.index(letter) for letter in letters])


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

    def __cinit__(self, groups, str by_frequency=BY_FREQUENCY):
        """Take groups of words of three or more characters, none of them a capital letter, and all of these characters with the
        most frequent ones first."""
        cdef list words = [*dict.fromkeys([word for group in groups for word in group])]
        cdef int number, i
        cdef str word
        self.step = min(MOST_STEP, min([len(word) for word in words], default=3) - 2)
        memset(self.looked_for, 0, sizeof(self.looked_for))
        memset(self.words, 0, sizeof(self.words))
        if len(words) > MOST_WORDS:
            raise ValueError(f"there is no room for {len(words)} words")
        if len(groups) > MOST_GROUPS:
            raise ValueError(f"there is no room for {len(groups)} groups")
        for number, word in enumerate(words):
            if not 2 < len(word) <= LONGEST:
                raise ValueError(f"{word!r} is too short or too long to be looked for")
            for i in range(len(word)):
                self.letters[number][i] = <uint8_t> ord(word[i])
            self.sizes[number] = len(word)
            starts = range(len(word) - self.step - 1)
            self.rare[number] = max(starts, key=lambda at: rarity(word[at : at + self.step + 2], by_frequency))
            for i in range(self.rare[number], self.rare[number] + self.step):
                self.note(number, word[i : i + 3])
            self.groups[number] = sum([1 << bit for bit, group in enumerate(groups) if word in group])
            self.every |= self.groups[number]

    cdef int note(self, int number, str triple) except -1:
        """Note by which characters a word is found."""
        cdef int found_by
        for first, second, third in product(*map(forms_of, triple)):
            found_by = first << 10 | second << 5 | third
            self.looked_for[found_by >> 6] |= <uint64_t> 1 << (found_by & 63)
            self.words[found_by % BUCKETS] |= <uint64_t> 1 << number
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

    cdef uint64_t groups_in_bytes(self, const uint8_t *text, Py_ssize_t size) noexcept:
        """Return the same of a text in UTF-8, in which no character beyond ASCII counts as a letter of it."""
        return found_in(self, text, size)


cdef inline uint32_t triple_at(const Char *text, Py_ssize_t at) noexcept nogil:
    return (text[at] & 31) << 10 | (text[at + 1] & 31) << 5 | (text[at + 2] & 31)


cdef Py_ssize_t next_triple(const uint64_t *looked_for, const Char *text, Py_ssize_t at, Py_ssize_t size, int step) noexcept nogil:
    """Return where the first triple begins that is looked for, at `at` or some steps behind it; `size` if nowhere."""
    cdef uint32_t triple
    while at + 2 < size:
        triple = triple_at(text, at)
        if looked_for[triple >> 6] >> (triple & 63) & 1:
            return at
        at += step
    return size


cdef uint64_t found_in(Signs signs, const Char *text, Py_ssize_t size) noexcept:
    cdef Py_ssize_t at = next_triple(signs.looked_for, text, 0, size, signs.step)
    cdef uint64_t found = 0
    while at < size and found != signs.every:
        found |= groups_at(signs, triple_at(text, at), text, at, size)
        at = next_triple(signs.looked_for, text, at + signs.step, size, signs.step)
    return found


cdef uint64_t groups_at(Signs signs, uint32_t triple, const Char *text, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Return a bit for each group of which a word is found by the triple at `at`."""
    cdef int number = 0, i
    cdef uint64_t found = 0, words = signs.words[triple % BUCKETS]
    while words:
        for i in range(signs.step if words & 1 else 0):
            if stands_at(signs, number, text, at - signs.rare[number] - i, size):
                found |= signs.groups[number]
        words >>= 1
        number += 1
    return found


cdef bint stands_at(Signs signs, int number, const Char *text, Py_ssize_t at, Py_ssize_t size) noexcept:
    cdef int i
    if at < 0 or at + signs.sizes[number] > size:
        return False
    for i in range(signs.sizes[number]):
        if folded(text[at + i]) != signs.letters[number][i]:
            return False
    return True
