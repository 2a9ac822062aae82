"""The difference of two versions, paragraph by paragraph, with the words that changed. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from scraper.views.safe_text import Clipped, clipped

MOST_LINE = 5_000  # characters of a paragraph
MOST_WORDS = 400  # of a paragraph whose words are compared: the time grows with their square
MOST_PAIRS = 50  # paragraphs of one difference whose words are compared
ALIKE = 0.5  # share of equal words under which a paragraph was not changed but replaced
_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words that stand together; `changed` where the other version has others."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph of a difference: "+" was added, "-" removed, " " is in both. `runs` are its words
    where another version of the paragraph is beside it, else empty."""

    sign: str
    text: Clipped
    runs: tuple[WordRun, ...] = ()


def changes_of(lines: Sequence[str]) -> tuple[Change, ...]:
    """Return the lines of a difference, each with its sign in front, as what is shown."""
    found = [Change(line[:1], clipped(line[2:], MOST_LINE)) for line in lines]
    return tuple(_with_words(found))


def _with_words(changes: Sequence[Change]) -> Iterator[Change]:
    """Yield the changes; paragraphs that were removed and as many that follow are compared in pairs."""
    groups = [list(group) for _, group in groupby(changes, key=lambda change: change.sign)]
    left = MOST_PAIRS
    at = 0
    while at < len(groups):
        group, after = groups[at], groups[at + 1] if at + 1 < len(groups) else []
        signs = (group[0].sign, after[0].sign if after else "")
        if signs == ("-", "+") and len(group) == len(after) <= left:
            left -= len(group)
            pairs = [_compared(*pair) for pair in zip(group, after, strict=True)]
            yield from (before for before, _ in pairs)
            yield from (now for _, now in pairs)
            at += 2
        else:
            yield from group
            at += 1


def _compared(before: Change, now: Change) -> tuple[Change, Change]:
    old, new = (_WORD.findall(change.text.text) for change in (before, now))
    if max(len(old), len(new)) > MOST_WORDS:
        return before, now
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return before, now
    steps = matcher.get_opcodes()
    was = _runs((old[i:j], kind) for kind, i, j, _, _ in steps)
    is_now = _runs((new[i:j], kind) for kind, _, _, i, j in steps)
    return Change("-", before.text, was), Change("+", now.text, is_now)


def _runs(steps: Iterator[tuple[list[str], str]]) -> tuple[WordRun, ...]:
    return tuple(WordRun("".join(words), kind != "equal") for words, kind in steps if words)
