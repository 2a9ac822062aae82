"""The main job, wired: URLs in, stored responses and clean articles out.

    URL -> fetch: Page -> store: raw bytes + meta -> dom -> blocks -> verdicts -> Article -> output

Orders the steps and decides one thing only: which pages are not given to the extraction
(`refusal`). An event loop in a thread of its own fetches, stores, and hands pages to processes
that can be killed, so that neither network, disk nor parsers wait for each other or for whoever
reads the results. What is extracted is read back from the store: what was kept is what is
cleaned. Results come in the order of the URLs, and memory holds at most a window of them.
"""

import asyncio
import queue
import threading
import time
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from scraper.cleaning import Cleaned, CleanTask, Settings, clean, document_of, place_of
from scraper.fetch import FetchSettings, fetch_all
from scraper.models import Failure, Page
from scraper.sites.place import DEFAULT as SITES
from scraper.store import Extractions, Store
from scraper.workers import Limits, Worker
from scraper.workers.pool import cores

AHEAD = 512  # URLs beyond the oldest unfinished one, whose articles wait for it


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run fetches and cleans. `jobs` is the number of processes, None for one a core."""

    fetch: FetchSettings
    settings: Settings
    limits: Limits
    jobs: int | None = None
    sites: Path | None = None  # rules and knowledge of sites; None for `sites/` in the store


@dataclass(frozen=True, slots=True)
class Scraped:
    """What became of one URL. `id` is its key in the store, "" where it is not stored."""

    url: str
    id: str
    result: Cleaned | Failure


def scrape(urls: Iterable[str], plan: Plan, store: Store | None) -> Generator[Scraped, None, None]:
    """Fetch, store, extract; one result for each URL, in their order.

    Closing the generator ends what is under way; what was stored until then stays. Raises
    StoreError where the store can't be written or read.
    """
    waiting: dict[int, Scraped] = {}
    wanted = 0
    with closing(_Run(urls, plan, store)) as run:
        for index, scraped in run:
            waiting[index] = scraped
            while wanted in waiting:
                yield waiting.pop(wanted)
                wanted += 1


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


def _with_store(plan: Plan, store: Store | None) -> Plan:
    """The plan with what a store adds: extractions are kept, and sites are known."""
    if store is None and plan.sites is None:
        return plan
    sites = plan.sites if plan.sites is not None or store is None else store.root / SITES
    settings = replace(
        plan.settings, sites=place_of(sites) if sites else None, recorded=store is not None
    )
    return replace(plan, settings=settings)


class _Run:
    """The event loop in its thread. Iterate over what it delivers, in any order; then close."""

    def __init__(self, urls: Iterable[str], plan: Plan, store: Store | None) -> None:
        self._urls, self._plan, self._store = urls, _with_store(plan, store), store
        self._extractions = Extractions.writer(store.root) if store is not None else None
        self._jobs = plan.jobs or cores()
        self._out: queue.Queue[tuple[int, Scraped] | BaseException | None] = queue.Queue(AHEAD)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._main, name="fetch", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[tuple[int, Scraped]]:
        while (item := self._out.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item

    def close(self) -> None:
        """Cancel what is under way and wait for its end."""
        self._stop.set()
        while self._thread.is_alive():
            while not self._out.empty():  # make room for a result that nobody takes any more
                self._out.get_nowait()
            self._thread.join(0.02)
        if self._extractions is not None:
            self._extractions.close()

    def _main(self) -> None:
        end: BaseException | None = None
        try:
            asyncio.run(self._until_stopped())
        except BaseException as error:  # noqa: BLE001  # it is raised where the results are read
            end = error
        self._out.put(end)

    async def _until_stopped(self) -> None:
        work = asyncio.ensure_future(self._work())
        stopped = asyncio.ensure_future(asyncio.to_thread(self._stop.wait))
        await asyncio.wait((work, stopped), return_when=asyncio.FIRST_COMPLETED)
        self._stop.set()
        work.cancel()
        outcome, _ = await asyncio.gather(work, stopped, return_exceptions=True)
        if isinstance(outcome, BaseException) and not isinstance(outcome, asyncio.CancelledError):
            raise outcome

    async def _work(self) -> None:
        results = fetch_all(self._urls, self._plan.fetch, ahead=AHEAD)
        extraction = _Extraction(self._jobs, self._plan)
        room = asyncio.Semaphore(2 * self._jobs)  # pages between the network and the output
        try:
            async with asyncio.TaskGroup() as group:
                async for index, found in results:
                    await room.acquire()
                    finishing = group.create_task(self._finish(index, found, extraction))
                    finishing.add_done_callback(lambda _: room.release())
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None  # the first one ended the others
        finally:
            await results.aclose()
            extraction.close()

    async def _finish(self, index: int, found: Page | Failure, extraction: "_Extraction") -> None:
        if isinstance(found, Failure):
            scraped = Scraped(found.subject, "", found)
        else:
            page = await asyncio.to_thread(self._keep, found)
            result = refusal(page) or await extraction.of(page)
            scraped = Scraped(page.url, page.id, result)
            await asyncio.to_thread(self._note, scraped)
        await asyncio.to_thread(self._out.put, (index, scraped))

    def _keep(self, page: Page) -> Page:
        """Store a page, and take from the store what is worked on from here."""
        return page if self._store is None else self._store.get(self._store.put(page))

    def _note(self, scraped: Scraped) -> None:
        result = scraped.result
        if self._store is not None and isinstance(result, Cleaned):
            self._store.note(
                scraped.id, status=result.status, title=result.title, words=result.words
            )
        if self._extractions is not None and isinstance(result, Cleaned) and result.record:
            self._extractions.keep(scraped.id, result.record.stamp, result.record.fields)


class _Extraction:
    """A few worker processes, each watched by a thread."""

    def __init__(self, jobs: int, plan: Plan) -> None:
        self._settings = plan.settings
        self._workers: list[Worker[CleanTask, Cleaned]] = [
            Worker(clean, plan.limits) for _ in range(jobs)
        ]
        self._idle = list(self._workers)
        self._threads = ThreadPoolExecutor(jobs, "extract")

    async def of(self, page: Page) -> Cleaned | Failure:
        document = replace(document_of(page), name=page.url)
        task = CleanTask(document, self._settings)
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._call, task)

    def close(self) -> None:
        """End the processes, also in the middle of a page."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        while len(self._idle) < len(self._workers):  # one may just be starting: ask again
            for worker in self._workers:
                worker.kill()
            time.sleep(0.02)
        for worker in self._workers:
            worker.close()

    def _call(self, task: CleanTask) -> Cleaned | Failure:
        worker = self._idle.pop()  # there are as many as threads
        try:
            return worker.call(task)
        finally:
            self._idle.append(worker)
