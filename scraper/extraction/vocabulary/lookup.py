"""The three questions about a line: dictionaries and prefix tests, each behind a cheap guard.

The guards matter: a page has hundreds of lines, and most of them hold no phrase.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from scraper.extraction.native import IS_NATIVE
from scraper.extraction.vocabulary.languages import LANGUAGES
from scraper.extraction.vocabulary.phrases import (
    EDGE,
    STARTS,
    FirstLetters,
    Lines,
    Sentence,
    Slotted,
    flat,
    fold,
    level,
    sentence,
)

MAX_LABEL = 80  # characters; the longest label with its topic
MAX_MARKER = 45  # characters before the colon of an insert marker
MAX_ANYWHERE = 300  # characters of a line that sentence phrases are looked for in
MAX_TOPIC = 40  # characters of the topic in "Top articles in ..."
MAX_TOPIC_WORDS = 5  # and its words

_COUNT = re.compile(
    r"^\d++(?:[.,]\d++)?\s+|(?:\s{0,2}[(（\[]|\s)\s{0,2}\d[\d.,]{0,8}\s{0,2}[)）\]]*+$"
)
COUNT_CHARACTERS = (
    "0123456789.,()[]（） "  # what `_COUNT` takes away consists of, and digits of other scripts
)
COLONS, DASHES = (
    ":：►▶→»›",
    "–—",
)  # part a marker from what follows; "-" and ">" do so after a space
_DELIMITER = re.compile(rf"[{COLONS}]|\s[-{DASHES}>]|[{DASHES}]")
FIRST_UNSPACED = "\u2e80"  # from here on, scripts that put no space between words
_UNSPACED_SCRIPT = re.compile(f"[{FIRST_UNSPACED}-\uffff]")
_STOPS = frozenset(".。")
_ITEM = frozenset(("- ", "* "))  # how a list item starts
_SENTENCE_MARKS = ".!?;:。！？；：,，、"

LABELS = Lines(*(language.labels for language in LANGUAGES.values()))
MARKERS = Lines(*(language.markers for language in LANGUAGES.values()))
BARE: dict[str, list[tuple[str, str]]] = {}
for _phrase, _concept in flat(*(language.bare_markers for language in LANGUAGES.values())):
    BARE.setdefault(_phrase[:2], []).append((_phrase, _concept))
SENTENCES: dict[str, list[Sentence]] = {}
BY_WORD: dict[str, list[Sentence]] = {}
UNSPACED: list[Sentence] = []
for _phrase, _concept in flat(*(language.sentences for language in LANGUAGES.values())):
    _sentence = sentence(_phrase, _concept)
    if _phrase[0] not in "~*":
        SENTENCES.setdefault(_sentence.key, []).append(_sentence)
    elif _sentence.pieces[0][0] >= FIRST_UNSPACED:
        UNSPACED.append(_sentence)
    else:
        for _mark in ("", ".", ",", "!", ":", ";", "?"):
            BY_WORD.setdefault(_sentence.rarest + _mark, []).append(_sentence)

SENTENCE_GUARD = FirstLetters(SENTENCES)

CONCEPTS: tuple[str, ...] = tuple(
    dict.fromkeys(
        concept
        for language in LANGUAGES.values()
        for table in (language.labels, language.markers, language.bare_markers, language.sentences)
        for concept in table
    )
)
"""Everything the three look-ups can answer."""


def label_concept(text: str) -> str | None:
    """Return the concept that a line labels when the whole line is a heading's label, or None."""
    if len(text) > MAX_LABEL:
        return None
    text = text.rstrip()
    return _look_up(fold(text.rstrip(".")), LABELS) if _may_label(text) else None


def _may_label(text: str) -> bool:
    """Say whether a line may be a label: one with a full stop is a sentence, one after a bullet an item."""
    end = text[-1:]
    if end in _STOPS:
        return text.endswith("...")
    return text[:2] not in _ITEM or end in "-*"


def prefix_concept(text: str) -> str | None:
    """Return the concept of the marker that a line starts with ("Read also: ..."), or None.

    The line has to go on after the marker; a marker alone is a label.
    """
    if IS_NATIVE and (found := _native_marker()(text)) is not None:
        return found or None
    return pure_prefix_concept(text)


@cache
def _native_marker() -> Callable[[str], str | None]:
    from scraper.extraction.native.phrases import marker_concept  # noqa: PLC0415  # it reads the phrases of this module

    return marker_concept


