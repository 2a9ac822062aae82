"""The main job, wired: URLs in, stored responses and clean articles out, in the order of the URLs, or of
those of each line in which they stand.

    URL --> fetch: Page --> captures: kept --> refusal --> extractors: Cleaned --> captures: verdict
                                                  +--> Failure ----------------------+--> Scraped
    next page of an article whose parts are joined <--+

An event loop in a thread of its own fetches; pages are stored by threads and extracted by processes
that can be killed, so that neither network, disk nor parsers wait for each other or for the caller.
Memory holds at most a window of pages. What one page brings to light ends that page; what the store
can't do ends the run.
"""

import asyncio
import logging
import math
import queue
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from scraper.errors import ScraperError
from scraper.fetch import bug_of, fetch_pages
from scraper.models.failure import Failure
from scraper.models.page import Page
from scraper.pipelines.captures import Captures
from scraper.pipelines.clean_task import CleanSettings
from scraper.pipelines.extractors import Extractors
from scraper.pipelines.order import UrlsInLines, in_lines
from scraper.pipelines.page_article import place_of
from scraper.pipelines.parts import PartsSoFar, UrlsAndParts, first_part, with_part
from scraper.pipelines.refusal import refusal
from scraper.pipelines.scrape_plan import Scraped, ScrapePlan
from scraper.render import request_dict
from scraper.sites.directory import DEFAULT as SITES
from scraper.store import Store
from scraper.store.segments.record import payload_digest
from scraper.workers.pool import cores

AHEAD = 512
"""URLs beyond the oldest unfinished ones of their lines, whose articles may wait for these."""
PATIENCE = 0.5  # seconds between two questions whether to end
CLOSING_PAUSE = 0.02  # seconds between two checks whether the thread has ended
_LOG = logging.getLogger("scraper.pipelines")


def _never() -> bool:
    return False


def scrape(
    urls: Iterable[str],
    plan: ScrapePlan,
    store: Store | None,
    ended: Callable[[], bool] = _never,
    *,
    lines: Sequence[str] | None = None,
) -> Generator[Scraped, None, None]:
    """Fetch, store and extract URLs; yield one result for each, in their order.

    `lines` names a line for each URL, such as its site: results of one line are in order, and neither they
    nor its URLs wait for another line. Closing the generator ends what is under way; what was stored until then stays. `ended` is asked
    while results are waited for: once it says yes, the results that are there are given, and no
    others. Raises StoreError if the store can't be written or read.
    """
    with closing(_FetchThread(UrlsInLines(urls, lines, AHEAD), plan, store)) as run:
        yield from in_lines(run.results(ended), lines)


class _FetchThread:
    """The event loop in its thread. Take what it delivers, in any order; then close."""

    def __init__(self, urls: UrlsInLines, plan: ScrapePlan, store: Store | None) -> None:
        self._urls, self._plan = UrlsAndParts(urls), plan
        self._settings = _settings(plan, store)
        self._captures = Captures(store, plan) if store is not None else None
        self._jobs = plan.jobs or cores()
        self._out: queue.Queue[Scraped | BaseException | None] = queue.Queue(AHEAD)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._main, name="fetch", daemon=True)
        self._thread.start()

    def results(self, ended: Callable[[], bool]) -> Iterator[Scraped]:
        """Yield what is done until all is, or only what is done already once `ended` says yes."""
        left = math.inf
        while left > 0:
            if left == math.inf and ended():
                left = self._out.qsize()  # not what comes meanwhile, which might never end
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
            self._thread.join(CLOSING_PAUSE)
        if self._captures is not None:
            self._captures.close()

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
        extractors = Extractors(self._jobs, self._settings, self._plan.limits)
        try:
            await self._fetch_all(extractors)
            while self._urls.is_waiting:  # parts that the last pages of all led to
                await self._fetch_all(extractors)
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None  # the first one ended the others
        finally:
            extractors.close()

    async def _fetch_all(self, extractors: Extractors) -> None:
        """Fetch and extract all URLs and parts that are known now, or become known in time."""
        results = fetch_pages(
            self._urls,
            self._plan.fetch,
            ahead=sys.maxsize,  # the lines have bounds of their own
            known=self._captures,
            clock=self._plan.clock,
        )
        room = asyncio.Semaphore(2 * self._jobs)  # pages between the network and the output
        try:
            async with asyncio.TaskGroup() as group:
                async for position, found in results:
                    await room.acquire()
                    wanted = self._urls.taken(position)
                    finishing = group.create_task(self._deliver(wanted, found, extractors))
                    finishing.add_done_callback(lambda _: room.release())
        finally:
            await results.aclose()

    async def _deliver(
        self, wanted: int | PartsSoFar, found: Page | Failure, extractors: Extractors
    ) -> None:
        """Put one result among those to be read, whatever befalls it; or let the article's next part be
        fetched, and put it there later."""
        index = wanted if isinstance(wanted, int) else wanted.index
        try:
            scraped = await self._finished(wanted, found, extractors)
        except ScraperError:
            raise
        except Exception as error:  # noqa: BLE001  # it is logged, and named in the result
            url = found.url if isinstance(found, Page) else found.subject
            _LOG.exception("%s: a bug in scraper; please report it", url)
            scraped = Scraped(url, "", bug_of(url, error))
        if scraped is None:
            return
        scraped = replace(scraped, index=index)
        try:
            self._out.put_nowait(scraped)
        except queue.Full:
            await asyncio.to_thread(self._out.put, scraped)

    async def _finished(
        self, wanted: int | PartsSoFar, found: Page | Failure, extractors: Extractors
    ) -> Scraped | None:
        """Return the result of a page, joined with its other parts where that is asked for; None while
        a part is to be fetched."""
        scraped, page = await self._extracted(found, extractors)
        parts: PartsSoFar | None
        if isinstance(wanted, int):
            joins = isinstance(page, Page) and page.url in self._plan.join
            parts = first_part(wanted, scraped, page) if joins and isinstance(page, Page) else None
        else:
            parts = with_part(wanted, scraped, page if isinstance(page, Page) else None)
        if parts is None:
            return scraped
        if not parts.is_complete:
            self._urls.add(parts)
            return None
        result = await extractors.joined(parts.pages, parts.missing)
        digests = "\n".join(payload_digest(part.rendered or part.raw) for part in parts.pages)
        return replace(parts.first, result=result, rendered=payload_digest(digests.encode()))

    async def _extracted(
        self, found: Page | Failure, extractors: Extractors
    ) -> tuple[Scraped, Page | Failure]:
        """Store a page, extract it, and keep the verdict."""
        page = found
        if isinstance(page, Page) and self._captures is not None:
            page = await asyncio.to_thread(self._captures.keep, page)
        if isinstance(page, Failure):
            scraped = Scraped(page.subject, "", page)
        else:
            result = refusal(page, self._plan.clock()) or await extractors.of(page)
            rendered = payload_digest(page.rendered) if page.rendered else ""
            scraped = Scraped(page.url, page.id, result, request_dict(page), rendered)
        recalled = isinstance(found, Page) and found.id
        if self._captures is not None and not recalled:
            await asyncio.to_thread(self._captures.record, scraped, page)
        return scraped, page


def _settings(plan: ScrapePlan, store: Store | None) -> CleanSettings:
    """Return how pages are cleaned: with a store, extractions are kept and its sites are known."""
    sites = plan.sites if plan.sites is not None or store is None else store.root / SITES
    if sites is None:
        return plan.settings
    return replace(plan.settings, sites=place_of(sites), recorded=store is not None)
