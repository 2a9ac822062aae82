"""A state that knows a million pages: what has nothing to do takes what it takes with few, in little
memory."""

import json
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from scraper.models.run import RunRecord, SiteTally
from scraper.runs.state import OutputCursor, State
from scraper.runs.state.database import text_of
from scraper.schedule.due import LastVisit
from scraper.store import Store
from tests.growth import ratio

KNOWN = 1_000_000
FEW = 1_000
SITES = 20
RUNS = 500
MEGABYTES = 150
MOST = 2.0  # times the processor time with few pages; to read a million rows takes several seconds


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return visited(tmp_path_factory.mktemp("million"), KNOWN)


@pytest.fixture(scope="module")
def small_project(tmp_path_factory):
    return visited(tmp_path_factory.mktemp("few"), FEW)


def visited(root, count):
    """Make a configuration whose sites were all visited just now, and their state."""
    names = [f"site{n}" for n in range(SITES)]
    sites = "".join(
        f'[[site]]\nname = "{name}"\nstart = ["https://{name}.example/"]\nevery = "1d"\n'
        for name in names
    )
    (root / "scraper.toml").write_text(
        f'store = "news"\nmetrics = "scraper.prom"\n[outputs]\njsonl = "articles.jsonl"\n{sites}'
    )
    now = datetime.now(UTC)
    Store.open(root / "news").close()
    (root / "articles.jsonl").write_text('{"all": "versions"}\n')
    path = root / "news.state.sqlite"
    with State(path) as state:
        for name in names:
            state.sites.keep_visit(name, LastVisit(now))
        for number in range(RUNS):
            tallies = {name: SiteTally(found=40, unchanged=30, complete=True) for name in names}
            then = now - timedelta(hours=RUNS - number)
            state.runs.begin(then)
            state.runs.keep(RunRecord(number + 1, then, then, "done", tallies))
        # These rows have no checksum: one that was read would be an error.
        known = _known(count, text_of(now), text_of(now + timedelta(days=1)))
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA synchronous = OFF")
            db.executemany("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0)", known)
            db.execute(
                "INSERT INTO versions SELECT NULL, key, 1, payload, site, url, visited, payload, '', 0"
                " FROM pages"
            )
            db.execute("INSERT INTO contents SELECT seq, x'00' FROM versions")
            last = db.execute("SELECT max(seq) FROM versions").fetchone()[0]
        db.close()
        state.cursors.intend("jsonl:articles.jsonl", OutputCursor(last, last))
    return root


def _known(count, now, later):
    for number in range(count):
        site = f"site{number % SITES}"
        key = f"{site}.example/{number:07}-a-story-of-the-town-with-a-name"
        yield key, f"https://{key}", site, key, f"{number:064x}", now, now, later, "", ""


# Started from here, a process would be charged with the memory that this one has at that moment.
MEASURE = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)
_, status, used = os.wait4(process.pid, 0)
code = process.returncode = os.waitstatus_to_exitcode(status)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def measured(root, *arguments) -> tuple[float, float]:
    """Seconds of CPU and megabytes of one command that has to succeed."""
    command = [sys.executable, "-m", "scraper", *arguments]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *command], cwd=root, capture_output=True, text=True, check=True
    )  # fmt: skip
    status, seconds, megabytes = json.loads(done.stdout)
    assert status == 0, done.stderr
    return seconds, megabytes


@pytest.mark.parametrize("arguments", [("run",), ("status",)], ids=" ".join)
def test_nothing_to_do_takes_no_time_and_little_memory(project, small_project, arguments):
    times = ratio(
        lambda: measured(small_project, *arguments)[0],
        lambda: measured(project, *arguments)[0],
        MOST,
    )
    assert times <= MOST
    assert measured(project, *arguments)[1] < MEGABYTES
