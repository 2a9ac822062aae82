"""A page that is a list of other pages: its links are its text, and on other pages they lead to other stories."""

import numpy as np
import pytest

from scraper.extraction.verdicts.decide import decide
from tests.extraction.judged import view_of

HERE = "https://quay.example/news"
DECK = "The harbour office says what is done, in which order, and who pays for it."
LONG = (
    "<p>The council voted on Tuesday to rebuild the landing, and work will begin in March.</p>" * 20
)
ARTICLE = "<meta property='og:type' content='article'>"
PRODUCT = "<meta property='og:type' content='product'>"


def teasers(number: int, label: str = "") -> str:
    return label + "".join(
        f"<div class=item><h3><a href='/n/{i}'>Ferry number {i} crosses the bay again</a></h3><p>{DECK}</p></div>"
        for i in range(number)
    )


def kept_links(page: str, unlikely: str = "no such line") -> int:
    """How many of the linked headlines are kept, where the model finds all blocks but one likely."""
    view = view_of(f"<title>News</title>{page}", HERE)
    texts = view.reading.b_text
    likely = [0.3 if unlikely in text else 0.8 for text in texts]
    kept = decide(view, np.array(likely, dtype=np.float32), "balanced").kept
    return sum(
        bool(yes) and text.startswith("Ferry number") for yes, text in zip(kept, texts, strict=True)
    )


def test_the_headlines_of_a_list_are_its_text() -> None:
    assert kept_links(teasers(9)) == 9


def test_a_label_over_a_list_that_is_the_page_takes_nothing_out() -> None:
    assert kept_links(teasers(9, label="<h2>Most read</h2>")) == 9


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(LONG + teasers(9), id="below-a-long-text"),
        pytest.param(teasers(9) + LONG, id="above-a-long-text"),
        pytest.param(teasers(3), id="few"),
        pytest.param(ARTICLE + teasers(7), id="around-a-brief-that-says-it-is-an-article"),
        pytest.param(PRODUCT + teasers(9), id="around-a-product"),
    ],
)
def test_headlines_elsewhere_lead_to_other_stories(page: str) -> None:
    assert kept_links(page) == 0


def test_a_headline_that_the_model_would_not_keep_stays_out_of_the_list() -> None:
    assert kept_links(teasers(9), unlikely="Ferry number 4") == 8


def test_a_list_on_a_page_that_says_it_is_an_article_is_one_where_it_is_long() -> None:
    assert kept_links(ARTICLE + teasers(12)) == 12


def test_a_list_on_a_page_that_says_it_is_a_product_is_one_where_it_is_longer() -> None:
    assert kept_links(PRODUCT + teasers(30).replace(DECK, "It sails on Monday.")) == 30


def test_a_page_that_could_not_be_found_is_no_list() -> None:
    assert kept_links("<p>Sorry, we can't find that page</p>" + teasers(9)) == 0


@pytest.mark.parametrize(("kind", "links"), [("website", 3), ("product", 0), ("article", 0)])
def test_links_to_stories_are_trusted_sooner_where_a_page_says_it_is_something_else(
    kind: str, links: int
) -> None:
    said = f"<meta property='og:type' content='{kind}'>"
    assert kept_links(said + LONG + teasers(3)) == links
