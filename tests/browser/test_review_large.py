"""A store of 100,000 articles in `scraper review`, seen in a real browser."""

import os
from functools import partial
from pathlib import Path

from tests.growth import ratio

MANY = 100_000
SHOWN = 100  # articles on a page of the list, at most
LEAST = 0.4  # seconds that are allowed to both
PAGED = 3  # times the processor time of the newest page of the list


def local(url: str) -> bool:
    return url.startswith("http://127.0.0.1:")


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
    tools.fill_with_many(tmp_path / "store", MANY)
    server, page = serve(), watch(local).page
    page.goto(server.address)  # its catalogue is still being made
    assert page.get_by_text(f"Story {MANY} of").count() == 1
    assert page.locator("ol.rows > li").count() <= SHOWN
    server.until("/", lambda text: "still being read" not in text)
    page.goto(server.address)
    assert page.get_by_text(f"{MANY:,} articles").count() == 1
    assert page.locator("ol.rows > li").count() <= SHOWN
    for search in ("", "q=harbour&"):
        newest = partial(processor_seconds, server, f"/?{search}before={MANY}")
        for number in (MANY // 2, 60):
            older = partial(processor_seconds, server, f"/?{search}before={number}")
            assert ratio(newest, older, PAGED) <= PAGED
