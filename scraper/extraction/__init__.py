"""Bytes or text in, Article out: pure functions without network, disk or clock."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scraper.extraction.page import extract
    from scraper.extraction.plain.text import clean_text

__all__ = ["clean_text", "extract"]

_HOMES = {"clean_text": "scraper.extraction.plain.text", "extract": "scraper.extraction.page"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'scraper.extraction' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
