"""A page as a WARC 1.1 record, and back.

The payload is stored as received, in its content encoding, behind the HTTP message of `http_head`.
HTTP/2 framing is undone before the body comes here: the version is named in WARC-Protocol.
"""

import hashlib
import io
import json
import math
import re
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.errors import NotStorable
from scraper.models.page import Page, Trace
from scraper.store.credentials import safe_url
from scraper.store.entry import Entry
from scraper.store.segments.http_head import http_head, parse_http_head, status_of

WARC_VERSION = "WARC/1.1"
MAX_PAYLOAD = 256 * 1024 * 1024  # bytes
REQUESTED, _REDIRECT = "X-Scraper-Requested-URI", "X-Scraper-Redirect"
_SECONDS, _PAYLOAD_LENGTH = "X-Scraper-Seconds", "X-Scraper-Payload-Length"
_TRACE = "X-Scraper-Trace"
_RENDITION = "X-Scraper-Rendition-Length"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_PROTOCOLS = {"2": "h2", "3": "h3"}  # others are "http/" and the version
STATUSES = range(100, 1000)
"""The status codes that are stored: three digits, as RFC 9110 has them. Servers also answer with
codes above 599 of their own (999 at LinkedIn); what is below 100 is no answer to a request."""
_HTTP_VERSION = re.compile(r"[0-9](\.[0-9])?")


@dataclass(frozen=True, slots=True)
class Capture:
    """What a record holds. `page.raw` is empty for a revisit, `page.body` always."""

    page: Page
    digest: str
    bytes: int  # length of the payload, also of a revisit's
    revisit: bool
    rendition: int = 0  # length of the gzip member before it, which holds `page.rendered`


class _ExactHeaders(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """Headers that are written as given: warcio would percent-encode what is not ASCII."""

    def __init__(self, head: bytes) -> None:
        super().__init__("200", [])
        self._head = head

    def to_ascii_bytes(self, header_filter: Any = None) -> bytes:  # noqa: ARG002
        return self._head


def payload_digest(raw: bytes) -> str:
    """Return the digest in the form that WARC headers and the index use."""
    return "sha256:" + hashlib.sha256(raw).hexdigest()


def capture_id(page: Page, digest: str) -> str:
    """Return the store's key, 32 hex digits: the same capture has the same key in every store."""
    name = "\n".join((page.url, page.final_url, warc_date(page.fetched_at), str(page.status)))
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{name}\n{digest}").hex


def warc_date(moment: datetime) -> str:
    """Return UTC with microseconds, of one width for years of four digits, so that texts sort as times."""
    if moment.tzinfo is None:
        raise ValueError(f"time without time zone: {moment}")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def check_storable(page: Page) -> None:
    """Raise NotStorable where a page can't be written as a record that every reader takes."""
    if page.status not in STATUSES:
        reason = f"status {page.status} is no HTTP status; the store takes those of three digits"
    elif not _HTTP_VERSION.fullmatch(page.http_version):
        reason = f"{page.http_version[:20]!r} is no version of HTTP"
    elif not all(map(_is_finite, (page.seconds, *_trace_values(page.trace).values()))):
        reason = "its times are no numbers"
    elif max(len(page.raw), len(page.rendered)) > MAX_PAYLOAD:
        size = max(len(page.raw), len(page.rendered))
        reason = f"{size} bytes; the store takes up to {MAX_PAYLOAD}"
    else:
        return
    raise NotStorable(safe_url(page.url), reason)


def encode(page: Page, digest: str, original: Entry | None, rendition: int = 0) -> bytes:
    """Return the record of a page; a revisit without payload if `original` already holds it."""
    head, headers = http_head(page), _warc_headers(page, rendition)
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version=WARC_VERSION)
    if original is None:
        headers["WARC-Payload-Digest"] = digest
        headers["WARC-Block-Digest"] = payload_digest(head + page.raw)
        record = writer.create_warc_record(
            page.final_url,
            "response",
            payload=io.BytesIO(page.raw),
            length=len(page.raw),
            warc_headers_dict=headers,
            http_headers=_ExactHeaders(head),
        )
    else:
        headers["WARC-Block-Digest"] = payload_digest(head)
        headers["WARC-Refers-To"] = record_id(original.id)
        headers[_PAYLOAD_LENGTH] = str(original.bytes)
        record = writer.create_revisit_record(
            page.final_url,
            digest,
            original.final_url,
            warc_date(original.fetched_at),
            http_headers=_ExactHeaders(head),
            warc_headers_dict=headers,
        )
        if page.unchanged:
            record.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
    for url in page.redirects:
        record.rec_headers.add_header(_REDIRECT, url)
    writer.write_record(record)
    return buffer.getvalue()


def _warc_headers(page: Page, rendition: int) -> dict[str, str]:
    """Return the headers that responses and revisits have alike."""
    headers = {
        "WARC-Record-ID": record_id(page.id),
        "WARC-Date": warc_date(page.fetched_at),
        "WARC-Protocol": _PROTOCOLS.get(page.http_version, f"http/{page.http_version}"),
        REQUESTED: page.url,
        _SECONDS: repr(page.seconds),
    }
    if page.trace != Trace():
        headers[_TRACE] = trace_text(page.trace)
    if rendition:
        headers[_RENDITION] = str(rendition)
    if page.truncated:
        headers["WARC-Truncated"] = page.truncated
    return headers


