"""Many URLs of many hosts in one run: memory, pace and limits, from both ends. On demand:

    python tests/bench/fetch_many.py --urls 20000 --hosts 200

The server, in a process of its own, answers on 127.0.0.1 to 127.0.0.HOSTS and writes down when
each request came and went; what it saw is held against the limits of the run. Prints one JSON
object: pages per second, CPU seconds per 1,000 pages, resident memory over the run, and the most
requests of one host at once. `--peer trafilatura`, `--peer httpx` and `--scrapy-python PYTHON`
fetch the same from the same server afterwards; the server's log is of all of them then, and says
nothing of ours alone.
"""

import argparse
import asyncio
import json
import multiprocessing
import resource
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, ClassVar

from scraper.fetch import FetchSettings, fetch_pages
from scraper.models.page import Page

WORDS = "The ferry leaves at nine and again at noon, if the wind allows. "
BODY = ("<html><title>A page</title><p>" + WORDS * 150 + "</html>").encode()  # about 10 kB
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
SLACK = 0.05  # seconds: a request on a new connection arrives later than one on a kept one
SAMPLES = 20  # of the memory, over the run


class Log(asyncio.Protocol):
    """One connection of the server; all share what they saw."""

    active: ClassVar[defaultdict[str, int]] = defaultdict(int)
    most: ClassVar[defaultdict[str, int]] = defaultdict(int)
    starts: ClassVar[defaultdict[str, list[float]]] = defaultdict(list)
    wait: ClassVar[float] = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.host = transport.get_extra_info("sockname")[0]
        self.buffer = b""

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            self.active[self.host] += 1
            self.most[self.host] = max(self.most[self.host], self.active[self.host])
            self.starts[self.host].append(time.monotonic())
            robots = head.startswith(b"GET /robots.txt")
            asyncio.get_running_loop().call_later(self.wait, self.answer, robots)

    def answer(self, robots: bool) -> None:
        self.active[self.host] -= 1
        body = b"User-agent: *\nDisallow: /private\n" if robots else BODY
        self.transport.write(HEAD % len(body) + body)  # type: ignore[attr-defined]


def serve(hosts: int, wait: float, pipe: Connection) -> None:
    async def main() -> None:
        Log.wait = wait
        loop = asyncio.get_running_loop()
        names = [address(number) for number in range(hosts)]
        server = await loop.create_server(Log, names[0], 0, backlog=1024)
        port = server.sockets[0].getsockname()[1]
        for name in names[1:]:
            await loop.create_server(Log, name, port, backlog=1024)
        pipe.send(port)
        await asyncio.to_thread(pipe.recv)
        gaps = [b - a for times in Log.starts.values() for a, b in zip(times, times[1:])]  # noqa: B905, RUF007
        pipe.send({
            "server_requests": sum(map(len, Log.starts.values())),
            "most_at_one_host": max(Log.most.values()),
            "shortest_gap": round(min(gaps), 4),
        })  # fmt: skip

    asyncio.run(main())


def address(number: int) -> str:
    return f"127.0.{number // 250}.{number % 250 + 1}"


def resident() -> float:
    """Megabytes now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def urls(options: argparse.Namespace, port: int) -> Iterator[str]:
    for number in range(options.urls):
        yield f"http://{address(number % options.hosts)}:{port}/story-{number}"


async def run(options: argparse.Namespace, port: int) -> dict[str, object]:
    settings = FetchSettings(
        allow_private=True, delay=options.delay, concurrency=options.concurrency,
        per_host=options.per_host, jitter=0.0,
    )  # fmt: skip
    pages = other = 0
    memory = []
    started, cpu = time.monotonic(), time.process_time()
    async for _, found in fetch_pages(urls(options, port), settings):
        whole = isinstance(found, Page) and found.status == 200 and found.body == BODY
        pages, other = pages + whole, other + (not whole)
        if (pages + other) % max(1, options.urls // SAMPLES) == 0:
            memory.append(round(resident(), 1))
    seconds, used = time.monotonic() - started, time.process_time() - cpu
    return {
        "pages": pages, "other": other, "seconds": round(seconds, 2),
        "pages_per_second": round(pages / seconds, 1),
        "cpu_ms_per_page": round(used / max(pages, 1) * 1000, 3), "memory_mb": memory,
    }  # fmt: skip


def run_trafilatura(options: argparse.Namespace, port: int) -> int:
    """Its own downloader in as many threads; it has no limits by host. Pages that came whole."""
    from trafilatura.downloads import fetch_response  # noqa: PLC0415
    from trafilatura.settings import use_config  # noqa: PLC0415

    config = use_config()
    config["DEFAULT"]["SSRF_PROTECTION"] = "off"  # the server is on this machine
    with ThreadPoolExecutor(options.concurrency) as pool:
        found = pool.map(lambda url: fetch_response(url, config=config), urls(options, port))
        return sum(answer is not None and answer.data == BODY for answer in found)


def run_httpx(options: argparse.Namespace, port: int) -> int:
    """The bare library: the floor under our own work. A client for each host, since one for all
    looks through the connections of all at each request, which takes ten times as long."""
    import httpx  # noqa: PLC0415

    async def main() -> int:
        trust = httpx.create_ssl_context()  # slow to make, and not used here
        clients = [httpx.AsyncClient(verify=trust) for _ in range(options.hosts)]
        todo = enumerate(urls(options, port))

        async def worker() -> int:
            whole = 0
            for number, url in todo:
                try:
                    answer = await clients[number % options.hosts].get(url)
                except httpx.HTTPError:
                    continue
                whole += answer.content == BODY
            return whole

        return sum(await asyncio.gather(*(worker() for _ in range(options.concurrency))))

    return asyncio.run(main())


SCRAPY = """
import json, resource, sys, time
import scrapy
from scrapy.crawler import CrawlerProcess

