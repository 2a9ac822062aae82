"""URLs that come one by one, at any time, to a program that stays: a server.

All share what is known of hosts: their robots.txt, their pace, and that they are down.
"""

import asyncio
import random
from collections import deque
from types import TracebackType
from typing import Any, Self

from scraper.fetch.client import Client
from scraper.fetch.dispatch import Environment
from scraper.fetch.pages import AHEAD, PageRun, UrlWindow
from scraper.fetch.settings import FetchSettings
from scraper.models.failure import Failure
from scraper.models.page import Page
from scraper.models.times import utc_now

RENEWED_AFTER = 100_000
"""URLs, after which what is known of hosts is forgotten: at most 1 KB of each."""

Answer = asyncio.Future[Page | Failure]


class Fetcher:
    """An asynchronous context manager; `fetch` may be called by many tasks at once."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._inbox: deque[tuple[str, Answer]] = deque()
        self._more = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._task is not None  # noqa: S101  # it was entered
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def fetch(self, url: str) -> Page | Failure:
        """Return the page of a URL, or the failure that kept it from coming, as `fetch_page` does, once
        its host may be asked."""
        assert self._task is not None  # noqa: S101  # it was entered
        answer: Answer = asyncio.get_running_loop().create_future()
        self._inbox.append((url, answer))
        self._more.set()
        either: set[asyncio.Future[Any]] = {answer, self._task}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            self._task.result()  # raises what ended it
        return answer.result()

    async def _run(self) -> None:
        async with Client(self._settings) as client:
            while True:
                await self._run_until_renewed(client)

    async def _run_until_renewed(self, client: Client) -> None:
        """Make requests until nothing is under way and hosts are to be forgotten."""
        urls = _SentUrls(self._inbox)
        around = Environment(utc_now, random.random)
        run = PageRun(self._settings, client, UrlWindow(urls, AHEAD, self._more), around)
        try:
            while urls.taken < RENEWED_AFTER:
                await self._more.wait()
                self._more.clear()
                async for number, found in run.results():
                    urls.answer(number, found)
        finally:
            await run.stop()


class _SentUrls:
    """Numbers the URLs that were sent in. An iterator that ends when nothing waits, and goes on when
    there is more."""

    def __init__(self, inbox: deque[tuple[str, Answer]]) -> None:
        self.taken = 0
        self._inbox = inbox
        self._awaited: dict[int, Answer] = {}

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> tuple[int, str]:
        if not self._inbox:
            raise StopIteration
        number, (url, answer) = self.taken, self._inbox.popleft()
        self.taken += 1
        self._awaited[number] = answer
        return number, url

    def answer(self, number: int, found: Page | Failure) -> None:
        """Give a result to who waits for it, if somebody still does."""
        answer = self._awaited.pop(number)
        if not answer.done():
            answer.set_result(found)
