"""A line that stands in the text of many articles and stood in none: a box that is kept as text."""

from collections import Counter
from collections.abc import Sequence

from scraper.alarms.chance import (
    MOST,
    Baseline,
    is_surprising,
    is_suspicious,
)
from scraper.models.alarm import PageObservation

PAGES = 6  # newest articles that are compared, at least
REPEATED = 4  # articles, from which a line may be a box
SAME_STORY = 0.8  # share of an article's lines that another has: one article at two addresses


def repeated(window: Sequence[PageObservation], norm: Sequence[PageObservation]) -> str:
    """Return the key of the repeated line, "" if no line repeats."""
    stories = distinct(window)
    if len(stories) < PAGES:
        return ""
    counts = Counter(line for sight in stories for line in set(sight.lines))
    for line, count in counts.most_common():
        if count < REPEATED:
            break
        if is_surprising(count, len(stories), Baseline(on(line, norm), len(norm))):
            return line
    return ""


def may_repeat(recent: Sequence[PageObservation], norm: Sequence[PageObservation]) -> bool:
    """Say whether articles, too few to decide, have a line that may become a repeated one."""
    stories = distinct(recent)
    counts = Counter(line for sight in stories for line in set(sight.lines))
    return any(
        is_suspicious(count, len(stories), Baseline(on(line, norm), len(norm)))
        for line, count in counts.items()
        if count >= MOST * len(stories)
    )


def on(line: str, sights: Sequence[PageObservation]) -> int:
    """Count the articles with the line."""
    return sum(line in sight.lines for sight in sights)


def distinct(sights: Sequence[PageObservation]) -> list[PageObservation]:
    """Return one observation for each article."""
    chosen: list[PageObservation] = []
    for sight in sights:
        lines = set(sight.lines)
        if lines and not any(len(lines & set(o.lines)) > SAME_STORY * len(lines) for o in chosen):
            chosen.append(sight)
    return chosen
