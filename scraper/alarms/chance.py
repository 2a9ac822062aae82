"""How surprising it is that so many of a few pages are odd, by what a site's pages were before."""

from dataclasses import dataclass
from math import exp, lgamma

LIMIT = 1e-3
"""Of an alarm by chance, divided by the pages of the baseline: a young baseline is tested a few times, a full
one (150 pages) thousands of times in a month."""
MOST = 0.5  # share of the pages from which odd ones count: less is one section or one author
SUSPECT = 0.1
"""Chance below which odd pages may yet become an alarm. One page is less likely where none of 5 was odd;
where a fifth of the pages are odd, as with some fields, one more says nothing."""
SURE = 12
"""Pages from which odd ones that have given no alarm yet will not: 7 are enough for a baseline of 5, the
smallest that layouts and fields are compared with."""
PRIOR = 0.5
"""Odd pages added to those of the baseline, and as many that are not (Jeffreys): some sites never name an
author, some always do. Three of three are enough where none of 41 was odd, six of six where none of 7
was."""
RARE = 0.2
"""The same for what few sites have at all: walls, and articles in a place of their own. Three of three
are enough where none of 21 was odd, four of four where none of 9 was."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a site was like: so many of its pages were odd."""

    odd: int
    pages: int
    prior: float = PRIOR

    @property
    def rate(self) -> float:
        """The share of odd pages to expect."""
        return (self.odd + self.prior) / (self.pages + self.prior + PRIOR)


def is_surprising(odd: int, pages: int, before: Baseline, most: float = MOST) -> bool:
    """Say whether `odd` of `pages` are most of them and more than chance gives."""
    return odd >= most * pages and at_least(odd, pages, before) * max(before.pages, 1) < LIMIT


def is_suspicious(odd: int, pages: int, before: Baseline) -> bool:
    """Say whether `odd` of `pages` are most of them and may become an alarm when more are seen."""
    return 0 < pages < SURE and odd >= MOST * pages and at_least(odd, pages, before) < SUSPECT


def at_least(odd: int, pages: int, before: Baseline) -> float:
    """Return the chance of `odd` or more of the next `pages`: beta-binomial, for the true share of odd
    pages is known no better than from the baseline."""
    a, b = before.odd + before.prior, before.pages - before.odd + PRIOR
    return sum(
        exp(_log_choose(pages, k) + _log_beta(k + a, pages - k + b) - _log_beta(a, b))
        for k in range(odd, pages + 1)
    )


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
