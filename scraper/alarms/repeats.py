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
SAME_ARTICLE = 0.8  # share of an article's lines that another has: one article at two addresses


def repeated(window: Sequence[PageObservation], baseline: Sequence[PageObservation]) -> str:
    """Return the key of a line that became a box; "" where no line did."""
    articles = distinct(window)
    if len(articles) < PAGES:
        return ""
    counts = Counter(line for page in articles for line in set(page.lines))
    for line, count in counts.most_common():
        if count < REPEATED:
            break
        if is_surprising(count, len(articles), Baseline(on(line, baseline), len(baseline))):
            return line
    return ""


def may_repeat(recent: Sequence[PageObservation], baseline: Sequence[PageObservation]) -> bool:
    """Say whether articles that are too few to judge have a line that may become a box."""
    articles = distinct(recent)
    counts = Counter(line for page in articles for line in set(page.lines))
    return any(
        is_suspicious(count, len(articles), Baseline(on(line, baseline), len(baseline)))
        for line, count in counts.items()
        if count >= MOST * len(articles)
    )


def on(line: str, observations: Sequence[PageObservation]) -> int:
    """Count the pages that have the line."""
    return sum(line in page.lines for page in observations)


def distinct(observations: Sequence[PageObservation]) -> list[PageObservation]:
    """Return one page of each article, if it stands at several addresses."""
    chosen: list[PageObservation] = []
    for page in observations:
        lines = set(page.lines)
        if lines and not any(len(lines & set(o.lines)) > SAME_ARTICLE * len(lines) for o in chosen):
            chosen.append(page)
    return chosen
