"""What the store tells about itself: one line of the index, and the result of an examination."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from scraper.models.page import Trace
from scraper.text import counted, were
from scraper.urls import hostname

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far a capture may be dated after now and still count as taken before: clocks of machines that
share archives differ by seconds, without NTP by minutes."""

ProblemKind = Literal[
    "damaged",  # bytes inside a segment that are no whole record
    "tail",  # bytes behind the last indexed record, left by a crash
    "short",  # a segment ends before its last indexed record
    "missing",  # a segment or record the index knows is not there
    "unindexed",  # a segment or record the index does not know
    "digest",  # a record is whole but not the one the index tells of
    "missing_target",  # a revisit whose first capture is not there
    "index",  # the index itself is inconsistent, or says of a record what is not so
    "extraction",  # a kept extraction can't be read
    "search",  # the search index is inconsistent
    "state",  # what runs keep beside the store is inconsistent
    "erasure",  # an erasure was interrupted
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored capture, as the index knows it."""

    id: str  # 32 hex digits
    url: str  # as asked for
    final_url: str  # after redirects
    fetched_at: datetime  # UTC
    status: int  # HTTP
    digest: str  # "sha256:<hex>" of the payload as received
    content_type: str  # as the server gave it
    bytes: int  # length of the payload as received
    truncated: str  # as in `models.Page`
    revisit: bool  # the payload is kept by an earlier capture
    file: str  # name of the segment
    offset: int  # of the record's gzip member in the segment, in bytes
    length: int  # of the gzip member, in bytes
    etag: str = ""
    last_modified: str = ""
    trace: Trace = field(default_factory=Trace)
    verdict: str = ""  # extraction's `Article.status`, "" where nobody extracted yet
    title: str = ""
    words: int = 0

    @property
    def host(self) -> str:
        """Host of the final URL, lower case; "" where it has none."""
        return hostname(self.final_url)

    def is_dated_ahead(self, now: datetime) -> bool:
        """Say whether the capture is dated after `now`: it comes from an archive, or from a clock that
        ran ahead, and its date says nothing about what is newest."""
        return self.fetched_at > now + CLOCKS_DIFFER


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be. `where` names the file and, if known, the offset."""

    kind: ProblemKind
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What an examination of the whole store, or the recovery of its tail, found.

    `records` and `bytes` count what was examined and is whole; `added` the records the index
    did not know before; `set_aside` the files under `damaged/` that now hold unreadable bytes.
    """

    segments: int = 0
    records: int = 0
    bytes: int = 0
    added: int = 0
    set_aside: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def recovery(self) -> str:
        """What opening the store had to repair because the last writer was interrupted, in one line;
        "" where there was nothing."""
        done = (
            [f"{counted(self.added, 'stored capture')} {were(self.added)} taken into the index"]
            if self.added
            else []
        )
        if self.set_aside:
            names = ", ".join(self.set_aside)
            done.append(f"the bytes of a capture that was cut are kept in {names}")
        done += [f"{each.where}: {each.message}" for each in self.problems]
        return f"the last writer was interrupted: {'; '.join(done)}" if done else ""

    @property
    def ok(self) -> bool:
        """Nothing is damaged or missing."""
        return not self.problems
