"""The results of a run's pages: recorded in the state, counted, or held.

scraped -> a failure, or no article      -> the page waits, with its reason
        -> an article, edited at most    -> recorded
        -> an article, new or rewritten  -> held, and compared with the others at the end of the
                                            site's visit: one text of many pages is an error page
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from scraper.alarms import VisitedText, error_texts, fingerprint
from scraper.models.alarm import PageObservation
from scraper.models.article import is_article
from scraper.models.failure import NEVER_ASKED, Failure
from scraper.models.run_event import RunEvent
from scraper.models.version import article_digest
from scraper.pipelines.clean_task import Cleaned
from scraper.pipelines.scrape_plan import Scraped
from scraper.runs.alarms import observe
from scraper.runs.progress import Tell, pages_not_asked_for, site_ended
from scraper.runs.site_visit import DuePage, HeldResult, SiteVisit
from scraper.runs.state import FailedVisit, PageVisit, State
from scraper.schedule.due import PublishingRate, VisitResult, after_visit, next_due
from scraper.schedule.quarantine import RefusedVisit, after
from scraper.schedule.withhold import Withheld, site_problem, still
from scraper.store import Store
from scraper.urls import page_key

HELD = 60  # results of a site that are held, with their texts; then the older half is judged
EDITED = 0.3
"""Share of the letters that must stand in lines of the version before, for a text to be an edit of it."""
_QUOTED = 60  # characters of an error page's text in its reason

Clock = Callable[[], datetime]


class PageResults:
    """Takes the results of one run's pages."""

    def __init__(self, state: State, store: Store, tell: Tell, clock: Clock) -> None:
        self._state, self._store, self._tell, self._clock = state, store, tell, clock

    def take(self, visit: SiteVisit, page: DuePage, scraped: Scraped) -> None:
        """Record, count or hold the result of one page; the last page of a site ends its visit."""
        result, tally = scraped.result, visit.tally
        seen = observe(page.key, page.url, scraped, self._clock())
        if isinstance(result, Failure) and result.kind == "not_due":
            tally.waiting += 1
            self._fail(visit, page, "", seen)
        elif isinstance(result, Failure):
            self._count_failure(visit, result)
            if result.not_before:
                visit.ask_rest(result.not_before)
            cause = _cause_of(result, scraped)
            visit.outcomes.append(page.outcome(cause))
            self._fail(visit, page, f"{result.kind}: {result.message}", seen, cause)
        elif not is_article(result.status):
            tally.failed[result.status] += 1
            reason = f"{result.status}: {result.status_reason or 'no article'}"
            visit.outcomes.append(page.outcome(result.status))
            self._fail(visit, page, reason, seen, result.status)
        else:
            self._take_article(visit, page, scraped, seen)
        if visit.open is not None:
            visit.open -= 1

    def settle(self, visit: SiteVisit, *, keep: int = 0) -> None:
        """Compare the texts of the articles that are held, and record those that are articles; the
        newest `keep` stay held."""
        if not visit.held:
            return
        now = self._clock()
        known = self._state.sites.error_texts(visit.name, now)
        texts = [_visited_text(held) for held in visit.held]
        errors = error_texts(texts, known)
        for error in errors:
            self._state.sites.keep_error_text(visit.name, error, now)
        free = len(texts) - keep
        left: list[HeldResult] = []
        for place, (held, text) in enumerate(zip(visit.held, texts, strict=True)):
            count = errors.get(text.fingerprint, 0) if text.fingerprint != text.before else 0
            if count:
                self._refuse(visit, held, count)
            elif place < free:
                self._record(visit, held.page, held.scraped, held.observation)
            else:
                left.append(held)
        visit.held = left

    def finish(self, visit: SiteVisit, started: datetime) -> None:
        """End the visit to a site all of whose pages were visited: keep whether the site is withheld,
        which articles are gone, and when the site is due again."""
        name, sites = visit.name, self._state.sites
        visit.tally.complete = True
        self.report_rest(visit)
        self.keep_withheld(visit, started)
        withheld = sites.withheld(name)
        if withheld is None:
            visit.tally.gone = self._state.articles.mark_gone(name, self._clock())
        before = sites.last_visit(name)
        articles = self._state.articles
        done = VisitResult(
            started,
            articles.count_after(name, before.seq) if before else 0,
            articles.last_seq(),
            visit.tally.unreachable,
            visit.rest_until,
            withheld.probes if withheld else None,
        )
        sites.keep_visit(name, after_visit(before, done, visit.site.every))
        self._tell(site_ended(name, visit.tally))

    def report_rest(self, visit: SiteVisit) -> None:
        """Report the hosts that are left alone, each once with the pages that wait for it."""
        for reason, count in visit.left_alone.items():
            self._tell(pages_not_asked_for(visit.name, reason, count))
        visit.left_alone.clear()

    def keep_withheld(self, visit: SiteVisit, started: datetime) -> None:
        """Keep whether the site is withheld, by what its pages gave until now."""
        before = visit.withheld
        if visit.blocked and before is not None:
            cause = visit.outcomes[-1].cause if visit.outcomes else ""
            found: Withheld | None = still(before, cause)
        else:
            found = site_problem(visit.outcomes, started)
            if found is not None and before is not None:
                found = replace(found, since=before.since)
        visit.tally.withheld = found.cause if found else ""
        self._state.sites.withhold(visit.name, found)

    def release(self, visit: SiteVisit) -> None:
        """Let all pages that waited for their site be visited now."""
        assert visit.withheld is not None, "only a site that was withheld is released"  # noqa: S101
        waiting = self._state.pages.waiting_for_site(visit.name, visit.withheld.since)
        for page in waiting:
            self._store.visits.release(page.url)
        self._state.pages.make_due((page.key for page in waiting), self._clock())

    def _take_article(
        self, visit: SiteVisit, page: DuePage, scraped: Scraped, seen: PageObservation | None
    ) -> None:
        """Record an article that is as it was, or was edited; hold one that is new or rewritten."""
        fields = _fields_of(scraped)
        newest = self._state.articles.newest(_article_key(scraped))
        title, text = str(fields["title"]), str(fields["text"])
        if newest is not None and (
            newest.digest == article_digest(title, text) or _is_edited(newest.text, text)
        ):
            self._record(visit, page, scraped, seen)
            return
        before = "" if newest is None else fingerprint(newest.title, newest.text)
        visit.held.append(HeldResult(page, scraped, seen, before))
        if len(visit.held) > HELD:
            self.settle(visit, keep=HELD // 2)

    def _record(
        self, visit: SiteVisit, page: DuePage, scraped: Scraped, seen: PageObservation | None
    ) -> None:
        """Record an article."""
        result, tally = scraped.result, visit.tally
        assert isinstance(result, Cleaned), "articles alone are recorded"  # noqa: S101
        made = self._visit_of(visit, page, scraped, result)
        change = self._state.record(replace(made, observation=seen))
        setattr(tally, change, getattr(tally, change) + 1)
        tally.measure(result.words, result.record.reasons if result.record else {})
        visit.outcomes.append(page.outcome(""))

    def _refuse(self, visit: SiteVisit, held: HeldResult, count: int) -> None:
        """Keep that a page gave the text of an error page."""
        page, scraped, now = held.page, held.scraped, self._clock()
        text = " ".join(str(_fields_of(scraped)["text"] or _fields_of(scraped)["title"]).split())
        short = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}..."
        reason = f'{count} pages of one visit gave one and the same text, "{short}"'
        if count == 1:
            reason = f'the text of an error page that other pages gave before, "{short}"'
        self._store.note(scraped.id, status="soft_404")
        refused = RefusedVisit(page.url, "soft_404", reason, capture=scraped.id)
        self._store.visits.quarantine(after(None, refused, now))
        visit.tally.failed["soft_404"] += 1
        visit.outcomes.append(page.outcome("same_text"))
        seen = PageObservation(page.key, page.url, now, "soft_404", reason)
        self._fail(visit, page, f"soft_404: {reason}", seen, "same_text")

    def _fail(
        self,
        visit: SiteVisit,
        page: DuePage,
        problem: str,
        seen: PageObservation | None,
        cause: str = "",
    ) -> None:
        """Keep a page that gave no article; it waits as long as the store's quarantine says."""
        now = self._clock()
        held = self._store.visits.quarantined(page.url)
        again = held.not_before if held else next_due(now, visit.site.every, PublishingRate())
        problem = problem or (f"{held.kind}: {held.reason}" if held else "")
        self._state.record_failure(
            FailedVisit(page.key, page.url, visit.name, problem, again, now, seen, cause)
        )

    def _count_failure(self, visit: SiteVisit, failure: Failure) -> None:
        """Count and report a page that failed; one that was never asked for, with the others of its
        host."""
        if failure.kind in NEVER_ASKED:
            visit.tally.not_asked[failure.kind] += 1
            waiting = visit.left_alone.get(failure.message, 0)
            visit.left_alone[failure.message] = waiting + 1
            return
        visit.tally.failed[failure.kind] += 1
        self._tell(RunEvent("warning", f"{failure.subject}: {failure.message}", visit.name))

    def _visit_of(
        self, visit: SiteVisit, page: DuePage, scraped: Scraped, result: Cleaned
    ) -> PageVisit:
        """Return the visit to a page that gave an article. The article's key is that of the address it
        was found at, which is one where several URLs lead to it."""
        record = result.record
        assert record is not None, "what was stored has one"  # noqa: S101
        return PageVisit(
            key=page.key,
            url=page.url,
            site=visit.name,
            article=_article_key(scraped),
            payload=scraped.rendered or self._store.find(scraped.id).digest,
            capture=scraped.id,
            stamp=str(record.stamp),
            fields=record.fields,
            markdown=result.output,
            now=self._clock(),
            recheck=visit.site.recheck,
            recheck_for=visit.site.recheck_for,
            blocks=record.lines,
            watched=visit.is_watched(page.key),
        )


