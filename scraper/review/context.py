"""What the views of one server share: its paths, its secrets, and who works for it."""

import shlex
from dataclasses import dataclass
from pathlib import Path

from scraper.review.jobs import BackgroundJobs
from scraper.review.security import ADDRESS, EntryToken, ServerSecrets
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
        """Return the command that does what a view does, quoted for a shell."""
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

    paths: ReviewPaths
    ports: ReviewPorts
    token: EntryToken
    secrets: ServerSecrets
    indexer: Indexer
    workers: WorkerPool
    jobs: BackgroundJobs

    @property
    def entry_address(self) -> str:
        """The address that gives a browser a session, once."""
        return f"http://{ADDRESS}:{self.ports.main}/?token={self.token.value}"

    def open_store(self) -> Store:
        """Open the store for reading, for one request. Raises StoreError if there is none."""
        return Store.reader(self.paths.store)

    def site_files(self) -> SitesDirectory:
        """Return the site files as they are now; workers report what is wrong with them."""
        return locate(self.paths.sites)
