"""Processor time of `scraper clean` over saved pages, of the command and of its workers apart.

    python tests/bench/clean_cost.py DIRECTORY [--pages 2000] [--rounds 2] [--jobs 2]

DIRECTORY holds pages as `.html`. Each round cleans them to a directory as text and as Markdown and to one
stream of JSON lines, and extracts them in one process that only reads and extracts. Processor time, since
the machine may be busy; ratios of one round can be compared, times of two can't. Pages a second are those
that so much processor time allows on `jobs` free cores.
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
    "text, a file for each": ("-o", "out/"),
    "Markdown, a file for each": ("-o", "out/", "--markdown"),
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        pages = Path(made) / "pages"
        count = linked(chosen.directory, chosen.pages, pages)
        for number in range(chosen.rounds):
            alone = used_by(EXTRACT, Path(made), [str(pages)])["command"]
            sys.stdout.write(f"extraction alone: {1000 * alone / count:.2f} ms a page\n")
            for way, options in WAYS.items():
                work = Path(made) / f"{number}-{options[-1].strip('-/')}"
                work.mkdir()
                line = ["clean", str(pages), *options, "--jobs", str(chosen.jobs)]
                used = used_by(CLEAN, work, line)
                whole = used["command"] + used["workers"]
                command, workers = (1000 * used[name] / count for name in ("command", "workers"))
                sys.stdout.write(
                    f"{way:26} command {command:5.2f} ms, workers {workers:6.2f} ms a page, "
                    f"{whole / alone:.2f} times extraction alone; {chosen.jobs * count / whole:.0f} pages "
                    f"a second; a worker's peak {used['workers_peak']:.0f} MB\n"
                )


if __name__ == "__main__":
    main()
