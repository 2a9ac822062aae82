"""The one module that speaks to httpx. httpx2 has the same names and can take its place: change
the two imports below.

    Client.get --> httpx.Request --> Transport (a pool for each origin) --> Guard (addresses)

Around defects of httpx 0.28 and httpcore 1.0:
- A cancelled request can leave its pool slot taken for ever (encode/httpcore#961, #1093). The
  pools have no limit of their own (the schedule bounds requests), and a pool in which a request
  was cancelled takes no new ones and is closed with its last.
- Inflating has no bound: bodies are read raw.
- `httpx.AsyncClient` reads Location even when told not to follow it, and raises for a bad one
  before anyone sees the answer; it also keeps cookies. The transport is called without it.
- Exceptions of several layers come through: all are mapped here, to `FetchError`.
"""

import asyncio
import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from types import TracebackType

import anyio
import h2.exceptions
import h11
import httpcore
import httpx

from scraper.errors import ConfigError, FetchError
from scraper.fetch.addresses import resolve
from scraper.fetch.headers import authorization, conditions, constant
from scraper.fetch.settings import FetchSettings
from scraper.fetch.stopwatch import CURRENT, Stopwatch
from scraper.fetch.urls import Address, parse
from scraper.models import Validators

IDLE_POOLS = 64  # origins whose connections are kept for the next request
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


@dataclass(frozen=True, slots=True)
class Response:
    """The head of an answer, and its body still to be read, as received."""

    status: int
    headers: tuple[tuple[str, str], ...]
    http_version: str  # "1.0", "1.1" or "2"
    chunks: AsyncIterator[bytes]

    def header(self, name: str) -> str:
        """All values of a header, joined by commas; "" where there is none."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)


class Client:
    """One request at a time or many, each on its own: no cookies but those of `settings.sites`, no
    redirects, no proxies from the environment, no limit on requests under way. Every failure is
    a `FetchError`."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._jars: dict[str, httpx.Cookies] = {}
        self._transport = Transport(settings)
        self._timeout = httpx.Timeout(
            settings.read_timeout, connect=settings.connect_timeout, pool=None
        ).as_dict()
        self._headers = constant(settings)

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._transport.aclose()

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
        with _explained(address.url):
            request = httpx.Request(
                "GET",
                address.url,
                headers=self._headers | authorization(address) | conditions(validators),
                extensions={"timeout": self._timeout, "trace": watch.note},
            )
            jar = self._enter_session(request, address)
            answer = await self._transport.handle_async_request(request)
            if jar is not None:
                answer.request = request
                jar.extract_cookies(answer)
        try:
            yield Response(
                status=answer.status_code,
                headers=tuple((_text(name), _text(value)) for name, value in answer.headers.raw),
                http_version=answer.http_version.removeprefix("HTTP/"),
                chunks=_chunks(answer, address.url),
            )
        finally:
            with _explained(address.url):
                await answer.aclose()

    def _enter_session(self, request: httpx.Request, address: Address) -> httpx.Cookies | None:
        """Add what the site needs; the jar for what it sets, None where it has no session."""
        site = self._settings.site_of(address.host)
        if site is None or not (address.scheme == "https" or site.plain_http):
            return None
        jar = self._jars.get(site.host)
        if jar is None:
            jar = self._jars[site.host] = httpx.Cookies()
            for name, value in site.cookies:
                jar.set(name, value, domain=site.host)
        request.headers.update(site.headers)
        jar.set_cookie_header(request)
        return jar


async def _chunks(answer: httpx.Response, url: str) -> AsyncIterator[bytes]:
    with _explained(url):
        async for chunk in answer.aiter_raw():
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


