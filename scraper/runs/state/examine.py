"""Examine a state: whether each version is what its digest says, and whether its capture is there.

SQLite compares tables with their indexes, rows have checksums, texts of versions are packed with one and
have a digest, and what two tables say of the same is compared.
"""

import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from scraper.errors import StoreDamaged
from scraper.files.sqlite import Database
from scraper.models.version import article_digest
from scraper.runs.state.clusters import bands_are_whole
from scraper.runs.state.database import REMEDY, open_state

_VERSIONS = (
    "SELECT seq, key, number, digest, capture, content FROM versions JOIN contents USING (seq)"
    " WHERE seq > ? ORDER BY seq LIMIT ?"
)
_WITHOUT_CONTENT = "SELECT key, number FROM versions WHERE seq NOT IN (SELECT seq FROM contents)"
_REPORTS = "SELECT number, report FROM runs"
_OF_REPORTS = "SELECT each.key, number FROM runs, json_each(report, '$.sites') AS each"
_RUNS_OF_SITES = "SELECT site, run FROM site_runs"
_LAST = """
SELECT max(coalesce((SELECT max(seq) FROM versions), 0), coalesce((SELECT max(seq) FROM marks), 0)),
    (SELECT seq FROM sqlite_sequence WHERE name = 'versions')
"""
_BATCH = 200  # versions that are read at a time


def damage(path: Path, has_capture: Callable[[str], bool]) -> Iterator[str]:
    """Yield what is wrong with a state file, and what to do. `has_capture` says whether the store has
    one. Raises StoreError where the file has tables that only a run can bring up to date."""
    for message in _damage(path, has_capture):
        yield f"{message}; {REMEDY}"


def _damage(path: Path, has_capture: Callable[[str], bool]) -> Iterator[str]:
    try:
        with closing(open_state(path, readonly=True)) as db:
            found = db.damage()
            yield from found
            if not found:
                yield from _false_versions(db, has_capture)
                yield from _unreadable_reports(db)
                if db.has_row_sums:  # older tables lack some of those that are compared
                    yield from _contradictions(db)
    except StoreDamaged as error:
        yield error.message.removesuffix(f"; {REMEDY}")


def _false_versions(db: Database, has_capture: Callable[[str], bool]) -> Iterator[str]:
    seq = 0
    for key, number in db.rows(_WITHOUT_CONTENT):
        yield f"version {number} of {key} has no content"
    while rows := db.rows(_VERSIONS, (seq, _BATCH)):
        seq = rows[-1][0]
        for _, key, number, digest, capture, packed in rows:
            if digest != _digest(packed):
                yield f"version {number} of {key} is not what it was"
            if not has_capture(capture):
                yield f"version {number} of {key} is from a capture that the store does not have"


def _digest(packed: bytes) -> str:
    """Return the digest of a version's title and text, "" where it can't be read."""
    try:
        fields = json.loads(zlib.decompress(packed))["fields"]
        return article_digest(str(fields["title"]), str(fields["text"]))
    except (zlib.error, ValueError, KeyError, TypeError):
        return ""


def _contradictions(db: Database) -> Iterator[str]:
    """Yield where a table does not say what another says as well."""
    of_reports, of_sites = sorted(db.rows(_OF_REPORTS)), sorted(db.rows(_RUNS_OF_SITES))
    if of_reports != of_sites:
        yield "which runs visited a site is not what their reports say"
    if not bands_are_whole(db):
        yield "the list of similar articles is not that of their texts"
    last, counted = db.rows(_LAST)[0]
    if last > (counted or 0):
        yield f"the count of versions and marks is at {counted}, though there is number {last}"


def _unreadable_reports(db: Database) -> Iterator[str]:
    for number, report in db.rows(_REPORTS):
        try:
            json.loads(report)
        except ValueError:
            yield f"the report of run {number} can't be read"
