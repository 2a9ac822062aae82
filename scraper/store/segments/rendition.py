"""What a browser made of a page, as a WARC record of its own: a conversion that refers to the page.

It stands right before its page, which says how long it is. So a page that is whole has it, and
what a crash leaves without its page is read by nobody.
"""

import io
import uuid
from pathlib import Path

from warcio.warcwriter import WARCWriter

from scraper.models.page import Page
from scraper.store.entry import Entry
from scraper.store.segments.record import (
    WARC_VERSION,
    parse,
    payload_digest,
    record_id,
    warc_date,
)
from scraper.store.segments.segment import read_member

_MEDIA = "text/html; charset=utf-8"


def encode_rendition(page: Page) -> bytes:
    """Return the record of `page.rendered`."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version=WARC_VERSION)
    headers = {
        "WARC-Record-ID": record_id(uuid.uuid5(uuid.UUID(page.id), "rendition").hex),
        "WARC-Date": warc_date(page.fetched_at),
        "WARC-Refers-To": record_id(page.id),
        "WARC-Block-Digest": payload_digest(page.rendered),
    }
    record = writer.create_warc_record(
        page.final_url,
        "conversion",
        payload=io.BytesIO(page.rendered),
        length=len(page.rendered),
        warc_content_type=_MEDIA,
        warc_headers_dict=headers,
    )
    writer.write_record(record)
    return buffer.getvalue()


def read_rendition(segment: Path, entry: Entry, length: int) -> bytes:
    """Return the rendered page of a capture. Raises OSError, and ValueError where it is not there."""
    start = entry.offset - length
    with segment.open("rb") as file:
        member = read_member(file, start, entry.offset)
    headers, kind, block = parse(member.data)
    if kind != "conversion" or headers.get_header("WARC-Refers-To") != record_id(entry.id):
        raise ValueError("the rendered page is not where it should be")
    return block
