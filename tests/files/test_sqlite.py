"""Older files get the present tables, after a backup, and whatever kills the process between."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from scraper.errors import StoreDamaged, StoreError
from scraper.files.sqlite import Schema, migrate, statements
from scraper.files.sqlite.row_sums import register
from scraper.runs.state import State
from scraper.runs.state.database import MIGRATIONS, SCHEMA
from scraper.store import index_tables
from tests.patience import PATIENCE

DRIVER = Path(__file__).with_name("migration_driver.py")
WITH_KILLS = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}  # where kills.py is
FIRST = "CREATE TABLE t (a TEXT);\n"
SECOND = "ALTER TABLE t ADD COLUMN b TEXT NOT NULL DEFAULT 'x';\nUPDATE t SET b = a || '!';\n"
OLD, NEW = Schema(7, (FIRST,)), Schema(7, (FIRST, SECOND))


def opened(path):
    return closing(sqlite3.connect(path, isolation_level=None))


def bring(path, schema):
    with opened(path) as db:
        register(db, pytest.fail)
        return migrate(db, path, schema)


def rows(path, sql="SELECT * FROM t"):
    with opened(path) as db:
        return db.execute(sql).fetchall()


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "x.sqlite"
    assert bring(path, OLD) is None
    with opened(path) as db:
        db.execute("INSERT INTO t VALUES ('1')")
    return path


def names(path):
    return sorted(each.name for each in path.parent.iterdir())


def test_older_file_is_migrated_after_a_backup(old):
    done = bring(old, NEW)
    assert rows(old) == [("1", "1!")]
    assert rows(done.backup) == [("1",)]
    assert rows(done.backup, "PRAGMA user_version") == [(1,)]
    assert names(old) == ["x.sqlite", "x.sqlite.v1.backup"]
    assert str(done).startswith(f"{old}: tables of version 1 brought to version 2;")
    assert bring(old, NEW) is None  # nothing to do any more
    assert names(old) == ["x.sqlite", "x.sqlite.v1.backup"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_a_file_of_any_name_is_backed_up_and_opened(old):
    odd = old.rename(Path(os.fsdecode(os.fsencode(old) + b"\xff")))
    assert rows(bring(odd, NEW).backup) == [("1",)]
    state = odd.with_name(odd.name + ".state")
    State(state).close()
    State(state, readonly=True).close()


def test_backup_never_takes_the_place_of_a_file(old):
    taken = old.with_name("x.sqlite.v1.backup")
    taken.write_text("of another day")
    done = bring(old, NEW)
    assert taken.read_text() == "of another day"
    assert rows(done.backup) == [("1",)]
    assert names(old) == ["x.sqlite", "x.sqlite.v1.backup", "x.sqlite.v1.backup.2"]


def test_step_that_fails_changes_nothing_and_backups_do_not_pile_up(old):
    broken = Schema(7, (FIRST, SECOND + "INSERT INTO nowhere VALUES (1);\n"))
    for _ in range(3):
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            bring(old, broken)
    assert rows(old) == [("1",)]
    assert names(old) == ["x.sqlite", "x.sqlite.v1.backup"]


def test_newer_file_and_that_of_another_program_are_refused(old, tmp_path):
    bring(old, NEW)
    with pytest.raises(StoreError, match=r"version 2, this scraper knows 1; use a newer scraper"):
        bring(old, OLD)
    with pytest.raises(StoreDamaged, match="another program's"):
        bring(old, Schema(8, (FIRST, SECOND)))
    foreign = tmp_path / "foreign.sqlite"
    with opened(foreign) as db:
        db.execute("CREATE TABLE mine (a)")
    with pytest.raises(StoreDamaged, match="another program's"):
        bring(foreign, OLD)
    assert rows(foreign, "SELECT name FROM sqlite_master") == [("mine",)]


def test_new_and_migrated_files_have_the_same_tables(tmp_path):
    sql = "SELECT sql FROM sqlite_master ORDER BY name"
    for schema in (SCHEMA, index_tables.SCHEMA):
        new = tmp_path / f"{schema.application}.new"
        bring(new, schema)
        for version in range(1, schema.version):
            old = tmp_path / f"{schema.application}.{version}"
            bring(old, Schema(schema.application, schema.steps[:version]))
            bring(old, schema)
            assert rows(old, sql) == rows(new, sql)


def test_statements_end_where_sqlite_says():
    trigger = "CREATE TRIGGER a AFTER INSERT ON t BEGIN\nDELETE FROM t;\nEND;\n"
    assert list(statements("SELECT 1;\n" + trigger)) == ["SELECT 1;\n", trigger]
    with pytest.raises(ValueError, match="no end"):
        list(statements("SELECT 1"))


def test_state_of_an_older_version_is_migrated_by_the_writer_only(tmp_path):
    path = tmp_path / "news.state.sqlite"
    bring(path, Schema(SCHEMA.application, MIGRATIONS[:1]))
    with opened(path) as db:
        db.execute("INSERT INTO sites VALUES ('example', '2026-05-04T06:00:00.000+00:00')")
    with pytest.raises(StoreError, match="version 1, of an older scraper; `scraper run` brings"):
        State(path, readonly=True)
    assert names(path) == ["news.state.sqlite"]
    with State(path) as state:
        assert state.migrated.backup == tmp_path / "news.state.sqlite.v1.backup"
    assert rows(path, "SELECT name, not_before FROM sites")[0][0] == "example"
    with State(path, readonly=True) as state:
        assert state.migrated is None


@pytest.mark.parametrize("kind", ["state", "versions", "index"])
def test_kill_at_any_line_of_a_migration_loses_nothing(tmp_path, kind):
    """The driver kills a process at the first line of the migration, another at the second, and
    so on until one comes to its end; after each, the file is opened as the next run does."""
    command = [sys.executable, str(DRIVER), str(tmp_path), kind]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=PATIENCE, check=False, env=WITH_KILLS
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["kills"] > 30
    assert result["wrong"] == []
    assert result["left_old"] and result["left_new"]  # kills before and after the commit


def test_full_disk_leaves_the_old_file(old):
    """No file may grow beyond what the old one has, as if the disk were full."""
    with opened(old) as db:
        db.executemany("INSERT INTO t VALUES (?)", [("y" * 500,)] * 2000)
    code = (
        "import resource, sqlite3, sys\n"
        "from pathlib import Path\n"
        "from scraper.files.sqlite import Schema, migrate\n"
        "path, limit = Path(sys.argv[1]), int(sys.argv[2])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))\n"
        "db = sqlite3.connect(path, isolation_level=None)\n"
        f"migrate(db, path, Schema(7, ({FIRST!r}, {SECOND!r})))\n"
    )
    size = old.stat().st_size
    for limit in (size // 2, size + 4096):  # in the backup, and in the step
        command = [sys.executable, "-c", code, str(old), str(limit)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "sqlite3." in done.stderr.splitlines()[-1]
        assert len(rows(old)) == 2001 and len(rows(old)[0]) == 1
    shutil.copy(old, old.with_name("copy"))
    assert bring(old, NEW) is not None
