"""The sites that a run looked at, judged: what was seen of their pages, against their norm.

state: norm, fresh sights -> drift.judge -> state: alarms, the norm from now on
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from scraper.alarms import (
    judge,
    line_key,
    sight_of,
    sighted_failure,
)
from scraper.config import SiteConfig
from scraper.models.alarm import (
    Alarm,
    PageObservation,
    SiteHistory,
    SiteObservation,
)
from scraper.models.page import Failure
from scraper.pipelines.scrape_plan import Scraped
from scraper.runs.state import State


def sight(key: str, url: str, scraped: Scraped, now: datetime) -> PageObservation | None:
    """What one visit shows of its site; None where it shows nothing, as when nothing came."""
    result, page = scraped.result, (key, url)
    if isinstance(result, Failure):
        return sighted_failure(page, (scraped.request or {}).get("status", 0), now)
    assert result.record is not None, "what was stored has one"  # noqa: S101
    return sight_of(page, result.status, result.record.fields, result.place, now)


def watch(state: State, looks: Iterable[tuple[SiteConfig, SiteObservation]]) -> list[Alarm]:
    """Judge each site and keep that; the alarms that are open, and those that this ended."""
    alarms: list[Alarm] = []
    for site, look in looks:
        watched = state.norms.watched(site.name)
        judged = judge(watched, look, _texts(state, watched))
        state.norms.judged(watched, judged, look.now)
        alarms += state.norms.open_alarms(site.name)
        alarms += (replace(a, ended=look.now, ending="cleared") for a in judged.cleared)
    return alarms


def _texts(state: State, watched: SiteHistory) -> Callable[[str], str]:
    def text_of(key: str) -> str:
        """The words of a line, from the newest version of an article that has it."""
        for seen in reversed((*watched.norm, *watched.since, *watched.undecided, *watched.fresh)):
            if key in seen.lines:
                for version in reversed(state.history(state.article_of(seen.key))):
                    for line in version.text.splitlines():
                        if line_key(line) == key:
                            return line.strip()
        return ""

    return text_of
