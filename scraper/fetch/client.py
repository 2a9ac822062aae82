"""The one module that speaks to httpx and to httpcore, its engine. httpx2 and httpcore2 have the
same names and can take their place: change the two imports below.

    Client.get --> Connections (an idle one, or a new one) --> Guard (addresses) --> Stream

Around defects of httpx 0.28 and httpcore 1.0:
- A cancelled request can leave its pool slot taken for ever (encode/httpcore#961, #1093), and a
  pool looks at all its connections several times a request. So connections are kept here, without
  a pool: the schedule bounds requests, and one on which a request was cancelled takes no new ones
  and is closed with its last.
- Inflating has no bound: bodies are read raw.
- `httpx.AsyncClient` reads Location even when told not to follow it, and raises for a bad one
  before anyone sees the answer; it also keeps cookies, and parses a URL that is parsed already,
  again. Requests go to the engine without it.
- Exceptions of several layers come through: all are mapped here, to `FetchError`.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import cast

import anyio
import h2.exceptions
import h11
import httpcore
import httpx

from scraper.errors import ConfigError, FetchError
from scraper.fetch.headers import authorization, conditions, constant, merged
from scraper.fetch.settings import FetchSettings, Site
from scraper.fetch.stopwatch import CURRENT, Stopwatch
from scraper.fetch.stream import Guard
from scraper.fetch.urls import Address, parse
from scraper.models import Validators

MAX_IDLE = 256  # connections kept for the next request; each is an open file, of 1,024 or so
KEEP_ALIVE = 15.0  # seconds

# From the most to the least specific: exception classes -> kind of failure, what to say.
FAILURES: tuple[tuple[tuple[type[BaseException], ...], str, str], ...] = (
    (
        (httpx.ConnectTimeout, httpcore.ConnectTimeout),
        "timeout",
        "no connection in time; try again later",
    ),
    (
        (httpx.TimeoutException, httpcore.TimeoutException, TimeoutError),
        "timeout",
        "the server stopped answering; try again later",
    ),
    (
        (httpx.ConnectError, httpcore.ConnectError, httpx.ProxyError, httpcore.ProxyError),
        "connect",
        "cannot connect; try again later",
    ),
    (
        (httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol),
        "refused",
        "only http and https are fetched",
    ),
    ((httpx.InvalidURL, UnicodeError), "bad_url", "not a URL that can be requested"),
    ((httpx.TooManyRedirects,), "redirects", "redirects too often"),
    ((httpx.DecodingError,), "bad_encoding", "the body is not in the encoding it names"),
    ((ssl.SSLError,), "tls", "no secure connection"),
    (
        (
            httpx.HTTPError,
            httpx.StreamError,
            httpx.CookieConflict,
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.ConnectionNotAvailable,
            h11.ProtocolError,
            h2.exceptions.H2Error,
            anyio.BrokenResourceError,
            anyio.ClosedResourceError,
            anyio.EndOfStream,
            OSError,
            ExceptionGroup,
        ),
        "network",
        "the connection broke or the answer is not HTTP; try again later",
    ),
)
_TLS_WAITS = (ssl.SSLWantReadError, ssl.SSLWantWriteError)  # not errors; a timeout comes of them
_KNOWN = tuple(cls for classes, _, _ in FAILURES for cls in classes)


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Response:
    """The head of an answer, and its body still to be read, as received."""

    status: int
    headers: Pairs
    http_version: str  # "1.0", "1.1" or "2"
    chunks: AsyncIterator[bytes]

    def header(self, name: str) -> str:
        """All values of a header, joined by commas; "" where there is none."""
        return ", ".join([value for key, value in self.headers if key.lower() == name])


class Client:
    """One request at a time or many, each on its own: no cookies but those of `settings.sites`, no
    redirects, no proxies from the environment, no limit on requests under way. Every failure is
    a `FetchError`."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._jars: dict[str, httpx.Cookies] = {}
        self._connections = Connections(settings)
        self._timeout = {
            "connect": settings.connect_timeout,
            "read": settings.read_timeout,
            "write": settings.read_timeout,
        }
        self._headers = constant(settings)

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._connections.aclose()

    @asynccontextmanager
    async def get(
        self,
        address: Address,
        watch: Stopwatch | None = None,
        validators: Validators | None = None,
    ) -> AsyncIterator[Response]:
        """Ask for a page. Raises FetchError, also while its chunks are read."""
        watch = watch or Stopwatch()
        CURRENT.set(watch)
        headers = self._headers | authorization(address) | conditions(validators)
        site = self._session(address)
        with _explained(address.url):
            if site is not None:
                headers = merged(headers, self._of_session(site, address.url))
            line, answer = await self._connections.send(address, headers, self._timeout)
            watch.answered()
        cancelled = True
        try:
            if site is not None:
                self._remember(site, address.url, answer)
            yield Response(
                status=answer.status,
                headers=tuple([(_text(name), _text(value)) for name, value in answer.headers]),
                http_version=_text(answer.extensions["http_version"]).removeprefix("HTTP/"),
                chunks=_chunks(answer, address.url),
            )
            cancelled = False
        except Exception:
            cancelled = False  # the library closes a connection that it finds broken itself
            raise
        finally:
            with _explained(address.url):
                await self._connections.release(line, answer, cancelled=cancelled)

    def _session(self, address: Address) -> Site | None:
        if not self._settings.sites:
            return None
        site = self._settings.site_of(address.host)
        return site if site and (address.scheme == "https" or site.plain_http) else None

    def _of_session(self, site: Site, url: str) -> dict[str, str]:
        """The headers a site needs, cookies among them."""
        jar = self._jars.get(site.host)
        if jar is None:
            jar = self._jars[site.host] = httpx.Cookies()
            for name, value in site.cookies:
                jar.set(name, value, domain=site.host)
        request = httpx.Request("GET", url)
        jar.set_cookie_header(request)
        cookie = request.headers.get("Cookie")
        return dict(site.headers) | ({"Cookie": cookie} if cookie else {})

    def _remember(self, site: Site, url: str, answer: httpcore.Response) -> None:
        request = httpx.Request("GET", url)
        head = httpx.Response(answer.status, headers=answer.headers, request=request)
        self._jars[site.host].extract_cookies(head)


