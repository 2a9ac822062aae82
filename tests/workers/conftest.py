"""The acts are a plain module next to the tests, so that worker processes can import them."""

import importlib
from pathlib import Path

import pytest


@pytest.fixture
def acts(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return importlib.import_module("acts")
