"""Captures read back from the segments: each record is checked against its index row, the payload of a
revisit comes from whichever capture holds it, a 304 gets the content that it called current."""

from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from scraper.encoding.content import decode_stored
from scraper.errors import NotDecodable, StoreDamaged, reason_of
from scraper.models.page import Page
from scraper.store.entry import Entry
from scraper.store.index import Index
from scraper.store.layout import SEGMENTS
from scraper.store.segments.record import Capture, decode
from scraper.store.segments.rendition import read_rendition
from scraper.store.segments.segment import read_member

MAX_UNCHANGED = 10_000
"""Captures that say "unchanged since that one" in a row, until one holds the content. A run names the
content itself, so a chain comes from an archive alone; this long, it takes 3 seconds to follow."""

_OF_THE_BODY = frozenset(
    ("content-length", "content-encoding", "content-type", "content-range", "transfer-encoding")
)


class CaptureReader:
    """Part of a `Store`, and as safe to call from threads."""

    def __init__(self, root: Path, index: Index, guard: AbstractContextManager[object]) -> None:
        self._root = root
        self._index = index
        self._guard = guard

    def page(self, entry: Entry, *, decoded: bool) -> Page:
        """Return the page of a capture with its content. Raises StoreDamaged where that can't be read
        whole, NotDecodable where it can't be decoded."""
        newer, entry, page = self._current(entry)
        raw = self._payload(entry) if entry.revisit else page.raw
        page = replace(page, raw=raw, body=_decoded(entry, page, raw) if decoded else raw)
        for unchanged in reversed(newer):
            page = replace(
                unchanged,
                raw=raw,
                body=page.body,
                headers=_updated(page.headers, unchanged.headers),
                rendered=unchanged.rendered or page.rendered,
            )
        return page

    def original(self, digest: str) -> Entry | None:
        """Return a capture that holds a payload and can be read: only then is a revisit enough."""
        for entry in self._index.holders(digest):
            try:
                self._read(entry)
            except StoreDamaged:  # then the payload is stored again, which heals its revisits
                continue
            return entry
        return None

    def _current(self, entry: Entry) -> tuple[list[Page], Entry, Page]:
        """Follow 304s to the capture that holds the content: the 304s, the newest first, then that
        capture and its page. Raises StoreDamaged where they lead nowhere."""
        newer: list[Page] = []
        while (page := self._read(entry).page).unchanged:
            newer.append(page)
            if len(newer) > MAX_UNCHANGED:
                raise _damaged(entry, f"more than {MAX_UNCHANGED} captures each refer to the next")
            with self._guard:
                found = self._index.by_id(page.unchanged)
            if not found:
                raise _damaged(
                    entry, f"the page that it calls current, {page.unchanged}, is not in the index"
                )
            entry = found[0]
        return newer, entry, page

    def _read(self, entry: Entry) -> Capture:
        try:
            return self._read_at(entry)
        except StoreDamaged:
            with self._guard:
                found = self._index.by_id(entry.id)
            if not found or found[0] == entry:
                raise
            return self._read_at(found[0])  # it was written elsewhere meanwhile

    def _read_at(self, entry: Entry) -> Capture:
        path = self._root / SEGMENTS / entry.file
        try:
            with path.open("rb") as file:
                member = read_member(file, entry.offset, entry.offset + entry.length)
            capture = decode(member.data)
            if capture is not None and capture.rendition:
                rendered = read_rendition(path, entry, capture.rendition)
                capture = replace(capture, page=replace(capture.page, rendered=rendered))
        except (OSError, ValueError) as error:
            raise _damaged(entry, reason_of(error)) from error
        if capture is None or (capture.page.id, capture.digest) != (entry.id, entry.digest):
            raise _damaged(entry, "another record is there")
        return capture

    def _payload(self, entry: Entry) -> bytes:
        """Return the payload of a revisit, from any capture that holds it."""
        with self._guard:
            holders = self._index.holders(entry.digest)
        reasons = []
        for holder in holders:
            try:
                return self._read(holder).page.raw
            except StoreDamaged as error:
                reasons.append(error.message)
        reason = "; ".join(reasons) or "no capture that holds it is in the index"
        raise _damaged(entry, f"its content was stored by an earlier capture: {reason}")


def _decoded(entry: Entry, page: Page, raw: bytes) -> bytes:
    encoding = page.header("content-encoding")
    try:
        return decode_stored(raw, encoding) if encoding and raw else raw
    except ValueError as error:
        message = f"{error}; `scraper show --raw` prints it as received"
        raise NotDecodable(entry.final_url, message) from error


def _updated(
    headers: tuple[tuple[str, str], ...], newer: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """Return the headers of stored content after a 304 (RFC 9111, 3.2); those of the body stay."""
    names = {name.lower() for name, _ in newer} - _OF_THE_BODY
    kept = [pair for pair in headers if pair[0].lower() not in names]
    return (*kept, *(pair for pair in newer if pair[0].lower() in names))


def _damaged(entry: Entry, reason: str) -> StoreDamaged:
    where = f"{entry.file} at {entry.offset}"
    return StoreDamaged(entry.final_url, f"{where}: {reason}; run `scraper store verify`")
