"""`State`: the memory of scheduled runs. Each method is one transaction, on disk when it returns."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from scraper.files.sqlite import Cursor
from scraper.models.alarm import Alarm, PageObservation
from scraper.models.run import Outcome, RunRecord, SiteTally
from scraper.models.version import (
    ArticleVersion,
    Change,
    article_digest,
    makes_version,
)
from scraper.runs.state.baselines import Baselines
from scraper.runs.state.clusters import Clusters
from scraper.runs.state.database import (
    open_state,
    state_file,
    text_of,
    time_of,
)
from scraper.schedule.due import LastVisit, PublishingRate, next_visit

BATCH = 200  # versions that are read, and given to an output, at a time
_VERSION = """
SELECT seq, key, number, digest, site, url, seen, capture, stamp, content, (
    SELECT first.key FROM sketches AS own JOIN sketches AS first ON first.id = own.story
    WHERE own.key = versions.key
) FROM versions JOIN contents USING (seq)
"""
_RUN = "SELECT number, started, ended, outcome, report FROM runs "


@dataclass(frozen=True, slots=True)
class PageVisit:
    """A page that gave an article. `key` is the page's, `article` the key of where it led to."""

    key: str
    url: str
    site: str
    article: str
    payload: str  # digest of what the text is from: bytes as received, or as scripts made them
    capture: str
    stamp: str
    fields: Mapping[str, Any]
    markdown: str
    now: datetime
    recheck: timedelta  # until the next visit, at least
    recheck_for: timedelta  # since the last change
    sight: PageObservation | None = None  # what it shows of its site


@dataclass(frozen=True, slots=True)
class FailedVisit:
    """A visit that gave no article."""

    key: str
    url: str
    site: str
    problem: str
    not_before: datetime
    now: datetime
    sight: PageObservation | None = None


@dataclass(frozen=True, slots=True)
class OutputCursor:
    """How far an output is. `intended` is more than `seq` where a write did not come to its end;
    `size` is that of the file before it."""

    seq: int = 0
    intended: int = 0
    size: int = 0


