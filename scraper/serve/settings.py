"""What a service may take, and who may ask it."""

from dataclasses import dataclass, field

from scraper.fetch import FetchSettings
from scraper.fetch.settings import MEBIBYTE
from scraper.workers import Limits

PER_CORE = 2  # extractions at once; more only make each of them slower
REQUESTS_PER_PLACE = 8
"""Requests under way for each extraction, each with its page: most of them wait for a site."""


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """Limits of one request, and the token that it has to show ("" for none).

    Times in seconds, sizes in bytes.
    """

    at_once: int  # extractions; a request beyond is answered with 503
    timeout: float = 10.0  # of processor time for one page
    memory: int = 1 << 30  # for one page
    max_bytes: int = 10 * MEBIBYTE  # of a page, posted or fetched
    patience: float = 30.0  # for a page to be fetched, or for a posted one to come
    token: str = ""
    any_host: bool = False  # answer under every host name; without a token a risk
    network: FetchSettings = field(default_factory=FetchSettings)

    @property
    def limits(self) -> Limits:
        """The limits of the work on one page."""
        return Limits(cpu=self.timeout, memory=self.memory)

    @property
    def requests_at_once(self) -> int:
        """How many requests may be under way, with those that wait for a site."""
        return self.at_once * REQUESTS_PER_PLACE
