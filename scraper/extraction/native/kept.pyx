# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What is asked of the kept blocks of a page. Mirrors `RulesWanted` of `verdicts/wanted.py`, `start_of_text` and
`paragraph_words` of `verdicts/main_text.py`, `boxes` of `verdicts/series.py`, `f1_of` of `verdicts/threshold.py`,
`words_of` and `expected_words` of `verdicts/decide.py` and `is_filler` of `verdicts/placeholder.py`."""

from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc

from scraper.extraction.native.table cimport Entry, Table, table_of, text_of
from scraper.extraction.native.words cimport LineWords

from scraper.extraction.features import characters as _characters
from scraper.extraction.verdicts import placeholder as _placeholder
from scraper.extraction.verdicts import wanted as _wanted

cdef extern from "sums.h" nogil:
    float pairwise_sum(const float *numbers, Py_ssize_t size)

cdef enum:
    MOST_RULES = 64
    MOST_COLUMNS = 32

cdef int COLUMNS = len(_wanted.COLUMNS), LINES = len(_wanted.LINES), COUNTS = len(_wanted.COUNTS)
cdef int COPIES = _wanted.COPIES
cdef int COUNT_ROWS[MOST_COLUMNS]
for _i, _name in enumerate(_wanted.COUNTS):
    COUNT_ROWS[_i] = _characters.NUMBERS.index(_name)
if COLUMNS > MOST_COLUMNS or _wanted.COLUMNS[COUNTS + LINES :] != (
    "copies", "link", "tag", "heading", "picture_box", "score", "rank", "since_title", "below"
):
    raise ImportError("native.kept writes other columns")


cdef struct Bound:
    int column
    float least, most


cdef class RulesWanted:
    """What several rules want."""

    cdef Bound *bounds
    cdef int *ends  # of the bounds of each wanted block
    cdef int *bits  # of its rule
    cdef int n_wanted

    def __cinit__(self, rules):
        cdef int at = 0
        if len(rules) > MOST_RULES:
            raise ValueError(f"there is no room for {len(rules)} rules")
        every = [(bit, wanted) for bit, rule in enumerate(rules) for wanted in rule]
        self.bounds = <Bound *> malloc((sum([len(wanted) for _, wanted in every]) + 1) * sizeof(Bound))
        self.ends = <int *> malloc((len(every) + 1) * sizeof(int))
        self.bits = <int *> malloc((len(every) + 1) * sizeof(int))
        if self.bounds == NULL or self.ends == NULL or self.bits == NULL:
            raise MemoryError
        for bit, wanted in every:
            for name, (least, most) in wanted.items():
                self.bounds[at] = Bound(_wanted.COLUMNS.index(name), least, most)
                at += 1
            self.bits[self.n_wanted], self.ends[self.n_wanted] = bit, at
            self.n_wanted += 1

    def __dealloc__(self):
        free(self.bounds)
        free(self.ends)
        free(self.bits)

    def asked(self, view not None, const uint8_t[::1] kept not None, const float[::1] score not None):
        """Return a bit for each rule: whether a kept block is as it wants one."""
        cdef const float[:, ::1] counts = view.counts.numbers, lines = view.lines.rows
        cdef const float[::1] link = view.link, tag = view.tag, picture_box = view.picture_box
        cdef const uint8_t[::1] heading = view.heading, good = view.good
        cdef Py_ssize_t i, n = kept.shape[0], title = view.title
        cdef int k, rank = 0, below = 0
        cdef float known[MOST_COLUMNS]
        cdef uint64_t found = 0
        if not (
            n == score.shape[0] == link.shape[0] == tag.shape[0] == picture_box.shape[0] == heading.shape[0] == good.shape[0]
            and n == counts.shape[1] == lines.shape[1] and lines.shape[0] > COPIES
        ):
            raise ValueError("a number is needed for each block")
        for i in range(n):
            if not kept[i]:
                continue
            for k in range(COUNTS):
                known[k] = counts[COUNT_ROWS[k], i]
            for k in range(LINES):
                known[COUNTS + k] = lines[k, i]
            k = COUNTS + LINES
            known[k], known[k + 1], known[k + 2] = lines[COPIES, i], link[i], tag[i]
            known[k + 3], known[k + 4], known[k + 5] = heading[i], picture_box[i], score[i]
            known[k + 6], known[k + 7], known[k + 8] = rank, i - title, below
            rank += not heading[i]
            below += good[i]
            found |= self.fitting(known, found)
        return found

    cdef uint64_t fitting(self, const float *known, uint64_t found) noexcept nogil:
        """Return the bits of the rules that want a block, of those that have found none yet."""
        cdef int k, at = 0, end
        cdef uint64_t more = 0, bit
        for k in range(self.n_wanted):
            bit, end = (<uint64_t> 1) << self.bits[k], self.ends[k]
            if not (found | more) & bit:
                while at < end and self.bounds[at].least <= known[self.bounds[at].column] <= self.bounds[at].most:
                    at += 1
                if at == end:
                    more |= bit
            at = end
        return more


def start_of_text(
    const uint8_t[::1] kept not None, const uint8_t[::1] good not None, const float[::1] words not None, Py_ssize_t title,
    float least,
):
    """Return the first kept paragraph below the title, or of all if there is none, and the one with which they have so
    many words; None where they have fewer."""
    cdef Py_ssize_t i, first = -1, n = kept.shape[0]
    cdef float said = 0
    if good.shape[0] != n or words.shape[0] != n:
        raise ValueError("a number is needed for each block")
    while True:
        for i in range(title + 1, n):
            if kept[i] and good[i]:
                first = i if first < 0 else first
                said += words[i]
                if said >= least:
                    return first, i
        if first >= 0 or title < 0:
            return None
        title = -1


def paragraph_words(
    const uint8_t[::1] kept not None, const uint8_t[::1] good not None, const float[::1] words not None,
    Py_ssize_t start, Py_ssize_t end,
):
    """Return the words in the kept paragraphs of some blocks."""
    cdef Py_ssize_t i, n = kept.shape[0]
    cdef float *said
    cdef float total
    if good.shape[0] != n or words.shape[0] != n or start < 0:
        raise ValueError("a number is needed for each block")
    end = min(end, n)
    if start >= end:
        return 0.0
    said = <float *> malloc((end - start) * sizeof(float))
    if said == NULL:
        raise MemoryError
    for i in range(start, end):
        said[i - start] = words[i] if kept[i] and good[i] else 0
    total = pairwise_sum(said, end - start)
    free(said)
    return total


def words_of(const uint8_t[::1] kept not None, const float[::1] words not None):
    """Return the words in the kept blocks."""
    cdef Py_ssize_t i, found = 0, n = kept.shape[0]
    cdef float *said
    cdef float total
    if words.shape[0] != n:
        raise ValueError("a number is needed for each block")
    said = <float *> malloc((n + 1) * sizeof(float))
    if said == NULL:
        raise MemoryError
    for i in range(n):
        if kept[i]:
            said[found] = words[i]
            found += 1
    total = pairwise_sum(said, found)
    free(said)
    return total


def boxes(view not None, const uint8_t[::1] kept not None, Py_ssize_t after, float most, Py_ssize_t fewest):
    """Return what `boxes` returns: `most` are the words of text that may stand below a series, `fewest` its blocks."""
    cdef const uint8_t[::1] good = view.good
    cdef const float[::1] words = view.words
    cdef const int64_t[::1] element_of = view.geo.element, parents = view.geo.parent, first = view.geo.first, end = view.geo.end
    cdef Py_ssize_t i, element, n = kept.shape[0]
    cdef bytearray seen = bytearray(parents.shape[0])
    cdef double below = 0
    cdef list found = []
    if not (n == good.shape[0] == words.shape[0] == element_of.shape[0]) or not (
        parents.shape[0] == first.shape[0] == end.shape[0]
    ):
        raise ValueError("a number is needed for each block and element")
    for i in range(n - 1, -1, -1):
        if not kept[i]:
            continue
        if i <= after or below > most:
            break
        element = element_of[i]
        while element > 0:
            if element >= parents.shape[0]:
                raise IndexError(element)
            if first[element] <= after or seen[element]:
                break
            seen[element] = True
            if end[element] - first[element] >= fewest:
                found.append(element)
            element = parents[element]
        if good[i]:
            below += words[i]
    return found


def f1_of(const uint8_t[::1] kept not None, const float[::1] score not None, const float[::1] words not None):
    """Return the word F1 that can be expected of a choice of blocks."""
    cdef Py_ssize_t i, n = kept.shape[0]
    cdef double size, hits = 0, found = 0, chosen = 0
    if score.shape[0] != n or words.shape[0] != n:
        raise ValueError("a number is needed for each block")
    for i in range(n):
        size = words[i] if words[i] > 1 else 1
        hits += score[i] * size
        if kept[i]:
            found += score[i] * size
            chosen += size
    return 2 * found / (chosen + hits) if n else 0.0


def expected_words(
    const uint8_t[::1] kept not None, const float[::1] score not None, const float[::1] words not None, float noise
):
    """Return the words that are expected to be right, wrong and missed."""
    cdef Py_ssize_t i, n = kept.shape[0], n_kept = 0, n_lost = 0
    cdef float *hit = <float *> malloc((3 * n + 1) * sizeof(float))
    cdef float *wrong = hit + n
    cdef float *missed = wrong + n
    if hit == NULL:
        raise MemoryError
    if score.shape[0] != n or words.shape[0] != n:
        free(hit)
        raise ValueError("a number is needed for each block")
    for i in range(n):
        if kept[i]:
            hit[n_kept], wrong[n_kept] = score[i] * words[i], (1 - score[i]) * words[i]
            n_kept += 1
        elif score[i] > noise:
            missed[n_lost] = score[i] * words[i]
            n_lost += 1
    found = pairwise_sum(hit, n_kept), pairwise_sum(wrong, n_kept), pairwise_sum(missed, n_lost)
    free(hit)
    return found


cdef Table FILLERS = table_of({word: 0 for word in _placeholder.WORDS})
cdef Py_ssize_t FILLER_WORDS = _placeholder.MIN_WORDS
cdef double FILLER = _placeholder.FILLER


def is_filler(LineWords words not None, Py_ssize_t line):
    """Say whether most words of a line are those of a placeholder, or runs of "x"."""
    cdef Py_ssize_t at, left
    cdef double needed
    cdef Entry *word
    if not 0 <= line < words.n_lines:
        raise IndexError(line)
    left = words.starts[line + 1] - words.starts[line]
    needed = FILLER * left
    if left < FILLER_WORDS:
        return False
    for at in range(words.starts[line], words.starts[line + 1]):
        word = words.entry_of(words.words[at])
        if FILLERS.find(text_of(word), word.size, words.facts[words.words[at]].hashed) == NULL and not (
            is_run(text_of(word), word.size)
        ):
            left -= 1
            if left < needed:
                return False
    return True


cdef bint is_run(const uint32_t *word, Py_ssize_t size) noexcept:
    """Say whether a word is a run of "x"."""
    cdef Py_ssize_t i
    for i in range(size):
        if word[i] != c"x":
            return False
    return True
