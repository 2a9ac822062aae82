"""The pages of a WARC archive, each as a document."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from scraper.encoding.sniff import sniff
from scraper.errors import InputError
from scraper.inputs.body import entity, too_large
from scraper.inputs.members import ArchiveError, Readable
from scraper.inputs.recorded import Headers, RecordedResponse, response_of
from scraper.inputs.warc import WarcDamage, WarcRecord, read_records, scheme_of
from scraper.models.document import Document, LeftOut, WarcPlace
from scraper.models.failure import Failure
from scraper.urls import hostname, without_userinfo

_ADMINISTRATIVE = ("warcinfo", "request", "metadata", "continuation", "")
_PAGES_OF = ("file",)  # schemes of resources that are pages without a web address

ArchiveItem = Document | Failure | LeftOut


def read_archive(file: Readable, name: str, relative: str, limit: int) -> Iterator[ArchiveItem]:
    """Yield the pages of a WARC file, gzipped or not, in its order.

    A record that is no page (a redirect, an error, robots.txt, other media) is a `LeftOut`. A
    record that breaks is a `Failure`, and so is each place where the archive is damaged; the
    records around it are read. `limit` is the most bytes a page may have.
    """
    pages = _Archive(name, relative, limit)
    try:
        for record in read_records(file, limit):
            if isinstance(record, WarcDamage):
                message = f"the archive {record.message}; what is around this place was read"
                yield Failure(name, "truncated", message)
            else:
                yield from pages.of(record)
    except ArchiveError as error:
        message = f"the archive {error}; what came before was read"
        yield Failure(name, "unreadable", message)
    yield from pages.end()


class _Archive:
    """What one archive has shown so far.

    `_rendered` is the record before, where that is what a browser may have made of the page that
    comes next; of `_addresses` (hashes of them, to save memory) a page was given.
    """

    def __init__(self, name: str, relative: str, limit: int) -> None:
        self._name, self._relative, self._limit = name, relative, limit
        self._rendered: WarcRecord | None = None
        self._addresses: set[int] = set()

    def of(self, record: WarcRecord) -> Iterator[ArchiveItem]:
        """Yield the page of a record, or what it is instead; nothing for administrative ones."""
        rendered, self._rendered = self._rendered, None
        if record.kind in _ADMINISTRATIVE:
            return
        if rendered is not None and _id_of(record) != rendered.headers.get("warc-refers-to"):
            yield self._page(rendered)
            rendered = None
        if record.kind == "conversion" and record.headers.get("warc-refers-to"):
            self._rendered = record
            return
        yield self._page(record, rendered)

    def end(self) -> Iterator[ArchiveItem]:
        """Yield the page of a last record that waited for the next one."""
        if self._rendered is not None:
            yield self._page(self._rendered)

    def _page(self, record: WarcRecord, rendered: WarcRecord | None = None) -> ArchiveItem:
        url = without_userinfo(record.url)
        subject = f"{self._name}#{url}"
        if record.kind == "conversion" and hash(url) in self._addresses:
            return LeftOut(subject, "record")
        self._addresses.add(hash(url))
        try:
            return self._read(record, rendered, url, subject)
        except InputError as error:
            return Failure(subject, error.kind, error.message)
        except ValueError as error:
            return Failure(subject, "unreadable", f"the record {error}")

    def _read(
        self, record: WarcRecord, rendered: WarcRecord | None, url: str, subject: str
    ) -> Document | LeftOut:
        """Return the page of a record. Raises InputError and ValueError."""
        if reason := _reason_by_kind(record):
            return LeftOut(subject, reason)
        found = _response(record, self._limit)
        if reason := _reason_by_answer(record, found, url):
            return LeftOut(subject, reason)
        if record.problem:
            raise _untrusted(record, subject, self._limit)
        body = entity(found.raw, found.list_of("content-encoding"), subject, self._limit)
        sniffed = sniff(body, found.header("content-type"))
        if not sniffed.is_page and sniffed.kind != "empty":
            return LeftOut(subject, "media")
        document = Document(
            name=subject,
            body=body,
            kind=sniffed.document_kind,
            url=without_userinfo(record.address) or None,
            charset=charset_of(found.header("content-type")),
            relative=f"{self._relative}/{page_id(url)}",
            headers=found.headers,
            day=_day(record.headers.get("warc-date", "")),
            place=_place(record, url),
        )
        if rendered is not None and not rendered.problem:
            return replace(document, body=rendered.block, kind="html", charset="utf-8")
        return document


def page_id(url: str) -> str:
    """Return a file name for a URL: its host where that is plain, and a digest. Never a path."""
    plain = "".join(c for c in hostname(url) if c.isascii() and (c.isalnum() or c in "-."))[
        :80
    ].strip(".-")
    digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{plain}-{digest}" if plain else digest


def charset_of(content_type: str) -> str | None:
    """Return the charset that a Content-Type declares."""
    for parameter in content_type.split(";")[1:]:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def _response(record: WarcRecord, limit: int) -> RecordedResponse:
    """Return the answer that a record holds. A resource or a conversion is one without its head.
    Raises ValueError where a response has no status."""
    if record.kind in ("resource", "conversion"):
        headers: Headers = (("Content-Type", record.headers.get("content-type", "")),)
        return RecordedResponse(200, "", headers, record.block)
    found = response_of(record.block, limit)
    if record.kind == "response" and not found.status:
        raise ValueError("has no HTTP status line")
    return found


def _reason_by_kind(record: WarcRecord) -> str:
    """Return the reason why a record is no page, judged by its headers; "" where it may be one."""
    if not record.address and scheme_of(record.url) not in _PAGES_OF:
        return "address"
    if record.kind == "revisit":
        return "revisit"
    return "" if record.kind in ("response", "resource", "conversion") else "record"


def _reason_by_answer(record: WarcRecord, found: RecordedResponse, url: str) -> str:
    """Return the reason why an answer is no page, judged by its head; "" where it may be one."""
    if not 200 <= found.status < 300:
        return "status"
    if _is_robots(url):
        return "robots"
    too_large_media = record.problem and not sniff(found.raw, found.header("content-type")).is_page
    return "media" if too_large_media else ""


def _untrusted(record: WarcRecord, subject: str, limit: int) -> InputError:
    if record.problem.startswith("has more"):
        return too_large(subject, limit)
    return InputError(subject, f"the record {record.problem}", "truncated")


def _is_robots(url: str) -> bool:
    try:
        return urlsplit(url).path == "/robots.txt"
    except ValueError:
        return False


def _place(record: WarcRecord, url: str) -> WarcPlace:
    date_of = record.headers.get("warc-date", "")
    return WarcPlace(url, _id_of(record), date_of, record.offset, record.length)


def _id_of(record: WarcRecord) -> str:
    return record.headers.get("warc-record-id", "")


def _day(moment: str) -> date | None:
    """Return the day of a WARC-Date; None where it can't be read."""
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
