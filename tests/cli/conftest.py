"""The command in this process, as `invoke(...)`: its exit status, output and messages."""

import importlib
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from scraper.cli import run
from scraper.store import Store


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def invoke(capsys, monkeypatch):
    def invoke(*arguments: object, given: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return invoke


@pytest.fixture
def pages(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return importlib.import_module("pages")


@pytest.fixture
def farm(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return importlib.import_module("farm")


@pytest.fixture
def archive(farm, tmp_path):
    """`archive(style, count)`: a store with that many pages of one farm site, and the pages."""

    def archive(style: str, count: int):
        pages = [farm.farm_page("farm.example", n, style, pages=count) for n in range(count)]
        with Store.open(tmp_path / "store") as store:
            for page in pages:
                store.put(page.stored())
        return tmp_path / "store", pages

    return archive
