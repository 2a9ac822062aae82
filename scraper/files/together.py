"""Many new files, each whole or absent, that become durable together.

Two calls to the disk for each file take longer than the extraction of a page. So files are written
without a name, which leaves nothing where the process is killed; some time later all of them are made
durable by one call, and get their names.
"""

import ctypes
import errno
import os
import platform
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scraper.errors import OutputError, reason_of
from scraper.files.atomic import explained, sync_directory, write_atomic

MOST_FILES = 128  # of a group: each is an open file, of which a process may have 1,024
SECONDS = 0.5  # between two groups: where files come more slowly, each appears at once
_SYNCS_AND_TELLS = (5, 8)  # the first Linux of which `syncfs` returns errors of writing
_NOT_HERE = (errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL)  # no nameless files on this file system


class NewFiles:
    """New files in the making. `add` some, and `place` them once `are_due`; `close` at the end."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._placed_at = clock()
        self._nameless: list[tuple[Path, int]] = []
        self._directories: set[Path] = set()

    @property
    def are_due(self) -> bool:
        """Whether what was added should get its names now."""
        is_full = len(self._nameless) >= MOST_FILES
        return is_full or self._clock() - self._placed_at >= SECONDS

    def add(self, path: Path, data: bytes | str) -> None:
        """Write a file that has no name yet; where the system has no such files, one with its name.

        Text becomes UTF-8 (a lone surrogate "?"). Raises OutputError where it can't be written.
        """
        content = data.encode("utf-8", "replace") if isinstance(data, str) else data
        with explained(path):
            descriptor = _nameless_file(path.parent)
        if descriptor is None:
            write_atomic(path, content)
            return
        self._nameless.append((path, descriptor))
        try:
            with explained(path):
                _write_all(descriptor, content)
        except OutputError:
            self._nameless.pop()
            os.close(descriptor)
            raise

    def place(self) -> dict[Path, OutputError]:
        """Give the files their names; return why not for those that can't have them."""
        added, self._nameless = self._nameless, []
        problems: dict[Path, OutputError] = {}
        try:
            _make_durable([descriptor for _, descriptor in added])
            for path, descriptor in added:
                try:
                    _name(descriptor, path)
                except OutputError as error:
                    problems[path] = error
                else:
                    self._directories.add(path.parent)
        except OSError as error:  # the disk failed: nobody knows for which of the files
            reason = f"can't be written: {reason_of(error)}"
            problems = {path: OutputError(str(path), reason) for path, _ in added}
        finally:
            for _, descriptor in added:
                os.close(descriptor)
        self._placed_at = self._clock()
        return problems

    def close(self) -> dict[Path, OutputError]:
        """Place what is left, and make the names durable; return what `place` returns."""
        problems = self.place()
        for directory in self._directories:
            with explained(directory):
                sync_directory(directory)
        self._directories.clear()
        return problems


def _nameless_file(directory: Path) -> int | None:
    """Open a file without a name on the file system of a directory, which is made if it is missing;
    return None where that is not possible."""
    if not sys.platform.startswith("linux"):
        return None
    flags = os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC
    try:
        try:
            return os.open(directory, flags, 0o666)
        except FileNotFoundError:
            directory.mkdir(parents=True, exist_ok=True)
            return os.open(directory, flags, 0o666)
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise
        return None


def _name(descriptor: int, path: Path) -> None:
    """Give a nameless file its name. Raises OutputError where that is taken or impossible."""
    with explained(path):
        try:
            # With a descriptor in place of a directory it is `linkat`, which follows the link in /proc.
            source = f"/proc/self/fd/{descriptor}"
            os.link(source, path, src_dir_fd=descriptor, follow_symlinks=True)
            return
        except FileExistsError:
            raise
        except OSError:
            pass  # a system that can't do this, or a name that no file can have: written again below
        size = os.fstat(descriptor).st_size
    write_atomic(path, os.pread(descriptor, size, 0))


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _make_durable(descriptors: list[int]) -> None:
    """Bring what was written to the disk. Raises OSError."""
    if len(descriptors) < 2 or not _is_at_least(_SYNCS_AND_TELLS):
        for descriptor in descriptors:
            os.fsync(descriptor)
        return
    library = ctypes.CDLL(None, use_errno=True)
    for descriptor in {os.fstat(each).st_dev: each for each in descriptors}.values():
        if library.syncfs(descriptor):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))


def _is_at_least(version: tuple[int, int]) -> bool:
    """Say whether the kernel is Linux of a version, or a later one."""
    found = re.match(r"(\d+)\.(\d+)", platform.release())
    return found is not None and (int(found[1]), int(found[2])) >= version
