"""The index: an SQLite database over the records of all segments.

Durable: WAL with synchronous=FULL, so that a committed row survives a power failure.
SQLite before 3.51.3 can corrupt a WAL database when two connections write or checkpoint at the
same moment (sqlite.org/wal.html#walresetbug). Here only one connection ever does either: the one
of the process that holds the store's lock. Readers open the file with mode=ro, in which SQLite
neither writes nor checkpoints. So the store is safe with every SQLite that Python links.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scraper.files.sqlite import Database
from scraper.store.entry import CLOCKS_DIFFER, Entry
from scraper.store.index_tables import KIND
from scraper.store.segments.record import trace_of, trace_text, warc_date

FILE = "index.sqlite"
_PAGE = 500  # rows fetched at a time
_END_OF_TIME = "9999-12-31T23:59:60Z"  # after every date of a capture
_NO_NUMBER = 2**63 - 1  # higher than any capture's

_SELECT = """
SELECT id, url, final_url, fetched_at, status, digest, content_type, bytes, truncated, revisit,
       file, offset, length, etag, last_modified, trace,
       coalesce(verdict, ''), coalesce(title, ''), coalesce(words, 0), seq
FROM captures LEFT JOIN notes USING (id)
"""
_WITHOUT_HOLDER = """
WHERE revisit AND NOT EXISTS (
    SELECT 1 FROM captures AS held WHERE held.digest = captures.digest AND NOT held.revisit
) ORDER BY seq
"""
_NEWEST_FIRST = "ORDER BY fetched_at DESC, seq DESC"


@dataclass(frozen=True, slots=True)
class SegmentState:
    """How much of a segment the index covers, and the CRC-32 of those bytes."""

    name: str
    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class Query:
    """Which captures to list; see `Store.entries`."""

    url: str = ""
    host: str = ""
    since: datetime | None = None
    status: int | str | None = None
    limit: int | None = None

    def conditions(self) -> tuple[list[str], list[str | int]]:
        """Return the conditions in SQL, and their values."""
        pairs: list[tuple[str, list[str | int]]] = []
        if self.url:
            found = "(instr(lower(url), lower(?)) OR instr(lower(final_url), lower(?)))"
            pairs.append((found, [self.url, self.url]))
        if self.host:
            host = self.host.lower()
            pairs.append(("(host = ? OR substr(host, ?) = ?)", [host, -len(host) - 1, "." + host]))
        if self.since is not None:
            pairs.append(("fetched_at >= ?", [warc_date(self.since)]))
        if self.status is not None:
            column = "status" if isinstance(self.status, int) else "verdict"
            pairs.append((f"{column} = ?", [self.status]))
        return [sql for sql, _ in pairs], [value for _, values in pairs for value in values]


class Index:
    """One connection to the index. Not thread-safe: the store guards it."""

    def __init__(self, path: Path, *, readonly: bool) -> None:
        self.path = path
        self._db = Database(path, KIND, readonly=readonly)

    def close(self) -> None:
        """Close the file. May be called twice."""
        self._db.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Return a context: what is written inside is on disk, whole, when it ends, or not at all."""
        return self._db.transaction()

    def add(self, entry: Entry) -> bool:
        """Add a capture inside a transaction; False if its id is known already."""
        values = (
            entry.id, entry.url, entry.final_url, warc_date(entry.fetched_at), entry.status,
            entry.digest, entry.content_type, entry.bytes, entry.truncated, entry.revisit,
            entry.file, entry.offset, entry.length, entry.host, entry.etag, entry.last_modified,
            trace_text(entry.trace),
        )  # fmt: skip
        marks = ", ".join("?" * len(values))
        done = self._db.execute(f"INSERT OR IGNORE INTO captures VALUES (NULL, {marks})", values)  # noqa: S608
        return done.rowcount == 1

    def cover(self, state: SegmentState) -> None:
        """Say, inside a transaction, up to where a segment is indexed."""
        row = (state.name, state.size, state.crc)
        self._db.execute("INSERT OR REPLACE INTO segments VALUES (?, ?, ?)", row)

    def write(self, sql: str, values: Iterable[str | int | bytes]) -> None:
        """Run one statement inside a transaction."""
        self._db.execute(sql, tuple(values))

    def note(self, key: str, verdict: str, title: str, words: int) -> None:
        """Keep what extraction found, inside a transaction."""
        row = (key, verdict, title, words)
        self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?, 0)", row)

    def clear(self) -> None:
        """Forget, inside a transaction, all captures and segments. Notes stay."""
        self._db.execute("DELETE FROM captures")
        self._db.execute("DELETE FROM segments")

    def segments(self) -> dict[str, SegmentState]:
        rows = self.rows("SELECT name, size, crc FROM segments ORDER BY name")
        return {name: SegmentState(name, size, crc) for name, size, crc in rows}

    def by_id(self, prefix: str, limit: int = 2) -> list[Entry]:
        """Captures whose id starts with `prefix`, at most `limit`."""
        sql = _SELECT + "WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
        return self._entries(sql, (prefix, prefix + "g", limit))

    def by_url(self, url: str, now: datetime) -> Entry | None:
        """Return the newest capture that was asked for or answered under a URL, one that is dated
        after `now` only where there is no other."""
        for until in (warc_date(now + CLOCKS_DIFFER), _END_OF_TIME):
            found = [
                entry
                for column in ("url", "final_url")  # each with its own index
                for entry in self._entries(
                    _SELECT + f"WHERE {column} = ? AND fetched_at <= ? {_NEWEST_FIRST} LIMIT 1",
                    (url, until),
                )
            ]
            if found:
                return max(found, key=lambda entry: entry.fetched_at)
        return None

    def numbered(self, after: int, before: int, limit: int) -> list[tuple[int, Entry]]:
        """Captures by their number, between two of them: the highest first where `before` ends
        the span, else the lowest first."""
        order = "DESC" if before else "ASC"
        sql = _SELECT + f"WHERE seq > ? AND seq < ? ORDER BY seq {order} LIMIT ?"
        rows = self.rows(sql, (after, before or _NO_NUMBER, limit))
        return [(row[-1], _entry(row)) for row in rows]

    def number_of(self, key: str) -> int:
        """Return the number of a capture, 0 where it is not known."""
        return next(
            (int(row[0]) for row in self.rows("SELECT seq FROM captures WHERE id = ?", (key,))), 0
        )

    def all_of(self, url: str, limit: int | None = None) -> list[Entry]:
        """Return the captures that answered under a URL, newest first."""
        sql = _SELECT + f"WHERE final_url = ? {_NEWEST_FIRST} LIMIT ?"
        return self._entries(sql, (url, -1 if limit is None else limit))

    def holders(self, digest: str) -> list[Entry]:
        """Captures that hold a payload themselves, newest first."""
        return self._entries(
            _SELECT + "WHERE digest = ? AND NOT revisit ORDER BY seq DESC", (digest,)
        )

    def revisits(self, digest: str) -> list[Entry]:
        """Captures that left a payload to another."""
        return self._entries(_SELECT + "WHERE digest = ? AND revisit ORDER BY seq", (digest,))

    def at(self, file: str, end: int) -> dict[int, Entry]:
        """Return the captures in a segment before offset `end`, by offset."""
        entries = self._entries(_SELECT + "WHERE file = ? AND offset < ?", (file, end))
        return {entry.offset: entry for entry in entries}

    def without_holder(self) -> list[Entry]:
        """Return the revisits whose payload no capture holds."""
        return self._entries(_SELECT + _WITHOUT_HOLDER, ())

    def places(self) -> Iterator[tuple[str, str, str, int]]:
        """Yield the id, URL, segment and offset of every capture."""
        return self.rows("SELECT id, final_url, file, offset FROM captures ORDER BY seq")

    def addresses(self) -> Iterator[tuple[str, str, str]]:
        """Yield id, URL as asked for and URL that answered of every capture."""
        return self.rows("SELECT id, url, final_url FROM captures ORDER BY seq")

    def scrub(self) -> None:
        """Leave no byte of a deleted row in the file. Raises StoreError where a reader keeps it."""
        self._db.scrub()

    def listing(self, query: Query) -> Iterator[list[Entry]]:
        """Yield the captures a query names, newest first, some at a time so that memory stays flat."""
        conditions, values = query.conditions()
        left = query.limit
        after: list[str | int] = []
        while left is None or left > 0:
            where = [*conditions, *(["(fetched_at, seq) < (?, ?)"] if after else [])]
            sql = _SELECT + (f"WHERE {' AND '.join(where)} " if where else "") + _NEWEST_FIRST
            size = _PAGE if left is None else min(left, _PAGE)
            rows = list(self.rows(sql + " LIMIT ?", (*values, *after, size)))
            if rows:
                after = [rows[-1][3], rows[-1][-1]]
                yield [_entry(row) for row in rows]
            if len(rows) < size:
                return
            left = None if left is None else left - size

    def count(self) -> int:
        return int(next(self.rows("SELECT count(*) FROM captures"))[0])

    def problems(self) -> list[str]:
        """Return what SQLite's own check finds wrong, and which rows are not as they were written."""
        return self._db.damage()

    def intact(self, table: str) -> str:
        """Return a condition of SQL that ends a statement with StoreDamaged at a damaged row of a table."""
        return self._db.intact(table)

    def drop_damaged(self) -> list[str]:
        """Remove, inside a transaction, the rows that are not as they were written, and count the others
        again. Return what is lost, as text for messages."""
        return self._db.drop_damaged()

    def _entries(self, sql: str, values: Iterable[str | int]) -> list[Entry]:
        return [_entry(row) for row in self.rows(sql, values)]

    def rows(self, sql: str, values: Iterable[str | int] = ()) -> Iterator[tuple]:  # type: ignore[type-arg]
        """Yield the rows of a query; see `Visits` for the tables that are not of captures."""
        return self._db.each(sql, tuple(values))


def _entry(row: tuple) -> Entry:  # type: ignore[type-arg]
    values = list(row[:-1])
    values[3] = datetime.fromisoformat(values[3])
    values[9] = bool(values[9])
    values[15] = trace_of(values[15])
    return Entry(*values)
