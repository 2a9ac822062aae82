"""What a server has: its places, its keys, and what works for it."""

import shlex
from dataclasses import dataclass
from pathlib import Path

from scraper.review.jobs import BackgroundJobs
from scraper.review.security import ADDRESS, ServerSecrets
from scraper.review.workers import WorkerPool
from scraper.sites.directory import SitesDirectory, locate
from scraper.store import Store
from scraper.store.search.indexing import Indexer


@dataclass(frozen=True, slots=True)
class ReviewPaths:
    """Directories and files as the command line named them. `config` need not exist."""

    store: Path
    sites: Path
    fixtures: Path
    config: Path

    def command(self, *words: object, store: bool = True) -> str:
        """The command that does what a view does, fit for a shell."""
        named = ("--store", self.store) if store else ()
        return shlex.join(["scraper", *map(str, (*words, *named))])


@dataclass(frozen=True, slots=True)
class ReviewPorts:
    """Where the two servers listen."""

    main: int
    stored: int

    @property
    def stored_origin(self) -> str:
        """The origin of stored pages."""
        return f"http://{ADDRESS}:{self.stored}"


@dataclass(frozen=True, slots=True)
class ReviewContext:
    """All that a view may use."""

    places: ReviewPaths
    ports: ReviewPorts
    keys: ServerSecrets
    indexer: Indexer
    desk: WorkerPool
    jobs: BackgroundJobs

    def open_store(self) -> Store:
        """The store for reading; of a request its own. StoreError where there is none."""
        return Store.reader(self.places.store)

    def site_files(self) -> SitesDirectory:
        """The site files as they are now. Workers find what is wrong with them."""
        return locate(self.places.sites)
