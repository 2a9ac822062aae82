"""How the sites of a configuration are, read from the state: for people, dashboards and metrics."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from scraper.config import Config
from scraper.due import due_at
from scraper.runs import RunRecord, SiteStatus, SiteTally
from scraper.state import State

RUNS = 20  # last ones of a site that are told
_READ = 500  # newest runs that are looked through: a site that is due once a week is in few
_ENDED = 10  # last alarms of a site that have ended


def site_statuses(
    config: Config, state: State, now: datetime, *, running: bool, most: int = RUNS
) -> list[SiteStatus]:
    """Each site with its last runs, `most` at most, and its alarms, in the order of the configuration.

    `running` is whether a run is under way (`running.is_running`): where none is, one that has not
    ended was killed.
    """
    runs = state.last_runs(_READ)
    if runs and runs[0].outcome == "running" and not running:
        runs[0] = replace(runs[0], outcome="killed")
    looks = [state.last_look(site.name) for site in config.sites]
    return [
        SiteStatus(
            site.name,
            due_at(look, site.every, now) if look else None,
            state.in_trouble(site.name),
            _of_site(runs, site.name, most),
            tuple(state.norms.open_alarms(site.name)),
            tuple(state.norms.ended_alarms(site.name, _ENDED)),
        )
        for site, look in zip(config.sites, looks, strict=True)
    ]


def _of_site(
    runs: Sequence[RunRecord], name: str, most: int
) -> tuple[tuple[RunRecord, SiteTally], ...]:
    return tuple((run, run.sites[name]) for run in runs if name in run.sites)[:most]
