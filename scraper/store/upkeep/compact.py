"""Rewrite segments: without the captures that were chosen, and small ones together.

    segments/<name>.part           written, synced, read back record by record
    compacting.json                says which segments the new one stands for
    segments/<name>.warc.gz        the new one, under its name
    the index, in one transaction  now points into it; what was chosen is forgotten
    the old segments               are deleted, then compacting.json

Whenever it is killed, either the index knows the new segment, and the next writer deletes the old
ones; or it does not, and the next writer deletes the new one (`finish`). Records are copied as they
are, byte by byte. A segment with damage is left as it is, for nobody can say what would be lost, unless
it is asked for (`mend`): then the damage is set aside.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from scraper._version import __version__
from scraper.errors import StoreDamaged
from scraper.store.entry import Entry, StoreReport
from scraper.store.index import Index, SegmentState
from scraper.store.layout import SEGMENTS, SUFFIX
from scraper.store.segments.record import Capture, decode, encode_info, entry_of, parse
from scraper.store.segments.segment import (
    Damage,
    Member,
    checksum,
    explained,
    pack,
    read_member,
    sync_directory,
    walk,
)
from scraper.store.upkeep import needed
from scraper.store.upkeep.journal import PART, finish, write_journal
from scraper.store.upkeep.recover import set_aside

_MOVE = "UPDATE captures SET file = ?, offset = ?, length = ?, revisit = ?, status = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Copied:
    """A capture as it is written: its row, its rendition if it has one, and its record."""

    entry: Entry
    rendition: bytes
    record: bytes


Detach = Callable[[Entry], Copied | None]
"""Returns a capture as it is to be written in place of its copy, None to copy it as it is."""


@dataclass(slots=True)
class _Rewriting:
    """One new segment while it is written. `moved` are its records by offset; `offset` its end."""

    name: str
    detach: Detach | None = None  # with it, nothing goes
    moved: dict[int, Entry] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    offset: int = 0
    aside: list[str] | None = None  # files that damage is set aside in; None: damage is an error


def groups(states: Sequence[SegmentState], going: dict[str, int], limit: int) -> list[list[str]]:
    """Return which segments to rewrite, each group as one: those that captures go from, and
    neighbours that are together no larger than `limit` bytes."""
    found: list[list[str]] = []
    size = 0
    for state in sorted(states, key=lambda each: each.name):
        left = state.size - going.get(state.name, 0)
        if found and size + left <= limit:
            found[-1].append(state.name)
            size += left
        else:
            found.append([state.name])
            size = left
    return [names for names in found if len(names) > 1 or going.get(names[0])]


def rewrite(  # noqa: PLR0913  # the last two are what an erasure does otherwise
    root: Path, index: Index, names: Sequence[str], now: datetime,
    *, detach: Detach | None = None, spare: bool = True,
) -> int:  # fmt: skip
    """Rewrite a group and return how many captures went. Needs the lock. Raises StoreDamaged, and StoreError
    where the disk is full: then nothing has changed, or `finish` does the rest.

    With `detach` captures may get another form, and none goes. Without `spare`, what captures in other
    segments refer to goes as well.
    """
    with explained(root):
        finish(root, index)  # what an earlier one, which failed, left
        if spare and detach is None:
            needed.spare_referred_from_outside(index, names)
        return _rewrite(root, index, names, now, _Rewriting("", detach))


def mend(root: Path, index: Index, name: str, now: datetime) -> list[str]:
    """Rewrite a segment without its damage, after which other readers would find nothing, and return
    the files under `damaged/` that the damage is in. Needs the lock."""
    aside: list[str] = []
    with explained(root):
        needed.choose(index, root, (), needed.NOTHING, now)
        needed.spare_referred_from_outside(index, [name])
        _rewrite(root, index, [name], now, _Rewriting("", aside=aside))
    return aside


def mended(root: Path, index: Index, report: StoreReport, now: datetime) -> StoreReport:
    """Mend the damaged segments that a report names, and return it with the files they were set aside in."""
    places = [problem.where for problem in report.problems if problem.kind == "damaged"]
    names = dict.fromkeys(place.rpartition(":")[0] for place in places)
    aside = [file for name in names for file in mend(root, index, name, now)]
    return replace(report, set_aside=(*report.set_aside, *aside))


def _rewrite(root: Path, index: Index, names: Sequence[str], now: datetime, new: _Rewriting) -> int:
    new.name = _free_name(root, names[0], now)
    path = root / SEGMENTS / new.name
    part = path.with_name(path.name + PART)
    try:
        with part.open("wb") as target:
            _put(new, target, pack(encode_info(new.name, f"scraper/{__version__}", now)))
            for name in names:
                _copy(root, index, index.segments()[name], new, target)
            target.flush()
            os.fsync(target.fileno())
        crc = _checked(part, new)
        write_journal(root, new.name, names)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    part.rename(path)
    sync_directory(path.parent)
    with index.transaction():
        _commit(index, new, names)
        index.cover(SegmentState(new.name, new.offset, crc))
    finish(root, index)
    return len(new.gone)


def _copy(root: Path, index: Index, state: SegmentState, new: _Rewriting, target: BinaryIO) -> None:
    rows = index.at(state.name, state.size)
    rendition = b""
    path = root / SEGMENTS / state.name
    with path.open("rb") as file:
        for found in walk(file, 0, state.size):
            part = found if new.aside is None else _readable(found)
            if isinstance(part, Damage):
                if new.aside is None:
                    raise _damaged(state.name, part.offset, part.message)
                new.aside.append(set_aside(root, path, part))
                continue
            packed, capture = _bytes(file, part), _decoded(state.name, part)
            if capture is not None:
                entry = _entry(root, index, (state.name, part, capture), rows)
                before = rendition if len(rendition) == capture.rendition else b""
                _take(index, new, target, entry, (before, packed))
                rendition = b""
            elif (kind := parse(part.data)[1]) == "conversion":
                rendition = packed
            elif kind != "warcinfo":
                _put(new, target, packed)
    if rows:
        raise _damaged(state.name, min(rows), "a record is missing")


def _entry(
    root: Path, index: Index, found: tuple[str, Member, Capture], rows: dict[int, Entry]
) -> Entry | None:
    """Return the index row that a record has or will have; None if the index has it in another place."""
    name, member, capture = found
    entry = rows.pop(member.offset, None)
    if entry is None:
        if _is_elsewhere(root, index, capture):
            return None
        return entry_of(capture, name, member.offset, member.length)
    if not _agree(capture, entry, member.length):
        raise _damaged(name, member.offset, "another record is there")
    return entry


def _take(
    index: Index,
    new: _Rewriting,
    target: BinaryIO,
    entry: Entry | None,
    packed: tuple[bytes, bytes],
) -> None:
    """Copy a capture with its rendition, if it stays."""
    if entry is None:
        return
    copied = Copied(entry, *packed)
    if new.detach is not None:
        copied = new.detach(entry) or copied
    elif needed.is_chosen(index, entry.id):
        new.gone.append(entry.id)
        return
    _put(new, target, copied.rendition)
    new.moved[new.offset] = copied.entry
    _put(new, target, copied.record)


def _put(new: _Rewriting, target: BinaryIO, packed: bytes) -> None:
    target.write(packed)
    new.offset += len(packed)


def _bytes(file: BinaryIO, member: Member) -> bytes:
    file.seek(member.offset)
    return file.read(member.length)


def _readable(part: Member | Damage) -> Member | Damage:
    """Return a member as damage if its record can't be read, though its compression is whole."""
    if isinstance(part, Member):
        try:
            decode(part.data)
        except ValueError as error:
            return Damage(part.offset, part.offset + part.length, str(error))
    return part


