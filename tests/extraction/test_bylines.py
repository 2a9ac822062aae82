"""Lines that say who wrote a text and when: where they go, and where they are facts of the text."""

import pytest

from scraper.extraction.metadata.datelines import is_stamp
from scraper.extraction.metadata.person_names import is_signature
from tests.extraction.judged import PARAGRAPH, reason_amid, reasons


@pytest.mark.parametrize(
    "line",
    [
        "Published on November 5, 2025",
        "Last updated: 5 November 2025 at 9:27 am",
        "Last edited by ferryman (2025-11-05 10:02:20)",
        "Veröffentlicht am 5. November 2025",
        "Aktualisiert am 05.11.2025.",
        "更新日期：2025年11月5日",
    ],
)
def test_a_line_that_says_when_the_page_was_published_goes_from_anywhere(line: str) -> None:
    assert reasons(f"{PARAGRAPH}<p>{line}</p>{PARAGRAPH}") == ["body", "dateline", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Updated rules for the ferries between the islands apply from 5 November 2025",
        "The landing opens on November 5, 2025",
        "November 5, 2025",
    ],
)
def test_other_lines_with_a_date_stay_amid_the_text(line: str) -> None:
    assert reason_amid(f"<p>{line}</p>") == "body"


def test_a_heading_with_a_date_stays_whatever_it_says() -> None:
    heading = "<h2>Update of 5 November 2025</h2>"
    assert reason_amid(heading) == "body"


def test_words_beyond_the_date_make_no_stamp() -> None:
    assert not is_stamp("Updated rules for the ferries between the islands, 5 November 2025")


BOOK = "<p>Title: The Night Ferry</p><p>{fact}</p><p>Pages: 120</p>"


@pytest.mark.parametrize("fact", ["Author: Ida Holm", "Autorin: Ida Holm", "Date: 5.11.2025"])
def test_an_author_and_a_date_among_the_facts_of_a_book_stay(fact: str) -> None:
    assert reasons(f"{BOOK.format(fact=fact)}{PARAGRAPH}")[1] == "body"


def test_an_author_by_itself_goes() -> None:
    assert reasons(f"{PARAGRAPH}<p>Author: Ida Holm</p>")[1] == "byline"


def test_a_line_that_announces_what_follows_names_nobody() -> None:
    assert reason_amid("<p>About Ida Holm:</p>") == "body"


@pytest.mark.parametrize("line", ["(jr)", "jr/QPA", "kb", "LK", "(ih/dpa)", "（李明）"])
def test_a_text_may_be_signed_with_initials(line: str) -> None:
    assert reasons(f"{PARAGRAPH}<p>{line}</p>") == ["body", "byline"]


@pytest.mark.parametrize(
    "line", ["No.", "Fin", "fin", "(ende)", "no", "8", "NATO", "10 km", "知识乱象"]
)
def test_other_short_last_lines_are_no_signature(line: str) -> None:
    assert not is_signature(line)


def test_initials_stay_amid_the_text_and_in_lists() -> None:
    assert reason_amid("<p>jr</p>") == "body"
    assert reasons(f"{PARAGRAPH}<ul><li>kb</li></ul>")[1] == "body"


@pytest.mark.parametrize(
    "line", ["□ 本报记者 李明", "渡口日报记者 李明 海州报道", "（责任编辑：李明）"]
)
def test_reporters_and_editors_are_named_in_brackets_too(line: str) -> None:
    assert reasons(f"{PARAGRAPH}<p>{line}</p>")[1] == "byline"


@pytest.mark.parametrize(("number", "reason"), [(2, "byline"), (6, "body")])
def test_many_bylines_on_a_page_are_of_what_it_lists(number: int, reason: str) -> None:
    books = (
        f"{PARAGRAPH}<p>By {name} Holm</p>"
        for name in ("Ida", "Ada", "Bea", "Dora", "Edda", "Flora")
    )
    assert reasons("".join(list(books)[:number]))[1] == reason


def test_a_byline_above_the_text_may_be_a_small_heading() -> None:
    assert reasons(f"<h5>By Jane Roe</h5>{PARAGRAPH}")[0] == "byline"


@pytest.mark.parametrize("tag", ["h3", "h5"])
def test_a_heading_below_the_first_paragraph_is_no_byline(tag: str) -> None:
    page = f"{PARAGRAPH}<{tag}>By Public Transport</{tag}>{PARAGRAPH}"
    assert reasons(page)[1] == "body"
