"""Erase captures for good: out of the segments, the index and what the databases keep of deleted rows.

A capture of another page may have left its payload to one that goes, or called it current. It is
written again with a payload of its own first (`_Detaching`), all of them before anything goes. Then
the segments are rewritten without what was chosen, each in its own transaction, by `compact`. So
whenever this is killed, what stays is whole, and the next erasure does the rest.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from scraper.store.captures import CaptureReader
from scraper.store.entry import Entry
from scraper.store.index import Index
from scraper.store.segments.record import encode
from scraper.store.segments.rendition import encode_rendition
from scraper.store.segments.segment import MAX_RECORD, pack
from scraper.store.upkeep import compact, needed
from scraper.store.upkeep.compact import Copied

Covers = Callable[[str], bool]
"""Says whether a URL is one of those that are erased."""

_HEAD = 64 * 1024  # bytes of a record that was cut, among which its headers are
_GZIP_START = re.compile(rb"\x1f\x8b\x08")
_OK = 200  # status of a 304 that is given the content it called current


@dataclass(slots=True)
class _Detaching:
    """Gives captures that stay a payload of their own where its holder goes."""

    index: Index
    root: Path
    captures: CaptureReader
    held: dict[str, Entry] = field(default_factory=dict)  # digest -> a new holder of its payload

    def __call__(self, entry: Entry) -> Copied | None:
        if not entry.revisit or not self.is_orphan(entry):
            return None
        page = self.captures.page(entry, decoded=False)
        status = _OK if page.unchanged else page.status
        page = replace(page, unchanged="", status=status)
        holder = self.held.get(entry.digest) or self._staying_holder(entry.digest)
        rendition = pack(encode_rendition(page)) if page.rendered else b""
        member = pack(encode(page, entry.digest, holder, len(rendition)))
        made = replace(entry, status=status, revisit=holder is not None, length=len(member))
        if holder is None:
            self.held[entry.digest] = made
        return Copied(made, rendition, member)

    def is_orphan(self, entry: Entry) -> bool:
        """Say whether a revisit that stays would lose what it refers to."""
        if needed.is_chosen(self.index, entry.id):
            return False
        target = needed.target_of(self.root, entry)
        is_going = bool(target) and needed.is_chosen(self.index, target)
        return is_going or self._staying_holder(entry.digest) is None

    def _staying_holder(self, digest: str) -> Entry | None:
        holders = self.index.holders(digest)
        return next((e for e in holders if not needed.is_chosen(self.index, e.id)), None)


def choose(index: Index, covers: Covers) -> list[Entry]:
    """Choose the captures that were asked for, or answered, under a URL that is erased; return them."""
    needed.make_table(index)
    keys = [
        key
        for key, url, final_url in index.addresses()
        if covers(final_url) or (url != final_url and covers(url))
    ]
    found = [index.by_id(key)[0] for key in keys]
    for entry in found:
        needed.add(index, entry)
    return found


def sharing(index: Index, chosen: list[Entry]) -> Iterator[Entry]:
    """Yield the captures of other pages that have the same bytes as one that was chosen."""
    digests = sorted({entry.digest for entry in chosen if entry.bytes})
    for digest in digests:
        for entry in (*index.holders(digest), *index.revisits(digest)):
            if not needed.is_chosen(index, entry.id):
                yield entry


def erase(root: Path, index: Index, covers: Covers, limit: int, now: datetime) -> int:
    """Rewrite the segments without the captures of erased URLs, and return how many went; `limit` is
    the size of a segment. Needs the lock. Raises as `compact.rewrite` does."""
    chosen = choose(index, covers)
    detaching = _Detaching(index, root, CaptureReader(root, index, nullcontext()))
    orphans = {e.file for e in sharing(index, chosen) if e.revisit and detaching.is_orphan(e)}
    for name in sorted(orphans):
        compact.rewrite(root, index, [name], now, detach=detaching)
    choose(index, covers)
    going = needed.bytes_in(index)
    states = [each for each in index.segments().values() if each.name in going]
    groups = compact.groups(states, going, limit)
    return sum(compact.rewrite(root, index, names, now, spare=False) for names in groups)


def forget_visits(index: Index, covers: Covers) -> None:
    """Take erased URLs out of the quarantine, and robots.txt files of erased hosts out of the index."""
    with index.transaction():
        for table, column in (("quarantine", "url"), ("robots", "origin")):
            for (address,) in list(index.rows(f"SELECT {column} FROM {table}")):  # noqa: S608
                if covers(address):
                    index.write(f"DELETE FROM {table} WHERE {column} = ?", (address,))  # noqa: S608


def files_naming(files: Iterable[Path], names: Iterable[str]) -> list[Path]:
    """Return the files in whose readable bytes one of some addresses stands. What recovery set aside
    can't be read as records any more, but most of it begins with a whole header."""
    needles = [name.encode() for name in names]
    return [file for file in files if file.is_file() and _names_any(file, needles)]


def _names_any(file: Path, needles: Iterable[bytes]) -> bool:
    with file.open("rb") as stream:
        data = stream.read(MAX_RECORD)
    heads = [data, *(_inflated(data[place.start() :]) for place in _GZIP_START.finditer(data))]
    return any(needle in head for needle in needles for head in heads)


def _inflated(data: bytes) -> bytes:
    """Return the beginning of a gzip member, as far as it can be read."""
    inflater = zlib.decompressobj(31)
    try:
        return inflater.decompress(data[:_HEAD], _HEAD)
    except zlib.error:
        return b""
