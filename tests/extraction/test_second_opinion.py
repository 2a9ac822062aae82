"""trafilatura is asked only where next to nothing is kept, and where its answer can be worth it."""

import pytest

from scraper.extraction.classifier.model import shipped
from scraper.extraction.dom.head import read_head
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import read
from scraper.extraction.features.head import page_facts
from scraper.extraction.page import classify
from scraper.extraction.verdicts import second_opinion
from scraper.extraction.verdicts.decide import Verdicts

TITLE = "The ferry of Low Pendry is painted"
LINES = [
    f"On the {day} day of the week the ferryman painted a plank of the ferry, and let it dry until the bell was rung."
    for day in ("first", "second", "third", "fourth", "fifth")
]


def article(*lines: str) -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<title>{TITLE}</title><body><article><h1>{TITLE}</h1>{body}</article></body>"


def verdicts(html: str) -> Verdicts:
    tree = parse(html)
    return classify(read(tree.body), page_facts(read_head(tree), None), shipped(), "balanced")


def test_a_text_that_was_missed_is_found() -> None:
    missed = verdicts(article(*LINES)).none_kept("nav")
    assert second_opinion.is_wanted(missed)
    found = second_opinion.improve(missed, article(*LINES))
    texts = found.view.reading.b_text
    assert [
        text for text, kept in zip(texts, found.kept, strict=True) if kept and text != TITLE
    ] == LINES


def test_a_brief_of_one_sentence_is_no_reason_to_ask() -> None:
    brief = verdicts(article(LINES[0]))
    assert brief.kept.any()
    assert not second_opinion.is_wanted(brief)


def test_a_page_too_short_for_a_better_answer_is_not_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(second_opinion, "_ask", lambda html: asked.append(html) or "")
    html = article(*LINES[:2])
    missed = verdicts(html).none_kept("nav")
    assert second_opinion.improve(missed, html) is missed
    assert not asked
