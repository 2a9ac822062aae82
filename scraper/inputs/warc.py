"""WARC archives: every successful response with an HTML or text payload, as a document."""

import hashlib
import io
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from scraper.encoding.sniff import sniff
from scraper.errors import InputError
from scraper.inputs.body import entity, too_large
from scraper.models.page import Document, Failure

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_TEXT_TYPES = ("text/plain", "text/markdown")
_CHUNK = 65_536


class ArchiveDamagedError(Exception):
    """The archive's own bytes are broken from here on."""


def read_warc(
    stream: io.BufferedReader, name: str, relative: str, limit: int
) -> Iterator[Document | Failure]:
    """The pages of an archive whose bytes (gzip undone) `stream` gives.

    Redirects, errors, robots.txt and other media are left out: they are no pages. A record that
    breaks is a `Failure`; so is an archive that ends early, after the pages before the break.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  # only for archives
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    try:
        for record in ArchiveIterator(_Guarded(stream)):
            if record.rec_type == "response":
                yield from _page(record, name, relative, limit)
    except (ArchiveLoadFailed, ArchiveDamagedError) as error:
        reason = " ".join(str(error).split())[:200]
        yield Failure(name, "truncated", f"the archive is damaged from here on: {reason}")


def _page(record: Any, name: str, relative: str, limit: int) -> Iterator[Document | Failure]:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    subject = f"{name}#{url}"
    http = record.http_headers
    if http is None or not http.get_statuscode().startswith("2"):
        return
    media, charset = _content_type(http.get_header("Content-Type") or "")
    if (media and media not in (*_HTML_TYPES, *_TEXT_TYPES)) or _is_robots(url):
        return
    try:
        body = _body(record, subject, limit)
    except InputError as error:
        yield Failure(subject, error.kind, error.message)
        return
    found = sniff(body, media)
    if not found.is_page and found.kind != "empty":
        return
    yield Document(
        name=subject,
        body=body,
        kind="html" if found.kind in ("html", "empty") else "text",
        url=url or None,
        charset=charset,
        relative=f"{relative}/{page_id(url)}",
        headers=tuple(http.headers),
    )


def page_id(url: str) -> str:
    """A file name for a URL: its host where that is plain, and a digest. Never a path."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    plain = "".join(c for c in host if c.isascii() and (c.isalnum() or c in "-."))[:80].strip(".-")
    digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{plain}-{digest}" if plain else digest


def _body(record: Any, subject: str, limit: int) -> bytes:
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415

    if (record.length or 0) > limit:
        raise too_large(subject, limit)
    raw_stream: Any = record.raw_stream
    chunked = (record.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    reader = ChunkedDataReader(raw_stream) if chunked else raw_stream
    buffer = io.BytesIO()
    while piece := reader.read(_CHUNK):
        buffer.write(piece)
    if getattr(raw_stream, "limit", 0) > 0:
        message = "the archive ends in the middle of this record"
        raise InputError(subject, message, "truncated")
    raw = buffer.getvalue()
    return entity(raw, record.http_headers.get_header("Content-Encoding") or "", subject, limit)


def _content_type(header: str) -> tuple[str, str | None]:
    media, _, parameters = header.partition(";")
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            return media.strip().lower(), value.strip().strip("\"'") or None
    return media.strip().lower(), None


def _is_robots(url: str) -> bool:
    try:
        return urlsplit(url).path == "/robots.txt"
    except ValueError:
        return False


class _Guarded:
    """A stream whose damage has an error of its own: the reader takes EOFError for an end."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._offset = 0

    def tell(self) -> int:
        return self._offset

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._stream.read1(size)  # read() would drop what came before an error
        except (EOFError, OSError, zlib.error) as error:
            raise ArchiveDamagedError(str(error)) from error
        self._offset += len(data)
        return data
