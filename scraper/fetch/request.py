"""One request, from a job to its result: a page, a failure, or the next job of a chain.

Job --> receive within bounds --> redirect? --> Job
                             +-> decode ------> Page
                             +-> no answer ---> Failure
                                                       each in a RequestResult, with what it tells about the host
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from scraper.encoding.content import decode_body
from scraper.errors import FetchError
from scraper.fetch.client import Client, Response
from scraper.fetch.cookies import RedirectCookies
from scraper.fetch.headers import conditions
from scraper.fetch.pace import HostAnswer
from scraper.fetch.refresh import Refresh, refresh_of
from scraper.fetch.retries import retry_after
from scraper.fetch.settings import MORE_TIME, FetchSettings
from scraper.fetch.stopwatch import Stopwatch
from scraper.fetch.urls import RequestAddress, follow
from scraper.models.failure import Failure
from scraper.models.page import Page, Validators

Clock = Callable[[], datetime]

OK = 200
REDIRECTS = frozenset((301, 302, 303, 307, 308))
NOT_MODIFIED = 304
_NOT_THE_HOST = ("refused", "bad_url")  # failures that are no word on the host's health
NEUTRAL = 200  # a status that says nothing about the host
MAX_REDIRECT_BODY = 65_536  # bytes read of it, only to keep the connection
INLINE_BYTES = 262_144  # compressed; longer bodies are decoded in a thread


@dataclass(frozen=True, slots=True)
class FetchJob:
    """A URL on its way. `asked` is shown to people and has no credentials."""

    index: int
    asked: str
    address: RequestAddress
    purpose: Literal["page", "robots", "part"] = "page"  # a part is asked for by a rendered page
    validators: Validators | None = None  # of what is stored of this address
    hops: tuple[str, ...] = ()  # URLs that redirected, first to last
    sent: frozenset[tuple[str, str]] = frozenset()  # their URLs, each with the cookies sent to it
    cookies: RedirectCookies = field(default_factory=RedirectCookies)  # set on the way
    home_port: int = 0  # of the URL that was asked for, to which a session is bound; 0: its own
    seconds: float = 0.0  # spent on them
    attempts: int = 1  # this one included
    begun: float | None = None  # when the first attempt started, by the run's clock
    last: Page | Failure | None = None  # what the attempt before this ended with


@dataclass(frozen=True, slots=True)
class RequestResult:
    """The result of one request, and what it tells about the host."""

    outcome: Page | Failure | FetchJob
    seen: HostAnswer


@dataclass(slots=True)
class _Received:
    """What has come so far; it survives the end of the connection or of the time."""

    watch: Stopwatch
    response: Response | None = None
    raw: bytearray = field(default_factory=bytearray)
    truncated: str = ""


async def fetch_hop(
    client: Client, job: FetchJob, settings: FetchSettings, clock: Clock
) -> RequestResult:
    """Make one request and return its result. A body that is not whole makes a page with `truncated`
    set."""
    fetched_at, received = clock(), _Received(Stopwatch())
    cookie = job.cookies.header(job.address)
    failure = await _receive(client, job, cookie, settings, received)
    response, watch = received.response, received.watch
    sent = job.sent | {(job.address.url, cookie)}
    job = replace(job, seconds=job.seconds + watch.elapsed(), sent=sent)
    if failure is not None or response is None:
        status = NEUTRAL if failure is not None and failure.kind in _NOT_THE_HOST else 0
        return RequestResult(failure or _failure(job, "network", "no answer"), HostAnswer(status))
    asked = retry_after(response.header("retry-after"), fetched_at)
    status = 0 if received.truncated in ("time", "disconnect") else response.status
    seen = HostAnswer(status, watch.first_byte, asked if response.status >= 400 else 0.0)
    location = response.header("location")
    if response.status in REDIRECTS and location:
        return RequestResult(_redirected(job, response, location, settings), seen)
    page = await _page(job, response, received, settings, fetched_at)
    if isinstance(page, Failure):
        return RequestResult(page, seen)
    if page.status == NOT_MODIFIED and job.validators is not None:
        page = replace(page, unchanged=job.validators.capture)
    return RequestResult(_refreshed(job, response, page, settings) or page, seen)


async def _receive(
    client: Client, job: FetchJob, cookie: str, settings: FetchSettings, received: _Received
) -> Failure | None:
    """Fill `received`. A failure is what kept even the head of an answer from coming."""
    headers = conditions(job.validators) | ({"Cookie": cookie} if cookie else {})
    home = job.home_port
    try:
        async with asyncio.timeout(max(0.0, settings.timeout - job.seconds)):
            async with client.get(job.address, received.watch, headers, home) as response:
                received.response = response
                await _read(response, received, settings)
    except TimeoutError:
        if received.response is None:
            message = f"no answer within {settings.timeout:g} s ({MORE_TIME})"
            return _failure(job, "timeout", message)
        received.truncated = "time"
    except FetchError as error:
        if received.response is None:
            return _failure(job, error.kind, error.message)
        received.truncated = "time" if error.kind == "timeout" else "disconnect"
    return None


async def _read(response: Response, received: _Received, settings: FetchSettings) -> None:
    limit = settings.max_bytes
    if response.status in REDIRECTS:
        limit = min(limit, MAX_REDIRECT_BODY)
    async for chunk in response.chunks:
        received.raw += chunk
        if len(received.raw) > limit:
            del received.raw[limit:]
            received.truncated = "length"
            return


def _redirected(
    job: FetchJob, response: Response, location: str, settings: FetchSettings
) -> FetchJob | Failure:
    """Return the job that a redirect asks for, or the failure if it can't be followed."""
    try:
        # Servers send raw UTF-8 here, which came to us as Latin-1.
        address = follow(job.address, _as_utf_8(location))
    except FetchError as error:
        return Failure(job.asked, error.kind, error.message)
    return _next_hop(job, response, address, settings)


