"""`scraper explain`: every block, its verdict and why."""

import sys
from datetime import UTC, datetime

import pytest


def test_every_block_is_listed_with_its_verdict(invoke, pages, tmp_path):
    """Kept and dropped ones, with a sign, the reason and a count."""
    outcome = invoke("explain", pages.put(tmp_path / "a.html"))
    assert outcome.status == 0
    kept = [line for line in outcome.out.splitlines() if line.startswith("+ ")]
    assert len(kept) >= len(pages.PARAGRAPHS)
    assert all(" body " in line or " heading " in line or " title " in line for line in kept)
    assert " blocks kept" in outcome.out


def test_json_holds_every_block_whole(invoke, pages, tmp_path):
    """For machines: nothing is shortened, and kept blocks make up the text."""
    path = pages.put(tmp_path / "a.html")
    record = invoke("explain", "--json", path).json
    assert record["input"] == str(path)
    kept = [block["text"] for block in record["blocks"] if block["kept"]]
    assert [text for text in kept if text in pages.PARAGRAPHS] == pages.PARAGRAPHS
    assert all(block["reason"] for block in record["blocks"])


def table_page(pages, path):
    """A saved page with a table of two columns in its text."""
    rows = "".join(f"<tr><td>Bridge {n}</td><td>{n} tons</td></tr>" for n in range(6))
    table = f"<table><tr><th>Bridge</th><th>Load</th></tr>{rows}</table></article>"
    path.write_text(pages.page().replace("</article>", table))
    return path


def test_blocks_are_numbered_as_the_first_line_counts_them(invoke, pages, tmp_path):
    """A row is one block, however many cells it has."""
    out = invoke("explain", table_page(pages, tmp_path / "a.html")).out
    numbers = [int(line.split()[1]) for line in out.splitlines() if line[:2] in ("+ ", "- ")]
    assert f" of {len(numbers)} blocks kept" in out and "table_row" in out
    assert numbers == list(range(1, len(numbers) + 1))


def test_json_has_the_numbers_of_the_list_also_where_it_leaves_blocks_out(invoke, pages, tmp_path):
    path = table_page(pages, tmp_path / "a.html")
    listed = {
        int(line.split()[1]): line[0]
        for line in invoke("explain", path).out.splitlines()
        if line[:2] in ("+ ", "- ")
    }
    dropped = invoke("explain", "--json", "--dropped", path).json["blocks"]
    assert [block["number"] for block in dropped] == [
        n for n, sign in listed.items() if sign == "-"
    ]


def test_stdin_is_explained(invoke, pages):
    """ "-" is standard input."""
    assert "<stdin>" in invoke("explain", "-", given=pages.page().encode()).out


def test_a_missing_file_is_status_1(invoke, tmp_path):
    """The message names it."""
    outcome = invoke("explain", tmp_path / "gone.html", "--store", tmp_path / "no-store")
    assert outcome.status == 1
    assert f"{tmp_path}/gone.html: can't be read" in outcome.err


@pytest.fixture
def stored(tmp_path, pages):
    """A store with one gzipped page, and its id."""
    import gzip  # noqa: PLC0415

    from scraper.models.page import Page  # noqa: PLC0415
    from scraper.store import Store  # noqa: PLC0415

    body = pages.page().encode()
    raw = gzip.compress(body)
    page = Page(
        url="https://e.org/story",
        final_url="https://e.org/story",
        status=200,
        headers=(("Content-Type", "text/html"), ("Content-Encoding", "gzip")),
        body=body,
        raw=raw,
        fetched_at=datetime(2026, 1, 2, tzinfo=UTC),
    )
    with Store.open(tmp_path / "store") as store:
        return tmp_path / "store", store.put(page)


def test_stored_pages_are_explained_by_url_and_id(invoke, stored):
    """The store is read; content codings are undone."""
    directory, key = stored
    by_url = invoke("explain", "https://e.org/story", "--store", directory)
    by_id = invoke("explain", key, "--store", directory)
    assert by_url.status == 0, by_url.err
    assert "https://e.org/story" in by_url.out
    assert by_url.out == by_id.out


def test_an_unknown_url_is_an_error_that_names_it(invoke, stored):
    """Status 1, one line."""
    outcome = invoke("explain", "https://e.org/other", "--store", stored[0])
    assert outcome.status == 1
    assert "https://e.org/other" in outcome.err
    assert outcome.err.count("\n") == 1


def test_recursion_depth_is_no_limit(invoke, pages):
    """A page nested deeper than Python's stack is explained or refused, never a crash of ours."""
    depth = sys.getrecursionlimit() * 3
    html = pages.page().replace("<main>", "<main>" + "<div>" * depth)
    outcome = invoke("explain", "-", given=html.encode())
    assert outcome.status in (0, 1)
    assert "RecursionError" not in outcome.err


def test_html_is_one_file_that_names_no_other(invoke, pages, tmp_path):
    """Nothing is printed; the file holds blocks, evidence, style and script."""
    report = tmp_path / "out" / "report.html"
    outcome = invoke("explain", pages.put(tmp_path / "a.html"), "--html", report)
    assert (outcome.status, outcome.out) == (0, "")
    text = report.read_text("utf-8")
    assert pages.PARAGRAPHS[0] in text
    assert "likely body text" in text
    assert " src=" not in text
    assert "<link" not in text


def test_html_is_not_overwritten_unless_that_is_said(invoke, pages, tmp_path):
    """And what was there stays as it was."""
    page, report = pages.put(tmp_path / "a.html"), tmp_path / "report.html"
    report.write_text("mine")
    outcome = invoke("explain", page, "--html", report)
    assert outcome.status == 1
    assert f"{report}: exists already (--force overwrites it)" in outcome.err
    assert report.read_text() == "mine"
    assert invoke("explain", page, "--html", report, "--force").status == 0
    assert report.read_text().startswith("<!DOCTYPE html>")


def test_html_to_standard_output(invoke, pages, tmp_path):
    """ "-" is where it goes."""
    outcome = invoke("explain", pages.put(tmp_path / "a.html"), "--html", "-")
    assert outcome.status == 0
    assert outcome.out.startswith("<!DOCTYPE html>")


def test_html_and_json_exclude_each_other(invoke, pages, tmp_path):
    """Status 2."""
    outcome = invoke("explain", pages.put(tmp_path / "a.html"), "--html", "-", "--json")
    assert outcome.status == 2


def test_html_shows_one_page(invoke, pages, tmp_path):
    """Of a directory with two none is picked by chance."""
    for name in "ab":
        pages.put(tmp_path / "pages" / f"{name}.html")
    outcome = invoke("explain", tmp_path / "pages", "--html", tmp_path / "report.html")
    assert outcome.status == 1
    assert "one of several pages" in outcome.err
    assert not (tmp_path / "report.html").exists()


def test_html_of_a_page_that_can_not_be_read_writes_nothing(invoke, tmp_path):
    """The message names the page."""
    arguments = ("--store", tmp_path / "no-store", "--html", tmp_path / "report.html")
    outcome = invoke("explain", tmp_path / "gone.html", *arguments)
    assert outcome.status == 1
    assert "gone.html" in outcome.err
    assert not (tmp_path / "report.html").exists()
