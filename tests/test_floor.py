"""The quality floor: figures on the fixtures that only an explicit act can lower.

To raise it: `scraper evaluate fixtures --write-floor tests/floor.json`. Lowering needs
`--allow-lower`, and a reason in the commit.
"""

import subprocess
import sys
from pathlib import Path

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]


def test_no_figure_falls_below_the_floor() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scraper", "evaluate", "fixtures", "--floor", "tests/floor.json"],
        cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
