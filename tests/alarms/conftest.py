"""A site that has been as it is for two days."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from watched_site import Watching, pages


@pytest.fixture
def steady() -> Watching:
    watching = Watching()
    for _ in range(48):
        assert watching.visit(*pages(2)) == []
    return watching
