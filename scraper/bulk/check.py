"""Whether the parts of a directory are all there and whole, and what they hold together."""

import io
from collections import Counter
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from typing import get_args

from scraper.bulk.digested import described
from scraper.bulk.directory import MARK, read_mark
from scraper.bulk.parts import description_name, part_name
from scraper.bulk.storage import PartDirectory, directory_of
from scraper.bulk.work import PartFormat, Report
from scraper.errors import InputError, OutputError


@dataclass(frozen=True, slots=True)
class MissingPart:
    """A source whose part is not there."""

    source: str
    part: str


@dataclass(frozen=True, slots=True)
class DamagedPart:
    """A source whose part is there, and does not have the bytes that were written."""

    source: str
    part: str
    message: str


@dataclass(slots=True)
class BulkTotals:
    """The reports of many archives together."""

    archives: int = 0
    done_before: int = 0
    pages: int = 0
    bytes_read: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, report: Report) -> None:
        """Count one archive in."""
        self.archives += 1
        self.done_before += report.done_before
        self.pages += report.pages
        self.bytes_read += report.bytes_read
        self.counts.update(report.counts)
        self.left_out.update(report.left_out)


def check(
    sources: Iterable[str], out: str
) -> Generator[Report | MissingPart | DamagedPart, None, None]:
    """Yield what is found in the place of each source's part; each part is read to its end.

    Raises OutputError where it is no directory of parts.
    """
    directory = directory_of(out)
    kind = _kind_of(directory, out)
    there = directory.names()
    for source in sources:
        name = part_name(source, kind)
        yield (_examined(directory, source, name) if name in there else MissingPart(source, name))


def _kind_of(directory: PartDirectory, out: str) -> PartFormat:
    mark = read_mark(directory, out)
    settings = mark.get("settings") if mark else None
    named = settings.get("format") if isinstance(settings, dict) else None
    for kind in get_args(PartFormat):
        if kind == named:
            return kind  # type: ignore[no-any-return]  # one of its own values
    raise OutputError(out, f"has no {MARK} that names a format, so it is no directory of parts")


def _examined(directory: PartDirectory, source: str, name: str) -> Report | DamagedPart:
    try:
        with directory.open(description_name(name)) as beside, directory.open(name) as file:
            return described(io.BufferedReader(file), beside.readall())
    except (ValueError, KeyError, TypeError, InputError) as error:
        reason = error.message if isinstance(error, InputError) else " ".join(str(error).split())
        message = f"{reason}; remove it, and run the same command again"
        return DamagedPart(source, name, message)
