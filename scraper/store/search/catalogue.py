"""The catalogue: which pages a store has and what they say, in an SQLite database beside it.

One row a page, whatever the number of its captures: the newest capture that gave a text, or the
newest. A row has the date of its article; rows without one come last. Newest first is the order of
dates and, within one, of captures: an index has it, so a listing goes on where the last one ended,
and no page of it costs more than the first.

All of it is made from the store: a catalogue that is lost or broken is made again. One thread
writes, which holds the lock of `indexing`; readers open the file with mode=ro, for the reason that
`scraper.store.index` gives.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from scraper.errors import ScraperError, StoreDamaged, StoreError
from scraper.files.sqlite import (
    Database,
    DatabaseError,
    DatabaseKind,
    OperationalError,
    OtherTables,
    Schema,
)
from scraper.models.times import utc_now
from scraper.store.entry import CLOCKS_DIFFER
from scraper.store.search.query import (
    indexed,
)

_APPLICATION = 0x53435256  # "SCRV"
_TABLES = """
CREATE TABLE pages (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, id TEXT NOT NULL, url TEXT NOT NULL,
    host TEXT NOT NULL, fetched_at TEXT NOT NULL, http INTEGER NOT NULL, status TEXT NOT NULL,
    title TEXT NOT NULL, words INTEGER NOT NULL, has_text INTEGER NOT NULL,
    published TEXT NOT NULL, dated TEXT NOT NULL
);
CREATE INDEX by_date ON pages (dated, number);
CREATE INDEX by_text ON pages (has_text, dated, number);
CREATE INDEX by_status ON pages (status, dated, number);
CREATE INDEX by_host ON pages (host, has_text, dated, number);
CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE marks (
    low INTEGER, high INTEGER, high_id TEXT, kept INTEGER, whole INTEGER, captures INTEGER
);
INSERT INTO marks VALUES (0, 0, '', 0, 0, 0);
"""
SCHEMA = Schema(_APPLICATION, ("", _TABLES))
"""No step leads from one version to the next: a catalogue of another version is removed and made
again from the store."""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One page as it is put in."""

    number: int  # of the capture, in the store
    key: str  # of the page; the same for all spellings of its URL
    id: str
    url: str
    host: str
    fetched_at: datetime
    http: int
    status: str
    title: str
    words: int
    text: str
    published: str  # the date that the article gives; "" where it gives none
    dated: str  # what it is ordered by, as `indexing.date_key` makes it


@dataclass(frozen=True, slots=True)
class IndexMarks:
    """How far the store was read: the captures from `low` to `high`, the extractions up to `kept`."""

    low: int = 0
    high: int = 0
    high_id: str = ""  # tells that the index was rebuilt since, and numbers mean other captures
    kept: int = 0
    whole: bool = False  # nothing below `low`
    captures: int = 0  # that were read, less those that are gone


def _explained(path: Path, error: DatabaseError) -> ScraperError:
    if isinstance(error, OperationalError):
        return StoreError(str(path), f"can't be written: {error}")
    return StoreDamaged(str(path), f"was broken ({error})")


# Not synced at each commit: what a power failure takes is indexed again.
_WRITTEN = DatabaseKind(SCHEMA, _explained, synced=False, any_thread=True)


