"""Views of site rules: an editor that shows, before anything is written, what a rule does to the
stored pages of its host."""

import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from scraper.errors import ConfigError, OutputError
from scraper.pipelines.page_article import place_of
from scraper.pipelines.rule_trial import (
    RulesDraft,
    check_draft,
    draft_of,
    save_draft,
)
from scraper.review.jobs import BackgroundJob
from scraper.review.layout import (
    FIRST_WAIT,
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
from scraper.review.leak_places import Leak
from scraper.review.rule_trials import try_draft
from scraper.sites.profiles import all_rules
from scraper.sites.rules_file import SELECTORS
from scraper.store.search.reader import Reader
from scraper.urls import normal_host

SAMPLE, MOST_SAMPLE = 100, 5_000  # stored pages a draft is tried on
MOST_HOSTS = 500  # of the store that are looked through
_HOST = re.compile(r"[^\W_]([\w.-]{0,251}[^\W_])?")


@dataclass(frozen=True, slots=True)
class TriedDraft:
    """A draft that is tried, and the block that it is for, if it is for one."""

    draft: RulesDraft
    leak: Leak | None = None


def rules(request: Request) -> Response:
    """List the hosts that have rules, and those that have stored pages only. The parameter host opens
    the rules of one."""
    context = context_of(request)
    if wanted := normal_host(parameter(request, "host").strip()):
        return redirect(f"/rules/{quote(wanted, safe='')}")
    tables, problem = {}, ""
    try:
        tables = dict(sorted(all_rules(place_of(context.paths.sites)).items()))
    except ConfigError as error:
        problem = str(error)
    hosts: list[str] = []
    if context.indexer.ready.wait(FIRST_WAIT) and context.indexer.path.is_file():
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
    leak: Leak | None = None
    if job is not None:
        draft, leak = job.subject.draft, job.subject.leak
    elif draft.text != draft.before:
        problem = _problem(draft)
    words = ["rule", "test", host, "--sample", str(sample)]
    if selector and kind:
        words += [f"--{kind.replace('_', '-')}", selector]
    head = ViewHead(f"Rules of {host}", context.paths.command(*words), "/rules", _is_running(job))
    return view_response(
        request, "rule.html", head, host=host, draft=draft, job=job, trial=job.result if job else None,
        problem=problem, kind=kind or "drop", selector=selector, kinds=SELECTORS, sample=sample,
        most=MOST_SAMPLE, before=_digest(draft.before), leak=leak,
        done=parameter(request, "done"),
    )  # fmt: skip


def try_rules(request: Request) -> Response:
    """POST: try a draft on stored pages, as `scraper rule test` does. Fields: text, sample."""
    context, host, form = context_of(request), _host(request), form_of(request)
    sample = page_count(form.get("sample", ""), MOST_SAMPLE)
    draft = _sent_draft(request, host)
    check_draft(draft)
    tried_draft = TriedDraft(draft)
    started = start_trial(request, tried_draft, sample)
    if not started and context.jobs.get(_name(draft.host, _draft_name(draft), sample)) is None:
        return redirect(f"/rules/{host}", done="busy")
    return redirect(trial_address(tried_draft, sample))


def start_trial(request: Request, tried_draft: TriedDraft, sample: int) -> bool:
    """Begin to try a draft on stored pages. Return False if this or other work is under way."""
    context, draft = context_of(request), tried_draft.draft
    store, sites = context.paths.store, context.paths.sites
    return context.jobs.start(
        _name(draft.host, _draft_name(draft), sample),
        lambda progress: try_draft(store, sites, draft, sample, progress),
        tried_draft,
    )


def trial_address(tried_draft: TriedDraft, sample: int) -> str:
    """Return the address of the view that shows a draft being tried."""
    draft = tried_draft.draft
    return address(f"/rules/{draft.host}", draft=_draft_name(draft), sample=sample)


def save_rules(request: Request) -> Response:
    """POST: write a draft into its file. Fields: text, and before, a digest of what the file said."""
    host = _host(request)
    save_sent(request, host)
    return redirect(f"/rules/{host}", done="saved")


def save_sent(request: Request, host: str) -> None:
    """Write the draft of a form into its file. Raises OutputError if the file has changed meanwhile."""
    draft = _sent_draft(request, host)
    if form_of(request).get("before") != _digest(draft.before):
        raise OutputError(
            str(draft.path), "has changed meanwhile; begin again from what it says now"
        )
    save_draft(context_of(request).paths.sites, draft)


def _host(request: Request) -> str:
    name = request.path_params["host"]
    host = normal_host(name)
    if not _HOST.fullmatch(host) or ".." in name:
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
