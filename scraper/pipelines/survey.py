"""A survey of a site before it is scraped: what leads to articles, and how a few of them come out.

    URL -> explore -> articles by source -> a few of them -> fetch -> extract -> Survey

Nothing is stored.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

from scraper.config.draft import SiteDraft, every_for, free_name
from scraper.fetch import FetchSettings, fetch_pages
from scraper.models.article import is_article
from scraper.models.document import document_of
from scraper.models.failure import Failure
from scraper.models.page import Page
from scraper.pipelines.clean import clean
from scraper.pipelines.clean_task import Cleaned, CleanSettings, CleanTask
from scraper.pipelines.discover import DiscoveredUrl, EmptySource, UrlPatterns, explore, reader
from scraper.text import counted
from scraper.urls import hostname
from scraper.workers import Limits, Worker

SAMPLES = 3  # articles that are fetched to be shown
MANY = 1000  # URLs of sitemaps, beyond which they are an archive and feeds are looked at alone
OPENING = 200  # characters of a sample that are shown


@dataclass(frozen=True, slots=True)
class SurveyedSource:
    """One page, feed or sitemap, how many articles it has, and how many of them the sources before had."""

    url: str
    kind: str  # "page", "feed" or "sitemap"
    articles: int
    known: int = 0

    def __str__(self) -> str:
        known = f" ({self.known} known already)" if self.known else ""
        return f"{counted(self.articles, 'article')} in the {self.kind} {self.url}{known}"


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """One article, or the problem that stood in its way."""

    url: str
    status: str
    title: str = ""
    date: str = ""
    words: int = 0
    opening: str = ""
    problem: str = ""
    is_article: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found on a site."""

    url: str
    sources: tuple[SurveyedSource, ...]
    samples: tuple[SampleArticle, ...]
    dates: tuple[datetime, ...]
    problems: tuple[str, ...]
    was_read: bool  # a page, feed or sitemap at least, whatever it held

    @property
    def articles(self) -> int:
        return sum(source.articles - source.known for source in self.sources)

    @property
    def needs_browser(self) -> bool:
        """Whether all that was fetched is filled by scripts."""
        return bool(self.samples) and all(each.status == "js_shell" for each in self.samples)

    @property
    def works(self) -> bool:
        """Whether articles come out, or would in a browser."""
        return self.needs_browser or any(each.is_article for each in self.samples)


SourceTotal = tuple[str, str, int]  # address and kind of a source, and how many articles it has


def survey(url: str, settings: FetchSettings) -> Survey:
    """Find what a URL leads to, and extract a few of the articles."""
    found: list[DiscoveredUrl] = []
    problems: list[str] = []
    empty: list[str] = []
    totals: list[SourceTotal] = []
    with closing(reader(Limits())) as worker:
        results = explore(
            url, settings, UrlPatterns(), worker,
            on_source=lambda address, kind, count: totals.append((address, kind, count)),
        )  # fmt: skip
        for each in results:
            if isinstance(each, Failure):
                problems.append(f"{each.subject}: {each.message}")
            elif isinstance(each, EmptySource):
                empty.append(f"{each.url}: {each.reason}")
            else:
                found.append(each)
    problems += [] if found else empty
    return Survey(
        url=url,
        sources=sources_of(found, totals),
        samples=tuple(_samples(chosen(found), settings)),
        dates=tuple(date for each in found if (date := _moment(each.date)) is not None),
        problems=tuple(problems),
        was_read=bool(found or empty or totals),
    )


def sources_of(
    found: Sequence[DiscoveredUrl], totals: Sequence[SourceTotal]
) -> tuple[SurveyedSource, ...]:
    """Return the sources that have articles, in the order in which they were read: each with all that it
    has, and how many of them the sources before had."""
    new = Counter(each.source for each in found)
    return tuple(
        SurveyedSource(
            url, kind if kind in ("feed", "sitemap") else "page", count, count - new[url]
        )
        for url, kind, count in totals
        if count
    )


def chosen(found: Sequence[DiscoveredUrl], count: int = SAMPLES) -> list[str]:
    """Return the URLs to try: the newest by their dates, then the others in the order of the page."""
    dated = sorted((each for each in found if each.date), key=lambda each: each.date, reverse=True)
    ordered = dict.fromkeys(each.url for each in (*dated, *found))
    return list(ordered)[:count]


def draft_of(survey: Survey, taken: Sequence[str], now: datetime) -> SiteDraft:
    """Return what is proposed for the site's configuration."""
    host = hostname(survey.url)
    notes = [f"{host}, as it was on {now:%Y-%m-%d}:"]
    notes += [f"  {each}" for each in survey.sources]
    return SiteDraft(
        name=free_name(host, taken),
        start=starts_of(survey.url, survey.sources),
        every=every_for(survey.dates, now),
        js=survey.needs_browser,
        notes=tuple(notes),
    )


def starts_of(url: str, sources: Sequence[SurveyedSource]) -> tuple[str, ...]:
    """Return the start points of runs: the URL, whose feeds and sitemaps are read as well; its feeds
    alone if the sitemaps are an archive, which a run would fetch whole."""
    feeds = tuple(each.url for each in sources if each.kind == "feed")
    archive = sum(each.articles - each.known for each in sources if each.kind == "sitemap") > MANY
    return feeds if feeds and archive else (url,)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None  # sitemaps and feeds write dates in any form
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _samples(urls: Sequence[str], settings: FetchSettings) -> Iterator[SampleArticle]:
    worker: Worker[CleanTask, Cleaned] = Worker(clean, Limits())
    pages = asyncio.run(_fetched(urls, settings))
    with closing(worker):
        for url, page in zip(urls, pages, strict=True):
            if isinstance(page, Failure):
                yield SampleArticle(url, page.kind, problem=page.message)
                continue
            if page.status != 200:
                yield SampleArticle(url, "http_status", problem=f"HTTP status {page.status}")
                continue
            yield _sample(url, worker.call(CleanTask(document_of(page), _SETTINGS)))


_SETTINGS = CleanSettings("text", recorded=True)


def _sample(url: str, cleaned: Cleaned | Failure) -> SampleArticle:
    if isinstance(cleaned, Failure):
        return SampleArticle(url, cleaned.kind, problem=cleaned.message)
    fields = cleaned.record.fields if cleaned.record else {}
    text = " ".join(str(fields.get("text") or "").split())
    return SampleArticle(
        url=url,
        status=cleaned.status,
        title=cleaned.title,
        date=str(fields.get("date") or ""),
        words=cleaned.words,
        opening=text[:OPENING],
        problem=cleaned.status_reason,
        is_article=is_article(cleaned.status),
    )


async def _fetched(urls: Sequence[str], settings: FetchSettings) -> list[Page | Failure]:
    pages = {number: page async for number, page in fetch_pages(urls, settings)}
    return [pages[number] for number in range(len(urls))]
