"""How the scheduled runs of each site went: the same charts as `scraper status --html`."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from scraper.config import load
from scraper.outputs import OUTPUTS
from scraper.review.layout import ViewHead, page, setting_of
from scraper.runs.run import is_running
from scraper.runs.state import State
from scraper.runs.status import site_statuses
from scraper.views import DashboardView, dashboard_view
from scraper.views.dashboard import MOST_RUNS


def runs(request: Request) -> Response:
    """The sites of the configuration. ConfigError where it is wrong."""
    places = setting_of(request).places
    command = places.command(
        "status", "--html", "runs.html", "--config", places.config, store=False
    )
    return page(request, "runs.html", ViewHead("Runs", command, "/runs"), dashboard=_seen(request), config=str(places.config))  # fmt: skip


def _seen(request: Request) -> DashboardView | None:
    """What there is to see; None where nothing is configured, or nothing has run."""
    path = setting_of(request).places.config
    if not path.is_file():
        return None
    config = load(path, outputs=tuple(OUTPUTS))
    state = State.reader(config.store)
    if state is None:
        return None
    now = datetime.now(UTC)
    with state:
        sites = site_statuses(config, state, now, running=is_running(config.store), most=MOST_RUNS)
    return dashboard_view(sites, now)
