"""A lock of one writer: given back at the end of its block, and where its holder can't be noted."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from scraper.errors import StoreInUse
from scraper.files.lock import Lock, is_held
from tests.patience import PATIENCE

NOW = datetime(2026, 5, 4, tzinfo=UTC)

NO_ROOM = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from scraper.files.lock import Lock, is_held
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
try:
    Lock(Path(sys.argv[1]), datetime.now(UTC))
except OSError:
    print(is_held(Path(sys.argv[1])))
"""


def test_it_is_held_in_its_block_and_given_back_after(tmp_path):
    path = tmp_path / "lock"
    with Lock(path, NOW):
        assert is_held(path)
    assert not is_held(path)


def test_it_is_given_back_where_the_block_fails(tmp_path):
    path = tmp_path / "lock"
    with pytest.raises(ZeroDivisionError), Lock(path, NOW):
        1 / 0  # noqa: B018
    assert not is_held(path)


def test_a_second_one_names_the_holder(tmp_path):
    with (
        Lock(tmp_path / "lock", NOW),
        pytest.raises(StoreInUse, match="since 2026-05-04T00:00:00Z"),
    ):
        Lock(tmp_path / "lock", NOW)


def test_it_is_not_kept_where_its_holder_cannot_be_noted(tmp_path):
    """The disk is full: nobody holds what could not be taken."""
    done = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(tmp_path / "lock")],
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.stdout, done.stderr) == (b"False\n", b"")
