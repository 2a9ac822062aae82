"""How the sites of a configuration are, read from the state: for people, dashboards and metrics."""

from dataclasses import replace
from datetime import datetime

from scraper.config import Config
from scraper.models.run import RunRecord, SiteStatus
from scraper.runs.state import State
from scraper.schedule.due import due_at

RUNS = 20  # last ones of a site that are shown
_ENDED = 10  # last alarms of a site that have ended


def site_statuses(
    config: Config, state: State, now: datetime, *, running: bool, most: int = RUNS
) -> list[SiteStatus]:
    """Return each site with its last runs, `most` at most, and its alarms, in the order of the configuration.

    `running` is whether a run is under way (`guards.is_running`): where none is, one that has not
    ended was killed.
    """
    runs = state.runs.of_sites([site.name for site in config.sites], most)
    idle = next((run for run in state.runs.last(1) if not run.sites and run.problems), None)
    visits = [state.sites.last_visit(site.name) for site in config.sites]
    return [
        SiteStatus(
            site.name,
            due_at(last, site.every, now) if last else None,
            state.pages.failing(site.name),
            tuple((_ended(run, running), run.sites[site.name]) for run in runs[site.name]),
            tuple(state.baselines.open_alarms(site.name)),
            tuple(state.baselines.ended_alarms(site.name, _ENDED)),
            idle,
            config.shard,
        )
        for site, last in zip(config.sites, visits, strict=True)
    ]


def _ended(run: RunRecord, running: bool) -> RunRecord:
    return replace(run, outcome="killed") if run.outcome == "running" and not running else run
