"""trafilatura's answer where we kept next to nothing. The only module that imports it.

Where we kept a text but were unsure of it, the other's choice was no better than ours on labelled
pages, so it is not asked.
"""

import numpy as np

from scraper.extraction.dom.parse import tame
from scraper.extraction.letters import squash
from scraper.extraction.verdicts.decide import Verdicts

KEEP_NOTHING = 30.0  # kept words under which we have nothing to lose by asking
MAX_CHARS = 1_500_000  # of a page; it needs seconds for larger ones
MAX_ROWS = 1_500  # table rows; its cost is quadratic in them
MAX_SEARCHED = 1_000_000_000  # characters: 5,000 blocks looked for in an answer of 200,000
MIN_GAIN_WORDS = 60  # words its answer must add where we kept next to nothing


def is_wanted(verdicts: Verdicts) -> bool:
    """Say whether next to nothing of the page is kept."""
    return _kept_words(verdicts) < KEEP_NOTHING


def _kept_words(verdicts: Verdicts) -> float:
    return float(verdicts.view.words[verdicts.kept].sum())


def improve(verdicts: Verdicts, html: str) -> Verdicts:
    """Return our verdicts, or the other's if it clearly found the text that we missed.

    Blocks are judged by whether their text stands in its answer, so what comes out are still our
    blocks; their evidence names the second opinion.
    """
    ours = _kept_words(verdicts)
    if len(html) > MAX_CHARS or html.count("<tr") > MAX_ROWS:
        return verdicts
    answer = squash(_ask(tame(html)))
    if not answer:
        return verdicts
    texts = verdicts.view.reading.b_text
    if len(texts) * len(answer) > MAX_SEARCHED:
        return verdicts
    theirs = np.array([len(t) > 1 and squash(t) in answer for t in texts])
    theirs &= verdicts.view.words > 2
    found = float(verdicts.view.words[theirs].sum())
    linked = float((verdicts.view.words * verdicts.view.link)[theirs].sum())
    if found >= ours + MIN_GAIN_WORDS and linked < found / 3:
        return verdicts.with_kept(theirs, "second_opinion")
    return verdicts


def _ask(html: str) -> str:
    import trafilatura  # noqa: PLC0415  # a second of import, for few pages

    try:
        return trafilatura.extract(html, include_comments=False, fast=True) or ""
    except Exception:  # noqa: BLE001  # another's code: whatever it raises on odd markup, we raise nothing
        return ""
