"""The history of a page out of a web archive, into the store.

    index (a CDX server, or a file) -> captures of the page -> each, politely -> store

A capture of the Wayback Machine, or of another archive that replays, is asked for as it was received
("id_"). One that the index places in a file, as Common Crawl's does, is read from there, a record at a
time.
"""

import asyncio
import gzip
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from scraper.encoding.content import decode_body
from scraper.errors import FetchError, InputError, NotStorable, reason_of
from scraper.fetch import FetchSettings, SiteAccess, fetch_page
from scraper.inputs.warc import WarcDamage, read_records
from scraper.models.failure import Failure
from scraper.models.page import Page
from scraper.models.times import utc_now
from scraper.pipelines.article_of_url import run_coroutine
from scraper.pipelines.cdx import WAYBACK, ArchivedCapture, chosen, read_index
from scraper.pipelines.refusal import accepted
from scraper.store import Store
from scraper.store.archives.importer import ImportReport
from scraper.store.archives.records import foreign_page
from scraper.store.archives.saved import put_counted
from scraper.store.segments.segment import MAX_RECORD

COMMON_CRAWL = "https://data.commoncrawl.org/"
INDEX_BYTES = 64 << 20  # of an index that is fetched: 300,000 captures of one page
PARTIAL = 206
_ORIGINAL = "x-archive-orig-"  # before the headers that the archived server sent
_REPLAYED = re.compile(r"/web/(\d{14})id_/")
_DROPPED = frozenset(("content-encoding", "content-length", "transfer-encoding"))

Say = Callable[[Failure], None]


@dataclass(frozen=True, slots=True)
class HistorySource:
    """Where the history of a page is: `index` is the address of a CDX server, or the address or path of
    an index; `records` where its captures are ("" for the place that goes with the index)."""

    url: str
    index: str = WAYBACK
    records: str = ""
    most: int = 100  # captures, the newest


def import_history(
    source: HistorySource, store: Store, settings: FetchSettings, say: Say
) -> ImportReport:
    """Store the captures of a page that an archive has. One that can't be had is a failure in the report.
    Raises FetchError or InputError where the index can't be read."""
    # An archive's interfaces are made for programs; its robots.txt speaks to those that follow links.
    polite = replace(settings, robots=False, per_host=1)
    captures = chosen(_index(source, polite), source.url, source.most)
    return run_coroutine(_import(source, captures, store, polite, say))


async def _import(
    source: HistorySource,
    captures: list[ArchivedCapture],
    store: Store,
    settings: FetchSettings,
    say: Say,
) -> ImportReport:
    done = ImportReport()
    for number, capture in enumerate(captures):
        if number:
            await asyncio.sleep(settings.delay)
        subject = f"{capture.url} of {capture.at:%Y-%m-%d %H:%M:%S}"
        try:
            page = await _page_of(capture, source, settings)
            put_counted(store, page, done)
        except (FetchError, InputError, NotStorable, ValueError) as error:
            failure = Failure(subject, getattr(error, "kind", "unreadable"), _message(error))
            done.failures.append(failure)
            say(failure)
    return done


def _message(error: Exception) -> str:
    return getattr(error, "message", "") or str(error)


def _index(source: HistorySource, settings: FetchSettings) -> Iterator[ArchivedCapture]:
    """Yield the captures in an index. Raises FetchError or InputError."""
    if not source.index.lower().startswith(("http://", "https://")):
        yield from _index_file(Path(source.index))
        return
    asked = (
        _query(source)
        if not source.index.lower().endswith((".gz", ".cdx", ".cdxj"))
        else source.index
    )
    page = run_coroutine(_fetched(asked, replace(settings, max_bytes=INDEX_BYTES)))
    body = page.body
    if body.startswith(b"\x1f\x8b"):
        body = decode_body(body, "gzip", INDEX_BYTES).body
    yield from read_index(body.decode("utf-8", "replace").splitlines())


def _query(source: HistorySource) -> str:
    """Return the address that asks a CDX server for a page; one with a query is asked as it is."""
    if urlsplit(source.index).query:
        return source.index
    return f"{source.index}?url={quote(source.url, safe='')}&output=json"


def _index_file(path: Path) -> Iterator[ArchivedCapture]:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        opened = gzip.open if packed else open
        with opened(path, "rt", encoding="utf-8", errors="replace") as lines:
            yield from read_index(lines)
    except (OSError, EOFError) as error:
        raise InputError(str(path), f"can't be read as an index: {reason_of(error)}") from error


async def _page_of(
    capture: ArchivedCapture, source: HistorySource, settings: FetchSettings
) -> Page:
    """Return a capture as the page that it was. Raises FetchError, InputError or ValueError."""
    if capture.file:
        return await _recorded(capture, source.records or COMMON_CRAWL, settings)
    base = source.records or urljoin(source.index, "/web/")
    found = await _fetched(f"{base.rstrip('/')}/{capture.stamp}id_/{capture.url}", settings)
    moment = _REPLAYED.search(found.final_url)
    at = datetime.strptime(moment[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC) if moment else capture.at
    return Page(
        url=capture.url,
        final_url=capture.url,
        status=capture.status,
        headers=tuple(_sent_headers(found)),
        body=found.body,
        raw=found.body,
        fetched_at=at,
    )


def _sent_headers(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the headers that the archived server sent; its Content-Type in any case."""
    names = set()
    for name, value in page.headers:
        own = name.lower().removeprefix(_ORIGINAL)
        if own != name.lower() and own not in _DROPPED:
            names.add(own)
            yield own, value
    if "content-type" not in names and (media := page.header("content-type")):
        yield "content-type", media


async def _recorded(capture: ArchivedCapture, base: str, settings: FetchSettings) -> Page:
    """Return the page in a record of an archive's file, of which nothing else is read."""
    address = urljoin(base, capture.file)
    last = capture.offset + capture.length - 1
    header = ("Range", f"bytes={capture.offset}-{last}")
    access = SiteAccess(urlsplit(address).hostname or "", headers=(header,), plain_http=True)
    found = await _fetched(address, replace(settings, sites=(access,)), wanted=PARTIAL)
    for record in read_records(io.BytesIO(found.raw), MAX_RECORD):
        if isinstance(record, WarcDamage) or record.problem:
            raise InputError(address, f"the record is damaged at {capture.offset}")
        if record.kind == "response":
            return foreign_page(record)
    raise InputError(address, f"there is no response at {capture.offset}")


async def _fetched(url: str, settings: FetchSettings, wanted: int = 0) -> Page:
    """Return a page that came whole. Raises FetchError."""
    found = accepted(await fetch_page(url, settings), utc_now())
    if isinstance(found, Failure):
        raise FetchError(found.subject, found.message, found.kind)
    if wanted and found.status != wanted:
        raise FetchError(url, f"HTTP status {found.status} in place of {wanted}", "http_status")
    return found
