"""Checksums of rows: SQLite has none, so a bit that flips on a disk would pass for what was written.

A table with checksums has a last column `crc`. A connection that writes keeps it by temporary triggers,
so that no statement can forget it. A statement that reads names `RowSums.intact` among its conditions where
a damaged row must be an error in place of a result; `RowSums.damaged` examines all rows.

Where the disk lost a write, the file still holds the rows from before it, and their checksums are right. So
the table `row_counts` says for each table how many rows were written, and what their checksums add up to.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

SHOWN = 20  # damaged rows of a table that are named
_ALL_BITS = 0xFFFFFFFF  # of a checksum, and of their sum


@dataclass(frozen=True, slots=True)
class RowSums:
    """The tables with checksums: all columns of each but `crc`, in their order, beginning with those of
    its key. `since` is the version of the file's tables that brought them, `counted` the one that brought
    the counts of their rows, 0 where none did."""

    tables: Mapping[str, tuple[str, ...]]
    since: int
    counted: int = 0

    def at(self, version: int) -> "RowSums | None":
        """Return what of it a file has whose tables are of a version; None where it has nothing."""
        if version < self.since:
            return None
        return self if version >= self.counted else replace(self, counted=0)

    def intact(self, table: str, alias: str = "") -> str:
        """Return a condition that is true of each row that is as it was written, and ends the statement
        with an error at one that is not."""
        name = alias or table
        columns = ", ".join(f"{name}.{column}" for column in self.tables[table])
        return f"intact('{table}', {name}.crc, {columns})"

    def keep(self, db: sqlite3.Connection) -> None:
        """Let a connection set the checksum of each row that it writes."""
        for table, columns in self.tables.items():
            sums = ", ".join(f"NEW.{column}" for column in columns)
            keys = (row[1] for row in db.execute(f"PRAGMA main.table_info({table})") if row[5])
            same = " AND ".join(f"{key} = NEW.{key}" for key in keys)
            summed = f"UPDATE {table} SET crc = row_crc({sums}) WHERE {same};"  # noqa: S608  # our own names
            new = f"+ (SELECT crc FROM {table} WHERE {same})"  # noqa: S608
            changed = f"UPDATE OF {', '.join(columns)}"
            _trigger(db, table, "INSERT", summed + self._count(table, "+ 1", new))
            _trigger(db, table, changed, summed + self._count(table, "", f"- OLD.crc {new}"))
            if self.counted:
                _trigger(db, table, "DELETE", self._count(table, "- 1", "- OLD.crc"))
        if self.counted:  # so that a row that another one replaces is seen to go
            db.execute("PRAGMA recursive_triggers = ON")

    def _count(self, table: str, rows: str, sums: str) -> str:
        """Return the statement that keeps the count of a table up to date."""
        if not self.counted:
            return ""
        return (
            f"UPDATE row_counts SET rows = rows {rows}, sums = (sums {sums}) & {_ALL_BITS}"  # noqa: S608  # our own names
            f" WHERE name = '{table}';"
        )

    def miscounted(self, db: sqlite3.Connection, table: str, *, only_rows: bool = False) -> str:
        """Return what is wrong with the number of a table's rows or with all of them together, as text for a
        message; "" where nothing is. With `only_rows` their checksums are not added up.

        One statement, so that no other process can write between the counts and the rows.
        """
        if not self.counted:
            return ""
        rows, sums, there, added = db.execute(
            f"SELECT (SELECT rows FROM row_counts WHERE name = '{table}'),"  # noqa: S608  # our own names
            f" (SELECT sums FROM row_counts WHERE name = '{table}'),"
            f" count(*), coalesce(sum(crc), 0) & {_ALL_BITS} FROM {table}"
        ).fetchone()
        if there != (rows or 0):
            return f"the table `{table}` has {there} rows, though {rows or 0} were written"
        if only_rows or added == (sums or 0):
            return ""
        return f"the table `{table}` lacks what was written last"

    def damaged(self, db: sqlite3.Connection) -> list[str]:
        """Return the rows that are not as they were written, as text for messages; some of them where a
        table has many."""
        with _undecoded(db):
            return [row for table in self.tables for row in self._shown(db, table)]

    def drop_damaged(self, db: sqlite3.Connection) -> list[str]:
        """Remove the rows that are not as they were written, of tables that number theirs (`rowid`), and count
        the others again. Return what is lost, as text for messages: where a table lost many rows, some of
        them and how many more there are."""
        lost = [message for table in self.tables for message in self._drop_damaged(db, table)]
        db.execute("DELETE FROM row_counts")
        for statement in _counts(self.tables):
            db.execute(statement)
        return lost

    def _drop_damaged(self, db: sqlite3.Connection, table: str) -> list[str]:
        columns = ", ".join(self.tables[table])
        sql = f"SELECT rowid, crc, {columns} FROM {table}"  # noqa: S608  # our own names
        with _undecoded(db):
            shown = self._shown(db, table)
            rows = [(at,) for at, crc, *row in db.execute(sql) if crc != row_crc(*row)]
        db.executemany(f"DELETE FROM {table} WHERE rowid = ?", rows)  # noqa: S608
        if len(rows) > SHOWN:
            more = len(rows) - SHOWN
            shown.append(f"{more} more rows of the table `{table}` are not as they were written")
        return shown

    def _shown(self, db: sqlite3.Connection, table: str) -> list[str]:
        found = [*islice(self._damaged(db, table), SHOWN)]
        miscounted = self.miscounted(db, table, only_rows=bool(found))
        return [*found, miscounted] if miscounted else found

    def _damaged(self, db: sqlite3.Connection, table: str) -> Iterator[str]:
        columns = ", ".join(self.tables[table])
        for crc, *values in db.execute(f"SELECT crc, {columns} FROM {table}"):  # noqa: S608  # our own names
            if crc != row_crc(*values):
                yield _described(table, values)


def summing(tables: Mapping[str, Sequence[str]]) -> str:
    """Return the step of a migration that brings the checksums of tables with these columns."""
    return "".join(
        f"ALTER TABLE {table} ADD COLUMN crc INTEGER NOT NULL DEFAULT 0;\n"
        f"UPDATE {table} SET crc = row_crc({', '.join(columns)});\n"  # our own names
        for table, columns in tables.items()
    )


def counting(tables: Iterable[str]) -> str:
    """Return the step of a migration that counts the rows of tables that have checksums."""
    make = (
        "CREATE TABLE row_counts (name TEXT PRIMARY KEY, rows INTEGER NOT NULL, sums INTEGER NOT NULL)"
        " WITHOUT ROWID;\n"
    )
    return make + "".join(f"{statement};\n" for statement in _counts(tables))


def _counts(tables: Iterable[str]) -> Iterator[str]:
    """Yield the statements that count the rows of each table."""
    for table in tables:
        sums = f"coalesce(sum(crc), 0) & {_ALL_BITS}"
        yield f"INSERT INTO row_counts SELECT '{table}', count(*), {sums} FROM {table}"  # noqa: S608  # our own names


@contextmanager
def _undecoded(db: sqlite3.Connection) -> Iterator[None]:
    """Let texts come as bytes: of a damaged row they need not be UTF-8."""
    usual, db.text_factory = db.text_factory, bytes
    try:
        yield
    finally:
        db.text_factory = usual


def _trigger(db: sqlite3.Connection, table: str, event: str, statements: str) -> None:
    name = f"{table}_crc_{event.partition(' ')[0]}"
    db.execute(f"CREATE TEMP TRIGGER {name} AFTER {event} ON main.{table} BEGIN {statements} END")


def register(db: sqlite3.Connection, report: Callable[[str], None]) -> None:
    """Teach a connection the functions that the conditions, triggers and migrations name. `report` is
    given each damaged row that a statement meets, as text for a message."""

    def intact(table: str, crc: int, *values: Any) -> bool:
        if crc != row_crc(*values):
            report(_described(table, values))
            raise ValueError  # SQLite ends the statement
        return True

    db.create_function("row_crc", -1, row_crc, deterministic=True)
    db.create_function("intact", -1, intact, deterministic=True)


def row_crc(*values: Any) -> int:
    """Return the checksum of a row's values: the same for text and for its bytes in UTF-8."""
    crc = 0
    for value in values:
        content = value if isinstance(value, bytes) else str(value).encode()
        crc = zlib.crc32(content, zlib.crc32(b"%d:" % len(content), crc))
    return crc


def _described(table: str, values: Sequence[Any]) -> str:
    """Return a damaged row as text for a message, named by the first value of its key."""
    name = values[0].decode("utf-8", "replace") if isinstance(values[0], bytes) else values[0]
    return f"the row {str(name)!r} of the table `{table}` is not as it was written"
