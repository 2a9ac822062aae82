"""Declared authors are checked against the byline that readers see."""

import pytest

from scraper.extraction.dom.head import Candidate, Head
from scraper.extraction.metadata import read_metadata

HEADLINE = "The ferry to Ormund returns"
STORY = (
    "The queue on the quay was long, and nobody minded the rain that came over from the skerries."
)


def _authors(declared: str, *lines: str) -> tuple[str, ...]:
    meta = (("article:author", declared), ("og:site_name", "Skerry Post"))
    head = Head(title=HEADLINE, headings=(HEADLINE,), meta=meta, language="en")
    return read_metadata(head, lines=(HEADLINE, *lines)).authors


@pytest.mark.parametrize(
    "lines",
    [
        ("By Ida Holm", "Contributions from", "Jane Roe"),
        ("By Ida Holm", "|", "Medically reviewed by Jane Roe, M.D."),
        ("By Ida Holm", "Photography by Jane Roe"),
        ("Von Ida Holm", "Übersetzt von Jane Roe"),
        ("Par Ida Holm", "Traduit par Jane Roe"),
        ("Por Ida Holm", "Editado por Jane Roe"),
    ],
)
def test_who_edited_or_illustrated_a_text_is_not_its_author(lines: tuple[str, ...]) -> None:
    assert _authors("Ida Holm, Jane Roe", *lines, STORY) == ("Ida Holm",)


def test_who_alone_is_named_stays_the_author_whatever_the_page_calls_her() -> None:
    assert _authors("Ida Holm", "Edited by Ida Holm", STORY) == ("Ida Holm",)


@pytest.mark.parametrize(
    ("declared", "line", "expected"),
    [
        ("Ida Holm", "By Ida Holm and Jane Roe on March 3, 2024 at 3:53PM", ("Ida Holm", "Jane Roe")),
        ("Ida Holm", "By Ida Holm, Skerry Post", ("Ida Holm",)),
        ("Ida", "By Ida Holm", ("Ida Holm",)),
        ("Ida Holm", "By Ida", ("Ida Holm",)),
        ("kholm", "By Ida Holm", ("Ida Holm",)),
        ("Associated Press", "By IDA HOLM", ("IDA HOLM",)),
        ("Harbour News", "By Ida Holm", ("Ida Holm",)),
        ("Ida Holm", "By Harbour News", ("Ida Holm",)),
        ("Bo Lund", "By Ida Holm", ("Ida Holm",)),
        ("Bo Lund", "By the harbour of Ormund", ("Bo Lund",)),
    ],
)  # fmt: skip
def test_the_byline_under_the_headline_says_more_than_an_account(
    declared: str, line: str, expected: tuple[str, ...]
) -> None:
    assert _authors(declared, line, STORY) == expected


def test_a_byline_far_below_the_headline_is_another_storys() -> None:
    assert _authors("Bo Lund", STORY, STORY, "Most popular", "The pier", "By Ida Holm") == (
        "Bo Lund",
    )


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("citation_author", ("Roe, Jane", "García Lund, Ida María"), ("Jane Roe", "Ida María García Lund")),
        ("citation_author", ("Jane Roe", "Ida Holm"), ("Jane Roe", "Ida Holm")),
        ("dc.creator", ("Holm, Ida K.",), ("Ida K. Holm",)),
        ("dc.creator", ("Ida Holm, Jane Roe",), ("Ida Holm", "Jane Roe")),
        ("dc.creator", ("Holm, Editor",), ("Holm",)),
        ("author", ("Ida Holm, Jane Roe",), ("Ida Holm", "Jane Roe")),
    ],
)  # fmt: skip
def test_libraries_write_the_last_name_first(
    name: str, values: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    head = Head(meta=tuple((name, value) for value in values), language="en")
    assert read_metadata(head).authors == expected


def _foreign(*names: str) -> tuple[str, ...]:
    bylines = tuple(Candidate(text=name, key="a author", foreign=True, order=1) for name in names)
    head = Head(title=HEADLINE, headings=(HEADLINE,), bylines=bylines, language="en")
    return read_metadata(head, lines=(HEADLINE, STORY)).authors


def test_bylines_in_an_aside_are_believed_where_they_name_one_author() -> None:
    assert _foreign("Ida Holm", "By Ida Holm") == ("Ida Holm",)
    assert _foreign("Ida Holm", "Jane Roe") == ()


def test_a_headline_that_begins_with_by_is_no_byline() -> None:
    far = ["The ferry was built in the yard of Ormund, and no other ship was."] * 30
    line = "By Growing Ropes, Sailors Dish Up New Food"
    head = Head(title=HEADLINE, headings=(HEADLINE,), language="en")
    assert read_metadata(head, lines=(HEADLINE, *far, line)).authors == ()


def test_a_family_name_may_end_like_an_account() -> None:
    assert _authors("Jane Badmin", STORY) == ("Jane Badmin",)


def test_an_account_is_no_author() -> None:
    assert _authors("siteadmin", "By Ida Holm", STORY) == ("Ida Holm",)
