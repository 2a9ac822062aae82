"""A run's time is spent waiting for hosts: its CPU is little more than extraction's own."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

from run_cost import extraction_seconds, run_seconds

PAGES = 300  # from which a run's start, about a second, weighs little
MOST = 2.0  # times the CPU of extraction alone; measured are 1.8, and 1.6 with 1,000 pages


def test_run_takes_less_than_twice_the_cpu_of_extraction():
    ratio = run_seconds(PAGES) / extraction_seconds(PAGES)
    assert ratio < MOST
