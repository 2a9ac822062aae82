"""All pages of the store, newest first, and those that a search finds."""

from starlette.requests import Request
from starlette.responses import Response

from scraper.review.layout import (
    ViewHead,
    address,
    number,
    page,
    parameter,
    setting_of,
)
from scraper.store.search.catalogue import Filter, Reader

SHOWN = 50
MOST_HOSTS = 500  # that are offered; others can still be typed
MOST_STATUSES = 50
FIRST_WAIT = 2.0  # seconds for the first pages of a catalogue that is just being made


def articles(request: Request) -> Response:
    """The list; the parameters are q, host, status and before."""
    setting = setting_of(request)
    setting.indexer.ready.wait(FIRST_WAIT)
    problem = setting.indexer.problem
    if problem is not None and not setting.indexer.path.is_file():
        raise problem
    wanted = Filter(
        parameter(request, "q"), parameter(request, "host"), parameter(request, "status"),
        number(request, "before"),
    )  # fmt: skip
    with Reader(setting.indexer.path) as reader:
        rows = reader.listing(wanted, SHOWN + 1)
        values = {
            "hosts": reader.hosts(MOST_HOSTS),
            "statuses": reader.statuses(MOST_STATUSES),
            "count": reader.count(),
            "whole": reader.whole(),
        }
    if problem is not None and not values["count"]:
        raise problem
    older = ""
    if len(rows) > SHOWN:
        rows = rows[:SHOWN]
        older = _address(wanted, rows[-1].number)
    about = ViewHead("Articles", _command(request, wanted), "/")
    return page(
        request, "articles.html", about, rows=rows, wanted=wanted, older=older,
        newest=_address(wanted, 0), problem=str(problem or ""), **values,
    )  # fmt: skip


def _address(wanted: Filter, before: int) -> str:
    return address("/", q=wanted.text, host=wanted.host, status=wanted.status, before=before)


def _command(request: Request, wanted: Filter) -> str:
    places = setting_of(request).places
    words: list[str] = []
    if wanted.host:
        words += ["--host", wanted.host]
    if wanted.status not in ("", "any"):
        words += ["--status", wanted.status]
    if wanted.text:
        words += ["--text", wanted.text]
    return places.command("list", *words)
