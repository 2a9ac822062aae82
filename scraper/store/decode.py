"""Content decoding with the standard library, for stores opened without a decoder of their own."""

import zlib
from collections.abc import Callable

Decoder = Callable[[bytes, str], bytes]
"""`decode(raw, content_encoding)`: the entity; ValueError where it can't be had."""

MAX_BODY = 256 * 1024 * 1024  # bytes after decoding

_GZIP, _ZLIB, _BARE = 31, 15, -15  # zlib's wbits for the three wrappings of deflate


def decode_stdlib(raw: bytes, content_encoding: str) -> bytes:
    """Undo gzip and deflate, several in turn if the header lists several.

    What a truncated payload still holds is returned. ValueError for another encoding, for bytes
    that are not in the encoding, and for more than `MAX_BODY` bytes.
    """
    for encoding in reversed([part.strip().lower() for part in content_encoding.split(",")]):
        if encoding in ("", "identity"):
            continue
        if encoding not in ("gzip", "x-gzip", "deflate"):
            raise ValueError(f"no decoder for content encoding {encoding!r}")
        raw = _gunzip(raw) if encoding.endswith("gzip") else _inflate(raw)
    return raw


def _gunzip(raw: bytes) -> bytes:
    body = b""
    while raw:
        part, raw = _run(raw, _GZIP, MAX_BODY - len(body))
        body += part
    return body


def _inflate(raw: bytes) -> bytes:
    try:
        return _run(raw, _ZLIB, MAX_BODY)[0]
    except ValueError:  # servers that send "deflate" without its zlib wrapping
        return _run(raw, _BARE, MAX_BODY)[0]


def _run(raw: bytes, wbits: int, limit: int) -> tuple[bytes, bytes]:
    """One compressed stream's data and the bytes behind it."""
    inflater = zlib.decompressobj(wbits)
    try:
        body = inflater.decompress(raw, limit + 1)
    except zlib.error as error:
        raise ValueError(f"broken compressed data: {error}") from error
    if len(body) > limit:
        raise ValueError(f"more than {MAX_BODY} bytes after decoding")
    return body, inflater.unused_data
