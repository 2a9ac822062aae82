"""Pages as the rules see them: each block as likely as a test says, instead of the model."""

import numpy as np

from scraper.extraction.classifier.model import shipped
from scraper.extraction.dom.head import Head, read_head
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import read
from scraper.extraction.features.head import page_facts
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.page import view_page
from scraper.extraction.verdicts.decide import Verdicts, decide
from scraper.models.article import Favor

PARAGRAPH = "<p>The council voted on Tuesday to rebuild the ferry landing, and work will begin there in early March.</p>"
HERE = "https://quay.example/2026/landing"


def view_of(page: str, url: str | None) -> PageFeatures:
    """A page measured, with what its head says."""
    tree = parse(page)
    assert tree.body is not None
    return view_page(read(tree.body), page_facts(read_head(tree), url), shipped().lexicon)


def judged(page: str, url: str | None, score: float = 0.8) -> Verdicts:
    """The verdicts on a page whose blocks are all as likely."""
    view = view_of(page, url)
    return decide(view, np.full(len(view.reading.b_text), score, dtype=np.float32), "balanced")


def verdicts(html: str, score: float = 0.8, favor: Favor = "balanced", title: str = "") -> Verdicts:
    """The same where the head says nothing but a title."""
    body = parse(html).body
    assert body is not None
    reading = read(body)
    view = view_page(reading, page_facts(Head(title=title), HERE), shipped().lexicon)
    return decide(view, np.full(len(reading.b_text), score, dtype=np.float32), favor)


def reasons(html: str, score: float = 0.8, title: str = "") -> list[str]:
    found = verdicts(html, score, title=title)
    return [found.reason(i) for i in range(len(found.kept))]


def reason_amid(html: str, score: float = 0.8) -> str:
    """The reason for the first block of what stands between two paragraphs."""
    return reasons(f"{PARAGRAPH}{html}{PARAGRAPH}", score)[1]
