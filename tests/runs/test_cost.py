"""What a page costs a run beside its extraction, in statements and commits: counts that neither load nor
a quicker extraction changes. Its time is measured by `python tests/bench/run_cost.py`."""

from datetime import UTC, datetime, timedelta

import pytest

from scraper.models.page import Page
from scraper.runs.state import FailedVisit, PageVisit, State
from scraper.store import Store

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
FEW, MANY = 30, 600  # known pages
MOST = 90  # statements for a new article: 24 bands are looked up and 24 written, each once; it takes 70
MOST_UNCHANGED = 12
MOST_FAILED = 6  # one of them counts the row
MOST_STORED = 10


def visit(number: int, change: int = 0) -> PageVisit:
    words = " ".join(f"word{number * 7 + n} town{change}" for n in range(120))
    key = f"example.org/2026/05/story-{number}"
    return PageVisit(
        key=key, url=f"https://{key}", site="example", article=key, payload=f"sha256:{number}.{change}",
        capture=f"{number:032x}", stamp="1/m/-", fields={"title": f"Story {number}", "text": words},
        markdown=words, now=NOW + timedelta(seconds=number), recheck=timedelta(hours=1),
        recheck_for=timedelta(days=14),
    )  # fmt: skip


def statements(connection, work) -> list[str]:
    """What SQLite does in some work, a statement of a trigger like any other."""
    seen: list[str] = []
    connection.set_trace_callback(seen.append)
    work()
    connection.set_trace_callback(None)
    return seen


@pytest.fixture(params=[FEW, MANY], ids=["few known", "many known"])
def state(request, tmp_path):
    with State(tmp_path / "news.state.sqlite") as state:
        state._file.run("PRAGMA synchronous = OFF")
        for number in range(request.param):
            state.record(visit(number))
        yield state


def cost(state, work) -> int:
    seen = statements(state._file.db.connection, work)
    assert seen.count("COMMIT") == 1  # each waits for the disk
    return len(seen)


def test_a_new_article_takes_the_same_statements_however_many_are_known(state):
    assert cost(state, lambda: state.record(visit(10_000))) <= MOST


def test_a_changed_article_takes_no_more_than_a_new_one(state):
    assert cost(state, lambda: state.record(visit(3, change=1))) <= MOST


def test_an_unchanged_article_takes_few_statements(state):
    assert cost(state, lambda: state.record(visit(3))) <= MOST_UNCHANGED


def test_a_page_that_gives_no_article_takes_few_statements(state):
    failed = FailedVisit("example.org/x", "https://example.org/x", "example", "empty", NOW, NOW)
    assert cost(state, lambda: state.record_failure(failed)) <= MOST_FAILED


def test_a_stored_page_is_committed_once(tmp_path):
    pages = [
        Page(
            url=(url := f"https://example.org/{n}"), final_url=url, status=200, headers=(),
            body=(body := b"page %d" % n), raw=body, fetched_at=NOW,
        )
        for n in range(2)
    ]  # fmt: skip
    with Store.open(tmp_path / "news") as store:
        store.put(pages[0])  # begins a segment
        seen = statements(store._index._db.connection, lambda: store.put(pages[1]))
    assert seen.count("COMMIT") == 1
    assert len(seen) <= MOST_STORED
