"""The main job, wired: URLs in, stored responses and clean articles out.

    URL -> fetch: Page -> store: raw bytes + meta -> dom -> blocks -> verdicts -> Article -> output

Orders the steps and decides one thing only: which pages are not given to the extraction
(`refusal`). What gave no article goes to the quarantine. An event loop in a thread of its own
fetches, stores, and hands pages to processes that can be killed, so that neither network, disk nor
parsers wait for each other or for whoever reads the results. What is extracted is read back from
the store: what was kept is what is cleaned. Results come in the order of the URLs, and memory
holds at most a window of them.
"""

import asyncio
import math
import queue
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from scraper.errors import NotStorable, NotStored, StoreDamaged
from scraper.fetch import FetchSettings, fetch_pages, retry_after
from scraper.models.page import (
    Failure,
    Page,
    RobotsFile,
    Validators,
    document_of,
    is_article,
)
from scraper.models.times import utc_now
from scraper.pipelines.clean import Cleaned, CleanSettings, CleanTask, clean, place_of
from scraper.render import request_dict
from scraper.schedule.quarantine import UNJUDGED, RefusedVisit, after
from scraper.sites.directory import DEFAULT as SITES
from scraper.store import Extractions, Store
from scraper.store.segments.record import payload_digest
from scraper.workers import Limits, Worker
from scraper.workers.pool import cores

AHEAD = 512  # URLs beyond the oldest unfinished one, whose articles wait for it
PATIENCE = 0.5  # seconds between two questions whether to end


@dataclass(frozen=True, slots=True)
class ScrapePlan:
    """How a run fetches and cleans. `jobs` is the number of processes, None for one a core.

    A URL whose stored content is younger than `max_age` is not requested; with `only_due`, one in
    quarantine is not before its time; with `refetch`, all is asked for whole.
    """

    fetch: FetchSettings
    settings: CleanSettings
    limits: Limits
    jobs: int | None = None
    sites: Path | None = None  # rules and knowledge of sites; None for `sites/` in the store
    max_age: timedelta = timedelta()
    only_due: bool = False
    refetch: bool = False
    clock: Callable[[], datetime] = utc_now  # by which the quarantine is kept


@dataclass(frozen=True, slots=True)
class Scraped:
    """What became of one URL. `id` is its key in the store, "" where it is not stored; `request`
    how it was had, None where nothing came; `rendered` the digest of what scripts made of it, ""
    where none did; `index` its place among the URLs."""

    url: str
    id: str
    result: Cleaned | Failure
    request: dict[str, Any] | None = None
    rendered: str = ""
    index: int = 0


def _never() -> bool:
    return False


def scrape(
    urls: Iterable[str], plan: ScrapePlan, store: Store | None, ended: Callable[[], bool] = _never
) -> Generator[Scraped, None, None]:
    """Fetch, store, extract; one result for each URL, in their order.

    Closing the generator ends what is under way; what was stored until then stays. So does `ended`,
    which is asked while results are waited for: then those that are done come, and no others.
    Raises StoreError where the store can't be written or read.
    """
    waiting: dict[int, Scraped] = {}
    wanted = 0
    with closing(_FetchThread(urls, plan, store)) as run:
        for scraped in run.results(ended):
            waiting[scraped.index] = scraped
            while wanted in waiting:
                yield waiting.pop(wanted)
                wanted += 1
    for index in sorted(waiting):  # there are some only where it was ended
        yield waiting[index]


def refusal(page: Page) -> Failure | None:
    """Why a page is not extracted; None where it is. It stays in the store either way."""
    kept = f"; kept as {page.id}" if page.id else ""
    if page.truncated:
        reason = _TRUNCATED[page.truncated]
        return Failure(page.url, "truncated", f"{reason} after {len(page.raw)} bytes{kept}")
    if (page.status >= 300 or page.status < 200) and not page.unchanged:
        return Failure(page.url, "http_status", f"HTTP status {page.status}{kept}")
    if page.unrendered:
        return Failure(page.url, "render", f"{page.unrendered}{kept}")
    return None


_TRUNCATED = {
    "length": "the body is longer than allowed (--max-bytes), cut off",
    "time": "the body took too long (--timeout), cut off",
    "disconnect": "the body is not whole (try again later): it ended",
}


def _with_store(plan: ScrapePlan, store: Store | None) -> ScrapePlan:
    """The plan with what a store adds: extractions are kept, and sites are known."""
    if store is None and plan.sites is None:
        return plan
    sites = plan.sites if plan.sites is not None or store is None else store.root / SITES
    settings = replace(
        plan.settings, sites=place_of(sites) if sites else None, recorded=store is not None
    )
    return replace(plan, settings=settings)


