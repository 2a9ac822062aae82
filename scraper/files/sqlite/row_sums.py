"""Checksums of rows: SQLite has none, so a bit that flips on a disk would pass for what was written.

A table with checksums has a last column `crc`. A connection that writes keeps it by temporary triggers,
so that no statement can forget it; one that reads names `RowSums.intact` among its conditions, and a row
that is not what was written is an error in place of a result.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

SHOWN = 20  # damaged rows of a table that are named


@dataclass(frozen=True, slots=True)
class RowSums:
    """The tables with checksums: all columns of each but `crc`, in their order, beginning with those of
    its key. `since` is the version of the file's tables that brought them."""

    tables: Mapping[str, tuple[str, ...]]
    since: int

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
            events = ("INSERT", f"UPDATE OF {', '.join(columns)}")
            for number, event in enumerate(events):
                db.execute(
                    f"CREATE TEMP TRIGGER {table}_crc_{number} AFTER {event} ON main.{table} BEGIN"  # noqa: S608  # our own names
                    f" UPDATE {table} SET crc = row_crc({sums}) WHERE {same}; END"
                )

    def damaged(self, db: sqlite3.Connection) -> list[str]:
        """Return the rows that are not as they were written, as text for messages; some of them where a
        table has many."""
        usual, db.text_factory = db.text_factory, bytes  # what is damaged need not be UTF-8
        try:
            return [row for table in self.tables for row in islice(self._damaged(db, table), SHOWN)]
        finally:
            db.text_factory = usual

    def _damaged(self, db: sqlite3.Connection, table: str) -> Iterator[str]:
        columns = ", ".join(self.tables[table])
        for crc, *values in db.execute(f"SELECT crc, {columns} FROM {table}"):  # noqa: S608  # our own names
            if crc != row_crc(*values):
                yield _described(table, values)


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
