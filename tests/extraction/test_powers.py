"""Exponents stay superscript; other superscripts read as the rest of their word."""

import pytest

import scraper

START = "The pond above the mill was measured twice by the keeper and once by the council, which sent two men with a chain."
END = "Nobody has measured it since, because the chain was lost in the mud and the council never bought another one."


def article(sentence: str) -> scraper.Article:
    return scraper.extract(
        f"<title>The pond</title><article><h1>The pond</h1><p>{START}</p><p>{sentence}</p><p>{END}</p></article>"
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("holds 10<sup>5</sup> buckets", "holds 10⁵ buckets"),
        ("leaks 3.2 × 10<sup>−4</sup> of them", "leaks 3.2 × 10⁻⁴ of them"),
        ("covers 40 m<sup class=up>2</sup> of meadow", "covers 40 m² of meadow"),
        ("has the power <i>P</i> = <i>h</i><sup>2</sup> of its depth", "has the power P = h² of its depth"),
        ("has 2<sup>12</sup> frogs", "has 2¹² frogs"),
    ],
)  # fmt: skip
def test_an_exponent_stays_superscript(written: str, shown: str) -> None:
    assert (
        f"The pond {shown}, the keeper said."
        in article(f"The pond {written}, the keeper said.").text
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("the 21<sup>st</sup> of May", "the 21st of May"),
        ("a chain for $1,299<sup>00</sup>", "a chain for $1,29900"),
        ("a frog for 12<sup>99</sup>", "a frog for 1299"),
        ("the keeper<sup>3</sup> of the pond", "the keeper3 of the pond"),
        ("6<sup>3</sup>/<sub>4</sub> inches of ice", "63/4 inches of ice"),
        ("CO<sub>2</sub> in the water", "CO2 in the water"),
        ("<code>x<sup>2</sup></code> in the ledger", "x2 in the ledger"),
    ],
)
def test_what_is_no_exponent_reads_as_the_rest_of_its_word(written: str, shown: str) -> None:
    assert f"They saw {shown}, and left." in article(f"They saw {written}, and left.").text


def test_markdown_has_the_exponent_too() -> None:
    page = article("It covers <b>exactly</b> 40 m<sup>2</sup> of meadow.")
    assert "It covers **exactly** 40 m² of meadow." in page.markdown()


def test_a_cell_of_a_table_keeps_its_exponent() -> None:
    ponds = {"Old pond": 40, "New pond": 60}
    rows = "<tr><th>Pond</th><th>Area</th></tr>" + "".join(
        f"<tr><td>{name}</td><td>{area} m<sup>2</sup></td></tr>" for name, area in ponds.items()
    )
    page = scraper.extract(
        f"<title>The pond</title><article><h1>The pond</h1><p>{START}</p><table>{rows}</table><p>{END}</p></article>"
    )
    assert "Old pond | 40 m²" in page.text
    assert "| New pond | 60 m² |" in page.markdown()


def test_an_exponent_stands_beside_the_sign_of_a_footnote() -> None:
    page = scraper.extract(
        f"<title>The pond</title><article><h1>The pond</h1><p>{START}</p>"
        "<p>It covers 40 m<sup>2</sup> of meadow<sup><a href='#fn1' id='r1'>1</a></sup> and a path.</p>"
        f"<p>{END}</p><ol class=footnotes><li id=fn1>By the chain of 1911, 38 m<sup>2</sup>. <a href='#r1'>↩</a></li></ol></article>"
    )
    assert "It covers 40 m² of meadow[1] and a path." in page.text
    assert "By the chain of 1911, 38 m²." in page.text
