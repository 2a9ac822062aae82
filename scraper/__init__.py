"""Saved and scheduled web pages in, clean articles out.

    >>> import scraper
    >>> article = scraper.extract(html, url="https://example.org/story")
    >>> article.title, article.text

The names below are the public interface; every other module is private and may change. Names
are imported when they are first used, so that `import scraper` costs next to nothing.
"""

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from scraper._version import __version__

if TYPE_CHECKING:
    from scraper.article import Article
    from scraper.errors import (
        ConfigError,
        FetchError,
        InputError,
        NotStored,
        OutputError,
        PageError,
        ScraperError,
        StoreDamaged,
        StoreError,
        StoreInUse,
    )
    from scraper.extraction import clean_text, extract
    from scraper.fetch import FetchSettings, SiteAccess, fetch_page, fetch_pages
    from scraper.models.article import Block, Include, Metadata, Span
    from scraper.models.failure import Failure
    from scraper.models.page import Page
    from scraper.pipelines.article_of_url import fetch_article
    from scraper.pipelines.discover import discover
    from scraper.pipelines.extract_many import extract_many
    from scraper.sites.profiles import site_profile
    from scraper.store import Store

# One logger per package ("scraper.fetch", ...); the program that uses them decides what is shown.
logging.getLogger("scraper").addHandler(logging.NullHandler())

_HOMES = {
    "scraper.article": ("Article",),
    "scraper.errors": (
        "ConfigError",
        "FetchError",
        "InputError",
        "NotStored",
        "OutputError",
        "PageError",
        "ScraperError",
        "StoreDamaged",
        "StoreError",
        "StoreInUse",
    ),
    "scraper.extraction": ("clean_text", "extract"),
    "scraper.fetch": ("FetchSettings", "SiteAccess", "fetch_page", "fetch_pages"),
    "scraper.models.article": ("Block", "Include", "Metadata", "Span"),
    "scraper.models.failure": ("Failure",),
    "scraper.models.page": ("Page",),
    "scraper.pipelines.article_of_url": ("fetch_article",),
    "scraper.pipelines.discover": ("discover",),
    "scraper.pipelines.extract_many": ("extract_many",),
    "scraper.sites.profiles": ("site_profile",),
    "scraper.store": ("Store",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Article",
    "Block",
    "ConfigError",
    "Failure",
    "FetchError",
    "FetchSettings",
    "Include",
    "InputError",
    "Metadata",
    "NotStored",
    "OutputError",
    "Page",
    "PageError",
    "ScraperError",
    "SiteAccess",
    "Span",
    "Store",
    "StoreDamaged",
    "StoreError",
    "StoreInUse",
    "__version__",
    "clean_text",
    "discover",
    "extract",
    "extract_many",
    "fetch_article",
    "fetch_page",
    "fetch_pages",
    "site_profile",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'scraper' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return __all__
