"""The columns of a part, and the rows that pages become.

Where a page came from has the names that Common Crawl's own index uses. A page that failed is a row
as well, with `error` and `error_message` in place of a text.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from scraper.bulk.page import ExtractedPage
from scraper.models.document import Document
from scraper.models.failure import Failure

ColumnKind = Literal["text", "texts", "integer", "number", "flag", "moment", "date", "map"]
"""A date is a text here and in JSON lines, as the page gives it, and a moment in Parquet."""

COLUMNS: Mapping[str, ColumnKind] = {
    "warc_filename": "text",  # path of the archive, without the host or bucket of its URL
    "warc_record_offset": "integer",
    "warc_record_length": "integer",
    "warc_record_id": "text",
    "fetch_time": "moment",
    "file": "text",  # of a saved page
    "url": "text",  # that was asked for
    "page_url": "text",  # the canonical one
    "title": "text",
    "authors": "texts",
    "date": "date",
    "modified": "date",
    "language": "text",
    "site_name": "text",
    "description": "text",
    "image": "text",
    "tags": "texts",
    "text": "text",
    "is_free": "flag",
    "is_partial": "flag",
    "next_page": "text",
    "status": "text",
    "status_reason": "text",
    "confidence": "number",
    "sources": "map",
    "error": "text",  # a kind of failure
    "error_message": "text",
}
"""All columns in their order. Any of them may be null."""

Row = dict[str, Any]


def page_row(archive: str, document: Document | None, page: ExtractedPage) -> Row:
    """Return the row of a page. `archive` is "" and `document` None of a saved page."""
    fields = dict(page.fields)
    row = dict.fromkeys(COLUMNS) | _place_of(archive, document, page.url)
    row["file"] = None if archive else page.name
    row["page_url"] = fields.pop("url")
    return row | fields


def failure_row(archive: str, document: Document | None, failure: Failure) -> Row:
    """Return the row of a page that gave no article, or of a damaged place in an archive."""
    inside, address = failure.subject.startswith(f"{archive}#"), None
    if archive and inside:
        address = failure.subject[len(archive) + 1 :]
    row = dict.fromkeys(COLUMNS) | _place_of(archive, document, address)
    row["file"] = None if archive else failure.subject
    return row | {"error": failure.kind, "error_message": failure.message}


def warc_filename(source: str) -> str:
    """Return what Common Crawl's index calls an archive: its path below the host or the bucket."""
    return urlsplit(source).path.lstrip("/") if "://" in source else source


def _place_of(archive: str, document: Document | None, url: str | None) -> Row:
    """Return the columns of where a page came from, as far as that is known."""
    known = {"warc_filename": warc_filename(archive) if archive else None, "url": url}
    place = document.place if document is not None else None
    if place is None:
        return known
    return known | {
        "warc_record_offset": place.offset,
        "warc_record_length": place.length,
        "warc_record_id": place.id or None,
        "fetch_time": moment_of(place.date),
        "url": place.url,
    }


def moment_of(text: str) -> datetime | None:
    """Return the moment of a WARC-Date in UTC; None where it can't be read."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
