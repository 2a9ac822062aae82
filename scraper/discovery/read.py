"""Which reader a source is given to."""

import json
import re
import zlib
from collections.abc import Callable

from scraper.discovery.links import ArticleLink, FetchedSource, SourceLinks

MAX_BYTES = 50 * 1024 * 1024  # of a source, decompressed; what sitemaps.org allows
_HEAD = 4096  # bytes that tell the kind
_GZIP_MAGIC, _GZIP = b"\x1f\x8b", 31  # 31: zlib's wbits for gzip
_XML = re.compile(rb"<(?:[a-z0-9]+:)?(rss|feed|rdf|urlset|sitemapindex)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)


def read(source: FetchedSource) -> SourceLinks:
    """Read a source of any kind."""
    try:
        body = _unzipped(source.body)
    except ValueError as error:
        return SourceLinks("unknown", problem=str(error))
    source = FetchedSource(source.url, body, source.charset)
    return _reader(body)(source)


def _reader(body: bytes) -> Callable[[FetchedSource], SourceLinks]:
    """By content: servers call feeds text/html, and sitemaps anything."""
    # Each reader has its library, which is loaded only where it is needed.
    from scraper.discovery import feeds, markup, sitemaps  # noqa: PLC0415

    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return _json
    if (root := _XML.search(head)) and not _HTML.search(head[: root.start()]):
        return sitemaps.read if root[1].lower() in (b"urlset", b"sitemapindex") else feeds.read
    if head[:1] == b"<":
        return markup.read
    return _listed


def _json(source: FetchedSource) -> SourceLinks:
    from scraper.discovery import feeds  # noqa: PLC0415

    try:
        value = json.loads(source.body)
    except (ValueError, RecursionError) as error:
        return SourceLinks(
            "unknown", problem=f"neither a feed nor a sitemap: broken JSON ({error})"
        )
    return feeds.read_json(value, source.url)


def _listed(source: FetchedSource) -> SourceLinks:
    """A text sitemap, or any list of URLs: one a line."""
    lines = source.body.decode("utf-8-sig", "replace").splitlines()
    urls = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not urls or not all(url.startswith(("http://", "https://")) for url in urls[:10]):
        return SourceLinks(
            "unknown", problem="neither a feed, a sitemap, a list of URLs nor a page"
        )
    return SourceLinks("list", tuple(ArticleLink(url, "in a list of URLs") for url in urls))


def _unzipped(body: bytes) -> bytes:
    """`sitemap.xml.gz` is a gzip file, whatever the server calls it."""
    if not body.startswith(_GZIP_MAGIC):
        return body
    inflater = zlib.decompressobj(_GZIP)
    try:
        found = inflater.decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise ValueError(f"a broken gzip file: {error}") from error
    if len(found) > MAX_BYTES:
        raise ValueError(f"a gzip file of more than {MAX_BYTES} bytes")
    return found
