"""What the stored pages of a host have in common, learned and written down.

    host -> newest captures -> worker: the shape of each page -> SiteKnowledge -> its file

Orders the steps; `extraction/site/learn.py` decides what pages have in common.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from scraper.errors import ConfigError, StoreError
from scraper.extraction.site.learn import MIN_PAGES, learn
from scraper.extraction.site.page_shape import PageShape
from scraper.models.document import document_of
from scraper.models.failure import Failure
from scraper.models.site import SiteKnowledge
from scraper.pipelines.clean import shape
from scraper.pipelines.clean_task import CleanSettings, CleanTask, ShapedPage
from scraper.pipelines.replay import CaptureChoice, chosen
from scraper.sites.directory import knowledge_file
from scraper.sites.knowledge import save_knowledge
from scraper.store import Store
from scraper.urls import normal_host
from scraper.workers import Limits, run

PAGES = 300  # newest pages of a host that are learned from; more say the same again
BELIEVED_FROM = MIN_PAGES
"""Different pages from which on texts and places that recur count as the site's template."""

OnFailure = Callable[[Failure], None]


@dataclass(frozen=True, slots=True)
class LearningPlan:
    """Which pages to learn from, and in which processes."""

    host: str
    pages: int = PAGES
    limits: Limits = Limits()  # noqa: RUF009  # a frozen value
    jobs: int | None = None  # None: one process for each core


def learn_site(store: Store, plan: LearningPlan, on_failure: OnFailure) -> SiteKnowledge:
    """Return what the newest stored pages of a host have in common.

    A page that can't be read or judged goes to `on_failure`, and teaches nothing. The knowledge
    has no `pages` if no article of the host is stored.
    """
    host = normal_host(plan.host)
    tasks = _tasks(store, host, plan.pages)
    with closing(run(tasks, shape, plan.limits, plan.jobs)) as results:
        return learn(host, _shapes(results, on_failure))


def keep_knowledge(sites: Path, knowledge: SiteKnowledge) -> Path:
    """Write knowledge into the directory of site files, and return its file. Raises OutputError."""
    path = knowledge_file(sites, knowledge.host)
    save_knowledge(path, knowledge)
    return path


def known_file(sites: Path, host: str) -> Path:
    """Return the file with what was learned of a host. Raises ConfigError if nothing was learned."""
    path = knowledge_file(sites, host)
    if not path.is_file():
        message = f"nothing was learned of {host}; `scraper site learn {host}` learns it"
        raise ConfigError(str(path), message)
    return path


def _tasks(store: Store, host: str, pages: int) -> Iterator[CleanTask | Failure]:
    entries = (e for e in chosen(store, CaptureChoice(site=host)) if normal_host(e.host) == host)
    for entry in islice(entries, pages):
        try:
            yield CleanTask(document_of(store.get(entry.id)), CleanSettings())
        except StoreError as error:  # one page that can't be read teaches nothing
            yield Failure(entry.final_url, "unreadable", error.message)


def _shapes(results: Iterator[ShapedPage | Failure], on_failure: OnFailure) -> Iterator[PageShape]:
    for result in results:
        if isinstance(result, Failure):
            on_failure(result)
        elif result.page is not None:
            yield result.page
