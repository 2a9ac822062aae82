"""A state, and the versions beside the tests."""

import sys
from pathlib import Path

import pytest

from scraper.runs.state import State

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def state(tmp_path):
    with State(tmp_path / "news.state.sqlite") as state:
        yield state
