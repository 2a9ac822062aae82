"""The state as one value: its parts, and what is written to several of them in one transaction."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from scraper.models.version import Change
from scraper.runs.state.articles import Articles, PageVisit
from scraper.runs.state.baselines import Baselines
from scraper.runs.state.clusters import Clusters
from scraper.runs.state.cursors import Cursors
from scraper.runs.state.database import StateFile, state_file, text_of
from scraper.runs.state.erase import ErasedArticles, StateErasure
from scraper.runs.state.messages import AlarmMessages
from scraper.runs.state.origin import Origin
from scraper.runs.state.pages import FailedVisit, Pages
from scraper.runs.state.run_log import RunLog
from scraper.runs.state.sites import Sites
from scraper.schedule.due import next_visit


class State:
    """One file. One process writes, which holds the run's lock; any number read meanwhile."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        """Open the file, or make it unless `readonly`. `migrated` says what was done to a file of an
        older version. Raises StoreError."""
        self.path = path
        self._file = StateFile(path, readonly=readonly)
        self.migrated = self._file.db.migrated
        self.sites = Sites(self._file)
        self.pages = Pages(self._file)
        self.articles = Articles(self._file)
        self.clusters = Clusters(self._file.db)
        self.baselines = Baselines(self._file.db)
        self.messages = AlarmMessages(self._file)
        self.cursors = Cursors(self._file)
        self.runs = RunLog(self._file)
        self.origin = Origin(self._file)

    @classmethod
    def reader(cls, store: Path) -> "State | None":
        """Open the state of a store for reading; None where nothing has run."""
        path = state_file(store)
        return cls(path, readonly=True) if path.is_file() else None

    def close(self) -> None:
        """Close the file. May be called twice."""
        self._file.db.close()

    def __enter__(self) -> "State":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def record(self, visit: PageVisit) -> Change:
        """Keep what a visit gave, and say what it is. It is a version if the article is not as its
        newest version has it (`makes_version`, `is_same_reading`).

        The same bytes as at the last visit give none, whatever this version of the program makes
        of them.
        """
        with self._file.writing():
            sql = "SELECT article, payload, changed, problem FROM pages WHERE key = ? AND "
            before = self._file.row(sql + self._file.intact("pages"), visit.key)
            known = before is not None and before[:2] == (visit.article, visit.payload)
            self.articles.mark_back(visit.article, visit.now)
            number = 0 if known else self.articles.add(visit)
            if number or not self.clusters.knows(visit.article):
                self.clusters.place(visit.article, str(visit.fields["text"]))
            changed = visit.now if number or not before else datetime.fromisoformat(before[2])
            again = _next_visit(visit, changed)
            self._file.run(
                "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '', '', 0)",
                visit.key, visit.url, visit.site, visit.article, visit.payload, text_of(changed),
                text_of(visit.now), text_of(again),
            )  # fmt: skip
            # The same bytes show nothing new, but after a wall they show that it is no longer there.
            if visit.observation is not None and not (known and not before[3]):
                seen = replace(visit.observation, new=number == 1)
                self.baselines.note(visit.site, seen)
        return "unchanged" if not number else "new" if number == 1 else "changed"

    def record_failure(self, failed: FailedVisit) -> None:
        """Keep that a visit gave no article."""
        with self._file.writing():
            self.pages.keep_failure(failed)
            if failed.observation is not None:
                self.baselines.note(failed.site, failed.observation)

    def find_erased(self, erasure: StateErasure) -> ErasedArticles:
        """Return what the state has of pages that are to be erased."""
        return erasure.find(self._file)

    def erase(self, erasure: StateErasure) -> None:
        """Erase pages for good. Raises StoreError where the file can't be written again."""
        erasure.carry_out(self._file)


def _next_visit(visit: PageVisit, changed: datetime) -> datetime | None:
    """Return when a page that gave an article is asked for again; None for never."""
    if visit.watched:
        return visit.now + visit.recheck
    return next_visit(changed, visit.now, visit.recheck, visit.recheck_for)
