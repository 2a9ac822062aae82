"""Selectors proposed from one block: the place a person means, and what else stands in it."""

import pytest

from scraper.extraction.dom.ancestry import read_ancestry
from scraper.models.article import Block
from scraper.sites.proposals import Proposal, proposals

BODY = "".join(f"<p>{'The ferry leaves the harbour at nine. ' * 4}{n}</p>" for n in range(8))
ITEMS = "".join(f"<li class='item'><a href='/{n}'>A short headline {n}</a></li>" for n in range(5))
LIST = f"<div class='most-read'><h2>Most read</h2><ul>{ITEMS}</ul></div>"


def page(inside: str) -> str:
    return f"<body><article class='story'><div class='text'>{BODY}{inside}</div></article></body>"


def blocks_of(html: str, *dropped: str) -> list[Block]:
    """All blocks of a page as kept, but those with such a text."""
    return [
        Block(n, "paragraph", one.text, one.text not in dropped, "body")
        for n, one in enumerate(read_ancestry(html))
    ]


def proposed(html: str, text: str, *dropped: str) -> tuple[Proposal, ...]:
    blocks = blocks_of(html, *dropped)
    return proposals(html, next(block for block in blocks if text in block.text), blocks)


def test_a_headline_of_a_list_means_the_list_with_its_heading():
    best = proposed(page(LIST), "headline 3", "Most read")[0]
    assert best == Proposal("div.most-read", 5, 1, 20)


def test_places_follow_from_the_nearest_to_the_widest():
    best, *others = [one.selector for one in proposed(page(LIST), "headline 3")]
    assert best == "div.most-read > ul"
    assert others == ["li.item", "div.most-read", "div.text", "article.story"]


def test_a_paragraph_of_its_own_class_is_not_mistaken_for_its_article():
    html = page("<p class='credit'>Photo by A. Roe</p>")
    assert proposed(html, "Photo by")[0].selector == "p.credit"


def test_a_place_without_a_name_is_reached_from_the_next_one_that_has_one():
    html = page("<section><div>Subscribe to the letter</div></section>")
    assert proposed(html, "Subscribe")[0].selector == "div.text > section"


@pytest.mark.parametrize(
    "made", ["css-1x2y3z", "post-48213", "sc-bdfBwQ", "Box_box__x7Ka9", "md:flex", "aB3xY", "_x"]
)
def test_names_that_the_next_page_will_not_have_are_left_out(made):
    html = page(f"<div class='{made} letter'>Subscribe to the letter</div>")
    assert proposed(html, "Subscribe")[0].selector == "div.letter"


def test_an_id_names_a_place_before_its_classes():
    html = page("<div id='letter' class='box'>Subscribe to the letter</div>")
    assert proposed(html, "Subscribe")[0].selector == "div#letter"


def test_a_text_that_is_not_in_the_markup_has_no_place():
    blocks = [Block(0, "paragraph", "Text of a script.", True, "body")]
    assert proposals(page(""), blocks[0], blocks) == ()
