"""Views of fixtures: which come out as they should; of one what was lost and what leaked, to be
accepted or marked as what must, or must not, be there."""

import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from scraper.errors import ConfigError, InputError, OutputError
from scraper.fixtures.actions import (
    CaseView,
    keep_acceptance,
    keep_promises,
    view_case,
)
from scraper.fixtures.case import META, find
from scraper.fixtures.check import CaseTask, check_case
from scraper.fixtures.judge import squeeze
from scraper.fixtures.make import Choices, dumps
from scraper.models.failure import Failure
from scraper.review.jobs import JobProgress
from scraper.review.layout import (
    ViewHead,
    context_of,
    form_of,
    parameter,
    redirect,
    view_response,
)
from scraper.sites.directory import SitesDirectory
from scraper.text import count_words
from scraper.urls import host_of
from scraper.views.safe_text import Clipped, clipped, line
from scraper.workers import Limits, run

MOST_BLOCKS = 3_000  # that are shown with buttons
MOST_CHARS = 5_000  # of a block; of a longer one the beginning is shown
SHORT = 4  # a dropped block of fewer words is not offered
LEFT_OUT = "left out"
BAD = ("broken", "differs")  # states of cases that are shown first
MOST_META = 1 << 20  # bytes of meta.json
MOST_TAUGHT = 300  # characters of what a case teaches
DONE = {
    "accepted": "Accepted: this is what is expected now.",
    "added": "The fixture is made. Say below what must, or must not, be there.",
    "ruled": "The rule is saved, and the page is a fixture with that block marked below.",
    "present": "Noted: it must be there.",
    "absent": "Noted: it must not be there.",
}
CHECK = ("fixtures",)  # the name of the job
_NAME = re.compile(r"[\w-][\w.-]{0,99}/[\w-][\w.-]{0,99}")
_changing = threading.Lock()  # a case is read, judged and written by one request at a time


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the list. `state` is how it came out at the last check of all, "" before that."""

    name: str
    href: str
    teaches: str = ""
    state: str = ""
    faults: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a case's page. `state` is "as expected", "leaked" (came out, but is not expected),
    "lost" (expected, but did not come out) or "left out"; `promise` is what a person asked of it."""

    text: Clipped
    state: str
    reason: str
    promise: str


def fixtures(request: Request) -> Response:
    """List all cases."""
    context = context_of(request)
    root = context.paths.fixtures
    try:
        directories = find(root)
    except ConfigError:  # there is none yet, and the view says how to make one
        directories = []
    job = context.jobs.get(CHECK)
    states: Mapping[str, tuple[str, int]] = job.result if job and job.result else {}
    rows = [_row(directory, root, states) for directory in directories]
    rows.sort(key=lambda row: (row.state not in BAD, row.name))
    command = context.paths.command("fixture", "check", root)
    add = context.paths.command("fixture", "add", "URL", "--into", root)
    head = ViewHead("Fixtures", command, "/fixtures", reload=bool(job and job.running))
    return view_response(
        request, "fixtures.html", head, rows=rows, job=job, root=str(root), add=add,
        bad=sum(row.state in BAD for row in rows),
    )  # fmt: skip


def _row(directory: Path, root: Path, states: Mapping[str, tuple[str, int]]) -> CaseRow:
    name = directory.relative_to(root).as_posix()
    return CaseRow(name, case_address(name), _teaches(directory), *states.get(name, ()))


def _teaches(directory: Path) -> str:
    """Return what a case teaches, in one sentence; "" where its file can't be read, which a check
    reports."""
    try:
        with (directory / META).open("rb") as file:
            found = json.loads(file.read(MOST_META))
    except (OSError, ValueError):
        return ""
    return line(str(found.get("teaches", "")))[:MOST_TAUGHT] if isinstance(found, dict) else ""


def check(request: Request) -> Response:
    """POST: check all cases, as `scraper fixture check` does."""
    context = context_of(request)
    root, sites = context.paths.fixtures, context.site_files()
    tasks = [CaseTask(directory, root, sites) for directory in find(root)]
    started = context.jobs.start(CHECK, lambda progress: _checked(tasks, progress))
    return redirect("/fixtures", done="" if started else "busy")


def fixture(request: Request) -> Response:
    """Show one case: its faults, and every paragraph of its page."""
    context = context_of(request)
    directory = _directory(request)
    name = directory.relative_to(context.paths.fixtures).as_posix()
    view = context.workers.call(name, view_case, _task(request, directory, context.site_files()))
    checked = view.acceptance.checked
    paragraphs = list(_paragraphs(view))
    done = parameter(request, "done")
    head = ViewHead(name, context.paths.command("fixture", "accept", directory), "/fixtures")
    faults = [
        (field, clipped(fault, MOST_CHARS))
        for field, found in checked.faults.items()
        for fault in found
    ]
    return view_response(
        request, "fixture.html", head, name=name, href=case_address(name), checked=checked,
        faults=faults, broken=view.acceptance.broken_promises, seen=_seen(view),
        runs=_runs(paragraphs[:MOST_BLOCKS]), left_out=max(0, len(paragraphs) - MOST_BLOCKS),
        missing=_missing(view), done=DONE.get(done, ""),
        done_host=host_of(str(view.article.url or "")) if done == "ruled" else "",
        status=view.article.status, wanted=view.expected["status"],
        mark=context.paths.command("fixture", "mark", directory, "--absent", "TEXT"),
    )  # fmt: skip