class _FetchThread:
    """The event loop in its thread. Take what it delivers, in any order; then close."""

    def __init__(self, urls: Iterable[str], plan: ScrapePlan, store: Store | None) -> None:
        self._urls, self._plan, self._store = urls, _with_store(plan, store), store
        self._extractions = Extractions.writer(store.root) if store is not None else None
        self._jobs = plan.jobs or cores()
        self._out: queue.Queue[Scraped | BaseException | None] = queue.Queue(AHEAD)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._main, name="fetch", daemon=True)
        self._thread.start()

    def results(self, ended: Callable[[], bool]) -> Iterator[Scraped]:
        """What is done, until all is; where it `ended` before, what is done already."""
        left = math.inf
        while left > 0:
            if left == math.inf and ended():
                left = self._out.qsize()  # not what comes meanwhile: that may be without end
                continue
            try:
                item = self._out.get(timeout=PATIENCE)
            except queue.Empty:
                continue
            left -= 1
            if isinstance(item, BaseException):
                raise item
            if item is None:
                return
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
        memory = None if self._store is None else _Memory(self._store, self._plan)
        results = fetch_pages(self._urls, self._plan.fetch, ahead=AHEAD, memory=memory)
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
        page = found
        if isinstance(page, Page):
            page = await asyncio.to_thread(self._keep, page)
        if isinstance(page, Failure):
            scraped = Scraped(page.subject, "", page, index=index)
        else:
            result = refusal(page) or await extraction.of(page)
            rendered = payload_digest(page.rendered) if page.rendered else ""
            scraped = Scraped(page.url, page.id, result, request_dict(page), rendered, index)
        recalled = isinstance(found, Page) and found.id
        if self._store is not None and not recalled:
            await asyncio.to_thread(self._record, self._store, scraped, page)
        try:
            self._out.put_nowait(scraped)
        except queue.Full:
            await asyncio.to_thread(self._out.put, scraped)

    def _record(self, store: Store, scraped: Scraped, page: Page | Failure) -> None:
        """Keep the verdict, and what was extracted, to be compared with what later versions do."""
        _note(store, scraped, page, self._plan.clock())
        result = scraped.result
        if self._extractions is not None and isinstance(result, Cleaned) and result.record:
            self._extractions.keep(scraped.id, result.record.stamp, result.record.fields)

    def _keep(self, page: Page) -> Page | Failure:
        """Store a page, and take from the store what is worked on from here."""
        if self._store is None or page.id:
            return page
        try:
            key = self._store.put(page)
        except NotStorable as error:  # one odd answer must not end the run
            return Failure(page.url, "unreadable", f"{error.message}; the answer was not stored")
        try:
            return replace(self._store.get(key), unrendered=page.unrendered)
        except StoreDamaged as error:
            if not page.unchanged:
                raise
            message = f"unchanged, but what is stored of it is damaged (--refetch): {error.message}"
            return Failure(page.url, "unreadable", message)


def _note(store: Store, scraped: Scraped, page: Page | Failure, now: datetime) -> None:
    """Keep the verdict on a capture, and what it means for the URL."""
    result = scraped.result
    if isinstance(result, Cleaned):
        kind, reason = result.status, result.status_reason
        store.note(scraped.id, status=kind, title=result.title, words=result.words)
        if is_article(kind):
            store.visits.release(scraped.url)
            return
        visit = RefusedVisit(
            scraped.url, kind, reason or f"a page of kind {kind}", capture=scraped.id
        )
    elif result.kind in UNJUDGED:
        return
    else:
        if scraped.id:
            store.note(scraped.id, status=result.kind)
        visit = RefusedVisit(
            scraped.url,
            result.kind,
            result.message,
            status=page.status if isinstance(page, Page) else 0,
            not_before=_not_before(page, now),
            capture=scraped.id,
        )
    store.visits.quarantine(after(store.visits.quarantined(visit.url), visit, now))


def _not_before(found: Page | Failure, now: datetime) -> datetime | None:
    if isinstance(found, Failure):
        return found.not_before
    asked = retry_after(found.header("retry-after"), now)
    return now + timedelta(seconds=asked) if asked else None


class _Memory:
    """What the store spares a run; see `scraper.fetch.Memory`."""

    def __init__(self, store: Store, plan: ScrapePlan) -> None:
        self._store = store
        self._plan = plan

    def recall(self, url: str) -> Page | Failure | None:
        if self._plan.only_due:
            held = self._store.visits.quarantined(url)
            if held is not None and held.not_before > self._plan.clock():
                until = f"in quarantine until {held.not_before:%Y-%m-%d %H:%M} UTC"
                return Failure(url, "not_due", f"{until}: {held.reason}")
        return self._recent(url) if self._plan.max_age else None

    def _recent(self, url: str) -> Page | None:
        try:
            entry = self._store.find(url)
            now = self._plan.clock()
            fresh = not entry.is_dated_ahead(now) and now - entry.fetched_at < self._plan.max_age
            page = self._store.get(entry.id) if fresh else None
        except (NotStored, StoreDamaged):
            return None
        return page if page is not None and refusal(page) is None else None

    def validators(self, url: str) -> Validators | None:
        return None if self._plan.refetch else self._store.visits.validators(url)

    def robots(self, origin: str) -> RobotsFile | None:
        return self._store.visits.robots(origin)

    def keep_robots(self, file: RobotsFile) -> None:
        self._store.visits.keep_robots(file)


class _Extraction:
    """A few worker processes, each watched by a thread."""

    def __init__(self, jobs: int, plan: ScrapePlan) -> None:
        self._settings = plan.settings
        self._workers: list[Worker[CleanTask, Cleaned]] = [
            Worker(clean, plan.limits) for _ in range(jobs)
        ]
        self._idle = list(self._workers)
        self._threads = ThreadPoolExecutor(jobs, "extract")

    async def of(self, page: Page) -> Cleaned | Failure:
        document = replace(document_of(page), name=page.url)
        task = CleanTask(document, self._settings, request_dict(page))
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