def _decoded(name: str, member: Member) -> Capture | None:
    try:
        return decode(member.data)
    except ValueError as error:
        raise _damaged(name, member.offset, str(error)) from error


def _agree(capture: Capture, entry: Entry, length: int) -> bool:
    found = (capture.page.id, capture.digest, capture.revisit, length)
    return found == (entry.id, entry.digest, entry.revisit, entry.length)


def _is_elsewhere(root: Path, index: Index, capture: Capture) -> bool:
    """Say whether the index has a record in another place, and it is whole there."""
    for entry in index.by_id(capture.page.id):
        try:
            with (root / SEGMENTS / entry.file).open("rb") as file:
                member = read_member(file, entry.offset, entry.offset + entry.length)
            known = decode(member.data)
        except (OSError, ValueError):
            continue
        if known is not None and _agree(known, entry, member.length):
            return known.digest == capture.digest and known.revisit == capture.revisit
    return False


def _checked(part: Path, new: _Rewriting) -> int:
    """Read back all that was written and return its CRC-32."""
    left = dict(new.moved)
    with part.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        for member in walk(file, 0, size):
            if isinstance(member, Damage):
                raise _damaged(part.name, member.offset, f"written wrongly: {member.message}")
            capture = _decoded(part.name, member)
            entry = left.pop(member.offset, None)
            if entry is not None and (capture is None or not _agree(capture, entry, member.length)):
                raise _damaged(part.name, member.offset, "written wrongly: another record")
        if left or size != new.offset:
            raise _damaged(part.name, size, "written wrongly: it is not whole")
        return checksum(file, 0, size)


def _commit(index: Index, new: _Rewriting, names: Sequence[str]) -> None:
    for offset, entry in new.moved.items():
        index.add(entry)  # one that it did not know
        index.write(_MOVE, (new.name, offset, entry.length, entry.revisit, entry.status, entry.id))
    for key in new.gone:
        index.write("DELETE FROM captures WHERE id = ?", (key,))
        index.write("DELETE FROM notes WHERE id = ?", (key,))
    for name in names:
        index.write("DELETE FROM segments WHERE name = ?", (name,))


def _free_name(root: Path, first: str, now: datetime) -> str:
    """Return a name that sorts where the first of the old segments stood, and has the time."""
    stem = f"{first.partition('-')[0]}-{now:%Y%m%d%H%M%S}"
    name, number = stem + SUFFIX, 0
    while (root / SEGMENTS / name).exists():
        number += 1
        name = f"{stem}-{number}{SUFFIX}"
    return name


def _damaged(name: str, offset: int, reason: str) -> StoreDamaged:
    message = f"at {offset}: {reason}; run `scraper store verify`. The segment stays as it is"
    return StoreDamaged(name, message)
