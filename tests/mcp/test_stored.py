"""The store in a model's hands: searched, read, and an article's history."""

import re

from scraper.runs.state import state_file


def test_with_a_store_it_can_be_searched_and_read(tools, store):
    found = sorted(tools("--store", str(store)))
    assert found == ["article_history", "clean_html", "read_page", "read_stored", "search_store"]


def test_stored_pages_are_found_and_read_on(ask, store):
    (first, _), (found, _), (nothing, _) = ask(
        [
            ("search_store", {}),
            ("search_store", {"words": "lighthouse", "host": "news.example"}),
            ("search_store", {"words": "cathedral"}),
        ],
        "--store", str(store),
    )  # fmt: skip
    assert first.count("https://news.example/") == 20
    before = int(re.search(r"before=(\d+) reads on", first)[1])
    assert "**lighthouse**" in found
    assert found.count("https://news.example/") == 1
    assert nothing.startswith("no page was found")
    ((rest, _),) = ask([("search_store", {"before": before})], "--store", str(store))
    assert rest.count("https://news.example/") == 3


def test_a_stored_page_and_its_history(ask, store):
    url = "https://news.example/1"
    (text, _), (history, _), (missing, failed), (none, also) = ask(
        [
            ("read_stored", {"key": url}),
            ("article_history", {"url": url}),
            ("read_stored", {"key": "https://news.example/nix"}),
            ("article_history", {"url": "https://news.example/nix"}),
        ],
        "--store", str(store),
    )  # fmt: skip
    assert text.startswith(f"Source: {url}\n\n# Story 1")
    assert "version 1, 2026-01-02" in history
    assert "version 2, 2026-01-03" in history
    assert "+ The lighthouse master" in history
    assert failed and "nix" in missing
    assert also and "no article of it is in the store" in none


def test_without_recorded_versions_the_captures_make_them(ask, store):
    state_file(store).unlink()
    ((history, failed),) = ask(
        [("article_history", {"url": "https://news.example/1"})], "--store", str(store)
    )
    assert not failed
    assert "version 2, 2026-01-03" in history
    assert "+ The lighthouse master" in history


def test_a_store_that_is_not_there_is_an_error_at_the_start(invoke_mcp, tmp_path):
    done = invoke_mcp("--store", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "there is no store" in done.stderr
