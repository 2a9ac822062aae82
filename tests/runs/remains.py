"""What is left of a text in any file: as bytes, inside of gzip members, in packed values of databases, and as the
packed bytes that a database had before, which it may keep where rows were deleted."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pyarrow.parquet

from scraper.store.segments.segment import Member, walk

PIECE = slice(8, 40)  # of a packed value, by which its bytes are known again


def blobs(path: Path) -> Iterator[bytes]:
    """All packed values of a database."""
    with closing(sqlite3.connect(path)) as db:
        for (table,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall():
            for row in db.execute(f'SELECT * FROM "{table}"').fetchall():
                yield from (value for value in row if isinstance(value, bytes))


def unpacked(blob: bytes) -> bytes:
    try:
        return zlib.decompress(blob)
    except zlib.error:
        return b""


def readings(path: Path) -> Iterator[bytes]:
    """What a file says, in each way in which it can be read."""
    if path.name.endswith(".gz"):
        with path.open("rb") as file:
            for part in walk(file, 0, path.stat().st_size):
                if isinstance(part, Member):
                    yield part.data
    elif path.suffix == ".sqlite":
        yield from map(unpacked, blobs(path))
    elif path.suffix == ".parquet":
        yield str(pyarrow.parquet.read_table(path).to_pylist()).encode()


def files(root: Path) -> list[Path]:
    """All files with content; the index of a log, which SQLite makes and removes as it likes, has none."""
    return sorted(p for p in root.rglob("*") if p.is_file() and not p.name.endswith("-shm"))


def packed_with(root: Path, needle: bytes) -> list[bytes]:
    """Pieces of all packed values and gzip members that hold a text."""
    found = []
    for path in files(root):
        if path.suffix == ".sqlite":
            found += [blob[PIECE] for blob in blobs(path) if needle in unpacked(blob)]
        elif path.name.endswith(".gz"):
            data = path.read_bytes()
            with path.open("rb") as file:
                for part in walk(file, 0, len(data)):
                    if isinstance(part, Member) and needle in part.data:
                        body = data[part.offset : part.offset + part.length]
                        found.append(body[len(body) // 2 :][PIECE])
    return found


def naming(root: Path, needles: Iterable[bytes]) -> list[str]:
    """The files in which one of some texts is left."""
    needles, found = list(needles), []
    plain = {path: path.read_bytes() for path in files(root)}  # before a reader tidies a log away
    for path, data in plain.items():
        texts = (data, *(readings(path) if path.exists() else ()))
        if any(needle in text for text in texts for needle in needles):
            found.append(str(path.relative_to(root)))
    return found
