"""Bytes of a feed, sitemap, list or section page in, links to articles out. No network.

    bytes -> plain (unpacked) -> feeds | sitemaps | markup -> SourceLinks: links, and other sources

What it reads comes from strangers: it runs in a worker process, and each reader has bounds.
"""

from scraper.discovery.read import read
from scraper.discovery.values import ArticleLink, FetchedSource, SourceLinks

__all__ = ["ArticleLink", "FetchedSource", "SourceLinks", "read"]
