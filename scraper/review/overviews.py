"""Views of the whole store: its articles and what a search finds, the quarantine, the runs."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from scraper.config import load
from scraper.models.page import Quarantined
from scraper.models.times import utc_now
from scraper.outputs import OUTPUTS
from scraper.review.layout import (
    FIRST_WAIT,
    ViewHead,
    address,
    context_of,
    number,
    parameter,
    view_response,
)
from scraper.runs.guards import is_running
from scraper.runs.state import State
from scraper.runs.status import site_statuses
from scraper.store.search.reader import Filter, Reader
from scraper.views import DashboardView, dashboard_view
from scraper.views.dashboard import MOST_RUNS

SHOWN_ARTICLES = 50  # on one page
SHOWN_QUARANTINE = 100  # on one page
MOST_HOSTS = 500  # that are offered; others can still be typed
MOST_STATUSES = 50  # that are offered


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """A URL in quarantine; `host` and `rest` are what its URL is read as."""

    visit: Quarantined
    host: str
    rest: str


def articles(request: Request) -> Response:
    """List the stored pages, the newest article first. The parameters are q, host, status and before."""
    indexer = context_of(request).indexer
    indexer.ready.wait(FIRST_WAIT)
    problem = indexer.problem
    if problem is not None and not indexer.path.is_file():
        raise problem
    wanted = Filter(
        parameter(request, "q"),
        parameter(request, "host"),
        parameter(request, "status"),
        number(request, "before"),
    )
    with Reader(indexer.path) as reader:
        rows = reader.listing(wanted, SHOWN_ARTICLES + 1)
        values = {
            "hosts": reader.hosts(MOST_HOSTS),
            "statuses": reader.statuses(MOST_STATUSES),
            "count": reader.count(),
            "found": reader.found(wanted),
            "whole": reader.whole(),
        }
    if problem is not None and not values["count"]:
        raise problem
    older = ""
    if len(rows) > SHOWN_ARTICLES:
        rows = rows[:SHOWN_ARTICLES]
        older = _articles_address(wanted, rows[-1].number)
    head = ViewHead("Articles", _list_command(request, wanted), "/")
    return view_response(
        request, "articles.html", head, rows=rows, wanted=wanted, older=older,
        newest=_articles_address(wanted, 0), everything=_is_everything(wanted), problem=str(problem or ""), **values,
    )  # fmt: skip


def _articles_address(wanted: Filter, before: int) -> str:
    return address("/", q=wanted.text, host=wanted.host, status=wanted.status, before=before)


def _is_everything(wanted: Filter) -> bool:
    return not (wanted.text or wanted.host or wanted.status)


def _list_command(request: Request, wanted: Filter) -> str:
    words: list[str] = []
    if wanted.host:
        words += ["--host", wanted.host]
    if wanted.status not in ("", "any"):
        words += ["--status", wanted.status]
    if wanted.text:
        words += ["--text", wanted.text]
    return context_of(request).paths.command("list", *words)


def quarantine(request: Request) -> Response:
    """List the URLs that gave no article, the last tried first. The parameters are kind, and tried and
    url of the last row of the page before."""
    context = context_of(request)
    kind = parameter(request, "kind")
    before = (parameter(request, "tried"), parameter(request, "url"))
    with context.open_store() as store:
        kinds = store.visits.quarantine_kinds()
        rows = store.visits.quarantine_page(kind, before, SHOWN_QUARANTINE + 1)
    older = ""
    if len(rows) > SHOWN_QUARANTINE:
        rows = rows[:SHOWN_QUARANTINE]
        tried, last = rows[-1]
        older = address("/quarantine", kind=kind, tried=tried, url=last.url)
    head = ViewHead("Quarantine", context.paths.command("list", "--quarantine"), "/quarantine")
    return view_response(
        request, "quarantine.html", head, kinds=kinds, kind=kind, older=older,
        rows=[QuarantineRow(visit, *_parts_of(visit.url)) for _, visit in rows],
    )  # fmt: skip


def _parts_of(url: str) -> tuple[str, str]:
    """Return the host of a URL and what stands after it, as they are read."""
    parts = urlsplit(url) if "://" in url else None
    return (parts.netloc, url.partition(parts.netloc)[2]) if parts and parts.netloc else ("", url)


def progress(request: Request) -> Response:
    """Return how far a job is, as JSON: running, done, total and found are numbers and a truth value."""
    job = context_of(request).jobs.of_key(request.path_params["key"])
    if job is None:
        return JSONResponse({"running": False}, 404)
    now = job.progress
    return JSONResponse(
        {"running": job.running, "done": now.done, "total": now.total, "found": now.found}
    )


def runs(request: Request) -> Response:
    """Show the runs of each configured site, in the charts of `scraper status --html`. Raises
    ConfigError if the configuration is wrong."""
    paths = context_of(request).paths
    command = paths.command("status", "--html", "runs.html", "--config", paths.config, store=False)
    return view_response(
        request,
        "runs.html",
        ViewHead("Runs", command, "/runs"),
        dashboard=_dashboard(request),
        config=str(paths.config),
    )


def _dashboard(request: Request) -> DashboardView | None:
    """Return the charts; None if nothing is configured, or nothing has run."""
    path = context_of(request).paths.config
    if not path.is_file():
        return None
    config = load(path, outputs=tuple(OUTPUTS))
    state = State.reader(config.store)
    if state is None:
        return None
    now = utc_now()
    with state:
        sites = site_statuses(config, state, now, running=is_running(config.store), most=MOST_RUNS)
    return dashboard_view(sites, now)
