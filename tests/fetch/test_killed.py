"""A run that is killed at any moment: the next one goes on where it was.

Three moments here; `SCRAPER_KILLS=50 pytest tests/fetch/test_killed.py` tries as many as are asked
for.
"""

import asyncio
import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

from scraper.store import Store
from scraper.workers.pool import cores
from tests.patience import PATIENCE

KILLS = int(os.environ.get("SCRAPER_KILLS", "3"))
PAGES = max(100, KILLS * 25)
CONCURRENCY = 4
LONGEST = 2.0  # seconds until a kill, of which starting takes about half a one


def test_after_kills_the_next_run_goes_on_and_nothing_is_stored_twice(server, tmp_path):
    async def page(exchange):
        await asyncio.sleep(0.02)
        name = exchange.path.strip("/")
        await exchange.answer(f"<title>{name}</title><p>The story of {name}.".encode())

    urls = [server.route(f"/page-{number}", page) for number in range(PAGES)]
    (tmp_path / "urls.txt").write_text("\n".join(urls))
    command = [
        sys.executable, "-m", "scraper", "fetch", "-i", "urls.txt", "--jsonl", "--max-age", "1d",
        "--allow-private", "--delay", "0", "--per-host", str(CONCURRENCY),
    ]  # fmt: skip
    rng = random.Random(4)
    stored = []
    for _ in range(KILLS):
        with subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:  # fmt: skip
            time.sleep(rng.uniform(0.1, LONGEST))
            os.killpg(process.pid, signal.SIGKILL)
        with Store.open(tmp_path / "store") as store:  # which takes in what was just written
            stored.append({entry.url for entry in store.entries()})
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=PATIENCE, check=False)
    assert b"Traceback" not in done.stderr
    assert all(earlier <= later for earlier, later in itertools.pairwise(stored))
    asked = Counter(path for path in server.seen if path != "/robots.txt")
    refetched = sum(count - 1 for count in asked.values())
    # What was on the network, or waited to be stored: two pages for each process, and one in hand.
    assert refetched <= KILLS * (CONCURRENCY + 2 * cores() + 1)
    with Store.open(tmp_path / "store") as store:
        captures = Counter(entry.url for entry in store.entries())
        assert store.verify().ok
    assert captures == dict.fromkeys(urls, 1)
