"""Stored pages extracted again and compared with what was kept: the worst first."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from scraper.evaluate.compare import PageDifference, ReplayTally, sites_table
from scraper.evaluate.report import TextTable
from scraper.pipelines.clean import CleanSettings
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
    back,
    form_of,
    number,
    page,
    parameter,
    setting_of,
    whole_number,
)
from scraper.sites.directory import SitesDirectory
from scraper.store import Store
from scraper.urls import normal_host
from scraper.views.text import Clipped, clipped_lines
from scraper.workers import Limits

SAMPLE, MOST_SAMPLE = 200, 10_000
WORST = 50
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
    """What came of a replay."""

    table: TextTable
    pages: int
    new: int
    share: float
    fields: tuple[tuple[str, int], ...]
    worst: tuple[DifferingPage, ...]


def replay(request: Request) -> Response:
    """What the last replay of these pages found. The parameters are site and sample."""
    setting = setting_of(request)
    site = normal_host(parameter(request, "site").strip())
    sample = number(request, "sample", SAMPLE, MOST_SAMPLE) or SAMPLE
    job = setting.jobs.get(_name(site, sample))
    words = ["replay", "--sample", str(sample), "--diff", *(["--site", site] if site else [])]
    about = ViewHead("Replay", setting.places.command(*words), "/replay", bool(job and job.runs))
    return page(
        request, "replay.html", about, site=site, sample=sample, most=MOST_SAMPLE, job=job,
        found=job.result if job else None, done=parameter(request, "done"),
    )  # fmt: skip


def start_replay(request: Request) -> Response:
    """POST: extract a sample of the stored pages again. Fields: site, sample."""
    setting, form = setting_of(request), form_of(request)
    site = normal_host(form.get("site", "").strip())
    sample = whole_number(form.get("sample", ""), MOST_SAMPLE)
    root, place = setting.places.store, setting.site_files()
    started = setting.jobs.start(
        _name(site, sample),
        lambda watch: _replay(root, place, CaptureChoice(site=site, sample=sample), watch),
    )
    running = setting.jobs.get(_name(site, sample))
    done = "" if started or (running and running.runs) else "busy"
    return back(address("/replay", site=site, sample=sample, done=done))


def _name(site: str, sample: int) -> tuple[str, ...]:
    return ("replay", site, str(sample))


def _replay(
    root: Path, place: SitesDirectory, choice: CaptureChoice, watch: JobProgress
) -> ReplayView:
    tally = ReplayTally(WORST)
    task = ReplayTask(None, root, Comparison(root), CleanSettings(sites=place))
    with Store.reader(root) as store:
        entries = list(chosen(store, choice))
    watch.total = len(entries)
    with closing(replayed(entries, ReplayPlan(choice, task, Limits(), 1))) as results:
        for result in results:
            tally.add(result.page)
            watch.advance()
            if watch.is_over():
                break
    return ReplayView(
        sites_table(tally), tally.pages, tally.count("new"), tally.share(),
        tuple(sorted(tally.fields.items(), key=lambda item: -item[1])),
        tuple(map(_worst, tally.worst)),
    )  # fmt: skip


def _worst(found: PageDifference) -> DifferingPage:
    lost, gained = (
        clipped_lines(texts, SHOWN_LINES, MOST_LINE)
        for texts in (found.found.lost, found.found.gained)
    )
    left_out = len(found.found.lost) + len(found.found.gained) - len(lost) - len(gained)
    return DifferingPage(found, lost, gained, left_out)
