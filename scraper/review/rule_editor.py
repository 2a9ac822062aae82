"""Views of site rules: an editor that shows, before anything is written, what a rule does to the
stored pages of its host."""

import re
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from scraper.errors import ConfigError, OutputError
from scraper.models.page import Failure
from scraper.pipelines.page_article import place_of
from scraper.pipelines.replay import CaptureChoice, TriedPage
from scraper.pipelines.rule_trial import (
    DeadSelector,
    MonthOfTrial,
    RulesDraft,
    by_month,
    check_draft,
    dead_selectors,
    draft_of,
    drafted,
    save_draft,
    tried,
)
from scraper.review.jobs import BackgroundJob, JobProgress
from scraper.review.layout import (
    ViewHead,
    address,
    context_of,
    form_of,
    number,
    page_count,
    parameter,
    redirect,
    view_response,
)
from scraper.sites.profiles import all_rules
from scraper.sites.rules_file import SELECTORS
from scraper.sites.trial import inline_faults
from scraper.store.search.reader import Reader
from scraper.urls import normal_host
from scraper.views.safe_text import Clipped, clipped_lines
from scraper.workers import Limits

SAMPLE, MOST_SAMPLE = 100, 5_000  # stored pages a draft is tried on
MOST_HOSTS = 500
SHOWN_PAGES, SHOWN_LINES, MOST_LINE = 30, 30, 1_000
_HOST = re.compile(r"[^\W_]([\w.-]{0,251}[^\W_])?")


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A stored page that a draft changes."""

    id: str
    url: str
    outcome: str
    lost: tuple[Clipped, ...]
    gained: tuple[Clipped, ...]


@dataclass(slots=True)
class RulesTrial:
    """What a draft does to the stored pages of its host."""

    pages: int = 0
    months: dict[str, MonthOfTrial] = field(default_factory=dict)
    dead: list[DeadSelector] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    changed: list[ChangedPage] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def rules(request: Request) -> Response:
    """List the hosts that have rules, and those that have stored pages only."""
    context = context_of(request)
    tables, problem = {}, ""
    try:
        tables = dict(sorted(all_rules(place_of(context.paths.sites)).items()))
    except ConfigError as error:
        problem = str(error)
    hosts: list[str] = []
    if context.indexer.path.is_file():
        with Reader(context.indexer.path) as reader:
            hosts = [host for host in reader.hosts(MOST_HOSTS) if host not in tables]
    head = ViewHead("Rules", context.paths.command("rule", "test"), "/rules")
    return view_response(request, "rules.html", head, tables=tables, hosts=hosts, problem=problem)


def editor(request: Request) -> Response:
    """Show the rules of a host, and what a draft of them does. The parameters are kind and selector
    to add one selector, or draft for one that was tried, and sample."""
    context, host = context_of(request), _host(request)
    kind, selector = parameter(request, "kind"), parameter(request, "selector").strip()
    tried_before = parameter(request, "draft")
    sample = number(request, "sample", SAMPLE, MOST_SAMPLE) or SAMPLE
    draft, problem = _draft(request, host, kind, selector), ""
    if tried_before:
        job = context.jobs.get(_name(host, tried_before, sample))
        if job is None:
            raise HTTPException(404, "This draft is no longer kept; begin again from the file.")
    else:
        job = context.jobs.get(_name(host, _draft_name(draft), sample))
    if job is not None:
        draft = job.subject
    elif draft.text != draft.before:
        problem = _problem(draft)
    words = ["rule", "test", host, "--sample", str(sample)]
    if selector and kind:
        words += [f"--{kind.replace('_', '-')}", selector]
    head = ViewHead(f"Rules of {host}", context.paths.command(*words), "/rules", _is_running(job))
    return view_response(
        request, "rule.html", head, host=host, draft=draft, job=job, trial=job.result if job else None,
        problem=problem, kind=kind or "drop", selector=selector, kinds=SELECTORS, sample=sample,
        most=MOST_SAMPLE, before=_digest(draft.before),
        done=parameter(request, "done"),
    )  # fmt: skip


def try_rules(request: Request) -> Response:
    """POST: try a draft on stored pages, as `scraper rule test` does. Fields: text, sample."""
    context, host, form = context_of(request), _host(request), form_of(request)
    sample = page_count(form.get("sample", ""), MOST_SAMPLE)
    draft = _sent_draft(request, host)
    check_draft(draft)
    paths = context.paths
    name = _name(host, _draft_name(draft), sample)
    started = context.jobs.start(
        name, lambda progress: _trial(paths.store, paths.sites, draft, sample, progress), draft
    )
    where = address(f"/rules/{host}", draft=_draft_name(draft), sample=sample)
    if not started and context.jobs.get(name) is None:
        return redirect(f"/rules/{host}", done="busy")
    return redirect(where)


def save_rules(request: Request) -> Response:
    """POST: write a draft into its file. Fields: text, and before, a digest of what the file said."""
    context, host = context_of(request), _host(request)
    draft = _sent_draft(request, host)
    if form_of(request).get("before") != _digest(draft.before):
        raise OutputError(
            str(draft.path), "has changed meanwhile; begin again from what it says now"
        )
    save_draft(context.paths.sites, draft)
    return redirect(f"/rules/{host}", done="saved")


def _host(request: Request) -> str:
    host = normal_host(request.path_params["host"])
    if not _HOST.fullmatch(host) or ".." in host:
        raise HTTPException(404, "That is not a name of a host.")
    return host


def _draft(request: Request, host: str, kind: str, selector: str) -> RulesDraft:
    if selector and kind not in SELECTORS:
        raise HTTPException(400, f"'kind' must be one of {', '.join(SELECTORS)}.")
    added = {kind: (selector,)} if selector else {}
    return draft_of(context_of(request).paths.sites, host, added)


def _sent_draft(request: Request, host: str) -> RulesDraft:
    """Return the text of a form as a draft of the file as it is now."""
    now = draft_of(context_of(request).paths.sites, host, {})
    text = form_of(request).get("text", "").replace("\r\n", "\n")
    return RulesDraft(now.host, now.path, text, now.before)


def _problem(draft: RulesDraft) -> str:
    """Return what is wrong with a draft, "" if it can be tried."""
    try:
        check_draft(draft)
    except ConfigError as error:
        return str(error)
    return ""


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def _draft_name(draft: RulesDraft) -> str:
    return _digest(draft.text)[:20]


def _name(host: str, draft: str, sample: int) -> tuple[str, ...]:
    return ("rules", host, draft, str(sample))


def _is_running(job: BackgroundJob | None) -> bool:
    return job is not None and job.running


def _trial(
    store: Path, sites: Path, draft: RulesDraft, sample: int, progress: JobProgress
) -> RulesTrial:
    trial = RulesTrial()
    pages: list[TriedPage] = []
    progress.total = sample
    tables = check_draft(draft)
    trial.inline = [fault for table in tables for fault in inline_faults(table)]
    choice = CaptureChoice(site=draft.host, sample=sample)
    with (
        drafted(sites, draft) as directory,
        closing(tried(store, directory, choice, Limits(), 1)) as results,
    ):
        for result in results:
            progress.advance()
            if isinstance(result, Failure):
                trial.failures.append(f"{result.subject}: {result.message}")
            else:
                pages.append(result)
                if result.found.outcome != "same" and len(trial.changed) < SHOWN_PAGES:
                    trial.changed.append(_changed(result))
            if progress.is_over():
                break
    trial.pages, trial.months = len(pages), by_month(pages)
    trial.dead = list(dead_selectors(tables, pages))
    return trial


def _changed(result: TriedPage) -> ChangedPage:
    found = result.found
    return ChangedPage(
        result.entry.id,
        result.entry.final_url,
        found.outcome,
        clipped_lines(found.lost, SHOWN_LINES, MOST_LINE),
        clipped_lines(found.gained, SHOWN_LINES, MOST_LINE),
    )
