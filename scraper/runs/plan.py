"""What runs when: the sites of a configuration with the times at which they are due, from the state.

Nothing is fetched and nothing written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scraper.config import Config
from scraper.models.times import iso
from scraper.runs.state import State
from scraper.schedule.cadence import Cadence, Cron
from scraper.schedule.due import (
    LastVisit,
    PublishingRate,
    due_at,
    wait_of,
)


@dataclass(frozen=True, slots=True)
class Planned:
    """One site. `times` are the next visits, if nothing changes; the first is now where it is due."""

    site: str
    every: Cadence
    visited: datetime | None
    times: tuple[datetime, ...]

    def to_dict(self, now: datetime) -> dict[str, Any]:
        """Return the fields, ready for JSON."""
        return {
            "site": self.site,
            "every": str(self.every),
            "timezone": self.every.zone if isinstance(self.every, Cron) else None,
            "last_look": iso(self.visited) if self.visited else None,
            "due_now": self.times[0] <= now,
            "times": [iso(each) for each in self.times],
        }


def plan(config: Config, now: datetime, count: int = 1) -> list[Planned]:
    """Return the sites in the order in which they are due, each with its next `count` times."""
    visits = last_visits(config)
    planned = [
        Planned(site.name, site.every, last.visited if last else None, times(last, site.every, now, count))
        for site, last in zip(config.sites, visits, strict=True)
    ]  # fmt: skip
    return sorted(planned, key=lambda each: each.times[0])


def last_visits(config: Config) -> Sequence[LastVisit | None]:
    """Return the last visit to each site; None for all where nothing has run yet."""
    state = State.reader(config.store)
    if state is None:
        return [None] * len(config.sites)
    with state:
        return [state.sites.last_visit(site.name) for site in config.sites]


def times(
    last: LastVisit | None, cadence: Cadence, now: datetime, count: int
) -> tuple[datetime, ...]:
    """Return the next times of one site, at the rate it has now."""
    found, pace = [due_at(last, cadence, now)], last.pace if last else PublishingRate()
    while len(found) < count:
        if isinstance(cadence, Cron):
            found.append(cadence.after(found[-1]))
        else:
            found.append(found[-1] + wait_of(cadence, pace))
    return tuple(found)
