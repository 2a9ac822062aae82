"""Threads and questions: who asked, and when, are the page's author and date; answers have their own."""

import pytest

from scraper.extraction.dom.head import read_head
from scraper.extraction.dom.parse import parse
from scraper.extraction.metadata import read_metadata

QUESTION = (
    "<h1>Which rope for the ferry?</h1><div><span itemprop='author'>ida7</span>"
    "<time itemprop='datePublished' datetime='2024-03-03T10:00:00Z'>3 March</time></div>"
)


def _answer(prop: str, author: str) -> str:
    return (
        f"<div itemprop='{prop}' itemscope><span itemprop='author'>{author}</span>"
        "<time itemprop='datePublished' datetime='2024-03-09T10:00:00Z'>9 March</time></div>"
    )


@pytest.mark.parametrize("prop", ["comment", "suggestedAnswer", "acceptedAnswer"])
def test_the_author_and_date_of_a_thread_are_those_of_its_first_post(prop: str) -> None:
    answers = "".join(_answer(prop, author) for author in ("nils", "åse", "bo"))
    for html in (QUESTION + answers, answers + QUESTION):
        found = read_metadata(read_head(parse(f"<title>Which rope for the ferry?</title>{html}")))
        assert (found.authors, found.date) == (("ida7",), "2024-03-03T10:00:00+00:00")
