"""A host is named alike in every command: by its name, with a port, or as a URL."""

import click
import pytest

from scraper.cli.hosts import HOST
from scraper.store import Store


@pytest.fixture
def stored(farm, tmp_path, monkeypatch):
    """Return a page of farm.example, which is in the store of the working directory."""
    monkeypatch.chdir(tmp_path)
    page = farm.farm_page("farm.example", 0, "decks", pages=1)
    with Store.open(tmp_path / "store") as store:
        store.put(page.stored())
    return page


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("farm.example", "farm.example"),
        ("FARM.example", "farm.example"),
        ("farm.example:8101", "farm.example"),
        ("https://farm.example/story?a=b", "farm.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("127.0.0.2:8101", "127.0.0.2"),
        ("[::1]:8101", "::1"),
        ("", ""),
    ],
)
def test_every_spelling_of_a_host_is_understood(text, host):
    assert HOST.convert(text, None, None) == host


@pytest.mark.parametrize(
    "text", ["two words", "ftp://farm.example/", "http://h:99999/", "/etc", "a@b", "https://"]
)
def test_what_is_no_host_is_refused(text):
    with pytest.raises(click.BadParameter, match="is no host such as"):
        HOST.convert(text, None, None)


@pytest.mark.parametrize(
    "command",
    [["list", "--host"], ["replay", "--site"], ["site", "learn"], ["site", "show"],
     ["site", "forget"], ["rule", "test"], ["store", "export", "out.warc.gz", "--host"]],
    ids=" ".join,
)  # fmt: skip
def test_commands_refuse_what_is_no_host(stored, invoke, command):
    done = invoke(*command, "two words")
    assert (done.status, "'two words' is no host such as example.org" in done.err) == (2, True)


def test_a_page_is_listed_by_the_url_of_its_host(stored, invoke):
    assert invoke("list", "--host", "https://farm.example:8080/").out.count(stored.url) == 1


def test_selectors_for_a_host_without_pages_are_refused(stored, invoke, tmp_path):
    done = invoke("rule", "test", "other.example", "--drop", "aside", "--save")
    assert done.status == 3
    assert "other.example: no page is stored" in done.err
    assert not (tmp_path / "store/sites/other.example.toml").exists()
