"""The HTTP message in a record: status line and headers as text, and back.

Two things can't be stored as they were. Transfer coding is undone before the body comes here, so
Transfer-Encoding is stored as X-Crawler-Transfer-Encoding (Common Crawl's name; readers would try to
undo chunks that are not there), and the status line says HTTP/1.1 for every later version (readers
reject others). The reason phrase is the standard one. Header values are UTF-8, bytes that were none
included if the fetcher decoded them with "surrogateescape".
"""

import re
from http import HTTPStatus
from urllib.parse import quote

from scraper.models.page import Page

_TRANSFER, _STORED_TRANSFER = "Transfer-Encoding", "X-Crawler-Transfer-Encoding"
_STATUS_LINE = re.compile(r"HTTP/\S* +(-?[0-9]{1,9})(?![0-9])")
_LINE_BREAKS = re.compile(r"[\r\n\0]+[ \t]*")
_NAME_CHARACTERS = (
    "!#$%&'*+-.^_`|~"  # what RFC 9110 allows in a header name beside letters and digits
)


def http_head(page: Page) -> bytes:
    """Return status line and headers of a page as they are stored, with the empty line that ends them."""
    try:
        phrase = HTTPStatus(page.status).phrase
    except ValueError:  # a status of the server's own invention
        phrase = ""
    version = "1.0" if page.http_version == "1.0" else "1.1"
    lines = [f"HTTP/{version} {page.status} {phrase}"]
    for name, value in page.headers:
        lines.append(f"{_stored_name(name)}: {_LINE_BREAKS.sub(' ', value)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")


def parse_http_head(head: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the status line of a stored message, and its headers under the names they were received by."""
    status_line, *lines = head.decode("utf-8", "surrogateescape").split("\r\n")
    pairs = [line.partition(":") for line in lines]
    return status_line, tuple(
        (_received_name(name), value.strip(" \t")) for name, _, value in pairs
    )


def status_of(line: str) -> int:
    """Return the code of a status line, also one that `check_storable` refuses: stores of 0.1.0 hold
    such records, and one odd record must not make a store unreadable."""
    found = _STATUS_LINE.match(line)
    if found is None:
        raise ValueError("record without an HTTP status line")
    return int(found[1])


def _stored_name(name: str) -> str:
    """Return a header's name; characters that would break the header block are percent-encoded."""
    if name.lower() == _TRANSFER.lower():
        return _STORED_TRANSFER
    return quote(name, safe=_NAME_CHARACTERS, errors="surrogateescape") or "X-Crawler-Unnamed"


def _received_name(name: str) -> str:
    return _TRANSFER if name == _STORED_TRANSFER else name
