"""Saved and scheduled web pages in, clean articles out.

    >>> import scraper
    >>> article = scraper.extract(html, url="https://example.org/story")
    >>> article.title, article.text

Names are imported on first use, so that `import scraper` costs nothing.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scraper.article import Article
    from scraper.errors import ScraperError
    from scraper.extraction import clean_text, extract
    from scraper.models.page import (
        Block,
        Include,
        Metadata,
        Span,
    )

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Block",
    "Include",
    "Metadata",
    "ScraperError",
    "Span",
    "__version__",
    "clean_text",
    "extract",
]

_HOMES = {
    "Article": "scraper.article",
    "Block": "scraper.models.page",
    "Include": "scraper.models.page",
    "Metadata": "scraper.models.page",
    "ScraperError": "scraper.errors",
    "Span": "scraper.models.page",
    "clean_text": "scraper.extraction",
    "extract": "scraper.extraction",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'scraper' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


class _Facade(ModuleType):
    """Keeps `scraper.extraction` the function: importing the package of that name would hide it."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _HOMES and isinstance(value, ModuleType):
            return  # the import system's binding of a sub-package to its parent
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Facade
