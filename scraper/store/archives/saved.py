"""Saved pages into the store, under the addresses that the programs which saved them left inside.

paths +-> archives -> importer
      +-> saved pages -> pages as if their server had just sent them -> store
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from scraper.errors import InputError, NotStorable
from scraper.inputs import InputFile, input_files, is_archive, is_directory, read_page
from scraper.inputs.origin import stated_address
from scraper.models.document import Document, LeftOut
from scraper.models.failure import Failure
from scraper.models.page import Page
from scraper.store.archives.importer import ImportReport, import_archives
from scraper.store.store import Store

Say = Callable[[Failure], None]
_ARCHIVES = (".wacz", ".zip", ".warc", ".warc.gz")

_MEDIA = {"html": "text/html", "text": "text/plain", "markdown": "text/markdown"}


def import_paths(
    paths: Sequence[Path], store: Store, say: Say, url: str | None = None
) -> ImportReport:
    """Store what archives, saved pages and directories of both hold. `url` is where a single saved page
    came from.

    Raises InputError, before anything is stored, where an archive can't be opened or a package is not
    what it says.
    """
    found = list(input_files([path for path in paths if not _is_archive(path)]))
    inside = [f.path for f in found if isinstance(f, InputFile) and f.path and is_archive(f)]
    archives = [*(path for path in paths if _is_archive(path)), *inside]
    done = import_archives(archives, store, say)
    for each in found:
        if isinstance(each, LeftOut):
            done.kinds[each.reason] = done.kinds.get(each.reason, 0) + 1
            done.others += 1
        elif isinstance(each, Failure):
            _fail(each, done, say)
        elif each.path not in inside:
            _take(each, store, done, say, url)
    return done


def put_counted(store: Store, page: Page, done: ImportReport) -> None:
    """Store a page and count it as stored or known. Raises NotStorable."""
    before = store.care.size()
    store.put(page)
    if store.care.size() != before:
        done.stored += 1
    else:
        done.known += 1


def _take(source: InputFile, store: Store, done: ImportReport, say: Say, url: str | None) -> None:
    try:
        put_counted(store, saved_page(source, url), done)
    except (InputError, NotStorable) as error:
        kind = error.kind if isinstance(error, InputError) else "unreadable"
        _fail(Failure(source.name, kind, error.message), done, say)


def _fail(failure: Failure, done: ImportReport, say: Say) -> None:
    done.failures.append(failure)
    say(failure)


def _is_archive(path: Path) -> bool:
    """Say whether a path that was named is taken for an archive, also if it can't be read."""
    if is_directory(path):
        return False
    return path.name.lower().endswith(_ARCHIVES) or is_archive(InputFile(path, ""))


def saved_page(source: InputFile, url: str | None = None) -> Page:
    """Return the page in a saved file as if its server had just sent it. `url` is where it came from, if
    that is known better. Raises InputError if it holds no page, or carries no address.

    It was fetched on the day that the file names, else when the file was written.
    """
    document = read_page(source)
    address = url or document.url or stated_address(document.body)
    if not address or not address.lower().startswith(("http://", "https://")):
        message = "carries no address inside; for a single page, --url says where it came from"
        raise InputError(source.name, message)
    return Page(
        url=address,
        final_url=address,
        status=200,
        headers=tuple(_headers(document)),
        body=document.body,
        raw=document.body,
        fetched_at=_saved_at(source, document),
    )


def _headers(document: Document) -> Iterator[tuple[str, str]]:
    charset = f"; charset={document.charset}" if document.charset else ""
    yield "Content-Type", _MEDIA[document.kind] + charset


def _saved_at(source: InputFile, document: Document) -> datetime:
    if document.day is not None:
        return datetime.combine(document.day, time(), UTC)
    seconds = source.path.stat().st_mtime if source.path is not None else 0.0
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)
