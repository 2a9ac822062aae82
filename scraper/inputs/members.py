"""The bytes of an archive in pieces: gzip members one after the other, or no gzip at all.

A piece tells whether it begins a gzip member that begins a record: writers of archives start a
member for each record, so that is where reading can go on after damage. Time is linear in the
size of the file, and what unpacks to far more than its size ends the reading.
"""

import zlib
from collections.abc import Callable
from typing import NamedTuple, Protocol

MOST_UNPACKED = 200
"""Bytes that one byte of gzip may unpack to, over a whole file: HTML takes 4 to 10, deflate's most is
1,032, which only bombs reach."""
FREE = 64 * 1024 * 1024  # bytes that may be unpacked before that counts
PIECE = 64 * 1024  # bytes read, and unpacked, at a time
RECORD = b"WARC/"  # how a record begins
GZIP_MAGIC = b"\x1f\x8b\x08"

_SLICE = 4096  # packed bytes fed at a time: a member that ends gives back what is left of them
_LOOKBACK = 256 * 1024  # packed bytes kept, to look for a member in what a damaged one swallowed
_GZIP = 31  # zlib's wbits: gzip wrapping


class Readable(Protocol):
    """Anything that bytes can be read from, in order."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""


class ArchiveError(ValueError):
    """An archive can't be read from here on."""


class DamageError(ValueError):
    """Some bytes of an archive can't be read; what comes after them may be."""


class Piece(NamedTuple):
    """Some unpacked bytes; none at the end. `begins` says that they begin a member and a record.

    `offset` is where they are in the file; None within a member, where no reading can begin.
    """

    data: bytes
    begins: bool = False
    offset: int | None = None


class Pieces(Protocol):
    """The unpacked bytes of an archive, in order."""

    def next(self) -> Piece:
        """Return the next piece. Raises DamageError and ArchiveError."""

    def resume(self) -> bool:
        """Go on at the next member that begins a record, after damage; return whether there is
        one."""


class PlainBytes:
    """An archive that is not compressed."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._at = 0

    def next(self) -> Piece:
        data = self._read(PIECE)
        self._at += len(data)
        return Piece(data, offset=self._at - len(data))

    def resume(self) -> bool:
        return False  # there are no members to go on at


class GzipMembers:
    """An archive of gzip members."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._held = bytearray()  # packed bytes from `_base` on
        self._base = 0  # offset of these in the file
        self._at = 0  # offset of the next byte to unpack
        self._member = 0  # offset where the member began that is unpacked now
        self._given = 0
        self._inflater: zlib._Decompress | None = None
        self._fresh = False  # whether nothing of the present member was unpacked yet

    def next(self) -> Piece:
        while self._inflater is not None or self._open():
            begins = self._fresh
            data = self._first() if begins else self._unpack()
            if data:
                begins = begins and data.startswith(RECORD)
                return Piece(data, begins, self._member if begins else None)
        return Piece(b"", offset=self._at)

    def resume(self) -> bool:
        self._inflater = None
        position = max(self._member + 1, self._base)
        while (position := self._find(position)) >= 0:
            self._at = self._member = position
            if self._peek().startswith(RECORD):
                return True
            position += 1
        return False

    def _open(self) -> bool:
        """Begin the next member; return False at the end of the file, or where only padding is."""
        self._hold(len(GZIP_MAGIC))
        while self._held[self._at - self._base : self._at - self._base + 1] == b"\0":
            rest = self._held[self._at - self._base :]
            self._at += len(rest) - len(rest.lstrip(b"\0"))
            self._hold(len(GZIP_MAGIC))
        start = bytes(self._held[self._at - self._base :][: len(GZIP_MAGIC)])
        if not start:
            return False
        self._member = self._at
        if start != GZIP_MAGIC:
            raise DamageError("holds bytes that are no gzip data")
        self._inflater, self._fresh = zlib.decompressobj(_GZIP), True
        return True

    def _first(self) -> bytes:
        """Return the first bytes of a member, enough to tell whether it begins a record."""
        self._fresh = False
        data = b""
        while len(data) < len(RECORD) and self._inflater is not None:
            data += self._unpack()
        return data

    def _peek(self) -> bytes:
        """Return the first bytes of the member at the present place; b"" if no member begins there."""
        self._hold(_SLICE)
        start = self._at - self._base
        try:
            packed = bytes(self._held[start : start + _SLICE])
            return zlib.decompressobj(_GZIP).decompress(packed, len(RECORD))
        except zlib.error:
            return b""

    def _unpack(self) -> bytes:
        """Return some bytes of the present member, and end it at its end."""
        inflater = self._inflater
        assert inflater is not None  # noqa: S101  # callers have opened a member
        self._hold(_SLICE)
        start = self._at - self._base
        packed = bytes(self._held[start : start + _SLICE])
        try:
            data = inflater.decompress(packed, PIECE)
        except zlib.error as error:
            raise DamageError(f"is damaged: {error}") from error
        rest = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
        self._at += len(packed) - len(rest)
        if inflater.eof:
            self._inflater = None
        elif not packed and not data:
            self._inflater = None
            raise DamageError("ends inside a record")
        self._given += len(data)
        if self._given > FREE + self._at * MOST_UNPACKED:
            raise ArchiveError(f"unpacks to more than {MOST_UNPACKED} times its size")
        return data

    def _hold(self, wanted: int) -> None:
        """Read on until that many packed bytes are at hand, if the file has them."""
        while self._base + len(self._held) < self._at + wanted:
            more = self._read(PIECE)
            if not more:
                return
            self._held += more
            surplus = self._at - _LOOKBACK - self._base
            if surplus > 0:
                del self._held[:surplus]
                self._base += surplus

    def _find(self, position: int) -> int:
        """Return the offset of the next gzip member from `position` on; -1 if no other begins."""
        while True:
            found = self._held.find(GZIP_MAGIC, position - self._base)
            if found >= 0:
                return self._base + found
            # What is searched is dropped, but for bytes that may begin the mark.
            position = max(position, self._base + len(self._held) - len(GZIP_MAGIC) + 1)
            self._at = position
            before = len(self._held) + self._base
            self._hold(before - position + 1)
            if self._base + len(self._held) == before:
                return -1


def pieces_of(file: Readable, start: bytes) -> Pieces:
    """Return the bytes of an archive that begins with `start`, which was taken from `file`."""
    rest = [start]

    def read(size: int) -> bytes:
        return rest.pop() if rest and rest[0] else file.read(size)

    return GzipMembers(read) if start.startswith(GZIP_MAGIC[:2]) else PlainBytes(read)
