"""Other texts of the site on the same page: stories below the article, rules in a dialog."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import TAGS, TITLE_SHARE, flagged, has_any, holding
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.letters import one_of
from scraper.extraction.verdicts.list_page import is_called_nothing
from scraper.extraction.verdicts.main_text import ARTICLE_WORDS, beside_main_text, paragraph_words
from scraper.extraction.verdicts.series import teaser_series

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

MOST_HEADLINES = 50  # other ones looked at
HEADLINE_MIN = 5.0  # words of another headline; shorter ones are sections
HEADING_MIN = 4.0  # the same where the article's own element has ended before
FEW_DIALOGS = 2  # with kept text; of more the page may be made

_DIALOG = re.compile(
    r"""(?:^|\ )(?:(?:[a-z0-9]+[-_]{1,2})?(?<!use-)(?<!has-)(?:popup|pop-up|modal|dialog|lightbox)
    (?:[-_]{1,2}(?:container|content|body|inner|wrap(?:per)?|window|text|box|dialog))?
    |alertdialog|mfp-hide|fancybox-content|remodal|offcanvas)(?:\ |$)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Elements that open above the page."""
_SAYS_DIALOG = re.compile(r"(?:^| )(?:alert)?dialog(?: |$)", re.IGNORECASE)
"""Elements that say so themselves, by their role or a name of its own."""
DIALOG_SHARE = 0.35  # of the kept words, at the most; dialogs that hold more may be the page
_LINES = frozenset(("p", "span", "li", "dd", "dt", "td", "q", "blockquote"))
"""Elements of a line, which no dialog is."""
DIALOG_SIGNS = (
    "popup",
    "pop-up",
    "modal",
    "dialog",
    "lightbox",
    "mfp-hide",
    "fancybox",
    "offcanvas",
)
_may_be_dialog = one_of(*DIALOG_SIGNS)


def other_articles(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return the texts beside the page's own, and below other headlines (h1) in elements after it."""
    beside = beside_main_text(view, kept)
    anchor = view.title
    if anchor < 0 or view.facts.is_article < 0:
        return beside
    others = view.tag == TAGS["h1"]
    others[: anchor + 1] = False
    if not has_any(others):
        return beside
    others &= (view.words >= HEADLINE_MIN) & (view.lines.title_share < TITLE_SHARE)
    others[_heads_of_sections(view, flagged(others))] = False
    texts = view.reading.b_text
    others[[i for i in flagged(others) if _NUMBERED.match(texts[i])]] = False
    return sorted({*beside, *_below(view, kept, others, anchor, anchor)})


_NUMBERED = re.compile(r"\d{1,2}\.\s")
"""Of a chapter in a manual of one page, as "2. How to use it". No other story on the labelled pages begins so."""


def _heads_of_sections(view: PageFeatures, headings: Sequence[int]) -> list[int]:
    """Return which headings are each the first line of a <section> within the <article> that holds the title."""
    page, end = view.reading, _article_end(view, view.title)
    parents = ((i, page.e_parent[page.b_element[i]]) for i in headings if i < end)
    return [i for i, parent in parents if page.e_tag[parent] == "section"]


