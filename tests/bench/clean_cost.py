"""Processor time of `scraper clean` over saved pages, of the command and of its workers apart.

    python tests/bench/clean_cost.py DIRECTORY [--pages 2000] [--rounds 2]

DIRECTORY holds pages as `.html`. Each round cleans them to a directory as text and as Markdown and to one
stream of JSON lines, and extracts them in one process that only reads and extracts. Processor time, since
the machine may be busy; ratios of one round can be compared, times of two can't. What the start takes, with
the first page, is said apart. Pages a second are those that so much processor time allows on a free core.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

COUNTED = """
import atexit, json, resource, sys
def say():
    used = {}
    for name, who in (("command", resource.RUSAGE_SELF), ("workers", resource.RUSAGE_CHILDREN)):
        found = resource.getrusage(who)
        used[name] = found.ru_utime + found.ru_stime
        used[name + "_peak"] = found.ru_maxrss / 1024
    with open(sys.argv[1], "w") as file:
        json.dump(used, file)
atexit.register(say)
"""
CLEAN = f"""{COUNTED}
from scraper.cli import main
main(sys.argv[2:])
"""
EXTRACT = f"""{COUNTED}
from pathlib import Path
import scraper
for path in sorted(Path(sys.argv[2]).rglob("*.html")):
    scraper.extract(path.read_bytes()).to_dict()
"""
WAYS = {
    "text, a file for each": ("-o",),
    "Markdown, a file for each": ("--markdown", "-o"),
    "JSON lines": ("--jsonl",),
}


def used_by(script: str, work: Path, arguments: Sequence[str]) -> dict[str, float]:
    """Return CPU seconds and megabytes of a script and of what it started."""
    report = work / "used.json"
    subprocess.run(
        [sys.executable, "-c", script, report, *arguments],
        cwd=work,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,  # pages without content give it an exit status of its own
    )
    found: dict[str, float] = json.loads(report.read_bytes())
    return found


def linked(directory: Path, pages: int, to: Path) -> int:
    """Link so many pages into an empty directory; return how many there are."""
    files = sorted(directory.rglob("*.html"))
    chosen = random.Random(1).sample(files, min(pages, len(files)))
    to.mkdir()
    for number, path in enumerate(chosen):
        (to / f"{number:06}.html").symlink_to(path.resolve())
    return len(chosen)


def clean_line(pages: Path, options: Sequence[str], out: str) -> list[str]:
    """Return the arguments of `clean`; articles in files go to a new directory."""
    directory = [f"{out}-{pages.name}/"] if "-o" in options else []
    return ["clean", str(pages), "--jobs", "1", *options, *directory]


def of_each(used: dict[str, float], start: dict[str, float], pages: int, who: str) -> float:
    """Return the milliseconds for a page after the first."""
    return 1000 * (used[who] - start[who]) / (pages - 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        one, pages = work / "one", work / "pages"
        count = linked(chosen.directory, chosen.pages, pages)
        linked(pages, 1, one)
        for number in range(chosen.rounds):
            first, all_ = (used_by(EXTRACT, work, [str(each)]) for each in (one, pages))
            alone = of_each(all_, first, count, "command")
            sys.stdout.write(f"extraction alone: {alone:.2f} ms a page\n")
            for way, options in WAYS.items():
                out = f"{number}-{len(options)}"
                start, used = (
                    used_by(CLEAN, work, clean_line(each, options, out)) for each in (one, pages)
                )
                command, workers = (
                    of_each(used, start, count, who) for who in ("command", "workers")
                )
                sys.stdout.write(
                    f"{way:26} start {start['command'] + start['workers']:.1f} s; command {command:5.2f} ms, "
                    f"worker {workers:6.2f} ms a page, {(command + workers) / alone:.2f} times extraction "
                    f"alone; {1000 / (command + workers):.0f} pages a second and core; "
                    f"a worker's peak {used['workers_peak']:.0f} MB\n"
                )


if __name__ == "__main__":
    main()
