"""Writers that die, fight or run out of disk lose nothing they reported as stored."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from scraper.cli import run as command
from scraper.errors import StoreError
from scraper.store import Store
from scraper.store.segments.record import capture_id, encode, payload_digest
from scraper.store.segments.segment import pack
from tests.patience import wait_until

LONG = bool(os.environ.get("SCRAPER_LONG_TESTS"))
DRIVER = Path(__file__).with_name("crash_driver.py")
WITH_KILLS = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}  # where kills.py is

# Opens the store at argv[1] and does what argv[2] says; a line on stdout for each step.
WRITER = textwrap.dedent("""
    import os, random, resource, signal, sys
    from datetime import UTC, datetime, timedelta
    from scraper.errors import StoreError
    from scraper.models.page import Page
    from scraper.store import Store

    def page(number):
        raw = random.Random(number).randbytes(3000)
        url = f"https://news.example/{number}"
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
        return Page(url, url, 200, (), raw, raw, moment)

    root, task = sys.argv[1:3]
    if task == "limited":  # as a full disk: no file may grow beyond this
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
    try:
        with Store.open(root) as store:
            if task == "hold":
                print("open", flush=True)
                sys.stdin.read()
            elif task == "fork":
                if os.fork() == 0:
                    sys.stdin.read()  # until the test ends
                    os._exit(0)
                print("open", flush=True)
                os.kill(os.getpid(), signal.SIGKILL)
            elif task == "limited":
                for number in range(1000):
                    print(store.put(page(number)), flush=True)
    except StoreError as error:
        print("StoreError", error, flush=True)
        raise SystemExit(9)
