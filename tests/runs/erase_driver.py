"""A page that is erased by a process that is killed.

`python erase_driver.py PROJECT URL NEEDLE ROUNDS SEED`: in each round a forked child erases a page from a
copy of a project and dies of SIGKILL at a random line of the package's code. Then all else must be there
as it was, and the page can't come back; the next erasure ends it. Prints one JSON object.
"""

import json
import random
import shutil
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from kills import killed, lines_and_swaps
from remains import naming

from scraper.config import load
from scraper.errors import PageErased
from scraper.models.times import utc_now
from scraper.outputs import OUTPUTS
from scraper.runs.erase import erase
from scraper.runs.state import State, state_file
from scraper.store import Erasure, Store

CODE = "/scraper/"


def work(project: Path, url: str) -> None:
    config = load(project / "scraper.toml", outputs=tuple(OUTPUTS))
    erase(config.store, config, [Erasure(url, utc_now())] if url else [], utc_now)


def others(project: Path, url: str) -> dict[str, object]:
    """All that is not of the page: captures with their bytes, versions and lines of an output.

    A story that has the page's name gets that of another, so what story a line is of may change.
    """
    lines = [json.loads(line) for line in (project / "out/articles.jsonl").read_text().splitlines()]
    with Store.open(project / "news") as store, State(state_file(project / "news")) as state:
        captures = {e.id: store.get(e.id).raw.hex() for e in store.entries() if e.final_url != url}
        versions = [each.seq for each in state.articles.after(0) if each.url != url]
        problems = [str(p) for p in store.verify().problems if p.kind != "erasure"]
    return {
        "captures": captures,
        "versions": versions,
        "lines": [line | {"story": None} for line in lines if line["url"] != url],
        "problems": problems,
    }


def is_refused(project: Path, url: str, page) -> bool:
    with Store.open(project / "news") as store:
        if not store.erased.covers(url):
            return True  # it was killed before it began
        try:
            store.put(page)
        except PageErased:
            return True
    return False


def main(project: Path, url: str, needle: bytes, rounds: int, seed: int) -> dict[str, object]:
    rng, scratch = random.Random(seed), project.parent / "round"
    with Store.reader(project / "news") as store:
        page = store.get(url)
    for _ in range(2):  # the first time, modules are read and caches filled as well
        shutil.copytree(project, scratch)
        total, swaps = lines_and_swaps(partial(work, scratch, url), CODE)
        wanted = others(scratch, url)
        shutil.rmtree(scratch)
    kills, problems = 0, list(wanted["problems"])
    for number in range(rounds):
        shutil.copytree(project, scratch)
        line = rng.choice(swaps) + rng.choice((0, 1)) if number % 2 else rng.randrange(1, total)
        kills += killed(partial(work, scratch, url), CODE, line)
        if others(scratch, url) != wanted:
            problems.append(f"killed at {line}: something else is not as it was")
        if not is_refused(scratch, url, page):
            problems.append(f"killed at {line}: the page comes back")
        work(scratch, url if number % 3 else "")
        with Store.reader(scratch / "news") as store:
            covered = store.erased.covers(url)
        if covered and naming(scratch, [needle]):
            problems.append(f"killed at {line}: left in {naming(scratch, [needle])}")
        if others(scratch, url) != wanted:
            problems.append(f"killed at {line}: the next erasure took something else")
        shutil.rmtree(scratch)
    return {"kills": kills, "problems": problems, "lines": total}


if __name__ == "__main__":
    url, needle, rounds, seed = sys.argv[2:]
    print(json.dumps(main(Path(sys.argv[1]), url, needle.encode(), int(rounds), int(seed))))  # noqa: T201
