"""SQLite files: how each is opened and closed, what its errors mean, and what is written whole or not at
all."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from scraper.errors import ScraperError, StoreDamaged, StoreError
from scraper.files.sqlite.migration import (
    Migrated,
    OtherTables,
    Schema,
    address_of,
    migrate,
    transaction,
    version_of,
)
from scraper.files.sqlite.row_sums import RowSums, register

DatabaseError: TypeAlias = sqlite3.DatabaseError
OperationalError: TypeAlias = (
    sqlite3.OperationalError
)  # of those, what is the disk's fault or another process's
Values: TypeAlias = "Sequence[Any] | Mapping[str, Any]"
_SHOWN = 20  # messages of SQLite's own check
_NOT_TEXT = ("Could not decode to UTF-8", "user-defined function raised exception")
"""What Python's sqlite3 says of a text that is no UTF-8, as a result and as a value given to a function."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a statement did: how many rows it wrote (-1 where it writes none), and the number of the last new one."""

    rowcount: int
    lastrowid: int


class DamagedRow(sqlite3.OperationalError):  # it says what is the case
    """A row is not as it was written."""


Explanation = Callable[[Path, sqlite3.DatabaseError], ScraperError]
"""What an error of SQLite means for the user: names the file and what to do."""


def _outdated(path: Path, version: int) -> ScraperError:
    return OtherTables(str(path), f"has tables of version {version}, of an older scraper")


@dataclass(frozen=True, slots=True)
class DatabaseKind:
    """How one kind of file is opened. `outdated` makes the error for a file that is only read and whose
    tables are older, from its path and their version (0: it has none). A file without a schema is
    the user's: it gets no log, and the caller makes its tables."""

    schema: Schema | None
    explain: Explanation
    outdated: Callable[[Path, int], ScraperError] = _outdated
    synced: bool = True  # a commit has reached the disk when it returns
    patience: float = 30.0  # seconds to wait for another process that writes
    any_thread: bool = False  # the caller sees to it that one thread at a time uses it
    readable_from: int = 0  # version of older tables that a reader understands; 0: only the present
    sums: RowSums | None = None  # checksums of its rows


def store_errors(remedy: str) -> Explanation:
    """Return an explanation for a file of the store: StoreError where the disk is to blame,
    StoreDamaged with what to do where the file is."""

    def explain(path: Path, error: sqlite3.DatabaseError) -> ScraperError:
        if isinstance(error, sqlite3.OperationalError) and not isinstance(error, DamagedRow):
            return StoreError(str(path), f"{error} (is the disk full or read-only?)")
        return StoreDamaged(str(path), f"{error}; {remedy}")

    return explain


