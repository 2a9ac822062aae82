"""Captures that are erased from a store, and captures of other pages that refer to them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scraper.errors import PageErased, StoreDamaged
from scraper.store import ErasedPages, Erasure, Store
from scraper.store.erased import FILE, target_of
from tests.store.conftest import HTML, capture

NOW = datetime(2026, 7, 1, tzinfo=UTC)
STORY, COPY = "https://news.example/story", "https://mirror.example/copy"


def erasures(*targets):
    return ErasedPages(tuple(Erasure(target, NOW) for target in targets))


def erase(root, *targets):
    with Store.open(root) as store:
        return store.care.erase(erasures(*targets).covers)


def bodies(root):
    with Store.reader(root) as store:
        assert [str(problem) for problem in store.verify().problems] == []
        return {entry.final_url: store.get(entry.id).raw for entry in store.entries()}


@pytest.fixture
def root(tmp_path):
    return tmp_path / "store"


@pytest.mark.parametrize("size", [1, 10**9], ids=["a segment each", "one segment"])
def test_other_pages_that_left_their_bytes_to_an_erased_one_keep_them(root, size):
    with Store.open(root, segment_size=size) as store:
        for minute, url in enumerate((STORY, COPY, COPY + "2", "https://news.example/else")):
            store.put(capture(url, minute, HTML if "else" not in url else b"<p>else"))
    assert erase(root, STORY) == 1
    assert bodies(root) == {COPY: HTML, COPY + "2": HTML, "https://news.example/else": b"<p>else"}
    with Store.reader(root) as store:
        assert sorted(entry.revisit for entry in store.entries()) == [False, False, True]


def test_a_capture_that_called_an_erased_one_current_becomes_whole(root):
    asked = "https://short.example/1"
    with Store.open(root) as store:
        key = store.put(replace(capture(STORY, 0), url=asked))  # a short link led to the story
        unchanged = capture(STORY, 5, b"", status=304, unchanged=key)
        store.put(replace(unchanged, headers=(("ETag", '"b"'),)))
    assert erase(root, asked) == 1
    with Store.reader(root) as store:
        (entry,) = store.entries()
        page = store.get(entry.id)
    assert (page.raw, page.status, page.unchanged, page.header("etag")) == (HTML, 200, "", '"b"')
    assert page.header("content-type") == "text/html; charset=utf-8"


def test_a_rendered_page_goes_with_its_rendition(root):
    with Store.open(root) as store:
        store.put(capture(STORY, 0, rendered=b"<p>made by scripts"))
        store.put(capture(COPY, 1, b"<p>other", rendered=b"<p>other, made by scripts"))
    assert erase(root, STORY) == 1
    with Store.reader(root) as store:
        assert store.get(COPY).rendered == b"<p>other, made by scripts"


def test_the_quarantine_forgets_it(root):
    from scraper.models.page import Quarantined  # noqa: PLC0415

    with Store.open(root) as store:
        store.put(capture(STORY, 0))
        held = Quarantined(STORY, "empty", "nothing", 1, NOW, NOW, NOW + timedelta(days=1))
        store.visits.quarantine(held)
    erase(root, STORY)
    with Store.reader(root) as store:
        assert store.visits.quarantined(STORY) is None


def test_what_was_erased_is_not_stored_again(root):
    with Store.open(root) as store:
        store.keep_erased(erasures(STORY, "paper.example"))
    with Store.open(root) as store:
        for url in (STORY + "/", "http://www.news.example/story#top", "https://a.paper.example/x"):
            with pytest.raises(PageErased, match="was erased on 2026-07-01"):
                store.put(capture(url, 0))
        store.put(capture("https://newspaper.example/", 0))


def test_an_erasure_that_was_interrupted_is_a_problem_of_the_store(root):
    with Store.open(root) as store:
        store.keep_erased(erasures(STORY))
        (problem,) = store.verify().problems
    assert (problem.kind, STORY in problem.message) == ("erasure", True)


@pytest.mark.parametrize(
    "text", ["{", '{"format": 9, "erased": []}', '{"format": 1, "erased": [{}]}']
)
def test_a_list_that_cannot_be_read_stops_the_store(root, text):
    Store.open(root).close()
    (root / FILE).write_text(text)
    with pytest.raises(StoreDamaged, match="put a copy in its place"):
        Store.open(root)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("https://News.example/a?utm_source=x#y", "https://news.example/a"),
        ("News.example", "news.example"),
        ("127.0.0.1", "127.0.0.1"),
    ],
)
def test_a_target_is_a_url_or_a_host(text, target):
    assert target_of(text) == target


@pytest.mark.parametrize(
    "text", ["", "story", "news.example:8080", "ftp://x.example/", "news.example/a", "a b.c"]
)
def test_anything_else_is_no_target(text):
    with pytest.raises(ValueError, match="neither a URL"):
        target_of(text)
