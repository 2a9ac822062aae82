"""One URL to its article in one call, for scripts and notebooks."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar

from scraper.article import Article
from scraper.errors import FetchError
from scraper.fetch import FetchSettings, fetch_page
from scraper.models.article import Favor, Include
from scraper.models.document import document_of
from scraper.models.failure import Failure
from scraper.models.site import SiteProfile
from scraper.models.times import utc_now
from scraper.pipelines.extract_many import ExtractSettings, ExtractTask, extract_one
from scraper.pipelines.refusal import accepted
from scraper.workers import Limits, Worker

T = TypeVar("T")


def fetch_article(
    url: str,
    settings: FetchSettings | None = None,
    *,
    favor: Favor = "balanced",
    include: Include | None = None,
    site: SiteProfile | None = None,
) -> Article:
    """Fetch a URL and return its article. Works where an event loop runs, as in a notebook.

    Raises FetchError if there is no article to be made: the URL can't be fetched, robots.txt asks
    to stay away, the answer is an error or not whole, or the page took too much time or
    memory to extract, which is done in a process of its own. `FetchError.kind` says which. A page
    that came and is no content, such as a consent wall, is an `Article` with that `status`. Raises
    ConfigError for settings that make no sense, and TypeError for a URL that is no text.

    Each call asks for robots.txt and knows nothing of the calls before: for many URLs of a site
    use `fetch_pages`, which keeps a pace, and `extract_many`.

        article = scraper.fetch_article("https://example.org/story")
    """
    asked = ExtractSettings(favor, Include.of(include), site)
    page = accepted(run_coroutine(fetch_page(url, settings)), utc_now())
    if isinstance(page, Failure):
        raise FetchError(page.subject, page.message, page.kind)
    article = _in_a_process(ExtractTask(page.url, document_of(page), asked))
    if isinstance(article, Failure):
        raise FetchError(article.subject, article.message, article.kind)
    return article


def run_coroutine(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return what a coroutine returns; if this thread has an event loop already, which can't wait,
    run it on a loop in another thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    with ThreadPoolExecutor(1, "fetch") as thread:
        runner = _Stoppable(coroutine)
        try:
            return thread.submit(asyncio.run, runner.run()).result()
        except BaseException:  # such as Ctrl-C: nothing goes on unseen
            runner.stop()
            raise


class _Stoppable(Generic[T]):
    """A coroutine that another thread can stop."""

    def __init__(self, coroutine: Coroutine[Any, Any, T]) -> None:
        self._coroutine = coroutine
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[Any] | None = None

    async def run(self) -> T:
        """Await the coroutine, as a task that `stop` can reach."""
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        return await self._coroutine

    def stop(self) -> None:
        """Cancel the coroutine, if it still runs."""
        if self._loop is not None and self._task is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._task.cancel)


def _in_a_process(task: ExtractTask) -> Article | Failure:
    worker: Worker[ExtractTask, Article] = Worker(extract_one, Limits())
    try:
        return worker.call(task)
    finally:
        worker.close()
