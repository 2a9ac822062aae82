"""How a file with older tables gets the present ones.

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
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote

from scraper.errors import StoreDamaged, StoreError, reason_of
from scraper.files.atomic import put_in_place

_ASIDE = ".backup.tmp"  # of a backup that is being written


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
        raise StoreError(str(path), f"can't be backed up: {reason_of(error)}") from error
    finally:
        aside.unlink(missing_ok=True)
    raise AssertionError("there is always a next number")
