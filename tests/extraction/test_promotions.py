"""A small box amid the text that ends in a button offers something, and is not the article's."""

import numpy as np
import pytest

from scraper.extraction.verdicts.decide import decide
from tests.extraction.judged import HERE, PARAGRAPH, view_of

OFFER = "<h3>Sail for less</h3><p>A year on the ferry for the price of a month.</p>"
SURE, DOUBTFUL, UNLIKELY = 0.99, 0.8, 0.1


def kept_of(html: str, doubtful: float = DOUBTFUL, head: str = "") -> list[str]:
    """The texts that stay where paragraphs are sure, links and buttons unlikely and all else as likely as said."""
    view = view_of(f"<head>{head}</head><article>{html}</article>", HERE)
    texts = view.reading.b_text
    score = [
        SURE if "council" in text else UNLIKELY if view.link[i] == 1 else doubtful
        for i, text in enumerate(texts)
    ]
    found = decide(view, np.array(score, dtype=np.float32), "balanced")
    return [text for text, stays in zip(texts, found.kept, strict=True) if stays]


@pytest.mark.parametrize(
    "button",
    [
        "<button>Book your berth</button>",
        "<div class='btn btn-primary'><a href='https://berths.example'>Book your berth</a></div>",
        "<p><a href='https://berths.example'>Learn more</a></p>",
        "<div class='card-cta'><a href='https://berths.example'>Zur Fähre</a></div>",
    ],
)
def test_the_lines_of_a_box_with_a_button_go(button: str) -> None:
    kept = kept_of(f"{PARAGRAPH}<div>{OFFER}{button}</div>{PARAGRAPH}")
    assert len(kept) == 2
    assert all("council" in text for text in kept)


@pytest.mark.parametrize(
    "box",
    [
        pytest.param(f"<div>{OFFER}</div>", id="no-button"),
        pytest.param(f"<div>{OFFER}<a href='https://x.example'>Low Pendry</a></div>", id="a-link"),
        pytest.param(f"<div>{OFFER}<button>Share</button></div>", id="button-to-share"),
        pytest.param(f"<div>{OFFER}<button>1x</button></div>", id="button-that-counts"),
        pytest.param(f"<ul><li>{OFFER}<button>Learn more</button></li></ul>", id="item"),
        pytest.param(f"<figure>{OFFER}<button>Enlarge it</button></figure>", id="figure"),
        pytest.param(
            f"<div>{OFFER}<p>{'It calls at every quay. ' * 15}</p><button>Learn more</button></div>",
            id="much-text",
        ),
    ],
)
def test_other_boxes_stay(box: str) -> None:
    assert "Sail for less" in kept_of(f"{PARAGRAPH}{box}{PARAGRAPH}")


def test_a_sure_line_stays_in_such_a_box() -> None:
    box = f"<div>{OFFER}<button>Learn more</button></div>"
    assert "Sail for less" in kept_of(f"{PARAGRAPH}{box}{PARAGRAPH}", 0.96)


def test_what_stands_above_the_text_is_no_such_box() -> None:
    box = f"<div>{OFFER}<button>Learn more</button></div>"
    assert "Sail for less" in kept_of(f"{box}{PARAGRAPH}")


def test_many_such_boxes_are_what_the_page_lists() -> None:
    boxes = [
        f"<div><h3>Ferry {name}</h3><p>It sails twice a day.</p><button>Visit {name}</button></div>{PARAGRAPH}"
        for name in ("Ada", "Bea", "Cleo")
    ]
    assert "Ferry Ada" not in kept_of(PARAGRAPH + boxes[0])
    assert "Ferry Ada" in kept_of(PARAGRAPH + "".join(boxes))


def test_a_shop_is_made_of_such_boxes() -> None:
    box = f"<div>{OFFER}<button>Learn more</button></div>"
    shop = "<meta property='og:type' content='product'>"
    assert "Sail for less" in kept_of(f"{PARAGRAPH}{box}{PARAGRAPH}", head=shop)