def accept(request: Request) -> Response:
    """POST: let the case expect what comes out, as `scraper fixture accept` does."""
    with _changing:
        directory, view = _as_seen(request)
        keep_acceptance(directory, view)
    return redirect(_href(request, directory), done="accepted")


def mark(request: Request) -> Response:
    """POST: demand that a text is, or is not, there, as `scraper fixture mark` does. Fields: text, and
    promise, which is "present" or "absent"."""
    form = form_of(request)
    text, promise = form.get("text", ""), form.get("promise", "")
    if promise not in ("present", "absent"):
        raise InputError("promise", "must be present or absent")
    chosen = (text.replace("\r\n", "\n"),)
    choices = Choices(present=chosen) if promise == "present" else Choices(absent=chosen)
    with _changing:
        directory, view = _as_seen(request)
        keep_promises(directory, view, choices)
    return redirect(_href(request, directory), done=promise)


def case_address(name: str) -> str:
    """Return the address of a case: a digest of its name, as nothing in an address is a path."""
    return f"/fixtures/{_digest(name)}"


def named_directory(root: Path, name: str) -> Path | None:
    """Return the directory of a case to be made; None unless the name reads site/case."""
    return root / name if _NAME.fullmatch(name) and name.isprintable() else None


def _digest(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:20]


def _href(request: Request, directory: Path) -> str:
    return case_address(directory.relative_to(context_of(request).paths.fixtures).as_posix())


def _directory(request: Request) -> Path:
    """Return the directory of the case that an address names. Answers 404 if there is none."""
    root = context_of(request).paths.fixtures
    wanted = request.path_params["case"]
    try:
        found = find(root)
    except ConfigError as error:
        raise HTTPException(404, str(error)) from error
    for directory in found:
        if _digest(directory.relative_to(root).as_posix()) == wanted:
            return directory
    raise HTTPException(404, "No such fixture; the list shows those there are.")


def _task(request: Request, directory: Path, sites: SitesDirectory) -> CaseTask:
    return CaseTask(directory, context_of(request).paths.fixtures, sites)


def _as_seen(request: Request) -> tuple[Path, CaseView]:
    """Return the case if it is still as the view with the button showed it, else raise OutputError."""
    context, directory = context_of(request), _directory(request)
    task = _task(request, directory, context.site_files())
    view = context.workers.call(str(directory), view_case, task)
    if form_of(request).get("seen") != _seen(view):
        raise OutputError(str(directory), "has changed since you saw it; look at it again")
    return directory, view


def _seen(view: CaseView) -> str:
    shown = dumps(view.expected) + dumps(view.acceptance.expected)
    return sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


def _checked(tasks: list[CaseTask], progress: JobProgress) -> dict[str, tuple[str, int]]:
    """Return how each case comes out, by its name."""
    progress.total = len(tasks)
    states: dict[str, tuple[str, int]] = {}
    with closing(run(tasks, check_case, Limits(), 1)) as results:
        for task, result in zip(tasks, results, strict=False):
            name = task.directory.relative_to(task.root).as_posix()
            if isinstance(result, Failure):
                states[name] = ("broken", 1)
            else:
                faults = sum(map(len, result.faults.values()))
                states[name] = ("differs" if faults else "as expected", faults)
            progress.found += states[name][0] in BAD
            progress.advance()
            if progress.is_over():
                break
    return states


def _paragraphs(view: CaseView) -> Iterator[Paragraph]:
    expected = {squeeze(text) for text in view.expected["paragraphs"]}
    for block in view.article.blocks:
        text = squeeze(block.text)
        wanted = text in expected
        if not text or not (block.kept or wanted or count_words(text) >= SHORT):
            continue
        state = {
            (True, True): "as expected",
            (True, False): "leaked",
            (False, True): "lost",
            (False, False): LEFT_OUT,
        }[block.kept, wanted]
        yield Paragraph(clipped(block.text, MOST_CHARS), state, block.reason, _promise(view, text))


def _runs(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Return neighbours that are left out, and neither promised nor wanted, together."""

    def key(numbered: tuple[int, Paragraph]) -> int:
        number, paragraph = numbered
        return -1 if paragraph.state == LEFT_OUT and not paragraph.promise else number

    return [[one for _, one in run] for _, run in groupby(enumerate(paragraphs), key)]


def _promise(view: CaseView, text: str) -> str:
    for field, said in (("absent", "must not be there"), ("present", "must be there")):
        if any(squeeze(part) in text for part in view.expected.get(field, ())):
            return said
    return ""


def _missing(view: CaseView) -> list[Clipped]:
    """Return the expected paragraphs that no block of the page has as they are."""
    there = {squeeze(block.text) for block in view.article.blocks}
    wanted = view.expected["paragraphs"]
    return [clipped(text, MOST_CHARS) for text in wanted if squeeze(text) not in there]
