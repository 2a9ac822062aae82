"""What all views share: the page around them, the values of a request, the answers to errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from scraper.errors import (
    ConfigError,
    InputError,
    NotStored,
    OutputError,
    PageError,
    ScraperError,
    StoreDamaged,
    StoreError,
)
from scraper.review.context import ReviewContext
from scraper.review.security import FORM_TOKEN
from scraper.views import NavigationLink, render, served

FIRST_WAIT = 2.0  # seconds for the first pages of a catalogue that is just being made
ASSETS_AT = "/assets/"
TOPICS = (
    ("Articles", "/"),
    ("Quarantine", "/quarantine"),
    ("Fixtures", "/fixtures"),
    ("Rules", "/rules"),
    ("Replay", "/replay"),
    ("Runs", "/runs"),
)
MOST_PARAMETER = 2000  # characters of a value in an address
RELOAD = 2  # seconds after which the view of a running job loads itself again, without scripts

_STATUS: tuple[tuple[type[ScraperError], int], ...] = (
    (NotStored, 404),
    (StoreDamaged, 500),
    (StoreError, 503),
    (InputError, 422),
    (ConfigError, 422),
    (OutputError, 409),
)
_PAGE_STATUS = {"busy": 503, "timeout": 504}


@dataclass(frozen=True, slots=True)
class ViewHead:
    """What a view says about itself: its title, and the command that does the same."""

    title: str
    command: str
    topic: str = ""  # the address of its entry in the navigation
    reload: bool = False  # whether it is still changing


@dataclass(frozen=True, slots=True)
class FormSession:
    """What a template needs to print forms that change something. `token` is "" if the browser
    was not opened with the printed address."""

    token: str
    field: str = FORM_TOKEN


def context_of(request: Request) -> ReviewContext:
    """Return what the views of this server share."""
    context: ReviewContext = request.app.state.context
    return context


def form_of(request: Request) -> Mapping[str, str]:
    """Return the form of a POST, which `middleware` has checked."""
    form: Mapping[str, str] = request.scope["form"]
    return form


def parameter(request: Request, name: str) -> str:
    """Return a value of the address, "" if it is missing. Answers 414 if it is too long."""
    value = request.query_params.get(name, "")
    if len(value) > MOST_PARAMETER:
        raise HTTPException(414, f"{name!r} is longer than {MOST_PARAMETER} characters.")
    return value.encode("utf-8", "replace").decode()


def number(request: Request, name: str, default: int = 0, most: int = 2**62) -> int:
    """Return a whole number of the address. Answers 400 if it is no number or too large."""
    text = parameter(request, name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 20) or int(text) > most:
        raise HTTPException(400, f"{name!r} must be a whole number up to {most}.")
    return int(text)


def page_count(text: str, most: int) -> int:
    """Return the number of pages that a form asks for. Raises InputError if it is no such number."""
    if text.isascii() and text.isdigit() and len(text) < 9 and 0 < int(text) <= most:
        return int(text)
    raise InputError(repr(text[:20]), f"must be a number of pages from 1 to {most}")


def address(path: str, **values: object) -> str:
    """Return an address of this server with the values that are not empty."""
    given = {name: value for name, value in values.items() if value not in ("", 0, None)}
    return path + ("?" + urlencode(given) if given else "")


def view_response(request: Request, template: str, head: ViewHead, **values: Any) -> Response:
    """Render a view; `http_status` among the values is the answer's status."""
    status = values.pop("http_status", 200)
    html = render(f"review/{template}", **layout_values(request, head), **values)
    return HTMLResponse(html, status)


def layout_values(request: Request, head: ViewHead) -> dict[str, Any]:
    """Return what every template of a view is given."""
    context = context_of(request)
    navigation = tuple(NavigationLink(label, href, href == head.topic) for label, href in TOPICS)
    may_change = context.secrets.has_session(request.headers, context.ports.main)
    return {
        "shell": served(
            f"{head.title} · scraper review", ASSETS_AT, navigation, str(context.paths.store)
        ),
        "head": head,
        "link": _link_of(request),
        "session": FormSession(context.secrets.form_token() if may_change else ""),
        "reload": RELOAD if head.reload else 0,
    }


def redirect(path: str, **values: object) -> Response:
    """Send the browser to a view, after something was changed."""
    return RedirectResponse(address(path, **values), 303)


def error_response(request: Request, error: ScraperError) -> Response:
    """Render the page of an expected failure."""
    status = status_of(error)
    head = ViewHead("It did not work", "scraper store verify" if status == 500 else "")
    response = view_response(
        request, "problem.html", head, http_status=status, status=status, message=str(error)
    )
    if status == 503:
        response.headers["Retry-After"] = "2"
    return response


def status_of(error: ScraperError) -> int:
    """Return the HTTP status of an expected failure."""
    if isinstance(error, PageError):
        return _PAGE_STATUS.get(error.kind, 500)
    if type(error) is StoreError and "no store here" in error.message:
        return 404
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def _link_of(request: Request) -> str:
    """Return the address of a request as a path of this server, whatever was asked for."""
    path = "/" + quote(request.scope["path"].lstrip("/\\"), safe="/")
    query = request.url.query
    return path + (f"?{query}" if query else "")
