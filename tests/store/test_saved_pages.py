"""Saved pages into the store: under the addresses that they carry inside, whatever saved them."""

import os
from datetime import UTC, datetime

import pytest

from scraper.store import Store
from scraper.store.archives.saved import import_paths

TEXT = "<title>A page</title><article><p>Some words of a text.</p></article>"
SAVED_AT = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://e.org/mhtml\r\n"
    "Subject: A page\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="X"\r\n\r\n'
    "--X\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://e.org/mhtml\r\n\r\n"
    f"{TEXT}\r\n--X--\r\n"
)
SAVED = {
    "chrome.html": (
        f"<!-- saved from url=(0021)https://e.org/chrome -->{TEXT}",
        "https://e.org/chrome",
    ),
    "single.html": (
        f"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://e.org/single \n-->{TEXT}",
        "https://e.org/single",
    ),
    "canonical.html": (
        f"<link rel=canonical href='https://e.org/canonical'>{TEXT}",
        "https://e.org/canonical",
    ),
    "page.mhtml": (MHTML, "https://e.org/mhtml"),
}


@pytest.fixture
def saved(tmp_path):
    """A directory as a browser leaves it."""
    folder = tmp_path / "saved"
    (folder / "chrome_files").mkdir(parents=True)
    (folder / "chrome_files" / "frame.html").write_text("<p>advertisement")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    for name, (text, _) in SAVED.items():
        (folder / name).write_text(text)
        os.utime(folder / name, (SAVED_AT.timestamp(), SAVED_AT.timestamp()))
    return folder


def imported(root, *paths, url=None):
    said = []
    with Store.open(root) as store:
        return import_paths(paths, store, said.append, url), said


def test_each_page_is_stored_under_its_own_address(saved, tmp_path):
    done, said = imported(tmp_path / "store", saved)
    assert (done.stored, done.known, said) == (len(SAVED), 0, [])
    assert done.kinds == {"page_files": 1, "suffix": 1}
    with Store.reader(tmp_path / "store") as store:
        for _, url in SAVED.values():
            page = store.get(url)
            assert (page.status, b"Some words" in page.body) == (200, True)
            assert page.header("content-type").startswith("text/html")
        assert store.find("https://e.org/chrome").fetched_at == SAVED_AT


def test_a_second_import_adds_nothing(saved, tmp_path):
    imported(tmp_path / "store", saved)
    done, _ = imported(tmp_path / "store", saved)
    assert (done.stored, done.known) == (0, len(SAVED))


def test_a_page_without_an_address_is_named_and_can_be_given_one(tmp_path):
    (page := tmp_path / "a.html").write_text(TEXT)
    done, said = imported(tmp_path / "store", page)
    assert done.stored == 0
    assert said[0].subject == str(page)
    assert "--url says where it came from" in said[0].message
    done, said = imported(tmp_path / "store", page, url="https://e.org/given")
    assert (done.stored, said) == (1, [])
    with Store.reader(tmp_path / "store") as store:
        assert store.get("https://e.org/given").body == TEXT.encode()


def test_archives_in_a_directory_are_imported_as_archives(saved, tmp_path, root):
    with Store.reader(root) as store, (saved / "news.warc.gz").open("wb") as target:
        count = store.export.warc(target, "news.warc.gz", store.entries(), SAVED_AT, lambda _: None)
    done, said = imported(tmp_path / "store", saved)
    assert (done.stored, said) == (count + len(SAVED), [])


def test_what_is_no_page_is_named_and_the_others_are_stored(saved, tmp_path):
    (saved / "table.html").write_bytes(b"%PDF-1.7 ...")
    done, said = imported(tmp_path / "store", saved, tmp_path / "missing")
    assert done.stored == len(SAVED)
    assert sorted(f.subject for f in said) == [str(tmp_path / "missing"), str(saved / "table.html")]


def test_the_command_stores_and_the_pages_are_listed(saved, tmp_path, scraper):
    status, out, _ = scraper("store", "import", saved, "--store", tmp_path / "store")
    assert (status, out.startswith("4 captures stored, 0 were known")) == (0, True)
    assert "https://e.org/single" in scraper("list", "--store", tmp_path / "store")[1]
    assert scraper("store", "import", "--store", tmp_path / "store")[0] == 2
    assert (
        scraper("store", "import", saved, "--url", "https://e.org/", "--store", tmp_path / "x")[0]
        == 2
    )
