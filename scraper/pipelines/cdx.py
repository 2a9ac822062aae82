"""Indexes of web archives, read: which captures there are of a page, and where each is. Pure.

Four forms: JSON with a row of names (the Wayback Machine), one JSON object a line (pywb, Common
Crawl), CDXJ (a SURT, a time and a JSON object: index files), and fields parted by spaces.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from scraper.urls import page_key

WAYBACK = "https://web.archive.org/cdx/search/cdx"
"""The Wayback Machine's CDX server."""

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
"""Of a line without names, as the Wayback Machine gives them."""
PAGE_MEDIA = ("text/html", "application/xhtml+xml", "unk", "")
_STAMP = "%Y%m%d%H%M%S"


@dataclass(frozen=True, slots=True)
class ArchivedCapture:
    """One capture. With a `file` it is a record of an archive; without, the archive replays it."""

    url: str
    at: datetime  # UTC
    status: int
    media: str
    digest: str
    file: str = ""
    offset: int = 0
    length: int = 0

    @property
    def stamp(self) -> str:
        """Its time, as archives write it."""
        return self.at.strftime(_STAMP)


def read_index(lines: Iterable[str]) -> Iterator[ArchivedCapture]:
    """Yield the captures of an index in any of the forms; other lines are skipped."""
    names: Sequence[str] = FIELDS
    for line in lines:
        text = line.strip().rstrip(",")
        if text.startswith("["):
            row = _row(text)
            if row and "timestamp" in row:
                names = row
                continue
            fields: dict[str, Any] = dict(zip(names, row, strict=False))
        else:
            fields = _fields(text)
        if (capture := _capture(fields)) is not None:
            yield capture


def chosen(captures: Iterable[ArchivedCapture], url: str, most: int) -> list[ArchivedCapture]:
    """Return the captures of a page that may hold a version of it, oldest first: answered with 200, not
    the same bytes as the one before; of more than `most`, the newest."""
    key = page_key(url)
    own = (c for c in captures if c.status == 200 and _is_page(c) and page_key(c.url) == key)
    found: list[ArchivedCapture] = []
    for capture in sorted(own, key=lambda c: c.at):
        if not found or not capture.digest or capture.digest != found[-1].digest:
            found.append(capture)
    return found[-most:]


def _is_page(capture: ArchivedCapture) -> bool:
    return capture.media.partition(";")[0].strip().lower() in PAGE_MEDIA


def _row(text: str) -> list[str]:
    """Return a row of JSON; the file begins and ends with a bracket more."""
    for candidate in (text, text[1:], text[:-1], text[1:-1]):
        try:
            value = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, list) and all(isinstance(cell, str) for cell in value):
            return value
    return []


def _fields(text: str) -> dict[str, Any]:
    """Return the fields of a line of JSON, of CDXJ, or of fields parted by spaces."""
    begin = text.find("{")
    if begin < 0:
        return dict(zip(FIELDS, text.split(" "), strict=False))
    before = text[:begin].split()
    try:
        value = json.loads(text[begin:])
    except (ValueError, RecursionError):
        return {}
    at: dict[str, Any] = {"timestamp": before[1]} if len(before) > 1 else {}
    return at | value if isinstance(value, dict) else {}


def _capture(fields: dict[str, Any]) -> ArchivedCapture | None:
    try:
        return ArchivedCapture(
            url=str(fields.get("url") or fields["original"]),
            at=datetime.strptime(str(fields["timestamp"])[:14], _STAMP).replace(tzinfo=UTC),
            status=_number(fields.get("status", fields.get("statuscode", ""))),
            media=str(fields.get("mime") or fields.get("mimetype") or ""),
            digest=str(fields.get("digest") or ""),
            file=str(fields.get("filename") or ""),
            offset=_number(fields.get("offset", "")),
            length=_number(fields.get("length", "")),
        )
    except (KeyError, ValueError):
        return None


def _number(value: Any) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
