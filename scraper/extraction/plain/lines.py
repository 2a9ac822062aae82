"""Text without markup, cut into units: a line, or a bullet and the line it belongs to."""

import re
from typing import NamedTuple

from scraper.extraction.vocabulary import label_concept, prefix_concept, promo_concept

MAX_HEADLINE = 200  # characters

_BULLET = re.compile(
    r"(?:[-–—−*•·‣▪▫■□●○◦◆◇▶►▷»›→・∙+]|#?\d{1,2}[.)、．:：]|[(（]\d{1,2}[)）]|\d{1,2}位)(?:\s+|$)"
    r"|[・●■◆▶►①-⑳]\s*"
    r"|\d{1,2}$"
)
_TERMINAL = frozenset(".。．!！?？…؟۔।:：;；")
_CLOSING = "\"'”’»«“)]）」』】›"
_FULL_STOP = frozenset(".。．…۔।")
_ABBREVIATION = re.compile(r"(?:\b\w\.){2,6}$|\b(?:Inc|Jr|Sr|Co|Corp|Ltd|St|No|vs|etc)\.$")
_CASED = re.compile(r"[^\W\d_]\w*")


class PlainLine(NamedTuple):
    """One line, or a lone bullet with the line after it. `start` and `stop` count lines."""

    start: int
    stop: int
    text: str  # without bullet and outer white space
    bullet: bool
    lone: bool  # the bullet stood alone on its line
    gap: int  # blank lines before

    @property
    def glued(self) -> bool:
        """Whether only a line break parts it from the unit before."""
        return self.gap == 0


def units(lines: list[str]) -> list[PlainLine]:
    """Return the non-blank lines in order. Linear in the number of lines."""
    found: list[PlainLine] = []
    gap = index = 0
    while index < len(lines):
        line = lines[index].strip()
        if not line:
            gap += 1
            index += 1
            continue
        bullet = _BULLET.match(line)
        text = line[bullet.end() :] if bullet else line
        stop = index + 1
        lone = bool(bullet and not text)
        if lone:
            follower = _after_lone_bullet(lines, stop)
            if follower is not None:
                text, stop = lines[follower].strip(), follower + 1
        found.append(PlainLine(index, stop, text, bool(bullet), lone, gap))
        gap, index = 0, stop
    return found


def _after_lone_bullet(lines: list[str], index: int) -> int | None:
    """Return the line that a lone bullet belongs to: the next, or the one after a blank."""
    for candidate in (index, index + 1):
        if candidate < len(lines) and lines[candidate].strip():
            return None if _BULLET.match(lines[candidate].strip()) else candidate
    return None


def ends_sentence(text: str) -> bool:
    """Say whether a line ends as a sentence or a lead-in does, quotes and brackets aside."""
    core = text.rstrip(_CLOSING + " ")
    if not core:
        return False
    if core[-1] not in _TERMINAL:
        return False
    return not (core[-1] == "." and _ABBREVIATION.search(core[-12:]) and title_case(text))


def full_stop(text: str) -> bool:
    """Say whether a line ends in a full stop of any script."""
    core = text.rstrip(_CLOSING + " ")
    return bool(core) and core[-1] in _FULL_STOP and ends_sentence(text)


def headline_like(text: str) -> bool:
    """Say whether a line can be a headline: short, no full stop or colon at its end or 。 within.

    Headlines may ask or exclaim.
    """
    if not text or len(text) > MAX_HEADLINE or "。" in text:
        return False
    return not ends_sentence(text) or text.rstrip(_CLOSING + " ")[-1] in "?!？！؟"


def words(text: str) -> int:
    """Return the number of words; in scripts without spaces, two characters count as one."""
    spaced = len(text.split())
    dense = sum(1 for character in text[:MAX_HEADLINE] if "\u3040" <= character <= "\u9fff")
    return spaced if dense < 4 else max(spaced, dense // 2)


def title_case(text: str) -> bool:
    """Say whether most longer words begin with a capital, as in the headlines of many sites."""
    longer = [word for word in _CASED.findall(text) if len(word) > 3]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.75 * len(longer)


def starts_low(text: str) -> bool:
    """Say whether a line begins with a small letter: the rest of a sentence wrapped by hand."""
    return text[:1].islower()


class LineReading(NamedTuple):
    """What the vocabulary says about one unit."""

    label: str | None
    marker: str | None
    promo: str | None


def read(unit: PlainLine) -> LineReading:
    """Ask the vocabulary once per unit."""
    if not unit.text:
        return LineReading(None, None, None)
    return LineReading(
        None if unit.bullet else label_concept(unit.text),
        prefix_concept(unit.text),
        promo_concept(unit.text),
    )
