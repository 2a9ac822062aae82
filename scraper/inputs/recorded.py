"""An HTTP response as an archive records it: status, headers, and the body out of its transfer
codings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from scraper.encoding.content import DECODERS, decode_body

Headers = tuple[tuple[str, str], ...]

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS_LINE = re.compile(r"HTTP/(\d(?:\.\d)?) +(\d{3})(?!\d)")
_INTERIM = re.compile(
    rb"HTTP/\d(?:\.\d)? +1(?!01)\d\d(?!\d)[^\n]{0,1000}\n(?:[^\r\n][^\n]{0,10000}\n){0,100}\r?\n(?=HTTP/)"
)
MOST_INTERIM = 10  # answers before the final one; servers send one or two
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\n]{0,4096})?\r?\n")


@dataclass(frozen=True, slots=True)
class RecordedResponse:
    """`status` is 0 where there is no status line. `raw` still has its Content-Encoding."""

    status: int
    version: str
    headers: Headers
    raw: bytes

    def header(self, name: str) -> str:
        """Return the first value of a header, "" if the answer lacks it."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    def list_of(self, name: str) -> str:
        """Return all values of a header that holds a list, as one."""
        return ",".join(value for key, value in self.headers if key.lower() == name)


def response_of(block: bytes, limit: int) -> RecordedResponse:
    """Return the response that a record's block holds: the last one, where others say that it will come.

    Transfer codings are undone, up to `limit` bytes. Raises ValueError for a status that no
    server can send, and where a transfer coding can't be undone.
    """
    block = _without_interim(block)
    end = _HEAD_END.search(block)
    head, raw = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    lines = head.decode("utf-8", "surrogateescape").splitlines()
    found = _STATUS_LINE.match(lines[0]) if lines else None
    status = int(found[2]) if found else 0
    if found and status < 100:
        raise ValueError(f"has the HTTP status {found[2]}, which does not exist")
    headers = tuple(fields_of(lines[1:]))
    answer = RecordedResponse(status, found[1] if found else "1.1", headers, raw)
    codings = answer.list_of("transfer-encoding")
    return replace(answer, raw=_without_transfer(raw, codings, limit))


def _without_interim(block: bytes) -> bytes:
    """Return the block from its final answer on: "100 Continue" and hints come before it."""
    for _ in range(MOST_INTERIM):
        found = _INTERIM.match(block)
        if not found:
            break
        block = block[found.end() :]
    return block


def fields_of(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Return the header fields that lines hold, each name with its value; lines that go on with
    the one before are joined to it."""
    folded: list[tuple[str, list[str]]] = []
    for line in lines:
        if line[:1] in (" ", "\t") and folded:
            folded[-1][1].append(line.strip())
            continue
        name, colon, value = line.partition(":")
        if colon and name.strip():
            folded.append((name.strip(), [value.strip()]))
    return [(name, " ".join(values)) for name, values in folded]


def _without_transfer(raw: bytes, codings: str, limit: int) -> bytes:
    """Undo transfer codings, the last one first. Many tools store the body without them and keep
    the header, so bytes that are not in a coding are taken as they are."""
    for coding in reversed([name.strip().lower() for name in codings.split(",")]):
        if coding == "chunked":
            raw = _dechunked(raw)
        elif coding in DECODERS:
            found = decode_body(raw, coding, limit)
            if found.problem and not found.body:
                continue
            if found.problem == "length":
                raise ValueError(f"has a body of more than {limit} bytes")
            raw = found.body
    return raw


def _dechunked(raw: bytes) -> bytes:
    """Return the body out of its chunks, or as it is from where no chunk begins."""
    pieces: list[bytes] = []
    position = 0
    while found := _CHUNK_SIZE.match(raw, position):
        size, start = int(found[1], 16), found.end()
        if not size:
            return b"".join(pieces)
        pieces.append(raw[start : start + size])
        position = start + size
        position += len(b"\r\n") if raw.startswith(b"\r\n", position) else 0
        position += 1 if raw.startswith(b"\n", position) else 0
    pieces.append(raw[position:])
    return b"".join(pieces)
