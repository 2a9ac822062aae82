"""Where hardly anything else on a page is likely, its largest list of entries is what it is there for."""

import numpy as np
import pytest

from scraper.extraction.verdicts.decide import decide
from tests.extraction.judged import view_of

HERE = "https://quay.example/boats"
LINE = "A rowing boat with two pairs of oars and a locker under the stern seat, number {}"
ARTICLE = "<meta property='og:type' content='article'>"
PRODUCT = "<meta property='og:type' content='product'>"
TEXT = "<p>The landing was rebuilt in the spring, and the gate on its other side stays shut until the autumn.</p>"

MARKUP = {
    "cards": ("<div class=grid>{}</div>", "<div class=card><h3><a href='/b/{0}'>{1}</a></h3><span>{0} crowns</span></div>"),
    "list": ("<ul>{}</ul>", "<li><a href='/b/{0}'>{1}</a></li>"),
    "rows": ("<div>{}</div>", "<section class='tile-{0} hue-{0}x'><p>{1}</p></section>"),
}  # fmt: skip


def boats(markup: str, number: int = 12) -> str:
    around, one = MARKUP[markup]
    return around.format("".join(one.format(i, LINE.format(i)) for i in range(number)))


def kept(page: str, score: float = 0.2) -> int:
    """How many boats are kept, where the model finds every block of a boat as likely, and all other text likely."""
    view = view_of(f"<title>Boats</title>{page}", HERE)
    texts = view.reading.b_text
    likely = [0.9 if text in TEXT else score if "boat" in text else 0.03 for text in texts]
    found = decide(view, np.array(likely, dtype=np.float32), "balanced").kept
    return sum(bool(yes) and "boat" in text for yes, text in zip(found, texts, strict=True))


@pytest.mark.parametrize("markup", MARKUP)
def test_the_entries_of_a_page_that_is_a_list_are_kept(markup: str) -> None:
    assert kept(boats(markup)) == 12


def test_prices_that_are_less_likely_are_not_brought_along() -> None:
    view = view_of(f"<title>Boats</title>{boats('cards')}", HERE)
    texts = view.reading.b_text
    likely = np.array([0.2 if "boat" in text else 0.03 for text in texts], dtype=np.float32)
    found = decide(view, likely, "balanced").kept
    assert not any(yes and text.endswith("crowns") for yes, text in zip(found, texts, strict=True))


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(ARTICLE + boats("cards"), id="says-it-is-an-article"),
        pytest.param(PRODUCT + boats("cards"), id="says-it-is-a-product"),
        pytest.param(boats("cards") + TEXT * 12, id="beside-a-text"),
        pytest.param(boats("cards") + TEXT, id="beside-a-sure-paragraph"),
        pytest.param(boats("cards", number=7), id="few"),
    ],
)
def test_other_lists_stay_as_doubtful_as_they_were(page: str) -> None:
    assert kept(page) == 0


def test_a_menu_is_no_main_list() -> None:
    assert kept(boats("list"), score=0.02) == 0
