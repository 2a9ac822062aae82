"""Archives into the store: WARC files and WACZ packages, our own and those of other tools; saved pages.

    archives -> records -> pages -> store
    files and directories -> saved pages -> store

All archives are read three times: first what holds a payload, then the revisits, whose payload any
of them may hold, then what was converted from pages, where the pages themselves are not stored.
Nothing is unpacked to a place that an archive names. What is stored already stays; so an import
that was interrupted can be started again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from scraper.errors import InputError, NotStorable, NotStored, StoreError, reason_of
from scraper.inputs.members import ArchiveError
from scraper.inputs.wacz import opened_package
from scraper.inputs.warc import WarcDamage, WarcRecord, read_records
from scraper.models.failure import Failure
from scraper.models.page import Page
from scraper.store import Store
from scraper.store.archives.records import (
    foreign_page,
    is_not_modified,
    is_own,
    is_page,
    own_capture,
    refers_to,
    refers_to_url,
)
from scraper.store.credentials import safe_url
from scraper.store.segments.segment import MAX_RECORD

MOST_KINDS = 50  # counted by name; an archive may make up as many as it has records
_WACZ = (".wacz", ".zip")
_PASSES = (("response", "resource"), ("revisit",), ("conversion",))


@dataclass(slots=True)
class ImportReport:
    """What an import did. `others` counts records that hold no web page, `kinds` the same by what they
    are: "request", "dns response" where the address is not http or https, or why a file is left out."""

    stored: int = 0
    known: int = 0
    others: int = 0
    failures: list[Failure] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)

    def leave_out(self, record: WarcRecord) -> None:
        """Count a record that holds no web page."""
        scheme = record.url.partition(":")[0].lower()
        foreign = record.kind in ("response", "revisit") and scheme.isalnum() and len(scheme) < 20
        kind = f"{scheme} {record.kind}" if foreign else record.kind[:40]
        if kind not in self.kinds and len(self.kinds) >= MOST_KINDS:
            kind = "other"
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        self.others += 1


def import_archives(
    paths: Sequence[Path], store: Store, say: Callable[[Failure], None] = lambda _: None
) -> ImportReport:
    """Store what archives hold. Raises InputError, before anything is stored, where one can't be
    opened or a package is not what it says."""
    with ExitStack() as stack:
        archives = [archive for path in paths for archive in stack.enter_context(_archives(path))]
    return _Importer(store, say).run(archives)


@dataclass(frozen=True, slots=True)
class _OpenArchive:
    """A WARC file, or one in a package."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        return f"{self.path}!{self.member}" if self.member else str(self.path)


@contextmanager
def _archives(path: Path) -> Iterator[list[_OpenArchive]]:
    """Give the WARC files of a path; a package is checked first."""
    if path.suffix.lower() in _WACZ:
        with opened_package(path) as package:
            package.check()
            yield [_OpenArchive(path, name) for name in package.names]
        return
    try:
        path.open("rb").close()
    except OSError as error:
        raise InputError(str(path), f"can't be read: {reason_of(error)}") from error
    yield [_OpenArchive(path)]


class _Importer:
    """One import. `_held` are captures by the payload digest that their archive gives them, in the
    archive's own algorithm, which the index does not have; a million take 210 MB (measured)."""

    def __init__(self, store: Store, say: Callable[[Failure], None]) -> None:
        self._store = store
        self._say = say
        self._done = ImportReport()
        self._held: dict[str, str] = {}

    def run(self, archives: Sequence[_OpenArchive]) -> ImportReport:
        for kinds in _PASSES:
            for archive in archives:
                try:
                    self._read(archive, kinds)
                except ArchiveError as error:
                    if kinds is _PASSES[0]:  # it was said already
                        self._fail(archive.name, f"{error}; what came before is stored")
        return self._done

    def _read(self, archive: _OpenArchive, kinds: tuple[str, ...]) -> None:
        """Take the records of some kinds; count the others, and the damage, in the first pass."""
        first = kinds is _PASSES[0]
        before: WarcRecord | None = None
        with ExitStack() as stack:
            if archive.member:
                package = stack.enter_context(opened_package(archive.path))
                file = stack.enter_context(package.open(archive.member))
            else:
                file = stack.enter_context(archive.path.open("rb"))
            for record in read_records(file, MAX_RECORD):
                if isinstance(record, WarcDamage):
                    if first:
                        message = f"{record.message}; what is around this place is stored"
                        self._fail(archive.name, message)
                    continue
                if is_page(record) and record.kind in kinds and self._is_new(record):
                    self._take(archive, record, before)
                elif first and not is_page(record):
                    self._done.leave_out(record)
                before = record if record.kind == "conversion" else None

    def _is_new(self, record: WarcRecord) -> bool:
        """Say whether a record adds to the store: a page that was converted, as ours are that a
        browser rendered, does not where the page itself is there."""
        converted = record.kind == "conversion"
        return not (converted and self._store.captures_of(record.address, 1))

    def _take(self, archive: _OpenArchive, record: WarcRecord, before: WarcRecord | None) -> None:
        subject = f"{archive.name}#{safe_url(record.url)}"
        if record.problem:
            self._fail(subject, f"the record {record.problem}")
            return
        try:
            page = self._page(record, before)
            before_put = self._store.care.size()
            key = self._store.put(page)
        except (ValueError, OverflowError, RecursionError, NotStored, NotStorable) as error:
            # A date before the year 1 in UTC, a trace that nests a thousand deep.
            reason = error.message if isinstance(error, StoreError) else str(error)
            self._fail(subject, f"the record can't be stored: {reason}")
            return
        if self._store.care.size() != before_put:
            self._done.stored += 1
        else:
            self._done.known += 1
        if digest := record.headers.get("warc-payload-digest"):
            self._held.setdefault(digest, key)

    def _page(self, record: WarcRecord, before: WarcRecord | None) -> Page:
        if is_own(record):
            capture = own_capture(record, before)
            page = capture.page
            if not capture.revisit or page.unchanged:
                if page.unchanged:
                    self._store.find(page.unchanged)
                return page
            return replace(page, raw=self._referred(record).raw)
        page = foreign_page(record)
        if record.kind != "revisit":
            return page
        target = self._referred(record)
        if is_not_modified(record):
            return replace(page, raw=b"", status=page.status or 304, unchanged=target.id)
        return replace(
            page,
            raw=target.raw,
            status=page.status or target.status,
            headers=page.headers or target.headers,
        )

    def _referred(self, record: WarcRecord) -> Page:
        """Return the page that a revisit says it is the same as. Raises NotStored."""
        key = refers_to(record)
        if not (key and self._store.has(key)):
            key = self._held.get(record.headers.get("warc-payload-digest", ""), "")
        named = refers_to_url(record)
        if not key and named is not None:
            key = next(
                (e.id for e in self._store.captures_of(named[0]) if e.fetched_at == named[1]), ""
            )
        if not key:
            raise NotStored(
                safe_url(record.url), "it refers to a record that is neither here nor in the store"
            )
        return self._store.get(key, decoded=False)

    def _fail(self, subject: str, message: str) -> None:
        failure = Failure(subject, "unreadable", message)
        self._done.failures.append(failure)
        self._say(failure)
