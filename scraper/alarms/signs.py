"""What is odd about single pages, by the norm of their site: one function for each sign.

A sign says of each page whether it is odd, None where the page can't tell. The norm comes with it,
for what is odd depends on what the site's pages are like.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from scraper.alarms.chance import PRIOR, RARE, Baseline
from scraper.alarms.places import is_alike
from scraper.models.alarm import AlarmKind, PageObservation
from scraper.models.page import is_article

SHORT, LONG = 0.4, 2.5
"""Of the norm's median length, from which on an article is odd: single articles often are, most of a
run's only where the text is cut or more than it was taken."""

Odd = Callable[[PageObservation], bool | None]


@dataclass(frozen=True, slots=True)
class SiteSign:
    """A sign made ready for a site, and what its norm has of it, in numbers and in words."""

    odd: Odd
    before: Baseline
    said: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A row of the table. `of` makes the sign for a norm; `words` say what odd pages are."""

    kind: AlarmKind
    of: Callable[[Sequence[PageObservation]], SiteSign]
    words: str
    least: int  # pages that the norm must have


def _is_article(sight: PageObservation) -> bool:
    return is_article(sight.kind)  # type: ignore[arg-type]  # sights have statuses only


def _refused_as(status: AlarmKind) -> Callable[[Sequence[PageObservation]], SiteSign]:
    def made(norm: Sequence[PageObservation]) -> SiteSign:
        return _counted(lambda sight: sight.kind == status, norm, prior=RARE)

    return made


def _misplaced(norm: Sequence[PageObservation]) -> SiteSign:
    """Say whether the text stands where no page of the baseline had it. The places that only one page of
    the baseline had tell how often that happens by chance (Good and Turing)."""
    pages = [sight for sight in norm if sight.place and _is_article(sight)]
    places = Counter(sight.place for sight in pages)
    alone = sum(
        count == 1 and not any(place != other and is_alike(place, other) for other in places)
        for place, count in places.items()
    )
    empty = sum(sight.kind == "empty" for sight in norm)
    known = list(places)

    def odd(sight: PageObservation) -> bool | None:
        if sight.kind == "empty":
            return True
        if not (sight.place and _is_article(sight)):
            return None
        return not any(is_alike(sight.place, place) for place in known)

    usual = places.most_common(1)[0][0] if places else "nowhere"
    before = Baseline(alone + empty, len(pages) + empty, RARE)
    return SiteSign(odd, before, f"before in {usual}")


def _without(field: str) -> Callable[[Sequence[PageObservation]], SiteSign]:
    def made(norm: Sequence[PageObservation]) -> SiteSign:
        return _counted(lambda s: not getattr(s, field) if _is_article(s) else None, norm)

    return made


def _short(norm: Sequence[PageObservation]) -> SiteSign:
    usual = _usual(norm)
    return _counted(lambda s: s.length < SHORT * usual if _is_article(s) else None, norm, usual)


def _long(norm: Sequence[PageObservation]) -> SiteSign:
    usual = _usual(norm)
    return _counted(lambda s: s.length > LONG * usual if _is_article(s) else None, norm, usual)


def _usual(norm: Sequence[PageObservation]) -> float:
    return median([sight.length for sight in norm if _is_article(sight)] or [0])


def _counted(
    odd: Odd, norm: Sequence[PageObservation], usual: float | None = None, prior: float = PRIOR
) -> SiteSign:
    told = [one for one in map(odd, norm) if one is not None]
    said = f"before {sum(told)} of {len(told)}"
    if usual is not None:
        said += f", half of them above {usual:.0f} characters"
    return SiteSign(odd, Baseline(sum(told), len(told), prior), said)


SIGNALS = (
    Signal("consent_wall", _refused_as("consent_wall"), "ask for consent", 0),
    Signal("login_wall", _refused_as("login_wall"), "are for members", 0),
    Signal("block_page", _refused_as("block_page"), "refuse the visitor", 0),
    Signal("js_shell", _refused_as("js_shell"), "are filled by scripts", 0),
    Signal("soft_404", _refused_as("soft_404"), "are error pages", 0),
    Signal("layout_changed", _misplaced, "have the text where no page had it", 5),
    Signal("no_date", _without("dated"), "have no date", 5),
    Signal("no_author", _without("signed"), "name no author", 5),
    Signal("length_off", _short, f"are shorter than {SHORT:.0%} of the median", 5),
    Signal("length_off", _long, f"are longer than {LONG:.0%} of the median", 5),
)
"""Two rows of one kind are two ways to it. What stands further up explains what stands below."""
