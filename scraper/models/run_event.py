"""What a run has to say while it is under way: events, one a line, and how far it is. Data only."""

from dataclasses import dataclass
from typing import Literal

from scraper.models.run import SiteTally

Level = Literal["info", "warning", "error"]
Stage = Literal["start points", "pages", "alarms and outputs"]


@dataclass(frozen=True, slots=True)
class RunEvent:
    """One thing that happened. `tally` is that of a site whose visit ended; then there is no text."""

    level: Level
    text: str
    site: str = ""  # "" where it concerns none
    tally: SiteTally | None = None

    def __str__(self) -> str:
        return f"{self.site}: {self.text}" if self.site else self.text


@dataclass(frozen=True, slots=True)
class SiteProgress:
    """A site that is under way, and how many of its pages were visited."""

    name: str
    done: int
    pages: int


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far a run is."""

    stage: Stage
    sites: int  # that are due
    sites_done: int  # of the stage: read, or visited
    under_way: tuple[SiteProgress, ...] = ()
    pages: int = 0
    pages_done: int = 0
    articles: int = 0  # also those that are not recorded yet
    failed: int = 0
    resting: tuple[str, ...] = ()  # sites whose server is left alone, each with the time until then
    upcoming: str = ""  # the URL whose result comes next
