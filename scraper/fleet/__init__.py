"""Many machines, each with some shards of the sites, and one PostgreSQL that says whose turn it is.

    tick -> a job for each shard -> a worker that has the shard -> `scraper run --shard I/K` -> noted

A job says that a shard may run; what there is to do, the shard's own state knows. No URL goes through the
database. A job holds the lock of its shard, so that no shard runs twice, and waits at most once. The job of
a worker that died is closed by another worker of the same shards, and the shard is queued again.
"""

from scraper.fleet.shard_runs import ShardRuns
from scraper.fleet.values import ShardReport, numbers_of, numbers_text
from scraper.fleet.work import FleetWork, create, reports, tick, work

__all__ = [
    "FleetWork",
    "ShardReport",
    "ShardRuns",
    "create",
    "numbers_of",
    "numbers_text",
    "reports",
    "tick",
    "work",
]
