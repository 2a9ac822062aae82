"""The reading end of the catalogue: pages listed, searched and counted, each within a bound of time."""

import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from scraper.errors import ScraperError, StoreError
from scraper.files.sqlite import Database, DatabaseError, DatabaseKind, OperationalError
from scraper.store.search.catalogue import SCHEMA
from scraper.store.search.query import END, START, ExcerptPart, pieces, query

PATIENCE = 2.0  # seconds of one query; 100,000 pages take a twentieth of it
EXCERPT_WORDS = 24  # shown around what was found
_STEPS = 20_000  # of SQLite's machine between two checks of the clock
_COLUMNS = ", ".join(
    f"pages.{name}"
    for name in (
        "number", "id", "url", "host", "fetched_at", "http", "status", "title", "words", "published",
    )
)  # fmt: skip
_NEWEST_FIRST = "ORDER BY pages.dated DESC, pages.number DESC LIMIT ?"
# The text decides first: by pages, each would be looked for among all matches, a hundred times slower.
_MATCHING = "FROM texts CROSS JOIN pages ON pages.number = texts.rowid WHERE texts MATCH ?"
# The row above may have moved up since, with a newer capture: then its neighbour's date stands for it.
_FURTHER = """(pages.dated, pages.number) < (
    (SELECT dated FROM pages WHERE number <= ? ORDER BY number DESC LIMIT 1), ?
)"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which pages are listed. `status` is a verdict, "any", or "" for all pages with a text."""

    text: str = ""
    host: str = ""
    status: str = ""
    before: int = 0  # number of the row above; 0 for the first page


@dataclass(frozen=True, slots=True)
class Listed:
    """One page as it is listed. `excerpt` shows where the search matched."""

    number: int
    id: str
    url: str
    host: str
    fetched_at: datetime
    http: int
    status: str
    title: str
    words: int
    published: str  # as the article gives it, ISO 8601; "" where it gives no date
    excerpt: tuple[ExcerptPart, ...] = ()


class TooSlow(StoreError):  # noqa: N818  # it says what is the case
    """A search took longer than anyone waits for."""


def _read_explained(path: Path, error: DatabaseError) -> ScraperError:
    if str(error) == "interrupted":
        message = f"took longer than {PATIENCE:g} s; ask for rarer words or one host"
        return TooSlow("search", message)
    if isinstance(error, OperationalError):
        return StoreError(str(path), f"{error}; try again in a moment")
    return StoreError(str(path), f"{error}; it is made again, try once more")


def _not_ready(path: Path, _version: int) -> ScraperError:
    return StoreError(str(path), "is just being made; try again in a moment")


_READ = DatabaseKind(SCHEMA, _read_explained, _not_ready, patience=5.0)


class Reader:
    """The reading end, for one request."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError where nothing was indexed yet."""
        self.path = path
        if not path.is_file():
            raise StoreError(str(path), "is just being made; try again in a moment")
        self._db = Database(path, _READ, readonly=True)
        self._until = time.monotonic() + PATIENCE
        connection = self._db.connection
        connection.set_progress_handler(lambda: time.monotonic() > self._until, _STEPS)

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def listing(self, wanted: Filter, limit: int) -> list[Listed]:
        """Return the next pages, newest first."""
        searched = query(wanted.text)
        conditions, values = _conditions(wanted)
        if not searched:
            sql = f"SELECT {_COLUMNS}, '' FROM pages WHERE {conditions} {_NEWEST_FIRST}"  # noqa: S608
            return self._listed(sql, (*values, limit))
        # Excerpts cost more than all the rest: they are made of the rows that are shown.
        shown = f"SELECT pages.number {_MATCHING} AND {conditions} {_NEWEST_FIRST}"
        excerpt = f"snippet(texts, 1, '{START}', '{END}', ' … ', {EXCERPT_WORDS})"
        sql = (
            f"SELECT {_COLUMNS}, {excerpt} {_MATCHING} AND texts.rowid IN ({shown}) {_NEWEST_FIRST}"
        )
        return self._listed(sql, (searched, searched, *values, limit, limit))

    def found(self, wanted: Filter) -> int:
        """Count the pages that `listing` gives in all."""
        searched = query(wanted.text)
        conditions, values = _conditions(replace(wanted, before=0))
        if not searched:
            return self._count(f"SELECT count(*) FROM pages WHERE {conditions}", *values)  # noqa: S608
        return self._count(f"SELECT count(*) {_MATCHING} AND {conditions}", searched, *values)

    def matching(self, typed: str) -> frozenset[str]:
        """Return the captures of all pages that a search finds."""
        sql = "SELECT pages.id FROM texts JOIN pages ON number = texts.rowid WHERE texts MATCH ?"
        searched = query(typed)
        return frozenset(row[0] for row in self._rows(sql, searched)) if searched else frozenset()

    def count(self) -> int:
        """Return the number of pages."""
        return self._count("SELECT count(*) FROM pages")

    def whole(self) -> bool:
        """Say whether the store was read to its beginning."""
        return bool(self._rows("SELECT whole FROM marks")[0][0])

    def hosts(self, limit: int) -> list[str]:
        """Return hosts with pages, by name."""
        return self._distinct("SELECT min(host) FROM pages WHERE host > ?", limit)

    def statuses(self, limit: int) -> list[str]:
        """Return verdicts that pages have, by name."""
        return self._distinct("SELECT min(status) FROM pages WHERE status > ?", limit)

    def _distinct(self, sql: str, limit: int) -> list[str]:
        """Return the different values of a column: one step in its index for each, not for each page."""
        names: list[str] = []
        while len(names) < limit:
            ((name,),) = self._rows(sql, names[-1] if names else "")
            if name is None:
                break
            names.append(str(name))
        return names

    def _count(self, sql: str, *values: str | int) -> int:
        return int(self._rows(sql, *values)[0][0])

    def _rows(self, sql: str, *values: str | int) -> list[Any]:
        return self._db.rows(sql, values)

    def _listed(self, sql: str, values: tuple[str | int, ...]) -> list[Listed]:
        return [
            Listed(
                row[0],
                row[1],
                row[2],
                row[3],
                datetime.fromisoformat(row[4]),
                row[5],
                row[6],
                row[7],
                row[8],
                row[9],
                pieces(row[10]),
            )
            for row in self._rows(sql, *values)
        ]


def _conditions(wanted: Filter) -> tuple[str, list[str | int]]:
    pairs: list[tuple[str, list[str | int]]] = []
    if wanted.before:
        pairs.append((_FURTHER, [wanted.before, wanted.before]))
    if wanted.host:
        pairs.append(("host = ?", [wanted.host]))
    if not wanted.status:
        pairs.append(("has_text = 1", []))
    elif wanted.status != "any":
        pairs.append(("status = ?", [wanted.status]))
    return " AND ".join(sql for sql, _ in pairs) or "1", [
        one for _, values in pairs for one in values
    ]
