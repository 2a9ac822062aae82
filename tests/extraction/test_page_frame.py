"""Menus and the footer of a page that does not say it is an article are not its text."""

import pytest

from tests.extraction.judged import judged

TEXT = (
    "<p>We mend bells, ropes and the wheels that they turn on, in every tower of the county.</p>"
    * 3
)
LINE = "<p>Every order leaves the yard within two days of the bell.</p>"
ARTICLE = "<meta property='og:type' content='article'>"


def last_reason(page: str) -> str:
    """The verdict on the last block, where the model would keep all."""
    found = judged(f"<title>Bells</title>{page}", "https://bells.example/")
    return found.reason(len(found.kept) - 1)


@pytest.mark.parametrize(
    "menu",
    [
        f"<nav>{LINE}</nav>",
        f"<div class='sub-menu'>{LINE}</div>",
        f"<div class=open><ul class=Dropdown-Menu><li>{LINE}</ul></div>",
        f"<div id=megamenu-bells>{LINE}</div>",
    ],
)
def test_what_stands_in_a_menu_is_left_out(menu: str) -> None:
    assert last_reason(f"{TEXT}{menu}") == "navigation"
    assert last_reason(f"{ARTICLE}{TEXT}{menu}") == "body"


def test_a_menu_that_is_most_of_the_page_is_what_the_page_is() -> None:
    assert last_reason(f"<p>Bells</p><nav>{TEXT}{LINE}</nav>") == "body"


def test_what_stands_in_the_footer_is_left_out_however_long_it_is() -> None:
    assert last_reason(f"{TEXT}<footer>{LINE}</footer>") == "footer"
    assert last_reason(f"{TEXT}<footer><div>{LINE * 200}</div></footer>") == "footer"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"{ARTICLE}{TEXT}<footer>{LINE}</footer>", id="article"),
        pytest.param(f"<main>{TEXT}<footer>{LINE}</footer></main>", id="of-the-main-part"),
        pytest.param(f"{TEXT}<article><footer>{LINE}</footer></article>", id="of-an-entry"),
        pytest.param(f"{TEXT}<blockquote><footer>{LINE}</footer></blockquote>", id="of-a-quote"),
        pytest.param(f"{TEXT}<footer><div class=footnotes>{LINE}</div></footer>", id="notes"),
        pytest.param(f"<p>Bells</p><footer>{TEXT}{LINE}</footer>", id="all-there-is"),
    ],
)
def test_footers_of_the_text_stay(page: str) -> None:
    assert last_reason(page) == "body"
