"""The catalogue kept up with its store, in a thread of its own: newest captures first, so that the
first page is there at once, then back to the oldest; afterwards only what is new.
"""

import contextlib
import tempfile
import threading
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from scraper.errors import NotStored, ScraperError, StoreDamaged, StoreError, StoreInUse, reason_of
from scraper.files.lock import Lock
from scraper.files.siblings import SEARCH, SEARCH_LOCK, beside
from scraper.models.times import utc_now
from scraper.store import Entry, Extractions, Store
from scraper.store.search.catalogue import Catalogue, CatalogueRow, IndexMarks
from scraper.text import count_words
from scraper.urls import normal_host, page_key

BATCH = 200  # captures in one transaction
PAUSE = 0.01  # seconds between two batches, so that requests get their turn
EVERY = 2.0  # seconds between two checks for what is new
MOST_DATE = 40  # characters; ISO 8601 with time and offset has 25
UNDATED = "-"  # before any digit
AHEAD = timedelta(days=1)  # that a date may be after its capture: what is a day later is a mistake
BEHIND = 512  # captures below the newest whose verdict may still be on its way


def catalogue_file(store: Path) -> Path:
    """Return where the catalogue of a store is: beside it."""
    return beside(store, SEARCH)


class Indexer:
    """The thread. `path` is the file to read, `problem` what keeps it from being kept up, and
    `ready` is set once the newest pages are in it, or there is a problem."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self.path = catalogue_file(store)
        self.problem: ScraperError | None = None
        self.ready = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._main, name="index", daemon=True)

    def start(self) -> None:
        """Begin. A place that can't be written gets its catalogue in a temporary directory."""
        self._find_place()
        self._thread.start()

    def once(self) -> Path:
        """Read here and now what the catalogue lacks, instead of beginning; the file to read."""
        self._find_place()
        self._keep_up()
        return self.path

    def _find_place(self) -> None:
        if not _is_writable(self.path):
            self._temporary = tempfile.TemporaryDirectory(prefix="scraper-review-")
            self.path = Path(self._temporary.name) / self.path.name

    def close(self) -> None:
        """End within a batch."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(10)
        if self._temporary is not None:
            self._temporary.cleanup()

    def _main(self) -> None:
        while not self._stop.is_set():
            try:
                self._keep_up()
                self.problem = None
            except (
                ScraperError
            ) as error:  # reported, and tried again: the store may come or be mended
                self.problem = error
            except Exception as error:  # noqa: BLE001  # a thread that ends would tell nobody
                self.problem = self._bug(error)
            self.ready.set()
            self._stop.wait(EVERY)

    def _bug(self, error: Exception) -> ScraperError:
        """Print where a bug is, once, and return its message for the page that shows the progress."""
        message = f"can't be kept up to date because of a bug: {type(error).__name__}; the server's messages say more"
        problem = StoreError(str(self.path), message)
        if str(problem) != str(self.problem):
            traceback.print_exception(error)
        return problem

    def _keep_up(self) -> None:
        Store.reader(self._store).close()  # there is one, and it can be read
        lock = self._lock()
        if lock is None:
            return  # another process keeps the same catalogue up
        with lock, contextlib.closing(Catalogue(self.path)) as catalogue:
            for _ in catch_up(self._store, catalogue):
                self.ready.set()
                if self._stop.wait(PAUSE if self._thread.is_alive() else 0):
                    return

    def _lock(self) -> Lock | None:
        try:
            name = self.path.name.removesuffix(SEARCH) + SEARCH_LOCK
            return Lock(self.path.with_name(name), utc_now())
        except StoreInUse:
            return None
        except OSError as error:
            raise StoreError(str(self.path), f"can't be written: {reason_of(error)}") from error


@contextlib.contextmanager
def searchable(store: Path) -> Iterator[Path]:
    """Give a catalogue that has all that is in the store now, for as long as it is read. Where
    another process keeps it up, it is as far as that has come."""
    indexer = Indexer(store)
    with contextlib.ExitStack() as stack:
        stack.callback(indexer.close)
        yield indexer.once()


def catch_up(root: Path, catalogue: Catalogue) -> Iterator[None]:
    """Read what the catalogue lacks, a step at each turn."""
    with contextlib.ExitStack() as stack:
        store = stack.enter_context(Store.reader(root))
        kept = Extractions.reader(root)
        if kept is not None:
            stack.enter_context(kept)
        reading = _SourceStore(store, kept)
        marks = _begin(reading, catalogue)
        for step in (_newer, _settled, _extracted, _older, _gone):
            for rows, reached, gone in step(reading, catalogue, marks):
                catalogue.put(rows, reached, gone)
                marks = reached
                yield


class _SourceStore:
    """A store that is read, and what was extracted from it."""

    def __init__(self, store: Store, kept: Extractions | None) -> None:
        self.store, self.kept = store, kept

    def row(self, number: int, entry: Entry) -> CatalogueRow:
        fields = self._fields(entry.id)
        title, text = str(fields.get("title") or ""), str(fields.get("text") or "")
        status = str(fields.get("status") or entry.verdict)
        published = _fit(str(fields.get("date") or ""))[:MOST_DATE]
        return CatalogueRow(
            number=number,
            key=page_key(entry.final_url),
            id=entry.id,
            url=entry.final_url,
            host=normal_host(entry.host),
            fetched_at=entry.fetched_at,
            http=entry.status,
            status=status,
            title=_fit(title or entry.title),
            words=count_words(text) if fields else entry.words,
            text=text,
            published=published,
            dated=date_key(published, entry.fetched_at),
        )

    def _fields(self, key: str) -> dict[str, object]:
        try:
            found = self.kept.newest(key) if self.kept is not None else None
        except StoreDamaged:
            raise
        except StoreError:  # the one extraction can't be read: the page is listed without its text
            return {}
        return dict(found.fields) if found is not None else {}


_Steps = Iterator[tuple[list[CatalogueRow], IndexMarks, list[int]]]
"""Pages to take in, how far the store is read with them, and the numbers of pages to take out."""


_Left = tuple[bool, datetime, int, Entry]
"""A capture of a page, with its number: the greatest, by text and time, is the one to show."""


def _begin(reading: _SourceStore, catalogue: Catalogue) -> IndexMarks:
    """Return the marks; a catalogue of other numbers, from before a rebuild, is emptied first."""
    marks = catalogue.marks()
    if marks.high:
        same = reading.store.numbered(after=marks.high - 1, limit=1)
        if not same or (same[0][0], same[0][1].id) != (marks.high, marks.high_id):
            catalogue.clear()
            marks = IndexMarks()
    if not marks.high:
        newest = reading.store.numbered(before=2**62, limit=1)
        if newest:
            number, entry = newest[0]
            last = reading.kept.last_number() if reading.kept is not None else 0
            marks = IndexMarks(number + 1, number, entry.id, last)
    return marks


def _newer(reading: _SourceStore, catalogue: Catalogue, marks: IndexMarks) -> _Steps:  # noqa: ARG001
    while marks.high and (found := reading.store.numbered(after=marks.high, limit=BATCH)):
        number, entry = found[-1]
        read = marks.captures + len(found)
        marks = replace(marks, high=number, high_id=entry.id, captures=read)
        yield [reading.row(*one) for one in found], marks, []


def _settled(reading: _SourceStore, catalogue: Catalogue, marks: IndexMarks) -> _Steps:
    """Captures that were read before the verdict on them was known."""
    rows = []
    for key in catalogue.unsettled(marks.high - BEHIND):
        entry = reading.store.find(key)
        if entry.verdict:
            rows.append(reading.row(reading.store.number_of(key), entry))
    if rows:
        yield rows, marks, []


def _extracted(reading: _SourceStore, catalogue: Catalogue, marks: IndexMarks) -> _Steps:  # noqa: ARG001
    """Captures that were extracted, or extracted again, since they were read."""
    while reading.kept is not None and (found := reading.kept.kept_after(marks.kept, BATCH)):
        marks = replace(marks, kept=found[-1][0])
        rows = []
        for key in {key for _, key in found}:
            with contextlib.suppress(NotStored):  # the index was rebuilt, and this capture was lost
                entry, number = reading.store.find(key), reading.store.number_of(key)
                if marks.low <= number <= marks.high:
                    rows.append(reading.row(number, entry))
        yield rows, marks, []


def _older(reading: _SourceStore, catalogue: Catalogue, marks: IndexMarks) -> _Steps:  # noqa: ARG001
    while marks.high and not marks.whole:
        found = reading.store.numbered(before=marks.low, limit=BATCH)
        low = found[-1][0] if found else marks.low
        read = marks.captures + len(found)
        marks = replace(marks, low=low, whole=len(found) < BATCH, captures=read)
        yield [reading.row(*one) for one in found], marks, []


def _gone(reading: _SourceStore, catalogue: Catalogue, marks: IndexMarks) -> _Steps:
    """Return the pages whose capture was removed from the store: each gets the best that is left of
    it, in the step that takes the old one out. Looked for when the store has another number of
    captures than were read."""
    total = reading.store.count()
    if not marks.whole or total == marks.captures:
        return
    gone, after = dict[str, int](), 0
    while found := catalogue.numbers(after, BATCH):
        after = found[-1][0]
        gone |= {key: n for n, capture, key in found if reading.store.number_of(capture) != n}
        yield [], marks, []
    left, before = dict[str, _Left](), marks.high + 1
    while gone and (older := reading.store.numbered(before=before, limit=BATCH)):
        before = older[-1][0]
        for number, entry in older:
            if (key := page_key(entry.final_url)) in gone:
                words = reading.row(number, entry).words
                one = bool(words), entry.fetched_at, number, entry
                left[key] = max(left.get(key, one), one, key=lambda known: known[:3])
        yield [], marks, []
    keys = list(gone)
    for some in (keys[start : start + BATCH] for start in range(0, len(keys), BATCH)):
        rows = [reading.row(*left[key][2:]) for key in some if key in left]
        yield rows, marks, [gone[key] for key in some]
    yield [], replace(marks, captures=total), []


def date_key(published: str, fetched_at: datetime) -> str:
    """Return what a page is ordered by: the date of its article in UTC, a day where it gives no time. A
    date in the future is a mistake: the time of the capture stands for it. Pages without a date come
    after all others, in the order of their captures."""
    captured = f"{fetched_at.astimezone(UTC):%Y-%m-%dT%H:%M}"
    try:
        day = date.fromisoformat(published[:10])
        moment = datetime.fromisoformat(published)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return UNDATED + captured
    if moment > fetched_at + AHEAD:
        return captured
    return day.isoformat() if published == day.isoformat() else f"{moment:%Y-%m-%dT%H:%M}"


def _fit(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _is_writable(path: Path) -> bool:
    if not path.parent.is_dir():
        return True  # there is no store either; it may come
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            return True
    except OSError:
        return False
