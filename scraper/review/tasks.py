"""What workers do for views: one stored page each, in bounded time and memory, with results of
bounded size. See `workers`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scraper.article import Article
from scraper.encoding.charset import decode
from scraper.extraction.dom.ancestry import anchors, are_blocks_of, read_ancestry, with_anchors
from scraper.extraction.dom.still import still_of
from scraper.fixtures.actions import PageOrigin, origin_of_page
from scraper.models.page import document_of
from scraper.models.version import ArticleVersion, article_digest, paragraph_changes
from scraper.pipelines.clean import whole
from scraper.pipelines.clean_task import CleanSettings, CleanTask
from scraper.review.word_changes import Change, changes_of
from scraper.runs.state import State
from scraper.sites.directory import SitesDirectory
from scraper.store import Extractions, Store
from scraper.text import count_words
from scraper.urls import page_key
from scraper.views import BlockPlace, page_view, render
from scraper.views.safe_text import Clipped, clipped

MOST_CAPTURES = 200  # of a page that are looked through for versions
MOST_CHANGES = 400  # lines of the difference of two versions
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
class VersionView:
    """One version of an article, and what is different from the one before."""

    number: int
    seen_at: str
    title: str
    words: int
    capture: str
    restamped: bool  # extracted by another program version or with other rules than the one before
    changes: tuple[Change, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of an article, newest first: `recorded` by scheduled runs, or derived from what
    was extracted of the stored captures."""

    recorded: bool
    versions: tuple[VersionView, ...]


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


def versions(task: StoredPageTask) -> Versions:
    """Return the versions of the article of a stored page."""
    found = _recorded(task)
    recorded = bool(found)
    found = found or _versions_of_captures(task)
    views = [
        _version_view(version, before)
        for before, version in zip([None, *found], found, strict=False)
    ]
    return Versions(recorded, tuple(reversed(views)))


def text_of(origin: PageOrigin) -> str:
    """Return the markup of a page as extraction reads it."""
    document = origin.document
    return decode(document.body, charset=document.charset).text


def extracted(task: StoredPageTask) -> tuple[PageOrigin, Article]:
    with Store.reader(task.root) as store:
        origin = origin_of_page(store.get(task.id))
    return origin, whole(CleanTask(origin.document, CleanSettings(sites=task.sites)))


def _recorded(task: StoredPageTask) -> list[ArticleVersion]:
    state = State.reader(task.root)
    if state is None:
        return []
    with state:
        return state.articles.history(state.pages.article_of(page_key(task.url)))[-MOST_CAPTURES:]


def _versions_of_captures(task: StoredPageTask) -> list[ArticleVersion]:
    """Return the captures whose kept extraction has another title or text than the one before."""
    found: list[ArticleVersion] = []
    kept = Extractions.reader(task.root)
    if kept is None:
        return []
    with kept, Store.reader(task.root) as store:
        captures = store.captures_of(task.url, MOST_CAPTURES)
        for entry in reversed(captures):
            extraction = kept.newest(entry.id)
            if extraction is None or not extraction.fields.get("text"):
                continue
            fields = extraction.fields
            digest = article_digest(str(fields.get("title") or ""), str(fields["text"]))
            if found and found[-1].digest == digest:
                continue
            number = len(found) + 1
            found.append(
                ArticleVersion(
                    number, page_key(task.url), number, digest, "", entry.final_url, entry.fetched_at,
                    entry.id, str(extraction.stamp), fields, "",
                )
            )  # fmt: skip
    return found


def _version_view(version: ArticleVersion, before: ArticleVersion | None) -> VersionView:
    view = VersionView(
        version.number, f"{version.seen_at:%Y-%m-%d %H:%M} UTC", version.title,
        count_words(version.text), version.capture, False,
    )  # fmt: skip
    if before is None:
        return view
    lines = list(paragraph_changes(before, version))
    return replace(
        view,
        restamped=version.stamp != before.stamp,
        changes=changes_of(lines[:MOST_CHANGES]),
        left_out=max(0, len(lines) - MOST_CHANGES),
    )
