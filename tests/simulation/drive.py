"""One run in a process of its own, at a time that is told: `python drive.py CONFIG ISO-TIME`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from scraper.cli.configuration import read_config
from scraper.errors import StoreInUse
from scraper.runs.progress import RunObserver
from scraper.runs.run import run_due
from scraper.runs.scheduled_run import RunOptions

began = datetime.now(UTC)
offset = datetime.fromisoformat(sys.argv[2]) - began
try:
    run_due(
        read_config(Path(sys.argv[1])), RunOptions(), {}, RunObserver(print),
        lambda: datetime.now(UTC) + offset,
    )  # fmt: skip
except StoreInUse:
    sys.exit(0)
