"""What the commands of a fleet do. Owns procrastinate's jobs.

Decided by PostgreSQL: a job's `lock` is its shard, of which one is under way at a time; so is its
`queueing_lock`, of which one waits. Its queue is the shard too, so that a worker takes only shards that its
machine has.
"""

import asyncio
import socket
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status

from scraper.errors import ConfigError
from scraper.fleet.database import FleetDatabase, opened
from scraper.fleet.shard_runs import ShardRuns
from scraper.fleet.values import ShardReport, numbers_of
from scraper.models.shard import Shard, shard_of
from scraper.models.times import utc_now

TICK = 60.0  # seconds between two jobs for a shard: what a site's `every` is rounded up to
STALLED_AFTER = 30.0  # seconds without a heartbeat, after which a worker counts as dead
BEATS = 3  # in that time, so that one may be late
AT_ONCE = 0.1  # seconds before runs that are under way are ended with their worker
TASK = "run_shard"


@dataclass(frozen=True, slots=True)
class FleetWork:
    """What a worker does: which shards (as `numbers_of` reads them), and how. `jobs` run at a time; `adopt`
    takes shards over that another machine had. `machine` is what this one is called."""

    runs: ShardRuns
    shards: str
    jobs: int = 1
    adopt: bool = False
    stalled_after: float = STALLED_AFTER
    machine: str = field(default_factory=socket.gethostname)


async def create(conninfo: str, count: int) -> bool:
    """Make the tables for a fleet of so many shards; return False where they are there. Raises ConfigError
    where they are of another number of shards."""
    async with opened(conninfo) as database:
        return await database.create(count)


async def reports(conninfo: str) -> list[ShardReport]:
    """Return what is known of all shards. Raises ConfigError where there is no fleet."""
    async with opened(conninfo) as database:
        return await database.reports()


async def tick(conninfo: str) -> int:
    """Queue a job for each shard, unless one waits already; return how many were queued."""
    async with opened(conninfo) as database:
        count = await database.count()
        return await _queue(database, [Shard(index, count) for index in range(count)])


async def work(conninfo: str, asked: FleetWork) -> None:
    """Queue the worker's shards each `TICK`, and run them, until a signal says to end. Runs that are under
    way then end within seconds. Raises ConfigError where a shard is another machine's."""
    async with opened(conninfo) as database:
        count = await database.count()
        shards = _shards_of(asked.shards, count)
        numbers = [shard.index for shard in shards]
        await database.claim(numbers, asked.machine, adopt=asked.adopt)
        broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        _register(database, asked.runs, broken)
        beat = asyncio.create_task(_beat(database, shards, asked.stalled_after))
        worker = asyncio.create_task(_take_jobs(database, shards, asked))
        await _first_of(worker, beat, broken)


async def _first_of(*works: asyncio.Future[None]) -> None:
    """Wait until one of several ends, and end the others. Raises what ended it."""
    try:
        await asyncio.wait(works, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in works:
            each.cancel()
        ends = await asyncio.gather(*works, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            raise end


async def _take_jobs(database: FleetDatabase, shards: Sequence[Shard], asked: FleetWork) -> None:
    await database.app.run_worker_async(
        queues=list(map(str, shards)),
        name=asked.machine,
        concurrency=asked.jobs,
        delete_jobs="successful",
        shutdown_graceful_timeout=AT_ONCE,
        update_heartbeat_interval=asked.stalled_after / BEATS,
        stalled_worker_timeout=asked.stalled_after,
        install_signal_handlers=True,
    )


def _shards_of(text: str, count: int) -> list[Shard]:
    try:
        return [Shard(number, count) for number in numbers_of(text, count)]
    except ValueError as error:
        raise ConfigError("--shards", str(error)) from None


def _register(database: FleetDatabase, runs: ShardRuns, broken: asyncio.Future[None]) -> None:
    """Say what a job does. What it raises is a bug, or a database that went away: it ends the worker by
    `broken`, as the library only logs it."""

    async def run_shard(shard: str) -> None:
        try:
            await _run_if_due(database, runs, shard_of(shard))
        except Exception as error:
            if not broken.done():
                broken.set_exception(error)
            raise

    database.app.task(name=TASK)(run_shard)


async def _run_if_due(database: FleetDatabase, runs: ShardRuns, shard: Shard) -> None:
    """Run a shard that has something due, or whose last run did not come to its end."""
    report = (await database.reports())[shard.index]
    if report.is_settled and not await asyncio.to_thread(runs.is_due, shard, utc_now()):
        return
    await database.note_start(shard, utc_now())
    status = await runs.run(shard)
    await database.note_end(shard, utc_now(), status)


async def _beat(database: FleetDatabase, shards: Sequence[Shard], stalled_after: float) -> None:
    """Queue shards each `TICK`, and meanwhile those whose worker died. Does not end by itself."""
    loop = asyncio.get_running_loop()
    next_tick = loop.time()
    while True:
        stalled = await _close_stalled(database, shards, stalled_after)
        if loop.time() >= next_tick:
            next_tick += TICK
            stalled = list(shards)
        await _queue(database, stalled)
        await asyncio.sleep(stalled_after / BEATS)


async def _close_stalled(
    database: FleetDatabase, shards: Sequence[Shard], stalled_after: float
) -> list[Shard]:
    """Close the jobs whose worker died, which hold the locks of their shards; return those shards."""
    manager = database.app.job_manager
    closed = []
    for job in await manager.get_stalled_jobs(
        task_name=TASK, seconds_since_heartbeat=stalled_after
    ):
        shard = shard_of(job.queue)
        if shard in shards and job.id is not None:
            await manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=True)
            closed.append(shard)
    return closed


async def _queue(database: FleetDatabase, shards: Iterable[Shard]) -> int:
    """Queue a job for each shard, unless one waits already; return how many were queued."""
    queued = 0
    for name in map(str, shards):
        job = database.app.configure_task(TASK, lock=name, queueing_lock=name, queue=name)
        with suppress(AlreadyEnqueued):
            await job.defer_async(shard=name)
            queued += 1
    return queued
