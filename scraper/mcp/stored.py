"""What the store knows, in words for a model: pages that a search finds, versions of an article."""

from collections.abc import Iterator
from pathlib import Path

from scraper.errors import NotStored
from scraper.models.document import Document, document_of
from scraper.models.version import ArticleVersion, paragraph_changes
from scraper.pipelines.capture_history import versions_of
from scraper.runs.state import State
from scraper.sites.directory import DEFAULT, locate
from scraper.store import Store
from scraper.store.search.indexing import Indexer
from scraper.store.search.reader import Filter, Listed, Reader
from scraper.text import count_words, counted
from scraper.urls import page_key

FOUND = 20  # pages of one answer
FIRST_WAIT = 10.0  # seconds for the first pages of an index that is just being made
SHORT_ID = 12  # characters of a capture's id that name it


def search(indexer: Indexer, wanted: Filter) -> str:
    """Return a list of the pages that were found, newest first, and how to ask for the next. Raises
    StoreError."""
    indexer.ready.wait(FIRST_WAIT)
    if indexer.problem is not None and not indexer.path.is_file():
        raise indexer.problem
    with Reader(indexer.path) as reader:
        rows = reader.listing(wanted, FOUND + 1)
        whole = reader.whole()
    if not rows:
        return "no page was found" + ("" if whole else " so far; the index is still being made")
    more = f"\n\n[before={rows[FOUND - 1].number} reads on]" if len(rows) > FOUND else ""
    return "\n\n".join(map(_found, rows[:FOUND])) + more


def _found(row: Listed) -> str:
    excerpt = "".join(f"**{part.text}**" if part.found else part.text for part in row.excerpt)
    facts = f"{row.id[:SHORT_ID]}, {row.fetched_at:%Y-%m-%d}, {row.status}, {counted(row.words, 'word')}"
    lines = (row.title or "(no title)", row.url, facts, excerpt)
    return "\n".join(filter(None, lines))


def stored_document(root: Path, key: str) -> Document:
    """Return a stored page by its id or URL. Raises StoreError."""
    with Store.reader(root) as store:
        return document_of(store.get(key))


def history(root: Path, url: str) -> str:
    """Return the versions of an article and what changed between them: those that scheduled runs have
    recorded, else those that the captures make, extracted now. Raises StoreError."""
    state = State.reader(root)
    versions: list[ArticleVersion] = []
    if state is not None:
        with state:
            versions = state.articles.history(state.pages.article_of(page_key(url)))
    if not versions:
        with Store.reader(root) as store:
            versions = list(versions_of(store, url, locate(root / DEFAULT)))
    if not versions:
        raise NotStored(url, "no article of it is in the store; search_store finds what is")
    return "\n\n".join(_told(versions))


def _told(versions: list[ArticleVersion]) -> Iterator[str]:
    before: ArticleVersion | None = None
    for version in versions:
        words = counted(count_words(version.text), "word")
        seen = f"{version.seen_at:%Y-%m-%d %H:%M} UTC"
        head = f"version {version.number}, {seen}, {words}, capture {version.capture[:SHORT_ID]}"
        changes = [version.title] if before is None else list(paragraph_changes(before, version))
        gone = [f"gone since {version.gone_at}"] if version.gone_at else []
        yield "\n".join((head, *changes, *gone))
        before = version
