"""How many bare parses extraction costs, beside other extractors, page by page in turn.

    python tests/bench/parse_ratio.py DIRECTORY [--pages 200] [--runs 3]

DIRECTORY holds pages as `.html` or `.html.gz`. Processor time, the best of the runs for each page, so that
what else the machine does counts little; ratios of one run can be compared, times of two can't. With the
`compare` extra installed, resiliparse is measured as well. `SCRAPER_PURE=1` measures the Python form.
"""

import argparse
import gzip
import random
import sys
import time
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import trafilatura
from selectolax.lexbor import LexborHTMLParser

import scraper
from scraper.extraction.native import IS_NATIVE

Extractor = Callable[[str], object]


def read_pages(directory: Path, most: int) -> list[str]:
    files = sorted(
        path for path in directory.rglob("*") if path.name.endswith((".html", ".html.gz"))
    )
    chosen = random.Random(1).sample(files, min(most, len(files)))
    opened = (
        gzip.decompress(f.read_bytes()) if f.suffix == ".gz" else f.read_bytes() for f in chosen
    )
    return [page.decode("utf-8", "replace") for page in opened]


def extractors() -> dict[str, Extractor]:
    """What is measured, a bare parse first."""
    found: dict[str, Extractor] = {
        "bare parse": LexborHTMLParser,
        "scraper": lambda page: scraper.extract(page).text,
        "scraper with metadata": lambda page: scraper.extract(page).metadata,
        "trafilatura": lambda page: trafilatura.extract(page, include_comments=False),
        "trafilatura with metadata": lambda page: trafilatura.bare_extraction(
            page, include_comments=False, with_metadata=True
        ),
    }
    if find_spec("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

        found["resiliparse"] = lambda page: extract_plain_text(page, main_content=True)
    return found


def best_times(pages: list[str], runs: int) -> dict[str, float]:
    """Processor seconds of each extractor over all pages."""
    measured = extractors()
    total = dict.fromkeys(measured, 0.0)
    for page in pages:
        best = dict.fromkeys(measured, float("inf"))
        for _ in range(runs):
            for name, work in measured.items():
                started = time.thread_time()
                work(page)
                best[name] = min(best[name], time.thread_time() - started)
        for name, seconds in best.items():
            total[name] += seconds
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    pages = read_pages(chosen.directory, chosen.pages)
    for page in pages[:5]:
        for work in extractors().values():
            work(page)
    total = best_times(pages, chosen.runs)
    unit = total["bare parse"]
    sys.stdout.write(f"{len(pages)} pages, extraction {'native' if IS_NATIVE else 'pure'}\n")
    for name, seconds in total.items():
        ratio, each = seconds / unit, 1000 * seconds / len(pages)
        sys.stdout.write(f"{name:28}{ratio:7.2f} parses{each:9.2f} ms a page\n")


if __name__ == "__main__":
    main()
