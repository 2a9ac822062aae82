"""Bring the index up to date with the segments: after a crash, or from nothing.

A record is written and synced before its index row is committed. So after a crash a segment can
only be longer than the index says: by whole records, which are indexed now, and by one that was
cut, whose `put` never returned. Its bytes are set aside under `damaged/`, and the segment is
cut back to the last whole record, because readers lose whatever is appended behind a cut one.
Rebuilding is the same with an index that knows nothing; damage before the end is then set aside by
`scraper.store.upkeep.compact.mend`.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from scraper.errors import StoreDamaged
from scraper.store.entry import Problem, StoreReport
from scraper.store.index import FILE, Index, SegmentState
from scraper.store.layout import DAMAGED, SEGMENTS, SUFFIX, segment_paths
from scraper.store.segments.record import decode, entry_of
from scraper.store.segments.segment import (
    Damage,
    checksum,
    sync_directory,
    walk,
)


@dataclass
class _Findings:
    """A report while it is being made."""

    segments: int = 0
    records: int = 0
    bytes: int = 0
    added: int = 0
    set_aside: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def report(self) -> StoreReport:
        return StoreReport(
            self.segments,
            self.records,
            self.bytes,
            self.added,
            tuple(self.set_aside),
            tuple(self.problems),
        )


def recover(root: Path, index: Index) -> StoreReport:
    """Index what the segments hold beyond the index. Needs the lock.

    `StoreDamaged` if a segment is missing or shorter than the index says: then stored pages are
    lost, which must not pass unseen.
    """
    known = index.segments()
    _refuse_lost(root, known)
    with index.transaction():
        return _catch_up(root, index, known).report()


def rebuild(root: Path, index: Index, lost: Sequence[Problem]) -> StoreReport:
    """Make the index again from the segments; what it had to forget is a problem, as is what was `lost`
    of it before. Needs the lock.

    One transaction: readers see the old index until it ends, and a crash leaves the old one.
    What extraction noted is kept, for it is in no segment.
    """
    before = {key: (url, file, offset) for key, url, file, offset in index.places()}
    with index.transaction():
        index.clear()
        found = _catch_up(root, index, {})
        found.added = found.records
        for key, *_ in index.places():
            before.pop(key, None)
    found.problems.extend(lost)
    for key, (url, file, offset) in before.items():
        message = f"{url} ({key[:12]}) was indexed but is in no segment any more"
        found.problems.append(Problem("missing", f"{file}:{offset}", message))
    found.problems.extend(missing_targets(index))
    return found.report()


def whole_index(root: Path) -> tuple[Index, list[Problem]]:
    """Open the index without the rows that are damaged; return it and what is lost. Raises StoreDamaged
    where more than rows is."""
    index = Index(root / FILE, readonly=False)
    try:
        with index.transaction():
            lost = [Problem("index", FILE, message) for message in index.drop_damaged()]
        if index.problems():
            raise StoreDamaged(str(index.path), "is inconsistent")
    except StoreDamaged:
        index.close()
        raise
    return index, lost


def set_index_aside(root: Path, now: datetime) -> Problem:
    """Move an index that can't be used, with its log, to `damaged/`; return what is lost with it."""
    directory = root / DAMAGED
    directory.mkdir(exist_ok=True)
    before = f"{now:%Y%m%d%H%M%S%f}-"
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
        if (root / name).exists():
            (root / name).rename(directory / f"{before}{name}")
    sync_directory(directory)
    sync_directory(root)
    message = (
        f"could not be read, and is kept as {DAMAGED}/{before}{FILE}; what stands in no segment is lost: "
        "the notes of what extraction found, robots.txt files and the quarantine"
    )
    return Problem("index", FILE, message)


def missing_targets(index: Index) -> Iterator[Problem]:
    """Captures whose payload was left to an earlier one that the index does not have."""
    for entry in index.without_holder():
        message = f"{entry.final_url} ({entry.id[:12]}) has its content in a capture that is not in the index"
        yield Problem("missing_target", f"{entry.file}:{entry.offset}", message)


def _refuse_lost(root: Path, known: dict[str, SegmentState]) -> None:
    for state in known.values():
        path = root / SEGMENTS / state.name
        size = path.stat().st_size if path.exists() else None
        if size is None or size < state.size:
            have = "is missing" if size is None else f"has {size} bytes of {state.size}"
            raise StoreDamaged(
                str(path),
                f"{have}: stored pages are lost; restore it from a copy, or run "
                "`scraper store rebuild` to go on without them",
            )


def _catch_up(root: Path, index: Index, known: dict[str, SegmentState]) -> _Findings:
    found = _Findings()
    for path in segment_paths(root):
        state = known.get(path.name, SegmentState(path.name, 0, 0))
        found.segments += 1
        if path.stat().st_size > state.size or path.name not in known:
            index.cover(_index_tail(root, path, state, index, found))
    return found


def _index_tail(
    root: Path, path: Path, state: SegmentState, index: Index, found: _Findings
) -> SegmentState:
    """Index the whole records behind `state.size`, set a cut end aside; what is covered then."""
    with path.open("rb") as file:
        end = good = os.fstat(file.fileno()).st_size
        for part in walk(file, state.size, end):
            if isinstance(part, Damage):
                if part.end == end:
                    good = part.offset
                    found.set_aside.append(set_aside(root, path, part))
                else:
                    where = f"{path.name}:{part.offset}"
                    message = f"{part.end - part.offset} bytes are no record: {part.message}"
                    found.problems.append(Problem("damaged", where, message))
                continue
            try:
                capture = decode(part.data)
            except ValueError as error:
                where = f"{path.name}:{part.offset}"
                found.problems.append(Problem("damaged", where, str(error)))
                continue
            if capture is not None:
                found.records += 1
                found.bytes += part.length
                entry = entry_of(capture, path.name, part.offset, part.length)
                found.added += index.add(entry)
        crc = checksum(file, state.size, good, state.crc)
    if good < end:
        _cut(path, good)
    return SegmentState(path.name, good, crc)


def set_aside(root: Path, path: Path, part: Damage) -> str:
    """Copy the bytes of a damage to a new file under `damaged/`, durably; its name."""
    directory = root / DAMAGED
    directory.mkdir(exist_ok=True)
    stem = f"{path.name.removesuffix(SUFFIX)}-{part.offset}"
    number = 0
    while (target := directory / f"{stem}-{number}.part").exists():
        number += 1
    with path.open("rb") as source, target.open("xb") as copy:
        source.seek(part.offset)
        left = part.end - part.offset
        while left and (chunk := source.read(min(left, 1 << 20))):
            copy.write(chunk)
            left -= len(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    sync_directory(directory)
    sync_directory(root)
    return f"{DAMAGED}/{target.name}"


def _cut(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)
        os.fsync(file.fileno())
