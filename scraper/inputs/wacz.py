"""Read WACZ packages that anyone may have made: names and hashes are checked, nothing is unpacked
to a place that a name gives. A package of packages is read as one."""

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import new as new_hash
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

from scraper.errors import InputError, reason_of
from scraper.inputs.members import FREE, MOST_UNPACKED, ArchiveError

DESCRIPTION = "datapackage.json"
MAX_DESCRIPTION = 64 * 1024 * 1024  # bytes; a package of a million files has less
MAX_NESTED = 1000  # packages in one package
_DATA, _SUFFIXES, _NESTED = "archive/", (".warc", ".warc.gz"), (".wacz",)
_ALGORITHMS = ("md5", "sha1", "sha256", "sha512")
_PIECE = 1024 * 1024  # bytes read at a time
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError)


class Package:
    """One package, open for reading. `names` are its WARC files, those of packages in it as
    "inner.wacz!archive/data.warc.gz"."""

    def __init__(self, subject: str, package: zipfile.ZipFile, inner: "list[Package]") -> None:
        self.subject = subject
        self._package = package
        self._inner = {each.subject: each for each in inner}
        own = [
            info.filename
            for info in package.infolist()
            if info.filename.startswith(_DATA) and info.filename.lower().endswith(_SUFFIXES)
        ]
        self._own = own
        self.names: list[str] = own + [
            f"{each.subject}!{name}" for each in inner for name in each.names
        ]

    def check(self) -> None:
        """Raise InputError unless this is a package, and its files have the hashes that it says."""
        hashes = self._hashes()
        if len(set(self.names)) != len(self.names):
            raise self._wrong("has two files of one name")
        if not self.names:
            raise self._wrong("has no WARC files in archive/ and no packages with such files")
        for name in (*self._own, *self._inner):
            if name not in hashes:
                raise self._wrong(f"has {name}, which its {DESCRIPTION} does not name")
            if not self._has_hash(name, hashes[name]):
                raise self._wrong(
                    f"is damaged: {name} does not have its hash; nothing was imported"
                )
        for each in self._inner.values():
            each.check()

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open one of its files. Raises ArchiveError where it can't be read."""
        inner, found, rest = name.partition("!")
        if found and inner in self._inner:
            with self._inner[inner].open(rest) as file:
                yield file
            return
        info = self._package.getinfo(name)
        if info.file_size > FREE + info.compress_size * MOST_UNPACKED:
            raise ArchiveError(f"unpacks to more than {MOST_UNPACKED} times its size")
        try:
            with self._package.open(info) as file:
                yield file
        except _BROKEN as error:
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

    def _has_hash(self, name: str, named: str) -> bool:
        """Say whether a file has the hash "algorithm:hex"."""
        algorithm, _, value = named.partition(":")
        if algorithm.lower() not in _ALGORITHMS:
            raise self._wrong(f"names a hash of {name} that can't be compared: {named[:40]}")
        digest = new_hash(algorithm.lower(), usedforsecurity=False)
        try:
            with self.open(name) as file:
                while piece := file.read(_PIECE):
                    digest.update(piece)
        except ArchiveError as error:
            raise self._wrong(str(error)) from error
        return digest.hexdigest() == value.lower()

    def _wrong(self, message: str) -> InputError:
        return InputError(self.subject, message)


@contextmanager
def opened_package(path: Path | str, file: "IO[bytes] | None" = None) -> Iterator[Package]:
    """Open a package, which `file` holds if it is given; `path` is then its name only. Raises
    InputError where it can't be read as one."""
    with ExitStack() as stack:
        package = _zip(stack, str(path), file if file is not None else Path(path))
        inner = [info for info in package.infolist() if info.filename.lower().endswith(_NESTED)]
        if len(inner) > MAX_NESTED:
            raise InputError(str(path), f"has more than {MAX_NESTED} packages in it")
        outer = Package(str(path), package, [])
        nested = [
            Package(info.filename, _zip(stack, f"{path}!{info.filename}", copy), [])
            for info in inner
            for copy in [_copy(stack, outer, info.filename)]
        ]
        yield Package(str(path), package, nested)


def _zip(stack: ExitStack, subject: str, source: "Path | IO[bytes]") -> zipfile.ZipFile:
    try:
        return stack.enter_context(zipfile.ZipFile(source))
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        reason = reason_of(error)
        raise InputError(subject, f"can't be read as a WACZ package: {reason}") from error


def _copy(stack: ExitStack, package: Package, name: str) -> IO[bytes]:
    """Return a copy of a package in a package: reading in the middle of it takes a file. The copy
    has no name and goes with its handle."""
    copy: IO[bytes] = stack.enter_context(TemporaryFile())  # noqa: SIM115  # the stack closes it
    try:
        with package.open(name) as file:
            copyfileobj(file, copy, _PIECE)
    except ArchiveError as error:
        raise InputError(package.subject, str(error)) from error
    return copy
