"""The tools: what a model may ask for. Each returns text, or raises a ScraperError that says why not."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from scraper.errors import InputError
from scraper.mcp import stored
from scraper.mcp.paging import page_of
from scraper.mcp.reading import ArticleReading
from scraper.models.document import Document
from scraper.store.search.indexing import Indexer
from scraper.store.search.reader import Filter


@dataclass(frozen=True, slots=True)
class ModelTools:
    """The tools of one server; `store` and `indexer` are None where it serves no store."""

    reading: ArticleReading
    store: Path | None = None
    indexer: Indexer | None = None

    async def read_page(self, url: str, page: int = 1) -> str:
        """Fetch a web page and return its article as Markdown, without menus, ads and related links.

        Long articles come in pages, from 1. The site's robots.txt is kept to, and only public
        addresses are fetched.
        """
        return _paged(await self.reading.of_url(url, again=page == 1), page)

    async def clean_html(self, html: str, url: str = "", page: int = 1) -> str:
        """Return the article of an HTML page that you have, as Markdown. `url` is where it came from.

        Long articles come in pages, from 1.
        """
        body = html.encode("utf-8", "replace")
        document = Document(url or "the page", body, "html", url or None, "utf-8")
        return _paged(await self.reading.of_document(document), page)

    async def search_store(
        self, words: str = "", host: str = "", status: str = "", before: int = 0
    ) -> str:
        """List stored pages whose title or text has all the words, newest first; without words, all.

        `host` keeps to one site, `status` to one kind of page (article, listing, ...). A phrase stands
        in quotation marks, the beginning of a word ends in "*". 20 pages an answer; `before` reads on.
        """
        assert self.indexer is not None  # noqa: S101  # the tool is there only with a store
        return await asyncio.to_thread(
            stored.search, self.indexer, Filter(words, host, status, before)
        )

    async def read_stored(self, key: str, page: int = 1) -> str:
        """Return the article of a stored page as Markdown, by its id (from search_store) or its URL.

        Long articles come in pages, from 1.
        """
        assert self.store is not None  # noqa: S101
        document = await asyncio.to_thread(stored.stored_document, self.store, key)
        return _paged(await self.reading.of_document(document), page)

    async def article_history(self, url: str, page: int = 1) -> str:
        """Return the versions of a stored article, with the paragraphs that came (+) and went (-)."""
        assert self.store is not None  # noqa: S101
        return _paged(await asyncio.to_thread(stored.history, self.store, url), page)


def _paged(text: str, page: int) -> str:
    try:
        return page_of(text, page).labelled()
    except ValueError as error:
        raise InputError("page", str(error)) from error
