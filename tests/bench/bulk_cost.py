"""Processor time of `scraper bulk` beside one process that reads the same archives and extracts their pages.

    python tests/bench/bulk_cost.py [--archives 4] [--pages 500] [--engine local|ray] [--jobs 2]

Prints CPU seconds of the whole process trees, and their ratio. To see what an engine takes for each
archive after its start, compare two numbers of archives.
"""

import argparse
import ctypes
import importlib
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUBREAPER = 36  # of prctl: orphans become this process's, and their time is counted

PLAIN = """
import sys
from scraper.inputs import InputFile, read_pages
from scraper.models.document import Document
from pathlib import Path
import scraper
for path in sys.argv[1:]:
    for page in read_pages(InputFile(Path(path), "")):
        if isinstance(page, Document):
            scraper.extract(page.body, url=page.url, charset=page.charset).to_dict()
"""


def make(directory: Path, archives: int, pages: int) -> list[str]:
    sys.path.insert(0, str(ROOT / "tests" / "inputs"))
    made = importlib.import_module("archives")
    run_cost = importlib.import_module("run_cost")  # its pages have the size of real ones
    templates = run_cost.templates()
    for number in range(archives):
        archive = made.Archive()
        content = []
        for page in range(pages):
            archive.content = b""
            body = run_cost.page(templates, number * pages + page)
            archive.add(f"https://e{number}.org/{page}", body, Content_Type="text/html")
            content.append(archive.content)
        (directory / f"{number}.warc.gz").write_bytes(b"".join(content))
    return [str(path) for path in sorted(directory.glob("*.warc.gz"))]


def processor_time(*line: str) -> float:
    """Return the CPU seconds of a command and of all that it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *line], check=True, stdout=subprocess.DEVNULL)
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--archives", type=int, default=4)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--engine", default="local")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--rounds", type=int, default=2)
    chosen = parser.parse_args()
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as made:
        sources = make(Path(made), chosen.archives, chosen.pages)
        for number in range(chosen.rounds):
            bulk = processor_time(
                "-m", "scraper", "bulk", *sources, "-o", f"{made}/parts-{number}",
                "--engine", chosen.engine, "--jobs", chosen.jobs,
            )  # fmt: skip
            plain = processor_time("-c", PLAIN, *sources)
            ratio = round(bulk / plain, 3)
            found = {"bulk": round(bulk, 2), "plain": round(plain, 2), "ratio": ratio}
            sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
