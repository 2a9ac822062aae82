"""What one page lost and what leaked into it, paragraph by paragraph."""

from collections import Counter
from dataclasses import dataclass

from scraper.text import squash


@dataclass(frozen=True, slots=True)
class ParagraphDiff:
    """Paragraphs of the truth that did not come out, and of the output that are not true."""

    lost: tuple[str, ...]
    leaked: tuple[str, ...]


def paragraph_diff(output: str, truth: str) -> ParagraphDiff:
    """Compare lines by their letters and digits.

    A line counts as present wherever its letters stand in the other text, so the same words
    broken into other lines are no difference. A line that comes out more often than the
    truth has it has leaked.
    """
    return ParagraphDiff(lost=_missing(truth, output), leaked=_missing(output, truth))


def _missing(text: str, other: str) -> tuple[str, ...]:
    there = squash(other)
    seen: Counter[str] = Counter()
    missing = []
    for line in filter(None, map(str.strip, text.splitlines())):
        key = squash(line)
        seen[key] += 1
        if key and seen[key] > there.count(key):
            missing.append(line)
    return tuple(missing)
