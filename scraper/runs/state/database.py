"""The file: its tables, how it is opened, and what its errors mean."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scraper.errors import StoreError
from scraper.files.siblings import STATE, beside
from scraper.files.sqlite import (
    Database,
    DatabaseKind,
    Done,
    OtherTables,
    RowSums,
    Schema,
    counting,
    store_errors,
    summing,
)

NEVER = "9999"  # as a time: after all others
REMEDY = "put a copy in its place, or move it away to start over"  # where the file is damaged

_VERSION_1 = """
CREATE TABLE sites (name TEXT PRIMARY KEY, not_before TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pages (
    key TEXT PRIMARY KEY, url TEXT NOT NULL, site TEXT NOT NULL,
    article TEXT NOT NULL, payload TEXT NOT NULL, changed TEXT NOT NULL,
    visited TEXT NOT NULL, not_before TEXT NOT NULL,
    problem TEXT NOT NULL, problem_since TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX pages_due ON pages (site, not_before);
CREATE INDEX pages_in_trouble ON pages (site) WHERE problem <> '';
CREATE TABLE versions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, number INTEGER NOT NULL,
    digest TEXT NOT NULL, site TEXT NOT NULL, url TEXT NOT NULL, seen TEXT NOT NULL,
    capture TEXT NOT NULL, stamp TEXT NOT NULL,
    UNIQUE (key, digest), UNIQUE (key, number)
);
CREATE TABLE contents (seq INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE outputs (
    name TEXT PRIMARY KEY, seq INTEGER NOT NULL, intended INTEGER NOT NULL, size INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE runs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, started TEXT NOT NULL, ended TEXT NOT NULL,
    outcome TEXT NOT NULL, report TEXT NOT NULL
);
"""
_VERSION_2 = """
ALTER TABLE sites ADD COLUMN looked TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sites ADD COLUMN observed REAL NOT NULL DEFAULT 0;
ALTER TABLE sites ADD COLUMN versions REAL NOT NULL DEFAULT 0;
"""
_STORIES = """
CREATE TABLE sketches (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, story INTEGER NOT NULL, sketch BLOB NOT NULL
);
CREATE INDEX sketches_story ON sketches (story);
CREATE TABLE bands (
    bucket INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (bucket, id)
) WITHOUT ROWID;
"""
_ALARMS = """
CREATE TABLE sights (
    site TEXT NOT NULL, generation INTEGER NOT NULL, key TEXT NOT NULL, at TEXT NOT NULL,
    sight TEXT NOT NULL, PRIMARY KEY (site, generation, key)
) WITHOUT ROWID;
CREATE TABLE pulses (site TEXT PRIMARY KEY, pulse TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE alarms (
    number INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL, kind TEXT NOT NULL,
    since TEXT NOT NULL, run INTEGER NOT NULL, evidence TEXT NOT NULL, pages TEXT NOT NULL,
    subject TEXT NOT NULL, ended TEXT NOT NULL, ending TEXT NOT NULL
);
CREATE UNIQUE INDEX alarms_open ON alarms (site, kind) WHERE ended = '';
CREATE INDEX alarms_of ON alarms (site);
"""
_RUNS_OF_SITES = """
CREATE TABLE site_runs (
    site TEXT NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (site, run)
) WITHOUT ROWID;
INSERT INTO site_runs SELECT each.key, runs.number FROM runs, json_each(runs.report, '$.sites') AS each;
"""
_RETURNS = """
CREATE TABLE versions_anew (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, number INTEGER NOT NULL,
    digest TEXT NOT NULL, site TEXT NOT NULL, url TEXT NOT NULL, seen TEXT NOT NULL,
    capture TEXT NOT NULL, stamp TEXT NOT NULL,
    UNIQUE (key, number)
);
INSERT INTO versions_anew SELECT * FROM versions ORDER BY seq;
DROP TABLE versions;
ALTER TABLE versions_anew RENAME TO versions;
CREATE INDEX versions_of_text ON versions (key, digest);
"""
_SITE_TROUBLE = """
ALTER TABLE pages ADD COLUMN cause TEXT NOT NULL DEFAULT '';
UPDATE pages SET cause = CASE
    WHEN problem LIKE 'http_status: HTTP status ___%' THEN 'http_' || substr(problem, 26, 3)
    ELSE substr(problem, 1, max(instr(problem, ':') - 1, 0)) END;
CREATE TABLE withheld (
    site TEXT PRIMARY KEY, cause TEXT NOT NULL, since TEXT NOT NULL, probes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE error_texts (
    site TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (site, text)
) WITHOUT ROWID;
CREATE TABLE marks (
    seq INTEGER PRIMARY KEY, key TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL,
    gone INTEGER NOT NULL
);
CREATE INDEX marks_of ON marks (key);
CREATE INDEX pages_of_article ON pages (article) WHERE article <> '';
CREATE TABLE blocks (key TEXT PRIMARY KEY, number INTEGER NOT NULL, lines BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE origin (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_ALARM_MESSAGES = """
CREATE TABLE alarm_messages (
    alarm INTEGER NOT NULL, event TEXT NOT NULL, tries INTEGER NOT NULL, sent TEXT NOT NULL,
    PRIMARY KEY (alarm, event)
) WITHOUT ROWID;
"""
_SUMMED = {
    "sites": ("name", "not_before", "looked", "seq", "observed", "versions"),
    "pages": (
        "key", "url", "site", "article", "payload", "changed", "visited", "not_before", "problem",
        "problem_since", "cause",
    ),
    "versions": ("seq", "key", "number", "digest", "site", "url", "seen", "capture", "stamp"),
    "marks": ("seq", "key", "number", "at", "gone"),
    "blocks": ("key", "number", "lines"),
    "sketches": ("id", "key", "story", "sketch"),
    "outputs": ("name", "seq", "intended", "size"),
    "runs": ("number", "started", "ended", "outcome", "report"),
    "withheld": ("site", "cause", "since", "probes"),
    "error_texts": ("site", "text", "at"),
    "sights": ("site", "generation", "key", "at", "sight"),
    "pulses": ("site", "pulse"),
    "alarms": (
        "number", "site", "kind", "since", "run", "evidence", "pages", "subject", "ended", "ending",
    ),
    "alarm_messages": ("alarm", "event", "tries", "sent"),
    "origin": ("name", "value"),
}  # fmt: skip
"""Tables whose rows have checksums, with their columns. The others need none: contents of versions are
packed with one, and `bands` and `site_runs` say again what `sketches` and `runs` have. A step that adds a
column to one of them also has to set the checksums and counts of its rows again."""
MIGRATIONS = (
    _VERSION_1,
    _VERSION_2,  # when a site was visited, and how much it brings
    _STORIES,  # which articles are alike
    _ALARMS,  # what the pages of sites are like, and alarms
    _RUNS_OF_SITES,  # which runs visited a site
    _RETURNS,  # a text may be a version again
    _SITE_TROUBLE,  # sites that are withheld, takedowns, blocks of pages, what belongs to the state
    _ALARM_MESSAGES,  # which alarms a person has heard of
    summing(_SUMMED),  # checksums of rows
    counting(_SUMMED),  # how many rows there are
)
"""To change the tables, add a step; one that was released stays as it is."""
SCHEMA = Schema(0x53435253, MIGRATIONS)  # "SCRS"
SUMS = RowSums(_SUMMED, since=9, counted=10)  # of `summing` and `counting`


def state_file(store: Path) -> Path:
    """Return where the state of a store is: beside it. Raises StoreError where one is left beside a link to
    the store: to go on without it would forget all versions."""
    path, left = beside(store, STATE), store.parent / (store.name + STATE)
    if left.is_file() and not path.exists():
        message = f"is beside a link; the store's state is {path} now: move this file there, with its -wal"
        raise StoreError(str(left), message)
    return path


class StateFile:
    """The open file, for the parts of a `State`: SQL and its values in, rows out."""

    def __init__(self, path: Path, *, readonly: bool) -> None:
        """Open or make the file. Raises StoreError."""
        self.db = open_state(path, readonly=readonly)

    def intact(self, table: str, alias: str = "") -> str:
        """Return a condition that lets a statement end with an error at a damaged row of a table."""
        return self.db.intact(table, alias)

    def require_intact(self, *tables: str) -> None:
        """Read all rows of small tables. Raises StoreDamaged at one that is not as it was written, or where
        some are gone."""
        for table in tables:
            self.db.require_whole(table)

    def run(self, sql: str, *values: Any) -> Done:
        """Run a statement that writes, such as one of several inside of `writing`."""
        return self.db.execute(sql, values)

    def row(self, sql: str, *values: Any) -> Any:
        """Return the first row, None where there is no row."""
        return self.db.row(sql, values)

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return all rows."""
        return self.db.rows(sql, values)

    def writing(self) -> AbstractContextManager[None]:
        """Return a transaction: all of what is written inside, or nothing."""
        return self.db.transaction()


def open_state(path: Path, *, readonly: bool) -> Database:
    """Open the file; one that does not exist is made, unless it is only read. Raises StoreError."""
    if readonly and not path.is_file():
        raise StoreError(str(path), "nothing has run here yet; `scraper run` makes it")
    return Database(path, _KIND, readonly=readonly)


def _outdated(path: Path, version: int) -> StoreError:
    message = f"has tables of version {version}, of an older scraper; `scraper run` brings"
    return OtherTables(str(path), f"{message} them to {SCHEMA.version} and keeps a backup")


# Synced at each commit: a version that an output has must not be forgotten here, or the next run
# would write it again.
_KIND = DatabaseKind(
    SCHEMA,
    store_errors(REMEDY),
    _outdated,
    readable_from=6,  # what came later is read by runs alone, which bring the tables up to date
    sums=SUMS,
)


def text_of(moment: datetime | None) -> str:
    """Return a time as it is kept: of one length, so that texts sort as times do."""
    return NEVER if moment is None else moment.astimezone(UTC).isoformat(timespec="milliseconds")


def time_of(text: str) -> datetime | None:
    """Return the time of a kept text."""
    return None if text in (NEVER, "") else datetime.fromisoformat(text)
