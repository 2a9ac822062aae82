"""An output that was there and is gone gets all versions again, and that is said once."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.config import OutputConfig
from scraper.outputs import OUTPUTS, is_gone
from scraper.runs.deliver import deliver
from scraper.runs.state import OutputCursor, PageVisit
from scraper.runs.state.articles import BATCH

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
FIELDS = {
    "title": "A title", "authors": [], "date": None, "modified": None, "language": "en",
    "site_name": None, "url": None, "description": None, "image": None, "tags": [],
    "status": "article", "status_reason": "", "confidence": 0.9, "sources": {},
}  # fmt: skip


def visit(number: int) -> PageVisit:
    key = f"example.org/{number}"
    return PageVisit(
        key=key, url=f"https://{key}", site="example", article=key, payload=str(number),
        capture="c" * 32, stamp="1/m/-", fields=FIELDS | {"text": f"Text {number}."}, markdown="M\n",
        now=NOW + timedelta(minutes=number), recheck=timedelta(hours=1),
        recheck_for=timedelta(days=14),
    )  # fmt: skip


def content(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
    return {str(file.relative_to(path)): file.read_bytes() for file in files}


def remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def empty(path: Path) -> None:
    if path.is_dir():
        remove(path)
        path.mkdir()
    else:
        path.write_bytes(b"")


@pytest.mark.parametrize("lose", [remove, empty])
@pytest.mark.parametrize("kind", OUTPUTS)
def test_output_that_is_gone_gets_all_versions_again(state, tmp_path, kind, lose):
    output, said = OutputConfig(kind, tmp_path / "out" / "a", f"{kind}:out/a"), []
    state.record(visit(1))
    state.record(visit(2))
    deliver(state, [output], said.append)
    whole = content(output.path)
    assert said == []
    lose(output.path)
    assert deliver(state, [output], said.append) == []
    assert said == [f"{output.path}: was gone or empty, and gets all versions again"]
    if kind == "sqlite":  # its bytes tell when it was written
        assert content(output.path).keys() == whole.keys()
        assert all(text in content(output.path)["."] for text in (b"Text 1.", b"Text 2."))
    else:
        assert content(output.path) == whole
    deliver(state, [output], said.append)
    assert len(said) == 1


@pytest.mark.parametrize("torn", [0, 1, 100, 10_000])
def test_output_that_was_written_again_when_a_run_was_killed_has_each_version_once(
    state, tmp_path, torn
):
    output = OutputConfig("jsonl", tmp_path / "a.jsonl", "jsonl:a.jsonl")
    for number in range(BATCH + 5):
        state.record(visit(number))
    deliver(state, [output])
    whole = output.path.read_bytes()
    state.cursors.intend(output.name, OutputCursor(0, BATCH, 0))  # the file was gone
    output.path.write_bytes(whole[:torn])
    deliver(state, [output])
    assert output.path.read_bytes() == whole
    state.record(visit(BATCH + 5))
    state.cursors.intend(
        output.name, OutputCursor(BATCH + 5, BATCH + 6, len(whole))
    )  # and now while it is written
    output.path.unlink()
    deliver(state, [output])
    assert output.path.read_bytes().startswith(whole)
    assert output.path.read_bytes().count(b"\n") == BATCH + 6


def test_output_that_can_not_be_written_again_is_an_error_and_gets_all_later(state, tmp_path):
    output, said = OutputConfig("csv", tmp_path / "out/a.csv", "csv:out/a.csv"), []
    state.record(visit(1))
    deliver(state, [output])
    whole = output.path.read_bytes()
    remove(tmp_path / "out")
    (tmp_path / "out").write_text("in its way")
    (error,) = deliver(state, [output], said.append)
    assert ("can't be written" in str(error), said) == (True, [])
    (tmp_path / "out").unlink()
    assert deliver(state, [output], said.append) == []
    assert (output.path.read_bytes(), len(said)) == (whole, 1)


def test_output_that_is_no_file_is_never_gone():
    assert not is_gone(Path("/dev/null"))
