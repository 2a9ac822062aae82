"""What a store does for a run that fetches pages: spares requests, keeps pages and verdicts.

URL --> recall, validators, robots (before its request)
page --> keep (the page as stored is what is extracted) --> record (its verdict and extraction)
"""

from dataclasses import replace

from scraper.errors import NotDecodable, NotStorable, NotStored, PageErased, StoreDamaged
from scraper.models.article import is_article
from scraper.models.failure import Failure
from scraper.models.page import Page, RobotsFile, Validators
from scraper.pipelines.clean_task import Cleaned
from scraper.pipelines.refusal import refusal
from scraper.pipelines.scrape_plan import Scraped, ScrapePlan
from scraper.schedule.quarantine import UNJUDGED, RefusedVisit, after
from scraper.store import Extractions, Store


class Captures:
    """A store as a run uses it; a `scraper.fetch.KnownPages`. Safe to call from threads."""

    def __init__(self, store: Store, plan: ScrapePlan) -> None:
        self._store = store
        self._plan = plan
        self._extractions = Extractions.writer(store.root)

    def close(self) -> None:
        """Close what was opened beside the store; the store itself stays open."""
        self._extractions.close()

    def recall(self, url: str) -> Page | Failure | None:
        """Return what to answer in place of a request; None to make one."""
        if erasure := self._store.erased.covering(url):
            return Failure(url, "erased", f"{erasure.refusal}; it is not fetched")
        if self._plan.only_due:
            held = self._store.visits.quarantined(url)
            if held is not None and held.not_before > self._plan.clock():
                until = f"in quarantine until {held.not_before:%Y-%m-%d %H:%M} UTC"
                return Failure(url, "not_due", f"{until}: {held.reason}")
        return self._recent(url) if self._plan.max_age else None

    def validators(self, url: str) -> Validators | None:
        """Return what to ask with whether a URL has changed; None to ask for the whole page."""
        return None if self._plan.refetch else self._store.visits.validators(url)

    def robots(self, origin: str) -> RobotsFile | None:
        """Return the last robots.txt of a site, None if none is known."""
        return self._store.visits.robots(origin)

    def keep_robots(self, file: RobotsFile) -> None:
        """Remember a robots.txt."""
        self._store.visits.keep_robots(file)

    def keep(self, page: Page) -> Page | Failure:
        """Store a page and return it as the store gives it back: what was kept is what is cleaned.
        A page that came from the store is returned as it is."""
        if page.id:
            return page
        try:
            key = self._store.put(page)
        except PageErased as error:  # where a redirect led
            return Failure(page.url, "erased", error.message)
        except NotStorable as error:  # one odd answer must not end the run
            return Failure(page.url, "unreadable", f"{error.message}; the answer was not stored")
        return self._given_back(key, page)

    def _given_back(self, key: str, page: Page) -> Page | Failure:
        """Return a page as the store has it; as it came, if its body is not in the encoding that it names."""
        try:
            return replace(self._store.get(key), unrendered=page.unrendered)
        except NotDecodable as error:
            if not page.unchanged:
                return replace(page, id=key)
            return Failure(page.url, "bad_encoding", f"unchanged since: {error.message}")
        except StoreDamaged as error:
            if not page.unchanged:
                raise
            message = f"unchanged, but what is stored of it is damaged (--refetch): {error.message}"
            return Failure(page.url, "unreadable", message)

    def record(self, scraped: Scraped, page: Page | Failure) -> None:
        """Keep the verdict on a page, and what was extracted, to be compared with later versions."""
        self._note(scraped, page)
        result = scraped.result
        if isinstance(result, Cleaned) and result.record:
            self._extractions.keep(scraped.id, result.record.stamp, result.record.fields)

    def _recent(self, url: str) -> Page | None:
        now = self._plan.clock()
        try:
            entry = self._store.find(url)
            fresh = not entry.is_dated_ahead(now) and now - entry.fetched_at < self._plan.max_age
            page = self._store.get(entry.id) if fresh else None
        except (NotStored, NotDecodable, StoreDamaged):
            return None
        return page if page is not None and refusal(page, now) is None else None

    def _note(self, scraped: Scraped, page: Page | Failure) -> None:
        """Keep the verdict, and put the URL into quarantine or take it out."""
        result, now = scraped.result, self._plan.clock()
        if isinstance(result, Cleaned):
            self._store.note(
                scraped.id, status=result.status, title=result.title, words=result.words
            )
            if is_article(result.status):
                self._store.visits.release(scraped.url)
                return
        elif result.kind in UNJUDGED or self._store.erased.covers(scraped.url):
            return
        elif scraped.id:
            self._store.note(scraped.id, status=result.kind)
        visit = _refused(scraped, page)
        held = self._store.visits.quarantined(visit.url)
        self._store.visits.quarantine(after(held, visit, now))


def _refused(scraped: Scraped, page: Page | Failure) -> RefusedVisit:
    """Return the visit that gave no article, as the quarantine judges it."""
    result = scraped.result
    if isinstance(result, Cleaned):
        reason = result.status_reason or f"a page of kind {result.status}"
        return RefusedVisit(scraped.url, result.status, reason, capture=scraped.id)
    return RefusedVisit(
        scraped.url,
        result.kind,
        result.message,
        status=page.status if isinstance(page, Page) else 0,
        not_before=result.not_before,
        capture=scraped.id,
    )
