"""Bytes of a feed, sitemap, list or section page in, links to articles out. No network.

    body -> kind (by content) -> feeds | sitemaps | markup -> Reading: links, and where to look on

What it reads comes from strangers: it runs in a worker process, and each reader has bounds.
"""

from scraper.discovery.links import ArticleLink, FetchedSource, SourceLinks
from scraper.discovery.read import read

__all__ = ["ArticleLink", "FetchedSource", "SourceLinks", "read"]
