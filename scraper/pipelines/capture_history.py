"""The versions of an article from what the store has of its page, extracted now."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing

from scraper.errors import NotDecodable
from scraper.models.document import document_of
from scraper.models.failure import Failure
from scraper.models.version import ArticleVersion, article_digest, makes_version
from scraper.pipelines.clean import clean
from scraper.pipelines.clean_task import Cleaned, CleanSettings, CleanTask
from scraper.sites.directory import SitesDirectory
from scraper.store import Entry, Store
from scraper.urls import host_of, page_key
from scraper.workers import Limits, run


def versions_of(store: Store, url: str, sites: SitesDirectory | None) -> Iterator[ArticleVersion]:
    """Yield the versions of an article, oldest first. Captures without an article make none."""
    entries = sorted(store.captures_of(url), key=lambda entry: entry.fetched_at)
    settings = CleanSettings("markdown", sites=sites, recorded=True)
    tasks = (_task(store, entry, settings) for entry in entries)
    newest, times, number = "", Counter[str](), 0
    with closing(run(tasks, clean, Limits())) as results:
        for entry, result in zip(entries, results, strict=True):
            if not isinstance(result, Cleaned) or not result.is_content or result.record is None:
                continue
            digest = article_digest(result.title, result.record.fields["text"])
            if makes_version(digest, newest, times[digest]):
                number += 1
                newest = digest
                times[digest] += 1
                yield _version(entry, result, number, digest)


def _task(store: Store, entry: Entry, settings: CleanSettings) -> CleanTask | Failure:
    try:
        return CleanTask(document_of(store.get(entry.id)), settings)
    except NotDecodable as error:  # the other captures make versions all the same
        return Failure(entry.final_url, "bad_encoding", error.message)


def _version(entry: Entry, result: Cleaned, number: int, digest: str) -> ArticleVersion:
    assert result.record is not None  # noqa: S101  # the caller has just seen it
    return ArticleVersion(
        seq=number,
        key=page_key(entry.final_url),
        number=number,
        digest=digest,
        site=host_of(entry.final_url),
        url=entry.final_url,
        seen_at=entry.fetched_at,
        capture=entry.id,
        stamp=str(result.record.stamp),
        fields=result.record.fields,
        markdown=result.output,
    )
