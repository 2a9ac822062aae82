"""Files are whole or absent."""

from pathlib import Path

import pytest

from scraper.errors import OutputError
from scraper.files.atomic import atomic_file, write_atomic


def names(directory: Path) -> list[str]:
    return [path.name for path in directory.iterdir()]


def test_a_file_appears_only_when_it_is_whole(tmp_path):
    """Until the block ends, nothing is at its name."""
    path = tmp_path / "deep/er/a.txt"
    with atomic_file(path) as stream:
        stream.write(b"half")
        stream.flush()
        assert not path.exists()
    assert path.read_bytes() == b"half"
    assert names(path.parent) == ["a.txt"]


def test_an_error_leaves_neither_a_file_nor_remains(tmp_path):
    """And an older file stays as it was, even with overwriting allowed."""
    path = tmp_path / "a.txt"
    write_atomic(path, "old")
    with pytest.raises(KeyboardInterrupt), atomic_file(path, overwrite=True) as stream:
        stream.write(b"new")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


def test_a_file_made_meanwhile_is_not_overwritten(tmp_path):
    """Also when it appears while ours is being written."""
    path = tmp_path / "a.txt"
    with pytest.raises(OutputError, match="exists already"), atomic_file(path) as stream:
        stream.write(b"ours")
        path.write_text("theirs")
    assert path.read_text() == "theirs"
    assert names(tmp_path) == ["a.txt"]


def test_a_link_keeps_pointing_at_its_file(tmp_path):
    """Overwriting goes through the link."""
    write_atomic(tmp_path / "real.txt", "old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_atomic(tmp_path / "link.txt", "new", overwrite=True)
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_the_usual_permissions_apply(tmp_path):
    """Files are as readable as others made here, not private like temporary ones."""
    write_atomic(tmp_path / "a.txt", "x")
    (tmp_path / "b.txt").write_text("x")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_impossible_names_are_an_output_error(tmp_path, name):
    """Not a traceback."""
    with pytest.raises(OutputError):
        write_atomic(tmp_path / name, "x")
