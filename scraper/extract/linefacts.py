"""What each line of text says by itself: labels, inserts, promotion, likeness to the headline."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scraper.extract.lexicon import LINE_CHARS, Lexicon
from scraper.extract.vocabulary import label_concept, prefix_concept, promo_concept

Array = npt.NDArray[np.float32]

CONCEPT_CODES = {
    "related": 1, "ranking": 2, "tags": 3, "share": 4, "newsletter": 5, "cta": 6, "comments": 7,
    "advert": 8, "author": 9, "navigation": 10, "copyright": 11, "consent": 12, "paywall": 13,
    "login": 14, "caption": 15, "error": 16, "javascript": 17, "captcha": 18,
}  # fmt: skip
"""Codes put near each other where the concepts mean the same to a classifier by thresholds."""

SPOKEN_CHARS = 500  # longer ones are paragraphs: 18 of 62,393 true ones speak of a promotion
LABEL_CHARS = 90  # longer lines are no labels
TITLE_LINE_CHARS = 300

_LAST = {":": 1, "：": 1, "…": 2, "?": 3, "？": 3, "!": 4, '"': 5, "”": 5, "»": 5, "」": 5, ")": 6,
         "）": 6, "]": 6, "›": 7, ">": 7, "→": 7, "|": 7, ",": 8, "、": 8, ";": 8}  # fmt: skip
_FIRST = {'"': 1, "“": 1, "«": 1, "„": 1, "「": 1, "‘": 1, "(": 2, "[": 2, "（": 2, "•": 3, "-": 3,
          "–": 3, "—": 3, "*": 3, "#": 4, "@": 4, "©": 5, "|": 6, ">": 6, "→": 6, "+": 7, "$": 7}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One entry per block in each array."""

    label: Array
    prefix: Array
    promo: Array
    last: Array
    first: Array
    href: Array
    title_shared: Array
    title_share: Array
    in_body: Array
    copies: Array
    copy_number: Array
    weight_mean: Array
    weight_low: Array
    weight_first: Array


def read_lines(
    texts: list[str], hrefs: list[str], title: str, article_body: str, lexicon: Lexicon
) -> LineFacts:
    """Look at every line once."""
    rows = np.zeros((14, len(texts)), dtype=np.float32)
    wanted = set(title.lower().split())
    seen: dict[str, int] = {}
    out: list[list[float]] = []
    known: dict[str, list[float]] = {}
    for i, text in enumerate(texts):
        number = seen[text] = seen.get(text, 0) + 1
        values = known.get(text)
        if values is None:
            values = known[text] = _read_line(text, wanted, article_body, lexicon)
        values = values.copy()
        if hrefs[i]:
            values[5] = href_kind(hrefs[i])
        values[10] = number
        out.append(values)
    rows[:] = np.array(out, dtype=np.float32).T
    rows[9] = [seen[text] for text in texts]
    return LineFacts(*rows)


def _read_line(text: str, wanted: set[str], article_body: str, lexicon: Lexicon) -> list[float]:
    """The values that depend on the text alone."""
    out = [0.0] * 14
    length = len(text)
    codes = CONCEPT_CODES
    if length <= LABEL_CHARS and (concept := label_concept(text)):
        out[0] = codes.get(concept, 0)
    if length <= SPOKEN_CHARS:
        if concept := prefix_concept(text):
            out[1] = codes.get(concept, 0)
        if concept := promo_concept(text):
            out[2] = codes.get(concept, 0)
    out[3] = _LAST.get(text[-1], 0)
    out[4] = _FIRST.get(text[0], 0)
    if length < TITLE_LINE_CHARS:
        tokens = text.lower().split()
        if wanted:
            shared = len(wanted.intersection(tokens))
            out[6], out[7] = shared, shared / len(wanted)
        if length <= LINE_CHARS and lexicon.lines:
            out[11:14] = lexicon.token_weights(tokens)
    if article_body and length > 20:
        out[8] = 1 if squash(text) in article_body else -1
    return out


def href_kind(href: str) -> int:
    """1 within the page, 2 not a page, 3 a short path here, 4 a short path anywhere, 5 a story-like path."""
    if href[0] == "#":
        return 1
    if href.startswith(("mailto:", "tel:", "javascript:")):
        return 2
    path = href.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1]
    if len(path) > 25 or path.count("-") >= 3:
        return 5
    return 4 if href.startswith("http") else 3


def squash(text: str) -> str:
    """Letters and digits only, lower case."""
    return "".join(filter(str.isalnum, text.lower()))
