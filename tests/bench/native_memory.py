"""Whether memory stays flat over many extractions: what compiled code takes and does not give back would add up.

    python tests/bench/native_memory.py [--pages 100000]

Prints the resident memory after each tenth, and fails where the last half has grown by more than MOST_GROWN.
"""

import argparse
import os
import random
import sys
from pathlib import Path

import scraper

ROOT = Path(__file__).parents[2]
MOST_CHARS = 15_000  # of a page
MOST_GROWN = 3_000_000  # bytes; a leak of 100 bytes a page would be 5 MB over 50,000 pages
PARTS = 10


def resident() -> int:
    """Bytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def small_pages() -> list[str]:
    files = sorted((ROOT / "fixtures").rglob("*.html"))
    texts = (file.read_text("utf-8", "replace") for file in files)
    return [text for text in texts if len(text) < MOST_CHARS]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=100_000)
    chosen = parser.parse_args()
    pages, chance = small_pages(), random.Random(1)
    sizes = []
    for part in range(PARTS):
        for _ in range(chosen.pages // PARTS):
            scraper.extract(chance.choice(pages), url="https://example.org/story").to_dict()
        sizes.append(resident())
        sys.stdout.write(
            f"{(part + 1) * (chosen.pages // PARTS):8} pages {sizes[-1] / 1e6:7.1f} MB\n"
        )
        sys.stdout.flush()
    return 1 if sizes[-1] - sizes[PARTS // 2 - 1] > MOST_GROWN else 0


if __name__ == "__main__":
    sys.exit(main())
