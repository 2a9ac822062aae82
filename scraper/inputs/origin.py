"""The address of a saved page, which the program that saved it left inside.

A page from a web archive has its own addresses back: the archive's copies of them would stand in
the outputs, and rules for its site would not be found.
"""

import html
import re
from dataclasses import replace

from scraper.models.document import Document
from scraper.urls import without_userinfo

HEAD_BYTES = 262_144  # looked at for an address; a saved page may have its styles in front
OPENING_BYTES = 16_384
"""Looked at for what programs put in front of a page: of 3,985 pages 19 have it, the last one at byte 1,207."""
_MOST = 4096  # characters of an address

_URL = rb"(https?://[^\s\"'<>]{1,%d})" % _MOST
_SAID = re.compile(rb"<!--\s{0,9}(?:saved from|Page saved with|Saved from|Mirrored from) ")
"""How the comments of programs that save pages begin: one search for all of them."""
_COMMENTS = (
    re.compile(rb"<!--\s{0,9}saved from url=\(\d{1,6}\)" + _URL),  # browsers
    re.compile(rb"<!--\s{1,9}Page saved with SingleFile\s{1,9}url:\s{1,9}" + _URL),
    re.compile(rb"<!-- Saved from " + _URL),  # monolith
    re.compile(rb"<!-- Mirrored from ([^\s\"'<>]{4,%d}) by HTTrack" % _MOST),
)
_WOMBAT = b"__wm.wombat("
_MARKS = (
    (b"data-scrapbook-source=", OPENING_BYTES, re.compile(rb"(?<=\s)data-scrapbook-source=[\"']" + _URL)),
    (b'<meta name="savepage-url"', HEAD_BYTES, re.compile(rb"<meta name=\"savepage-url\" content=\"" + _URL)),
    (_WOMBAT, OPENING_BYTES, re.compile(rb"__wm\.wombat\(\"" + _URL)),  # the Wayback Machine
)  # fmt: skip
"""What programs leave in tags and scripts, each behind the literal that it begins with and the bytes in which
that is looked for: a page without it is passed over at the speed of memory. Of all patterns the address is the group."""

_LINK = re.compile(rb"<(?:link|meta)\s[^<>]{1,%d}>" % (2 * _MOST), re.IGNORECASE)
_STATES = re.compile(
    rb"\s(?:rel\s{0,9}=\s{0,9}[\"']?canonical|property\s{0,9}=\s{0,9}[\"']?og:url)\b", re.IGNORECASE
)
_VALUE = re.compile(rb"\s(?:href|content)\s{0,9}=\s{0,9}[\"']?" + _URL, re.IGNORECASE)

_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:today|ph|is|li|vn|md|fo))"
    r"/[\d.-]{4,20}(?:[a-z]{2}_)?/(https?:)/{1,2}(.+)",
    re.DOTALL,
)
_REWRITTEN = re.compile(
    rb"(?<=[\"'=(\s,])(?:(?:https?:)?//web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/"
    rb"(?=https?:|mailto:|//)"
)
_TOOLBAR = (b"<!-- BEGIN WAYBACK TOOLBAR INSERT -->", b"<!-- END WAYBACK TOOLBAR INSERT -->")


def with_origin(document: Document) -> Document:
    """Return a saved page with the address that it has inside, and as its site sent it where a
    web archive rewrote it."""
    if document.kind != "html":
        return document
    url = document.url or left_address(document.body)
    body = _as_sent(document.body) if _is_copy(document.body, url or "") else document.body
    if url == document.url and body is document.body:
        return document
    return replace(document, url=original(url) if url else None, body=body)


def left_address(body: bytes) -> str | None:
    """Return the address that a program left in a page it saved; None if it left no address."""
    head = _readable_head(body)
    comments = _COMMENTS if _SAID.search(head, 0, OPENING_BYTES) else ()
    marks = (*comments, *(mark for sign, most, mark in _MARKS if head.find(sign, 0, most) >= 0))
    found = next(filter(None, (mark.search(head) for mark in marks)), None)
    if found is None:
        return None
    address = _decoded(found[1])
    return address if address.startswith("http") else f"http://{address}"


def stated_address(body: bytes) -> str | None:
    """Return the address that a page states for itself: its canonical link, or og:url."""
    for tag in _LINK.findall(_readable_head(body)):
        if _STATES.search(tag) and (found := _VALUE.search(tag)):
            return original(_decoded(found[1]))
    return None


def original(url: str) -> str:
    """Return the address of which a web archive's address is a copy, else the address itself."""
    found = _ARCHIVED.match(url)
    return f"{found[1]}//{found[2]}" if found else url


def _is_copy(body: bytes, address: str) -> bool:
    """Say whether the Wayback Machine sent a page. Of 17 pages that name it, 15 are others, whose authors link to it."""
    if _ARCHIVED.match(address):
        return True
    opening = body[:OPENING_BYTES]
    return b"archive.org" in opening and (_WOMBAT in opening or _TOOLBAR[0] in body)


def _as_sent(body: bytes) -> bytes:
    """Return a page without what the Wayback Machine put into it."""
    before, found, rest = body.partition(_TOOLBAR[0])
    _, ended, after = rest.partition(_TOOLBAR[1])
    if found and ended:
        body = before + after
    return _REWRITTEN.sub(b"", body)


def _readable_head(body: bytes) -> bytes:
    """Return the beginning of a page in which ASCII can be found, also where it is UTF-16."""
    head = body[:HEAD_BYTES]
    return head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head


def _decoded(address: bytes) -> str:
    return without_userinfo(html.unescape(address.decode("utf-8", "replace")))
