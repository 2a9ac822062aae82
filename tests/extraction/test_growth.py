"""Pages made to be slow take time and memory in proportion to their size."""

import subprocess
import sys
from pathlib import Path

import pytest

import scraper
from tests.extraction.shapes import SHAPES
from tests.growth import assert_linear

SIZE, TIMES = 80_000, 8  # characters of a page, and how many times shorter the other one is
LARGE = 1_600_000  # characters
MOST_MEGABYTES = 1_000
MOST_EXPONENT = 1.3


def _extract_and_render(html: str) -> None:
    article = scraper.extract(html)
    article.markdown()
    article.html()


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_page(shape: str) -> None:
    assert_linear(_extract_and_render, SHAPES[shape], SIZE, TIMES)


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