def pure_prefix_concept(text: str) -> str | None:
    """Return what `prefix_concept` returns."""
    start = text[: MAX_MARKER + 20].lstrip(EDGE)
    folded = level(start)
    if MARKERS.guard.admits(folded):
        delimiter = _DELIMITER.search(start, 1, MAX_MARKER)
        if delimiter and start[delimiter.end() :].strip(EDGE):
            found = _look_up(fold(start[: delimiter.start()]), MARKERS)
            if found:
                return found
    for key in (folded[:2], folded[:1]):
        for phrase, concept in BARE.get(key, ()):
            if folded.startswith(phrase) and _goes_on(folded, len(phrase)):
                return concept
    return None


def promo_concept(text: str) -> str | None:
    """Return the concept of a notice or promotion (newsletter, paywall, consent, ...), or None.

    Long lines are only asked how they start.
    """
    if IS_NATIVE and (found := _native_promotion()(text)) is not None:
        return found or None
    return pure_promo_concept(text)


@cache
def _native_promotion() -> Callable[[str], str | None]:
    from scraper.extraction.native.sentences import promotion_of  # noqa: PLC0415  # it reads the phrases of this module

    return promotion_of


def pure_promo_concept(text: str) -> str | None:
    """Return what `promo_concept` returns."""
    return _promo(fold(text[:MAX_ANYWHERE]), len(text))


def line_concepts(text: str) -> tuple[str | None, str | None, str | None]:
    """Answer `label_concept`, `prefix_concept` and `promo_concept` at once.

    The line is brought into comparable form once, and by its first characters most lines are
    known to start with no marker.
    """
    folded = fold(text[:MAX_ANYWHERE])
    label = prefix = None
    if len(text) <= MAX_LABEL and _may_label(text):
        label = _look_up(fold(text.rstrip(".")) if text[-1] == "." else folded, LABELS)
    if MARKERS.guard.admits(folded) or folded[:2] in BARE or folded[:1] in BARE:
        prefix = pure_prefix_concept(text)
    return label, prefix, _promo(folded, len(text))


def _promo(folded: str, length: int) -> str | None:
    if SENTENCE_GUARD.admits(folded):
        for size in STARTS:
            for phrase in SENTENCES.get(folded[:size], ()):
                if phrase.holds(folded, 0):
                    return phrase.concept
    return _anywhere(folded) if length <= MAX_ANYWHERE else None


def _anywhere(folded: str) -> str | None:
    """Return the concept of a phrase inside a line; asked only when its longest word is there."""
    words = folded.split()
    if not BY_WORD.keys().isdisjoint(words):
        for word in words:
            for phrase in BY_WORD.get(word, ()):
                start = folded.find(phrase.pieces[0])
                if start >= 0 and phrase.holds(folded, start):
                    return phrase.concept
    if not folded.isascii() and _UNSPACED_SCRIPT.search(folded):
        for phrase in UNSPACED:
            start = folded.find(phrase.pieces[0])
            if start >= 0 and phrase.holds(folded, start):
                return phrase.concept
    return None


def _look_up(folded: str, lines: Lines) -> str | None:
    found = lines.whole.get(folded)
    if found or not folded:
        return found
    if lines.opening_guard.admits(folded) or folded[-3:] in lines.closing_ends:
        for slotted in _candidates(folded, lines):
            if _fills(folded, slotted):
                return slotted.concept
    ends = folded[0] + folded[-1]
    if min(ends) <= "9" or any(map(str.isdecimal, ends)):  # a count at either end: "12 comments"
        bare = _COUNT.sub("", folded)
        return lines.whole.get(bare.strip(EDGE)) if bare != folded else None
    return None


def _candidates(folded: str, lines: Lines) -> Iterator[Slotted]:
    """Yield the phrases with a gap that open or close as the line does."""
    for size in lines.opening_sizes:
        yield from lines.openings.get(folded[:size], ())
    for size in lines.closing_sizes:
        yield from lines.closings.get(folded[-size:], ())


def _fills(folded: str, slotted: Slotted) -> bool:
    """Say whether a line is a phrase with a topic or name in its gap: short, no sentence."""
    if not (folded.startswith(slotted.before) and folded.endswith(slotted.after)):
        return False
    topic = folded[len(slotted.before) : len(folded) - len(slotted.after)].strip(EDGE)
    return (
        0 < len(topic) <= MAX_TOPIC
        and topic.count(" ") < MAX_TOPIC_WORDS
        and not any(mark in topic for mark in _SENTENCE_MARKS)
    )


def _goes_on(folded: str, end: int) -> bool:
    """Say whether more text follows a bare marker, and the marker ends where a word does."""
    following = folded[end : end + 1]
    word_goes_on = following.isalnum() and following < "\u0e00" and folded[end - 1].isalpha()
    return bool(folded[end:].strip(EDGE)) and not word_goes_on
