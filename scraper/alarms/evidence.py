"""What shows an alarm, in words and numbers."""

from collections import Counter
from collections.abc import Sequence

from scraper.alarms.signs import Signal, SiteSign
from scraper.models.alarm import PageObservation

_HIDDEN = "; none of the "


def evidence(
    signal: Signal,
    sign: SiteSign,
    odd: Sequence[PageObservation],
    pages: int,
    norm: Sequence[PageObservation],
) -> str:
    """Return what `odd` of so many pages show, and how often the baseline had it."""
    if signal.kind == "layout_changed":
        return _layout(signal, sign, odd, pages, norm)
    said = next((sight.said for sight in odd if sight.kind == signal.kind and sight.said), "")
    return f"{len(odd)} of {pages} pages {signal.words}, {sign.said}" + (said and f": {said}")


def hidden(before: str, pages: int) -> str:
    """Return the earlier evidence, and how many pages since then show neither."""
    return f"{before.partition(_HIDDEN)[0]}{_HIDDEN}{pages} pages seen last can tell"


def _layout(
    signal: Signal,
    sign: SiteSign,
    odd: Sequence[PageObservation],
    pages: int,
    norm: Sequence[PageObservation],
) -> str:
    """Count pages with the article in another place and pages without an article, each by
    themselves."""
    empty = [sight for sight in odd if sight.kind == "empty"]
    moved = [sight for sight in odd if sight.kind != "empty"]
    told = []
    if moved or not empty:
        now = Counter(sight.place for sight in moved).most_common(1)
        where = f", now in {now[0][0]}" if now else ""
        told.append(f"{len(moved)} of {pages} pages {signal.words}, {sign.said}{where}")
    if empty:
        why = next((f" (empty: {sight.said})" for sight in empty if sight.said), "")
        before = sum(sight.kind == "empty" for sight in norm)
        told.append(
            f"{len(empty)} of {pages} pages give no article{why}, "
            f"before {before} of {sign.before.pages}"
        )
    return "; ".join(told)
