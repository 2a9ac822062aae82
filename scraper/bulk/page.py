"""The work on one page, done in the process that is kept for pages."""

import os
import threading
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scraper.pipelines.clean_task import PageTask
from scraper.pipelines.page_article import article_of, site_of
from scraper.render import to_dict
from scraper.workers import Limits, Worker


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """What a part has of a page: its address, and its fields as `Article.to_dict` gives them."""

    name: str
    url: str | None
    fields: Mapping[str, Any]


def extract_page(task: PageTask) -> ExtractedPage:
    """Extract one page. Raises InputError where its file can't be read."""
    opened = task.opened()
    document, settings = opened.document, opened.settings
    article = article_of(document, settings, site_of(document, settings.sites))
    return ExtractedPage(document.name, document.url, to_dict(article, include=settings.include))


PageWorker = Worker[PageTask, ExtractedPage]


class _KeptWorker:
    """A process for pages, as long as the thread lives that it was started for."""

    def __init__(self, limits: Limits) -> None:
        self.worker: PageWorker = Worker(extract_page, limits)
        self.limits, self.owner = limits, os.getpid()
        weakref.finalize(self, _close, self.worker, self.owner)

    def serves(self, limits: Limits) -> bool:
        """Say whether it has these limits. It serves no process that was forked from its owner."""
        return self.limits == limits and self.owner == os.getpid()


def _close(worker: PageWorker, owner: int) -> None:
    if owner == os.getpid():
        worker.close()


class _OfThread(threading.local):
    kept: _KeptWorker | None = None


_of_thread = _OfThread()


def page_worker(limits: Limits) -> PageWorker:
    """Return the process for pages of this thread, which is kept for the next call: to start one takes as
    long as twenty pages, and engines call for one archive after the other."""
    kept = _of_thread.kept
    if kept is None or not kept.serves(limits):
        kept = _of_thread.kept = _KeptWorker(limits)
    return kept.worker
