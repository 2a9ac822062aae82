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
    baseline: Sequence[PageObservation],
) -> str:
    """Return what `odd` of so many pages show, and what the baseline had of it, in words."""
    if signal.kind == "layout_changed":
        return _layout(signal, sign, odd, pages, baseline)
    said = next(
        (page.said for page in odd if page.kind == signal.kind and page.said),
        "",
    )
    return f"{len(odd)} of {pages} pages {signal.words}, {sign.said}" + (said and f": {said}")


def hidden(before: str, pages: int) -> str:
    """Return the evidence as it was, and that none of so many pages since then can show it."""
    return f"{before.partition(_HIDDEN)[0]}{_HIDDEN}{pages} pages seen last can show it"


def _layout(
    signal: Signal,
    sign: SiteSign,
    odd: Sequence[PageObservation],
    pages: int,
    baseline: Sequence[PageObservation],
) -> str:
    """Describe pages that have the article in another place, and those that give none, each with their own
    numbers."""
    empty = [page for page in odd if page.kind == "empty"]
    moved = [page for page in odd if page.kind != "empty"]
    parts = []
    if moved or not empty:
        now = Counter(page.place for page in moved).most_common(1)
        where = f", now in {now[0][0]}" if now else ""
        parts.append(f"{len(moved)} of {pages} pages {signal.words}, {sign.said}{where}")
    if empty:
        why = next((f" (empty: {page.said})" for page in empty if page.said), "")
        before = sum(page.kind == "empty" for page in baseline)
        parts.append(
            f"{len(empty)} of {pages} pages give no article{why}, "
            f"before {before} of {sign.before.pages}"
        )
    return "; ".join(parts)
