"""Fixtures: which come out as they should, and of one what was lost and what leaked, to be accepted
or to be told that it must, or must not, be there."""

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from scraper.errors import ConfigError, InputError, OutputError
from scraper.fixtures.case import find
from scraper.fixtures.check import CaseTask, check_case
from scraper.fixtures.judge import squeeze
from scraper.fixtures.make import Choices, dumps
from scraper.fixtures.origin import (
    CaseView,
    keep_acceptance,
    keep_promises,
    view_case,
)
from scraper.models.page import Failure
from scraper.review.jobs import JobProgress
from scraper.review.layout import (
    ViewHead,
    back,
    form_of,
    page,
    parameter,
    setting_of,
)
from scraper.sites.directory import SitesDirectory
from scraper.views.text import Clipped, clipped
from scraper.workers import Limits, run

MOST_BLOCKS = 3_000  # that are shown with buttons
MOST_CHARS = 5_000  # of a block; a longer one is told of by its beginning
SHORT = 4  # a dropped block of fewer words is not offered
CHECK = ("fixtures",)  # the name of the job
_NAME = re.compile(r"[\w-][\w.-]{0,99}/[\w-][\w.-]{0,99}")
_changing = threading.Lock()  # a case is read, judged and written by one request at a time


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the list. `state` is how it came out when all were checked last, "" before that."""

    name: str
    href: str
    state: str = ""
    faults: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a case's page. `state` is "as expected", "leaked" (came out, but is not expected),
    "lost" (expected, but did not come out) or "left out"; `promise` what a person said of it."""

    text: Clipped
    state: str
    reason: str
    promise: str


def fixtures(request: Request) -> Response:
    """The list of all cases."""
    setting = setting_of(request)
    root = setting.places.fixtures
    problem = ""
    try:
        names = [directory.relative_to(root).as_posix() for directory in find(root)]
    except ConfigError as error:
        names, problem = [], str(error)
    job = setting.jobs.get(CHECK)
    states: Mapping[str, tuple[str, int]] = job.result if job and job.result else {}
    rows = [CaseRow(name, case_address(name), *states.get(name, ())) for name in names]
    rows.sort(key=lambda row: (row.state not in ("broken", "differs"), row.name))
    command = setting.places.command("fixture", "check", root)
    about = ViewHead("Fixtures", command, "/fixtures", reload=bool(job and job.runs))
    return page(request, "fixtures.html", about, rows=rows, job=job, problem=problem)


def check(request: Request) -> Response:
    """POST: check all cases, as `scraper fixture check` does."""
    setting = setting_of(request)
    root, place = setting.places.fixtures, setting.site_files()
    tasks = [CaseTask(directory, root, place) for directory in find(root)]
    started = setting.jobs.start(CHECK, lambda watch: _checked(tasks, watch))
    return back("/fixtures", done="" if started else "busy")


def fixture(request: Request) -> Response:
    """One case: its faults, and every paragraph of its page."""
    setting = setting_of(request)
    directory = _directory(request)
    name = directory.relative_to(setting.places.fixtures).as_posix()
    view = setting.desk.do(name, view_case, _task(request, directory, setting.site_files()))
    checked = view.acceptance.checked
    paragraphs = list(_paragraphs(view))
    about = ViewHead(name, setting.places.command("fixture", "accept", directory), "/fixtures")
    faults = [
        (field, clipped(fault, MOST_CHARS))
        for field, found in checked.faults.items()
        for fault in found
    ]
    return page(
        request, "fixture.html", about, name=name, href=case_address(name), checked=checked,
        faults=faults, broken=view.acceptance.broken_promises, seen=_seen(view),
        paragraphs=paragraphs[:MOST_BLOCKS], left_out=max(0, len(paragraphs) - MOST_BLOCKS),
        missing=_missing(view), url=str(view.article.url or ""), done=parameter(request, "done"),
        status=view.article.status, wanted=view.expected["status"],
        mark=setting.places.command("fixture", "mark", directory, "--absent", "TEXT"),
    )  # fmt: skip


def accept(request: Request) -> Response:
    """POST: make what comes out what is expected, as `scraper fixture accept` does."""
    with _changing:
        directory, view = _as_seen(request)
        keep_acceptance(directory, view)
    return back(_href(request, directory), done="accepted")


