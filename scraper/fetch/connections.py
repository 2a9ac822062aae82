"""Open connections and what is asked on them: httpcore without its pool.

Around defects of httpcore 1.0: a cancelled request can leave its slot in a pool taken for ever
(encode/httpcore#961, #1093), and a pool looks at all its connections several times a request. So
connections are kept here. The schedule bounds requests; a connection on which a request was
cancelled takes no new ones and is closed with its last.
"""

import asyncio
import ssl
from dataclasses import dataclass
from typing import cast

import httpcore
import httpx

from scraper.errors import ConfigError, FetchError
from scraper.fetch.settings import FetchSettings
from scraper.fetch.stream import CheckedNetwork
from scraper.fetch.urls import RequestAddress, parse

MAX_IDLE = 256  # connections kept for the next request, `per_host` of one origin; each is an open file, of 1,024 or so
KEEP_ALIVE = 15.0  # seconds
STATUSES = range(100, 1000)  # three digits (RFC 9110, 15); some servers answer 999
CLOSED_MEANWHILE = (httpcore.RemoteProtocolError, ConnectionError)
"""What a request meets on a connection that the server closed while it was on its way."""


@dataclass(slots=True, eq=False)
class _Line:
    """One connection."""

    connection: httpcore.AsyncConnectionInterface
    origin: tuple[str, str, int]
    active: int = 0
    protocol: bytes = b""  # of its first answer
    retired: bool = False

    def takes_more(self) -> bool:
        """Whether another request may go on it now: with HTTP/2, beside those under way."""
        free = self.protocol == b"HTTP/2" or (self.protocol and not self.active)
        return bool(free) and not self.retired and self.connection.is_available()