FIRST, LAST, HOSTS, PORT = map(int, sys.argv[1:5])
WHOLE = 0

class Pages(scrapy.Spider):
    name = "pages"

    async def start(self):
        for number in range(FIRST, LAST):
            host = number % HOSTS
            url = f"http://127.0.{host // 250}.{host % 250 + 1}:{PORT}/story-{number}"
            yield scrapy.Request(url, dont_filter=True)

    def parse(self, response):
        global WHOLE
        WHOLE += len(response.body) == int(sys.argv[5])

process = CrawlerProcess({
    "LOG_LEVEL": "ERROR", "ROBOTSTXT_OBEY": True, "DOWNLOAD_DELAY": float(sys.argv[8]),
    "CONCURRENT_REQUESTS": int(sys.argv[6]), "CONCURRENT_REQUESTS_PER_DOMAIN": int(sys.argv[7]),
    "TELNETCONSOLE_ENABLED": False, "RETRY_ENABLED": False,
})
started, cpu = time.monotonic(), time.process_time()
process.crawl(Pages)
process.start()
seconds, used = time.monotonic() - started, time.process_time() - cpu
print(json.dumps({
    "pages": WHOLE, "pages_per_second": round(WHOLE / seconds, 1),
    "cpu_ms_per_page": round(used / max(WHOLE, 1) * 1000, 3),
    "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, 1),
}))
"""


def run_scrapy(options: argparse.Namespace, port: int) -> dict[str, object]:
    """In an environment of its own (--scrapy-python), with the same limits and robots.txt."""
    numbers = (
        0, options.urls, options.hosts, port, len(BODY),
        options.concurrency, options.per_host, options.delay,
    )  # fmt: skip
    done = subprocess.run(
        [options.scrapy_python, "-c", SCRAPY, *map(str, numbers)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def timed(peer: Callable[[argparse.Namespace, int], int], *given: Any) -> dict[str, object]:
    started, cpu = time.monotonic(), time.process_time()
    pages = peer(*given)
    seconds, used = time.monotonic() - started, time.process_time() - cpu
    return {
        "pages": pages, "pages_per_second": round(pages / seconds, 1),
        "cpu_ms_per_page": round(used / max(pages, 1) * 1000, 3),
        "memory_mb": round(resident(), 1),
    }  # fmt: skip


PEERS = {"trafilatura": run_trafilatura, "httpx": run_httpx}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--urls", type=int, default=5_000)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--concurrency", type=int, default=64)
    parser.add_argument("--per-host", type=int, default=2)
    parser.add_argument("--delay", type=float, default=0.0)
    parser.add_argument("--wait", type=float, default=0.01, help="seconds the server thinks")
    parser.add_argument("--peer", choices=PEERS, action="append", default=[])
    parser.add_argument("--scrapy-python", default="", help="a Python that has Scrapy")
    options = parser.parse_args()
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(options.hosts, options.wait, there))
    server.start()
    port = here.recv()
    result = vars(options) | asyncio.run(run(options, port))
    peers = {name: timed(PEERS[name], options, port) for name in options.peer}
    if options.scrapy_python:
        peers["scrapy"] = run_scrapy(options, port)
    here.send("done")
    seen = here.recv()
    server.join()
    limits_kept = (
        seen["most_at_one_host"] <= options.per_host
        and seen["shortest_gap"] >= options.delay - SLACK
    )
    seen["peers"] = peers
    print(json.dumps(result | seen | {"limits_kept": limits_kept}, indent=2))  # noqa: T201


if __name__ == "__main__":
    main()
