"""A store of 100,000 articles in `scraper review`, seen in a real browser."""

import os
from functools import partial
from pathlib import Path

from tests.growth import ratio

MANY = 100_000
TIMES = 8  # as long as with an empty store; a list that is not paged takes tens of seconds
LEAST = 0.4  # seconds that are allowed to both: what a quiet machine takes to show either
PAGED = 3  # times the processor time of the newest page of the list
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def local(url: str) -> bool:
    return url.startswith("http://127.0.0.1:")


def first_paint(page, server) -> float:
    """Seconds until something is seen, and what is always allowed."""
    page.goto(server.address, wait_until="load")
    while page.evaluate(FIRST_PAINT) is None:
        page.wait_for_timeout(10)
    return LEAST + page.evaluate(FIRST_PAINT) / 1000


def processor_seconds(server, path: str) -> float:
    """Processor time of the server for nine requests, and what is always allowed."""
    before = spent(server)
    for _ in range(9):
        assert server.get(path).status_code == 200
    return LEAST + spent(server) - before


def spent(server) -> float:
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_store_of_100_000_articles_is_seen_at_once_and_paged_at_constant_cost(
    serve, watch, tools, tmp_path
):
    """Also while its catalogue is being made."""
    tools.fill(tmp_path / "empty", [])
    tools.fill_with_many(tmp_path / "store", MANY)
    empty, server = serve("--store", "empty"), serve()

    def times_as_long() -> float:
        return ratio(
            partial(first_paint, watch(local).page, empty),
            partial(first_paint, watch(local).page, server),
            TIMES,
        )

    assert times_as_long() <= TIMES
    assert f"Story {MANY} of" in server.get("/").text
    server.until("/", lambda text: "still being read" not in text)
    assert times_as_long() <= TIMES
    page = watch(local).page
    page.goto(server.address)
    assert page.get_by_text(f"{MANY:,} articles").count() == 1
    for search in ("", "q=harbour&"):
        newest = partial(processor_seconds, server, f"/?{search}before={MANY}")
        for number in (MANY // 2, 60):
            older = partial(processor_seconds, server, f"/?{search}before={number}")
            assert ratio(newest, older, PAGED) <= PAGED
