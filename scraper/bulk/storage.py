"""Where archives are read and parts are written: directories here, and URLs by `remote`."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from scraper.bulk.names import is_url, local_path
from scraper.bulk.whole_file import WholeFile
from scraper.errors import InputError, OutputError, reason_of
from scraper.files.atomic import atomic_file


class PartDirectory(Protocol):
    """A directory, or a prefix of an object store, with files that are whole or absent."""

    def names(self) -> frozenset[str]:
        """Return the names of its files. Raises OutputError where they can't be listed."""

    def has(self, name: str) -> bool:
        """Say whether it has a file."""

    def open(self, name: str) -> AbstractContextManager[WholeFile]:
        """Open a file of it. Raises InputError where it can't be read."""

    def publish(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Give a file that appears under its name when the block ends well, and not at all otherwise. It
        takes the place of one that is there. Raises OutputError where it can't be written."""


def directory_of(out: str) -> PartDirectory:
    """Return the directory for parts that a path or URL names. Raises OutputError for one that can't
    be written in one piece."""
    if not is_url(out):
        return LocalDirectory(local_path(out))
    from scraper.bulk.remote import RemoteDirectory  # noqa: PLC0415  # an extra

    return RemoteDirectory(out)


def open_source(source: str) -> AbstractContextManager[WholeFile]:
    """Open an archive by its path or URL. Raises InputError where it can't be read."""
    if not is_url(source):
        return open_local(local_path(source))
    from scraper.bulk.remote import open_remote  # noqa: PLC0415  # an extra

    return open_remote(source)


@contextmanager
def open_local(path: Path) -> Iterator[WholeFile]:
    """Open a file of this machine. Raises InputError where it can't be read."""
    try:
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise InputError(str(path), f"can't be read: {reason}") from error
    with WholeFile(str(path), size, lambda: path.open("rb")) as file:
        yield file


class LocalDirectory:
    """A directory of this machine, or one that several machines have mounted."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> frozenset[str]:
        """Return the names of its files; none where there is no such directory yet."""
        try:
            return frozenset(each.name for each in self._path.iterdir())
        except FileNotFoundError:
            return frozenset()
        except OSError as error:
            raise OutputError(str(self._path), f"can't be listed: {reason_of(error)}") from error

    def has(self, name: str) -> bool:
        """Say whether it has a file."""
        return (self._path / name).exists()

    def open(self, name: str) -> AbstractContextManager[WholeFile]:
        """Open a file of it. Raises InputError where it can't be read."""
        return open_local(self._path / name)

    def publish(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Give a file that appears when the block ends well. What attempts at the same file left that
        were killed is removed."""
        return atomic_file(self._path / name, overwrite=True, sweep=True)
