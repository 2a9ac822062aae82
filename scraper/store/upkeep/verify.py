"""Examine every byte of a store: nothing is taken on trust, nothing is changed.

Each gzip member is decompressed (its CRC and length), each record's digests are computed, each
is compared with its index row and each row with a record, and the CRC-32 of the whole segment
with the one kept while writing, because gzip protects neither its headers nor its order. The
databases beside the segments are examined as well.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from scraper.files.lock import is_held
from scraper.models.page import Trace
from scraper.store.entry import Entry, Problem, ProblemKind, StoreReport
from scraper.store.index import Index, SegmentState
from scraper.store.layout import SEGMENTS, segment_paths
from scraper.store.segments.record import Capture, decode, entry_of
from scraper.store.segments.segment import (
    Damage,
    Member,
    checksum,
    walk,
)
from scraper.store.upkeep.databases import database_problems
from scraper.store.upkeep.recover import missing_targets
from scraper.text import counted


@dataclass
class _Examination:
    """What was found so far."""

    index: Index
    lock: Path
    segments: int = 0
    records: int = 0
    bytes: int = 0
    problems: list[Problem] = field(default_factory=list)
    lost: list[Entry] = field(default_factory=list)  # holders of a payload that can't be read

    def add(self, kind: ProblemKind, where: str, message: str) -> None:
        self.problems.append(Problem(kind, where, message))


def verify(root: Path, index: Index, lock: Path) -> StoreReport:
    """Return a report on the whole store. Reads beside a writer: only what is indexed is judged then."""
    found = _Examination(index, lock)
    for message in index.problems():
        found.add("index", index.path.name, f"{message}; run `scraper store rebuild`")
    known = index.segments()
    on_disk = {path.name: path for path in segment_paths(root)}
    for name, state in known.items():
        path = on_disk.get(name)
        if path is None:
            if name not in index.segments():  # it was rewritten meanwhile
                continue
            count = _lose(found, index.at(name, state.size))
            found.add(
                "missing",
                f"{SEGMENTS}/{name}",
                f"segment is missing, and {counted(count, 'capture')} with it",
            )
        else:
            _examine(found, path, state)
    if not is_held(lock):  # a writer is about to index them otherwise
        for name in on_disk.keys() - index.segments().keys():
            found.add("unindexed", f"{SEGMENTS}/{name}", "segment is not in the index")
    found.problems.extend(missing_targets(index))
    _lost_targets(found)
    found.problems.extend(database_problems(root, index))
    return StoreReport(found.segments, found.records, found.bytes, problems=tuple(found.problems))


def _examine(found: _Examination, path: Path, state: SegmentState) -> None:
    found.segments += 1
    rows = found.index.at(path.name, state.size)
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size < state.size:
            found.add("short", path.name, f"{size} bytes of the {state.size} that were written")
        end = min(size, state.size)
        before = len(found.problems)
        for part in walk(file, 0, end):
            if isinstance(part, Damage):
                length = part.end - part.offset
                message = f"{length} bytes are no record: {part.message}"
                found.add("damaged", f"{path.name}:{part.offset}", message)
            else:
                _check_member(found, path.name, part, rows.pop(part.offset, None))
        for entry in rows.values():
            message = f"no record of {entry.final_url} ({entry.id[:12]}) here"
            found.add("missing", f"{path.name}:{entry.offset}", message)
        _lose(found, rows)
        if before == len(found.problems) and size >= state.size:
            _check_crc(found, file, path.name, state)
    if size > state.size and not is_held(found.lock):
        message = f"{size - state.size} bytes behind the last record; the next write recovers them"
        found.add("tail", f"{path.name}:{state.size}", message)


def _check_member(found: _Examination, name: str, member: Member, entry: Entry | None) -> None:
    where = f"{name}:{member.offset}"
    try:
        capture = decode(member.data)
    except ValueError as error:
        found.add("digest", where, str(error))
        _lose(found, {} if entry is None else {member.offset: entry})
        return
    if capture is None and entry is None:  # a warcinfo record
        return
    if entry is None and capture is not None:
        if not found.index.by_id(capture.page.id):
            found.add("unindexed", where, f"record of {capture.page.final_url} is not in the index")
        return
    if entry is not None and not _agree(capture, entry, member.length):
        found.add("digest", where, f"the record is not the {entry.final_url} of the index")
        _lose(found, {member.offset: entry})
        return
    if capture is not None and entry is not None and not _is_described(capture, entry):
        message = f"what the index says of {entry.final_url} is not so; run `scraper store rebuild`"
        found.add("index", where, message)
    found.records += 1
    found.bytes += member.length


def _agree(capture: Capture | None, entry: Entry, length: int) -> bool:
    return capture is not None and (
        (capture.page.id, capture.digest, capture.revisit, length)
        == (entry.id, entry.digest, entry.revisit, entry.length)
    )


def _is_described(capture: Capture, entry: Entry) -> bool:
    """Say whether a row of the index has what its record has, in the columns that have no index of
    their own, which SQLite compares."""
    found = entry_of(capture, entry.file, entry.offset, entry.length)
    # A row that an older version made has neither of the last three.
    return (found.status, found.content_type, found.bytes, found.truncated) == (
        entry.status, entry.content_type, entry.bytes, entry.truncated,
    ) and all(
        known in (blank, said)
        for said, known, blank in (
            (found.etag, entry.etag, ""),
            (found.last_modified, entry.last_modified, ""),
            (found.trace, entry.trace, Trace()),
        )
    )  # fmt: skip


def _check_crc(found: _Examination, file: BinaryIO, name: str, state: SegmentState) -> None:
    if checksum(file, 0, state.size) != state.crc:
        message = "bytes differ from those written, though every record is whole (a gzip header)"
        found.add("damaged", name, message)


def _lose(found: _Examination, rows: dict[int, Entry]) -> int:
    found.lost.extend(entry for entry in rows.values() if not entry.revisit)
    return len(rows)


def _lost_targets(found: _Examination) -> None:
    """Note the revisits that are lost: each is as good as the best capture that holds its payload."""
    lost = {entry.id for entry in found.lost}
    for digest in sorted({entry.digest for entry in found.lost}):
        if all(entry.id in lost for entry in found.index.holders(digest)):
            for entry in found.index.revisits(digest):
                message = f"{entry.final_url} ({entry.id[:12]}) has its content in a lost capture"
                found.add("missing_target", f"{entry.file}:{entry.offset}", message)
