"""Records of an archive as pages to store: our own as they were, those of other tools as well as
they can be read.

What only our records have is told by their headers (`scraper.store.segments.record`). Of others the payload
is taken as received, out of its chunks; requests, metadata and other kinds are left out, for they
hold no page and may hold credentials.
"""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from warcio.bufferedreaders import ChunkedDataReader

from scraper.models.page import Page
from scraper.store.archives.reader import WarcRecord
from scraper.store.segments.record import (
    REQUESTED,
    Capture,
    decode,
    record_id,
)

_HEAD = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(r"HTTP/([0-9](?:\.[0-9])?) +([0-9]{3})(?![0-9])")
_WEB = ("http://", "https://")


def is_page(record: WarcRecord) -> bool:
    """Whether a record answers a request for a web page, or says that the answer was an older one."""
    return record.kind in ("response", "revisit") and record.url.lower().startswith(_WEB)


def is_own(record: WarcRecord) -> bool:
    """Whether this program wrote it."""
    return REQUESTED.lower() in record.headers


def own_capture(record: WarcRecord, rendition: WarcRecord | None) -> Capture:
    """What our own record holds, with its rendition, if that is the one that came before it.
    ValueError where it does not agree with its digests."""
    capture = decode(_bytes(record))
    if capture is None:
        raise ValueError("not a capture")
    if rendition is not None and rendition.headers.get("warc-refers-to") == record_id(
        capture.page.id
    ):
        return replace(capture, page=replace(capture.page, rendered=rendition.block))
    return capture


def foreign_page(record: WarcRecord) -> Page:
    """The page of another tool's response or revisit. ValueError where it can't be read as one."""
    head, _, raw = _parted(record.block)
    lines = head.decode("utf-8", "surrogateescape").splitlines()
    status = _STATUS.match(lines[0]) if lines else None
    if status is None and record.kind == "response":
        raise ValueError("has no HTTP status line")
    headers = tuple(_pairs(lines[1:]))
    chunked = any(
        name.lower() == "transfer-encoding" and value.lower() == "chunked"
        for name, value in headers
    )
    return Page(
        url=record.url,
        final_url=record.url,
        status=int(status[2]) if status else 0,
        headers=headers,
        body=b"",
        raw=_dechunked(raw) if chunked else raw,
        fetched_at=_date(record.headers.get("warc-date", "")),
        http_version=status[1] if status else "1.1",
        truncated=_truncated(record.headers.get("warc-truncated", "")),
    )


def refers_to(record: WarcRecord) -> str:
    """The id of a record that a revisit names; "" where it names none."""
    named = record.headers.get("warc-refers-to", "").strip("<>")
    try:
        return UUID(named).hex
    except ValueError:
        return ""


def refers_to_url(record: WarcRecord) -> tuple[str, datetime] | None:
    """The URL and the time of what a revisit names; None where it does not say."""
    url = record.headers.get("warc-refers-to-target-uri", "").strip("<>")
    try:
        return url, _date(record.headers.get("warc-refers-to-date", ""))
    except ValueError:
        return None


def is_not_modified(record: WarcRecord) -> bool:
    """Whether a revisit is a 304."""
    return record.headers.get("warc-profile", "").endswith("/server-not-modified")


def _bytes(record: WarcRecord) -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in record.repeated)
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + record.block + b"\r\n\r\n"


def _parted(block: bytes) -> tuple[bytes, bytes, bytes]:
    found = _HEAD.search(block)
    if found is None:
        return block, b"", b""
    return block[: found.start()], found[0], block[found.end() :]


def _pairs(lines: list[str]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for line in lines:
        name, colon, value = line.partition(":")
        if line[:1] in (" ", "\t") and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
        elif colon and name.strip():
            pairs.append((name.strip(), value.strip()))
    return pairs


def _dechunked(raw: bytes) -> bytes:
    """The payload out of its chunks; as it is where it is in none, as some tools store it."""
    reader = ChunkedDataReader(io.BytesIO(raw))
    pieces = []
    while piece := reader.read(65_536):
        pieces.append(piece)
    return b"".join(pieces)


def _date(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _truncated(reason: str) -> str:
    return reason if reason in ("", "length", "time", "disconnect") else "disconnect"
