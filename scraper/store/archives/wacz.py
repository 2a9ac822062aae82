"""Read WACZ packages that anyone may have made: names and hashes are checked, nothing is unpacked."""

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from scraper.errors import InputError
from scraper.store.archives.reader import FREE, MOST_UNPACKED, ArchiveError

DESCRIPTION = "datapackage.json"
MAX_DESCRIPTION = 64 * 1024 * 1024  # bytes; a package of a million files has less
_DATA, _SUFFIXES = "archive/", (".warc", ".warc.gz")
_PIECE = 1024 * 1024


class Package:
    """One package, open for reading. `names` are its WARC files."""

    def __init__(self, path: Path, package: zipfile.ZipFile) -> None:
        self._path = path
        self._package = package
        self.names = [
            info.filename for info in package.infolist()
            if info.filename.startswith(_DATA) and info.filename.lower().endswith(_SUFFIXES)
        ]  # fmt: skip

    def check(self) -> None:
        """InputError unless the package is one, and its WARC files have the hashes that it says."""
        hashes = self._hashes()
        if len(set(self.names)) != len(self.names):
            raise self._wrong("has two files of one name")
        if not self.names:
            raise self._wrong("has no WARC files in archive/")
        for name in self.names:
            if name not in hashes:
                raise self._wrong(f"has {name}, which its {DESCRIPTION} does not name")
            if self._hash(name) != hashes[name]:
                raise self._wrong(
                    f"is damaged: {name} does not have its hash; nothing was imported"
                )

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """One of its files. ArchiveError where it can't be read."""
        info = self._package.getinfo(name)
        if info.file_size > FREE + info.compress_size * MOST_UNPACKED:
            raise ArchiveError(f"unpacks to more than {MOST_UNPACKED} times its size")
        try:
            with self._package.open(info) as file:
                yield file
        except (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            NotImplementedError,
            EOFError,
        ) as error:
            raise ArchiveError(f"{name} can't be unpacked: {error}") from error

    def _hashes(self) -> dict[str, str]:
        try:
            info = self._package.getinfo(DESCRIPTION)
            with self.open(DESCRIPTION) as file:
                text = file.read(MAX_DESCRIPTION + 1)
            if max(len(text), info.file_size) > MAX_DESCRIPTION:
                raise ValueError(f"has more than {MAX_DESCRIPTION} bytes")
            resources = json.loads(text)["resources"]
            return {str(each["path"]): str(each["hash"]) for each in resources}
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise self._wrong(
                f"is no WACZ package: its {DESCRIPTION} can't be read ({error})"
            ) from error

    def _hash(self, name: str) -> str:
        digest = sha256()
        try:
            with self.open(name) as file:
                while piece := file.read(_PIECE):
                    digest.update(piece)
        except ArchiveError as error:
            raise self._wrong(str(error)) from error
        return f"sha256:{digest.hexdigest()}"

    def _wrong(self, message: str) -> InputError:
        return InputError(str(self._path), message)


@contextmanager
def opened_archives(path: Path) -> Iterator[Package]:
    """A package. InputError where it can't be opened as one."""
    try:
        package = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(str(path), f"can't be read as a WACZ package: {reason}") from error
    with package:
        yield Package(path, package)
