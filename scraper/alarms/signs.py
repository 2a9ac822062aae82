"""What is odd about single pages, by the baseline of their site: one function for each sign.

A sign says of each page whether it is odd, or None if the page can't show it. It is made from the site's
baseline, because what is odd depends on what the site's pages are usually like.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from scraper.alarms.chance import PRIOR, RARE, Baseline
from scraper.models.alarm import AlarmKind, PageObservation
from scraper.models.article import Status, is_article

SHORT, LONG = 0.4, 2.5
"""An article is odd if its length is below or above this share of the baseline's median. Single articles often
are; most articles of a run are only if text is cut off, or something else is taken for text."""

SAME_TEMPLATE = 0.3
"""Share of the names around the text that two places of one template have in common. Of 120 pairs of
real sites, those that call the element alike have at most 0.22 of them; pages of one template have 0.3
and more, also where a blog names each article's categories there."""

Odd = Callable[[PageObservation], bool | None]


@dataclass(frozen=True, slots=True)
class SiteSign:
    """A sign made for one site, and how often the baseline of the site shows it, in numbers and words."""

    odd: Odd
    before: Baseline
    said: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A row of the table. `of` makes the sign for a baseline; `words` say what odd pages are."""

    kind: AlarmKind
    of: Callable[[Sequence[PageObservation]], SiteSign]
    words: str
    least: int  # pages that the baseline must have


def _is_article(page: PageObservation) -> bool:
    return is_article(page.kind)  # type: ignore[arg-type]  # observations have statuses only


def _refused_as(*kinds: Status) -> Callable[[Sequence[PageObservation]], SiteSign]:
    def made(baseline: Sequence[PageObservation]) -> SiteSign:
        return _counted(lambda page: page.kind in kinds, baseline, prior=RARE)

    return made


def _misplaced(baseline: Sequence[PageObservation]) -> SiteSign:
    """Make the sign that the text stands where that of no page stood. How often that happens by itself
    follows from the places that only one page of the baseline had (Good and Turing)."""
    pages = [page for page in baseline if page.place and _is_article(page)]
    places = Counter(page.place for page in pages)
    alone = sum(
        count == 1 and not any(place != other and is_alike(place, other) for other in places)
        for place, count in places.items()
    )
    empty = sum(page.kind == "empty" for page in baseline)
    known = list(places)

    def odd(page: PageObservation) -> bool | None:
        if page.kind == "empty":
            return True
        if not (page.place and _is_article(page)):
            return None
        return not any(is_alike(page.place, place) for place in known)

    usual = places.most_common(1)[0][0] if places else "nowhere"
    before = Baseline(alone + empty, len(pages) + empty, RARE)
    return SiteSign(odd, before, f"before in {usual}")


def _without(field: str) -> Callable[[Sequence[PageObservation]], SiteSign]:
    def made(baseline: Sequence[PageObservation]) -> SiteSign:
        return _counted(lambda s: not getattr(s, field) if _is_article(s) else None, baseline)

    return made


def _short(baseline: Sequence[PageObservation]) -> SiteSign:
    usual = _usual(baseline)
    return _counted(lambda s: s.length < SHORT * usual if _is_article(s) else None, baseline, usual)


def _long(baseline: Sequence[PageObservation]) -> SiteSign:
    usual = _usual(baseline)
    return _counted(lambda s: s.length > LONG * usual if _is_article(s) else None, baseline, usual)


def _usual(baseline: Sequence[PageObservation]) -> float:
    return median([page.length for page in baseline if _is_article(page)] or [0])


def _counted(
    odd: Odd, baseline: Sequence[PageObservation], usual: float | None = None, prior: float = PRIOR
) -> SiteSign:
    answers = [one for one in map(odd, baseline) if one is not None]
    said = f"before {sum(answers)} of {len(answers)}"
    if usual is not None:
        said += f", half of them above {usual:.0f} characters"
    return SiteSign(odd, Baseline(sum(answers), len(answers), prior), said)


SIGNALS = (
    Signal("consent_wall", _refused_as("consent_wall"), "ask for consent", 0),
    Signal("login_wall", _refused_as("login_wall"), "are for members", 0),
    Signal("block_page", _refused_as("block_page"), "refuse the visitor", 0),
    Signal("js_shell", _refused_as("js_shell"), "are filled by scripts", 0),
    Signal(
        "soft_404",
        _refused_as("soft_404", "not_html", "listing"),
        "are error pages, lists or no pages",
        0,
    ),
    Signal("layout_changed", _misplaced, "have the text where no page had it", 5),
    Signal("no_date", _without("dated"), "have no date", 5),
    Signal("no_author", _without("signed"), "name no author", 5),
    Signal("length_off", _short, f"are shorter than {SHORT:.0%} of the median", 5),
    Signal("length_off", _long, f"are longer than {LONG:.0%} of the median", 5),
)
"""Two rows of one kind are two ways to notice it. A row explains the rows below it."""


def is_alike(one: str, two: str) -> bool:
    """Say whether two places are of one template: the element that holds the text has a name in common
    in both, and what is around it is not all different."""
    if one == two:
        return True
    first, second = _names(one), _names(two)
    if not first[-1] & second[-1]:
        return False
    some, others = frozenset().union(*first), frozenset().union(*second)
    return len(some & others) >= SAME_TEMPLATE * len(some | others)


def _names(place: str) -> list[frozenset[str]]:
    """Return the names of each element; its tag where it has no name."""
    levels = (level.split(".") for level in place.split(">"))
    return [frozenset(names[1:] or names) for names in levels]
