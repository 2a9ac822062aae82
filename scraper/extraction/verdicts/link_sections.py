"""Sections of links at the end of an encyclopaedia's article: part of its text, though worded like what stands around others."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.rows import PageFeatures

Array = npt.NDArray[np.float32]

SURE = 0.95  # probability that a line of such a section gets at least

_ARTICLE = "mw-parser-output"  # class of the text in every MediaWiki
_EDIT = re.compile(r"\s?\[[^\]]{2,30}\]$")  # "[edit]"
_TITLES = re.compile(
    r"external links?|further reading|weblinks|literatur|liens externes|bibliographie|enlaces externos|bibliografía"
    r"|collegamenti esterni|bibliografia|ligações externas|externe links?|externa länkar|eksterne (?:lenker|henvisninger)"
    r"|linki zewnętrzne|ссылки|литература|посилання|література|外部リンク|外部链接|外部連結|외부 링크|dış bağlantılar"
    r"|aiheesta muualla|externí odkazy|külső hivatkozások|legături externe|pranala luar|liên kết ngoài"
    r"|وصلات خارجية|پیوند به بیرون|קישורים חיצוניים|εξωτερικοί σύνδεσμοι|enllaços externs",
    re.IGNORECASE,
)
_BOXES = re.compile(r"navbox|sister|metadata|catlinks|side-?box|noprint|printfooter|authority|normdaten|portal", re.IGNORECASE)  # fmt: skip
"""Names of what templates put below the last section."""


def with_link_sections(view: PageFeatures, score: Array) -> Array:
    """Return the probabilities, those of sections of links and further reading in an encyclopaedia's article raised."""
    page = view.reading
    article = next((e for e, key in enumerate(page.e_key) if _ARTICLE in key), -1)
    if article < 0:
        return score
    raised = np.zeros(len(score), dtype=bool)
    rank = np.inf
    for i in range(page.e_first[article], page.e_end[article]):
        if view.heading[i] and view.tag[i] <= rank:
            is_section = bool(_TITLES.fullmatch(_EDIT.sub("", page.b_text[i].strip())))
            rank = view.tag[i] if is_section else np.inf
        raised[i] = rank < np.inf and not _in_box(view, i, article)
    return np.where(raised, np.maximum(score, SURE), score).astype(np.float32)


def _in_box(view: PageFeatures, block: int, article: int) -> bool:
    """Say whether a block stands in a box within the article."""
    page, element = view.reading, view.reading.b_element[block]
    while element > article:
        if page.e_key[element] and _BOXES.search(page.e_key[element]):
            return True
        element = page.e_parent[element]
    return False
