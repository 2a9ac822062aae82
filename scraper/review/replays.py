"""Stored pages extracted again and compared with what was kept: the worst first."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from scraper.evaluate.compare import DIFFERENT, PageDifference, ReplayTally, sites_table
from scraper.evaluate.report import TextTable
from scraper.pipelines.clean_task import CleanSettings
from scraper.pipelines.replay import (
    CaptureChoice,
    Comparison,
    ReplayPlan,
    ReplayTask,
    chosen,
    replayed,
)
from scraper.review.jobs import JobProgress
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
from scraper.sites.directory import SitesDirectory
from scraper.store import Store
from scraper.urls import normal_host
from scraper.views.safe_text import Clipped, clipped_lines
from scraper.workers import Limits

SAMPLE, MOST_SAMPLE = 200, 10_000
WORST = 50  # captures that changed most, which are shown
SHOWN_LINES, MOST_LINE = 40, 2_000


@dataclass(frozen=True, slots=True)
class DifferingPage:
    """A page that differs, with what it lost and gained."""

    page: PageDifference
    lost: tuple[Clipped, ...]
    gained: tuple[Clipped, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class ReplayView:
    """The result of a replay."""

    table: TextTable
    pages: int
    new: int
    share: float
    fields: tuple[tuple[str, int], ...]
    worst: tuple[DifferingPage, ...]


def replay(request: Request) -> Response:
    """Show the result of the last replay of these pages. The parameters are site and sample."""
    context = context_of(request)
    site = normal_host(parameter(request, "site").strip())
    sample = number(request, "sample", SAMPLE, MOST_SAMPLE) or SAMPLE
    job = context.jobs.get(_name(site, sample))
    words = ["replay", "--sample", str(sample), "--diff", *(["--site", site] if site else [])]
    head = ViewHead("Replay", context.paths.command(*words), "/replay", bool(job and job.running))
    return view_response(
        request, "replay.html", head, site=site, sample=sample, most=MOST_SAMPLE, job=job,
        found=job.result if job else None, done=parameter(request, "done"),
    )  # fmt: skip


def start_replay(request: Request) -> Response:
    """POST: extract a sample of the stored pages again. Fields: site, sample."""
    context, form = context_of(request), form_of(request)
    site = normal_host(form.get("site", "").strip())
    sample = page_count(form.get("sample", ""), MOST_SAMPLE)
    root, sites = context.paths.store, context.site_files()
    started = context.jobs.start(
        _name(site, sample),
        lambda progress: _replay(root, sites, CaptureChoice(site=site, sample=sample), progress),
    )
    running = context.jobs.get(_name(site, sample))
    done = "" if started or (running and running.running) else "busy"
    return redirect(address("/replay", site=site, sample=sample, done=done))


def _name(site: str, sample: int) -> tuple[str, ...]:
    return ("replay", site, str(sample))


def _replay(
    root: Path, sites: SitesDirectory, choice: CaptureChoice, progress: JobProgress
) -> ReplayView:
    tally = ReplayTally(WORST)
    task = ReplayTask(None, root, Comparison(root), CleanSettings(sites=sites))
    with Store.reader(root) as store:
        entries = list(chosen(store, choice))
    progress.total = len(entries)
    with closing(replayed(entries, ReplayPlan(choice, task, Limits(), 1))) as results:
        for result in results:
            tally.add(result.page)
            progress.advance()
            progress.found = sum(map(tally.count, DIFFERENT))
            if progress.is_over():
                break
    return ReplayView(
        sites_table(tally),
        tally.pages,
        tally.count("new"),
        tally.share(),
        tuple(sorted(tally.fields.items(), key=lambda item: -item[1])),
        tuple(map(_worst, tally.worst)),
    )


def _worst(found: PageDifference) -> DifferingPage:
    lost, gained = (
        clipped_lines(texts, SHOWN_LINES, MOST_LINE)
        for texts in (found.found.lost, found.found.gained)
    )
    left_out = len(found.found.lost) + len(found.found.gained) - len(lost) - len(gained)
    return DifferingPage(found, lost, gained, left_out)
