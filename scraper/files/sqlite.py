"""SQLite files: how each is opened and closed, what its errors mean, what is written whole or not at
all, and how a file with older tables gets the present ones.

    newer than known      -> refused
    as known              -> nothing to do
    an empty file         -> all steps, from the first
    older                 -> a backup beside it -> the steps that are missing

The backup is whole before the first step, has the version in its name and never takes the place of
another file. All steps are one transaction: a process that is killed leaves the old tables or the
new ones, and the next start does the rest.
"""

import filecmp
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from scraper.errors import ScraperError, StoreDamaged, StoreError
from scraper.files.atomic import put_in_place

Cursor: TypeAlias = sqlite3.Cursor
DatabaseError: TypeAlias = sqlite3.DatabaseError
OperationalError: TypeAlias = (
    sqlite3.OperationalError
)  # of those, what is the disk's fault or another process's
Values: TypeAlias = "Sequence[Any] | Mapping[str, Any]"
_ASIDE = ".backup.tmp"  # of a backup that is being written
_SHOWN = 20  # messages of SQLite's own check


class OtherTables(StoreError):  # noqa: N818  # it says what is the case
    """A file was written by another version of this program."""


class NewerTables(OtherTables):
    """A file was written by a newer version of this program."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of one kind of file. `steps[n]` is the SQL that makes version n + 1 of version n;
    the first makes the tables of an empty file. Steps that were released never change."""

    application: int  # the file's application_id, by which file(1) and we know it
    steps: tuple[str, ...]

    @property
    def version(self) -> int:
        """That of the tables after all steps."""
        return len(self.steps)


@dataclass(frozen=True, slots=True)
class Migrated:
    """What was done to an older file."""

    file: Path
    before: int
    after: int
    backup: Path

    def __str__(self) -> str:
        return (
            f"{self.file}: tables of version {self.before} brought to version {self.after};"
            f" as it was before, the file is kept as {self.backup.name}"
        )


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


def store_errors(remedy: str) -> Explanation:
    """Return an explanation for a file of the store: StoreError where the disk is to blame,
    StoreDamaged with what to do where the file is."""

    def explain(path: Path, error: sqlite3.DatabaseError) -> ScraperError:
        if isinstance(error, sqlite3.OperationalError):
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
        schema = self._kind.schema
        if schema is None:
            return
        version = version_of(self.connection, self.path, schema)
        if readonly:
            if version < (self._kind.readable_from or schema.version):
                raise self._kind.outdated(self.path, version)
            return
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute(f"PRAGMA synchronous = {'FULL' if self._kind.synced else 'NORMAL'}")
        self.migrated = migrate(self.connection, self.path, schema)

    def execute(self, sql: str, values: Values = ()) -> sqlite3.Cursor:
        """Run one statement. What is read from the cursor later belongs inside `errors`."""
        with self.errors():
            return self.connection.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Values]) -> None:
        """Run one statement for each row of values."""
        with self.errors():
            self.connection.executemany(sql, rows)

    def rows(self, sql: str, values: Values = ()) -> list[Any]:
        """Return all rows of a query."""
        with self.errors():
            return self.connection.execute(sql, values).fetchall()

    def damage(self) -> list[str]:
        """Return what SQLite's own check of the whole file finds wrong, some of it where it is much.

        It compares tables with their indexes as well: a bit that flipped in a column with an index
        is found.
        """
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
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise self._kind.explain(self.path, error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write what is written inside whole or not at all, and on disk when it ends (`synced`)."""
        with self.errors(), transaction(self.connection):
            yield

    def close(self) -> None:
        """Close the file. May be called twice."""
        self.connection.close()


def version_of(db: sqlite3.Connection, path: Path, schema: Schema) -> int:
    """Return the version of a file's tables, 0 of an empty file. Raises StoreError where it is newer than
    this program knows, StoreDamaged where the file is another program's."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application not in (0, schema.application) or (tables and not version):
        raise StoreDamaged(str(path), "is another program's database; move it away")
    if version > schema.version:
        message = (
            f"has tables of version {version}, this scraper knows {schema.version};"
            " use a newer scraper"
        )
        raise NewerTables(str(path), message)
    return int(version)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Write what is written inside whole or not at all. The connection commits each statement by itself
    (`isolation_level=None`)."""
    try:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("COMMIT")
    except BaseException:  # an interrupt may come at any of the three
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def migrate(db: sqlite3.Connection, path: Path, schema: Schema) -> Migrated | None:
    """Bring a file's tables to the present version; None where it was empty or had them.

    The connection commits each statement by itself (`isolation_level=None`) and is in no
    transaction. Raises what `version_of` does, and sqlite3.Error or OSError where the disk is full.
    """
    if version_of(db, path, schema) == schema.version:
        return None
    with transaction(db):
        before = version_of(db, path, schema)  # another process may have been quicker
        backup = _back_up(path, before) if 0 < before < schema.version else None
        for number in range(before, schema.version):
            for statement in statements(schema.steps[number]):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number + 1}")
        db.execute(f"PRAGMA application_id = {schema.application}")
    return Migrated(path, before, schema.version, backup) if backup else None


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one: `executescript` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"a statement has no end: {statement.strip()}")


def address_of(path: Path, *, readonly: bool) -> str:
    """Return what `sqlite3.connect(..., uri=True)` takes for a file, whatever the bytes of its name. On
    a read-only medium SQLite can't make the files of WAL; without a log, none are needed."""
    address = f"file:{quote(os.fsencode(path.absolute()))}"
    if not readonly:
        return address
    frozen = not path.with_name(path.name + "-wal").exists() and not os.access(path.parent, os.W_OK)
    return address + ("?immutable=1" if frozen else "?mode=ro")


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


def _back_up(path: Path, version: int) -> Path:
    """Make a whole copy beside the file and return it; the caller keeps others from writing meanwhile."""
    aside = path.with_name(path.name + _ASIDE)
    try:
        aside.unlink(missing_ok=True)  # of one who was killed
        with closing(sqlite3.connect(address_of(path, readonly=True), uri=True)) as db:
            db.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(aside),))
        for number in count(1):
            again = "" if number == 1 else f".{number}"
            backup = path.with_name(f"{path.name}.v{version}.backup{again}")
            if not backup.exists():
                put_in_place(aside, backup)
                return backup
            if filecmp.cmp(
                aside, backup, shallow=False
            ):  # of a start that ended before the first step did
                return backup
    except OSError as error:
        raise StoreError(str(path), f"can't be backed up: {error.strerror}") from error
    finally:
        aside.unlink(missing_ok=True)
    raise AssertionError("there is always a next number")
