"""The tables of the index, version by version, and how the file of an older or of no version is met."""

from pathlib import Path

from scraper.errors import StoreDamaged, StoreError
from scraper.files.sqlite import (
    DatabaseKind,
    RowSums,
    Schema,
    counting,
    store_errors,
    summing,
)

_VERSION_1 = """
CREATE TABLE segments (name TEXT PRIMARY KEY, size INTEGER NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE captures (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, url TEXT NOT NULL, final_url TEXT NOT NULL,
    fetched_at TEXT NOT NULL, status INTEGER NOT NULL, digest TEXT NOT NULL,
    content_type TEXT NOT NULL, bytes INTEGER NOT NULL, truncated TEXT NOT NULL,
    revisit INTEGER NOT NULL, file TEXT NOT NULL, offset INTEGER NOT NULL,
    length INTEGER NOT NULL, host TEXT NOT NULL
);
CREATE INDEX by_url ON captures (url, fetched_at);
CREATE INDEX by_final_url ON captures (final_url, fetched_at);
CREATE INDEX by_time ON captures (fetched_at);
CREATE INDEX by_host ON captures (host, fetched_at);
CREATE INDEX by_digest ON captures (digest, revisit);
CREATE INDEX by_place ON captures (file, offset);
CREATE TABLE notes (
    id TEXT PRIMARY KEY, verdict TEXT NOT NULL, title TEXT NOT NULL, words INTEGER NOT NULL
);
"""
_VERSION_2 = """
ALTER TABLE captures ADD COLUMN etag TEXT NOT NULL DEFAULT '';
ALTER TABLE captures ADD COLUMN last_modified TEXT NOT NULL DEFAULT '';
ALTER TABLE captures ADD COLUMN trace TEXT NOT NULL DEFAULT '';
CREATE TABLE robots (
    origin TEXT PRIMARY KEY, fetched_at TEXT NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL
);
CREATE TABLE quarantine (
    url TEXT PRIMARY KEY, kind TEXT NOT NULL, reason TEXT NOT NULL, tries INTEGER NOT NULL,
    since TEXT NOT NULL, last TEXT NOT NULL, not_before TEXT NOT NULL, capture TEXT NOT NULL
);
CREATE INDEX by_not_before ON quarantine (not_before);
"""
_SUMMED = {
    "notes": ("id", "verdict", "title", "words"),
    "robots": ("origin", "fetched_at", "status", "body"),
    "quarantine": (
        "url", "kind", "reason", "tries", "since", "last", "not_before", "capture",
    ),
}  # fmt: skip
"""Tables whose rows have checksums: what they say stands nowhere else. Captures and segments need none:
`verify` compares them with the segments.

Those of notes are compared by `verify` and `rebuild` alone. They are read with each capture, and a title that
is not as it was written must not keep a stored page from its reader."""
SCHEMA = Schema(
    0x53435250,  # "SCRP"
    (_VERSION_1, _VERSION_2, summing(_SUMMED) + counting(_SUMMED)),  # later ones are added behind
)
SUMS = RowSums(_SUMMED, since=3, counted=3)


def _outdated(path: Path, version: int) -> StoreError:
    if version == 0:
        return StoreDamaged(str(path), "holds no index; run `scraper store rebuild`")
    message = "has the tables of an older version; run `scraper store rebuild` once"
    return StoreError(str(path), message)


KIND = DatabaseKind(
    SCHEMA,
    store_errors("run `scraper store rebuild`"),
    _outdated,
    any_thread=True,
    readable_from=2,  # what came later are checksums
    sums=SUMS,
)