async def _chunks(answer: httpcore.Response, url: str) -> AsyncIterator[bytes]:
    with _explained(url):
        async for chunk in answer.aiter_stream():
            yield chunk


def _text(raw: bytes) -> str:
    return raw.decode("latin-1")


@contextmanager
def _explained(url: str) -> Iterator[None]:
    """Every exception the layers below are known to raise becomes a FetchError."""
    try:
        yield
    except _KNOWN as error:
        raise failure_of(url, error) from error


def failure_of(url: str, error: BaseException) -> FetchError:
    """The failure an exception of the layers below stands for."""
    for cause in _causes(error):
        if isinstance(cause, FetchError):  # the guard's own, wrapped on its way
            return cause
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, _TLS_WAITS):
            reason = getattr(cause, "verify_message", "") or getattr(cause, "reason", "") or cause
            return FetchError(url, f"no secure connection: {reason}", "tls")
    kind, advice = next((k, a) for classes, k, a in FAILURES if isinstance(error, classes))
    detail = " ".join(str(error).split())[:200]
    return FetchError(url, f"{advice} ({detail or type(error).__name__})", kind)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


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
        self, address: Address, headers: dict[str, str], timeout: dict[str, float]
    ) -> tuple[_Line, httpcore.Response]:
        """The head of an answer; its line is to be released."""
        request = _request(address, headers, timeout)
        line = await self._line(address, request.url.origin)
        line.active += 1
        try:
            answer = await line.connection.handle_async_request(request)
        except BaseException as error:
            await self.release(line, None, cancelled=isinstance(error, asyncio.CancelledError))
            raise
        line.protocol = answer.extensions["http_version"]
        return line, answer

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

    async def _line(self, address: Address, origin: httpcore.Origin) -> _Line:
        for line in tuple(self._lines.get(address.origin, ())):
            if not line.takes_more():
                continue
            if not line.active:
                if line.connection.has_expired():  # or was closed by the server
                    await self._drop(line)
                    continue
                self._idle.pop(line, None)
            return line
        line = _Line(self._maker(address).create_connection(origin), address.origin)
        self._lines.setdefault(address.origin, []).append(line)
        return line

    async def _rest(self, line: _Line) -> None:
        if line.takes_more():
            self._idle[line] = None
            if len(self._idle) > MAX_IDLE:
                await self._drop(next(iter(self._idle)))
        else:
            await self._drop(line)

    async def _drop(self, line: _Line) -> None:
        self._idle.pop(line, None)
        lines = self._lines.get(line.origin, [])
        if line in lines:
            lines.remove(line)
        if not lines:
            self._lines.pop(line.origin, None)
        await line.connection.aclose()

    def _maker(self, address: Address) -> httpcore.AsyncConnectionPool:
        """A pool that holds nothing: it knows how to make connections."""
        site = self._settings.site_of(address.host) if self._settings.sites else None
        proxy = site.proxy if site is not None else ""
        maker = self._makers.get((address.scheme, proxy))
        if maker is None:
            via = parse(proxy) if proxy else None
            # A proxy in the settings may be anywhere.
            guard = Guard(allow_private=self._settings.allow_private or via is not None)
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


def _request(
    address: Address, headers: dict[str, str], timeout: dict[str, float]
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
        headers=[(name.encode("ascii"), value.encode("ascii")) for name, value in pairs],
        extensions={"timeout": timeout},
    )


def _trusting(ca_file: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:  # ssl.SSLError is one
        reason = f"{ca_file} holds no readable certificates: {error.strerror or error}"
        raise ConfigError("fetch.ca_file", reason) from error
