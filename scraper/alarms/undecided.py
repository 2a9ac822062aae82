"""Pages that were odd when there were too few of them to tell. They are no part of the norm before they
are told, or a site that breaks page by page would be like that from the first on."""

from scraper.alarms.chance import is_suspicious
from scraper.alarms.repeats import PAGES, may_repeat
from scraper.alarms.signs import SIGNALS, Signal
from scraper.models.alarm import PageObservation, SiteHistory


def recent(watched: SiteHistory) -> tuple[PageObservation, ...]:
    """Return the pages that are not decided yet, each as it was last."""
    seen = {sight.key for sight in watched.fresh}
    return (*(sight for sight in watched.undecided if sight.key not in seen), *watched.fresh)


def is_undecided(watched: SiteHistory) -> bool:
    """Say whether more pages like those seen last may be an alarm."""
    return any(_is_suspect(signal, watched) for signal in SIGNALS) or _may_be_boxed(watched)


def _is_suspect(signal: Signal, watched: SiteHistory) -> bool:
    if len(watched.norm) < signal.least:
        return False
    sign = signal.of(watched.norm)
    told = [one for one in map(sign.odd, recent(watched)) if one is not None]
    return is_suspicious(sum(told), len(told), sign.before)


def _may_be_boxed(watched: SiteHistory) -> bool:
    norm = [sight for sight in watched.norm if sight.lines]
    articles = [sight for sight in recent(watched) if sight.lines]
    return len(norm) >= PAGES and may_repeat(articles, norm)
