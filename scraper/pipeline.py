"""The main job, wired: URLs in, stored responses and clean articles out.

    URL -> fetch: Page -> store: raw bytes + meta -> dom -> blocks -> verdicts -> Article -> output

Orders the steps and decides one thing only: which pages are not given to the extraction
(`refusal`). Fetching runs in a thread of its own, so that the network does not wait for the
parsers, and extraction in processes that can be killed. What is extracted is read back from the
store: what was kept is what is cleaned. Results come in the order of the URLs, and memory holds
at most a window of them.
"""

import asyncio
import queue
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from scraper.cleaning import Cleaned, CleanTask, Settings, clean, document_of
from scraper.fetch import FetchSettings, fetch_all
from scraper.models import Failure, Page
from scraper.store import Store
from scraper.workers import Limits, run

STORED_AHEAD = 10_000  # URLs beyond the oldest unfinished one: an id each
PAGES_AHEAD = 64  # ... when nothing is stored: a page each


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run fetches and cleans. `jobs` is the number of processes, None for one a core."""

    fetch: FetchSettings
    settings: Settings
    limits: Limits
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Scraped:
    """What became of one URL. `id` is its key in the store, "" where it is not stored."""

    url: str
    id: str
    result: Cleaned | Failure


@dataclass(frozen=True, slots=True)
class _Fetched:
    """A fetched URL on its way: its id in the store, or the page itself where none is kept."""

    url: str
    id: str = ""
    page: Page | None = None
    failure: Failure | None = None


def scrape(urls: Iterable[str], plan: Plan, store: Store | None) -> Generator[Scraped, None, None]:
    """Fetch, store, extract; one result for each URL, in their order.

    Closing the generator ends what is under way; what was fetched until then is stored. Raises
    StoreError where the store can't be written or read.
    """
    under_way: deque[_Fetched] = deque()

    def tasks(fetched: Iterable[_Fetched]) -> Iterator[CleanTask | Failure]:
        for item in fetched:
            under_way.append(item)
            yield _task(item, plan.settings, store)

    with (
        closing(_in_order(urls, plan.fetch, store)) as fetched,
        closing(run(tasks(fetched), clean, plan.limits, plan.jobs)) as results,
    ):
        for result in results:
            item = under_way.popleft()
            if store is not None and item.id and isinstance(result, Cleaned):
                store.note(item.id, status=result.status, title=result.title, words=result.words)
            yield Scraped(item.url, item.id, result)


def refusal(page: Page) -> Failure | None:
    """Why a page is not extracted; None where it is. It stays in the store either way."""
    kept = f"; kept as {page.id}" if page.id else ""
    if page.truncated:
        reason = _TRUNCATED[page.truncated]
        return Failure(page.url, "truncated", f"{reason} after {len(page.raw)} bytes{kept}")
    if page.status >= 400 or page.status < 200:
        return Failure(page.url, "http_status", f"HTTP status {page.status}{kept}")
    return None


_TRUNCATED = {
    "length": "the body is longer than allowed (--max-bytes), cut off",
    "time": "the body took too long (--timeout), cut off",
    "disconnect": "the body is not whole (try again later): it ended",
}


def _task(item: _Fetched, settings: Settings, store: Store | None) -> CleanTask | Failure:
    if item.failure is not None:
        return item.failure
    page = item.page
    if page is None and store is not None:
        page = store.get(item.id)
    if page is None:
        raise AssertionError("neither a page nor a store to read it from")
    document = document_of(page)
    return CleanTask(replace(document, name=item.url), settings)


def _in_order(
    urls: Iterable[str], settings: FetchSettings, store: Store | None
) -> Generator[_Fetched, None, None]:
    """What the thread delivers, each in the place of its URL."""
    waiting: dict[int, _Fetched] = {}
    wanted = 0
    with closing(_Fetching(urls, settings, store)) as fetching:
        for index, item in fetching:
            waiting[index] = item
            while wanted in waiting:
                yield waiting.pop(wanted)
                wanted += 1


class _Fetching:
    """An event loop in a thread that fetches and stores. Iterate over it; close it when done."""

    def __init__(self, urls: Iterable[str], settings: FetchSettings, store: Store | None) -> None:
        self._urls, self._settings, self._store = urls, settings, store
        self._ahead = PAGES_AHEAD if store is None else STORED_AHEAD
        self._out: queue.Queue[tuple[int, _Fetched] | BaseException | None] = queue.Queue(
            self._ahead
        )
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._main, name="fetch", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[tuple[int, _Fetched]]:
        while (item := self._out.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item

    def close(self) -> None:
        """Cancel what is under way and wait for its end."""
        self._stop.set()
        while self._thread.is_alive():
            self._drain()
            self._thread.join(0.02)

    def _drain(self) -> None:
        """Make room, so that the thread is not stuck with a result that nobody takes."""
        while not self._out.empty():
            self._out.get_nowait()

    def _main(self) -> None:
        end: BaseException | None = None
        try:
            asyncio.run(self._work())
        except BaseException as error:  # noqa: BLE001  # it is raised where the results are read
            end = error
        self._out.put(end)

    async def _work(self) -> None:
        work = asyncio.ensure_future(self._fetch())
        stopped = asyncio.ensure_future(asyncio.to_thread(self._stop.wait))
        await asyncio.wait((work, stopped), return_when=asyncio.FIRST_COMPLETED)
        self._stop.set()
        work.cancel()
        outcome, _ = await asyncio.gather(work, stopped, return_exceptions=True)
        if isinstance(outcome, BaseException) and not isinstance(outcome, asyncio.CancelledError):
            raise outcome

    async def _fetch(self) -> None:
        results = fetch_all(self._urls, self._settings, ahead=self._ahead)
        try:
            async for index, found in results:
                item = await asyncio.to_thread(self._keep, found)
                await asyncio.to_thread(self._out.put, (index, item))
        finally:
            await results.aclose()

    def _keep(self, found: Page | Failure) -> _Fetched:
        """Store a page, whole or not. From here on it is known by its id."""
        if isinstance(found, Failure):
            return _Fetched(found.subject, failure=found)
        page = found
        if self._store is not None:
            page = replace(page, id=self._store.put(page))
        return _Fetched(
            url=page.url,
            id=page.id,
            page=page if self._store is None else None,
            failure=refusal(page),
        )
