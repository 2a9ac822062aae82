"""Bytes of a feed, sitemap, list or section page in, links to articles out. No network.

    body -> kind (by content) -> feeds | sitemaps | markup -> Reading: links, and where to look on

What it reads comes from strangers: it runs in a worker process, and each reader has bounds.
"""

from scraper.discover.found import ArticleLink, FetchedSource, SourceLinks
from scraper.discover.reading import read

__all__ = ["ArticleLink", "FetchedSource", "SourceLinks", "read"]