def next_stories(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return the texts below headings, each in an element of its own after the one that is the article,
    and series of teasers below the text."""
    anchor = view.title
    end = _article_end(view, anchor) if anchor >= 0 else 0
    if not end or paragraph_words(view, kept, anchor, end) < ARTICLE_WORDS:
        return teaser_series(view, kept)
    headings = view.heading & (view.words >= HEADING_MIN)
    headings[:end] = False
    found = _below(view, kept, headings, anchor, end - 1)
    return found or teaser_series(view, kept)


def dialogs(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return what stands in dialogs, on a page whose article stands outside of them; where it says neither
    that it is one nor a product, in what says that it is a dialog and is no large part of the page."""
    said = _said_dialogs(view, kept) if is_called_nothing(view) else []
    anchor = view.title
    found = [range(*ends) for ends in _dialogs(view, kept)]
    if anchor < 0 or len(found) > FEW_DIALOGS or any(anchor in dialog for dialog in found):
        return said
    inside = [i for dialog in found for i in dialog if kept[i]]
    article = kept & view.good
    article[inside] = False
    is_outside = float(view.words[article].sum()) >= ARTICLE_WORDS
    return sorted({*inside, *said}) if is_outside else said


def _said_dialogs(view: PageFeatures, kept: Flags) -> list[int]:
    """Return the kept blocks of elements that say they are dialogs: the rules of a shop, its forms and reports. On
    unseen sites word F1 of WCXB's services rises by .002; a page of a product has its sizes and details there.

    Lines that people say to each other are called so as well: they stand beside other lines of the text, or are most of it.
    """
    page, found = view.reading, list[int]()
    for element in holding(page, flagged(kept)):
        key = page.e_key[element]
        named = _may_be_dialog(key) and _SAYS_DIALOG.search(key)
        says = page.e_tag[element] == "dialog" or (named and page.e_tag[element] not in _LINES)
        if says and not page.e_first[element] <= view.title < page.e_end[element]:
            found.append(element)
    if not found:
        return []
    beside = {page.e_parent[page.b_element[i]] for i in flagged(kept & view.good)}
    beside -= set(found)
    inside = {
        i
        for element in found
        if page.e_tag[element] == "dialog" or page.e_parent[element] not in beside
        for i in range(page.e_first[element], page.e_end[element])
        if kept[i]
    }
    is_small = float(view.words[sorted(inside)].sum()) <= DIALOG_SHARE * float(
        view.words[kept].sum()
    )
    return sorted(inside) if is_small else []


def _below(view: PageFeatures, kept: Flags, headlines: Flags, title: int, last: int) -> list[int]:
    """Return the kept blocks of the elements that hold these headlines and begin after the block `last`."""
    if not has_any(kept[last + 1 :]):
        return []
    body = kept & view.good
    out: set[int] = set()
    for headline in flagged(headlines)[:MOST_HEADLINES]:
        element = _begun_by(view, body, last, headline)
        if element < 0:
            continue
        start, end = int(view.geo.first[element]), int(view.geo.end[element])
        has_article = paragraph_words(view, kept, title, start) >= ARTICLE_WORDS
        if has_article and has_any(body[headline:end]):
            out.update(start + i for i in flagged(kept[start:end]))
    return sorted(out)


def _begun_by(view: PageFeatures, body: Flags, last: int, headline: int) -> int:
    """Return the largest element after the block `last` that a headline begins; -1 where there is none,
    as where one heading holds both titles with a line between."""
    chain = view.geo.paths[:, headline]
    apart = chain[(chain >= 0) & (view.geo.first[chain] > last)]
    is_article = (
        view.facts.is_article > 0
    )  # elsewhere a box of several texts may be the list itself
    for element in apart[: None if is_article else 1].tolist():
        if not has_any(body[int(view.geo.first[element]) : headline]):
            return int(element)
    return -1


def _article_end(view: PageFeatures, anchor: int) -> int:
    """Return one past the last block of the innermost <article> around the title; 0 without one."""
    page = view.reading
    article = page.nearest(page.b_element[anchor], "article")
    return page.e_end[article] if article >= 0 else 0


def _dialogs(view: PageFeatures, kept: Flags) -> Iterator[tuple[int, int]]:
    """Yield the blocks of each outermost dialog that has kept ones."""
    after = 0
    page = view.reading
    for element in holding(page, flagged(kept)):
        start, end, key = page.e_first[element], page.e_end[element], page.e_key[element]
        is_named = _may_be_dialog(key) and _DIALOG.search(key)
        if start < after or not (page.e_tag[element] == "dialog" or is_named):
            continue
        yield start, end
        after = end
