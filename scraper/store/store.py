"""`Store`: put pages in, get them back, list and examine them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from scraper.errors import NotStored, PageErased, StoreDamaged, StoreError
from scraper.files.lock import Lock
from scraper.models.page import Page
from scraper.models.times import utc_now
from scraper.store.archives.export import Export
from scraper.store.captures import CaptureReader
from scraper.store.credentials import safe_url, without_credentials
from scraper.store.entry import Entry, StoreReport
from scraper.store.erased import ErasedPages, read_erased, write_erased
from scraper.store.index import FILE, Index, Query, SegmentState
from scraper.store.layout import LOCK, NONE_HERE, SEGMENTS, prepared, read_id, set_id
from scraper.store.segments.record import (
    Capture,
    capture_id,
    check_storable,
    encode,
    entry_of,
)
from scraper.store.segments.record import payload_digest as digest_of
from scraper.store.segments.rendition import encode_rendition
from scraper.store.segments.roll import SEGMENT_SIZE, SegmentRoll
from scraper.store.segments.segment import (
    explained,
    pack,
)
from scraper.store.upkeep import recover, verify
from scraper.store.upkeep.care import StoreUpkeep
from scraper.store.upkeep.compact import mended
from scraper.store.upkeep.journal import finish
from scraper.store.visits import Visits

Clock = Callable[[], datetime]

_SHORTEST_PREFIX = 4  # of an id


class Store:
    """Raw responses in a directory. Use `open` to write and `reader` to only read.

    A page is safe on disk, against `kill -9` and power failure, when `put` has returned. One
    process writes at a time, any number read meanwhile. Methods may be called from any thread.
    Credentials are taken out before anything is written: see `scraper.store.credentials`.
    """

    def __init__(self, root: Path, index: Index) -> None:
        """Wrap an open index; callers use `open` and `reader`."""
        self.root = root
        self.recovered = StoreReport()
        """What `open` had to index or set aside because the last writer was interrupted."""
        self.erased = read_erased(root)
        """What was erased from this store, and is not stored again."""
        self._index = index
        self._guard = threading.RLock()
        self._lock: Lock | None = None
        self._roll = SegmentRoll(root, SEGMENT_SIZE, utc_now)
        self._clock, self._segment_size = utc_now, SEGMENT_SIZE
        self._interrupted = False
        self._captures = CaptureReader(root, index, self._guard)
        self.visits = Visits(index, self._guard, self._refuse_unwritable, self.now)
        """What visits taught beside pages: validators, robots.txt files, the quarantine."""
        self.care = StoreUpkeep(root, index, self._guard, self._begin_care, self.now)
        """Keeps the store small."""
        self.export = Export(root, index, self._guard)
        """Writes captures as archives."""

    @property
    def id(self) -> str:
        """32 hex digits that are this store's alone: made when it is first opened for writing, kept by
        `rebuild`, copied when the directory is copied. "" of a store of 0.1.0 that was only read since.

        What stands beside a store (the state of runs) keeps the id of the store it belongs to, so that
        a state beside another store, or a store that was replaced, is found out.
        """
        return read_id(self.root)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = True,
        clock: Clock = utc_now,
        segment_size: int = SEGMENT_SIZE,
    ) -> "Store":
        """Open for reading and writing; a directory that does not exist is made.

        Raises `StoreError` if another process writes, if there is no store and `create` is false, if the directory is
        something else or can't be written; `StoreDamaged` if stored pages are gone.
        """
        root = prepared(Path(path), create=create)
        with explained(root), ExitStack() as undo:
            lock = undo.enter_context(Lock(root / LOCK, clock()))
            index = undo.enter_context(closing(Index(root / FILE, readonly=False)))
            store = cls(root, index)
            store._lock = lock
            store._roll = SegmentRoll(root, segment_size, clock)
            store._clock, store._segment_size = clock, segment_size
            finish(root, index)
            set_id(root)
            store.recovered = recover.recover(root, index)
            undo.pop_all()  # from here on `close` does it
            return store

    @classmethod
    def reader(cls, path: str | Path) -> "Store":
        """Open for reading only, also while another process writes."""
        root = Path(path)
        if not (root / FILE).is_file():
            if (root / SEGMENTS).is_dir():
                raise StoreDamaged(str(root), "has no index; run `scraper store rebuild`")
            raise StoreError(str(root), NONE_HERE)
        return cls(root, Index(root / FILE, readonly=True))

    @staticmethod
    def rebuild(path: str | Path, *, clock: Clock = utc_now) -> StoreReport:
        """Make the index again from the segments. Notes are kept if the old index can be read.

        An index that is not a database any more is moved to `damaged/` first, and its notes are lost;
        damage inside of segments goes there, and the segments are written again without it. The report
        names what is lost: the index that was moved, or the rows of it that were damaged.
        """
        root = prepared(Path(path), create=False)
        with explained(root), Lock(root / LOCK, clock()):
            try:
                index, lost = recover.whole_index(root)
            except StoreDamaged:
                lost = [recover.set_index_aside(root, clock())]
                index = Index(root / FILE, readonly=False)
            with closing(index):
                finish(root, index)
                return mended(root, index, recover.rebuild(root, index, lost), clock())

    def close(self) -> None:
        """Close the files and give the lock back. May be called twice."""
        with self._guard:
            self._roll.close()
            self._index.close()
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def put(self, page: Page) -> str:
        """Store a page durably and return its id. The same capture again changes nothing.

        A payload that is stored already is not stored again, only the headers and the time. Of a
        304, `page.unchanged` names the capture that is still current: `get` then gives that
        capture's content, with its headers brought up to date.
        Raises `NotStorable` for a page that no record can hold (a status such as 0 or -1), `PageErased`
        for one that was erased, and `StoreError` where nothing can be written; then nothing of the
        page is stored.
        """
        check_storable(page)
        page = without_credentials(page)
        for url in (page.final_url, page.url):
            if erasure := self.erased.covering(url):
                raise PageErased(url, f"{erasure.refusal}; it is not stored again")
        with self._guard:
            self._refuse_unwritable()
            current = self.find(page.unchanged) if page.unchanged else None
            digest = current.digest if current else digest_of(page.raw)
            page = replace(page, id=capture_id(page, digest))
            if not self._index.by_id(page.id):
                original = current or (self._captures.original(digest) if page.raw else None)
                rendition = pack(encode_rendition(page)) if page.rendered else b""
                member = pack(encode(page, digest, original, len(rendition)))
                size = original.bytes if original else len(page.raw)
                capture = Capture(page, digest, size, original is not None, len(rendition))
                self._append(capture, rendition + member)
        return page.id

    def keep_erased(self, erased: ErasedPages) -> None:
        """Remember from now on, durably, what is not to be stored again; nothing is erased yet."""
        with self._guard:
            self._refuse_unwritable()
            write_erased(self.root, erased)
            self.erased = erased

    def note(self, key: str, *, status: str, title: str = "", words: int = 0) -> None:
        """Keep what extraction made of a capture, for listings. `key` is a whole id."""
        with self._guard:
            self._refuse_unwritable()
            if key not in [entry.id for entry in self._index.by_id(key)]:
                raise NotStored(key, "no such capture to note a verdict on")
            with self._index.transaction():
                self._index.note(key, status, title.encode(errors="replace").decode(), words)

    def find(self, key: str) -> Entry:
        """Return the entry of an id, of an id's unique beginning, or the newest of a URL.

        A capture that is dated after now (from an archive, or a clock that ran ahead) is the newest
        only where the URL has no other. Raises NotStored, StoreError where the beginning is no id's
        alone."""
        with self._guard:
            if "://" in key:
                entry = self._index.by_url(safe_url(key), self._clock())
                if entry is None:
                    raise NotStored(safe_url(key), "not in the store; `scraper list` shows what is")
                return entry
            prefix = key.strip().lower()
            known = len(prefix) >= _SHORTEST_PREFIX and set(prefix) <= set("0123456789abcdef")
            found = self._index.by_id(prefix) if known else []
        if not found:
            raise NotStored(key, "neither a URL nor the beginning of an id in the store")
        if len(found) > 1:
            raise StoreError(key, "begins the id of more than one capture; give more digits")
        return found[0]

    def has(self, key: str) -> bool:
        """Say whether a capture with this whole id is stored."""
        with self._guard:
            return any(entry.id == key for entry in self._index.by_id(key))

    def captures_of(self, url: str, limit: int | None = None) -> list[Entry]:
        """Return the captures that answered under a URL, newest first; with `limit` only so many."""
        with self._guard:
            return self._index.all_of(safe_url(url), limit)

    def get(self, key: str, *, decoded: bool = True) -> Page:
        """Return the page of an id or URL; see `find`. With `decoded` false, `body` is as received.

        Raises `NotStored`, `StoreDamaged` if the record or its payload can't be read whole, and
        `NotDecodable` if the payload is not in the encoding that its answer names.
        """
        return self._captures.page(self.find(key), decoded=decoded)

    def entries(
        self,
        *,
        url: str = "",
        host: str = "",
        since: datetime | None = None,
        status: int | str | None = None,
        limit: int | None = None,
    ) -> Iterator[Entry]:
        """Yield what is stored, newest first, in flat memory.

        `url` is a part of the URL in any case, `host` a host or a domain above it, `status` an
        HTTP status (int) or a verdict of extraction (str).
        """
        pages = self._index.listing(Query(url, host, since, status, limit))
        while True:
            with self._guard:
                page = next(pages, None)
            if page is None:
                return
            yield from page

    def numbered(
        self, *, after: int = 0, before: int = 0, limit: int = 500
    ) -> list[tuple[int, Entry]]:
        """Return captures with their numbers, which grow as captures are stored and are others after a
        rebuild. Those above `after`, lowest first; with `before` those below it, highest first."""
        with self._guard:
            return self._index.numbered(after, before, limit)

    def number_of(self, key: str) -> int:
        """Return the number of a capture, as `numbered` gives it. `key` is a whole id."""
        with self._guard:
            return self._index.number_of(key)

    def count(self) -> int:
        """Return the number of captures."""
        with self._guard:
            return self._index.count()

    def verify(self) -> StoreReport:
        """Read everything and compare it with what was written; see `scraper.store.upkeep.verify`."""
        with self._guard:
            report = verify.verify(self.root, self._index, self.root / LOCK)
        return replace(report, problems=(*report.problems, *self.erased.problems()))

    def _refuse_unwritable(self) -> None:
        if self._lock is None:
            raise StoreError(str(self.root), "was opened for reading only")
        if self._interrupted:
            raise StoreError(str(self.root), "an earlier write was interrupted; open it again")

    def now(self) -> datetime:
        """Return the time of the store's clock."""
        return self._clock()

    def _begin_care(self) -> tuple[int, datetime]:
        self._refuse_unwritable()
        self._roll.close()
        return self._segment_size, self._clock()

    def _append(self, capture: Capture, members: bytes) -> None:
        """Write to the segment first and to the index second: a crash between them leaves a whole record to index.
        `members` are the rendition, if there is one, and the capture."""
        # Until the commit the record is in the segment but not in the index. If that does not
        # end well, only `open`, which looks for such records, may go on.
        self._interrupted = True
        try:
            writer = self._roll.writer(self._index.segments)
            offset = writer.append(members) + capture.rendition
        except OSError as error:
            self._interrupted = False  # the segment was cut back
            raise StoreError(str(self.root), f"cannot write: {error}") from error
        entry = entry_of(capture, writer.path.name, offset, len(members) - capture.rendition)
        with self._index.transaction():
            self._index.add(entry)
            self._index.cover(SegmentState(writer.path.name, writer.size, writer.crc))
        self._interrupted = False
