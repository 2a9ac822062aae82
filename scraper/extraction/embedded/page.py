"""A page with the text that it carries put after what it shows, and the verdicts on both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.head import Head
from scraper.extraction.dom.parse import Tree, written_or_parsed
from scraper.extraction.dom.source import PageSource
from scraper.extraction.dom.walk import read_page
from scraper.extraction.embedded.body import GAIN, TEASER_WORDS, ShownText, carried_body
from scraper.extraction.features.blocks import flagged
from scraper.extraction.letters import squash
from scraper.extraction.metadata import read_what_it_is_about
from scraper.extraction.verdicts.decide import Verdicts

TEASER = "teaser"
MOST_KEPT = 0.7
"""Share of a carried text's words; where the model keeps less, it has misread the text, and all of it stays."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it was read. `source` says where a text that its markup lacks was found, and `first`
    is the first block of it."""

    html: PageSource
    tree: Tree | None  # where rules have to select in it
    head: Head
    reading: FlatPage
    source: str | None = None
    first: int = 0


def lacks_body(verdicts: Verdicts) -> bool:
    """Say whether so little of a page is kept that the article may stand elsewhere in it."""
    if verdicts.kept_words < TEASER_WORDS:
        return True
    told = len(verdicts.view.facts.article_body)
    return told > 0 and told > GAIN * len(squash("\n".join(kept_texts(verdicts))))


def kept_texts(verdicts: Verdicts) -> list[str]:
    """Return the texts of the kept blocks in order."""
    texts = verdicts.view.reading.b_text
    return [texts[i] for i in flagged(verdicts.kept)]


def with_carried(page: ReadPage, url: str | None, shown: Sequence[str]) -> ReadPage:
    """Return the page with the article that it carries beside its markup after what it shows; the same
    page where it carries none. `shown` are the paragraphs that are kept of it."""
    title, description = read_what_it_is_about(page.head, url)
    titles = (title, *page.head.headings)
    body = carried_body(page.html.text, page.head, ShownText(titles, description, shown))
    if body is None:
        return page
    before = page.reading.b_text
    text = f'<article class="article-body">{body.markup}</article>'
    has_tree = page.tree is not None
    tree, reading = _read(page.html.text + text, with_tree=has_tree)
    first = len(before)
    if len(reading.b_text) <= first or list(reading.b_text[:first]) != list(before):
        # the page ends inside a comment or a script
        tree, reading = _read(text, with_tree=has_tree)
        first = 0
    if not reading.b_text:
        return page
    return replace(
        page,
        tree=tree,
        reading=replace(reading, base=page.reading.base),
        source=body.source,
        first=first,
    )


def _read(html: str, *, with_tree: bool) -> tuple[Tree | None, FlatPage]:
    page = written_or_parsed(PageSource(html), with_tree=with_tree)
    return page if with_tree and isinstance(page, Tree) else None, read_page(page)


def with_body_from(verdicts: Verdicts, first: int) -> Verdicts:
    """Return the verdicts with the carried text, which begins at block `first`, as the body; what was
    kept before it is its beginning."""
    carried = np.arange(len(verdicts.kept)) >= first
    kept = verdicts.kept & carried
    words = verdicts.view.words
    if float(words[kept].sum()) < MOST_KEPT * float(words[carried].sum()):
        kept = carried
    return verdicts.with_kept(kept, TEASER)
