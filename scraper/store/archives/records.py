"""Records of an archive as pages to store: our own as they were, those of other tools as well as
they can be read.

What only our records have is in their headers (`scraper.store.segments.record`). Of others the payload
is taken as received, out of its transfer codings; requests, metadata and other kinds are left out, for they
hold no page and may hold credentials.
"""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from scraper.inputs.recorded import RecordedResponse, response_of
from scraper.inputs.warc import WarcRecord
from scraper.models.page import Page
from scraper.store.segments.record import (
    REQUESTED,
    Capture,
    decode,
    record_id,
)
from scraper.store.segments.segment import MAX_RECORD

_PAGES = ("response", "revisit", "resource", "conversion")


def is_page(record: WarcRecord) -> bool:
    """Say whether a record holds a page of the web, or says that the answer was an older one."""
    return record.kind in _PAGES and bool(record.address)


def is_own(record: WarcRecord) -> bool:
    """Say whether this program wrote a record."""
    return REQUESTED.lower() in record.headers


def own_capture(record: WarcRecord, rendition: WarcRecord | None) -> Capture:
    """Return what our own record holds, with its rendition, if that is the one that came before it.
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
    """Return the page of another tool's record. ValueError where it can't be read as one."""
    fetched_at = _date(record.headers.get("warc-date", ""))
    if record.kind in ("resource", "conversion"):  # the page alone, without the answer's head
        headers = (("Content-Type", record.headers.get("content-type", "")),)
        found = RecordedResponse(200, "1.1", headers, record.block)
    else:
        found = response_of(record.block, MAX_RECORD)
        if not found.status and record.kind == "response":
            raise ValueError("has no HTTP status line")
    return Page(
        url=record.address,
        final_url=record.address,
        status=found.status,
        headers=found.headers,
        body=b"",
        raw=found.raw,
        fetched_at=fetched_at,
        http_version=found.version,
        truncated=_truncated(record.headers.get("warc-truncated", "")),
    )


def refers_to(record: WarcRecord) -> str:
    """Return the id of the record that a revisit names, "" if it names no record."""
    named = record.headers.get("warc-refers-to", "").strip("<>")
    try:
        return UUID(named).hex
    except ValueError:
        return ""


def refers_to_url(record: WarcRecord) -> tuple[str, datetime] | None:
    """Return the URL and the time of what a revisit names; None where it does not say."""
    url = record.headers.get("warc-refers-to-target-uri", "").strip("<>")
    try:
        return url, _date(record.headers.get("warc-refers-to-date", ""))
    except ValueError:
        return None


def is_not_modified(record: WarcRecord) -> bool:
    """Say whether a revisit is a 304."""
    return record.headers.get("warc-profile", "").endswith("/server-not-modified")


def _bytes(record: WarcRecord) -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in record.repeated)
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + record.block + b"\r\n\r\n"


def _date(text: str) -> datetime:
    """Return the moment of a WARC-Date. Raises ValueError, which says what it is instead."""
    if not text:
        raise ValueError("it has no WARC-Date")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"its WARC-Date is no date: {text[:40]}") from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _truncated(reason: str) -> str:
    return reason if reason in ("", "length", "time", "disconnect") else "disconnect"