class State:
    """One file. One process writes, which holds the run's lock; any number read meanwhile."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        """Raises StoreError where it can't be opened, or does not exist and is only read.

        `migrated` tells what was done to a file of an older version, if it was one."""
        self.path = path
        self._db = open_state(path, readonly=readonly)
        self.migrated = self._db.migrated
        self.stories = Clusters(self._db)
        """Which articles are alike."""
        self.norms = Baselines(self._db)

    @classmethod
    def reader(cls, store: Path) -> "State | None":
        """For reading, of a store; None where nothing has run."""
        path = state_file(store)
        return cls(path, readonly=True) if path.is_file() else None

    def close(self) -> None:
        """Close the file. May be called twice."""
        self._db.close()

    def __enter__(self) -> "State":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Sites and pages

    def last_look(self, site: str) -> LastVisit | None:
        """The last look at a site; None where there was none."""
        sql = "SELECT looked, not_before, seq, observed, versions FROM sites WHERE name = ?"
        row = self._row(sql, site)
        if row is None:
            return None
        pace = PublishingRate(timedelta(seconds=row[3]), row[4])
        return LastVisit(time_of(row[0]), time_of(row[1]), row[2], pace)

    def keep_look(self, site: str, look: LastVisit) -> None:
        """A site was visited whole."""
        with self._transaction():
            self._run(
                "INSERT OR REPLACE INTO sites VALUES (?, ?, ?, ?, ?, ?)",
                site, text_of(look.not_before), text_of(look.looked), look.seq, look.pace.observed.total_seconds(), look.pace.versions,
            )  # fmt: skip

    def last_version(self) -> int:
        """The `seq` of the newest version of all; 0 where there is none."""
        return int(self._row("SELECT coalesce(max(seq), 0) FROM versions")[0])

    def versions_of(self, site: str, seq: int) -> int:
        """How many versions a site gave behind version `seq`."""
        sql = "SELECT count(*) FROM versions WHERE seq > ? AND site = ?"
        return int(self._row(sql, seq, site)[0])

    def is_page_due(self, key: str, now: datetime) -> bool:
        """Whether a page is unknown or its time has come, or its last visit is still to come: then
        the clock has been set back since."""
        row = self._row("SELECT not_before, visited FROM pages WHERE key = ?", key)
        return row is None or row[0] <= text_of(now) or row[1] > text_of(now)

    def due_pages(self, site: str, now: datetime) -> list[tuple[str, str]]:
        """Key and URL of the known pages of a site whose time has come, oldest first."""
        sql = "SELECT key, url FROM pages WHERE site = ? AND not_before <= ? ORDER BY not_before"
        with self._db.errors():
            return self._run(sql, site, text_of(now)).fetchall()

    def in_trouble(self, site: str) -> int:
        """Pages of a site whose last visit gave no article."""
        row = self._row("SELECT count(*) FROM pages WHERE site = ? AND problem <> ''", site)
        return int(row[0]) if row else 0

    def trouble_of(self, article: str) -> tuple[str, datetime | None] | None:
        """What keeps an article's page from giving it now, and since when."""
        sql = "SELECT problem, problem_since FROM pages WHERE ? IN (key, article) AND problem <> ''"
        row = self._row(sql + " LIMIT 1", article)
        return (row[0], time_of(row[1])) if row else None

    # Visits and versions

    def record(self, visit: PageVisit) -> Change:
        """Keep what a visit gave. It is a version if the article is not as its newest version has it
        (`makes_version`).

        The same bytes as at the last visit give none, whatever this version of the program makes
        of them.
        """
        digest = article_digest(str(visit.fields["title"]), str(visit.fields["text"]))
        with self._transaction():
            before = self._run(
                "SELECT article, payload, changed, problem FROM pages WHERE key = ?", visit.key
            ).fetchone()
            known = before is not None and before[:2] == (visit.article, visit.payload)
            number = 0 if known else self._add(visit, digest)
            if number or not self.stories.knows(visit.article):
                self.stories.place(visit.article, str(visit.fields["text"]))
            changed = visit.now if number or not before else datetime.fromisoformat(before[2])
            again = next_visit(changed, visit.now, visit.recheck, visit.recheck_for)
            self._run(
                "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '')",
                visit.key, visit.url, visit.site, visit.article, visit.payload, text_of(changed),
                text_of(visit.now), text_of(again),
            )  # fmt: skip
            # The same bytes show nothing new, but behind a wall they show that it is gone.
            if visit.sight is not None and not (known and not before[3]):
                self.norms.note(visit.site, replace(visit.sight, new=number == 1))
        return "unchanged" if not number else "new" if number == 1 else "changed"

    def record_trouble(self, trouble: FailedVisit) -> None:
        """Keep that a visit gave no article."""
        moment = text_of(trouble.now)
        with self._transaction():
            self._run(
                "INSERT INTO pages VALUES (?, ?, ?, '', '', ?, ?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET visited = excluded.visited,"
                " not_before = excluded.not_before, problem = excluded.problem, problem_since ="
                " CASE problem WHEN '' THEN excluded.problem_since ELSE problem_since END",
                trouble.key, trouble.url, trouble.site, moment, moment,
                text_of(trouble.not_before), trouble.problem, moment,
            )  # fmt: skip
            if trouble.sight is not None:
                self.norms.note(trouble.site, trouble.sight)

    def history(self, article: str) -> list[ArticleVersion]:
        """All versions of an article, oldest first."""
        return self._versions(_VERSION + "WHERE key = ? ORDER BY number", article)

    def article_of(self, page: str) -> str:
        """The key of the article a page led to at its last visit; the page's own if unknown."""
        row = self._row("SELECT article FROM pages WHERE key = ? AND article <> ''", page)
        return str(row[0]) if row else page

    def captures(self) -> Iterator[str]:
        """The captures that versions were extracted from."""
        with self._db.errors():
            for (key,) in self._run("SELECT capture FROM versions"):
                yield key

    def versions_after(self, seq: int) -> list[ArticleVersion]:
        """The next `BATCH` versions."""
        return self._versions(_VERSION + "WHERE seq > ? ORDER BY seq LIMIT ?", seq, BATCH)

    def _add(self, visit: PageVisit, digest: str) -> int:
        """The number of the version that a visit makes; 0 where it makes none."""
        key = visit.article
        newest = "SELECT number, digest FROM versions WHERE key = ? ORDER BY number DESC LIMIT 1"
        last, before = self._run(newest, key).fetchone() or (0, "")
        same = "SELECT count(*) FROM versions WHERE key = ? AND digest = ?"
        (times,) = self._run(same, key, digest).fetchone()
        if not makes_version(digest, before, times):
            return 0
        added = self._run(
            "INSERT INTO versions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            key, last + 1, digest, visit.site, visit.url, text_of(visit.now), visit.capture,
            visit.stamp,
        )  # fmt: skip
        content = json.dumps({"fields": dict(visit.fields), "markdown": visit.markdown})
        self._run(
            "INSERT INTO contents VALUES (?, ?)", added.lastrowid, zlib.compress(content.encode())
        )
        return int(last) + 1

    # Outputs

    def mark(self, output: str) -> OutputCursor:
        """How far an output is."""
        row = self._row("SELECT seq, intended, size FROM outputs WHERE name = ?", output)
        return OutputCursor(*row) if row else OutputCursor()

    def intend(self, output: str, mark: OutputCursor) -> None:
        """Say, before it is done, what an output is about to be given."""
        with self._transaction():
            row = (output, mark.seq, mark.intended, mark.size)
            self._run("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?)", *row)

    def given(self, output: str) -> None:
        """Say that it has it."""
        with self._transaction():
            self._run("UPDATE outputs SET seq = intended WHERE name = ?", output)

    # Runs

    def begin_run(self, now: datetime) -> int:
        """A run starts; its number. A run that did not end until now was killed."""
        with self._transaction():
            self._run("UPDATE runs SET outcome = 'killed' WHERE outcome = 'running'")
            added = self._run(
                "INSERT INTO runs VALUES (NULL, ?, '', 'running', '{}')", text_of(now)
            )
        return int(added.lastrowid or 0)

    def keep_run(self, record: RunRecord) -> None:
        """How a run goes, or how it went."""
        sql = "UPDATE runs SET ended = ?, outcome = ?, report = ? WHERE number = ?"
        ended = text_of(record.ended) if record.ended else ""
        with self._transaction():
            report = json.dumps(record.to_dict())
            self._run(sql, ended, record.outcome, report, record.number)
            self._db.executemany(
                "INSERT OR IGNORE INTO site_runs VALUES (?, ?)",
                [(site, record.number) for site in record.sites],
            )

    def last_runs(self, count: int) -> list[RunRecord]:
        """The newest runs, newest first."""
        with self._db.errors():
            rows = self._run(_RUN + "ORDER BY number DESC LIMIT ?", count).fetchall()
        return [_run_of(*row) for row in rows]

    def runs_of(self, sites: Iterable[str], count: int) -> dict[str, list[RunRecord]]:
        """The newest runs that looked at each site, newest first. However many runs there are, these
        alone are read, and each once."""
        newest = "SELECT run FROM site_runs WHERE site = ? ORDER BY run DESC LIMIT ?"
        with self._db.errors():
            numbers = {site: [n for (n,) in self._run(newest, site, count)] for site in sites}
            wanted = {number for found in numbers.values() for number in found}
            rows = [self._run(_RUN + "WHERE number = ?", each).fetchone() for each in wanted]
        records = {row[0]: _run_of(*row) for row in rows}
        return {site: [records[number] for number in found] for site, found in numbers.items()}

    def _versions(self, sql: str, *values: Any) -> list[ArticleVersion]:
        with self._db.errors():
            return [_version_of(row) for row in self._run(sql, *values)]

    def _row(self, sql: str, *values: Any) -> Any:
        with self._db.errors():
            return self._run(sql, *values).fetchone()

    def _run(self, sql: str, *values: Any) -> Cursor:
        return self._db.execute(sql, values)

    def _transaction(self) -> AbstractContextManager[None]:
        return self._db.transaction()


def _version_of(row: tuple[Any, ...]) -> ArticleVersion:
    seq, key, number, digest, site, url, seen, capture, stamp, packed, story = row
    content = json.loads(zlib.decompress(packed))
    return ArticleVersion(
        seq=seq,
        key=key,
        number=number,
        digest=digest,
        site=site,
        url=url,
        seen_at=datetime.fromisoformat(seen),
        capture=capture,
        stamp=stamp,
        fields=content["fields"],
        markdown=content["markdown"],
        story=story or "",
    )


def _run_of(number: int, started: str, ended: str, outcome: Outcome, report: str) -> RunRecord:
    fields = json.loads(report)
    sites = {name: SiteTally.of(tally) for name, tally in fields.get("sites", {}).items()}
    begun = datetime.fromisoformat(started)
    problems = tuple(fields.get("problems", ()))
    alarms = tuple(map(Alarm.of, fields.get("alarms", ())))
    return RunRecord(number, begun, time_of(ended), outcome, sites, problems, alarms)
