"""The one module that speaks to httpx. httpx2 has the same names and can take its place: change
the imports here and in `connections`, where httpcore is, the engine of both.

    Client.get --> Connections (an idle one, or a new one) --> Guard (addresses) --> Stream

Around defects of httpx 0.28:
- Inflating has no bound: bodies are read raw.
- `httpx.AsyncClient` reads Location even when told not to follow it, and raises for a bad one
  before anyone sees the answer; it also keeps cookies, and parses a URL that is parsed already,
  again. Requests go to the engine without it.
- Exceptions of several layers come through: all are mapped here, to `FetchError`.
"""

import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import anyio
import h2.exceptions
import h11
import httpcore
import httpx

from scraper.errors import FetchError
from scraper.fetch.connections import Connections
from scraper.fetch.cookies import Sessions
from scraper.fetch.headers import authorization, constant, merged
from scraper.fetch.settings import FetchSettings
from scraper.fetch.stopwatch import CURRENT, Stopwatch
from scraper.fetch.urls import RequestAddress

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
        """Return all values of a header, joined by commas; "" if there are none."""
        return ", ".join([value for key, value in self.headers if key.lower() == name])


class Client:
    """One request at a time or many, each on its own: no cookies but those of `settings.sites`, no
    redirects, no proxies from the environment, no limit on requests under way. Every failure is
    a `FetchError`."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._sessions = Sessions(settings)
        self._connections = Connections(settings)
        self._timeout = {
            "connect": settings.connect_timeout,
            "read": settings.read_timeout,
            "write": settings.read_timeout,
        }
        self._headers = constant(settings)

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._connections.aclose()

    @asynccontextmanager
    async def get(
        self,
        address: RequestAddress,
        watch: Stopwatch | None = None,
        more: dict[str, str] | None = None,
        home_port: int = 0,
    ) -> AsyncIterator[Response]:
        """Ask for a page, with `more` headers. Raises FetchError, also while its chunks are read.

        `home_port` is that of the URL at the start of a chain of redirects, 0 for the address' own:
        a site's session goes to no other port of its host.
        """
        watch = watch or Stopwatch()
        CURRENT.set(watch)
        headers = self._headers | authorization(address) | (more or {})
        site = self._sessions.site_of(address, home_port or address.port)
        with _translated_errors(address.url):
            if site is not None:
                headers = merged(headers, self._sessions.headers(site, address.url))
            connection, answer = await self._connections.send(address, headers, self._timeout)
            watch.answered()
        cancelled = True
        try:
            received = tuple([(_text(name), _text(value)) for name, value in answer.headers])
            if site is not None:
                self._sessions.keep(site, address.url, received)
            yield Response(
                status=answer.status,
                headers=received,
                http_version=_text(answer.extensions["http_version"]).removeprefix("HTTP/"),
                chunks=_chunks(answer, address.url),
            )
            cancelled = False
        except Exception:
            cancelled = False  # the library closes a connection that it finds broken itself
            raise
        finally:
            with _translated_errors(address.url):
                await self._connections.release(connection, answer, cancelled=cancelled)


async def _chunks(answer: httpcore.Response, url: str) -> AsyncIterator[bytes]:
    with _translated_errors(url):
        async for chunk in answer.aiter_stream():
            yield chunk


def _text(raw: bytes) -> str:
    return raw.decode("latin-1")


@contextmanager
def _translated_errors(url: str) -> Iterator[None]:
    """Turn every exception that the layers below are known to raise into a FetchError."""
    try:
        yield
    except _KNOWN as error:
        raise failure_of(url, error) from error


def failure_of(url: str, error: BaseException) -> FetchError:
    """Return the failure that an exception of the layers below stands for."""
    for cause in _causes(error):
        if isinstance(cause, FetchError):  # raised by the check of addresses, wrapped on its way
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
