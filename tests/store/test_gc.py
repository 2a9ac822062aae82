"""`gc` and `compact` as a user runs them, and the budget of runs: what versions came from stays."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from scraper.errors import ExitCode
from scraper.models.article import Provenance
from scraper.runs.retention import keep_budget
from scraper.runs.state import PageVisit, State, state_file
from scraper.store import Extractions, Store

NOW = datetime(2026, 6, 1, tzinfo=UTC)
A, B = "https://news.example/a", "https://news.example/b"


def left(store: Store) -> set[str]:
    assert store.verify().ok
    return {entry.id for entry in store.entries()}


def visit(capture: str) -> PageVisit:
    return PageVisit(
        key="news.example/a", url=A, site="news", article="news.example/a", payload="1",
        capture=capture, stamp="1/m/-", fields={"title": "A", "text": "One."}, markdown="# A\n",
        now=NOW, recheck=timedelta(hours=1), recheck_for=timedelta(days=14),
    )  # fmt: skip


def test_gc_shows_first_and_keeps_what_versions_came_from(put, scraper):
    version, unneeded, newest = (put(A, n) for n in range(3))
    put.store.close()
    with State(state_file(put.root)) as state:
        state.record(visit(version))
    status, out, _ = scraper("store", "gc", "--store", put.root)
    assert (status, out.count("\n")) == (ExitCode.OK, 2)
    assert out.startswith(unneeded[:12])
    assert "1 capture is not needed" in out
    with Store.reader(put.root) as store:
        assert left(store) == {version, unneeded, newest}
    status, out, _ = scraper("store", "gc", "--store", put.root, "--yes", "--json")
    assert (status, json.loads(out)["captures"]) == (ExitCode.OK, 1)
    with Store.reader(put.root) as store:
        assert left(store) == {version, newest}


@pytest.mark.parametrize("name", ["news", "link", "news/segments/..", ".", "../news"])
def test_gc_keeps_what_versions_need_however_the_store_is_named(put, monkeypatch, name, scraper):
    version, _ = put(A, 1), put(A, 2)
    put.store.close()
    (put.root.parent / "link").symlink_to("news")
    monkeypatch.chdir(put.root if name.startswith(".") else put.root.parent)
    with State(state_file(put.root)) as state:
        state.record(visit(version))
    status, out, err = scraper("store", "gc", "--store", name)
    assert (status, "nothing to do" in out) == (ExitCode.OK, True)
    assert str(state_file(put.root)) in err


def test_gc_names_the_state_it_honours(put, scraper):
    put(A, 1)
    put.store.close()
    gc = ("store", "gc", "--store", put.root, "--json")
    assert json.loads(scraper(*gc)[1])["state"] is None
    State(state_file(put.root)).close()
    assert json.loads(scraper(*gc, "--yes")[1])["state"] == str(state_file(put.root))


def test_gc_takes_no_young_ones_unless_told(put, scraper):
    put(A, 1)
    put(A, 2)
    put.store.close()
    assert (
        "nothing to do" in scraper("store", "gc", "--store", put.root, "--older-than", "9999d")[1]
    )
    assert scraper("store", "gc", "--store", put.root, "--budget", "many")[0] == ExitCode.USAGE
    assert scraper("store", "gc", "--store", put.root / "none", "--yes")[0] == ExitCode.SOME_FAILED


def test_compact_shows_first(put, scraper):
    for number in range(30):
        put(A, number)
    put.store.close()
    count = len(list((put.root / "segments").iterdir()))
    status, out, _ = scraper("store", "compact", "--store", put.root)
    assert (status, out) == (0, f"{count} segments would be written into 1\n")
    assert scraper("store", "compact", "--store", put.root, "--yes")[0] == 0
    assert len(list((put.root / "segments").iterdir())) == 1
    assert scraper("store", "verify", "--store", put.root)[0] == 0


def test_budget_of_runs_keeps_versions_and_forgets_extractions_of_what_went(put):
    keys = [put(A, n) for n in range(20)]
    with State(state_file(put.root)) as state, Extractions.writer(put.root) as kept:
        state.record(visit(keys[0]))
        for key in keys:
            kept.keep(key, Provenance("1", "m", ""), {"text": key})
        size = put.store.care.size().bytes
        assert keep_budget(put.store, state, size, NOW) == ""
        assert len(left(put.store)) == 20
        assert keep_budget(put.store, state, size // 2, NOW) == ""
        assert put.store.care.size().bytes < size // 2
        assert {keys[0], keys[-1]} <= left(put.store)
        assert {*kept.captures()} == left(put.store)
        problem = keep_budget(put.store, state, 1000, NOW)
        assert left(put.store) == {keys[0], keys[-1]}
        assert "store_budget allows 1000" in problem
