"""A store of 100,000 articles in `scraper review`, seen in a real browser."""

import os
import statistics
from pathlib import Path

MANY = 100_000
SEEN = 3000  # ms until the list is seen; 400 on a quiet machine
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def local(url: str) -> bool:
    return url.startswith("http://127.0.0.1:")


def first_paint(watch, server) -> float:
    """Milliseconds until something is seen, the median of five loads."""
    page = watch(local).page
    times = []
    for _ in range(5):
        page.goto(server.address, wait_until="load")
        while page.evaluate(FIRST_PAINT) is None:
            page.wait_for_timeout(10)
        times.append(page.evaluate(FIRST_PAINT))
    return statistics.median(times)


def processor_seconds(server, path: str) -> float:
    """The processor time of the server for nine requests: other processes do not count."""
    before = spent(server)
    for _ in range(9):
        assert server.get(path).status_code == 200
    return spent(server) - before


def spent(server) -> float:
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_store_of_100_000_articles_is_seen_at_once_and_paged_at_constant_cost(
    serve, watch, tools, tmp_path
):
    """Also while its catalogue is being made. Where others use the same cores, the time for an empty
    store tells what is fair; a list that is not paged takes tens of seconds."""
    tools.fill(tmp_path / "empty", [])
    empty = first_paint(watch, serve("--store", "empty"))
    tools.fill_with_many(tmp_path / "store", MANY)
    server = serve()
    assert first_paint(watch, server) < max(SEEN, 8 * empty)
    assert f"Story {MANY} of" in server.get("/").text
    server.until("/", lambda text: "still being read" not in text)
    assert first_paint(watch, server) < max(SEEN, 8 * empty)
    page = watch(local).page
    page.goto(server.address)
    assert page.get_by_text(f"{MANY:,} pages are known.").count() == 1
    for search in ("", "q=harbour&"):
        first, middle, last = (
            processor_seconds(server, f"/?{search}before={number}")
            for number in (MANY, MANY // 2, 60)
        )
        assert max(middle, last) < 3 * first + 0.5
