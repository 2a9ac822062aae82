"""How many pages `clean` has to do is known where its inputs are files of one page each."""

from scraper.cli.clean import Request, page_count
from scraper.pipelines.clean_task import CleanSettings
from scraper.workers import Limits


def request(*paths):
    return Request(paths, CleanSettings("text"), None, "refuse", Limits(), None, None)


def test_files_are_counted_and_what_is_missing_with_them(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.html").write_text("<p>A page")
    assert page_count(request(tmp_path, tmp_path / "none.html")) == 4


def test_an_archive_may_hold_any_number(tmp_path):
    (tmp_path / "a.html").write_text("<p>A page")
    (tmp_path / "crawl.warc.gz").write_bytes(b"")
    assert page_count(request(tmp_path)) is None
