"""Stores are opened by one writer and any number of readers, and nowhere else."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from scraper.errors import StoreError, StoreInUse
from scraper.files.lock import Lock, is_held
from scraper.store import Store


def test_a_directory_of_other_files_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="no store"):
        Store.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_nothing_is_made_without_create(tmp_path):
    with pytest.raises(StoreError, match="no store here"):
        Store.open(tmp_path / "store", create=False)
    with pytest.raises(StoreError, match="no store here"):
        Store.reader(tmp_path / "store")
    assert not list(tmp_path.iterdir())


def test_a_reader_can_not_write(tmp_path, make_page):
    Store.open(tmp_path / "store").close()
    with Store.reader(tmp_path / "store") as store, pytest.raises(StoreError, match="reading only"):
        store.put(make_page(1))


def test_a_reader_sees_what_a_writer_adds(tmp_path, make_page):
    with Store.open(tmp_path / "store") as writer, Store.reader(tmp_path / "store") as reader:
        key = writer.put(make_page(1))
        assert reader.get(key).raw == make_page(1).raw
        assert reader.verify().ok


def test_who_asks_whether_a_lock_is_held_keeps_nobody_from_taking_it(tmp_path):
    file, program = tmp_path / "lock", "while True: is_held(Path(sys.argv[1])); time.sleep(0.0001)"
    start = "import sys, time; from pathlib import Path; from scraper.files.lock import is_held; print(flush=True)"
    with subprocess.Popen(
        [sys.executable, "-c", f"{start}\n{program}", str(file)], stdout=subprocess.PIPE
    ) as asking:
        asking.stdout.readline()
        try:
            for _ in range(5000):  # some were refused
                Lock(file, datetime.now(UTC)).release()
        finally:
            asking.kill()


def test_a_lock_that_is_held_is_refused(tmp_path):
    lock = Lock(tmp_path / "lock", datetime.now(UTC))
    with pytest.raises(StoreInUse, match=f"process {os.getpid()}"):
        Lock(tmp_path / "lock", datetime.now(UTC))
    assert is_held(tmp_path / "lock")
    lock.release()
    assert not is_held(tmp_path / "lock")
