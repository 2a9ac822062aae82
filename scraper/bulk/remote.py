"""Archives and parts at URLs, by fsspec: `s3://`, `gs://`, `https://`, `hf://` and others."""

import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, BinaryIO, cast

from scraper.bulk.names import ARCHIVES
from scraper.bulk.retry import PAUSES, error_text, tried
from scraper.bulk.whole_file import WholeFile
from scraper.errors import InputError, OutputError
from scraper.extras import not_installed

BLOCK = 8 << 20  # bytes asked for at a time; a client's own default may be 50 MB for each process
OBJECT_STORES = frozenset(
    ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oci", "oss", "hf", "memory")
)
"""Kinds of storage where an object appears when it is whole. Elsewhere a part could be seen half."""


def file_system(url: str) -> tuple[Any, str]:
    """Return the file system that a URL is of, and the path in it. Raises InputError where it can't be used."""
    try:
        import fsspec  # noqa: PLC0415  # an extra

        found: tuple[Any, str] = fsspec.core.url_to_fs(url)
    except ImportError as error:
        if error.name == "fsspec":
            raise InputError(url, not_installed("remote", error)) from error
        raise InputError(url, f"can't be used: {error_text(error)}") from error
    except ValueError as error:  # a protocol that nobody knows
        raise InputError(url, f"can't be used: {error}") from error
    return found


@contextmanager
def open_remote(url: str) -> Iterator[WholeFile]:
    """Open a file at a URL. Raises InputError where it can't be read."""
    system, path = file_system(url)
    system.invalidate_cache()
    size = tried(url, lambda: system.info(path).get("size"), PAUSES)

    def opened() -> Any:
        return system.open(path, "rb", block_size=BLOCK)

    with WholeFile(url, size, opened, pauses=PAUSES) as file:
        yield file


def archives_below(url: str) -> list[str]:
    """Return the archives below a URL that ends in "/", or that a pattern matches, by name. Raises InputError
    where none is."""
    system, path = file_system(url)
    if url.endswith("/"):
        found = tried(url, lambda: system.find(path), PAUSES)
    else:
        found = tried(url, lambda: system.glob(path), PAUSES)
    names = sorted(str(each) for each in found if str(each).lower().endswith(ARCHIVES))
    if not names:
        raise InputError(url, "there are no archives (.warc.gz, .warc, .wacz)")
    return [str(system.unstrip_protocol(name)) for name in names]


class RemoteDirectory:
    """A prefix of an object store."""

    def __init__(self, url: str) -> None:
        scheme = url.partition("://")[0].lower()
        if scheme not in OBJECT_STORES:
            raise OutputError(
                url, "is no directory or object store; name one, such as s3://bucket/out"
            )
        self._url = url.rstrip("/")
        try:
            self._system, self._root = file_system(self._url)
        except InputError as error:
            raise OutputError(url, error.message) from error

    def names(self) -> frozenset[str]:
        """Return the names of its objects; none where there is no such prefix yet."""
        try:
            self._system.invalidate_cache()  # others write here
            found = tried(self._url, lambda: self._system.ls(self._root, detail=False), PAUSES)
        except InputError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                return frozenset()
            raise OutputError(self._url, error.message) from error
        return frozenset(str(each).rpartition("/")[2] for each in found)

    def has(self, name: str) -> bool:
        """Say whether it has an object."""
        self._system.invalidate_cache()
        path = f"{self._root}/{name}"
        return bool(tried(f"{self._url}/{name}", lambda: self._system.exists(path), PAUSES))

    def open(self, name: str) -> AbstractContextManager[WholeFile]:
        """Open an object. Raises InputError where it can't be read."""
        return open_remote(f"{self._url}/{name}")

    @contextmanager
    def publish(self, name: str) -> Iterator[BinaryIO]:
        """Give a file of this machine, which is sent in one piece when the block ends well."""
        with tempfile.NamedTemporaryFile(prefix="scraper-") as aside:
            yield cast("BinaryIO", aside)
            aside.flush()
            target, path = f"{self._url}/{name}", f"{self._root}/{name}"
            try:
                tried(target, lambda: self._system.put_file(aside.name, path), PAUSES)
            except InputError as error:
                raise OutputError(target, f"can't be written: {error.message}") from error
