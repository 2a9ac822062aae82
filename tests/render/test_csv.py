"""CSV and front matter: what others read of them is what was written."""

import csv
import io
import json

from scraper.article import Article
from scraper.models.article import Block, Include, Metadata
from scraper.models.failure import Failure
from scraper.render import render, render_record
from scraper.render.csv import COLUMNS, HEADER, csv_failure


def article(title: str = "A title", text: str = "Text.", **metadata) -> Article:
    blocks = (Block(0, "paragraph", text, True, "body"),)
    return Article(text, Metadata(title=title, **metadata), blocks)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_has_every_column_and_reads_back():
    made = article('Quotes " and, commas', "Two\n\nparagraphs", authors=("A", "B"), language="en")
    (row,) = rows(HEADER + render_record(made, "csv", Include(), name="a.html"))
    assert tuple(row) == COLUMNS
    assert row["input"] == "a.html"
    assert row["title"] == 'Quotes " and, commas'
    assert row["text"] == "Two\n\nparagraphs"
    assert row["authors"] == "A; B"
    assert row["confidence"] == "1.0"


def test_a_formula_becomes_a_text():
    (row,) = rows(render(article("=HYPERLINK(1)", "@cmd"), "csv"))
    assert (row["title"], row["text"]) == ("'=HYPERLINK(1)", "'@cmd")


def test_a_failure_is_a_row_with_its_kind():
    (row,) = rows(HEADER + csv_failure(Failure("a.html", "timeout", "took longer than 20 s")))
    assert (row["input"], row["status"], row["text"]) == ("a.html", "timeout", "")


def front(text: str) -> dict[str, object]:
    """Fields of the front matter; its values are JSON on one line each."""
    head = text.split("---\n")[1]
    pairs = (line.split(": ", 1) for line in head.splitlines())
    return {name: json.loads(value) for name, value in pairs}


def test_front_matter_has_the_names_that_obsidian_uses():
    made = article(
        "A: title", authors=("Edda Falk",), date="2026-01-30", url="https://e.org/a", tags=("x",)
    )
    text = render(made, "front-matter")
    assert text.startswith("---\ntitle: ")
    assert text.endswith("---\n\n# A: title\n\nText.\n")
    assert front(text) == {
        "title": "A: title", "source": "https://e.org/a", "author": ["Edda Falk"],
        "published": "2026-01-30", "tags": ["x"],
    }  # fmt: skip


def test_a_title_can_not_end_the_front_matter():
    text = render(article("---\n---\nsource: http://evil.example/\u2028x"), "front-matter")
    assert list(front(text)) == ["title"]
