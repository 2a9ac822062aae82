"""The gate in front of an application: requests that `security` refuses never reach it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scraper.review.security import MOST_BODY, Refusal, ServerSecrets, read_form, refusal

Refused = Callable[[Refusal], Response]


class RequestCheck:
    """ASGI middleware. Of a POST the form is read here, checked, and put into the scope as "form"."""

    def __init__(
        self,
        app: ASGIApp,
        keys: ServerSecrets,
        port: int,
        headers: Mapping[str, str],
        refused: Refused | None = None,
    ) -> None:
        self._app, self._keys, self._port, self._headers = app, keys, port, headers
        self._refused = refused or _plain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # a WebSocket: nothing here speaks it
            await send({"type": "websocket.close", "code": 1008})
            return
        marked = self._marked(send)
        problem = await self._problem(scope, receive)
        app = self._refused(problem) if problem else self._app
        await app(scope, receive, marked)

    async def _problem(self, scope: Scope, receive: Receive) -> Refusal | None:
        headers = Headers(scope=scope)
        if len(headers.getlist("host")) != 1:
            return Refusal(400, "A request has one Host.")
        problem = refusal(scope["method"], headers, self._port, self._keys)
        if problem or scope["method"] != "POST":
            return problem
        body = await _body(receive)
        form = read_form(body, self._keys) if isinstance(body, bytes) else body
        if isinstance(form, Refusal):
            return form
        scope["form"] = form
        return None

    def _marked(self, send: Send) -> Callable[[Message], Awaitable[None]]:
        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return marked


async def _body(receive: Receive) -> bytes | Refusal:
    """The body of a request, whatever length it said it would have."""
    body = bytearray()
    while True:
        message: dict[str, Any] = dict(await receive())
        if message["type"] != "http.request":
            return Refusal(400, "The request ended early.")
        body += message.get("body", b"")
        if len(body) > MOST_BODY:
            return Refusal(413, f"A form may have {MOST_BODY} bytes.")
        if not message.get("more_body"):
            return bytes(body)


def _plain(problem: Refusal) -> Response:
    return PlainTextResponse(f"{problem.message}\n", problem.status)
