"""Many URLs, some at a time: the shell that drives the schedule with a clock and tasks."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from scraper.errors import FetchError
from scraper.fetch.client import Client
from scraper.fetch.fetcher import Job, fetch_hop
from scraper.fetch.schedule import Schedule
from scraper.fetch.settings import FetchSettings
from scraper.fetch.urls import parse, redact
from scraper.models import Failure, Page

Result = tuple[int, Page | Failure]
"""The position of a URL among those given, and what became of it."""

AHEAD = 10_000  # URLs looked at beyond the oldest unfinished one

ClientFactory = Callable[[FetchSettings], Client]


async def fetch(url: str, settings: FetchSettings | None = None) -> Page | Failure:
    """Fetch one URL."""
    results = fetch_all([url], settings)
    try:
        return (await anext(results))[1]
    finally:
        await results.aclose()


async def fetch_all(
    urls: Iterable[str],
    settings: FetchSettings | None = None,
    *,
    ahead: int = AHEAD,
    make_client: ClientFactory = Client,
) -> AsyncGenerator[Result, None]:
    """Yield what became of each URL, as it is known; see `Result`.

    URLs are taken from the iterable as work goes on, at most `ahead` beyond the oldest that is
    not finished: whoever puts results in order needs room for no more. Pages wait for the
    caller, and nothing new starts meanwhile. Closing the generator ends what is under way.
    """
    settings = settings or FetchSettings()
    async with make_client(settings) as client:
        run = _Run(settings, client, _Window(enumerate(urls), ahead))
        try:
            async for result in run.results():
                yield result
        finally:
            await run.stop()


@dataclass(slots=True)
class _Window:
    """The URLs not yet taken, and which of the taken ones are unfinished."""

    urls: Iterator[tuple[int, str]]
    ahead: int
    _next: int = 0
    _oldest: int = 0
    _finished: set[int] = field(default_factory=set)

    def take(self) -> tuple[int, str] | None:
        """The next URL; None where there is none or the window is full."""
        if self._next - self._oldest >= self.ahead:
            return None
        found = next(self.urls, None)
        if found is not None:
            self._next += 1
        return found

    def finish(self, index: int) -> None:
        self._finished.add(index)
        while self._oldest in self._finished:
            self._finished.discard(self._oldest)
            self._oldest += 1


class _Run:
    def __init__(self, settings: FetchSettings, client: Client, window: _Window) -> None:
        self._settings = settings
        self._client = client
        self._window = window
        self._schedule: Schedule[Job] = Schedule(settings.per_host, settings.delay)
        self._running: dict[asyncio.Task[Page | Failure | Job], tuple[str, Job]] = {}

    async def results(self) -> AsyncGenerator[Result, None]:
        while True:
            for result in self._fill():
                yield result
            self._start()
            if not self._running and not len(self._schedule):
                return
            for task in await self._wait():
                host, job = self._running.pop(task)
                self._schedule.done(host, time.monotonic())
                outcome = task.result()
                if isinstance(outcome, Job):
                    self._schedule.add(outcome.address.host_key, outcome, first=True)
                    continue
                self._window.finish(job.index)
                yield job.index, outcome

    async def stop(self) -> None:
        """Cancel what is under way and wait for its end."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _fill(self) -> Iterator[Result]:
        """Queue URLs; those that are none are answered at once."""
        while (taken := self._window.take()) is not None:
            index, text = taken
            try:
                address = parse(text)
            except FetchError as error:
                self._window.finish(index)
                yield index, Failure(error.subject, error.kind, error.message)
                continue
            self._schedule.add(address.host_key, Job(index, redact(text), address))

    def _start(self) -> None:
        while len(self._running) < self._settings.concurrency:
            taken = self._schedule.take(time.monotonic())
            if taken is None:
                return
            work = fetch_hop(self._client, taken[1], self._settings, _utc_now)
            self._running[asyncio.create_task(work)] = taken

    async def _wait(self) -> set[asyncio.Task[Page | Failure | Job]]:
        """Until a request has ended or the next may start."""
        full = len(self._running) >= self._settings.concurrency
        patience = None if full else self._schedule.wait(time.monotonic())
        if not self._running:
            await asyncio.sleep(patience or 0.0)
            return set()
        done, _ = await asyncio.wait(
            self._running, timeout=patience, return_when=asyncio.FIRST_COMPLETED
        )
        return done


def _utc_now() -> datetime:
    return datetime.now(UTC)
