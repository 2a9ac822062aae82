"""The database of a fleet: how many shards there are, which machine has each, and how it went.

Owns psycopg and procrastinate's connection. Beside procrastinate's tables there are two small ones.
"""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import psycopg
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from psycopg.conninfo import conninfo_to_dict

from scraper.errors import ConfigError, ScraperError
from scraper.fleet.values import ShardReport
from scraper.models.shard import Shard

VARIABLE = "SCRAPER_DATABASE"
PATIENCE = 10  # seconds, in which the database has to take a connection
MOST_CONNECTIONS = 4  # of one worker: what runs, what waits for news, heartbeats, the beat
_LIBRARIES = ("procrastinate", "psycopg", "psycopg.pool")
_CREATE = (
    "DO $$ BEGIN"
    " CREATE TABLE scraper_fleet (shards integer NOT NULL);"
    " CREATE TABLE scraper_fleet_shards (shard integer PRIMARY KEY, machine text NOT NULL,"
    " started timestamptz, ended timestamptz, status integer);"
    " INSERT INTO scraper_fleet VALUES ({count:d});"
    " END $$"
)
"""One statement, so that all of it is there or nothing; such a block takes no parameters."""
_CLAIM = (
    "INSERT INTO scraper_fleet_shards (shard, machine) SELECT unnest(%(shards)s::int[]), %(machine)s"
    " ON CONFLICT (shard) DO UPDATE SET machine = excluded.machine"
    " WHERE %(adopt)s OR scraper_fleet_shards.machine = excluded.machine RETURNING shard"
)
_REPORTS = (
    "SELECT number AS shard, machine, started, ended, s.status,"
    " EXISTS (SELECT FROM procrastinate_jobs WHERE lock = number || %(of)s AND status = 'todo') AS queued,"
    " EXISTS (SELECT FROM procrastinate_jobs WHERE lock = number || %(of)s AND status = 'doing') AS running"
    " FROM generate_series(0, %(count)s - 1) AS number"
    " LEFT JOIN scraper_fleet_shards AS s ON s.shard = number ORDER BY number"
)


class FleetDatabase:
    """An open database. All methods raise ScraperError where it goes away: see `opened`."""

    def __init__(self, app: App, name: str) -> None:
        self.app, self.name = app, name

    async def create(self, count: int) -> bool:
        """Make the tables for so many shards; return False where they are there. Raises ConfigError where
        there are other numbers of shards in them."""
        if not await self.app.check_connection_async():
            await self.app.schema_manager.apply_schema_async()
        if await self._has_tables():
            known = await self.count()
            if known != count:
                message = (
                    f"is of a fleet of {known} shards, and their number stays what it is; take another"
                    f" database for {count}"
                )
                raise ConfigError(self.name, message)
            return False
        await self._run(_CREATE.format(count=count))
        return True

    async def count(self) -> int:
        """Return the number of shards. Raises ConfigError where nothing was made for a fleet."""
        if not await self._has_tables():
            message = "has no tables for a fleet; `scraper fleet init --shards K` makes them"
            raise ConfigError(self.name, message)
        (row,) = await self._rows("SELECT shards FROM scraper_fleet")
        return int(row["shards"])

    async def claim(self, numbers: Sequence[int], machine: str, *, adopt: bool) -> None:
        """Note that this machine has these shards. Raises ConfigError for those that another has, unless
        they are adopted."""
        rows = await self._rows(_CLAIM, shards=list(numbers), machine=machine, adopt=adopt)
        refused = set(numbers) - {row["shard"] for row in rows}
        for report in await self.reports():
            if report.shard.index in refused:
                message = (
                    f"is on the machine {report.machine!r}; end its worker there, move the shard's directory"
                    f" to {machine!r} and say --adopt"
                )
                raise ConfigError(f"shard {report.shard}", message)

    async def reports(self) -> list[ShardReport]:
        """Return what is known of all shards, in their order."""
        count = await self.count()
        return [
            ShardReport(
                Shard(row["shard"], count), row["machine"] or "", row["started"], row["ended"],
                row["status"], row["queued"], row["running"],
            )
            for row in await self._rows(_REPORTS, count=count, of=f"/{count}")
        ]  # fmt: skip

    async def note_start(self, shard: Shard, now: datetime) -> None:
        """Note that a run begins."""
        await self._run(
            "UPDATE scraper_fleet_shards SET started = %(now)s, ended = NULL, status = NULL"
            " WHERE shard = %(shard)s",
            now=now,
            shard=shard.index,
        )

    async def note_end(self, shard: Shard, now: datetime, status: int) -> None:
        """Note how a run ended."""
        await self._run(
            "UPDATE scraper_fleet_shards SET ended = %(now)s, status = %(status)s WHERE shard = %(shard)s",
            now=now,
            status=status,
            shard=shard.index,
        )

    async def _has_tables(self) -> bool:
        (row,) = await self._rows("SELECT to_regclass('scraper_fleet_shards') IS NOT NULL AS there")
        return bool(row["there"])

    async def _run(self, statement: Any, **values: Any) -> None:
        await self.app.connector.execute_query_async(statement, **values)

    async def _rows(self, query: Any, **values: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = await self.app.connector.execute_query_all_async(
            query, **values
        )
        return rows


@asynccontextmanager
async def opened(conninfo: str) -> AsyncIterator[FleetDatabase]:
    """Open a database for the block. Raises ConfigError where it can't be reached, ScraperError where it
    goes away in the block; both name it, without its password."""
    name = _name_of(conninfo)
    try:
        connection = await psycopg.AsyncConnection.connect(conninfo, connect_timeout=PATIENCE)
        await connection.close()
    except psycopg.Error as error:
        reason = " ".join(str(error).split())
        message = f"can't be reached: {reason}; say where it is with --database or ${VARIABLE}"
        raise ConfigError(name, message) from error
    for library in _LIBRARIES:  # what they log about errors, the errors say that are raised here
        logging.getLogger(library).addHandler(logging.NullHandler())
    connector = PsycopgConnector(
        conninfo=conninfo, min_size=1, max_size=MOST_CONNECTIONS, timeout=PATIENCE
    )
    app = App(connector=connector)
    try:
        async with app.open_async():
            yield FleetDatabase(app, name)
    except (ConnectorException, psycopg.Error) as error:
        reason = " ".join(str(error.__cause__ or error).split())
        raise ScraperError(name, f"went away or refused: {reason}; start it again") from error


def _name_of(conninfo: str) -> str:
    """Return what a database is called in messages. Raises ConfigError for what names none."""
    try:
        known = conninfo_to_dict(conninfo)
    except psycopg.ProgrammingError as error:
        message = f"is no database; say postgresql://user@host/name with --database or ${VARIABLE}"
        raise ConfigError("--database", message) from error
    name = known.get("dbname") or known.get("user") or "of this user"
    return f"database {name} on {known.get('host') or 'this machine'}"
