# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Phrases with gaps, as notices and appeals are worded. Mirrors `Sentence.holds` and `FirstLetters` of `vocabulary/phrases.py`,
`_promo` of `vocabulary/lookup.py`, and how `vocabulary/appeals.py` asks how sentences begin.
"""

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from scraper.extraction.native.folding cimport Folded, ONLY_PYTHON, fold
from scraper.extraction.native.labels cimport begins_with_any
from scraper.extraction.native.strings cimport (
    Char,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISSPACE,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
)
from scraper.extraction.native.table cimport SEED, Table, add_to_hash, hash_of, mixed, same_text, table_of

from array import array

from scraper.extraction.features import lines as _lines
from scraper.extraction.vocabulary import lookup as _lookup
from scraper.extraction.vocabulary import phrases as _phrases

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_MAX_CHAR_VALUE(str text) noexcept
    Py_ssize_t PyUnicode_FindChar(str text, Py_UCS4 character, Py_ssize_t start, Py_ssize_t end, int direction) except -2

cdef bint IS_MARK[128]  # that ends a sentence before white space, by character
for _mark in ".!?:":
    IS_MARK[ord(_mark)] = True

cdef enum:
    ASCII = 128
    NOT_FOUND = -1
    SPACE = 32
    ELLIPSIS = 0x2026
    MOST_SIZES = 8
    BEGINNING = 24  # characters of a sentence, of which most are no more than edges

cdef int FIRST = _phrases.FIRST, GAP = _phrases.GAP, MAX_ANYWHERE = _lookup.MAX_ANYWHERE
cdef int N_SIZES = len(_phrases.STARTS)
cdef int SIZES[MOST_SIZES]
if N_SIZES > MOST_SIZES:
    raise ImportError("native.sentences has too little room")
for _i in range(N_SIZES):
    SIZES[_i] = _phrases.STARTS[_i]


cdef Py_ssize_t find_piece(const Folded *line, const uint32_t *piece, Py_ssize_t size, Py_ssize_t at, Py_ssize_t reach) noexcept:
    """Return where a piece stands first as a whole in line[at:reach], NOT_FOUND if nowhere."""
    cdef Py_ssize_t last = min(reach, line.size) - size
    while at <= last:
        if line.text[at] == piece[0] and same_text(&line.text[at], piece, size):
            return at
        at += 1
    return NOT_FOUND


cdef class Sentences:
    """Phrases by what indexes them. The answers of `in_group` are the codes of their concepts."""

    def __cinit__(self, groups, codes):
        """Take phrases by their keys, and the code of each concept; concepts without one count as 0."""
        numbers, phrases, starts_of, members = {}, [], [0], []
        for key, group in groups.items():
            for phrase in group:
                if phrase not in numbers:
                    numbers[phrase] = len(phrases)
                    phrases.append(phrase)
                members.append(numbers[phrase])
            starts_of.append(len(members))
        self.keys = table_of({key: number for number, key in enumerate(groups)})
        self.groups, self.members = array("i", starts_of), array("i", members or [0])
        firsts, starts, letters = [0], [0], []
        for phrase in phrases:
            for piece in phrase.pieces:
                letters += map(ord, piece)
                starts.append(len(letters))
            firsts.append(len(starts) - 1)
        self.firsts, self.starts, self.letters = array("i", firsts), array("i", starts), array("I", letters or [0])
        self.codes = array("i", [codes.get(phrase.concept, 0) for phrase in phrases] or [0])
        self.whole_word = bytes([phrase.whole_word for phrase in phrases] or [0])

    cdef bint holds(self, int phrase, const Folded *line, Py_ssize_t at) noexcept:
        """Say whether a phrase stands in a line from `at` on."""
        cdef int piece, first = self.firsts[phrase]
        cdef Py_ssize_t size
        for piece in range(first, self.firsts[phrase + 1]):
            size = self.starts[piece + 1] - self.starts[piece]
            at = find_piece(line, &self.letters[self.starts[piece]], size, at, at + size + (GAP if piece > first else 0))
            if at < 0:
                return False
            at += size
        return not (self.whole_word[phrase] and at < line.size and Py_UNICODE_ISALNUM(line.text[at]))

    cdef int in_group(self, const Folded *line, const uint32_t *key, Py_ssize_t size, uint64_t hashed, bint anywhere) noexcept:
        """Return the code of the first phrase with this key that a line begins with, or has `anywhere` its first piece
        first stands; NOT_FOUND without one."""
        cdef int member, phrase, group, first
        cdef Py_ssize_t at = 0
        entry = self.keys.find(key, size, hashed)
        if entry == NULL:
            return NOT_FOUND
        group = entry.value
        for member in range(self.groups[group], self.groups[group + 1]):
            phrase = self.members[member]
            if anywhere:
                first = self.starts[self.firsts[phrase]]
                at = find_piece(line, &self.letters[first], self.starts[self.firsts[phrase] + 1] - first, 0, line.size)
            if at >= 0 and self.holds(phrase, line, at):
                return self.codes[phrase]
        return NOT_FOUND


cdef class Openings:
    """Phrases that a line, or a sentence in it, may begin with."""

    def __cinit__(self, groups, guard, codes):
        """Take phrases by their keys, the `FirstLetters` of these, and the code of each concept."""
        self.sentences = Sentences(groups, codes)
        self.guard_starts = table_of({text: 0 for text in guard.starts})
        self.guard_short = table_of({text: 0 for text in guard.short})

    cdef void warm(self) noexcept:
        """Bring into the cache what most lines are turned away by."""
        self.guard_starts.warm()
        self.guard_short.warm()

    cdef bint admits(self, const Folded *line) noexcept:
        """Say whether a line may begin with one of the phrases."""
        return begins_with_any(self.guard_starts, self.guard_short, line)

    cdef int opens(self, const Folded *line) noexcept:
        """Return the code of the first phrase that a line begins with, NOT_FOUND if there is none."""
        cdef int number, code
        cdef Py_ssize_t size
        if not self.admits(line):
            return NOT_FOUND
        for number in range(N_SIZES):
            size = min(SIZES[number], line.size)
            code = self.sentences.in_group(line, line.text, size, hash_of(line.text, size), False)
            if code != NOT_FOUND:
                return code
        return NOT_FOUND

    cdef bint may_open(self, int kind, void *data, Py_ssize_t size) noexcept:
        """Say whether a sentence begins with one of the phrases, or only Python can say it: most are turned away by their
        first characters."""
        cdef Folded folded
        if fold(&folded, kind, data, min(size, BEGINNING)) == ONLY_PYTHON:
            return True
        if size > BEGINNING:
            if folded.size >= FIRST and not self.admits(&folded):
                return False
            if fold(&folded, kind, data, size) == ONLY_PYTHON:
                return True
        return self.opens(&folded) != NOT_FOUND

    def may_open_in(self, list texts not None, const uint8_t[::1] among not None, int most, Py_ssize_t longest, str signs not None):
        """Return the places of the texts, among some and no longer than `longest`, that have one of these signs, or of which
        one of the first sentences may begin with a phrase."""
        cdef list out = []
        cdef str text
        cdef void *data
        cdef Py_ssize_t place, size, at, after, end
        cdef int kind, left
        if among.shape[0] != len(texts):
            raise ValueError("a flag is needed for each text")
        self.warm()
        for place in range(len(texts)):
            if not among[place]:
                continue
            text = texts[place]
            data, size, kind, at, left = PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text), PyUnicode_KIND(text), 0, most
            if size <= longest and has_sign(text, signs):
                out.append(place)
                continue
            while left > 0 and at <= size <= longest:
                after = sentence_end(kind, data, at, size, &end)
                if self.may_open(kind, <char *> data + kind * at, end - at):
                    out.append(place)
                    break
                at, left = after, left - 1
        return out

    def opens_sentence(self, str text not None, int most):
        """Say whether one of the first sentences of a text begins with a phrase; None where only Python can say it."""
        cdef int kind = PyUnicode_KIND(text)
        cdef void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), at = 0, end, after
        cdef Folded folded
        while most > 0 and at <= size:
            after = sentence_end(kind, data, at, size, &end)
            if fold(&folded, kind, <char *> data + kind * at, end - at) == ONLY_PYTHON:
                return None
            if self.opens(&folded) != NOT_FOUND:
                return True
            at = after
            most -= 1
        return False


cdef bint has_sign(str text, str signs) except -1:
    """Say whether a text has one of some characters."""
    cdef Py_UCS4 sign, highest = PyUnicode_MAX_CHAR_VALUE(text)
    for sign in signs:
        if sign <= highest and PyUnicode_FindChar(text, sign, 0, PyUnicode_GET_LENGTH(text), 1) >= 0:
            return True
    return False


cdef Py_ssize_t sentence_end(int kind, void *data, Py_ssize_t at, Py_ssize_t size, Py_ssize_t *end) noexcept:
    """Note where a sentence ends, and return where the next one begins; past the text after the last one."""
    if kind == 1:
        return end_of_sentence(<const uint8_t *> data, at, size, end)
    if kind == 2:
        return end_of_sentence(<const uint16_t *> data, at, size, end)
    return end_of_sentence(<const uint32_t *> data, at, size, end)


cdef Py_ssize_t end_of_sentence(const Char *text, Py_ssize_t at, Py_ssize_t size, Py_ssize_t *end) noexcept:
    cdef uint32_t character
    cdef Py_ssize_t next_at
    while at < size:
        character = text[at]
        next_at = at + 1
        if character < ASCII and not IS_MARK[character]:  # as most are
            at = next_at
            continue
        if character in (0x3002, 0xff01, 0xff1f):  # which no space needs to follow
            end[0] = at
            return next_at
        if character < ASCII or character == ELLIPSIS:
            while next_at < size and Py_UNICODE_ISSPACE(text[next_at]):
                next_at += 1
            if next_at > at + 1:
                end[0] = at
                return next_at
        at = next_at
    end[0] = size
    return size + 1


cdef Openings OPENINGS = Openings(_lookup.SENTENCES, _lookup.SENTENCE_GUARD, _lines.CONCEPT_CODES)
cdef Sentences BY_WORD = Sentences(_lookup.BY_WORD, _lines.CONCEPT_CODES)
cdef Sentences UNSPACED = Sentences({"": _lookup.UNSPACED}, _lines.CONCEPT_CODES)


cdef int unspaced_promotion(const Folded *line) noexcept:
    """Return the code of the first phrase of a script without spaces that a line has; NOT_FOUND without one."""
    cdef int phrase, first
    cdef Py_ssize_t at
    cdef uint64_t seen = 0
    for at in range(line.size):
        seen |= (<uint64_t> 1) << (line.text[at] & 63)
    for phrase in range(UNSPACED.firsts.shape[0] - 1):
        first = UNSPACED.starts[UNSPACED.firsts[phrase]]
        if not seen & (<uint64_t> 1) << (UNSPACED.letters[first] & 63):
            continue
        at = find_piece(
            line, &UNSPACED.letters[first], UNSPACED.starts[UNSPACED.firsts[phrase] + 1] - first, 0, line.size
        )
        if at >= 0 and UNSPACED.holds(phrase, line, at):
            return UNSPACED.codes[phrase]
    return NOT_FOUND


cdef void warm_promotions() noexcept:
    """Bring into the cache what lines are turned away by that promote nothing."""
    OPENINGS.warm()
    BY_WORD.keys.warm()


cdef int promotion(const Folded *line, Py_ssize_t length) noexcept:
    """Return the code of what a line of this length promotes or gives notice of, 0 for nothing."""
    cdef Py_ssize_t at = 0, start
    cdef uint64_t hashed
    cdef int code = OPENINGS.opens(line)
    if code != NOT_FOUND:
        return code
    if length > MAX_ANYWHERE:
        return 0
    while at < line.size:
        start, hashed = at, SEED
        while at < line.size and line.text[at] != SPACE:
            hashed = add_to_hash(hashed, line.text[at])
            at += 1
        if BY_WORD.keys.may_hold(mixed(hashed)):
            code = BY_WORD.in_group(line, &line.text[start], at - start, mixed(hashed), True)
            if code != NOT_FOUND:
                return code
        at += 1
    code = unspaced_promotion(line) if line.has_unspaced else NOT_FOUND
    return max(code, 0)


cdef dict CONCEPT_OF = dict(zip(_lines.CONCEPT_CODES.values(), _lines.CONCEPT_CODES))


def promotion_of(str text not None):
    """Return the concept of what a line promotes or gives notice of, "" for nothing; None where only Python can say it."""
    cdef Folded folded
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    if fold(&folded, PyUnicode_KIND(text), PyUnicode_DATA(text), min(size, MAX_ANYWHERE)) == ONLY_PYTHON:
        return None
    return CONCEPT_OF.get(promotion(&folded, size), "")
