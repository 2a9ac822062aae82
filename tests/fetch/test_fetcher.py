"""`Fetcher`: URLs come one by one to a program that stays, and hosts are known from one to the next."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from scraper.fetch import Fetcher, FetchSettings
from scraper.models.failure import Failure
from scraper.models.page import Page
from tests.patience import PATIENCE

LOCAL: dict[str, Any] = {"allow_private": True, "delay": 0.0, "attempts": 1}


def staying(work: Callable[[Fetcher], Awaitable[Any]], **settings: Any) -> Any:
    """Return what some work with a fetcher returns."""

    async def run() -> Any:
        async with Fetcher(FetchSettings(**LOCAL | settings)) as fetcher:
            return await asyncio.wait_for(work(fetcher), PATIENCE)

    return asyncio.run(run())


def test_robots_txt_is_asked_for_once(server: Any) -> None:
    server.body("/robots.txt", b"User-agent: *\nDisallow: /no\n")
    first, second = server.body("/1", b"<p>one"), server.body("/2", b"<p>two")
    third = server.body("/no", b"<p>three")

    async def one_after_another(fetcher: Fetcher) -> list[Page | Failure]:
        return [await fetcher.fetch(url) for url in (first, second, third)]

    a, b, c = staying(one_after_another)
    assert (a.body, b.body) == (b"<p>one", b"<p>two")
    assert c.kind == "robots"
    assert server.seen == ["/robots.txt", "/1", "/2"]


def test_a_url_that_comes_while_another_is_under_way_does_not_wait_for_it(server: Any) -> None:
    gate = asyncio.Event()

    async def slow(exchange: Any) -> None:
        while not gate.is_set():
            await asyncio.sleep(0.01)
        await exchange.answer(b"<p>slow")

    slow_url, quick_url = server.route("/slow", slow), server.body("/quick", b"<p>quick")

    async def both(fetcher: Fetcher) -> tuple[Page | Failure, Page | Failure]:
        under_way = asyncio.create_task(fetcher.fetch(slow_url))
        while "/slow" not in server.seen:
            await asyncio.sleep(0.01)
        quick = await fetcher.fetch(quick_url)
        gate.set()
        return quick, await under_way

    quick, late = staying(both, robots=False)
    assert (quick.body, late.body) == (b"<p>quick", b"<p>slow")


def test_one_host_is_asked_at_its_pace_also_between_calls(server: Any) -> None:
    url = server.body("/a", b"<p>page")

    async def three(fetcher: Fetcher) -> float:
        began = asyncio.get_running_loop().time()
        for _ in range(3):
            await fetcher.fetch(url)
        return asyncio.get_running_loop().time() - began

    assert staying(three, robots=False, delay=0.2, jitter=0.0) >= 0.4


def test_what_is_no_url_is_a_failure(server: Any) -> None:
    assert staying(lambda fetcher: fetcher.fetch("no url")).kind == "bad_url"


def test_a_call_that_was_given_up_disturbs_no_other(server: Any) -> None:
    url = server.body("/a", b"<p>page")

    async def given_up(fetcher: Fetcher) -> Page | Failure:
        task = asyncio.create_task(fetcher.fetch(url))
        await asyncio.sleep(0)
        task.cancel()
        return await fetcher.fetch(url)

    assert staying(given_up, robots=False).body == b"<p>page"


def test_it_ends_with_calls_under_way(server: Any) -> None:
    url = server.route("/never", lambda exchange: asyncio.sleep(60))

    async def left() -> asyncio.Task[Any]:
        async with Fetcher(FetchSettings(**LOCAL, robots=False)) as fetcher:
            task = asyncio.create_task(fetcher.fetch(url))
            while "/never" not in server.seen:
                await asyncio.sleep(0.01)
        await asyncio.wait([task])
        return task

    assert asyncio.run(left()).cancelled()


def test_hosts_are_forgotten_after_many_urls(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.fetch.fetcher.RENEWED_AFTER", 2)
    server.body("/robots.txt", b"")
    url = server.body("/a", b"<p>page")

    async def five(fetcher: Fetcher) -> list[Page | Failure]:
        return [await fetcher.fetch(url) for _ in range(5)]

    assert [page.body for page in staying(five)] == [b"<p>page"] * 5
    assert server.seen.count("/robots.txt") == 3
