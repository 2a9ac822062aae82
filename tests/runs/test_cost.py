"""A run's time is spent waiting for hosts: its CPU is little more than extraction's own."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

from run_cost import extraction_seconds, run_seconds

FEW = 20  # enough for both workers to have started, which takes 1.3 s whatever comes
PAGES = 300
MOST = 2.0  # times the CPU of extraction alone; measured are 1.65 to 1.85


def test_page_takes_less_than_twice_the_cpu_of_its_extraction():
    pages = run_seconds(FEW + PAGES) - run_seconds(FEW)
    assert pages / extraction_seconds(PAGES) < MOST
