"""What all views share: the page around them, the values of a request, and how errors are told."""

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
RELOAD = 2  # seconds between two looks at a job that runs

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
    """What is told of a view beside its content."""

    title: str
    command: str
    topic: str = ""  # the address of its entry in the navigation
    reload: bool = False  # whether it is still changing


@dataclass(frozen=True, slots=True)
class Session:
    """What a template needs to print forms that change something. `token` is "" where the browser
    was not opened with the printed address."""

    token: str
    field: str = FORM_TOKEN


def setting_of(request: Request) -> ReviewContext:
    """The server's setting."""
    setting: ReviewContext = request.app.state.setting
    return setting


def form_of(request: Request) -> Mapping[str, str]:
    """The checked form of a POST."""
    form: Mapping[str, str] = request.scope["form"]
    return form


def parameter(request: Request, name: str) -> str:
    """A value of the address, "" where it is not there. 414 where it is longer than any."""
    value = request.query_params.get(name, "")
    if len(value) > MOST_PARAMETER:
        raise HTTPException(414, f"{name!r} is longer than {MOST_PARAMETER} characters.")
    return value.encode("utf-8", "replace").decode()


def number(request: Request, name: str, default: int = 0, most: int = 2**62) -> int:
    """A whole number of the address. 400 where it is none, or out of its bounds."""
    text = parameter(request, name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 20) or int(text) > most:
        raise HTTPException(400, f"{name!r} must be a whole number up to {most}.")
    return int(text)


def whole_number(text: str, most: int) -> int:
    """A number of pages that a form asks for. InputError where it is none."""
    if text.isascii() and text.isdigit() and len(text) < 9 and 0 < int(text) <= most:
        return int(text)
    raise InputError(repr(text[:20]), f"must be a number of pages from 1 to {most}")


def address(path: str, **values: object) -> str:
    """A path of ours with the values that say something."""
    said = {name: value for name, value in values.items() if value not in ("", 0, None)}
    return path + ("?" + urlencode(said) if said else "")


def page(request: Request, template: str, about: ViewHead, **values: Any) -> Response:
    """A view's page."""
    status = values.pop("http_status", 200)
    return HTMLResponse(frame(request, template, about, **values), status)


def frame(request: Request, template: str, about: ViewHead, **values: Any) -> str:
    """The HTML of a view's page."""
    return render(f"review/{template}", **frame_values(request, about), **values)


def frame_values(request: Request, about: ViewHead) -> dict[str, Any]:
    """What every template of a view is given."""
    setting = setting_of(request)
    navigation = tuple(NavigationLink(label, href, href == about.topic) for label, href in TOPICS)
    changes = setting.keys.has_session(request.headers, setting.ports.main)
    return {
        "shell": served(f"{about.title} · scraper review", ASSETS_AT, navigation),
        "about": about,
        "link": _link_of(request),
        "session": Session(setting.keys.form_token() if changes else ""),
        "reload": RELOAD if about.reload else 0,
    }


def back(path: str, **values: object) -> Response:
    """To a view, after something was changed."""
    return RedirectResponse(address(path, **values), 303)


def problem(request: Request, error: ScraperError) -> Response:
    """The page that tells of an expected failure."""
    status = status_of(error)
    about = ViewHead("It did not work", "scraper store verify" if status == 500 else "")
    said = page(
        request, "problem.html", about, http_status=status, status=status, message=str(error)
    )
    if status == 503:
        said.headers["Retry-After"] = "2"
    return said


def status_of(error: ScraperError) -> int:
    """The HTTP status of an expected failure."""
    if isinstance(error, PageError):
        return _PAGE_STATUS.get(error.kind, 500)
    if type(error) is StoreError and "no store here" in error.message:
        return 404
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def _link_of(request: Request) -> str:
    """The address of a request, as a path of ours whatever it looks like."""
    path = "/" + quote(request.scope["path"].lstrip("/\\"), safe="/")
    query = request.url.query
    return path + (f"?{query}" if query else "")
