"""What runs when: the sites of a configuration with the times at which they are due, from the state.

Nothing is fetched and nothing written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scraper.config import Config
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
    """One site. `times` are the next looks, if nothing changes; the first is now where it is due."""

    site: str
    every: Cadence
    looked: datetime | None
    times: tuple[datetime, ...]

    def to_dict(self, now: datetime) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "site": self.site,
            "every": str(self.every),
            "timezone": self.every.zone if isinstance(self.every, Cron) else None,
            "last_look": self.looked.isoformat(timespec="seconds") if self.looked else None,
            "due_now": self.times[0] <= now,
            "times": [each.isoformat(timespec="seconds") for each in self.times],
        }


def plan(config: Config, now: datetime, count: int = 1) -> list[Planned]:
    """The sites in the order in which they are due, each with its next `count` times."""
    looks = last_looks(config)
    planned = [
        Planned(site.name, site.every, look.looked if look else None, times(look, site.every, now, count))
        for site, look in zip(config.sites, looks, strict=True)
    ]  # fmt: skip
    return sorted(planned, key=lambda each: each.times[0])


def last_looks(config: Config) -> Sequence[LastVisit | None]:
    """The last look at each site; None for all where nothing has run yet."""
    state = State.reader(config.store)
    if state is None:
        return [None] * len(config.sites)
    with state:
        return [state.last_look(site.name) for site in config.sites]


def times(
    look: LastVisit | None, cadence: Cadence, now: datetime, count: int
) -> tuple[datetime, ...]:
    """The next times of one site, at the pace it has now."""
    found, pace = [due_at(look, cadence, now)], look.pace if look else PublishingRate()
    while len(found) < count:
        last = found[-1]
        if isinstance(cadence, Cron):
            found.append(cadence.after(last))
        else:
            found.append(last + wait_of(cadence, pace))
    return tuple(found)
