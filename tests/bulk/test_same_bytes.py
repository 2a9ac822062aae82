"""The same bytes out, whoever writes them and wherever."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from scraper.bulk import Work, clean_archive
from tests.patience import PATIENCE


def command(*arguments: str, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scraper", "bulk", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("kind", ["parquet", "jsonl"])
def test_whatever_the_hash_seed_the_time_zone_and_the_number_of_processes(
    tmp_path, crawl, out, parts, kind
):
    sources = crawl(2, pages=3)
    options = ("--jsonl",) if kind == "jsonl" else ()
    for source in sources:
        clean_archive(source, out, Work(format=kind))
    command(
        *sources, "-o", f"{out}-2", "--jobs", "2", *options,
        PYTHONHASHSEED="7", TZ="Asia/Kathmandu", LC_ALL="C",
    )  # fmt: skip
    assert len(parts(out)) == 2
    assert parts(f"{out}-2") == parts(out)


def test_two_attempts_at_once_leave_one_part_that_is_whole(crawl, out, parts):
    (source,) = crawl(pages=4)
    threads = [threading.Thread(target=clean_archive, args=(source, out)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    clean_archive(source, f"{out}-alone")
    assert parts(out) == parts(f"{out}-alone")


def test_a_file_that_a_killed_attempt_left_is_removed(tmp_path, crawl, out, parts):
    (source,) = crawl(pages=1)
    clean_archive(source, f"{out}-alone")
    attempt = (
        "import os, signal, sys\n"
        "from scraper.bulk import clean_archive\n"
        "import scraper.bulk.archive as archive\n"
        "archive.page_row = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "clean_archive(*sys.argv[1:])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", attempt, source, out], timeout=PATIENCE, check=False
    )
    assert done.returncode == -9
    assert parts(out) == {}
    assert len(list(Path(out).iterdir())) == 2  # the mark, and what was begun
    clean_archive(source, out)
    assert parts(out) == parts(f"{out}-alone")
    assert len(list(Path(out).iterdir())) == 3  # the mark, the part and its description
