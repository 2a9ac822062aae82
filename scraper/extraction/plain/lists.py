"""Where the list under a label ends, and which lists without a label are no body text."""

import re
from collections.abc import Sequence
from statistics import median

from scraper.extraction.plain.lines import (
    PlainLine,
    ends_sentence,
    full_stop,
    headline_like,
    starts_low,
    title_case,
    words,
)

MAX_DECK = 220  # characters of the summary under a teaser's headline
MIN_UNLABELLED = 3  # items before a list without a label is judged at all
HEADLINE_WORDS = 8  # words of a usual headline; tags, subheads and body items are shorter
SHORTEST_WORDS = 5  # words of the shortest headline in a list without a label
SUBHEAD_WORDS = 5  # up to which a line may be a subhead

_STAMP = re.compile(
    r"\b\d{1,2}:\d{2}\b|\b\d{1,2}[./]\d{1,2}[./](?:19|20)?\d{2}\b|\b(?:19|20)\d{2}[-/.]\d{1,2}[-/.]"
    r"|(?:19|20)\d{2}年|\d\s{0,4}(?:時間|分|日|小时|小時|分钟|天)前|\bago\b"
    r"|\b(?:vor|hace|há|il y a)\s+\d|\d\s{1,4}(?:hours?|minutes?|days?)\b"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,12}\.? \d{1,2}, (?:19|20)\d{2}",
    re.IGNORECASE,
)


def list_end(units: Sequence[PlainLine], start: int, labels: Sequence[str | None]) -> int:
    """Return the unit after the last item of the list that starts at `start`.

    `labels` has the concept of every unit that is a label; there the list ends in any case.
    """
    if start >= len(units) or labels[start] is not None:
        return start
    if units[start].bullet:
        return _bulleted_end(units, start, labels)
    return _bare_end(units, start, labels)


def _bulleted_end(units: Sequence[PlainLine], start: int, labels: Sequence[str | None]) -> int:
    """Return where a list with bullets ends: at the first line without one, but for the summaries under its headlines."""
    stop = start
    decks = start + 1 < len(units) and _deck(units[start + 1])
    while stop < len(units) and labels[stop] is None:
        unit = units[stop]
        if unit.bullet:
            if not headline_like(unit.text) and len(unit.text) > MAX_DECK:
                break
        elif not (decks and _deck(unit) and stop + 1 < len(units) and units[stop + 1].bullet):
            break
        stop += 1
    if decks and stop + 1 == len(units) and _deck(units[stop]):
        stop += 1
    return stop


def _deck(unit: PlainLine) -> bool:
    return not unit.bullet and len(unit.text) <= MAX_DECK


def _bare_end(units: Sequence[PlainLine], start: int, labels: Sequence[str | None]) -> int:
    """Return where lines without bullets stop looking like headlines; the body's subhead stays."""
    stop = start
    while (
        stop < len(units)
        and labels[stop] is None
        and not units[stop].bullet
        and headline_like(units[stop].text)
        and not (units[stop].glued and starts_low(units[stop].text))
    ):
        stop += 1
    body_follows = stop < len(units) and labels[stop] is None
    if body_follows and _subhead(units, start, stop - 1):
        stop -= 1
    return stop


def _subhead(units: Sequence[PlainLine], start: int, last: int) -> bool:
    """Say whether the line before the resuming body is its subhead and no more item."""
    if last < start:
        return False
    before = units[start:last]
    if not before:
        return words(units[last].text) < SUBHEAD_WORDS
    set_apart = units[last].gap > max(unit.gap for unit in before[1:] or before)
    size = words(units[last].text)
    short = size <= SUBHEAD_WORDS and size < 0.6 * median(words(unit.text) for unit in before)
    return short or (set_apart and last - start >= 2)


def tail_start(units: Sequence[PlainLine], notices: Sequence[bool]) -> int:
    """Return the unit after the last one that reads as body text: no bullet, a sentence's end.

    `notices` tells for every unit whether it is a notice or an author's biography.
    """
    for index in range(len(units) - 1, -1, -1):
        unit = units[index]
        body = not unit.bullet and not notices[index]
        if body and (full_stop(unit.text) or len(unit.text) > MAX_DECK):
            return index + 1
    return 0


def unlabelled_evidence(units: Sequence[PlainLine], start: int, stop: int) -> str:
    """Say why units[start:stop], a run without a label, is a list of other stories; "" if not known.

    Two signals of different kinds have to agree, on top of headlines of full length: nothing
    introduces the list (no colon, no subhead), and its items are either set in title case or
    stamped with dates or times.
    """
    items = units[start:stop]
    before = units[start - 1].text if start else ""
    if len(items) < MIN_UNLABELLED or not full_stop(before):
        return ""
    lengths = [words(unit.text) for unit in items]
    listing = sum(":" in unit.text for unit in items) > len(items) / 2  # "Fees: ...", "2023: ..."
    if listing or min(lengths) < SHORTEST_WORDS or median(lengths) < HEADLINE_WORDS:
        return ""
    if not all(headline_like(unit.text) for unit in items):
        return ""
    if all(_STAMP.search(unit.text) for unit in items):
        return f"{len(items)} headlines with dates, and nothing introduces them"
    if sum(title_case(unit.text) for unit in items) >= 0.8 * len(items):
        return f"{len(items)} headlines in title case, and nothing introduces them"
    return ""


def bullet_runs(units: Sequence[PlainLine]) -> list[tuple[int, int]]:
    """Return the longest runs of lines with bullets, as (start, stop)."""
    runs: list[tuple[int, int]] = []
    start = None
    for index, unit in enumerate((*units, None)):
        if unit is not None and unit.bullet:
            start = index if start is None else start
        elif start is not None:
            runs.append((start, index))
            start = None
    return runs


def body_item(unit: PlainLine) -> bool:
    """Say whether a list item is sentence-like."""
    return ends_sentence(unit.text) and not headline_like(unit.text)
