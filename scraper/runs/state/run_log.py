"""The runs that were made, and how each went."""

import json
from collections.abc import Iterable
from datetime import datetime

from scraper.models.alarm import Alarm
from scraper.models.run import Outcome, RunRecord, SiteTally
from scraper.runs.state.database import StateFile, text_of, time_of

_RUN = "SELECT number, started, ended, outcome, report FROM runs "


class RunLog:
    """Part of a `State`, in its file."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def begin(self, now: datetime) -> int:
        """Begin a run and return its number. A run that has not ended until now was killed."""
        with self._file.writing():
            self._file.run("UPDATE runs SET outcome = 'killed' WHERE outcome = 'running'")
            added = self._file.run(
                "INSERT INTO runs VALUES (NULL, ?, '', 'running', '{}', 0)", text_of(now)
            )
        return int(added.lastrowid or 0)

    def keep(self, record: RunRecord) -> None:
        """Keep how a run goes, or how it went."""
        sql = "UPDATE runs SET ended = ?, outcome = ?, report = ? WHERE number = ?"
        ended = text_of(record.ended) if record.ended else ""
        report = json.dumps(record.to_dict())
        with self._file.writing():
            self._file.run(sql, ended, record.outcome, report, record.number)
            self._file.db.executemany(
                "INSERT OR IGNORE INTO site_runs VALUES (?, ?)",
                [(site, record.number) for site in record.sites],
            )

    def last(self, count: int) -> list[RunRecord]:
        """Return the newest runs, newest first."""
        sql = f"{_RUN}WHERE {self._file.intact('runs')} ORDER BY number DESC LIMIT ?"
        rows = self._file.rows(sql, count)
        return [_run_of(*row) for row in rows]

    def of_sites(self, sites: Iterable[str], count: int) -> dict[str, list[RunRecord]]:
        """Return the newest runs that visited each site, newest first. However many runs there are,
        only these are read, and each once."""
        newest = "SELECT run FROM site_runs WHERE site = ? ORDER BY run DESC LIMIT ?"
        numbers = {site: [n for (n,) in self._file.rows(newest, site, count)] for site in sites}
        wanted = {number for found in numbers.values() for number in found}
        sql = f"{_RUN}WHERE number = ? AND {self._file.intact('runs')}"
        rows = [self._file.row(sql, each) for each in wanted]
        records = {row[0]: _run_of(*row) for row in rows}
        return {site: [records[number] for number in found] for site, found in numbers.items()}


def _run_of(number: int, started: str, ended: str, outcome: Outcome, report: str) -> RunRecord:
    fields = json.loads(report)
    sites = {name: SiteTally.of(tally) for name, tally in fields.get("sites", {}).items()}
    begun = datetime.fromisoformat(started)
    problems = tuple(fields.get("problems", ()))
    alarms = tuple(map(Alarm.of, fields.get("alarms", ())))
    return RunRecord(number, begun, time_of(ended), outcome, sites, problems, alarms)