class Guard(httpcore.AsyncNetworkBackend):
    """Opens connections to checked addresses only.

    A name is resolved once, all its addresses are checked, and the connection goes to one of
    these: neither a second answer of the name (DNS rebinding) nor a redirect gets around it.
    """

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        started = asyncio.get_running_loop().time()
        addresses = await resolve(host, port, allow_private=self._allow_private)
        if (watch := CURRENT.get()) is not None:
            watch.dns = asyncio.get_running_loop().time() - started
        patience = timeout / len(addresses) if timeout else None
        for number, address in enumerate(addresses, 1):
            try:
                return await self._backend.connect_tcp(
                    address, port, patience, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise FetchError(host, "the name has no address", "dns")

    async def sleep(self, seconds: float) -> None:
        await self._backend.sleep(seconds)


@dataclass(slots=True)
class _Pool:
    connections: httpcore.AsyncConnectionPool
    active: int = 0
    retired: bool = False


class Transport(httpx.AsyncBaseTransport):
    """A connection pool for each origin, so that one host's trouble stays its own."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._pools: OrderedDict[tuple[bytes, bytes, int | None], _Pool] = OrderedDict()
        self._guard = Guard(allow_private=settings.allow_private)
        self._trusting_guard = Guard(allow_private=True)  # a proxy in the settings may be anywhere
        self._tls = _trusting(settings.ca_file) if settings.ca_file else None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        pool = self._pool((url.raw_scheme, url.raw_host, url.port))
        pool.active += 1
        try:
            answer = await pool.connections.handle_async_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                    ),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        except BaseException as error:
            await self.release(pool, cancelled=isinstance(error, asyncio.CancelledError))
            raise
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer, pool, self),
            extensions=answer.extensions,
        )

    async def release(self, pool: _Pool, *, cancelled: bool) -> None:
        """A request has ended; after a cancelled one its pool is not trusted any more."""
        pool.active -= 1
        pool.retired = pool.retired or cancelled
        if pool.retired:
            self._pools = OrderedDict((k, p) for k, p in self._pools.items() if p is not pool)
            if not pool.active:
                await pool.connections.aclose()
        elif len(self._pools) > IDLE_POOLS:
            idle = next((key for key, other in self._pools.items() if not other.active), None)
            if idle is not None:
                await self._pools.pop(idle).connections.aclose()

    async def aclose(self) -> None:
        pools, self._pools = self._pools, OrderedDict()
        for pool in pools.values():
            await pool.connections.aclose()

    def _pool(self, origin: tuple[bytes, bytes, int | None]) -> _Pool:
        pool = self._pools.get(origin)
        if pool is None:
            proxy = self._proxy(origin[1].decode("ascii"))
            pool = self._pools[origin] = _Pool(
                httpcore.AsyncConnectionPool(
                    ssl_context=self._ssl_context() if origin[0] == b"https" else None,
                    max_connections=None,
                    max_keepalive_connections=self._settings.per_host,
                    keepalive_expiry=KEEP_ALIVE,
                    http2=self._settings.http2,
                    network_backend=self._trusting_guard if proxy else self._guard,
                    proxy=proxy,
                )
            )
        self._pools.move_to_end(origin)
        return pool

    def _proxy(self, host: str) -> httpcore.Proxy | None:
        site = self._settings.site_of(host.strip("[]"))
        if site is None or not site.proxy:
            return None
        address = parse(site.proxy)
        return httpcore.Proxy(address.url, auth=address.credentials)

    def _ssl_context(self) -> ssl.SSLContext:
        if self._tls is None:  # made for the first https URL: loading certificates takes a while
            self._tls = httpx.create_ssl_context(trust_env=True)
        return self._tls


def _trusting(ca_file: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:  # ssl.SSLError is one
        reason = f"{ca_file} holds no readable certificates: {error.strerror or error}"
        raise ConfigError("fetch.ca_file", reason) from error


class _Body(httpx.AsyncByteStream):
    """A response's body, which gives its place in the pool back when closed."""

    def __init__(self, answer: httpcore.Response, pool: _Pool, transport: Transport) -> None:
        self._answer = answer
        self._pool = pool
        self._transport = transport
        self._cancelled = False
        self._closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._answer.aiter_stream():
                yield chunk
        except asyncio.CancelledError:
            self._cancelled = True
            raise

    async def aclose(self) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            await self._answer.aclose()
        except asyncio.CancelledError:
            self._cancelled = True
            raise
        finally:
            await self._transport.release(self._pool, cancelled=self._cancelled)
