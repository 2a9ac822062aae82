"""`scraper bulk`: exit status, what is said, and going on after kills."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scraper.bulk import clean_archive
from scraper.cli import run as command
from tests.patience import PATIENCE, wait_until
from tests.pausing import children_of, paused


def test_archives_become_parts_and_are_not_cleaned_twice(tmp_path, crawl, out, parts, capsys):
    crawl(2, pages=2)
    arguments = ["bulk", str(tmp_path / "crawl"), "-o", out, "--json", "--jobs", "1"]
    assert command(arguments) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["archives"] == 2
    assert first["counts"] == {"article": 4}
    assert first["left_out"] == {"media": 2, "status": 2}
    assert len(parts(out)) == 2
    assert command(arguments) == 0
    assert json.loads(capsys.readouterr().out)["done_before"] == 2


def test_pages_that_fail_in_an_archive_are_counted(tmp_path, out, capsys):
    """Their rows say why; a number says that there are such rows."""
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved/a.html").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "saved/b.html").write_bytes(b"")
    assert command(["bulk", str(tmp_path / "saved"), "-o", out, "--jobs", "1"]) == 0
    said = capsys.readouterr().err
    assert "1 archive cleaned, 2 pages, 1 of them without content, 1 failed (column error)" in said


def test_a_missing_library_is_said_before_anything_is_made(
    tmp_path, crawl, out, monkeypatch, capsys
):
    crawl(1, pages=1)
    monkeypatch.setattr("scraper.outputs.find_spec", lambda _: None)
    arguments = ["bulk", str(tmp_path / "crawl"), "-o", out, "--jobs", "1"]
    assert command(arguments) == 4
    assert "or write JSONL (--jsonl)" in capsys.readouterr().err
    assert command([*arguments, "--jsonl"]) == 0


def test_shares_together_are_the_whole(tmp_path, crawl, out, parts, capsys):
    crawl(5, pages=1)
    whole = [str(tmp_path / "crawl"), "-o", out]
    for index in range(2):
        assert command(["bulk", *whole, "--shard", f"{index}/2", "--jobs", "1"]) == 0
    assert len(parts(out)) == 5
    assert command(["bulk", *whole, "--check"]) == 0
    assert "5 archives whole, 5 pages" in capsys.readouterr().err


def test_an_empty_share_is_no_failure_and_an_empty_directory_is(tmp_path, crawl, out):
    """A machine that has nothing to do would otherwise be started again and again."""
    crawl(pages=1)
    shares = [["bulk", str(tmp_path / "crawl"), "-o", out, "--shard", f"{i}/2"] for i in range(2)]
    assert [command(share) for share in shares] == [0, 0]
    (tmp_path / "empty").mkdir()
    assert command(["bulk", str(tmp_path / "empty"), "-o", out]) == 3


def test_an_archive_that_fails_is_named_and_the_others_are_done(
    tmp_path, crawl, out, parts, capsys
):
    first, second = crawl(2, pages=1)
    Path(first).write_bytes(b"<html>SlowDown")
    whole = [str(tmp_path / "crawl"), "-o", out]
    assert command(["bulk", *whole, "--jobs", "1"]) == 1
    assert f"{first}: is no WARC archive" in capsys.readouterr().err
    assert len(parts(out)) == 1
    assert command(["bulk", *whole, "--check"]) == 1
    said = capsys.readouterr().err
    assert f"{first}: has no part" in said
    assert second not in said


BAD = {
    "none.warc.gz -o parts": (1, "there is no such file"),
    "crawl -o parts --shard 2/2": (2, "counted from 0"),
    "crawl -o parts --sites crawl/CRAWL-00000.warc.gz": (2, "--sites"),
    "crawl -o parts --check": (1, "no directory of parts"),
    "crawl -o ftp://e.org/parts": (1, "object store"),
    "crawl -o crawl/CRAWL-00000.warc.gz": (1, "can't be"),
}


@pytest.mark.parametrize("line", BAD)
def test_bad_input_is_said_and_nothing_is_written(tmp_path, crawl, monkeypatch, capsys, line):
    crawl(pages=1)
    monkeypatch.chdir(tmp_path)
    status, message = BAD[line]
    assert command(["bulk", *line.split()]) == status
    assert message in capsys.readouterr().err
    assert not (tmp_path / "parts").exists()


def test_kills_at_any_moment_lose_nothing_and_double_nothing(
    tmp_path, crawl, out, parts, processes
):
    """Of the whole command, with what it has started: the next one goes on."""
    sources = crawl(6, pages=3)
    for source in sources:
        clean_archive(source, f"{out}-expected")
    line = [sys.executable, "-m", "scraper", "bulk", *sources, "-o", out, "--jobs", "2"]
    for wanted in (0, 1, 3):
        running = subprocess.Popen(line, stderr=subprocess.PIPE)
        while running.poll() is None and len(parts(out)) < wanted:
            time.sleep(0.01)
        running.kill()  # which may be done by now
        running.communicate()
        assert set(parts(out).items()) <= set(parts(f"{out}-expected").items())
    done = subprocess.run(line, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    assert parts(out) == parts(f"{out}-expected")


def test_an_archive_process_that_is_killed_costs_its_archive_only(
    crawl, out, parts, processes, tmp_path
):
    """The process of its pages is stopped, so that an archive is under way when it is killed."""
    sources = crawl(4, pages=2)
    line = [sys.executable, "-m", "scraper", "bulk", *sources, "-o", out, "--jobs", "1"]
    running = subprocess.Popen(line, stderr=subprocess.PIPE, text=True)
    (child,) = wait_until(lambda: children_of(running.pid, processes))
    with paused(wait_until(lambda: children_of(child, processes))):
        os.kill(child, signal.SIGKILL)
        _, said = running.communicate(timeout=PATIENCE)
    assert (running.returncode, len(parts(out))) == (1, 3), said
    done = subprocess.run(line, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    assert len(parts(out)) == 4
