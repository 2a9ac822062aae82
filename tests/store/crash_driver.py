"""Writers that are killed, in a process of their own so that forking is safe.

`python crash_driver.py STORE ROUNDS SEED`: in each round a forked child opens the store, puts
pages and reports each id once `put` has returned; it dies of SIGKILL, either at a random time or
at a random line of the store's own code. Then the store is opened and everything reported since
the first round is looked for. Prints one JSON object.
"""

import json
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kills import count_lines

from scraper.models.page import Page
from scraper.store import Store

SEGMENT_SIZE = 20_000
START = datetime(2026, 1, 1, tzinfo=UTC)


def page(number: int) -> Page:
    # Every third page has the payload of the one before: a revisit.
    raw = random.Random(number - (number % 3 == 2)).randbytes(3000)
    url = f"https://news.example/{number}"
    return Page(url, url, 200, (), raw, raw, START + timedelta(seconds=number))


def write(root: Path, first: int, report: int) -> None:
    with Store.open(root, segment_size=SEGMENT_SIZE) as store:
        for number in range(first, first + 1000):
            os.write(report, f"{store.put(page(number))}\n".encode())


def killed_round(root: Path, first: int, rng: random.Random) -> list[str]:
    """The ids a child reported before it was killed."""
    by_line = rng.random() < 0.6
    lines, delay = rng.randrange(1, 2500), rng.uniform(0, 0.1)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            if by_line:
                count_lines("/scraper/store/", lines)
            write(root, first, writer)
        finally:
            os._exit(3)
    os.close(writer)
    if not by_line:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reader) as pipe:
        keys = pipe.read().split()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise SystemExit(f"the writer was not killed but ended with {status}")
    return keys


def main(root: Path, rounds: int, seed: int) -> dict[str, object]:
    rng = random.Random(seed)
    reported: dict[str, int] = {}
    lost: list[str] = []
    recovered = set_aside = 0
    problems: list[str] = []
    for number in range(rounds):
        first = number * 1000
        for place, key in enumerate(killed_round(root, first, rng)):
            reported[key] = first + place
        with Store.open(root, segment_size=SEGMENT_SIZE) as store:
            recovered += store.recovered.added
            set_aside += len(store.recovered.set_aside)
            report = store.verify()
            problems += [str(problem) for problem in report.problems]
            entries = [entry.id for entry in store.entries()]
            if len(entries) != len(set(entries)) or report.records != len(entries):
                problems.append(f"{len(entries)} entries, {report.records} records")
            lost += [key for key in reported if key not in set(entries)]
    with Store.reader(root) as store:
        lost += [key for key, n in reported.items() if store.get(key).raw != page(n).raw]
    result = {"reported": len(reported), "lost": lost, "problems": problems}
    return result | {"recovered": recovered, "set_aside": set_aside}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201
