"""What is read, and what is found in it: the values of this room."""

from dataclasses import dataclass
from typing import Literal

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

    kind: Kind
    links: tuple[ArticleLink, ...] = ()
    more: tuple[ArticleLink, ...] = ()
    problem: str = ""
