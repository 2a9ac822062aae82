"""Open connections and the requests on them: httpcore without its pool.

Around defects of httpcore 1.0: a cancelled request can leave its slot in a pool taken for ever
(encode/httpcore#961, #1093), and a pool looks at all its connections several times a request. So
connections are kept here. The dispatch bounds requests; a connection on which a request was
cancelled takes no new ones and is closed with its last.
"""

import asyncio
import ssl
from dataclasses import dataclass
from typing import cast

import httpcore
import httpx

from scraper.errors import ConfigError, FetchError, reason_of
from scraper.fetch.settings import FetchSettings
from scraper.fetch.stream import CheckedNetwork
from scraper.fetch.urls import RequestAddress, parse

MAX_IDLE = 256  # connections kept for the next request, `per_host` of one origin; each is an open file, of 1,024 or so
KEEP_ALIVE = 15.0  # seconds
STATUSES = range(100, 1000)  # three digits (RFC 9110, 15); some servers answer 999
CLOSED_MEANWHILE = (httpcore.RemoteProtocolError, ConnectionError)
"""What a request meets on a connection that the server closed while it was on its way."""


@dataclass(slots=True, eq=False)
class _Connection:
    """One connection to an origin, and the requests under way on it."""

    http: httpcore.AsyncConnectionInterface
    origin: tuple[str, str, int]
    active: int = 0
    protocol: bytes = b""  # of its first answer
    retired: bool = False

    def takes_more(self) -> bool:
        """Say whether another request may be sent on it now: with HTTP/2, beside those under way."""
        free = self.protocol == b"HTTP/2" or (self.protocol and not self.active)
        return bool(free) and not self.retired and self.http.is_available()


class Connections:
    """Open connections, those to one origin apart from all others."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._open: dict[tuple[str, str, int], list[_Connection]] = {}
        self._idle: dict[_Connection, None] = {}  # least recently used first
        self._makers: dict[tuple[str, str], httpcore.AsyncConnectionPool] = {}
        self._tls = _trusting(settings.ca_file) if settings.ca_file else None

    async def send(
        self, address: RequestAddress, headers: dict[str, str], timeout: dict[str, float]
    ) -> tuple[_Connection, httpcore.Response]:
        """Return the head of an answer, and its connection, which the caller must release.

        A server may close a kept connection while a request is on its way to it. As browsers do
        (RFC 9112, 9.3.1), the request is then sent once more, on a new connection.
        """
        request = _request(address, headers, timeout)
        connection = await self._free_or_new(address, request.url.origin)
        kept = bool(connection.protocol)
        try:
            return connection, await self._ask(connection, request)
        except CLOSED_MEANWHILE:
            if not kept:
                raise
        connection = self._connect(address, request.url.origin)
        return connection, await self._ask(connection, request)

    async def _ask(self, connection: _Connection, request: httpcore.Request) -> httpcore.Response:
        """Send a request on a connection and return the answer's head. Raises FetchError for an
        answer whose status is no status: HTTP/2 carries any text as one, and httpcore any number."""
        connection.active += 1
        try:
            answer = await _answer(connection.http, request)
        except BaseException as error:
            await self.release(
                connection, None, cancelled=isinstance(error, asyncio.CancelledError)
            )
            raise
        connection.protocol = answer.extensions["http_version"]
        return answer

    async def release(
        self, connection: _Connection, answer: httpcore.Response | None, *, cancelled: bool
    ) -> None:
        """Give a connection back after a request; after a cancelled one it takes no more requests."""
        try:
            if answer is not None:
                await answer.aclose()
        except BaseException:
            cancelled = True
            raise
        finally:
            connection.active -= 1
            connection.retired = connection.retired or cancelled
            if not connection.active:
                await self._rest(connection)

    async def aclose(self) -> None:
        connections = [
            connection for connections in self._open.values() for connection in connections
        ]
        self._open, self._idle = {}, {}
        for connection in connections:
            await connection.http.aclose()

    async def _free_or_new(self, address: RequestAddress, origin: httpcore.Origin) -> _Connection:
        for connection in tuple(self._open.get(address.origin, ())):
            if not connection.takes_more():
                continue
            if not connection.active:
                if connection.http.has_expired():  # or was closed by the server
                    await self._drop(connection)
                    continue
                self._idle.pop(connection, None)
            return connection
        return self._connect(address, origin)

    def _connect(self, address: RequestAddress, origin: httpcore.Origin) -> _Connection:
        connection = _Connection(self._maker(address).create_connection(origin), address.origin)
        self._open.setdefault(address.origin, []).append(connection)
        return connection

    async def _rest(self, connection: _Connection) -> None:
        """Keep a connection that nobody uses now, or close it."""
        resting = sum(other in self._idle for other in self._open.get(connection.origin, ()))
        if not connection.takes_more() or resting >= self._settings.per_host:
            await self._drop(connection)
            return
        self._idle[connection] = None
        if len(self._idle) > MAX_IDLE:
            await self._drop(next(iter(self._idle)))

    async def _drop(self, connection: _Connection) -> None:
        self._idle.pop(connection, None)
        connections = self._open.get(connection.origin, [])
        if connection in connections:
            connections.remove(connection)
        if not connections:
            self._open.pop(connection.origin, None)
        await connection.http.aclose()

    def _maker(self, address: RequestAddress) -> httpcore.AsyncConnectionPool:
        """Return a pool that holds nothing: it is used to make connections only."""
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
        reason = f"{ca_file} holds no readable certificates: {reason_of(error)}"
        raise ConfigError("fetch.ca_file", reason) from error
