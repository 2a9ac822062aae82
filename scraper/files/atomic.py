"""Files that are either whole or absent: written aside, synced, then put in their place."""

import contextlib
import errno
import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import BinaryIO

from scraper.errors import OutputError, reason_of


@contextmanager
def atomic_file(path: Path, *, overwrite: bool = False, sweep: bool = False) -> Iterator[BinaryIO]:
    """Give a binary file that appears at `path` once the block ends well, and not at all otherwise.

    Missing directories are made. Raises OutputError where `path` exists and may not be
    overwritten, and where it can't be written (permission, disk full, name too long). A device
    or pipe is written to directly; a symbolic link keeps pointing at its file. With `sweep`, what
    processes that were killed left of this same target is removed first: for files that are large.
    """
    with explained(path):
        target = path.resolve()
        is_taken = target.exists()
        special = is_taken and not target.is_file()
    if special:
        with explained(path), target.open("wb") as device:
            yield device
        return
    if not overwrite and is_taken:
        raise _exists(path)
    with explained(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        with _begun(target) if sweep else _new(target.parent, "") as (aside, stream), stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            _place(aside, target, overwrite=overwrite)  # while it is locked, if it is
        sync_directory(target.parent)


@contextmanager
def _new(directory: Path, start: str) -> Iterator[tuple[Path, BinaryIO]]:
    """Make a file of a new name in a directory; it is removed where the block fails."""
    aside = directory / f".{start}{secrets.token_hex(8)}.tmp"
    with _removed_on_failure(aside):
        yield aside, aside.open("xb")


@contextmanager
def _begun(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Make a file of a new name for a target and lock it until the block ends, so that others that
    sweep leave it; those that nobody has locked are removed."""
    start = f"{sha256(os.fsencode(target.name)).hexdigest()[:16]}-"
    for left in target.parent.glob(f".{start}*.tmp"):
        _remove_if_left(left)
    while True:
        with _new(target.parent, start) as (aside, stream):
            fcntl.flock(stream, fcntl.LOCK_EX)
            if os.fstat(stream.fileno()).st_nlink:
                yield aside, stream
                return
        stream.close()  # another one swept it away before it was locked


def _remove_if_left(path: Path) -> None:
    """Remove a file unless a process is writing to it."""
    with contextlib.suppress(FileNotFoundError), path.open("rb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        path.unlink()


def write_atomic(path: Path, data: bytes | str, *, overwrite: bool = False) -> None:
    """Write one whole file; text as UTF-8 (a lone surrogate becomes "?"). Raises OutputError."""
    content = data.encode("utf-8", "replace") if isinstance(data, str) else data
    with atomic_file(path, overwrite=overwrite) as stream:
        stream.write(content)


def put_in_place(aside: Path, target: Path) -> None:
    """Give a file that is whole its name, for good. Raises OutputError where the name is taken."""
    with explained(target):
        with aside.open("rb") as stream:
            os.fsync(stream.fileno())
        _place(aside, target, overwrite=False)
        sync_directory(target.parent)


def set_aside(path: Path) -> Path:
    """Give a file that is damaged another name beside its own, which no other file has; return it.
    Raises OutputError."""
    for number in count(1):
        aside = path.with_name(f"{path.name}.damaged{f'.{number}' if number > 1 else ''}")
        if not aside.exists():
            put_in_place(path, aside)
            return aside
    raise AssertionError("there is always a next number")


def _place(aside: Path, target: Path, *, overwrite: bool) -> None:
    if not overwrite:
        # A link fails where the name is taken, even by a file made this very moment.
        try:
            os.link(aside, target)
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
                raise
            if target.exists():
                raise _exists(target) from None
        else:
            aside.unlink()
            return
    aside.replace(target)


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):  # the first error is the one to report
            path.unlink()
        raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the system says into an OutputError that names the file as the user did."""
    try:
        yield
    except BrokenPipeError:
        raise
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise OutputError(str(path), f"can't be written: {reason_of(error)}") from error
    except ValueError as error:  # a NUL in the name
        raise OutputError(str(path), f"can't be written: {error}") from error


def _exists(path: Path) -> OutputError:
    return OutputError(str(path), "exists already (--force overwrites it)")


def sync_directory(directory: Path) -> None:
    """Make the new name itself durable, where directories can be synced."""
    try:
        descriptor = os.open(directory, os.O_RDONLY)
    except OSError:
        return  # such as on Windows, which syncs names on its own
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
