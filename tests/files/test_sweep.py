"""What a writer that was killed left beside its target goes with the next one."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest

from scraper.files.atomic import atomic_file

# Begins to write argv[1], says so and waits: the test kills it, or lets it end.
WRITER = textwrap.dedent("""
    import sys
    from pathlib import Path
    from scraper.files.atomic import atomic_file

    with atomic_file(Path(sys.argv[1]), sweep=True) as stream:
        stream.write(b"by the first")
        stream.flush()
        print("begun", flush=True)
        sys.stdin.read()
""")


def begun(path) -> subprocess.Popen[str]:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert writer.stdout is not None
    assert writer.stdout.readline() == "begun\n"
    return writer


def names(directory) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_a_file_that_is_not_finished_does_not_appear(tmp_path):
    with pytest.raises(KeyError), atomic_file(tmp_path / "a", sweep=True) as stream:
        stream.write(b"half")
        raise KeyError
    assert names(tmp_path) == []


def test_what_a_killed_writer_left_is_removed_by_the_next_of_the_same_target(tmp_path):
    other = tmp_path / ".0123456789abcdef.tmp"  # of someone else
    other.write_bytes(b"keep")
    writer = begun(tmp_path / "out.warc.gz")
    os.kill(writer.pid, signal.SIGKILL)
    writer.communicate()
    assert len(names(tmp_path)) == 2
    with atomic_file(tmp_path / "another.warc.gz", sweep=True) as stream:
        stream.write(b"whole")
    assert len(names(tmp_path)) == 3  # it is of another target
    with atomic_file(tmp_path / "out.warc.gz", sweep=True) as stream:
        stream.write(b"whole")
    assert names(tmp_path) == [other.name, "another.warc.gz", "out.warc.gz"]


def test_a_writer_that_still_writes_keeps_its_file(tmp_path):
    writer = begun(tmp_path / "out.warc.gz")
    with atomic_file(tmp_path / "out.warc.gz", sweep=True) as stream:
        stream.write(b"by the second")
    assert len(names(tmp_path)) == 2
    writer.communicate()  # its input ends, and it finds the name taken
    assert writer.returncode != 0
    assert names(tmp_path) == ["out.warc.gz"]
    assert (tmp_path / "out.warc.gz").read_bytes() == b"by the second"
