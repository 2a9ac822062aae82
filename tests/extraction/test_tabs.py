"""Labels of tabs, and headings with nothing below them, are no text; components of a page builder may be."""

import numpy as np
import pytest

from scraper.extraction.classifier.model import shipped
from scraper.extraction.dom.head import Head
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import read
from scraper.extraction.features.head import page_facts
from scraper.extraction.page import view_page
from scraper.extraction.verdicts.decide import decide
from tests.extraction.judged import HERE, PARAGRAPH, reasons


@pytest.mark.parametrize(("kind", "left"), [("article", 0), ("website", 1)])
def test_headings_that_only_headings_follow_go_from_an_article(kind: str, left: int) -> None:
    """Elsewhere they may be the entries of a list."""
    body = parse(f"{PARAGRAPH * 4}<h2>Ten walks</h2><h2>Bread on Sundays</h2>").body
    assert body is not None
    head = Head(meta=(("og:type", kind),))
    view = view_page(read(body), page_facts(head, HERE), shipped().lexicon)
    score = np.array([0.99, 0, 0, 0, 0.7, 0.7], dtype=np.float32)
    assert decide(view, score, "balanced").kept.sum() == 1 + left


def test_labels_of_tabs_go_and_what_they_open_stays() -> None:
    tabs = "<ul role='tablist'><li role='tab'>Oars</li><li role='tab'>Sails</li></ul>"
    found = reasons(PARAGRAPH + tabs + "<p>Either of them will do in a calm.</p>")
    assert found == ["body", "control", "control", "body"]


def test_an_accordion_named_as_a_list_of_tabs_stays() -> None:
    opened = (
        "<div role='tab'>Opening hours</div><div role='tabpanel'>From nine to five each day.</div>"
    )
    assert reasons(f"{PARAGRAPH}<div role='tablist'>{opened}</div>") == ["body"] * 3


def test_a_component_of_a_page_builder_is_no_box_that_asks_for_consent() -> None:
    part = "<div class='cmp-{}'><p>A third pump stands by.</p></div>"
    assert reasons(PARAGRAPH * 4 + part.format("text"), score=0.6)[-1] == "body"
    assert reasons(PARAGRAPH * 4 + part.format("banner"), score=0.6)[-1] == "named_box"
