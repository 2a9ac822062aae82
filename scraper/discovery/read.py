"""Which reader a source is given to."""

import json
from collections.abc import Callable
from dataclasses import replace

from scraper.discovery.source_text import JSON_ROOT, XML_ROOTS, PlainSource, plain
from scraper.discovery.values import ArticleLink, FetchedSource, SourceLinks
from scraper.encoding.charset import decode
from scraper.encoding.sniff import sniff

MAX_LINES = 50_000  # of a list, as sitemaps.org has it
_SITEMAP_ROOTS = frozenset((b"urlset", b"sitemapindex"))


def read(source: FetchedSource) -> SourceLinks:
    """Read a source of any kind and return its links; `problem` says what could not be read."""
    try:
        found = plain(source)
    except ValueError as error:
        return SourceLinks("unknown", problem=str(error))
    links = _reader(found)(found.source)
    return replace(links, problem=links.problem or found.problem)


def _reader(found: PlainSource) -> Callable[[FetchedSource], SourceLinks]:
    """Choose by content: servers call feeds text/html, and sitemaps anything."""
    # Each reader has its library, which is loaded only where it is needed.
    from scraper.discovery import feeds, section_page, sitemaps  # noqa: PLC0415  # the parsers, which workers load

    if found.root == JSON_ROOT:
        return _json
    if found.root in XML_ROOTS:
        return sitemaps.read if found.root in _SITEMAP_ROOTS else feeds.read
    if found.root or found.source.body.lstrip()[:1] == b"<":
        return section_page.read
    return _listed


def _json(source: FetchedSource) -> SourceLinks:
    from scraper.discovery import feeds  # noqa: PLC0415  # the parsers, which workers load

    try:
        value = json.loads(decode(source.body, charset=source.charset).text)
    except (ValueError, RecursionError) as error:
        return SourceLinks(
            "unknown", problem=f"neither a feed nor a sitemap: broken JSON ({error})"
        )
    return feeds.read_json(value, source.url)


def _listed(source: FetchedSource) -> SourceLinks:
    """Read a text sitemap, or any list of URLs: one a line."""
    lines = source.body.decode("utf-8", "replace").splitlines()
    urls = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not urls or not all(url.lower().startswith(("http://", "https://")) for url in urls[:10]):
        found = sniff(source.body)
        problem = f"neither a feed, a sitemap, a list of URLs nor a page (it is {found.label})"
        return SourceLinks("unknown", problem=problem)
    links = tuple(ArticleLink(url, "in a list of URLs") for url in urls[:MAX_LINES])
    problem = f"only the first {MAX_LINES} URLs were read" if len(urls) > MAX_LINES else ""
    return SourceLinks("list", links, problem=problem)
