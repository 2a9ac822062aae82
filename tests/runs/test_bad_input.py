"""What is wrong around a run: a clear error, its exit status, and nothing lost."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.cli.configuration import read_config
from scraper.files.sqlite import Schema, migrate
from scraper.runs.progress import RunObserver
from scraper.runs.run import run_due
from scraper.runs.scheduled_run import RunOptions
from scraper.runs.state.database import MIGRATIONS, SCHEMA
from tests.patience import PATIENCE

DAY = timedelta(days=1)
KIB = 1024


def versions(farm):
    return sorted((line["url"], line["title"], line["text"]) for line in farm.lines())


def expect_whole(farm):
    """Every version that there ever was is in the outputs, once."""
    assert versions(farm) == farm.truth
    assert sorted(farm.rows("SELECT url, title, text FROM articles")) == farm.truth
    assert len(list((farm.root / "out/pages").rglob("*.md"))) == len(farm.truth)
    assert farm.run("store", "verify", "--store", farm.root / "news", configured=False).status == 0


def expect_clear(done, *statuses):
    """One message that names what is wrong, before the run or as a line of its log, and no traceback."""
    assert done.returncode in statuses, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert "scraper: " in done.stderr or " error " in done.stderr


def process(farm, *arguments, **more):
    return subprocess.run(
        farm.command("run", *arguments), capture_output=True, text=True, timeout=PATIENCE, check=False, **more
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "add [[site]]"),
        (b"[[site]\n", "scraper.toml:1: is not TOML"),
        (b"# caf\xe9\n", "is not UTF-8"),
        (b"x = 1\n" + b"#" * 2_000_000, "unknown key 'x'"),
        (None, "scraper init URL"),
    ],
    ids=["empty", "no TOML", "latin-1", "large", "missing"],
)
def test_configuration_that_is_wrong_starts_nothing(farm, content, says):
    file = farm.root / "scraper.toml"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    for command in ("run", "status", "config show", "schedule next"):
        done = farm.run(*command.split())
        assert (done.status, says in done.err) == (4, True), done.err
    assert not any(site.asked for site in farm.sites)
    assert not list(farm.root.glob("news*"))


@pytest.mark.parametrize("line", ["http://h:99999/s.xml", "http://[x/", "file:///etc/passwd"])
def test_a_sitemap_line_that_is_no_address_stops_nothing(farm, line):
    """robots.txt is foreign text: one site's must not keep the others from their runs."""
    farm.sites[0].more["/robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {line}\n"
    assert farm.run("run").status in (0, 1)
    expect_whole(farm)


def test_history_of_what_is_no_address_is_told(farm):
    farm.report()
    for url in ("http://e.org:abc/", "http://[x"):
        done = farm.run("history", url)
        assert (done.status, "no version" in done.err) == (1, True)


def test_directory_in_place_of_the_configuration_is_named(farm):
    (farm.root / "scraper.toml").unlink()
    (farm.root / "scraper.toml").mkdir()
    done = farm.run("run")
    assert done.status in (2, 4) and "scraper.toml" in done.err


def test_store_that_is_gone_is_not_made_anew_unasked(farm):
    farm.report()
    shutil.move(farm.root / "news", farm.root / "elsewhere")
    asked = sum(site.asked.total() for site in farm.sites)
    done = farm.run("run", "--all")
    assert done.status == 1
    assert "news: does not exist" in done.err and "news.state.sqlite away" in done.err
    assert not (farm.root / "news").exists()
    assert sum(site.asked.total() for site in farm.sites) == asked
    shutil.move(farm.root / "elsewhere", farm.root / "news")
    farm.report("--all")
    expect_whole(farm)


def test_a_store_is_not_made_anew_on_an_empty_mount_point(farm):
    farm.report()
    shutil.move(farm.root / "news", farm.root / "elsewhere")
    (farm.root / "news").mkdir()
    done = farm.run("run", "--all")
    assert (done.status, "news: is empty" in done.err) == (1, True)
    assert list((farm.root / "news").iterdir()) == []


def test_a_store_whose_state_was_moved_away_begins_anew(farm):
    farm.report()
    shutil.rmtree(farm.root / "news")
    (farm.root / "news.state.sqlite").rename(farm.root / "old.state.sqlite")
    assert [site["new"] for site in farm.report("--all")["sites"].values()] == [6, 6, 6]


def test_a_link_to_a_disk_that_is_gone_starts_nothing(farm):
    """The state is on that disk as well: nothing here would say that there was a store."""
    (farm.root / "news").symlink_to(farm.root / "disk" / "news")
    done = farm.run("run")
    assert (done.status, "is a link to" in done.err) == (1, True)
    assert not any(site.asked for site in farm.sites)


def test_a_state_left_beside_a_link_is_not_forgotten(farm):
    farm.report()
    (farm.root / "disk").mkdir()
    shutil.move(farm.root / "news", farm.root / "disk" / "news")
    (farm.root / "news").symlink_to("disk/news")
    done = farm.run("run", "--all")
    assert (done.status, "move this file there" in done.err) == (1, True)


def to_version_1(file):
    """The same state as the first version of the program would have kept it."""
    newer = file.rename(file.with_name("newer"))
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        migrate(db, file, Schema(SCHEMA.application, MIGRATIONS[:1]))
        db.execute("ATTACH ? AS newer", (str(newer),))
        tables = [
            name
            for (name,) in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
        ]
        for table in set(tables) - {"sqlite_sequence"}:
            names = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM newer.{table}")
        db.execute("UPDATE sites SET not_before = '2026-05-04T06:00:00.000+00:00'")
    newer.unlink()


def test_state_of_an_older_version_is_migrated_with_a_backup(farm):
    farm.report()
    to_version_1(farm.root / "news.state.sqlite")
    shown = farm.run("status")
    assert shown.status == 1 and "`scraper run` brings them to" in shown.err
    farm.sites[0].write(1)
    done = farm.run("run")
    assert done.status == 0
    assert f"tables of version 1 brought to version {SCHEMA.version}" in done.err
    assert "site0: 1 new" in done.err
    with closing(sqlite3.connect(farm.root / "news.state.sqlite.v1.backup")) as db:
        assert db.execute("SELECT count(*) FROM versions").fetchone() == (18,)
    expect_whole(farm)


def test_state_of_a_newer_version_is_left_as_it_is(farm):
    farm.report()
    file = farm.root / "news.state.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA user_version = 999")
    for command in ("run", "status", "schedule next"):
        done = farm.run(*command.split())
        assert (done.status, "use a newer scraper" in done.err) == (1, True), done.err
    assert len(farm.lines()) == 18


