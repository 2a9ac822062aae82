"""One writer at a time: a lock that the kernel takes back when its process dies, however it dies.

On network file systems without locking (and on SQLite's word, for WAL in general) a store must
not be written from two machines; keep it on a local disk.
"""

import fcntl
import os
import socket
import time
from datetime import datetime
from pathlib import Path

from scraper.errors import StoreError, StoreInUse, reason_of

PATIENCE = 0.05  # seconds: who only looks (`is_held`) has the lock for some microseconds
_PAUSE = 0.001  # seconds between two tries

# A forked child inherits the descriptor and would keep the lock beyond its parent's death.
_held: set[int] = set()


def _leave_to_parent() -> None:
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_leave_to_parent)


class Lock:
    """An exclusive lock on a file, held until `release` or the end of the process."""

    def __init__(self, path: Path, now: datetime) -> None:
        """Take the lock, or raise `StoreInUse` naming who has it."""
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            _take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            if not isinstance(error, BlockingIOError):
                raise StoreError(str(path), f"can't be locked: {reason_of(error)}") from error
            raise StoreInUse(
                str(path.parent),
                f"in use by {_holder(path)}; one process writes at a time: wait for it or stop it",
            ) from None
        _held.add(self._descriptor)
        note = f"process {os.getpid()} on {socket.gethostname()} since {now:%Y-%m-%dT%H:%M:%SZ}\n"
        try:
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, note.encode(), 0)
        except OSError:  # the disk is full
            self.release()
            raise

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()

    def release(self) -> None:
        """Give the lock back; does nothing the second time or in a forked child."""
        if self._descriptor in _held:
            _held.discard(self._descriptor)
            os.close(self._descriptor)
        self._descriptor = -1


def _take(descriptor: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise
        time.sleep(_PAUSE)


def is_held(path: Path) -> bool:
    """Say whether any process, this one included, holds the lock now."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _holder(path: Path) -> str:
    return path.read_text(errors="replace").strip()[:200] or "another process"
