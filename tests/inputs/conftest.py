"""Archives in the making are a plain module next to the tests."""

import importlib
from pathlib import Path

import pytest


@pytest.fixture
def made(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return importlib.import_module("archives")
