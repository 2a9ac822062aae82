"""MHTML, a page saved as one file: its main HTML part and the URL it was saved from.

Read here and not by `email`, which takes time with the square of a header's length: each byte is
looked at a bounded number of times.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from quopri import decodestring

from scraper.errors import InputError
from scraper.inputs.recorded import fields_of
from scraper.models.document import Document

MAX_HEAD = 65_536  # bytes of the headers of a part
MAX_DEPTH = 10  # of parts in parts; mail has three
_MAX_VALUE = 8192  # characters of a header in which parameters are looked for
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_BLANK_LINE = re.compile(rb"(?:\A|\r?\n)\r?\n")
_PARAMETER = re.compile(
    r""";\s*(boundary|charset|start)\s*=\s*(?:"([^"]*)"|([^\s;"]+))""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a message, its body still encoded."""

    headers: dict[str, str]  # by name in lower case
    body: bytes

    @property
    def media(self) -> str:
        """The type of the content, "text/plain" where the part does not say."""
        named = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        return named if "/" in named else "text/plain"

    def parameter(self, name: str) -> str:
        """Return a parameter of the content's type, "" where it has none."""
        value = self.headers.get("content-type", "")[:_MAX_VALUE]
        found = {m[1].lower(): (m[2] or m[3] or "").strip() for m in _PARAMETER.finditer(value)}
        return found.get(name, "")


def read_mhtml(body: bytes, name: str, relative: str) -> Document:
    """Return the main page of an MHTML file. Raises InputError where it holds none."""
    message = _part(body.lstrip(b"\r\n"))
    if message is None:
        raise InputError(name, f"a MIME message with more than {MAX_HEAD} bytes of headers")
    part = _main_part(message, name)
    location = part.headers.get("content-location", "") or message.headers.get(
        "snapshot-content-location", ""
    )
    return Document(
        name=name,
        body=_decoded(part),
        kind="html" if part.media in _PAGE_TYPES else "text",
        url=_web_url(location),
        charset=part.parameter("charset") or None,
        relative=relative,
    )


def _main_part(message: _Part, name: str) -> _Part:
    """Return the part that a `start` parameter names, else the first HTML part, else the first
    text part."""
    parts = list(_leaves(message, 0))
    start = message.parameter("start")
    for part in parts:
        if start and part.headers.get("content-id") == start:
            return part
    for types in (_PAGE_TYPES, ("text/plain",)):
        for part in parts:
            if part.media in types:
                return part
    raise InputError(name, "a MIME message without an HTML or text part")


def _leaves(part: _Part, depth: int) -> Iterator[_Part]:
    """Yield the parts that hold content, in the order of the file."""
    boundary = part.parameter("boundary")
    if not (boundary and part.media.startswith("multipart/")):
        yield part
    elif depth < MAX_DEPTH:
        for piece in _between(part.body, b"--" + boundary.encode("utf-8", "replace")):
            if (inner := _part(piece)) is not None:
                yield from _leaves(inner, depth + 1)


def _between(body: bytes, delimiter: bytes) -> Iterator[bytes]:
    """Yield what stands between lines that begin with a delimiter, without the line end before
    them."""
    body, mark = b"\n" + body, b"\n" + delimiter
    start = body.find(mark)
    while start >= 0:
        if body.startswith(b"--", start + len(mark)):  # the last one
            return
        line_end = body.find(b"\n", start + len(mark))
        if line_end < 0:
            return
        start = body.find(mark, line_end)
        end = start if start >= 0 else len(body)
        yield body[line_end + 1 : end].removesuffix(b"\r")


def _part(content: bytes) -> _Part | None:
    """Return headers and body; None where the headers do not end within bounds."""
    end = _BLANK_LINE.search(content, 0, MAX_HEAD)
    if end is None:
        return None
    lines = content[: end.start()].decode("utf-8", "replace").splitlines()
    headers = {key.lower(): value for key, value in reversed(fields_of(lines))}
    return _Part(headers, content[end.end() :])


def _decoded(part: _Part) -> bytes:
    """Return the body of a part out of its transfer encoding; broken base64 as far as it goes."""
    encoding = part.headers.get("content-transfer-encoding", "").strip().lower()
    if encoding == "quoted-printable":
        return decodestring(part.body)
    if encoding == "base64":
        return _from_base64(part.body)
    return part.body


def _from_base64(encoded: bytes) -> bytes:
    characters = encoded.partition(b"=")[0].translate(None, b"\r\n \t")
    whole = len(characters) // 4 * 4
    padded = characters[:whole] + (characters[whole:] + b"==="[: -len(characters) % 4])
    try:
        return binascii.a2b_base64(padded)
    except binascii.Error:
        return binascii.a2b_base64(characters[:whole])


def _web_url(location: str) -> str | None:
    cleaned = "".join(location.split())
    return cleaned if cleaned.lower().startswith(("http://", "https://")) else None
