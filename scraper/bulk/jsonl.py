"""Parts as gzipped JSON lines."""

import gzip
from datetime import datetime
from typing import IO, Any, cast

from scraper.bulk.columns import Row
from scraper.bulk.digested import DigestedFile
from scraper.bulk.work import Report
from scraper.models.times import iso_exact
from scraper.render.json import dumps

LEVEL = 6  # of gzip's nine: 9 takes three times as long for 1 % less


class JsonlPart:
    """A part in the making."""

    def __init__(self, file: DigestedFile, _stamp: dict[str, Any]) -> None:
        # Without a name and a time, so that two attempts write the same bytes.
        packed = cast("IO[bytes]", file)
        self._packed = gzip.GzipFile("", "wb", fileobj=packed, mtime=0, compresslevel=LEVEL)

    def add(self, row: Row) -> None:
        """Add a row."""
        self._packed.write(dumps(row, default=_moment).encode() + b"\n")

    def finish(self, _report: Report) -> None:
        """Write the rest."""
        self._packed.close()

    def close(self) -> None:
        """Let go of it, finished or not."""
        self._packed.close()


def _moment(value: Any) -> str:
    if not isinstance(value, datetime):
        raise TypeError(f"{type(value).__name__} has no place in JSON")
    return iso_exact(value)
