"""How surprising it is that so many of a few pages are odd, by what a site's pages were before."""

from math import comb

CHANCE = 1e-6
"""Of an alarm by chance, in one test. A site that is looked at each hour is tested some 7,000 times a
month; at 1e-6 all that makes no alarm in 99 of 100 months, and three odd pages of three are enough
where none of 50 was odd, five of five where none of 7 was."""
MOST = 0.5  # share of the pages from which odd ones count: less is one section or one author
PRIOR = 0.5  # odd pages added to those of the norm, and as many that are not (Jeffreys)


def rate(odd: float, pages: int) -> float:
    """The share of odd pages to expect where `odd` of `pages` were."""
    return (odd + PRIOR) / (pages + 2 * PRIOR)


def is_surprising(odd: int, pages: int, expected: float) -> bool:
    """Whether `odd` of `pages` is most of them and more than chance gives."""
    return odd >= MOST * pages and at_least(odd, pages, expected) < CHANCE


def at_least(odd: int, pages: int, expected: float) -> float:
    """The chance of `odd` or more of `pages`, each being odd with the chance `expected`."""
    return sum(
        comb(pages, k) * expected**k * (1 - expected) ** (pages - k) for k in range(odd, pages + 1)
    )
