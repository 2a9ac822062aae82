"""Migrations that are killed: `python migration_driver.py DIRECTORY state|versions|index`.

Each round takes a fresh copy of an old file; a forked child opens it as a run does and dies of
SIGKILL at the n-th line of the migration's code. Then the file is opened again, and all it held is
looked for, in it and in the backups. Prints one JSON object.
"""

import json
import shutil
import sqlite3
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

from kills import killed

from scraper.files.sqlite import Schema, migrate
from scraper.runs.state import State, database
from scraper.store import index, index_tables

ROWS = 3000


def open_state(path: Path) -> None:
    State(path).close()


def open_index(path: Path) -> None:
    index.Index(path, readonly=False).close()


KINDS = {
    "state": (
        database.SCHEMA, open_state, "sites",
        "INSERT INTO sites (name, not_before) VALUES (?, '2026-05-04T06:00:00.000+00:00')",
    ),
    "versions": (
        database.SCHEMA, open_state, "versions",
        "INSERT INTO versions VALUES (NULL, ?, 1, 'd', 'example', 'u', '2026', 'c', 's')",
    ),
    "index": (
        index_tables.SCHEMA, open_index, "notes",
        "INSERT INTO notes VALUES (?, 'article', 'T', 3)",
    ),
}  # fmt: skip


def count_of(path: Path, table: str) -> tuple[int, int]:
    """Version, and rows."""
    with closing(sqlite3.connect(path)) as db:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        (rows,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()
        if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return version, -1
    return version, rows


def main(root: Path, kind: str) -> dict[str, object]:
    schema, opening, table, insert = KINDS[kind]
    old = root / "old.sqlite"
    with closing(sqlite3.connect(old, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        migrate(db, old, Schema(schema.application, schema.steps[:1]))
        db.execute("BEGIN")
        db.executemany(insert, [(f"row {number}",) for number in range(ROWS)])
        db.execute("COMMIT")
    wrong: list[str] = []
    left = {1: 0, schema.version: 0}
    kills = 0
    while True:
        directory = root / str(kills)
        directory.mkdir()
        path = directory / "x.sqlite"
        shutil.copy(old, path)
        if not killed(partial(opening, path), "/scraper/files/sqlite/migration.py", kills + 1):
            break
        kills += 1
        version, rows = count_of(path, table)
        left[version] += 1
        if rows != ROWS:
            wrong.append(f"kill {kills}: {rows} rows of version {version}")
        opening(path)
        backups = sorted(directory.glob("*.backup*"))
        for file, expected in [(path, schema.version), *((each, 1) for each in backups)]:
            if count_of(file, table) != (expected, ROWS):
                wrong.append(f"kill {kills}: {file.name}: {count_of(file, table)}")
        if len(backups) != 1:
            wrong.append(f"kill {kills}: {backups}")
        shutil.rmtree(directory)
    return {"kills": kills, "wrong": wrong, "left_old": left[1], "left_new": left[schema.version]}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2])))  # noqa: T201
