"""From a block with the wrong verdict to a rule and a fixture: a selector of its place is proposed and
tried at once; one click more saves it, and keeps the page as a case that it must not come back."""

from dataclasses import replace
from itertools import count
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from scraper.errors import InputError
from scraper.fixtures.actions import default_name, make_case
from scraper.fixtures.make import Choices
from scraper.pipelines.rule_trial import check_draft, draft_of
from scraper.review import tasks
from scraper.review.fixtures import case_address
from scraper.review.layout import context_of, form_of, redirect
from scraper.review.leak_places import Leak, LeakTask, find_leak
from scraper.review.pages import entry_of
from scraper.review.rule_editor import SAMPLE, TriedDraft, save_sent, start_trial, trial_address
from scraper.store import Entry
from scraper.urls import normal_host

TEACHES = {"drop": "A rule of the site drops: {}", "keep": "A rule of the site keeps: {}"}
MOST_TAUGHT = 80  # characters of the block in what a fixture teaches


def try_rule_for_block(request: Request) -> Response:
    """POST: propose a selector for the place of a block and try it on stored pages. Fields: block, a
    number, and selector, to try another one than is proposed."""
    context, entry, form = context_of(request), entry_of(request), form_of(request)
    leak = _leak(request, entry)
    selector = form.get("selector", "").strip() or (leak.places[0].selector if leak.places else "")
    host = normal_host(entry.host)
    if not selector:
        return redirect(f"/rules/{host}", done="nowhere")
    draft = draft_of(context.paths.sites, host, {leak.kind: (selector,)})
    check_draft(draft)
    tried = TriedDraft(draft, replace(leak, selector=selector))
    if not start_trial(request, tried, SAMPLE):
        return redirect(f"/rules/{host}", kind=leak.kind, selector=selector, done="busy")
    return redirect(trial_address(tried, SAMPLE))


def save_rule_and_fixture(request: Request) -> Response:
    """POST: save a draft, and make a fixture of the page with the block that it is for. Fields: those of
    saving rules, and block."""
    context, entry = context_of(request), entry_of(request)
    host = normal_host(entry.host)
    leak = _leak(request, entry)
    save_sent(request, host)
    stored = tasks.StoredPageTask(
        context.paths.store, entry.id, entry.final_url, context.site_files()
    )
    draft = context.workers.call(entry.final_url, tasks.draft_case, stored)
    text = (leak.text.text,)
    choices = Choices(absent=text) if leak.kind == "drop" else Choices(present=text)
    root = context.paths.fixtures
    directory = _free_directory(root, default_name(draft.origin, draft.article))
    teaches = TEACHES[leak.kind].format(" ".join(leak.text.text.split())[:MOST_TAUGHT])
    make_case(directory, draft.origin, draft.article, choices, teaches)
    return redirect(case_address(directory.relative_to(root).as_posix()), done="ruled")


def _free_directory(root: Path, name: str) -> Path:
    """Return a directory for a case of this name, with a number where there is one already."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(root / one for one in names if not (root / one).exists())


def _leak(request: Request, entry: Entry) -> Leak:
    context, number = context_of(request), form_of(request).get("block", "")
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise InputError("block", "must be the number of a block of the page")
    page = tasks.StoredPageTask(
        context.paths.store, entry.id, entry.final_url, context.site_files()
    )
    found = context.workers.call(entry.final_url, find_leak, LeakTask(page, int(number)))
    if not found:
        raise InputError(entry.final_url, f"has no block {number}; load its blocks again")
    return found[0]
