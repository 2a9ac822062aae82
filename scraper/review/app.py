"""The two applications: the views, and stored pages on an origin of their own. Each row of `VIEWS`
is an address, a view and its method; a GET changes nothing."""

import re
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from scraper.errors import ScraperError
from scraper.review import (
    articles,
    fixtures,
    pages,
    quarantine,
    replays,
    runs,
)
from scraper.review import (
    rule_editor as rules,
)
from scraper.review import (
    tasks as work,
)
from scraper.review.context import ReviewContext
from scraper.review.layout import (
    ViewHead,
    page,
    problem,
    setting_of,
    status_of,
)
from scraper.review.middleware import RequestCheck
from scraper.review.security import Refusal, answer_headers, cookie_name, stored_headers
from scraper.views import ASSETS, asset

View = Callable[[Request], Response]

VIEWS: tuple[tuple[str, str, View], ...] = (
    ("GET", "/", articles.articles),
    ("GET", "/pages/{id}", pages.article),
    ("GET", "/pages/{id}/versions", pages.versions),
    ("GET", "/pages/{id}/blocks", pages.blocks),
    ("POST", "/pages/{id}/fixture", pages.add_fixture),
    ("GET", "/quarantine", quarantine.quarantine),
    ("GET", "/fixtures", fixtures.fixtures),
    ("POST", "/fixtures/check", fixtures.check),
    ("GET", "/fixtures/{case}", fixtures.fixture),
    ("POST", "/fixtures/{case}/accept", fixtures.accept),
    ("POST", "/fixtures/{case}/mark", fixtures.mark),
    ("GET", "/rules", rules.rules),
    ("GET", "/rules/{host}", rules.editor),
    ("POST", "/rules/{host}/try", rules.try_rules),
    ("POST", "/rules/{host}/save", rules.save_rules),
    ("GET", "/replay", replays.replay),
    ("POST", "/replay", replays.start_replay),
    ("GET", "/runs", runs.runs),
)
_ID = re.compile("[0-9a-f]{32}")


def main_app(setting: ReviewContext) -> ASGIApp:
    """The views, behind their guard."""
    routes = [Route(path, view, methods=[method]) for method, path, view in VIEWS]
    app = Starlette(
        routes=[*routes, Route("/assets/{name}", _asset)],
        exception_handlers={ScraperError: _failed, HTTPException: _refused, Exception: _broken},
    )
    app.state.setting = setting
    entered = _Entrance(app, setting)
    headers = answer_headers(setting.ports.stored_origin)
    return RequestCheck(entered, setting.keys, setting.ports.main, headers, _not_answered)


def stored_app(setting: ReviewContext) -> ASGIApp:
    """Stored pages, one at an address that only the main server can make."""
    app = Starlette(
        routes=[Route("/{signature}/{id}", _still)],
        exception_handlers={ScraperError: _failed_still, Exception: _broken_still},
    )
    app.state.setting = setting
    return RequestCheck(app, setting.keys, setting.ports.stored, stored_headers(setting.ports.main))


class _Entrance:
    """Gives the session to whoever comes with the token. The way on is the browser's own step: of
    a redirect from elsewhere it would not bring the new cookie along."""

    def __init__(self, app: ASGIApp, setting: ReviewContext) -> None:
        self._app, self._setting = app, setting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app
        if scope["type"] == "http" and scope["path"] == "/":
            request = Request(scope)
            if "token" in request.query_params:
                app = self._entered(request)
        await app(scope, receive, send)

    def _entered(self, request: Request) -> Response:
        keys = self._setting.keys
        if not keys.is_token(request.query_params.get("token", "")):
            return _not_answered(Refusal(403, "This token is not of the server that runs now."))
        answer = HTMLResponse(
            '<!DOCTYPE html><html lang="en"><title>scraper review</title>'
            '<meta http-equiv="refresh" content="0; url=/"><p><a href="/">Go on to the store</a>'
        )
        name = cookie_name(self._setting.ports.main)
        answer.set_cookie(name, keys.session, httponly=True, samesite="strict", path="/")
        return answer


def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in ASSETS:
        raise HTTPException(404, "No such file.")
    return Response(asset(name), media_type=ASSETS[name])


def _still(request: Request) -> Response:
    setting = setting_of(request)
    key, signature = request.path_params["id"], request.path_params["signature"]
    if not _ID.fullmatch(key) or not setting.keys.signed(signature, "stored", key):
        return PlainTextResponse("No such page.\n", 404)
    task = work.StoredPageTask(setting.places.store, key, "")
    return HTMLResponse(setting.desk.do(key, work.still, task))


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, ScraperError)  # noqa: S101  # what it is registered for
    return problem(request, error)


def _failed_still(request: Request, error: Exception) -> Response:  # noqa: ARG001
    assert isinstance(error, ScraperError)  # noqa: S101
    return PlainTextResponse(f"This page can't be shown: {error}\n", status_of(error))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    message = error.detail if error.detail != "Not Found" else "There is no such page here."
    about = ViewHead("It did not work", "")
    return page(
        request, "problem.html", about, http_status=error.status_code, status=error.status_code,
        message=message,
    )  # fmt: skip


def _broken(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """A bug: who looks gets a plain word; the server prints the place for who runs it."""
    message = "A bug of this program; the terminal it runs in tells where."
    about = ViewHead("It did not work", "")
    return page(request, "problem.html", about, http_status=500, status=500, message=message)


def _broken_still(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """The same for a stored page."""
    return PlainTextResponse("This page can't be shown: a bug of this program.\n", 500)


def _not_answered(refused: Refusal) -> Response:
    return PlainTextResponse(f"{refused.message}\n", refused.status)
