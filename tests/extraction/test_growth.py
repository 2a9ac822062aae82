"""Pages made to be slow take time and memory in proportion to their size."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

import scraper
from tests.extraction.shapes import SHAPES

SMALL, TIMES = 10_000, 4  # characters of a page, and how many times as long the larger one is
MOST_GROWTH = 9.0  # of the time for 4 times the page: 4 is linear, 16 quadratic
QUICK = 0.03  # seconds of processor time, under which the growth is that of a clock
LARGE = 1_600_000  # characters
MOST_MEGABYTES = 1_000
MOST_EXPONENT = 1.3


def _seconds(html: str, best_of: int) -> float:
    times = []
    for _ in range(best_of):
        start = time.process_time()
        article = scraper.extract(html)
        article.markdown()
        article.html()
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_page(shape: str) -> None:
    scraper.extract(SHAPES[shape](100))
    large = SHAPES[shape](SMALL * TIMES)
    most = _seconds(large, 1)
    if most > QUICK:
        most = min(most, _seconds(large, 2))
        assert most < MOST_GROWTH * max(_seconds(SHAPES[shape](SMALL), 3), QUICK / TIMES)


def test_the_page_that_never_ended() -> None:
    html = "<p>a</p><script>1</script><style><script <!-- <script </style>"
    assert "a" in [block.text for block in scraper.extract(html).blocks]


_MEASURE = """
import resource, sys, time
import scraper
from tests.extraction.shapes import SHAPES
scraper.extract(SHAPES[sys.argv[1]](100))
html = SHAPES[sys.argv[1]](int(sys.argv[2]))
start = time.process_time()
article = scraper.extract(html)
article.markdown()
article.html()
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_large_pages_stay_linear_and_small(shape: str) -> None:
    seconds, megabytes = zip(*(_measured(shape, LARGE // by) for by in (4, 1)), strict=True)
    assert max(megabytes) < MOST_MEGABYTES
    assert seconds[1] < 4**MOST_EXPONENT * max(seconds[0], 0.2)


def _measured(shape: str, size: int) -> tuple[float, float]:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", _MEASURE, shape, str(size)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes
