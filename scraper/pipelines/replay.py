"""Stored pages extracted again and compared with what was kept.

    store: entries -> chosen -> ReplayTask -> worker: page, Article, kept extraction -> Replayed

Orders the steps; `evaluate.compare` decides what differs. Workers read the store themselves, so no
page crosses a pipe and the parent only counts.
"""

import heapq
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from scraper.encoding.charset import decode
from scraper.evaluate.compare import Difference, PageDifference, difference
from scraper.models.document import document_of
from scraper.models.failure import Failure
from scraper.pipelines.clean_task import CleanSettings, ExtractionRecord
from scraper.pipelines.extraction_record import record_of
from scraper.pipelines.page_article import article_of, site_of
from scraper.sites.trial import matching, selectors_of
from scraper.store import Entry, Extractions, Store
from scraper.urls import normal_host
from scraper.workers import Limits, run

HTTP_OK = range(200, 300)  # other answers are not extracted, as in fetching


@dataclass(frozen=True, slots=True)
class CaptureChoice:
    """Which captures are replayed."""

    since: datetime | None = None
    site: str = ""
    sample: int = 0  # 0: all


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared with: the newest extraction kept, or that of a version; in which store."""

    root: Path
    version: str = ""


@dataclass(frozen=True, slots=True)
class ReplayTask:
    """One stored capture for a worker."""

    entry: Entry | None  # None in the pattern of which all tasks of a replay are copies
    root: Path
    against: Comparison
    settings: CleanSettings

    @property
    def name(self) -> str:
        """How messages name it."""
        return self.entry.final_url if self.entry else ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """The difference of one capture, and the new extraction if it is to be kept."""

    page: PageDifference
    record: ExtractionRecord | None = None


def chosen(store: Store, choice: CaptureChoice) -> Iterator[Entry]:
    """Yield the captures to replay, newest first; a sample is the same one every time."""
    entries = (
        entry
        for entry in store.entries(host=choice.site, since=choice.since)
        if entry.status in HTTP_OK and not entry.truncated
    )
    return iter(_sample(entries, choice.sample)) if choice.sample else entries


def _sample(entries: Iterable[Entry], size: int) -> list[Entry]:
    picked = heapq.nsmallest(size, entries, key=lambda entry: blake2b(entry.id.encode()).digest())
    return sorted(picked, key=lambda entry: entry.fetched_at, reverse=True)


def replay_page(task: ReplayTask) -> Replayed:
    """Extract one capture again and compare it with what was kept. Runs in a worker."""
    assert task.entry is not None  # noqa: S101  # the pattern is no task
    kept = _kept(task.against.root)
    before = kept.newest(task.entry.id, task.against.version) if kept is not None else None
    document = document_of(_store(task.root).get(task.entry.id))
    site = site_of(document, task.settings.sites)
    record = record_of(article_of(document, task.settings, site), task.settings.favor, site)
    found = difference(before.fields if before else None, record.fields)
    page = page_of(task.entry, found)
    return Replayed(page, record if task.settings.recorded else None)


@dataclass(frozen=True, slots=True)
class ReplayPlan:
    """What is replayed, and how. `task` is the pattern of all tasks, without a capture."""

    choice: CaptureChoice
    task: ReplayTask
    limits: Limits
    jobs: int | None


def replayed(entries: Iterable[Entry], plan: ReplayPlan) -> Generator[Replayed, None, None]:
    """Yield the result for each capture, in their order; for one that failed, the reason."""
    under_way: deque[Entry] = deque()

    def tasks() -> Iterator[ReplayTask]:
        for entry in entries:
            under_way.append(entry)
            yield replace(plan.task, entry=entry)

    with closing(run(tasks(), replay_page, plan.limits, plan.jobs)) as results:
        for result in results:
            entry = under_way.popleft()
            if isinstance(result, Failure):
                yield Replayed(page_of(entry, Difference("failed"), result.message))
            else:
                yield result


@dataclass(frozen=True, slots=True)
class TriedPage:
    """What the rules of its site do to one stored page."""

    entry: Entry
    found: Difference
    matching: frozenset[str]


def try_rules(task: ReplayTask) -> TriedPage:
    """Extract one capture without and with its site's rules. Runs in a worker."""
    assert task.entry is not None  # noqa: S101  # the pattern is no task
    document = document_of(_store(task.root).get(task.entry.id))
    site = site_of(document, task.settings.sites)
    if site is None or site.rules is None:
        return TriedPage(task.entry, Difference("new"), frozenset())
    without, ruled = (
        record_of(article_of(document, task.settings, known), task.settings.favor, None)
        for known in (replace(site, rules=None), site)
    )
    html = decode(document.body, charset=document.charset).text
    found = matching(html, selectors_of(site.rules))
    return TriedPage(task.entry, difference(without.fields, ruled.fields), found)


def page_of(entry: Entry, found: Difference, message: str = "") -> PageDifference:
    """Return a difference with the names of its capture."""
    return PageDifference(entry.id, entry.final_url, normal_host(entry.host), found, message)


@lru_cache(maxsize=1)
def _store(root: Path) -> Store:
    return Store.reader(root)


@lru_cache(maxsize=1)
def _kept(root: Path) -> Extractions | None:
    return Extractions.reader(root)
