"""Long texts by the page: nothing is lost, nothing comes twice."""

import pytest

from scraper.mcp.paging import page_of

TEXT = "\n\n".join(f"Paragraph {number} of a text." for number in range(100))


def test_pages_together_are_the_text():
    first = page_of(TEXT, 1, 500)
    pages = [page_of(TEXT, number, 500).text for number in range(1, first.of + 1)]
    assert "\n\n".join(pages) == TEXT
    assert max(map(len, pages)) <= 500


def test_a_text_without_any_space_is_cut():
    assert [page_of("x" * 25, number, 10).text for number in (1, 2, 3)] == [
        "x" * 10,
        "x" * 10,
        "x" * 5,
    ]


def test_a_page_says_how_to_read_on():
    pages = page_of(TEXT, 1, 2000)
    assert pages.labelled().endswith(f"[page 1 of {pages.of}; page=2 reads on]")
    last = page_of(TEXT, pages.of, 2000)
    assert last.labelled().endswith(f"[page {pages.of} of {pages.of}, the last]")
    assert page_of("short", 1).labelled() == "short"


@pytest.mark.parametrize("number", [0, -1, 2])
def test_a_page_that_is_not_there_is_refused(number):
    with pytest.raises(ValueError, match="the text has 1"):
        page_of("short", number)


def test_an_empty_text_is_one_page():
    assert page_of("", 1).of == 1
