"""How the sites of a configuration are, read from the state: for people, dashboards and metrics."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from scraper.alarms import Alarm
from scraper.config import Config
from scraper.runs import RunRecord, SiteTally
from scraper.state import State
from scraper.views import DashboardView, SiteHistory, dashboard_view

RUNS = 20  # last ones of a site that are told
_READ = 500  # newest runs that are looked through: a site that is due once a week is in few
_ENDED = 10  # last alarms of a site that have ended


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """One site. `runs` are the last that looked at it, newest first; `alarms` those that are open,
    `ended` the last that were."""

    name: str
    due: datetime | None  # None where it was never looked at
    quarantined: int
    runs: tuple[tuple[RunRecord, SiteTally], ...]
    alarms: tuple[Alarm, ...] = ()
    ended: tuple[Alarm, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        last = self.runs[0] if self.runs else None
        return {
            "site": self.name,
            "due": self.due.isoformat(timespec="seconds") if self.due else None,
            "quarantined": self.quarantined,
            "alarms": [alarm.to_dict() for alarm in self.alarms],
            "alarms_ended": [alarm.to_dict() for alarm in self.ended],
            "last_run": last[0].started.isoformat(timespec="seconds") if last else None,
            "last": last[1].to_dict() if last else None,
            "runs": [
                {"run": record.number, "outcome": record.outcome, **tally.to_dict()}
                for record, tally in self.runs
            ],
        }


def site_statuses(
    config: Config, state: State, *, running: bool, most: int = RUNS
) -> list[SiteStatus]:
    """Each site with its last runs, `most` at most, and its alarms, in the order of the configuration.

    `running` is whether a run is under way (`running.is_running`): where none is, one that has not
    ended was killed.
    """
    runs = state.last_runs(_READ)
    if runs and runs[0].outcome == "running" and not running:
        runs[0] = replace(runs[0], outcome="killed")
    return [
        SiteStatus(
            site.name,
            state.not_before(site.name),
            state.in_trouble(site.name),
            _of_site(runs, site.name, most),
            tuple(state.norms.open_alarms(site.name)),
            tuple(state.norms.ended_alarms(site.name, _ENDED)),
        )
        for site in config.sites
    ]


def dashboard(sites: Sequence[SiteStatus], now: datetime) -> DashboardView:
    """What there is to see of the sites."""
    return dashboard_view(
        [
            SiteHistory(site.name, site.due, site.quarantined, site.runs, site.alarms + site.ended)
            for site in sites
        ],
        now,
    )


def _of_site(
    runs: Sequence[RunRecord], name: str, most: int
) -> tuple[tuple[RunRecord, SiteTally], ...]:
    return tuple((run, run.sites[name]) for run in runs if name in run.sites)[:most]
