"""Many URLs, some at a time: drives the dispatch with a clock and tasks."""

import asyncio
import logging
import random
import time
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from scraper.arguments import several
from scraper.errors import FetchError, ScraperError
from scraper.fetch.browser import Browser, program
from scraper.fetch.client import Client
from scraper.fetch.dispatch import Dispatch, Environment
from scraper.fetch.known_pages import KnownPages
from scraper.fetch.pace import HostAnswer
from scraper.fetch.request import NEUTRAL, FetchJob, RequestResult, fetch_hop
from scraper.fetch.robots import MAX_BYTES as MAX_ROBOTS_BYTES
from scraper.fetch.robots import MAX_REDIRECTS as MAX_ROBOTS_REDIRECTS
from scraper.fetch.robots import PATH as ROBOTS_PATH
from scraper.fetch.robots import Rules, rules_of
from scraper.fetch.robots import outcome as robots_outcome
from scraper.fetch.settings import FetchSettings
from scraper.fetch.urls import parse, redact
from scraper.models.failure import Failure
from scraper.models.page import Page, RobotsFile
from scraper.models.times import utc_now

Result = tuple[int, Page | Failure]
"""The position of a URL among those given, and its page or failure."""

AHEAD = 10_000  # URLs taken beyond the oldest unfinished one

_LOG = logging.getLogger("scraper.fetch")

ClientFactory = Callable[[FetchSettings], Client]
Clock = Callable[[], datetime]


async def fetch_page(url: str, settings: FetchSettings | None = None) -> Page | Failure:
    """Fetch one URL and return its page, or the failure that kept it from coming.

    An answer of any status is a `Page`: look at `page.status`, and at `page.truncated`, which says
    why a body is not whole. Redirects are followed, robots.txt is asked for first, and only public
    addresses are connected to, unless `settings` say otherwise. Raises ConfigError if the settings
    ask for what is not installed, and TypeError for a URL that is no text.

        page = asyncio.run(scraper.fetch_page("https://example.org/story"))
    """
    results = fetch_pages([url], settings)
    try:
        return (await anext(results))[1]
    finally:
        await results.aclose()


async def fetch_pages(  # noqa: PLR0913  # what a run has of its own comes by name
    urls: Iterable[str],
    settings: FetchSettings | None = None,
    *,
    ahead: int = AHEAD,
    make_client: ClientFactory = Client,
    known: KnownPages | None = None,
    clock: Clock = utc_now,
) -> AsyncGenerator[Result, None]:
    """Fetch URLs, some at a time; yield the position of each and its page or failure, in the order
    in which they come.

    Each host is asked at its own pace: `settings.delay` seconds apart, at most `settings.per_host`
    requests at once, more slowly if it strains. An answer of any status is a `Page`; no answer is a
    `Failure`, and ends no other URL. Texts that are no URLs are failures too.

    URLs are taken from the iterable as work goes on, at most `ahead` beyond the oldest unfinished
    one, so a caller who puts results in order has to hold no more; an iterable that ended may give
    more once a result has been read. While the caller holds a result, nothing new starts. Closing
    the generator ends what is under way. `known` is what earlier runs know, such as robots.txt
    files; without it everything is asked for. `clock` gives the time of day. Raises ConfigError, and the errors of `known`.

        async for number, found in scraper.fetch_pages(urls):
            ...
    """
    settings = settings or FetchSettings()
    async with make_client(settings) as client:
        around = Environment(clock, random.random, known)
        window = UrlWindow(enumerate(several(urls, "URLs")), ahead)
        run = PageRun(settings, client, window, around)
        try:
            async for result in run.results():
                yield result
        finally:
            await run.stop()


@dataclass(slots=True)
class UrlWindow:
    """The URLs not yet taken, and which of the taken ones are unfinished."""

    urls: Iterator[tuple[int, str]]
    ahead: int
    more: asyncio.Event | None = None  # set when there are more URLs, where they come at any time
    _next: int = 0
    _oldest: int = 0
    _finished: set[int] = field(default_factory=set)

    def take(self) -> tuple[int, str] | None:
        """Return the next URL; None at the end, or while the window is full."""
        if self._next - self._oldest >= self.ahead:
            return None
        found = next(self.urls, None)
        if found is not None:
            self._next += 1
        return found

    def finish(self, index: int) -> None:
        """Count a URL as done."""
        self._finished.add(index)
        while self._oldest in self._finished:
            self._finished.discard(self._oldest)
            self._oldest += 1


@dataclass(frozen=True, slots=True)
class _Done:
    """One request that has ended; of a robots.txt, with its rules if it could be read."""

    hop: RequestResult
    rules: Rules | None = None


