"""The formats of parts: `PART_KINDS` is the table that a new one joins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, Protocol
from urllib.parse import urlsplit

from scraper.bulk.columns import Row
from scraper.bulk.digested import DigestedFile
from scraper.bulk.directory import PART
from scraper.bulk.jsonl import JsonlPart
from scraper.bulk.parquet import ParquetPart
from scraper.bulk.work import PartFormat, Report

LONGEST_STEM = 80  # characters of the archive's name in a part's name
DIGEST = 16  # hexadecimal digits: among a million archives two have the same one once in 10^7 times
_SUFFIXES = (".gz", ".warc", ".wacz", ".zip")


class PartWriter(Protocol):
    """A part in the making."""

    def add(self, row: Row) -> None:
        """Add a row."""

    def finish(self, report: Report) -> None:
        """Write the rest."""

    def close(self) -> None:
        """Let go of it, finished or not."""


@dataclass(frozen=True, slots=True)
class PartKind:
    """One format of parts."""

    suffix: str
    write: Callable[[DigestedFile, dict[str, Any]], PartWriter]


PART_KINDS: Mapping[PartFormat, PartKind] = {
    "parquet": PartKind(".parquet", ParquetPart),
    "jsonl": PartKind(".jsonl.gz", JsonlPart),
}


def part_name(source: str, kind: PartFormat) -> str:
    """Return the name of a source's part: what the archive is called, and a digest of its whole name."""
    path = PurePosixPath(urlsplit(source).path if "://" in source else source)
    stem = path.name
    while stem.lower().endswith(_SUFFIXES):
        stem = stem[: stem.rindex(".")]
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-._") else "_" for c in stem)
    digest = sha256(source.encode("utf-8", "surrogateescape")).hexdigest()[:DIGEST]
    return f"{PART}{plain[:LONGEST_STEM]}-{digest}{PART_KINDS[kind].suffix}"


def description_name(part: str) -> str:
    """Return the name of what goes beside a part; readers skip names that begin so."""
    return f"_{part}.json"
