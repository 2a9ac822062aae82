"""What is read, and what is found in it: the values of this package."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

Kind = Literal["feed", "sitemap", "sitemap_index", "page", "list", "unknown"]


@dataclass(frozen=True, slots=True)
class FetchedSource:
    """What was fetched: its URL after redirects and its decoded body."""

    url: str
    body: bytes
    charset: str | None = None  # from the transport

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.url


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """Something found. `url` is absolute and as found; `why` says what speaks for an article."""

    url: str
    why: str
    title: str = ""
    date: str = ""  # as the source gives it, ISO 8601 where it was parsed


@dataclass(frozen=True, slots=True)
class SourceLinks:
    """`links` are articles, `more` other sources: feeds of a page, sitemaps of an index.

    `problem` says what kept a part of it from being read.
    """

    _EMPTY: ClassVar[Mapping[Kind, str]] = {
        "feed": "a feed without entries that lead anywhere",
        "sitemap": "a sitemap that names no page",
        "sitemap_index": "an index that names no sitemap",
        "page": "a page without links that look like articles",
        "list": "a list without URLs",
        "unknown": "nothing that leads anywhere",
    }

    kind: Kind
    links: tuple[ArticleLink, ...] = ()
    more: tuple[ArticleLink, ...] = ()
    problem: str = ""

    @property
    def nothing(self) -> str:
        """Why it leads nowhere, "" if it leads somewhere."""
        return "" if self.links or self.more else self.problem or self._EMPTY[self.kind]
