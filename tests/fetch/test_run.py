"""Many URLs: each answered once, no host pressed, room bounded."""

import asyncio
import threading

from scraper.fetch import FetchSettings, fetch_pages
from scraper.models.failure import Failure
from scraper.models.page import Page

LOCAL = {"allow_private": True, "delay": 0.0, "robots": False, "attempts": 1}


def collect(urls, client_module, ahead=10_000, **settings):
    async def run():
        chosen = FetchSettings(**(LOCAL | settings))
        results = fetch_pages(urls, chosen, ahead=ahead, make_client=client_module.Client)
        return [result async for result in results]

    return asyncio.run(run())


def lingering(server, path="/", seconds=0.03):
    async def handler(exchange):
        await asyncio.sleep(seconds)
        await exchange.answer(b"<p>a")

    return server.route(path, handler)


def test_each_url_is_answered_once_whatever_happens_to_the_others(server, client_module):
    good, missing = server.body("/", b"<p>a"), server.url("/missing")
    urls = [good, "nonsense", missing, "http://127.0.0.1:1/", good]
    found = dict(collect(urls, client_module))
    assert sorted(found) == [0, 1, 2, 3, 4]
    assert [type(found[n]) for n in range(5)] == [Page, Failure, Page, Failure, Page]
    assert found[2].status == 404


def test_no_urls_give_no_results(client_module):
    assert collect([], client_module) == []


def test_a_host_never_sees_more_than_its_share(server, client_module):
    """No request is answered before there were two at once."""

    async def handler(exchange):
        while server.most_active < 2:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.03)
        await exchange.answer(b"<p>a")

    url = server.route("/", handler)
    assert len(collect([url] * 20, client_module, per_host=2)) == 20
    assert server.most_active == 2


def test_all_hosts_together_stay_below_the_limit(serve, client_module):
    """The servers are threads: they count before they answer, which the next request may follow at once."""
    now, most, lock = 0, 0, threading.Lock()

    async def handler(exchange):
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        await asyncio.sleep(0.03)
        with lock:
            now -= 1
        await exchange.answer(b"<p>a")

    servers = [serve() for _ in range(4)]
    urls = [server.route("/", handler) for server in servers] * 4
    collect(urls, client_module, concurrency=2)
    assert most <= 2
    assert sum(len(server.seen) for server in servers) == 16


def test_a_slow_first_url_holds_no_more_than_the_window(server, client_module):
    """Who sorts the results needs room for `ahead` of them."""
    slow, quick = lingering(server, "/slow", 0.3), server.body("/", b"<p>a")
    taken = []

    def urls():
        for number in range(50):
            taken.append(number)
            yield slow if number == 0 else quick

    found = []

    async def run():
        settings = FetchSettings(**LOCAL, per_host=4)
        results = fetch_pages(urls(), settings, ahead=5, make_client=client_module.Client)
        async for index, _ in results:
            if 0 not in found:
                assert len(taken) <= 6
            found.append(index)

    asyncio.run(run())
    assert sorted(found) == list(range(50))


def test_closing_early_ends_what_is_under_way(server, client_module):
    quick = server.body("/", b"<p>a")
    begun, ended = [], []

    async def lingers(exchange):
        begun.append(exchange)
        await asyncio.sleep(30.0)
        ended.append(exchange)

    slow = server.route("/slow", lingers)

    async def run():
        settings = FetchSettings(**LOCAL, per_host=8)
        results = fetch_pages([quick, *[slow] * 6], settings, make_client=client_module.Client)
        await anext(results)
        await results.aclose()
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(run())
    assert ended == []
