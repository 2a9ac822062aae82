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
from scraper.review import fixtures, leaks, overviews, pages, replays, rule_editor, tasks
from scraper.review.context import ReviewContext
from scraper.review.layout import ViewHead, context_of, error_response, status_of, view_response
from scraper.review.middleware import RequestCheck
from scraper.review.security import answer_headers, cookie_name, stored_headers
from scraper.views import ASSETS, asset

View = Callable[[Request], Response]

VIEWS: tuple[tuple[str, str, View], ...] = (
    ("GET", "/", overviews.articles),
    ("GET", "/pages/{id}", pages.article),
    ("GET", "/pages/{id}/versions", pages.versions),
    ("GET", "/pages/{id}/blocks", pages.blocks),
    ("POST", "/pages/{id}/fixture", pages.add_fixture),
    ("POST", "/pages/{id}/rule", leaks.try_rule_for_block),
    ("POST", "/pages/{id}/rule/save", leaks.save_rule_and_fixture),
    ("GET", "/quarantine", overviews.quarantine),
    ("GET", "/fixtures", fixtures.fixtures),
    ("POST", "/fixtures/check", fixtures.check),
    ("GET", "/fixtures/{case}", fixtures.fixture),
    ("POST", "/fixtures/{case}/accept", fixtures.accept),
    ("POST", "/fixtures/{case}/mark", fixtures.mark),
    ("GET", "/rules", rule_editor.rules),
    ("GET", "/rules/{host}", rule_editor.editor),
    ("POST", "/rules/{host}/try", rule_editor.try_rules),
    ("POST", "/rules/{host}/save", rule_editor.save_rules),
    ("GET", "/replay", replays.replay),
    ("POST", "/replay", replays.start_replay),
    ("GET", "/runs", overviews.runs),
    ("GET", "/jobs/{key}", overviews.progress),
)
_ID = re.compile("[0-9a-f]{32}")


def main_app(context: ReviewContext, entered: Callable[[], None]) -> ASGIApp:
    """Return the application of the views, with its checks in front. `entered` is called each time a
    browser has used the token."""
    routes = [Route(path, view, methods=[method]) for method, path, view in VIEWS]
    app = Starlette(
        routes=[*routes, Route("/assets/{name}", _asset)],
        exception_handlers={
            ScraperError: _expected_failure,
            HTTPException: _http_error,
            Exception: _bug,
        },
    )
    app.state.context = context
    headers = answer_headers(context.ports.stored_origin)
    return RequestCheck(
        _TokenEntry(app, context, entered), context.secrets, context.ports.main, headers
    )


def stored_app(context: ReviewContext) -> ASGIApp:
    """Return the application of stored pages, each at an address that only the main server makes."""
    app = Starlette(
        routes=[Route("/{signature}/{id}", _stored_page)],
        exception_handlers={ScraperError: _page_failure, Exception: _page_bug},
    )
    app.state.context = context
    headers = stored_headers(context.ports.main)
    return RequestCheck(app, context.secrets, context.ports.stored, headers)


class _TokenEntry:
    """ASGI middleware: a request with the token gets the session as a cookie.

    The answer is a page that loads "/" by itself, not a redirect: after a redirect from another
    site's page the browser would not send the new cookie.
    """

    def __init__(self, app: ASGIApp, context: ReviewContext, entered: Callable[[], None]) -> None:
        self._app, self._context, self._entered = app, context, entered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app
        if scope["type"] == "http" and scope["path"] == "/" and scope["method"] == "GET":
            request = Request(scope)
            if "token" in request.query_params:
                app = self._answer(request)
        await app(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        secrets, port = self._context.secrets, self._context.ports.main
        response = HTMLResponse(
            '<!DOCTYPE html><html lang="en"><title>scraper review</title>'
            '<meta http-equiv="refresh" content="0; url=/"><p><a href="/">Go on to the store</a>'
        )
        if self._context.token.use(request.query_params.get("token", "")):
            response.set_cookie(
                cookie_name(port), secrets.session, httponly=True, samesite="strict", path="/"
            )
            self._entered()
        elif not secrets.has_session(request.headers, port):
            message = "This token was used already, or another server made it; open the address that `scraper review` printed last."
            return PlainTextResponse(f"{message}\n", 403)
        return response


def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in ASSETS:
        raise HTTPException(404, "No such file.")
    return Response(asset(name), media_type=ASSETS[name])


def _stored_page(request: Request) -> Response:
    context = context_of(request)
    key, signature = request.path_params["id"], request.path_params["signature"]
    if not _ID.fullmatch(key) or not context.secrets.is_signed(signature, "stored", key):
        return PlainTextResponse("No such page.\n", 404)
    task = tasks.StoredPageTask(context.paths.store, key, "")
    return HTMLResponse(context.workers.call(key, tasks.inert_page, task))


def _expected_failure(request: Request, error: Exception) -> Response:
    assert isinstance(error, ScraperError)  # noqa: S101  # what it is registered for
    return error_response(request, error)


def _page_failure(request: Request, error: Exception) -> Response:  # noqa: ARG001
    assert isinstance(error, ScraperError)  # noqa: S101
    return PlainTextResponse(f"This page can't be shown: {error}\n", status_of(error))


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    message = error.detail if error.detail != "Not Found" else "There is no such page here."
    head = ViewHead("It did not work", "")
    return view_response(
        request, "problem.html", head, http_status=error.status_code, status=error.status_code,
        message=message,
    )  # fmt: skip


def _bug(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Say that this is a bug; the traceback goes to the server's terminal."""
    message = "This is a bug of the program; the terminal it runs in shows where."
    head = ViewHead("It did not work", "")
    return view_response(
        request, "problem.html", head, http_status=500, status=500, message=message
    )


def _page_bug(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Say the same in place of a stored page."""
    return PlainTextResponse("This page can't be shown: a bug of this program.\n", 500)
