"""`scraper clean` in the formats of other programs: spreadsheets, notes, corpora."""

import csv
import io

import pytest

from scraper.errors import ExitCode


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_one_header_and_a_row_for_each_input(invoke, pages, tmp_path):
    for name in ("a.html", "b.html"):
        pages.put(tmp_path / name)
    missing = tmp_path / "missing.html"
    outcome = invoke("clean", "--csv", tmp_path / "a.html", missing, tmp_path / "b.html")
    assert outcome.status == 1
    found = rows(outcome.out)
    assert [row["status"] for row in found] == ["article", "unreadable", "article"]
    assert found[0]["title"] == pages.TITLE


def test_csv_of_no_page_is_a_header(invoke, tmp_path):
    assert invoke("clean", "--csv", tmp_path).out.startswith("input,title,")


def test_csv_into_a_directory_is_a_whole_file_for_each(invoke, pages, tmp_path):
    pages.put(tmp_path / "in/a.html")
    assert invoke("clean", "--csv", tmp_path / "in", "-o", f"{tmp_path}/out/").status == 0
    (row,) = rows((tmp_path / "out/a.csv").read_text("utf-8"))
    assert row["title"] == pages.TITLE


@pytest.mark.parametrize(
    ("flag", "suffix", "start"),
    [("--front-matter", ".md", '---\ntitle: "Council'), ("--tei", ".xml", "<?xml version")],
)
def test_files_for_notes_and_corpora(  # noqa: PLR0917
    invoke, pages, tmp_path, flag, suffix, start
):
    for name in ("a.html", "b.html"):
        pages.put(tmp_path / "in" / name)
    assert invoke("clean", flag, tmp_path / "in").status == 2  # several need a directory
    assert invoke("clean", flag, tmp_path / "in", "-o", f"{tmp_path}/out/").status == 0
    texts = [(tmp_path / f"out/{name}{suffix}").read_text("utf-8") for name in "ab"]
    assert [text.startswith(start) for text in texts] == [True, True]


def test_the_suffix_of_an_output_chooses_the_format(invoke, pages, tmp_path):
    page = pages.put(tmp_path / "a.html")
    invoke("clean", page, "-o", tmp_path / "a.xml")
    invoke("clean", page, "-o", tmp_path / "a.md")
    assert (tmp_path / "a.xml").read_text().startswith("<?xml")
    assert (tmp_path / "a.md").read_text().startswith("# Council")


@pytest.mark.parametrize("asked", [("--csv", "--json"), ("--json", "-f", "csv")])
def test_two_formats_are_refused(invoke, pages, tmp_path, asked):
    done = invoke("clean", *asked, pages.put(tmp_path / "a.html"))
    assert (done.status, done.out) == (ExitCode.USAGE, "")
    assert "--json and --csv are opposites" in done.err


def test_a_format_may_be_named_twice(invoke, pages, tmp_path):
    done = invoke("clean", "--json", "-f", "json", pages.put(tmp_path / "a.html"))
    assert done.json["status"] == "article"
