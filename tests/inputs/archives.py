"""Archives in the making, for the tests of what reads them."""

import gzip
import uuid

HTML = b"<!DOCTYPE html><title>T</title><p>Words.</p>"
DATE = "2026-01-02T03:04:05Z"


def record(kind: str, url: str, block: bytes, **fields: str) -> bytes:
    """One WARC record, not compressed. Fields are named with "_" for "-"."""
    known = {
        "WARC_Type": kind, "WARC_Date": DATE, "WARC_Record_ID": f"<urn:uuid:{uuid.uuid4()}>",
        "WARC_Target_URI": url, "Content_Length": str(len(block)), **fields,
    }  # fmt: skip
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in known.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def answer(body: bytes, status: str = "200 OK", **fields: str) -> bytes:
    """An HTTP response."""
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


class Archive:
    """A WARC in the making, record by record."""

    def __init__(self, *, compressed: bool = True) -> None:
        self.content = b""
        self._pack = gzip.compress if compressed else bytes

    def add(self, url: str, body: bytes, status: str = "200 OK", **fields: str) -> "Archive":
        """Add a response."""
        return self.put("response", url, answer(body, status, **fields))

    def put(self, kind: str, url: str, block: bytes, **fields: str) -> "Archive":
        """Add a record of any kind."""
        self.content += self._pack(record(kind, url, block, **fields))
        return self

    def page(self, number: int, body: bytes = HTML) -> "Archive":
        """Add a page."""
        return self.add(f"https://e.org/{number}", body, Content_Type="text/html; charset=utf-8")
