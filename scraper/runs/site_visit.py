"""One site in one run: what it led to, the pages that are visited, and how that went."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, zip_longest

from scraper.config import SiteConfig, domain_of
from scraper.models.alarm import PageObservation
from scraper.models.failure import Failure
from scraper.models.run import SiteTally
from scraper.pipelines.discover import UrlPatterns
from scraper.pipelines.scrape_plan import Scraped
from scraper.runs.start_points import Discovered
from scraper.runs.state import State
from scraper.schedule.withhold import PageOutcome, Withheld
from scraper.urls import page_key

_FAR = datetime(9998, 12, 31, tzinfo=UTC)  # after each time at which a page is due again
_ASKS_FOR_REST = ("http_status", "host_down")  # failures whose time is a server's Retry-After


@dataclass(frozen=True, slots=True)
class DuePage:
    """A page to visit."""

    key: str
    url: str
    was_article: bool = False  # it gave an article once
    was_failing: bool = False  # its last visit gave none

    @classmethod
    def known(cls, key: str, url: str, state: State) -> "DuePage":
        """Return a page with what the state knows of it."""
        pages = state.pages
        return cls(key, url, pages.was_article(key), pages.is_failing(key))

    def outcome(self, cause: str) -> PageOutcome:
        """Return the outcome of its visit; the cause is "" for an article."""
        return PageOutcome(cause, self.was_article, self.was_failing)


@dataclass(frozen=True, slots=True)
class HeldResult:
    """A page that seems to be an article, held until its text was compared with others of the visit."""

    page: DuePage
    scraped: Scraped
    observation: PageObservation | None
    before: str  # fingerprint of the article's newest version; "" where it has none


@dataclass(slots=True)
class SiteVisit:
    """The visit to one site. `open` counts the pages that are still to be visited, None before
    they were chosen; `blocked` says that probes failed, so that the site's pages wait. Pages at domains
    that are `elsewhere` are left to another shard."""

    site: SiteConfig
    tally: SiteTally = field(default_factory=SiteTally)
    elsewhere: frozenset[str] = frozenset()
    withheld: Withheld | None = None
    blocked: bool = False
    found: dict[str, str] = field(default_factory=dict)  # key -> URL of what it leads to
    open: int | None = None
    outcomes: list[PageOutcome] = field(default_factory=list)
    held: list[HeldResult] = field(default_factory=list)
    rest_until: datetime | None = None
    pages: int = 0  # that were chosen to be visited
    left_alone: dict[str, int] = field(
        default_factory=dict
    )  # why pages were not asked for, and how many
    erased: int = 0  # pages it leads to that were erased from the store

    @property
    def name(self) -> str:
        """The site's name."""
        return self.site.name

    def add_discovered(
        self, discovered: Discovered, is_erased: Callable[[str], bool]
    ) -> list[Failure]:
        """Count what the start points led to, and the site's own pages, without what was erased; return
        the start points that failed."""
        failures = [each for each in discovered if isinstance(each, Failure)]
        for failure in failures:
            self.tally.sources[failure.kind] += 1
            if failure.kind in _ASKS_FOR_REST and failure.not_before:
                self.ask_rest(failure.not_before)
        links = [each.url for each in discovered if not isinstance(each, Failure)]
        for url in (*filter(self._may_ask, links), *self.site.pages):
            if is_erased(url):
                self.erased += 1
            else:
                self.tally.found += 1
                self.found.setdefault(page_key(url), url)
        self.tally.unreachable = bool(failures) and not links
        return failures

    def wants(self, url: str) -> bool:
        """Say whether a page is to be visited by this site: its patterns, and who may ask its host."""
        patterns = UrlPatterns(self.site.include, self.site.exclude)
        return patterns.wants(url) and self._may_ask(url)

    def _may_ask(self, url: str) -> bool:
        return not (self.elsewhere and domain_of(url) in self.elsewhere)

    def is_watched(self, key: str) -> bool:
        """Say whether a page is one that the configuration names itself."""
        return key in map(page_key, self.site.pages)

    def ask_rest(self, until: datetime) -> None:
        """Note that the server asked to be left alone until then."""
        self.rest_until = max(until, self.rest_until or until)


def due_pages(
    visit: SiteVisit, state: State, now: datetime, *, whole: bool, taken: Iterable[str] = ()
) -> list[DuePage]:
    """Return the pages of a site that are to be visited: those it leads to, then others that are
    known. With `whole`, also those that are not due; without those that are `taken`."""
    taken = frozenset(taken)
    wanted = {
        key: url
        for key, url in visit.found.items()
        if key not in taken and (whole or state.pages.is_due(key, now))
    }
    for key, url in state.pages.due(visit.name, _FAR if whole else now):
        if key not in taken and visit.wants(url):
            wanted.setdefault(key, url)
    return [DuePage.known(key, url, state) for key, url in wanted.items()]


def in_turns(pages: Iterable[list[tuple[SiteVisit, DuePage]]]) -> list[tuple[SiteVisit, DuePage]]:
    """Return the pages of all sites, one of each site in turn."""
    turns = chain.from_iterable(zip_longest(*pages))
    return [each for each in turns if each is not None]


def erased_line(count: int) -> str:
    """Return what is said of pages that a site leads to and that were erased."""
    pages = "1 page was" if count == 1 else f"{count} pages were"
    return f"{pages} erased from the store and not asked for (`scraper store erase --list`)"
