"""Sites that are withheld: one of their pages is asked for, and shows whether the problem is over.

withheld site -> a page that waits -> an article: all that waited is due, the visit goes on
                                   -> the same problem: another page of the site is asked for
                                        -> an article: only some pages have the problem
                                        -> the same: the site stays withheld, its pages wait
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from scraper.runs.results import PageResults
from scraper.runs.site_visit import DuePage, SiteVisit, due_pages
from scraper.runs.state import State
from scraper.schedule.withhold import MOST_PROBES, after_probe, may_be_of_site

Fetch = Callable[[Sequence[tuple[SiteVisit, DuePage]]], None]
"""Visits pages, those in quarantine too, and takes their results."""


@dataclass(slots=True)
class _Probing:
    """One withheld site while it is probed. The causes are as `after_probe` takes them."""

    visit: SiteVisit
    waiting: list[DuePage]
    others: list[DuePage]
    waited: str | None = None
    other: str | None = None
    asked: int = 0
    known: int = 0  # outcomes of the visit before the page that is asked for
    pages: list[DuePage] = field(default_factory=list)

    def next_page(self) -> DuePage | None:
        """Return the page to ask for next; None if the answers so far are enough."""
        if self.asked >= MOST_PROBES or "" in (self.waited, self.other):
            return None
        self.known = len(self.visit.outcomes)
        queue = self.waiting if self.waited is None else self.others if self.other is None else []
        return queue.pop(0) if queue else None

    def hear(self, page: DuePage) -> None:
        """Take how the visit to the page ended."""
        self.asked += 1
        if len(self.visit.outcomes) == self.known:
            return  # the run ended before
        cause = self.visit.outcomes[-1].cause
        if cause and not may_be_of_site(cause):
            return  # such as a listing: it says nothing
        if page in self.pages:
            self.waited = cause
        else:
            self.other = cause


def probe(
    visits: Sequence[SiteVisit],
    state: State,
    results: PageResults,
    fetch: Fetch,
    started: datetime,
) -> None:
    """Ask for one page, or a few, of each site that is withheld, and say in `blocked` whether its
    pages wait longer; where they don't, they are due."""
    probing = [_begin(visit, state, started) for visit in visits if _is_probed(visit)]
    while asked := [(each, page) for each in probing if (page := each.next_page())]:
        fetch([(each.visit, page) for each, page in asked])
        for each, page in asked:
            results.settle(each.visit)
            each.hear(page)
    for each in probing:
        verdict = after_probe(each.waited, each.other)
        each.visit.blocked = verdict == "withheld"
        if verdict == "released":
            results.release(each.visit)
        if verdict != "withheld":
            each.visit.withheld = None
            each.visit.outcomes.clear()
    for visit in visits:
        if visit.withheld and visit.tally.unreachable:
            visit.blocked = True  # its start points were the probe


def _is_probed(visit: SiteVisit) -> bool:
    return visit.withheld is not None and not visit.tally.unreachable


def _begin(visit: SiteVisit, state: State, started: datetime) -> _Probing:
    assert visit.withheld is not None, "a site that is not withheld needs no probe"  # noqa: S101
    waiting = [
        DuePage.known(page.key, page.url, state)
        for page in state.pages.waiting_for_site(visit.name, visit.withheld.since)[:MOST_PROBES]
    ]
    keys = {page.key for page in waiting}
    others = [p for p in due_pages(visit, state, started, whole=False) if p.key not in keys]
    return _Probing(visit, waiting, others[:MOST_PROBES], pages=list(waiting))
