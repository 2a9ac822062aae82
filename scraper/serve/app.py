"""The application: its views, the gate in front of them, and one shape for every error."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from scraper._version import __version__
from scraper.render import dumps
from scraper.serve import asked
from scraper.serve.failures import RETRY_AFTER, RequestError, busy
from scraper.serve.gate import path_after_token, refusal, token_of
from scraper.serve.metrics import MEDIA as METRICS_MEDIA
from scraper.serve.service import ExtractionService, content_of
from scraper.serve.work import MEDIA

View = Callable[[Request], Awaitable[Response]]
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; img-src http: https:; sandbox",
}
_READ = b"/read/"


async def extract(request: Request) -> Response:
    """Answer `POST /extract`: the article of the page in the body."""
    service, media = _service(request), request.headers.get("content-type", "")
    with service.request():
        task = asked.posted(await _body(request), media, request.scope["query_string"])
        served = await service.extract(task)
    return _answer(served.text, MEDIA[task.format])


async def parser(request: Request) -> Response:
    """Answer `GET /parser?url=`, the Mercury Parser API."""
    url = asked.url_of_query(request.scope["query_string"])
    with _service(request).request():
        served = await _service(request).fetch_and_extract(url, "parser")
    return _answer(content_of(url, served), MEDIA["parser"])


async def read(request: Request) -> Response:
    """Answer `GET /read/URL` with the article as Markdown."""
    path = request.scope["raw_path"].partition(_READ)[2]
    url = asked.url_of_path(path, request.scope["query_string"])
    with _service(request).request():
        served = await _service(request).fetch_and_extract(url, "markdown")
    return _answer(content_of(url, served), MEDIA["markdown"])


async def health(request: Request) -> Response:  # noqa: ARG001  # the signature of views
    """Answer `GET /health`: the service answers."""
    return _answer(dumps({"status": "ok", "version": __version__}) + "\n", MEDIA["json"])


async def metrics(request: Request) -> Response:
    """Answer `GET /metrics` for Prometheus."""
    return Response(_service(request).metrics.text(), media_type=METRICS_MEDIA)


VIEWS: tuple[tuple[str, str, View], ...] = (
    ("POST", "/extract", extract),
    ("GET", "/parser", parser),
    ("GET", "/read/{url:path}", read),
    ("GET", "/health", health),
    ("GET", "/metrics", metrics),
)


def application(service: ExtractionService) -> ASGIApp:
    """Return the application, with the gate in front."""
    app = Starlette(
        routes=[Route(path, _counted(view), methods=[method]) for method, path, view in VIEWS],
        exception_handlers={HTTPException: _http_error, Exception: _bug},
    )
    app.state.service = service
    return _Gate(app, service)


class _Gate:
    """ASGI middleware: requests that `gate.refusal` refuses never reach a view."""

    def __init__(self, app: ASGIApp, service: ExtractionService) -> None:
        self._app, self._settings = app, service.settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # a WebSocket, which nothing here answers
            await send({"type": "websocket.close", "code": 1008})
            return
        in_path, path = path_after_token(scope["path"])
        headers = Headers(scope=scope)
        refused = refusal(
            path, in_path or token_of(headers), headers, self._settings.token,
            any_host=self._settings.any_host,
        )  # fmt: skip
        app = _error(refused) if refused else self._app
        await app({**scope, "path": path}, receive, send)


def _counted(view: View) -> View:
    """Return a view whose answers are counted, and whose errors are answers."""

    async def counted(request: Request) -> Response:
        began = time.monotonic()
        try:
            response = await view(request)
        except RequestError as error:
            response = _error(error)
        except ClientDisconnect:
            response = Response(status_code=400)  # nobody reads it
        seconds = time.monotonic() - began
        _service(request).metrics.count(view.__name__, response.status_code, seconds)
        return response

    return counted


async def _body(request: Request) -> bytes:
    """Return the body of a request, bounded in bytes and time whatever length it announced."""
    settings = _service(request).settings
    body = bytearray()
    try:
        async with asyncio.timeout(settings.patience):
            async for piece in request.stream():
                body += piece
                if len(body) > settings.max_bytes:
                    message = f"a page may have {settings.max_bytes} bytes (--max-bytes)"
                    raise RequestError(413, "too_large", message)
    except TimeoutError:
        message = f"the page did not come within {settings.patience:g} s"
        raise RequestError(408, "timeout", message) from None
    return bytes(body)


def _service(request: Request) -> ExtractionService:
    service: ExtractionService = request.app.state.service
    return service


def _answer(text: str, media: str, status: int = 200, **headers: str) -> Response:
    body = text.encode("utf-8", "replace")
    return Response(body, status, headers=_HEADERS | headers, media_type=media)


def _error(error: RequestError) -> Response:
    """Return an error as JSON, in the shape of the parser API and with our kinds."""
    record: dict[str, Any] = {"error": True, "kind": error.kind, "message": error.message}
    headers = {"Retry-After": str(RETRY_AFTER)} if error.status == busy().status else {}
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return _answer(dumps(record) + "\n", MEDIA["json"], error.status, **headers)


def _http_error(request: Request, error: Exception) -> Response:  # noqa: ARG001
    assert isinstance(error, HTTPException)  # noqa: S101  # what it is registered for
    views = ", ".join(f"{method} {path.partition('{')[0]}" for method, path, _ in VIEWS)
    message = f"{error.detail}; there are {views}"
    return _error(RequestError(error.status_code, "bad_request", message))


def _bug(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Say that this is a bug; the traceback goes to the server's terminal."""
    message = "a bug in scraper; the terminal of the server shows where"
    return _error(RequestError(500, "bug", message))
