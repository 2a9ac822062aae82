"""What a run observed of its sites, judged against their baselines.

state: baseline, fresh observations -> alarms.judge -> state: alarms, the baseline from now on
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from scraper.alarms import judge, line_key, observed_failure, observed_page
from scraper.models.alarm import Alarm, PageObservation, SiteHistory, SiteObservation
from scraper.models.failure import Failure
from scraper.pipelines.scrape_plan import Scraped
from scraper.runs.state import State


def observe(key: str, url: str, scraped: Scraped, now: datetime) -> PageObservation | None:
    """Return what one visit shows of its site; None where it shows nothing, as when nothing came."""
    result, page = scraped.result, (key, url)
    if isinstance(result, Failure):
        return observed_failure(page, (scraped.request or {}).get("status", 0), now)
    assert result.record is not None, "what was stored has one"  # noqa: S101
    return observed_page(page, result.status, result.record.fields, result.place, now)


def judge_sites(state: State, observed: Iterable[tuple[str, SiteObservation]]) -> list[Alarm]:
    """Judge sites, by their names, and keep the judgements; return the alarms that are open, and those
    that this ended."""
    alarms: list[Alarm] = []
    for site, observation in observed:
        history = state.baselines.history(site)
        judged = judge(history, observation, _text_lookup(state, history))
        state.baselines.keep(history, judged, observation.now)
        alarms += state.baselines.open_alarms(site)
        alarms += (replace(a, ended=observation.now, ending="cleared") for a in judged.cleared)
    return alarms


def _text_lookup(state: State, history: SiteHistory) -> Callable[[str], str]:
    """Return a function from the key of a line to its words, from the newest version of an article
    that has it."""
    pages = (*history.baseline, *history.since, *history.undecided, *history.fresh)

    def text_of(key: str) -> str:
        for seen in reversed(pages):
            if key not in seen.lines:
                continue
            for version in reversed(state.articles.history(state.pages.article_of(seen.key))):
                for line in version.text.splitlines():
                    if line_key(line) == key:
                        return line.strip()
        return ""

    return text_of