def mark(request: Request) -> Response:
    """POST: say that a text must, or must not, be there, as `scraper fixture mark` does. Fields:
    text, and promise, which is "present" or "absent"."""
    form = form_of(request)
    text, promise = form.get("text", ""), form.get("promise", "")
    if promise not in ("present", "absent"):
        raise InputError("promise", "must be present or absent")
    chosen = (text.replace("\r\n", "\n"),)
    choices = Choices(present=chosen) if promise == "present" else Choices(absent=chosen)
    with _changing:
        directory, view = _as_seen(request)
        keep_promises(directory, view, choices)
    return back(_href(request, directory), done=promise)


def case_address(name: str) -> str:
    """The address of a case. It holds a digest of its name: nothing in an address is a path."""
    return f"/fixtures/{_digest(name)}"


def named_directory(root: Path, name: str) -> Path | None:
    """The directory of a case to be made; None where the name is none of two words."""
    return root / name if _NAME.fullmatch(name) and name.isprintable() else None


def _digest(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:20]


def _href(request: Request, directory: Path) -> str:
    return case_address(directory.relative_to(setting_of(request).places.fixtures).as_posix())


def _directory(request: Request) -> Path:
    """The case that an address names: it is looked for among those there are. 404 for no case."""
    root = setting_of(request).places.fixtures
    wanted = request.path_params["case"]
    try:
        found = find(root)
    except ConfigError as error:
        raise HTTPException(404, str(error)) from error
    for directory in found:
        if _digest(directory.relative_to(root).as_posix()) == wanted:
            return directory
    raise HTTPException(404, "No such fixture; the list shows those there are.")


def _task(request: Request, directory: Path, place: SitesDirectory) -> CaseTask:
    return CaseTask(directory, setting_of(request).places.fixtures, place)


def _as_seen(request: Request) -> tuple[Path, CaseView]:
    """The case, if it still is as the page with the button showed it. OutputError otherwise."""
    setting, directory = setting_of(request), _directory(request)
    task = _task(request, directory, setting.site_files())
    view = setting.desk.do(str(directory), view_case, task)
    if form_of(request).get("seen") != _seen(view):
        raise OutputError(str(directory), "comes out otherwise than you saw; look at it again")
    return directory, view


def _seen(view: CaseView) -> str:
    shown = dumps(view.expected) + dumps(view.acceptance.expected)
    return sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


def _checked(tasks: list[CaseTask], watch: JobProgress) -> dict[str, tuple[str, int]]:
    """How each case comes out, by its name."""
    watch.total = len(tasks)
    states: dict[str, tuple[str, int]] = {}
    with closing(run(tasks, check_case, Limits(), 1)) as results:
        for task, result in zip(tasks, results, strict=False):
            name = task.directory.relative_to(task.root).as_posix()
            if isinstance(result, Failure):
                states[name] = ("broken", 1)
            else:
                faults = sum(map(len, result.faults.values()))
                states[name] = ("differs" if faults else "as expected", faults)
            watch.advance()
            if watch.is_over():
                break
    return states


def _paragraphs(view: CaseView) -> Iterator[Paragraph]:
    expected = {squeeze(text) for text in view.expected["paragraphs"]}
    for block in view.article.blocks:
        text = squeeze(block.text)
        wanted = text in expected
        if not text or not (block.kept or wanted or len(text.split()) >= SHORT):
            continue
        state = {
            (True, True): "as expected",
            (True, False): "leaked",
            (False, True): "lost",
            (False, False): "left out",
        }[block.kept, wanted]
        yield Paragraph(clipped(block.text, MOST_CHARS), state, block.reason, _promise(view, text))


def _promise(view: CaseView, text: str) -> str:
    for field, said in (("absent", "must not be there"), ("present", "must be there")):
        if any(squeeze(part) in text for part in view.expected.get(field, ())):
            return said
    return ""


def _missing(view: CaseView) -> list[Clipped]:
    """Expected paragraphs that no block of the page has as they are."""
    there = {squeeze(block.text) for block in view.article.blocks}
    wanted = view.expected["paragraphs"]
    return [clipped(text, MOST_CHARS) for text in wanted if squeeze(text) not in there]
