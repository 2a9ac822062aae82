"""Bytes or text in, Article out: pure functions without network, disk or clock."""

from scraper.extract.engine import extract
from scraper.extract.plain import clean_text

__all__ = ["clean_text", "extract"]
