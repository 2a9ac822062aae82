"""Archives of the fixtures' pages, and what parts hold."""

import gzip
import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).resolve().parents[2]


def story(number: int) -> bytes:
    """A page with an article of its own."""
    paragraphs = "".join(
        f"<p>The council of town {number} met on day {day} and spoke for {day + number} hours about the"
        " bridge, which had been closed since the spring because its pillars were found to be weak.</p>"
        for day in range(2, 9)
    )
    head = f"<title>The bridge of town {number}</title><meta name=author content='Ann Writer'>"
    head += "<meta property='article:published_time' content='2026-01-02T03:04:05+02:00'>"
    return f"<html><head>{head}</head><body><h1>The bridge of town {number}</h1><article>{paragraphs}".encode()


@pytest.fixture(scope="session", autouse=True)
def beside():
    """Modules next to the tests can be imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent))
        yield


@pytest.fixture
def made(monkeypatch):
    """The module that makes archives."""
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "inputs"))
    return importlib.import_module("archives")


@pytest.fixture
def crawl(tmp_path, made) -> Callable[..., list[str]]:
    """Write some archives of a few pages each, with a redirect and a picture; return their paths."""

    def write(count: int = 1, pages: int = 3, directory: str = "crawl") -> list[str]:
        (tmp_path / directory).mkdir(exist_ok=True)
        paths = []
        for number in range(count):
            archive = made.Archive()
            for page in range(pages):
                body = story(number * pages + page)
                archive.add(f"https://e{number}.org/{page}", body, Content_Type="text/html")
            archive.add(f"https://e{number}.org/old", b"", "301 Moved", Location="/0")
            archive.add(
                f"https://e{number}.org/x.png", b"\x89PNG\r\n\x1a\n", Content_Type="image/png"
            )
            path = tmp_path / directory / f"CRAWL-{number:05}.warc.gz"
            path.write_bytes(archive.content)
            paths.append(str(path))
        return paths

    return write


@pytest.fixture
def out(tmp_path) -> str:
    return str(tmp_path / "parts")


def parts_of(out: str) -> dict[str, bytes]:
    """The parts of a directory, as their bytes."""
    return {path.name: path.read_bytes() for path in sorted(Path(out).glob("part-*"))}


def rows_of(part: Path) -> list[dict[str, Any]]:
    if part.suffix == ".parquet":
        return pq.read_table(part).to_pylist()
    return [json.loads(line) for line in gzip.decompress(part.read_bytes()).splitlines()]


@pytest.fixture
def parts() -> Callable[[str], dict[str, bytes]]:
    return parts_of


@pytest.fixture
def rows() -> Callable[[str], list[dict[str, Any]]]:
    """Read the rows of all parts of a directory."""
    return lambda out: [row for path in sorted(Path(out).glob("part-*")) for row in rows_of(path)]