def _refreshed(
    job: FetchJob, response: Response, page: Page, settings: FetchSettings
) -> FetchJob | Failure | None:
    """Return the job for the page that this one sends its readers to, or the failure if it sends
    them in a circle or too far; None for a page that is meant to be read."""
    if job.purpose != "page" or page.status != OK or page.truncated:
        return None
    refresh = refresh_of(page)
    if refresh is None:
        return None
    try:
        address = follow(_base_of(job.address, refresh), refresh.target)
    except FetchError:
        return None  # to an app or a script: the page is all there is
    onward = _next_hop(job, response, address, settings)
    reloads = address.url == job.address.url and isinstance(onward, Failure)
    return None if reloads else onward


def _base_of(address: RequestAddress, refresh: Refresh) -> RequestAddress:
    """Return the address from which the target of a refresh counts; an empty target is the page itself."""
    try:
        return follow(address, refresh.base) if refresh.base and refresh.target else address
    except FetchError:
        return address  # a base that is no address counts for nothing


def _next_hop(
    job: FetchJob, response: Response, address: RequestAddress, settings: FetchSettings
) -> FetchJob | Failure:
    """Return the next job of a chain. Cookies are what keeps a redirect to the same URL from being
    a circle: sites set one and wait for it to come back."""
    job.cookies.keep(job.address, response.headers)
    hops = (*job.hops, job.address.url)
    if (address.url, job.cookies.header(address)) in job.sent:
        return Failure(job.asked, "redirects", f"redirects in a circle, back to {address.url}")
    if len(hops) > settings.max_redirects:
        return Failure(job.asked, "redirects", f"more than {settings.max_redirects} redirects")
    home = job.home_port or job.address.port
    return replace(job, address=address, hops=hops, validators=None, home_port=home)


async def _page(
    job: FetchJob, response: Response, received: _Received, settings: FetchSettings, at: datetime
) -> Page | Failure:
    raw = bytes(received.raw)
    encoding = response.header("content-encoding")
    try:
        if len(raw) > INLINE_BYTES and encoding:
            decoded = await asyncio.to_thread(decode_body, raw, encoding, settings.max_bytes)
        else:
            decoded = decode_body(raw, encoding, settings.max_bytes)
    except ValueError as error:
        return _failure(job, "bad_encoding", f"{error}; the body can't be read")
    truncated = received.truncated
    if not truncated and decoded.problem:
        truncated = "length" if decoded.problem == "length" else "disconnect"
    return Page(
        url=job.asked,
        final_url=job.address.url,
        status=response.status,
        headers=response.headers,
        body=raw if decoded.body == raw else decoded.body,
        raw=raw,
        fetched_at=at,
        http_version=response.http_version,
        redirects=job.hops,
        truncated=truncated,
        seconds=round(job.seconds, 3),
        trace=received.watch.trace(job.attempts),
    )


def _failure(job: FetchJob, kind: str, message: str) -> Failure:
    if job.hops:
        message = f"{message}; after a redirect to {job.address.url}"
    return Failure(job.asked, kind, message)


def _as_utf_8(text: str) -> str:
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text
