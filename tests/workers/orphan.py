"""A program that starts two hanging workers and says so; its tests kill it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from acts import Act, perform

from scraper.workers import Limits, run


def tasks():
    yield Act("a", "hang")
    print("working", flush=True)  # noqa: T201
    yield Act("b", "hang")


if __name__ == "__main__":
    list(run(tasks(), perform, Limits(wall=float(sys.argv[1])), 2))
