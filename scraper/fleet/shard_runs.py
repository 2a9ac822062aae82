"""Runs of shards as processes of their own, which end with the job that started them."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scraper.config import load
from scraper.errors import ConfigError, StoreError
from scraper.models.shard import Shard
from scraper.outputs import OUTPUTS
from scraper.runs.plan import plan

GRACE = 9.0  # seconds for a run to end by itself; then it is killed, which loses nothing


@dataclass(frozen=True, slots=True)
class ShardRuns:
    """How shards of a configuration are run: `options` are those of `scraper run`."""

    file: Path
    options: Sequence[str] = ()

    def command(self, shard: Shard) -> list[str]:
        """Return the command line of a run."""
        run = [sys.executable, "-m", "scraper", "run", "-c", str(self.file), "--shard", str(shard)]
        return [*run, *self.options]

    def is_due(self, shard: Shard, now: datetime) -> bool:
        """Say whether a run has anything to do. Where that can't be known, a run says why."""
        try:
            planned = plan(load(self.file, outputs=tuple(OUTPUTS), shard=shard), now)
        except (ConfigError, StoreError):
            return True
        return bool(planned) and planned[0].times[0] <= now

    async def run(self, shard: Shard) -> int:
        """Run a shard and return the exit status. If this is cancelled, the run is ended first."""
        process = await asyncio.create_subprocess_exec(
            *self.command(shard),
            stdin=asyncio.subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the worker, which passes it on
        )
        try:
            return await process.wait()
        finally:
            if process.returncode is None:
                await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), GRACE)
    except TimeoutError:
        process.kill()
        await process.wait()
