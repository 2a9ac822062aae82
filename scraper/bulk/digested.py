"""A file that knows the digest of what was written to it, and the description that goes beside a part.

The description is published before the part. So a part that is there has one, and whether it is whole
can be told from its bytes alone, whatever its format.
"""

import io
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import IO, Any, BinaryIO

from scraper.bulk.work import Report

_PIECE = 1 << 20  # bytes read at a time


class DigestedFile(io.RawIOBase):
    """A file to write to. Closing it leaves the file open that it writes to."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._digest, self._size = file, sha256(), 0

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, data: Any) -> int:
        """Write bytes, and count them in."""
        self._digest.update(data)
        self._size += len(memoryview(data).cast("B"))
        self._file.write(data)
        return len(data)

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self._size

    def description(self, report: Report, stamp: Mapping[str, Any]) -> bytes:
        """Return what goes beside the file, as JSON."""
        fields = {
            "report": report.to_dict(),
            "stamp": dict(stamp),
            "bytes": self._size,
            "sha256": self._digest.hexdigest(),
        }
        return json.dumps(fields, indent=2, sort_keys=True).encode() + b"\n"


def described(file: IO[bytes], description: bytes) -> Report:
    """Return the report in a description. Raises ValueError, KeyError and TypeError where it has
    none, or the file is another."""
    found = json.loads(description)
    digest, size = sha256(), 0
    while piece := file.read(_PIECE):
        digest.update(piece)
        size += len(piece)
    if (size, digest.hexdigest()) != (found["bytes"], found["sha256"]):
        raise ValueError("does not have the digest that its description says")
    return Report.from_dict(found["report"])
