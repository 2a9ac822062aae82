"""What a fetch asks of those who know earlier ones."""

from typing import Protocol

from scraper.models.failure import Failure
from scraper.models.page import Page, RobotsFile, Validators


class KnownPages(Protocol):
    """What earlier runs know about pages and sites, such as a store."""

    def recall(self, url: str) -> Page | Failure | None:
        """Return what to answer in place of a request; None to make one."""

    def validators(self, url: str) -> Validators | None:
        """Return what to ask with whether the stored content of a URL is still current."""

    def robots(self, origin: str) -> RobotsFile | None:
        """Return the last robots.txt of a site, None if none is known."""

    def keep_robots(self, file: RobotsFile) -> None:
        """Remember a robots.txt."""