""")


def start(root: Path, *task: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(root), *task],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_kill_9_at_any_moment_loses_and_doubles_nothing(tmp_path):
    rounds = 400 if LONG else 36
    seed = random.randrange(1 << 30) if LONG else 20260102
    driver = [sys.executable, str(DRIVER), str(tmp_path / "store"), str(rounds), str(seed)]
    done = subprocess.run(driver, capture_output=True, text=True, check=False, env=WITH_KILLS)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["reported"] > rounds
    assert result["recovered"] > 0, "no kill fell between a record and its index row"
    assert (result["lost"], result["problems"]) == ([], []), f"seed {seed}"


@pytest.fixture
def torn(tmp_path, make_page):
    """A function that makes a store of two pages whose last record was cut after `size` bytes."""
    page = make_page(3)
    digest = payload_digest(page.raw)
    key = capture_id(page, digest)
    member = pack(encode(make_page(3, id=key), digest, None))
    with Store.open(tmp_path / "whole") as store:
        keys = [store.put(make_page(number)) for number in (1, 2)]

    def cut(size: int) -> tuple[Path, list[str]]:
        root = tmp_path / f"cut-{size}"
        shutil.copytree(tmp_path / "whole", root)
        (segment,) = (root / "segments").iterdir()
        with segment.open("ab") as file:
            file.write(member[:size])
        return root, [*keys, *([key] if size >= len(member) else [])]

    cut.length = len(member)
    return cut


@pytest.mark.parametrize("share", [0.0001, 0.01, 0.3, 0.7, 0.9999])
def test_a_cut_record_is_set_aside_and_writing_goes_on_readably(torn, make_page, share):
    size = max(1, int(torn.length * share))
    root, keys = torn(size)
    with Store.open(root) as store:
        assert store.recovered.set_aside
        assert store.recovered.ok
        keys += [store.put(make_page(number)) for number in range(10, 20)]
    (kept,) = (root / "damaged").iterdir()
    assert kept.stat().st_size == size
    with Store.reader(root) as store:
        assert [store.get(key).id for key in keys] == keys
        assert store.verify().ok
    (segment,) = (root / "segments").iterdir()
    with segment.open("rb") as file:  # and by a reader that stops at the first bad byte
        assert sum(record.rec_type == "response" for record in ArchiveIterator(file)) == len(keys)


def test_a_whole_record_that_was_not_indexed_is_indexed(torn):
    root, keys = torn(torn.length)
    with Store.open(root) as store:
        assert store.recovered.added == 1
        assert {entry.id for entry in store.entries()} == set(keys)
        assert store.verify().ok


def test_zeros_after_a_power_failure_are_set_aside(torn):
    root, keys = torn(0)
    (segment,) = (root / "segments").iterdir()
    with segment.open("ab") as file:
        file.write(bytes(5000))
    with Store.open(root) as store:
        assert len(store.recovered.set_aside) == 1
        assert store.verify().ok
        assert store.count() == len(keys)


def test_verify_tells_of_a_tail_before_it_is_recovered(torn):
    root, _ = torn(100)
    with Store.reader(root) as store:
        assert [problem.kind for problem in store.verify().problems] == ["tail"]


def test_of_eight_writers_one_works_and_the_others_name_it(tmp_path):
    writers = [start(tmp_path / "store", "hold") for _ in range(8)]
    lines = [writer.stdout.readline() for writer in writers]
    working = [writer for writer, line in zip(writers, lines, strict=True) if line == "open\n"]
    assert len(working) == 1
    refused = [line for line in lines if line.startswith("StoreError")]
    assert len(refused) == 7
    assert all("in use by" in line for line in refused)
    # One that failed while the winner had not yet written its name can't know it; a later one does.
    writers.append(start(tmp_path / "store", "hold"))
    assert f"in use by process {working[0].pid} on" in writers[-1].stdout.readline()
    codes = []
    for writer in writers:
        writer.communicate("")
        codes.append(writer.returncode)
    assert sorted(codes) == [0] + [9] * 8


def test_the_lock_of_a_killed_writer_is_free(tmp_path):
    writer = start(tmp_path / "store", "hold")
    assert writer.stdout.readline() == "open\n"
    with pytest.raises(StoreError, match=f"process {writer.pid} on"):
        Store.open(tmp_path / "store")
    writer.kill()
    writer.communicate()
    Store.open(tmp_path / "store").close()


def opens(root) -> bool:
    try:
        Store.open(root).close()
    except StoreError:
        return False
    return True


def test_a_child_that_outlives_a_killed_writer_does_not_keep_its_lock(tmp_path):
    writer = start(tmp_path / "store", "fork")
    try:
        assert writer.stdout.readline() == "open\n"
        assert writer.wait() == -signal.SIGKILL
        wait_until(lambda: opens(tmp_path / "store"))  # the child closes its copy after the fork
    finally:
        writer.stdin.close()
        writer.stdout.close()


@pytest.mark.parametrize("limit", [9_000, 33_000, 130_000])
def test_a_full_disk_is_reported_and_nothing_stored_is_lost(tmp_path, limit):
    root = tmp_path / "store"
    Store.open(root).close()
    writer = start(root, "limited", str(limit))
    output, _ = writer.communicate()
    *keys, error = output.splitlines()
    assert error.startswith("StoreError"), output
    assert writer.returncode == 9
    with Store.open(root) as store:
        assert [store.get(key).id for key in keys] == keys
        assert store.verify().ok


def test_a_failed_write_leaves_the_store_usable(tmp_path, make_page, monkeypatch):
    with Store.open(tmp_path / "store") as store:
        first = store.put(make_page(1))

        def broken(descriptor: int) -> None:
            raise OSError(5, "Input/output error")

        with monkeypatch.context() as patch:
            patch.setattr("scraper.store.segments.segment.os.fsync", broken)
            with pytest.raises(StoreError, match="Input/output error"):
                store.put(make_page(2))
        second = store.put(make_page(2))
        assert {entry.id for entry in store.entries()} == {first, second}
        assert store.verify().ok


def test_a_command_that_writes_says_what_it_had_to_repair(torn, capfd):
    root, _ = torn(torn.length // 2)
    assert command(["store", "compact", "--yes", "--store", str(root)]) == 0
    said = capfd.readouterr().err
    assert "the last writer was interrupted" in said
    assert "damaged/" in said
    command(["store", "compact", "--yes", "--store", str(root)])
    assert capfd.readouterr().err == ""
