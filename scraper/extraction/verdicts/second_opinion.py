"""trafilatura's answer where we kept next to nothing. The only module that imports it.

Where we kept a text but were unsure of it, the other's choice was no better than ours on labelled
pages, so it is not asked.
"""

import numpy as np

from scraper.extraction.dom.parse import tame
from scraper.extraction.letters import squash
from scraper.extraction.verdicts.decide import Verdicts, confidence

KEEP_NOTHING = 30.0  # kept words under which next to nothing is kept
SURE_OF_LITTLE = 0.7
"""Expected word F1 from which the little that is kept is taken for all there is. Of 25 pages of unseen sites with
next to nothing kept, seven of the nine that expect more are right, and the one whose text the other replaced fell
from .88 to .24."""
MAX_CHARS = 1_500_000  # of a page; it needs seconds for larger ones
MAX_ROWS = 1_500  # table rows; its cost is quadratic in them
MAX_SEARCHED = 1_000_000_000  # characters: 5,000 blocks looked for in an answer of 200,000
MIN_WORDS = (
    2  # of a block, at most, that is not counted: so short a one stands in any answer by chance
)
MIN_GAIN_WORDS = 60  # words its answer must add where we kept next to nothing


def is_wanted(verdicts: Verdicts) -> bool:
    """Say whether next to nothing of the page is kept, and not because a brief is all it holds."""
    return verdicts.kept_words < KEEP_NOTHING and confidence(verdicts) < SURE_OF_LITTLE


def improve(verdicts: Verdicts, html: str) -> Verdicts:
    """Return our verdicts, or the other's if it clearly found the text that we missed.

    Blocks are judged by whether their text stands in its answer, so what comes out are still our
    blocks; their evidence names the second opinion.
    """
    ours = verdicts.kept_words
    words = verdicts.view.words
    countable = words > MIN_WORDS
    if float(words[countable].sum()) < ours + MIN_GAIN_WORDS:  # no answer could be long enough
        return verdicts
    if len(html) > MAX_CHARS or html.count("<tr") > MAX_ROWS:
        return verdicts
    answer = squash(_ask(tame(html)))
    if not answer:
        return verdicts
    texts = verdicts.view.reading.b_text
    if len(texts) * len(answer) > MAX_SEARCHED:
        return verdicts
    theirs = np.array([len(t) > 1 and squash(t) in answer for t in texts])
    theirs &= countable
    found = float(words[theirs].sum())
    linked = float((words * verdicts.view.link)[theirs].sum())
    if found >= ours + MIN_GAIN_WORDS and linked < found / 3:
        return verdicts.with_kept(theirs, "second_opinion")
    return verdicts


def _ask(html: str) -> str:
    import trafilatura  # noqa: PLC0415  # a second of import, for few pages

    try:
        return trafilatura.extract(html, include_comments=False, fast=True) or ""
    except Exception:  # noqa: BLE001  # another's code: whatever it raises on odd markup, we raise nothing
        return ""
