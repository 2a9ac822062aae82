"""The gate in front of an application: requests that `security` refuses never reach it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scraper.review.security import MOST_BODY, Refusal, ServerSecrets, read_form, refusal

FORM_SECONDS = 20.0  # that a form may take to come; a browser on this machine needs milliseconds


class RequestCheck:
    """ASGI middleware. The form of a POST is read here, checked, and put into the scope as "form"."""

    def __init__(
        self, app: ASGIApp, secrets: ServerSecrets, port: int, headers: Mapping[str, str]
    ) -> None:
        self._app, self._secrets, self._port, self._headers = app, secrets, port, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # a WebSocket, which nothing here answers
            await send({"type": "websocket.close", "code": 1008})
            return
        refused = await self._refusal(scope, receive)
        app = PlainTextResponse(f"{refused.message}\n", refused.status) if refused else self._app
        await app(scope, receive, self._with_headers(send))

    async def _refusal(self, scope: Scope, receive: Receive) -> Refusal | None:
        headers = Headers(scope=scope)
        if len(headers.getlist("host")) != 1:
            return Refusal(400, "A request has one Host.")
        refused = refusal(scope["method"], headers, self._port, self._secrets)
        if refused or scope["method"] != "POST":
            return refused
        body = await _body(receive)
        form = read_form(body, self._secrets) if isinstance(body, bytes) else body
        if isinstance(form, Refusal):
            return form
        scope["form"] = form
        return None

    def _with_headers(self, send: Send) -> Callable[[Message], Awaitable[None]]:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return send_with_headers


async def _body(receive: Receive) -> bytes | Refusal:
    """Read the body of a request, bounded in bytes and time whatever length it announced."""
    body = bytearray()
    try:
        async with asyncio.timeout(FORM_SECONDS):
            while True:
                message: dict[str, Any] = dict(await receive())
                if message["type"] != "http.request":
                    return Refusal(400, "The request ended early.")
                body += message.get("body", b"")
                if len(body) > MOST_BODY:
                    return Refusal(413, f"A form may have {MOST_BODY} bytes.")
                if not message.get("more_body"):
                    return bytes(body)
    except TimeoutError:
        return Refusal(408, f"The form did not come within {FORM_SECONDS:g} s.")