class PageRun:
    """The requests for the URLs of a window, until nothing is left to do."""

    def __init__(
        self, settings: FetchSettings, client: Client, window: UrlWindow, around: Environment
    ) -> None:
        self._settings = settings
        self._client = client
        self._window = window
        self._around = around
        self._dispatch = Dispatch(settings, around)
        self._running: dict[asyncio.Task[_Done], tuple[str, FetchJob]] = {}
        self._asking = asyncio.Semaphore(settings.per_host)  # for what rendered pages ask for
        self._browser: Browser | None = None
        if any(site.js for site in settings.sites):
            self._browser = Browser(program(), settings.timeout, settings.max_bytes)

    async def results(self) -> AsyncGenerator[Result, None]:
        """Yield each result as it comes. Ends when nothing is left; if the window then has more URLs,
        another call goes on with what is known of their hosts."""
        while True:
            for result in self._fill():
                yield result
            self._start()
            if ended := self._dispatch.drain():
                for job, outcome in ended:
                    self._window.finish(job.index)
                    yield job.index, outcome
                continue  # there is room for more URLs now
            if not self._running and not self._dispatch:
                return
            for task in await self._wait():
                host, job = self._running.pop(task)
                done = task.result()
                self._dispatch.finished(host, job, done.hop, time.monotonic(), done.rules)

    async def stop(self) -> None:
        """Cancel what is under way and wait for its end."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        if self._browser is not None:
            await self._browser.aclose()

    def _fill(self) -> Iterator[Result]:
        """Queue URLs; yield at once the failures of texts that are no URLs, and what is known."""
        while (taken := self._window.take()) is not None:
            index, text = taken
            try:
                address = parse(text)
            except FetchError as error:
                self._window.finish(index)
                yield index, Failure(error.subject, error.kind, error.message)
                continue
            asked, known = redact(text), self._around.known
            recalled = known.recall(asked) if known is not None else None
            if recalled is not None:
                self._window.finish(index)
                yield index, recalled
                continue
            self._dispatch.submit(FetchJob(index, asked, address))

    def _start(self) -> None:
        while len(self._running) < self._settings.concurrency:
            taken = self._dispatch.take(time.monotonic())
            if taken is None:
                return
            self._running[asyncio.create_task(self._guarded(taken[1]))] = taken

    async def _guarded(self, job: FetchJob) -> _Done:
        """Make one request. A bug that an answer brings to light is a failure of its page alone; an
        error of ours, such as a store that can't be written, ends the run."""
        try:
            done = await self._request(job)
        except ScraperError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is: it is logged, and named in the result
            _LOG.exception("%s: a bug in scraper; please report it", job.asked)
            return _Done(RequestResult(bug_of(job.asked, error), HostAnswer(NEUTRAL)))
        _LOG.debug("%s: %s", job.address.url, _described(done.hop))
        return done

    async def _request(self, job: FetchJob) -> _Done:
        if job.purpose == "page":
            hop = await fetch_hop(self._client, job, self._settings, self._around.clock)
            return _Done(replace(hop, outcome=await self._rendered(job, hop.outcome)))
        hop = await fetch_hop(self._client, job, _for_robots(self._settings), self._around.clock)
        if not isinstance(hop.outcome, Page):
            return _Done(hop)
        site = job.asked.removesuffix(ROBOTS_PATH)
        found = robots_outcome(site, hop.outcome, self._around.clock())
        if not isinstance(found, RobotsFile):
            return _Done(hop)
        if self._around.known is not None:
            await asyncio.to_thread(self._around.known.keep_robots, found)
        return _Done(hop, await asyncio.to_thread(rules_of, found, self._settings.product))

    async def _rendered(
        self, job: FetchJob, found: Page | Failure | FetchJob
    ) -> Page | Failure | FetchJob:
        """Return a page as a browser renders it, if its site needs that."""
        site = self._settings.site_of(job.address.host) if self._browser else None
        whole = isinstance(found, Page) and found.status == 200 and not found.truncated
        if self._browser is None or site is None or not site.js or not whole:
            return found
        assert isinstance(found, Page)  # noqa: S101  # `whole` says so
        ask = partial(self._ask_for_part, job.home_port or job.address.port)
        return await self._browser.render(found, ask, self._settings.agent)

    async def _ask_for_part(self, home_port: int, url: str) -> Page | Failure:
        """Make a request that a rendered page asks for, redirects followed."""
        try:
            outcome: Page | Failure | FetchJob = FetchJob(
                -1, redact(url), parse(url), purpose="part", home_port=home_port
            )
        except FetchError as error:
            return Failure(error.subject, error.kind, error.message)
        while isinstance(outcome, FetchJob):
            if self._dispatch.forbids(outcome.address):
                return Failure(outcome.asked, "robots", "its robots.txt asks not to fetch it")
            async with self._asking:
                hop = await fetch_hop(self._client, outcome, self._settings, self._around.clock)
            outcome = hop.outcome
        return outcome

    async def _wait(self) -> set[asyncio.Task[_Done]]:
        """Wait until a request has ended, the next may start or there are more URLs; return the requests that
        have ended."""
        full = len(self._running) >= self._settings.concurrency
        patience = None if full else self._dispatch.wait(time.monotonic())
        more = self._window.more
        waker = asyncio.create_task(more.wait()) if more is not None else None
        if not self._running and waker is None:
            await asyncio.sleep(patience or 0.0)
            return set()
        awaited: set[asyncio.Task[Any]] = {*self._running, *((waker,) if waker else ())}
        done, _ = await asyncio.wait(awaited, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        if waker is not None:
            waker.cancel()
        if more is not None:
            more.clear()
        return done - {waker}


def bug_of(url: str, error: Exception) -> Failure:
    """Return the failure of a page on which our own code raised what it should not."""
    detail = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return Failure(url, "bug", f"a bug in scraper ({detail}); please report it; -v shows where")


def _described(hop: RequestResult) -> str:
    """Say for the log how a request ended."""
    if isinstance(hop.outcome, FetchJob):
        return f"leads to {hop.outcome.address.url}"
    if isinstance(hop.outcome, Failure):
        return f"{hop.outcome.kind}: {hop.outcome.message}"
    return f"status {hop.outcome.status}, {len(hop.outcome.raw)} bytes, {hop.outcome.seconds:g} s"


def _for_robots(settings: FetchSettings) -> FetchSettings:
    redirects = min(settings.max_redirects, MAX_ROBOTS_REDIRECTS)
    return replace(settings, max_bytes=MAX_ROBOTS_BYTES, max_redirects=redirects)
