"""New files that become durable together: each whole or absent, and nothing left of those without a name."""

import os
import signal
import subprocess
import sys

import pytest

from scraper.errors import OutputError
from scraper.files.together import MOST_FILES, SECONDS, NewFiles

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="files without a name")


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def files(clock):
    files = NewFiles(clock)
    yield files
    files.close()


@LINUX
def test_files_appear_when_they_are_placed(files, tmp_path):
    """Until then nothing is seen of them, in directories that are made for them."""
    for name in ("a", "deep/er/b"):
        files.add(tmp_path / name, f"of {name}")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert files.place() == {}
    assert {p.name: p.read_text() for p in tmp_path.rglob("*") if p.is_file()} == {
        "a": "of a",
        "b": "of deep/er/b",
    }


def test_closing_places_what_is_left(files, tmp_path):
    """A command ends with all its files there."""
    files.add(tmp_path / "a", b"\x00" * 100_000)
    assert files.close() == {}
    assert (tmp_path / "a").stat().st_size == 100_000


@LINUX
def test_a_name_that_was_taken_meanwhile_stays_and_is_told(files, tmp_path):
    """The other files of the group are not held back."""
    for name in "abc":
        files.add(tmp_path / name, "ours")
    (tmp_path / "b").write_text("theirs")
    problems = files.place()
    assert [path.name for path in problems] == ["b"]
    assert "exists already" in problems[tmp_path / "b"].message
    assert [(tmp_path / name).read_text() for name in "abc"] == ["ours", "theirs", "ours"]


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "file/below"])
def test_a_name_that_can_t_be_is_an_output_error(files, tmp_path, name):
    """Told at once or with the group, and for that file alone."""
    (tmp_path / "file").touch()
    files.add(tmp_path / "good", "x")
    try:
        files.add(tmp_path / name, "x")
        problems = files.place()
    except OutputError as error:
        problems = files.place() | {tmp_path / name: error}
    assert list(problems) == [tmp_path / name]
    assert (tmp_path / "good").read_text() == "x"


def test_the_usual_permissions_apply(files, tmp_path):
    """Files are as readable as others made here."""
    files.add(tmp_path / "a", "x")
    files.place()
    (tmp_path / "b").write_text("x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@LINUX
def test_files_that_come_slowly_appear_at_once(files, clock, tmp_path):
    """And those that come quickly together, as many as may be open."""
    files.add(tmp_path / "0", "x")
    assert not files.are_due
    clock.now += SECONDS
    assert files.are_due
    files.place()
    for number in range(MOST_FILES):
        assert not files.are_due
        files.add(tmp_path / f"1{number}", "x")
    assert files.are_due


@LINUX
def test_a_kill_leaves_whole_files_and_nothing_else(tmp_path):
    """Neither half a file nor a name for what was not finished."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom scraper.files.together import NewFiles\n"
        "files, number = NewFiles(), 0\n"
        "while True:\n"
        "    files.add(Path(sys.argv[1]) / str(number), 'x' * 50_000)\n"
        "    number += 1\n"
        "    if number % 7 == 0:\n        files.place()\n"
        "    if number == 30:\n        print('written', flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"written\n"
        os.kill(process.pid, signal.SIGKILL)
    found = list(tmp_path.iterdir())
    assert len(found) >= 28
    assert {path.stat().st_size for path in found} == {50_000}
    assert sorted(int(path.name) for path in found) == list(range(len(found)))


@LINUX
def test_without_nameless_files_each_is_written_on_its_own(files, tmp_path, monkeypatch):
    """A kernel or file system that lacks them takes the flag for that of a directory."""
    monkeypatch.setattr(os, "O_TMPFILE", os.O_DIRECTORY)
    files.add(tmp_path / "a", "x")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "x")]
    with pytest.raises(OutputError, match="exists already"):
        files.add(tmp_path / "a", "y")