def _cause_of(failure: Failure, scraped: Scraped) -> str:
    if failure.kind != "http_status":
        return failure.kind
    return f"http_{(scraped.request or {}).get('status', 0)}"


def _article_key(scraped: Scraped) -> str:
    assert scraped.request is not None, "what was stored has one"  # noqa: S101
    return page_key(scraped.request["final_url"])


def _fields_of(scraped: Scraped) -> dict[str, object]:
    result = scraped.result
    assert isinstance(result, Cleaned) and result.record is not None  # noqa: S101
    return result.record.fields


def _visited_text(held: HeldResult) -> VisitedText:
    fields = _fields_of(held.scraped)
    return VisitedText(
        page=held.page.key,
        article=_article_key(held.scraped),
        title=str(fields["title"]),
        text=str(fields["text"]),
        canonical=page_key(str(fields["url"])) if fields.get("url") else "",
        before=held.before,
        dated=bool(fields["date"]),
    )


def _is_edited(before: str, now: str) -> bool:
    """Say whether a text has enough lines of the one before to be an edit of it."""
    known = {" ".join(line.split()) for line in before.splitlines()}
    lines = [" ".join(line.split()) for line in now.splitlines()]
    return sum(len(line) for line in lines if line in known) >= EDITED * sum(map(len, lines)) > 0
