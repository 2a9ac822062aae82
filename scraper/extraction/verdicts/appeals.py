"""Paragraphs in which an article's publisher asks the reader to donate, subscribe, follow or fetch an app.

They look like the author's own and stand amid the text, so the model takes them for it.
"""

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.main_text import ARTICLE_WORDS
from scraper.extraction.vocabulary.appeals import is_appeal, may_be_appeals

QUOTES = "\"'“”„«»‹›‘’「『"


def appeals(view: PageFeatures, kept: npt.NDArray[np.bool_]) -> list[int]:
    """Return the kept blocks that are an appeal, on a page that may be an article and has other text."""
    if view.facts.is_article < 0:
        return []
    texts = view.reading.b_text
    found = [
        i
        for i in may_be_appeals(texts, kept & ~view.heading)
        if texts[i][0] not in QUOTES and is_appeal(texts[i])
    ]
    if not found:
        return []
    rest = float(view.words[kept].sum()) - float(view.words[found].sum())
    return found if rest >= ARTICLE_WORDS else []
