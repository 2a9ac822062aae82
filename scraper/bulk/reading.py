"""One source in, its pages out, each with the archive that it is in."""

import io
from collections.abc import Iterator
from typing import NamedTuple

from scraper.bulk.names import ARCHIVES, PACKAGES, is_url, local_path
from scraper.bulk.storage import open_source
from scraper.bulk.whole_file import WholeFile
from scraper.errors import InputError
from scraper.inputs import MAX_PAGE, BegunStream, InputFile, begins_archive, begun, input_files
from scraper.inputs.archive import read_archive
from scraper.inputs.members import ArchiveError
from scraper.inputs.wacz import opened_package
from scraper.models.document import Document, LeftOut
from scraper.models.failure import Failure

_BUFFER = 256 << 10  # bytes: of a package small pieces are read


class SourceItem(NamedTuple):
    """A page of a source, or what it holds in place of one. `archive` is "" where that is a saved file."""

    archive: str
    found: Document | InputFile | Failure | LeftOut


class SourceReader:
    """The items of one source, and how many bytes of it were read."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.bytes_read = 0

    def items(self) -> Iterator[SourceItem]:
        """Yield the pages in their order. Raises InputError where the source can't be read, or not to
        its end."""
        if not is_url(self._source) and local_path(self._source).is_dir():
            yield from self._saved_files()
            return
        with open_source(self._source) as file:
            if self._source.lower().endswith(PACKAGES):
                yield from _package(self._source, file)
            else:
                yield from self._stream(file)
            self.bytes_read = file.bytes_read

    def _saved_files(self) -> Iterator[SourceItem]:
        for found in input_files([local_path(self._source)]):
            if isinstance(found, InputFile) and found.name.lower().endswith(ARCHIVES):
                continue  # a source of its own
            yield SourceItem("", found)

    def _stream(self, file: WholeFile) -> Iterator[SourceItem]:
        head = begun(file)
        if begins_archive(head):
            pages = read_archive(BegunStream(head, file), self._source, "", MAX_PAGE)
            yield from (SourceItem(self._source, found) for found in pages)
        elif self._source.lower().endswith(ARCHIVES) or is_url(self._source):
            what = "is empty" if not head else "is no WARC archive"
            raise InputError(self._source, f"{what}; nothing was written")
        else:
            yield SourceItem("", InputFile(local_path(self._source), ""))


def _package(source: str, file: WholeFile) -> Iterator[SourceItem]:
    with opened_package(source, io.BufferedReader(file, _BUFFER)) as package:
        for name in package.names:
            inside = f"{source}!{name}"
            try:
                with package.open(name) as member:
                    for found in read_archive(member, inside, "", MAX_PAGE):
                        yield SourceItem(inside, found)
            except ArchiveError as error:
                message = f"the archive {error}; what came before was read"
                yield SourceItem(inside, Failure(inside, "unreadable", message))