class Connections:
    """Open connections, those to one origin apart from all others."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._lines: dict[tuple[str, str, int], list[_Line]] = {}
        self._idle: dict[_Line, None] = {}  # least recently used first
        self._makers: dict[tuple[str, str], httpcore.AsyncConnectionPool] = {}
        self._tls = _trusting(settings.ca_file) if settings.ca_file else None

    async def send(
        self, address: RequestAddress, headers: dict[str, str], timeout: dict[str, float]
    ) -> tuple[_Line, httpcore.Response]:
        """The head of an answer; its line is to be released.

        A server may close a kept connection while a request is on its way to it. As browsers do
        (RFC 9112, 9.3.1), the request is then sent once more, on a new connection.
        """
        request = _request(address, headers, timeout)
        line = await self._line(address, request.url.origin)
        kept = bool(line.protocol)
        try:
            return line, await self._ask(line, request)
        except CLOSED_MEANWHILE:
            if not kept:
                raise
        line = self._new_line(address, request.url.origin)
        return line, await self._ask(line, request)

    async def _ask(self, line: _Line, request: httpcore.Request) -> httpcore.Response:
        """Send a request on a connection and return the answer's head. Raises FetchError for an
        answer whose status is no status: HTTP/2 carries any text as one, and httpcore any number."""
        line.active += 1
        try:
            answer = await _answer(line.connection, request)
        except BaseException as error:
            await self.release(line, None, cancelled=isinstance(error, asyncio.CancelledError))
            raise
        line.protocol = answer.extensions["http_version"]
        return answer

    async def release(
        self, line: _Line, answer: httpcore.Response | None, *, cancelled: bool
    ) -> None:
        """A request has ended; a line on which one was cancelled is not trusted any more."""
        try:
            if answer is not None:
                await answer.aclose()
        except BaseException:
            cancelled = True
            raise
        finally:
            line.active -= 1
            line.retired = line.retired or cancelled
            if not line.active:
                await self._rest(line)

    async def aclose(self) -> None:
        lines = [line for lines in self._lines.values() for line in lines]
        self._lines, self._idle = {}, {}
        for line in lines:
            await line.connection.aclose()

    async def _line(self, address: RequestAddress, origin: httpcore.Origin) -> _Line:
        for line in tuple(self._lines.get(address.origin, ())):
            if not line.takes_more():
                continue
            if not line.active:
                if line.connection.has_expired():  # or was closed by the server
                    await self._drop(line)
                    continue
                self._idle.pop(line, None)
            return line
        return self._new_line(address, origin)

    def _new_line(self, address: RequestAddress, origin: httpcore.Origin) -> _Line:
        line = _Line(self._maker(address).create_connection(origin), address.origin)
        self._lines.setdefault(address.origin, []).append(line)
        return line

    async def _rest(self, line: _Line) -> None:
        """Keep a connection that nobody uses now, or close it."""
        resting = sum(other in self._idle for other in self._lines.get(line.origin, ()))
        if not line.takes_more() or resting >= self._settings.per_host:
            await self._drop(line)
            return
        self._idle[line] = None
        if len(self._idle) > MAX_IDLE:
            await self._drop(next(iter(self._idle)))

    async def _drop(self, line: _Line) -> None:
        self._idle.pop(line, None)
        lines = self._lines.get(line.origin, [])
        if line in lines:
            lines.remove(line)
        if not lines:
            self._lines.pop(line.origin, None)
        await line.connection.aclose()

    def _maker(self, address: RequestAddress) -> httpcore.AsyncConnectionPool:
        """A pool that holds nothing: it knows how to make connections."""
        site = self._settings.site_of(address.host) if self._settings.sites else None
        proxy = site.proxy if site is not None else ""
        maker = self._makers.get((address.scheme, proxy))
        if maker is None:
            via = parse(proxy) if proxy else None
            # A proxy in the settings may be anywhere.
            guard = CheckedNetwork(allow_private=self._settings.allow_private or via is not None)
            maker = self._makers[address.scheme, proxy] = httpcore.AsyncConnectionPool(
                ssl_context=self._ssl_context() if address.scheme == "https" else None,
                keepalive_expiry=KEEP_ALIVE,
                http2=self._settings.http2,
                network_backend=cast("httpcore.AsyncNetworkBackend", guard),
                proxy=httpcore.Proxy(via.url, auth=via.credentials) if via else None,
            )
        return maker

    def _ssl_context(self) -> ssl.SSLContext:
        if self._tls is None:  # made for the first https URL: loading certificates takes a while
            self._tls = httpx.create_ssl_context(trust_env=True)
        return self._tls


async def _answer(
    connection: httpcore.AsyncConnectionInterface, request: httpcore.Request
) -> httpcore.Response:
    try:
        answer = await connection.handle_async_request(request)
    except OSError:
        raise  # an SSLCertVerificationError is a ValueError too
    except ValueError as error:  # from int(), to which httpcore gives the status
        raise _not_http(request, "its status is no number") from error
    if answer.status not in STATUSES:
        await answer.aclose()
        raise _not_http(request, f"its status is {answer.status}")
    return answer


def _not_http(request: httpcore.Request, detail: str) -> FetchError:
    host = request.url.host.decode("ascii", "replace")
    return FetchError(host, f"the answer is not HTTP: {detail}; try again later", "network")


def _request(
    address: RequestAddress, headers: dict[str, str], timeout: dict[str, float]
) -> httpcore.Request:
    site = address.site
    authority = site.partition("//")[2]
    pairs = [("Host", authority), *headers.items()]
    url = httpcore.URL(
        scheme=address.scheme.encode(),
        host=address.host.encode(),
        port=address.port if authority.endswith(f":{address.port}") else None,
        target=address.url[len(site) :].encode(),
    )
    return httpcore.Request(
        b"GET",
        url,
        headers=[(name.encode("ascii"), value.encode("latin-1")) for name, value in pairs],
        extensions={"timeout": timeout},
    )


def _trusting(ca_file: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:  # ssl.SSLError is one
        reason = f"{ca_file} holds no readable certificates: {error.strerror or error}"
        raise ConfigError("fetch.ca_file", reason) from error