def encode_info(filename: str, software: str, now: datetime) -> bytes:
    """Return the record that opens every segment."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version=WARC_VERSION)
    record = writer.create_warcinfo_record(
        filename,
        {
            "software": software,
            "format": "WARC file version 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        },
    )
    record.rec_headers.replace_header("WARC-Date", warc_date(now))
    writer.write_record(record)
    return buffer.getvalue()


def decode(data: bytes) -> Capture | None:
    """Return what a record holds; None for kinds other than response and revisit.

    ValueError unless it is one whole WARC record whose digests agree with its content.
    """
    headers, kind, block = parse(data)
    if kind not in ("response", "revisit"):
        return None
    head, _, raw = block.partition(b"\r\n\r\n")
    revisit = kind == "revisit"
    digest = headers.get_header("WARC-Payload-Digest") or payload_digest(raw)
    if not revisit:
        _check_digest(digest, raw)
    page = replace(_page(headers, head), raw=raw)
    size = int(headers.get_header(_PAYLOAD_LENGTH) or 0) if revisit else len(raw)
    return Capture(page, digest, size, revisit, int(headers.get_header(_RENDITION) or 0))


def parse(data: bytes) -> tuple[StatusAndHeaders, str, bytes]:
    """Return headers, kind and block of a record. Raises ValueError as `decode` does."""
    try:
        record = ArcWarcRecordLoader().parse_record_stream(
            io.BytesIO(data), known_format="warc", no_record_parse=True
        )
    except (ArchiveLoadFailed, EOFError) as error:
        raise ValueError("not a WARC record") from error
    headers: StatusAndHeaders = record.rec_headers
    block: bytes = record.raw_stream.read()
    if str(len(block)) != headers.get_header("Content-Length") or not data.endswith(b"\r\n\r\n"):
        raise ValueError("record of another length than it says")
    _check_digest(headers.get_header("WARC-Block-Digest"), block)
    return headers, str(record.rec_type), block


def _page(headers: StatusAndHeaders, head: bytes) -> Page:
    status_line, received = parse_http_head(head)
    target = headers.get_header("WARC-Target-URI") or ""
    protocol = headers.get_header("WARC-Protocol") or status_line.split(" ")[0].lower()
    return Page(
        url=headers.get_header(REQUESTED) or target,
        final_url=target,
        status=status_of(status_line),
        headers=received,
        body=b"",
        raw=b"",
        fetched_at=datetime.fromisoformat(_required(headers, "WARC-Date")),
        http_version=protocol.removeprefix("http/").removeprefix("h"),
        redirects=tuple(value for name, value in headers.headers if name == _REDIRECT),
        truncated=headers.get_header("WARC-Truncated") or "",
        seconds=float(headers.get_header(_SECONDS) or 0),
        id=uuid.UUID(_required(headers, "WARC-Record-ID").strip("<>")).hex,
        trace=trace_of(headers.get_header(_TRACE) or ""),
        unchanged=_unchanged(headers),
    )


def _unchanged(headers: StatusAndHeaders) -> str:
    if headers.get_header("WARC-Profile") != _NOT_MODIFIED:
        return ""
    return uuid.UUID(_required(headers, "WARC-Refers-To").strip("<>")).hex


def trace_text(trace: Trace) -> str:
    """Return a trace as the JSON that is stored."""
    return json.dumps(_trace_values(trace), separators=(",", ":"))


def _trace_values(trace: Trace) -> dict[str, Any]:
    return {name: getattr(trace, name) for name in Trace.__slots__}  # `asdict` copies each deeply


def _is_finite(value: Any) -> bool:
    """Say whether a value is a number that JSON has; archives bring whatever somebody wrote."""
    return isinstance(value, (int, float)) and math.isfinite(value)


def trace_of(text: str) -> Trace:
    """Return the trace of a stored JSON, an empty one for "". Raises ValueError for anything else."""
    try:
        return Trace(**json.loads(text)) if text else Trace()
    except TypeError as error:
        raise ValueError(f"not a trace: {error}") from error


def _required(headers: StatusAndHeaders, name: str) -> str:
    value: str | None = headers.get_header(name)
    if value is None:
        raise ValueError(f"record without {name}")
    return value


def record_id(capture: str) -> str:
    """Return the store's key as WARC-Record-ID has it."""
    return f"<urn:uuid:{uuid.UUID(capture)}>"


def _check_digest(digest: str | None, content: bytes) -> None:
    if digest and digest.startswith("sha256:") and digest != payload_digest(content):
        raise ValueError("content does not have the record's digest")


def entry_of(capture: Capture, file: str, offset: int, length: int) -> Entry:
    """Return the index row of a record that lies at a known place."""
    page = capture.page
    content_type = page.header("content-type").encode("utf-8", "replace").decode()
    return Entry(
        id=page.id,
        url=safe_url(page.url),
        final_url=safe_url(page.final_url),
        fetched_at=page.fetched_at,
        status=page.status,
        digest=capture.digest,
        content_type=content_type,
        bytes=capture.bytes,
        truncated=page.truncated,
        revisit=capture.revisit,
        file=file,
        offset=offset,
        length=length,
        etag=_printable(page.header("etag")),
        last_modified=_printable(page.header("last-modified")),
        trace=page.trace,
    )


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
