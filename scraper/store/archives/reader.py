"""Read the records of a WARC file that anyone may have written.

Not warcio's reader: of a line without end or of a small file that unpacks to a large one it takes
as much memory as there is. Here a header has `MAX_HEADER` bytes, what unpacks to more than
`MOST_UNPACKED` times its size ends the reading, and what is skipped is read piece by piece.
"""

import base64
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import new as new_hash
from typing import IO, Any, TypeAlias

from scraper.store.segments.segment import MAX_RECORD

MAX_HEADER = 1024 * 1024  # bytes
MOST_UNPACKED = 200
"""Bytes that one byte of gzip may unpack to, over a whole file: HTML takes 4 to 10, deflate's most is
1,032, which only bombs reach."""
FREE = 64 * 1024 * 1024  # bytes that may be unpacked before that counts
_PIECE = 64 * 1024
_MAGIC = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_GZIP = 31  # zlib's wbits: gzip wrapping
_Stream: TypeAlias = "io.BufferedReader[Any]"
_WANTED = ("response", "revisit", "conversion")


class ArchiveError(ValueError):
    """An archive can't be read from here on."""


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One record. `problem` says why a block is not whole; then it is empty. `block` is empty as well
    for kinds that nobody asks for. Names of headers are lower case."""

    headers: dict[str, str]
    repeated: tuple[tuple[str, str], ...]  # all headers, in their order
    block: bytes
    problem: str = ""

    @property
    def kind(self) -> str:
        """Such as "response"."""
        return self.headers.get("warc-type", "").lower()

    @property
    def url(self) -> str:
        """Of what was asked; wget writes it in angle brackets."""
        return self.headers.get("warc-target-uri", "").strip().strip("<>")


def read_records(file: IO[bytes]) -> Iterator[WarcRecord]:
    """The records of a WARC file, gzipped by the record, as a whole or not at all. Raises ArchiveError
    where it can't go on; the records before stand."""
    raw: _Stream = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)
    start = raw.peek(4)[:4]
    if start == _ZSTD:
        raise ArchiveError("is compressed with zstd; unpack it first: zstd -d FILE")
    stream: _Stream = io.BufferedReader(_Unpacked(raw), _PIECE) if start[:2] == _MAGIC else raw
    while (version := _version(stream)) is not None:
        if not version.startswith(b"WARC/"):
            raise ArchiveError("holds something that is no WARC record")
        yield _record(stream)


def _version(stream: _Stream) -> bytes | None:
    """The first line of the next record; None at the end."""
    while line := stream.readline(_PIECE):
        if line.strip():
            return line
    return None


def _record(stream: _Stream) -> WarcRecord:
    repeated = _headers(stream)
    headers = {name.lower(): value for name, value in reversed(repeated)}
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdecimal() and len(length) < 16):
        raise ArchiveError("holds a record without a length")
    wanted = headers.get("warc-type", "").lower() in _WANTED
    block, whole = bytearray(), int(length) <= MAX_RECORD
    left = int(length)
    while left:
        piece = stream.read(min(left, _PIECE))
        if not piece:
            raise ArchiveError("ends inside a record")
        left -= len(piece)
        if wanted and whole:
            block += piece
    problem = "" if whole else f"has more than {MAX_RECORD} bytes"
    if wanted and whole and not _has_digest(headers.get("warc-block-digest", ""), block):
        problem = "does not have the digest that it says"
    return WarcRecord(headers, tuple(repeated), b"" if problem else bytes(block), problem)


def _headers(stream: _Stream) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    size = 0
    while line := stream.readline(MAX_HEADER + 1 - size):
        size += len(line)
        if size > MAX_HEADER:
            raise ArchiveError(f"holds a record whose header has more than {MAX_HEADER} bytes")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return found
        if text[0] in " \t" and found:  # a header that goes on
            found[-1] = (found[-1][0], f"{found[-1][1]} {text.strip()}")
        else:
            name, _, value = text.partition(":")
            found.append((name.strip(), value.strip()))
    raise ArchiveError("ends inside a record")


def _has_digest(digest: str, block: bytes | bytearray) -> bool:
    """Whether a block has a digest; one in a way that is not known says nothing."""
    algorithm, _, value = digest.partition(":")
    if algorithm.lower() not in ("sha1", "sha256"):
        return True
    made = new_hash(algorithm.lower(), block, usedforsecurity=False).digest()
    return value.lower() in (made.hex(), base64.b32encode(made).decode().lower())


class _Unpacked(io.RawIOBase):
    """What gzip members, one after the other, hold."""

    def __init__(self, raw: _Stream) -> None:
        self._raw = raw
        self._inflater = zlib.decompressobj(_GZIP)
        self._pending = b""
        self._taken = self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while True:
            if self._inflater.eof:
                self._pending = self._inflater.unused_data or self._more()
                if not self._pending.strip(b"\0"):  # the end, or padding
                    return 0
                self._inflater = zlib.decompressobj(_GZIP)
            packed = self._pending or self._more()
            if not packed:
                raise ArchiveError("ends inside a record")
            try:
                data = self._inflater.decompress(packed, len(buffer))
            except zlib.error as error:
                raise ArchiveError(f"is damaged: {error}") from error
            self._pending = self._inflater.unconsumed_tail
            if data:
                self._given += len(data)
                if self._given > FREE + self._taken * MOST_UNPACKED:
                    raise ArchiveError(f"unpacks to more than {MOST_UNPACKED} times its size")
                buffer[: len(data)] = data
                return len(data)

    def _more(self) -> bytes:
        packed = self._raw.read1(_PIECE)
        self._taken += len(packed)
        return packed
