"""Stores that are written anew by a process that is killed.

`python compact_driver.py DIRECTORY ROUNDS SEED`: a store is made whose pages were fetched again and
again. In each round a forked child removes what nothing needs, or writes segments together, on a
copy of it, and dies of SIGKILL at a random line of the store's code. Then the copy is opened: all
that is needed must be there as it was, and nothing half done may be left. Prints one JSON object.
"""

import json
import random
import shutil
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from kills import killed, lines_and_swaps

from scraper.models.page import Page
from scraper.store import RemovalBounds, Store

SEGMENT_SIZE = 16_000
CODE = "/scraper/store/"
START = datetime(2026, 1, 1, tzinfo=UTC)
END = START + timedelta(days=900)
REFERENCED = (3, 8)  # captures that somebody refers to


def page(number: int) -> Page:
    """URL by URL in turn. Each fifth is a revisit of what its URL had before; some are rendered."""
    url = f"https://news.example/{number % 6}"
    raw = random.Random(number - 6 * (number % 5 == 4)).randbytes(1200)
    rendered = b"<p>rendered" if number % 7 == 0 else b""
    moment = START + timedelta(hours=number)
    return Page(url, url, 200, (), raw, raw, moment, rendered=rendered)


def unchanged(store: Store, url: str, hours: int) -> Page:
    return Page(
        url, url, 304, (("ETag", '"a"'),), b"", b"", START + timedelta(hours=hours),
        unchanged=store.find(url).id,
    )  # fmt: skip


def make(root: Path) -> list[str]:
    """A store of 70 captures in some segments; their ids."""
    with Store.open(root, segment_size=SEGMENT_SIZE) as store:
        keys = [store.put(page(number)) for number in range(60)]
        url = "https://news.example/1"  # a chain of 304s: each refers to the one before
        keys += [store.put(unchanged(store, url, 100 + number)) for number in range(10)]
    return keys


def work(root: Path, task: str, referenced: list[str]) -> None:
    if task == "remove":
        with Store.open(root, segment_size=SEGMENT_SIZE) as store:
            store.care.remove(referenced, RemovalBounds(END))
    else:
        with Store.open(root, segment_size=SEGMENT_SIZE * 3) as store:
            store.care.merge()


def examine(root: Path, pages: dict[str, bytes], needed: set[str]) -> list[str]:
    """What is wrong with a store after the next writer has opened it."""
    found = []
    with Store.open(root, segment_size=SEGMENT_SIZE) as store:
        found += [f"recovered {store.recovered}"] * bool(store.recovered.set_aside)
        report = store.verify()
        found += [str(problem) for problem in report.problems]
        entries = {entry.id for entry in store.entries()}
        found += [f"lost {key}" for key in needed - entries]
        found += [f"other {key}" for key in entries if store.get(key).raw != pages[key]]
        if report.records != len(entries):
            found.append(f"{len(entries)} entries, {report.records} records")
    names = {path.name for path in root.iterdir()} | {p.name for p in (root / "segments").iterdir()}
    found += [f"left {name}" for name in names if name.endswith(".part") or "compacting" in name]
    return found


def main(directory: Path, rounds: int, seed: int) -> dict[str, object]:
    rng = random.Random(seed)
    keys = make(directory / "whole")
    referenced = [keys[number] for number in REFERENCED]
    with Store.reader(directory / "whole") as store:
        pages = {key: store.get(key).raw for key in keys}
    result: dict[str, object] = {}
    for task in ("remove", "merge"):
        for number in range(2):  # the first time, modules are read and caches filled as well
            done = directory / f"done-{task}-{number}"
            shutil.copytree(directory / "whole", done)
            total, swaps = lines_and_swaps(partial(work, done, task, referenced), CODE)
        with Store.reader(done) as store:
            needed = {entry.id for entry in store.entries()}
        problems, kills, sizes = examine(done, pages, needed), 0, set()
        for number in range(rounds):
            root = directory / "round"
            shutil.copytree(directory / "whole", root)
            # Over the whole work, and more of them towards its end, where the segments are swapped.
            line = max(1, round(total * (1 - ((number + rng.random()) / rounds) ** 2)))
            kills += killed(partial(work, root, task, referenced), CODE, line)
            if number % 3 == 0:
                again = rng.randrange(1, total)
                kills += killed(partial(work, root, task, referenced), CODE, again)
            elif number % 3 == 1:  # between two segments
                again = rng.choice(swaps) + 1
                kills += killed(partial(work, root, task, referenced), CODE, again)
            sizes.add(len(list((root / "segments").iterdir())))
            problems += examine(root, pages, needed)
            work(root, task, referenced)
            with Store.reader(root) as store:
                if {entry.id for entry in store.entries()} != needed:
                    problems.append("the next time does not end it")
            shutil.rmtree(root)
        result[task] = {
            "problems": problems, "kills": kills, "lines": total, "needed": len(needed),
            "stages": len(sizes),
        }  # fmt: skip
    return result


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201