@pytest.mark.parametrize("limit", [1, 6, 20, 40, 80, 160, 320])
def test_full_disk_ends_a_run_clearly_and_the_next_goes_on(farm, limit):
    """No file may grow beyond the limit, as if the disk were full, at one place after another."""
    resource = pytest.importorskip("resource")

    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit * KIB, limit * KIB))

    done = process(farm, preexec_fn=limited)
    expect_clear(done, 1)
    for site in farm.sites:
        site.write(1)
    farm.report("--all")
    expect_whole(farm)


@contextlib.contextmanager
def mounted(place: Path, options: str):
    """A small file system of its own, where this process may mount one."""
    place.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a file system is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_disk_that_is_really_full_loses_nothing(farm):
    """64 KiB for the state and the store, then more."""
    disk = farm.root / "disk"
    with mounted(disk, "size=64k"):
        file = farm.root / "scraper.toml"
        file.write_text(file.read_text().replace('store = "news"', 'store = "disk/news"'))
        done = process(farm)
        expect_clear(done, 1)
        assert "full" in done.stderr or "No space left" in done.stderr
        again = process(farm)
        expect_clear(again, 1)
        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
        farm.report("--all")
        assert versions(farm) == farm.truth


def test_disk_that_is_read_only_is_named_and_runs_go_on_later(farm):
    disk = farm.root / "disk"
    with mounted(disk, "size=20m"):
        file = farm.root / "scraper.toml"
        file.write_text(file.read_text().replace('store = "news"', 'store = "disk/news"'))
        farm.report()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        asked = sum(site.asked.total() for site in farm.sites)
        done = process(farm, "--all")
        expect_clear(done, 1)
        assert "Read-only file system" in done.stderr or "readonly" in done.stderr
        assert sum(site.asked.total() for site in farm.sites) == asked
        assert farm.run("status").status == 0  # reading needs no writing
        assert farm.run("schedule", "next").status == 0
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        farm.sites[0].write(1)
        farm.report("--all")
        assert versions(farm) == farm.truth


def test_output_on_a_full_disk_gets_its_versions_later(farm):
    disk = farm.root / "out"
    with mounted(disk, "size=16k"):
        done = process(farm)
        expect_clear(done, 1)
        assert "articles" in done.stderr
        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
        farm.report()
        expect_whole(farm)


def test_clock_that_goes_backwards_makes_no_version_and_no_storm(farm):
    config, now = read_config(farm.root / "scraper.toml"), datetime.now(UTC)

    def run_at(moment):
        record = run_due(config, RunOptions(), {}, RunObserver(print), lambda: moment).record
        assert (record.outcome, record.problems) == ("done", ())
        return [(t.new, t.changed, t.unchanged) for t in record.sites.values()]

    assert run_at(now) == [(6, 0, 0)] * 3
    back = now - 30 * DAY
    farm.sites[0].write(1)
    assert run_at(back) == [(1, 0, 6), (0, 0, 6), (0, 0, 6)]
    for minutes in (1, 10, 30):
        assert run_at(back + timedelta(minutes=minutes)) == []
    assert len(run_at(back + timedelta(hours=1))) == 3
    farm.sites[1].correct(0, "A line that was added while the clock was wrong.")
    assert sum(changed for _, changed, _ in run_at(now + DAY)) == 1
    expect_whole(farm)