class Catalogue:
    """The writing end. Not thread-safe: the one thread that indexes has it."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = utc_now) -> None:
        """Open it; made where it does not exist, or is of another version or no database."""
        self.path = path
        self._clock = clock
        try:
            self._db = _opened(path)
        except (StoreDamaged, OtherTables):
            remove(path)
            self._db = _opened(path)

    def close(self) -> None:
        """Close the file. May be called twice."""
        self._db.close()

    def marks(self) -> IndexMarks:
        """Return how far the store was read."""
        ((low, high, high_id, kept, whole, captures),) = self._rows("SELECT * FROM marks")
        return IndexMarks(low, high, high_id, kept, bool(whole), captures)

    def put(
        self, rows: Iterable[CatalogueRow], marks: IndexMarks, gone: Iterable[int] = ()
    ) -> None:
        """Take pages in, pages that are gone out, and say how far the store was read: all or
        nothing of it."""
        with self._transaction():
            for number in gone:
                self._remove(number)
            for row in rows:
                self._put(row)
            self._mark(marks)

    def clear(self) -> None:
        """Forget everything: the store is another one than it was."""
        with self._transaction():
            for table in ("pages", "texts"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608  # two names of our own
            self._mark(IndexMarks())

    def numbers(self, after: int, limit: int) -> list[tuple[int, str, str]]:
        """Return number, capture and key of the pages above a number, in the order of numbers."""
        sql = "SELECT number, id, key FROM pages WHERE number > ? ORDER BY number LIMIT ?"
        return [(int(row[0]), str(row[1]), str(row[2])) for row in self._rows(sql, after, limit)]

    def unsettled(self, above: int) -> list[str]:
        """Return the captures above a number whose verdict was not known yet."""
        sql = "SELECT id FROM pages WHERE status = '' AND number > ?"
        return [str(key) for (key,) in self._rows(sql, above)]

    def _put(self, row: CatalogueRow) -> None:
        sql = "SELECT number, id, has_text, fetched_at FROM pages WHERE key = ?"
        known = self._db.row(sql, (row.key,))
        if known is not None:
            number, key, has_text, at = known
            newer = self._rank(has_text, at) > self._rank(row.words, row.fetched_at.isoformat())
            if key != row.id and newer:
                return
            self._remove(number)
        self._db.execute(
            "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row.number, row.key, row.id, row.url, row.host, row.fetched_at.isoformat(),
                row.http, row.status, row.title, row.words, bool(row.words),
                row.published, row.dated,
            ),
        )  # fmt: skip
        self._db.execute(
            "INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)",
            (row.number, indexed(row.title), indexed(row.text)),
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._remade(), self._db.transaction():
            yield

    def _rows(self, sql: str, *values: int) -> list[Any]:
        with self._remade():
            return self._db.rows(sql, values)

    @contextmanager
    def _remade(self) -> Iterator[None]:
        """Remove a file that turns out to be broken: the next one that indexes makes it again."""
        try:
            yield
        except StoreDamaged as error:
            self.close()
            remove(self.path)
            raise StoreError(str(self.path), f"{error.message} and is made again") from error

    def _rank(self, has_text: int, fetched_at: str) -> tuple[bool, str]:
        """Return what decides between two captures of a page: a text, then the later one. One that
        is dated ahead is the earliest, or it would stand there for ever."""
        ahead = fetched_at > (self._clock() + CLOCKS_DIFFER).isoformat()
        return bool(has_text), "" if ahead else fetched_at

    def _remove(self, number: int) -> None:
        self._db.execute("DELETE FROM pages WHERE number = ?", (number,))
        self._db.execute("DELETE FROM texts WHERE rowid = ?", (number,))

    def _mark(self, marks: IndexMarks) -> None:
        self._db.execute(
            "UPDATE marks SET (low, high, high_id, kept, whole, captures) = (?, ?, ?, ?, ?, ?)",
            (marks.low, marks.high, marks.high_id, marks.kept, marks.whole, marks.captures),
        )


def remove(path: Path) -> None:
    """Take a catalogue and the files of its log away."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _opened(path: Path) -> Database:
    """Open a catalogue for writing. Raises StoreDamaged where the file is something else, OtherTables
    where it is of another version."""
    if path.is_file():
        Database(path, _WRITTEN, readonly=True).close()
    db = Database(path, _WRITTEN)
    try:
        if not db.rows("SELECT low FROM marks"):
            raise StoreDamaged(str(path), "was broken (it has no marks)")
    except BaseException:
        db.close()
        raise
    return db
