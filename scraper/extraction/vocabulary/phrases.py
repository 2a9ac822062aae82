"""From written phrases to the tables the look-ups work with. Runs once, on import."""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from scraper.extraction.vocabulary.language import Phrases

KEY = 5  # characters of an opening or closing that index the phrases with a gap
STARTS = (9, 6, 4, 2, 1)  # characters of a sentence phrase's start that can index it
FIRST = 4  # characters by which most lines are turned away before an index is asked
GAP = 60  # characters a gap in a sentence can hold
ACTIONS = frozenset(("cta", "navigation"))  # concepts whose words ("Read more") head lists as well

EDGE = " \t\r\n\v\f\0\xa0\u3000\u200b\u200e\u200f\ufeff\ufe0f" + (
    "\"'`“”„«»‹›‘’‚「」『』【】〔〕《》〈〉＜＞<>[]()（）［］:：;；,，、،|｜/／\\!！…·•●○◦∙⋅▪▫■□◆◇★☆※"
    "►▶▷▸▹▻◀◄→←↑↓⇒➔➜➤➡↗⟶⟩▼▽▾▲△⌄☞👉📌🔗📷📸🎥🔴⭐📰📢🔔✉📧💬🔥✅❤*+~=_#&-–—−―─━"
)
"""What does not count at the edges of a line or phrase."""

_BROKEN = re.compile(r"/ (?=[^\]/])")  # a line end after the slash between two alternatives
_ALTERNATIVES = re.compile(r"\[([^\[\]]*+)\]")


class Slotted(NamedTuple):
    """A label or marker with a gap: what stands before it, what behind, and what it means."""

    before: str
    after: str
    concept: str


class Sentence(NamedTuple):
    """A sentence phrase: the pieces around its gaps, and whether it has to end with a word."""

    pieces: tuple[str, ...]
    whole_word: bool
    concept: str

    @property
    def key(self) -> str:
        """The start that indexes the phrase: as long as `STARTS` allows."""
        size = next(size for size in STARTS if size <= len(self.pieces[0]))
        return self.pieces[0][:size]

    @property
    def rarest(self) -> str:
        """The longest word it holds, by which a line is tested before the phrase itself."""
        last = None if self.whole_word else -1
        words = [word for piece in self.pieces for word in piece.split()]
        return max(words[:last] or words, key=len)

    def holds(self, text: str, start: int) -> bool:
        """Say whether the phrase stands in `text` from `start` on; linear in the gaps' bound."""
        position = start
        for number, piece in enumerate(self.pieces):
            reach = position + len(piece) + (GAP if number else 0)
            found = text.find(piece, position, reach)
            if found < 0:
                return False
            position = found + len(piece)
        return not (self.whole_word and text[position : position + 1].isalnum())


def level(text: str) -> str:
    """Return the text without differences of case (the Turkish İ included) and of apostrophes."""
    return text.casefold().replace("’", "'").replace("i\u0307", "i")


def fold(text: str) -> str:
    """Return the form in which lines and phrases are compared: case, edges and spaces levelled."""
    folded = level(text.strip(EDGE))
    return folded if folded.isprintable() and "  " not in folded else " ".join(folded.split())


def expand(phrases: str) -> Iterator[str]:
    """Yield every phrase that a line of data stands for: split at "|", alternatives multiplied out."""
    for phrase in _BROKEN.sub("/", " ".join(phrases.split())).split("|"):
        parts = _ALTERNATIVES.split(phrase.strip())
        choices = [part.split("/") if index % 2 else [part] for index, part in enumerate(parts)]
        yield from filter(None, map("".join, product(*choices)))


def flat(*tables: Phrases) -> Iterator[tuple[str, str]]:
    """Yield (phrase, concept) of several tables, in order, in comparable case."""
    for table in tables:
        for concept, phrases in table.items():
            for phrase in expand(phrases):
                yield level(phrase), concept


class FirstLetters:
    """Turns most lines away by their first characters, before an index is asked."""

    def __init__(self, phrases: Iterable[str]) -> None:
        phrases = tuple(phrases)
        self.starts = frozenset(phrase[:FIRST] for phrase in phrases)
        self.short = frozenset(phrase[:2] for phrase in phrases if len(phrase.rstrip()) < FIRST)

    def admits(self, folded: str) -> bool:
        """Say whether a line may start with one of the phrases."""
        return folded[:FIRST] in self.starts or folded[:2] in self.short


class Lines:
    """Labels or markers: a dictionary of whole phrases, and those with a gap by their ends."""

    def __init__(self, *tables: Phrases) -> None:
        self.whole: dict[str, str] = {}
        self.openings: dict[str, list[Slotted]] = {}
        self.closings: dict[str, list[Slotted]] = {}
        for phrase, concept in flat(*tables):
            before, slot, after = phrase.partition("*")
            if not slot:
                self._add(fold(phrase), concept)
            elif before:
                self.openings.setdefault(before[:KEY], []).append(Slotted(before, after, concept))
            else:
                self.closings.setdefault(after[-KEY:], []).append(Slotted(before, after, concept))
        self.whole.pop("", None)
        self.opening_sizes = tuple(sorted({len(key) for key in self.openings}))
        self.closing_sizes = tuple(sorted({len(key) for key in self.closings}))
        self.opening_guard = FirstLetters(self.openings)
        self.closing_ends = frozenset(key[-3:] for key in self.closings)
        self.guard = FirstLetters(
            (*self.whole, *(s.before for g in self.openings.values() for s in g))
        )

    def _add(self, folded: str, concept: str) -> None:
        """Add a phrase. Its first concept stays, but "related", the widest, yields to narrow ones."""
        if self.whole.setdefault(folded, concept) == "related" and concept not in ACTIONS:
            self.whole[folded] = concept


def sentence(phrase: str, concept: str) -> Sentence:
    """Cut a phrase at its gaps. A "*" glued to the end lets the last word go on."""
    text = phrase.strip("~ ")
    literal = text.strip("* ")
    # Scripts that put no space between words have no word end to ask for.
    whole_word = literal[-1].isalnum() and literal[-1] < "\u0e00"
    pieces = tuple(piece for piece in literal.split("*") if piece)
    return Sentence(pieces, whole_word and not text.endswith(literal[-1] + "*"), concept)
