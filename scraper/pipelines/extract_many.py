"""Many pages to articles, in processes that a hostile page can't take with it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from scraper.arguments import several
from scraper.article import Article
from scraper.models.article import Favor, Include
from scraper.models.document import Document, document_of
from scraper.models.failure import Failure
from scraper.models.page import Page
from scraper.models.site import SiteProfile
from scraper.pipelines.clean_task import CleanSettings
from scraper.pipelines.page_article import article_of
from scraper.workers import Limits, run

Markup = str | bytes | bytearray | memoryview
GivenPage = Markup | tuple[Markup, str | None] | Page
"""A page, a pair of a page and its URL, or a fetched or stored `Page`."""

Progress = Callable[[int, Article | Failure], object]
"""Called after each page with the number of pages done and the last result."""


_DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """How every page is extracted."""

    favor: Favor = "balanced"
    include: Include = Include()  # noqa: RUF009  # a frozen value
    site: SiteProfile | None = None


@dataclass(frozen=True, slots=True)
class ExtractTask:
    """One page for a worker. `name` is what its failure is about."""

    name: str
    page: Document | Markup
    settings: ExtractSettings
    url: str | None = None


def extract_many(  # noqa: PLR0913  # keyword-only settings of the public call
    pages: Iterable[GivenPage],
    *,
    jobs: int | None = None,
    timeout: float = _DEFAULT.cpu,
    memory: int = _DEFAULT.memory,
    progress: Progress | None = None,
    favor: Favor = "balanced",
    include: Include | None = None,
    site: SiteProfile | None = None,
) -> Iterator[Article | Failure]:
    """Yield the article of each page, in the order of the pages; a `Failure` for a page that took
    more than `timeout` seconds of processor time or `memory` bytes, or crashed its process.

    A page is text, bytes, a pair of these and the page's URL, or a `Page`. `jobs` is the number of
    processes (default: every core). Pages are taken as work goes on, a few hundred ahead of the
    reader at most, so neither pages nor articles need to fit in memory. Closing the iterator ends
    the processes. `progress(done, result)` is called after each page, in the caller's thread.

        for article in scraper.extract_many((path.read_bytes() for path in paths), jobs=4):
            ...
    """
    settings = ExtractSettings(favor, Include.of(include), site)
    tasks = (_task(number, page, settings) for number, page in enumerate(several(pages, "pages")))
    with closing(run(tasks, extract_one, Limits(cpu=timeout, memory=memory), jobs)) as results:
        for done, result in enumerate(results, 1):
            if progress is not None:
                progress(done, result)
            yield result


def extract_one(task: ExtractTask) -> Article:
    """Return the article of one page. Runs in a worker."""
    from scraper.extraction import extract  # noqa: PLC0415  # the worker's to load

    how = task.settings
    if isinstance(task.page, Document):
        settings = CleanSettings(include=how.include, favor=how.favor)
        return article_of(task.page, settings, how.site)
    return extract(task.page, url=task.url, favor=how.favor, include=how.include, site=how.site)


def _task(number: int, page: GivenPage, settings: ExtractSettings) -> ExtractTask:
    """Return the task of a page. A memoryview can't cross to a process: its bytes do."""
    if isinstance(page, Page):
        return ExtractTask(page.url, document_of(page), settings)
    markup, url = page if isinstance(page, tuple) else (page, None)
    plain = bytes(markup) if isinstance(markup, memoryview) else markup
    return ExtractTask(url or f"page {number}", plain, settings, url)
