"""What was extracted from each capture, and with what: the memory that replay compares with.

A database of its own beside the index. It holds nothing that the segments do not give again for
the present version (`scraper replay --save` fills a new one), but what older versions made of
the pages is nowhere else: to keep that, copy `extractions.sqlite` while nothing writes.

One extraction is kept for each capture and stamp (version, model, rules); the newest of a capture
is the one kept last.
"""

import json
import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scraper.errors import NotStored, StoreError
from scraper.files.sqlite import Database, DatabaseKind, Schema, store_errors
from scraper.models.article import Provenance

FILE = "extractions.sqlite"
_LEVEL = 6  # of zlib: a body takes a third of its size

_VERSION_1 = """
CREATE TABLE stamps (
    stamp INTEGER PRIMARY KEY, version TEXT NOT NULL, model TEXT NOT NULL, rules TEXT NOT NULL,
    UNIQUE (version, model, rules)
);
CREATE TABLE extractions (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL, stamp INTEGER NOT NULL, fields BLOB NOT NULL,
    UNIQUE (id, stamp)
);
"""
SCHEMA = Schema(0x53435245, (_VERSION_1,))  # "SCRE"; later versions are added behind


def _outdated(path: Path, _version: int) -> StoreError:
    message = "has the tables of an older version; `scraper replay --save` renews them"
    return StoreError(str(path), message)


# Not synced at each commit: what a power failure takes can be extracted again.
_KIND = DatabaseKind(
    SCHEMA, store_errors("run `scraper store rebuild`"), _outdated, synced=False, any_thread=True
)
_SELECT = """
SELECT version, model, rules, fields FROM extractions JOIN stamps USING (stamp)
WHERE id = ?
"""


@dataclass(frozen=True, slots=True)
class StoredExtraction:
    """One extraction: what it was made with, and the article's fields as `to_dict` gives them."""

    stamp: Provenance
    fields: Mapping[str, Any]


class Extractions:
    """The extractions of one store. `writer` needs the store's lock, as `Store.open` takes it."""

    def __init__(self, path: Path, *, readonly: bool) -> None:
        """Open the file; callers use `writer` and `reader`."""
        self.path = path
        self._guard = threading.Lock()
        self._db = Database(path, _KIND, readonly=readonly)

    @classmethod
    def writer(cls, root: Path) -> "Extractions":
        """Open for keeping; the file is made if need be. Only the holder of the store's lock may write."""
        return cls(root / FILE, readonly=False)

    @classmethod
    def reader(cls, root: Path) -> "Extractions | None":
        """Open for reading; None where nothing was ever kept."""
        return cls(root / FILE, readonly=True) if (root / FILE).is_file() else None

    def keep(self, key: str, stamp: Provenance, fields: Mapping[str, Any]) -> None:
        """Keep the extraction of a capture in the place of an older one with the same stamp."""
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        packed = zlib.compress(text.encode("utf-8", "replace"), _LEVEL)
        with self._guard, self._db.errors():
            self._db.execute(
                "INSERT OR REPLACE INTO extractions (id, stamp, fields) VALUES (?, ?, ?)",
                (key, self._number(stamp), packed),
            )

    def newest(self, key: str, version: str = "") -> StoredExtraction | None:
        """Return the last extraction of a capture, with `version` the last one made by that version."""
        sql, values = _SELECT, [key]
        if version:
            sql, values = sql + "AND version = ? ", [key, version]
        with self._guard:
            row = self._db.row(sql + "ORDER BY seq DESC LIMIT 1", values)
        if row is None:
            return None
        try:
            fields = unpacked(row[3])
        except (zlib.error, ValueError) as error:
            raise StoreError(key, f"its kept extraction can't be read ({error})") from error
        return StoredExtraction(Provenance(*row[:3]), fields)

    def kept_after(self, number: int, limit: int = 500) -> list[tuple[int, str]]:
        """Return number and capture of the extractions kept after one, in that order."""
        sql = "SELECT seq, id FROM extractions WHERE seq > ? ORDER BY seq LIMIT ?"
        return [(int(seq), str(key)) for seq, key in self._rows(sql, number, limit)]

    def last_number(self) -> int:
        """Return the number of the extraction that was kept last, 0 if nothing was."""
        return int(next(self._rows("SELECT coalesce(max(seq), 0) FROM extractions"))[0])

    def versions(self) -> list[tuple[Provenance, int]]:
        """Return what the extractions were made with, and how many with each."""
        sql = "SELECT version, model, rules, count(*) FROM extractions JOIN stamps USING (stamp) GROUP BY stamp ORDER BY stamp"
        return [(Provenance(*row[:3]), row[3]) for row in self._rows(sql)]

    def captures(self) -> list[str]:
        """Return the ids of all captures with a kept extraction."""
        return [key for (key,) in self._rows("SELECT DISTINCT id FROM extractions")]

    def forget(self, keys: Iterable[str]) -> None:
        """Forget what was extracted from captures that are no more."""
        with self._guard, self._db.errors():
            for key in keys:
                self._db.execute("DELETE FROM extractions WHERE id = ?", (key,))

    def scrub(self) -> None:
        """Leave no byte of what was forgotten in the file. Raises StoreError where a reader keeps it."""
        with self._guard:
            self._db.scrub()

    def require(self, version: str) -> None:
        """Raise NotStored, which names the versions there are, where nothing was made by `version`."""
        known = {stamp.version for stamp, _ in self.versions()}
        if version not in known:
            has = ", ".join(sorted(known)) or "none"
            raise NotStored(
                version, f"no extraction was kept of that version; {self.path} has {has}"
            )

    def close(self) -> None:
        """Close the file. May be called twice."""
        self._db.close()

    def __enter__(self) -> "Extractions":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _number(self, stamp: Provenance) -> int:
        row = (stamp.version, stamp.model, stamp.rules)
        self._db.execute(
            "INSERT OR IGNORE INTO stamps (version, model, rules) VALUES (?, ?, ?)", row
        )
        (number,) = self._db.row(
            "SELECT stamp FROM stamps WHERE version = ? AND model = ? AND rules = ?", row
        )
        return int(number)

    def _rows(self, sql: str, *values: int) -> Iterator[tuple]:  # type: ignore[type-arg]
        with self._guard:
            yield from self._db.rows(sql, values)


def unpacked(packed: bytes) -> Any:
    """Return the fields of a kept extraction. Raises zlib.error or ValueError where they are damaged."""
    return json.loads(zlib.decompress(packed))
