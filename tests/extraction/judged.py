"""Pages as the rules see them: each block as likely as a test says, instead of the model."""

import numpy as np

from scraper.extraction.classifier.model import shipped
from scraper.extraction.dom.head import read_head
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import read
from scraper.extraction.features.head import page_facts
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.page import view_page
from scraper.extraction.verdicts.decide import Verdicts, decide


def view_of(page: str, url: str | None) -> PageFeatures:
    """A page measured, with what its head says."""
    tree = parse(page)
    assert tree.body is not None
    return view_page(read(tree.body), page_facts(read_head(tree), url), shipped().lexicon)


def judged(page: str, url: str | None, score: float = 0.8) -> Verdicts:
    """The verdicts on a page whose blocks are all as likely."""
    view = view_of(page, url)
    return decide(view, np.full(len(view.reading.b_text), score, dtype=np.float32), "balanced")
