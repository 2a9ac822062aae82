"""The parts of a title between separators: the headline, its section and its site."""

import re
from collections.abc import Callable, Sequence, Set
from functools import lru_cache

from scraper.extraction.letters import squash

MAX_PARTS = 12  # of a title between separators
MIN_PART = 8  # letters of a part of a title that is the headline; shorter ones are sections
MIN_HEADLINE_WORDS = 3  # fewer are the name of a site or of a section
MOST_KNOWN = 32  # texts that are remembered: a page says its title several times, and each is asked for in turn
WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(
    r"\s{1,4}[|–—\-·•»«›‹│:/<>~]{1,2}\s{1,4}|\s{0,4}[|｜│_»]\s{0,4}|(?<=\S):\s{1,4}"
    r"|(?<=[\u3040-\u9fff！？”」])\s{0,4}[-–—]++\s{0,4}"
)
_SEPARATOR_SIGNS = frozenset("|–—-·•»«›‹│:/<>~｜_")
"""Of these every separator has one, and few titles: to look for them takes a tenth of the search for the pattern."""


@lru_cache(maxsize=MOST_KNOWN)
def separators(title: str) -> tuple[tuple[int, int], ...]:
    """Return where the separators in a title begin and end."""
    if _SEPARATOR_SIGNS.isdisjoint(title):
        return ()
    return tuple([match.span() for match in _SEPARATOR.finditer(title)])


def ends_part(title: str, place: int) -> bool:
    """Say whether a separator begins at a place in a title."""
    return _SEPARATOR.match(title, place) is not None


def without_name(heading: str, sites: set[str]) -> str:
    """Return a heading of several words without the site's name after it."""
    spans = separators(heading)
    if not spans or squash(heading[spans[-1][1] :]) not in sites:
        return heading
    rest = heading[: spans[-1][0]].strip()
    return rest if len(WORD.findall(rest)) >= MIN_HEADLINE_WORDS else heading


def without_site(
    title: str, sites: set[str], keys: set[str], is_line: Callable[[str], bool]
) -> str:
    """Return a title without the site's name before or after it.

    `keys` are squashed headings; `is_line` says of a squashed text whether it is a line that may be the headline.
    """
    spans = separators(title)
    if not spans or len(spans) > MAX_PARTS or squash(title) in keys:
        return title
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(title)]
    stretches = [(s, e) for s in starts for e in reversed(ends) if s < e]
    headings = keys - sites
    parts = [title[start:end].strip() for start, end in stretches]
    headed = [part for part in parts if len(part) > MIN_PART and squash(part) in headings]
    if headed:  # a section of one word gives way to a headline
        return max(headed, key=lambda part: " " in part)
    shown = [(s, e) for s, e in stretches[1:] if _is_shown(title, s, e, sites, is_line)]
    if shown:
        start, end = max(shown, key=lambda stretch: stretch[1] - stretch[0])
        return title[start:end].strip()
    return title if is_line(squash(title)) else _cut(title, spans, sites)


def _is_shown(
    title: str, start: int, end: int, sites: set[str], is_line: Callable[[str], bool]
) -> bool:
    """Say whether a part of a title is a line of the page and no name: longer than what precedes it,
    and of several words."""
    part = title[start:end].strip()
    named = len(words_of(part)) < MIN_HEADLINE_WORDS or end - start < start
    if len(part) <= MIN_PART or named:
        return False
    key = squash(part)
    return key not in sites and is_line(key)


def _cut(title: str, spans: Sequence[tuple[int, int]], sites: set[str]) -> str:
    """Return a title without parts at its ends that are the site's name or read like one."""
    spans = [span for span in spans if title[span[0]] != ":"]
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(title)]
    parts = [title[s:e].strip() for s, e in zip(starts, ends, strict=True)]
    while len(parts) > 1 and squash(parts[-1]) in sites:
        parts.pop()
        ends.pop()
    while len(parts) > 1 and squash(parts[0]) in sites:
        starts.pop(0)
        parts.pop(0)
    if len(ends) == len(spans) + 1 and _is_tail(parts[-1], parts[:-1]):
        ends.pop()
    return title[starts[0] : ends[-1]].strip()


def _is_tail(last: str, rest: Sequence[str]) -> bool:
    """Say whether the last part of a title reads like a site's name: short beside what precedes."""
    before = " ".join(rest)
    return len(rest) > 0 and len(WORD.findall(last)) <= 4 and len(before) >= 2 * len(last)


@lru_cache(maxsize=MOST_KNOWN)
def words_of(text: str) -> Set[str]:
    """Return the words of a text in small letters; of scripts that write without spaces, the characters."""
    words: set[str] = set()
    for word in WORD.findall(text.lower()):
        words.update(word) if word[0] >= "\u3040" else words.add(word)
    return frozenset(words)