class Database:
    """One connection to a file with the tables of its kind. Not thread-safe.

    A file that is written gets a log (WAL), and the present tables, if it was empty or older; then
    `migrated` says what was done. Raises what its kind makes of SQLite's errors.
    """

    def __init__(self, path: Path, kind: DatabaseKind, *, readonly: bool = False) -> None:
        """Open a file; one that does not exist is made unless it is only read."""
        self.path = path
        self.migrated: Migrated | None = None
        self._kind = kind
        self._sums: RowSums | None = None
        self._damaged_row = ""  # that the last statement met
        with self.errors():
            self.connection = _connect(
                path, readonly=readonly, patience=kind.patience, any_thread=kind.any_thread
            )
            try:
                self._prepare(readonly=readonly)
            except BaseException:
                self.connection.close()
                raise

    def _prepare(self, *, readonly: bool) -> None:
        schema, sums = self._kind.schema, self._kind.sums
        if schema is None:
            return
        register(self.connection, self._note_damage)
        version = version_of(self.connection, self.path, schema)
        if readonly:
            if version < (self._kind.readable_from or schema.version):
                raise self._kind.outdated(self.path, version)
            self._sums = sums.at(version) if sums else None
            return
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute(f"PRAGMA synchronous = {'FULL' if self._kind.synced else 'NORMAL'}")
        self.migrated = migrate(self.connection, self.path, schema)
        self._sums = sums
        if sums is not None:
            sums.keep(self.connection)

    def _note_damage(self, row: str) -> None:
        self._damaged_row = row

    def execute(self, sql: str, values: Values = ()) -> Done:
        """Run one statement that writes. No cursor is returned: to read from one later would raise
        SQLite's own errors."""
        with self.errors():
            cursor = self.connection.execute(sql, values)
            return Done(cursor.rowcount, cursor.lastrowid or 0)

    def executemany(self, sql: str, rows: Iterable[Values]) -> None:
        """Run one statement for each row of values."""
        with self.errors():
            self.connection.executemany(sql, rows)

    def rows(self, sql: str, values: Values = ()) -> list[Any]:
        """Return all rows of a query."""
        with self.errors():
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> Any:
        """Return the first row of a query, None where there is no row."""
        with self.errors():
            return self.connection.execute(sql, values).fetchone()

    def each(self, sql: str, values: Values = ()) -> Iterator[Any]:
        """Yield the rows of a query one by one: of any number, memory stays flat."""
        with self.errors():
            yield from self.connection.execute(sql, values)

    @property
    def has_row_sums(self) -> bool:
        """Whether rows have checksums: not in a file whose tables are from before them."""
        return self._sums is not None

    def intact(self, table: str, alias: str = "") -> str:
        """Return a condition of SQL that lets a statement end with an error at a row of a table that is
        not as it was written. Always true in a file whose tables are from before checksums."""
        return self._sums.intact(table, alias) if self._sums else "1"

    def require_whole(self, table: str) -> None:
        """Read all rows of a small table. Raises what `errors` does at one that is not as it was written, or
        where some are gone."""
        self.rows(f"SELECT min({self.intact(table)}) FROM {table}")  # noqa: S608  # our own names
        with self.errors():
            message = self._sums.miscounted(self.connection, table) if self._sums else ""
            if message:
                raise DamagedRow(message)

    def drop_damaged(self) -> list[str]:
        """Remove the rows that are not as they were written, and return what is lost: see
        `RowSums.drop_damaged`."""
        if self._sums is None:
            return []
        with self.errors():
            return self._sums.drop_damaged(self.connection)

    def damage(self) -> list[str]:
        """Return what is wrong with the whole file, some of it where it is much: what SQLite's own check
        finds, which compares tables with their indexes, else the rows that are not as they were written.
        """
        return self._structural_damage() or self._damaged_rows()

    def _damaged_rows(self) -> list[str]:
        if self._sums is None:
            return []
        with self.errors():
            return self._sums.damaged(self.connection)

    def _structural_damage(self) -> list[str]:
        try:
            found = [row[0] for row in self.connection.execute(f"PRAGMA integrity_check({_SHOWN})")]
        except sqlite3.DatabaseError as error:
            return [str(error)]
        lines = [
            line for text in found for line in str(text).split("\n") if not line.startswith("*")
        ]
        return [] if found == ["ok"] else lines

    def scrub(self) -> None:
        """Write the whole file again, so that no byte of a deleted row stays in it or in its log: SQLite
        leaves them where they are until it needs their place. Takes as much disk again meanwhile."""
        with self.errors():
            self.connection.execute("VACUUM")
            row = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if row[0]:  # nothing was cut off
                raise OperationalError("another process reads it; end that, and try again")

    @contextmanager
    def copied(self) -> Iterator[sqlite3.Connection]:
        """Give a copy of the file, without a name, for checks that only a writer may ask for."""
        with self.errors(), closing(scratch()) as copy:
            self.connection.backup(copy)
            yield copy

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn SQLite's errors inside into those that the kind of file gives."""
        self._damaged_row = ""
        try:
            yield
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise self._kind.explain(self.path, self._meaning(error)) from error

    def _meaning(self, error: sqlite3.DatabaseError | UnicodeDecodeError) -> sqlite3.DatabaseError:
        """Return what is to be explained: SQLite does not know that a text or a row is damaged."""
        if self._damaged_row:
            return DamagedRow(self._damaged_row)
        if isinstance(error, UnicodeDecodeError) or any(sign in str(error) for sign in _NOT_TEXT):
            return DamagedRow("a text in it is not UTF-8")
        return error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write what is written inside whole or not at all, and on disk when it ends (`synced`)."""
        with self.errors(), transaction(self.connection):
            yield

    def close(self) -> None:
        """Close the file. May be called twice."""
        self.connection.close()


def scratch() -> sqlite3.Connection:
    """Return an empty database on disk without a name, which closing it removes."""
    return sqlite3.connect("")


def _connect(
    path: Path, *, readonly: bool, patience: float, any_thread: bool
) -> sqlite3.Connection:
    return sqlite3.connect(
        address_of(path, readonly=readonly),
        uri=True,
        isolation_level=None,
        timeout=patience,
        check_same_thread=not any_thread,
    )
