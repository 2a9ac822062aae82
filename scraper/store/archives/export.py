"""Captures as an archive of their own: a WARC file, or a WACZ package around one.

Records are copied as they are, each after a check of its digests, with their renditions and with the
captures that revisits refer to, so that the archive is whole in itself.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from scraper._version import __version__
from scraper.errors import StoreDamaged
from scraper.files.sqlite import scratch
from scraper.models.times import iso
from scraper.store.archives.cdx import cdx_line
from scraper.store.entry import Entry
from scraper.store.index import Index
from scraper.store.layout import SEGMENTS
from scraper.store.segments.record import decode, encode_info
from scraper.store.segments.segment import pack, read_member
from scraper.store.upkeep.needed import target_of

WACZ_VERSION = "1.1.1"
_TABLE = "temp.exported"
_SOFTWARE = f"scraper/{__version__}"
_DATA = "data.warc.gz"
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_LINES = "CREATE TABLE lines (line TEXT PRIMARY KEY) WITHOUT ROWID"


LeftOut: TypeAlias = Callable[[StoreDamaged], None]


def _refuse(error: StoreDamaged) -> None:
    raise error


class _ArchiveTarget(Protocol):
    """What records are written to."""

    def write(self, data: bytes, /) -> int: ...


@dataclass(frozen=True, slots=True)
class _Placed:
    """A record in the archive."""

    entry: Entry
    offset: int
    length: int


class Export:
    """Part of a `Store`, and as safe to call from threads. Works beside a writer."""

    def __init__(self, root: Path, index: Index, guard: AbstractContextManager[object]) -> None:
        self._root = root
        self._index = index
        self._guard = guard

    def warc(
        self, target: BinaryIO, name: str, entries: Iterable[Entry], now: datetime,
        left_out: LeftOut = _refuse,
    ) -> int:  # fmt: skip
        """Write captures as one WARC file and return how many, with those they refer to.

        `left_out` gets the error of each record that can't be read; by default it is raised."""
        with self._guard:
            self._choose(entries)
            return sum(1 for _ in self._records(target, name, now, left_out))

    def wacz(
        self, target: BinaryIO, entries: Iterable[Entry], now: datetime, left_out: LeftOut = _refuse
    ) -> int:
        """Write captures as a WACZ package, which replays in a browser; else as `warc`."""
        with (
            self._guard,
            closing(scratch()) as lines,  # on disk, and gone at the end
            ZipFile(target, "w", ZIP_STORED, allowZip64=True) as package,
        ):
            lines.execute(_LINES)
            self._choose(entries)
            members = _Members(package, now)
            with members.open(f"archive/{_DATA}", ZIP_STORED) as data:
                count = 0
                for placed in self._records(data, _DATA, now, left_out):
                    count += 1
                    line = cdx_line(placed.entry, _DATA, placed.offset, placed.length)
                    lines.execute("INSERT OR IGNORE INTO lines VALUES (?)", (line,))
            with members.open("indexes/index.cdx", ZIP_DEFLATED) as index:
                for (line,) in lines.execute("SELECT line FROM lines ORDER BY line"):
                    index.write(f"{line}\n".encode())
            with members.open("pages/pages.jsonl", ZIP_DEFLATED) as pages:
                for record in self._pages():
                    pages.write(_json(record) + b"\n")
            members.describe(now)
            return count

    def _choose(self, entries: Iterable[Entry]) -> None:
        """Fill `_TABLE` with captures and what they refer to."""
        self._index.write(f"DROP TABLE IF EXISTS {_TABLE}", ())
        self._index.write(f"CREATE TABLE {_TABLE} (id TEXT PRIMARY KEY) WITHOUT ROWID", ())
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry | None) -> None:
        while entry is not None and not self._has(entry.id):
            self._index.write(f"INSERT INTO {_TABLE} VALUES (?)", (entry.id,))  # noqa: S608  # our own name
            try:
                entry = self._referred(entry) if entry.revisit else None
            except StoreDamaged:
                return  # it is named when its turn comes to be copied

    def _has(self, key: str) -> bool:
        sql = f"SELECT 1 FROM {_TABLE} WHERE id = ?"  # noqa: S608
        return next(self._index.rows(sql, (key,)), None) is not None

    def _referred(self, entry: Entry) -> Entry | None:
        """Return the capture that a revisit names, else one that holds the same payload."""
        named = self._index.by_id(target_of(self._root, entry))
        return next(iter(named or self._index.holders(entry.digest)), None)

    def _entries(self) -> Iterator[Entry]:
        sql = f"SELECT id FROM captures JOIN {_TABLE} USING (id) ORDER BY seq"  # noqa: S608
        for (key,) in self._index.rows(sql):
            yield self._index.by_id(key)[0]

    def _records(
        self, target: _ArchiveTarget, name: str, now: datetime, left_out: LeftOut
    ) -> Iterator[_Placed]:
        offset = target.write(pack(encode_info(name, _SOFTWARE, now)))
        missing: list[str] = []
        for entry in self._entries():
            try:
                rendition, packed = self._packed(entry)
            except StoreDamaged as error:
                left_out(error)
                missing.append(entry.id)
                continue
            offset += target.write(rendition) if rendition else 0
            yield _Placed(entry, offset, len(packed))
            offset += target.write(packed)
        for key in missing:
            self._index.write(f"DELETE FROM {_TABLE} WHERE id = ?", (key,))  # noqa: S608

    def _packed(self, entry: Entry) -> tuple[bytes, bytes]:
        """Return the gzip members of a capture: its rendition (b"" if it has no such) and itself."""
        try:
            return _read(self._root / SEGMENTS / entry.file, entry)
        except StoreDamaged:
            (now,) = self._index.by_id(entry.id) or (entry,)
            if now == entry:
                raise
            return _read(
                self._root / SEGMENTS / now.file, now
            )  # it was written elsewhere meanwhile

    def _pages(self) -> Iterator[dict[str, str]]:
        yield {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
        for entry in self._entries():
            media = entry.content_type.partition(";")[0].strip().lower()
            if 200 <= entry.status < 300 and media in _PAGE_TYPES:
                yield {
                    "id": entry.id,
                    "url": entry.final_url,
                    "ts": iso(entry.fetched_at),
                    "title": entry.title or entry.final_url,
                }


def _read(path: Path, entry: Entry) -> tuple[bytes, bytes]:
    try:
        with path.open("rb") as file:
            member = read_member(file, entry.offset, entry.offset + entry.length)
            capture = decode(member.data)
            if capture is None or (capture.page.id, capture.digest) != (entry.id, entry.digest):
                raise ValueError("another record is there")
            file.seek(entry.offset - capture.rendition)
            return file.read(capture.rendition), file.read(entry.length)
    except (OSError, ValueError) as error:
        message = f"{entry.file} at {entry.offset}: {error}; run `scraper store verify`"
        raise StoreDamaged(entry.final_url, message) from error


class _Members:
    """The files of a package: their hashes are taken while they are written."""

    def __init__(self, package: ZipFile, now: datetime) -> None:
        self._package = package
        self._date = now.timetuple()[:6]
        self._written: list[_Hashed] = []

    def open(self, name: str, compression: int) -> "_Hashed":
        info = ZipInfo(name, self._date)
        info.compress_type = compression
        info.external_attr = 0o644 << 16
        self._written.append(hashed := _Hashed(self._package, info))
        return hashed

    def describe(self, now: datetime) -> None:
        """Write what is in the package, with its hashes, and the hash of that."""
        description = {
            "profile": "data-package", "wacz_version": WACZ_VERSION, "software": _SOFTWARE,
            "created": iso(now), "title": "Export",
            "resources": [
                {"name": Path(each.name).name, "path": each.name, "hash": each.hash, "bytes": each.size}
                for each in self._written
            ],
        }  # fmt: skip
        with self.open("datapackage.json", ZIP_DEFLATED) as file:
            file.write(_json(description))
        digest = {"path": "datapackage.json", "hash": file.hash}
        with self.open("datapackage-digest.json", ZIP_DEFLATED) as last:
            last.write(_json(digest))


class _Hashed:
    """One file of a package, open for writing."""

    def __init__(self, package: ZipFile, info: ZipInfo) -> None:
        self.name = info.filename
        self.size = 0
        self._sha256 = sha256()
        self._open: Callable[[], object] = lambda: package.open(info, "w", force_zip64=True)

    @property
    def hash(self) -> str:
        return "sha256:" + self._sha256.hexdigest()

    def __enter__(self) -> "_Hashed":
        self._file = self._open()
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()  # type: ignore[attr-defined]

    def write(self, data: bytes) -> int:
        self._file.write(data)  # type: ignore[attr-defined]
        self._sha256.update(data)
        self.size += len(data)
        return len(data)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
