"""What workers do for views: one stored page each, in bounded time and memory, with results of
bounded size. See `workers`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scraper.article import Article
from scraper.encoding.charset import decode
from scraper.extraction.dom.ancestry import anchors, are_blocks_of, read_ancestry, with_anchors
from scraper.extraction.dom.still import still_of
from scraper.fixtures.actions import PageOrigin, origin_of_page
from scraper.models.document import document_of
from scraper.pipelines.clean import whole
from scraper.pipelines.clean_task import CleanSettings, CleanTask
from scraper.sites.directory import SitesDirectory
from scraper.store import Store
from scraper.views import BlockPlace, page_view, render
from scraper.views.safe_text import Clipped, clipped

MOST_INERT = 16 << 20  # bytes of a stored page that are shown; a browser takes seconds for them
ANCHOR = "block-"  # begins the ids that are given to the elements of blocks
STILL_STYLE = (
    "svg:not([width]),svg[width$='%']{max-width:1.5em!important;max-height:1.5em!important}"
    "svg{max-width:100%}html{scroll-behavior:auto!important}"
    ":target,:has(:target){opacity:1!important;visibility:visible!important}"
    ":target{outline:3px solid #b3400a!important;outline-offset:3px;background:#fbe9a8!important;"
    "color:#1c1c1e!important;scroll-margin:30vh 0}"
)
"""Icons at the size of letters, as their style sheet is not loaded; and the block that is chosen, also
where a script would have faded it in."""
_HEAD = re.compile(r"<head\b[^<>]*>")


@dataclass(frozen=True, slots=True)
class StoredPageTask:
    """One stored page, and the files that know its site."""

    root: Path
    id: str
    url: str
    sites: SitesDirectory | None = None


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """A stored page to be shown in a template, with the other values the template is given."""

    page: StoredPageTask
    template: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """What a fixture of a stored page would be made of."""

    origin: PageOrigin
    article: Article


def blocks_page(task: TemplatePage) -> str:
    """Render a template that shows the verdicts on a stored page. `first` is the anchor of the first block
    of the article in the page beside, "" where there is none."""
    origin, article = extracted(task.page)
    places = _places(text_of(origin), article)
    view = page_view(task.page.url, article, places)
    kept = (places[block.index] for block in article.blocks if block.kept and block.index in places)
    first = next((place.anchor for place in kept), "")
    return render(task.template, page=view, first=first, **task.values)


def _places(html: str, article: Article) -> dict[int, BlockPlace]:
    """Return where each block stands in the stored page; nothing where it is not read from its markup."""
    found = read_ancestry(html)
    if not are_blocks_of(found, article.blocks):
        return {}
    return {
        number: BlockPlace(one.path, f"{ANCHOR}{anchor}")
        for number, (one, anchor) in enumerate(zip(found, anchors(html), strict=True))
    }


def draft_case(task: StoredPageTask) -> CaseDraft:
    """Return the page as a fixture would have it."""
    origin, article = extracted(task)
    return CaseDraft(origin, article)


def inert_page(task: StoredPageTask) -> bytes:
    """Return the HTML of a stored page without all that runs or loads anything."""
    with Store.reader(task.root) as store:
        document = document_of(store.get(task.id))
    text = decode(document.body, charset=document.charset).text
    if document.kind != "html":
        return render("review/plain.html", text=clipped(text, MOST_INERT // 4)).encode()
    still = still_of(with_anchors(text, ANCHOR) if len(text) <= MOST_INERT else text)
    html = _HEAD.sub(rf"\g<0><style>{STILL_STYLE}</style>", still, count=1).encode(
        "utf-8", "replace"
    )
    if len(html) > MOST_INERT:
        size = f"{len(html) / (1 << 20):.0f} MB"
        return render(
            "review/plain.html", text=Clipped(f"This page is too large to be shown: {size}.")
        ).encode()
    return html


def text_of(origin: PageOrigin) -> str:
    """Return the markup of a page as extraction reads it."""
    document = origin.document
    return decode(document.body, charset=document.charset).text


def extracted(task: StoredPageTask) -> tuple[PageOrigin, Article]:
    """Return a stored page, and its article with all blocks, also those that were dropped."""
    with Store.reader(task.root) as store:
        origin = origin_of_page(store.get(task.id))
    return origin, whole(CleanTask(origin.document, CleanSettings(sites=task.sites)))
