"""Sections of links at the end of an encyclopaedia's article: part of its text, though worded like what stands around others."""

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.bounds import within
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.main_text import around

Array = npt.NDArray[np.float32]

TITLE_WORDS = 5.0  # at the most, with those of a link to edit the section
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
    texts = view.reading.b_text
    headings = within(view.words, (0.0, TITLE_WORDS), view.heading)
    titles = [i for i in headings if _TITLES.fullmatch(_without_edit(texts[i]))]
    boxes: dict[int, _InBox] = {}
    raised = [i for title in titles for i in _section(view, title, boxes)]
    if not raised:  # as on most pages
        return score
    found = score.copy()
    found[raised] = np.maximum(score[raised], SURE)
    return found


def _without_edit(title: str) -> str:
    """Return a heading without the link to edit its section."""
    return _EDIT.sub("", title) if title[-1] == "]" else title


_InBox = dict[int, bool]
"""Whether an element of an article stands in one of `_BOXES`: each is asked once, however deep the page is."""


def _section(view: PageFeatures, title: int, boxes: dict[int, _InBox]) -> Iterator[int]:
    """Yield the blocks of a section in an encyclopaedia's article, without those of boxes at its end. `boxes` has what
    is known of each article."""
    page = view.reading
    article = next((e for e in around(view, title) if _ARTICLE in page.e_key[e]), -1)
    known = boxes.setdefault(article, {article: False})
    for i in range(title, page.e_end[article] if article > 0 else title):
        if i > title and view.heading[i] and view.tag[i] <= view.tag[title]:
            break
        if not _is_in_box(view, page.b_element[i], known):
            yield i


def _is_in_box(view: PageFeatures, element: int, known: _InBox) -> bool:
    """Say whether an element is a box or stands in one, and add what was found to what is known."""
    page, unknown = view.reading, list[int]()
    while element not in known:
        unknown.append(element)
        element = page.e_parent[element]
    is_in_box = known[element]
    for inner in reversed(unknown):
        is_in_box = is_in_box or bool(_BOXES.search(page.e_key[inner]))
        known[inner] = is_in_box
    return is_in_box
