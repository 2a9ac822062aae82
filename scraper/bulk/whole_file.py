"""A file of which every byte is read, or an error says that it was not.

Servers cut answers short, and some clients take that for the end of the file: an archive would lose
its last pages, and nobody would know. So what is read is compared with the size that the file has, and
reading goes on at the same place with a new request.
"""

import io
import time
from collections.abc import Callable, Sequence
from typing import IO

from scraper.bulk.retry import tried

_SKIPPED = 1 << 20  # bytes that are read at a time to be skipped


class WholeFile(io.RawIOBase):
    """A file, read in order or by seeking. `opened` opens it, `size` is None where nobody knows it."""

    def __init__(
        self,
        name: str,
        size: int | None,
        opened: Callable[[], IO[bytes]],
        *,
        pauses: Sequence[float] = (),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._name, self._size, self._opened = name, size, opened
        self._pauses, self._sleep = pauses, sleep
        self._file: IO[bytes] | None = None
        self._position = 0
        self.bytes_read = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say whether one can go to any place."""
        return self._size is not None

    def tell(self) -> int:
        """Return the offset of the next byte."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, and return its offset."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size or 0}[whence]
        if base + offset != self._position:
            self._position = max(0, base + offset)
            if self._file is not None:
                self._file.seek(self._position)
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as BufferedReader calls it
        """Read into a buffer, and return how many bytes; 0 at the end. Raises InputError where bytes
        that are there can't be read."""
        wanted = len(buffer)
        if self._size is not None:
            wanted = min(wanted, self._size - self._position)
        if wanted <= 0:
            return 0
        data = tried(self._name, lambda: self._read(wanted), self._pauses, self._sleep)
        buffer[: len(data)] = data
        self._position += len(data)
        self.bytes_read += len(data)
        return len(data)

    def close(self) -> None:
        """Close the file."""
        self._drop()
        super().close()

    def _read(self, wanted: int) -> bytes:
        """Return some bytes, none at the end of a file of unknown size. Raises whatever a client raises."""
        try:
            if self._file is None:
                self._file = self._opened()
                _go(self._file, self._position)
            data = self._file.read(wanted)
            if not data and self._size is not None:
                problem = f"ended after {self._position} of {self._size} bytes"
                raise EOFError(f"{problem}; nothing was written, run it again")
        except Exception:
            self._drop()  # the next attempt opens it at the same place
            raise
        return data

    def _drop(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()


def _go(file: IO[bytes], position: int) -> None:
    """Go to a place in a file that was just opened; some servers can only begin at the beginning."""
    if not position:
        return
    try:
        file.seek(position)
    except ValueError:
        while position and (piece := file.read(min(position, _SKIPPED))):
            position -= len(piece)
