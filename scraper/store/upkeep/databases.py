"""Examine the databases beside the segments: kept extractions and the search index.

SQLite has no checksums. What is kept packed has one of its own; what stands in a column with an
index stands there twice; rows of the search index are compared with the index of the store. A bit
that flips in another column of these two (how many words a page has) is not found.
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from scraper.errors import StoreDamaged
from scraper.files.siblings import SEARCH, beside
from scraper.files.sqlite import (
    Database,
    DatabaseError,
    DatabaseKind,
    OtherTables,
    Schema,
    store_errors,
)
from scraper.store.entry import Problem
from scraper.store.extractions import FILE, unpacked
from scraper.store.extractions import SCHEMA as EXTRACTIONS
from scraper.store.index import Index
from scraper.store.search.catalogue import SCHEMA as CATALOGUE

_RENEW = "move the file away, then `scraper replay --save` makes it again"
_REMOVE = "remove the file: the next search makes it again"
_CHECK_TEXTS = "INSERT INTO texts (texts) VALUES ('integrity-check')"  # as FTS5 is asked
_PAGES = (
    "SELECT number, id, url, fetched_at, http FROM pages WHERE number > ? ORDER BY number LIMIT ?"
)
_KEPT = "SELECT seq, id, fields FROM extractions WHERE seq > ? ORDER BY seq LIMIT ?"
_BATCH = 200  # rows that are read at a time
_as_damage = store_errors("it can't be read")


def database_problems(root: Path, index: Index) -> Iterator[Problem]:
    """Yield what is wrong with the databases of a store, and what to do."""
    kept, search = root / FILE, beside(root, SEARCH)
    for message in _damage(kept, EXTRACTIONS, _unreadable):
        yield Problem("extraction", kept.name, f"{message}; {_RENEW}")
    for message in _damage(search, CATALOGUE, partial(_false_pages, index)):
        yield Problem("search", search.name, f"{message}; {_REMOVE}")


def _damage(
    path: Path, schema: Schema, examine: Callable[[Database], Iterator[str]]
) -> Iterator[str]:
    """Yield what is wrong with a file; its rows are examined where the file itself is whole.

    One whose tables are of another version is left out: the next command that writes it brings
    them up to date, or makes it again.
    """
    if not path.is_file():
        return
    try:
        with closing(Database(path, DatabaseKind(schema, _as_damage), readonly=True)) as db:
            damage = db.damage()
            yield from damage or examine(db)
    except StoreDamaged as error:
        yield error.message
    except OtherTables:
        return


def _unreadable(db: Database) -> Iterator[str]:
    """Yield the kept extractions that can't be read."""
    number = 0
    while rows := db.rows(_KEPT, (number, _BATCH)):
        number = rows[-1][0]
        for _, key, packed in rows:
            try:
                unpacked(packed)
            except (zlib.error, ValueError) as error:
                yield f"what was extracted from {key} can't be read ({error})"


def _false_pages(index: Index, db: Database) -> Iterator[str]:
    """Yield what the search index says and the store does not, and where it is inconsistent."""
    with db.copied() as copy:
        try:
            copy.execute(_CHECK_TEXTS)
        except DatabaseError as error:
            yield f"its words are not those of its texts ({error})"
    number = 0
    while rows := db.rows(_PAGES, (number, _BATCH)):
        number = rows[-1][0]
        for _, key, *said in rows:
            for known in index.by_id(key, 1):  # no longer there: the next search leaves it out
                if said != [known.final_url, known.fetched_at.isoformat(), known.status]:
                    yield f"what it says of {known.final_url} ({key[:12]}) is not what the store has"
