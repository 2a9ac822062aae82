"""How far a run is, from its visits. Asked for a few times a second, where somebody watches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from scraper.models.run import SiteTally
from scraper.models.run_event import RunEvent, RunProgress, SiteProgress, Stage
from scraper.models.times import local_and_utc
from scraper.runs.site_visit import SiteVisit
from scraper.text import counted

Tell = Callable[[RunEvent], None]
Watch = Callable[[Callable[[], RunProgress]], None]
"""Is called whenever a run may be further, with a function that says how far it is."""


def ignore_progress(_progress: Callable[[], RunProgress]) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True)
class RunObserver:
    """Who hears of a run: what happens, and how far it is."""

    tell: Tell
    watch: Watch = ignore_progress


def start_points_progress(visits: Sequence[SiteVisit], sites: Sequence[str]) -> RunProgress:
    """Return how many of the due sites' start points were read."""
    read = {visit.name for visit in visits}
    waiting = tuple(SiteProgress(name, 0, 0) for name in sites if name not in read)
    return RunProgress("start points", len(sites), len(read), waiting)


def pages_progress(
    visits: Sequence[SiteVisit], *, now: datetime, upcoming: str = "", stage: Stage = "pages"
) -> RunProgress:
    """Return how many pages of the visited sites are done."""
    open_visits = [visit for visit in visits if visit.open]
    tallies = [visit.tally for visit in visits]
    return RunProgress(
        stage,
        len(visits),
        sum(tally.complete for tally in tallies),
        tuple(SiteProgress(v.name, v.pages - (v.open or 0), v.pages) for v in open_visits),
        sum(visit.pages for visit in visits),
        sum(visit.pages - (visit.open or 0) for visit in visits),
        sum(t.new + t.changed + t.unchanged for t in tallies) + sum(len(v.held) for v in visits),
        sum(tally.failed.total() for tally in tallies),
        tuple(
            f"{visit.name} until {local_and_utc(visit.rest_until)}"
            for visit in visits
            if visit.rest_until is not None and visit.rest_until > now
        ),
        upcoming,
    )


def found_pages(visit: SiteVisit) -> RunEvent:
    """Return the event that a site's pages were chosen."""
    found = counted(visit.tally.found, "article")
    return RunEvent(
        "info", f"leads to {found}, {counted(visit.pages, 'page')} to visit", visit.name
    )


def site_ended(name: str, tally: SiteTally) -> RunEvent:
    """Return the event that a site's visit ended."""
    return RunEvent("info", "", name, tally)


def pages_not_asked_for(name: str, reason: str, count: int) -> RunEvent:
    """Return the event that a host is left alone, so that pages wait."""
    verb = "waits" if count == 1 else "wait"
    return RunEvent("warning", f"{reason}; {counted(count, 'page')} {verb}", name)
