"""Cookies: which of them go with a request, and what an answer's Set-Cookie headers leave.

    RedirectCookies  those set within one chain of redirects; they end with it
    Sessions         those of the configured sites, with their headers; they last for the run

The standard library's jar decides about domains, paths and lifetimes. It reads headers as Latin-1,
and they are sent so, which gives each byte back as it came.
"""

from collections.abc import Iterable, Sequence
from email.message import Message
from http.cookiejar import Cookie, CookieJar
from urllib.request import Request

from scraper.fetch.settings import FetchSettings, SiteAccess
from scraper.fetch.urls import STANDARD_PORTS, RequestAddress

MAX_SET_COOKIE = 8192  # characters of one header; browsers read 4,096 of a name and its value
MAX_COOKIES = 50  # read of one answer; RFC 6265, 6.1 asks for 50 of a domain
MAX_HEADER = 16_384  # characters of a Cookie header; servers refuse longer heads

Pairs = Sequence[tuple[str, str]]


class RedirectCookies:
    """The cookies that were set within one chain of redirects, each for the origin that set it."""

    def __init__(self) -> None:
        self._jars: dict[tuple[str, str, int], _Jar] = {}

    def header(self, address: RequestAddress) -> str:
        """Return the Cookie header of a request, "" if no cookie fits."""
        jar = self._jars.get(address.origin)
        return jar.header(address.url) if jar is not None else ""

    def keep(self, address: RequestAddress, headers: Pairs) -> None:
        """Keep what an answer from `address` sets."""
        values = _set_cookies(headers)
        if values:
            self._jars.setdefault(address.origin, _Jar()).keep(address.url, values)


class Sessions:
    """Cookies and headers of the configured sites, and the cookies these set during the run."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._jars: dict[str, _Jar] = {}

    def site_of(self, address: RequestAddress, home_port: int) -> SiteAccess | None:
        """Return the site whose secrets a request may carry, None if it may carry none.

        A host may serve strangers on other ports, so a port has to be the scheme's own or that of
        the URL that was asked for (`home_port`), and not one that a redirect named.
        """
        site = self._settings.site_of(address.host) if self._settings.sites else None
        if site is None or not (address.scheme == "https" or site.plain_http):
            return None
        return site if address.port in (STANDARD_PORTS[address.scheme], home_port) else None

    def headers(self, site: SiteAccess, url: str) -> dict[str, str]:
        """Return the headers that a site needs, cookies among them."""
        cookie = self._jar(site).header(url)
        return dict(site.headers) | ({"Cookie": cookie} if cookie else {})

    def keep(self, site: SiteAccess, url: str, headers: Pairs) -> None:
        """Keep what an answer of the site sets."""
        values = _set_cookies(headers)
        if values:
            self._jar(site).keep(url, values)

    def _jar(self, site: SiteAccess) -> "_Jar":
        if site.host not in self._jars:
            self._jars[site.host] = _Jar(_cookie(*pair, site.host) for pair in site.cookies)
        return self._jars[site.host]


class _Jar:
    """A cookie jar of the standard library, with URLs and headers as we have them."""

    def __init__(self, cookies: Iterable[Cookie] = ()) -> None:
        self._jar = CookieJar()
        for cookie in cookies:
            self._jar.set_cookie(cookie)

    def header(self, url: str) -> str:
        """Return the Cookie header for a URL; cookies that don't fit into it are left out."""
        request = Request(url)  # noqa: S310  # nothing is opened: it asks the jar
        self._jar.add_cookie_header(request)
        header: str = request.get_header("Cookie", "") or ""
        return header if len(header) <= MAX_HEADER else header[:MAX_HEADER].rpartition("; ")[0]

    def keep(self, url: str, values: Iterable[str]) -> None:
        """Read Set-Cookie headers of an answer."""
        self._jar.extract_cookies(_Answer(values), Request(url))  # type: ignore[arg-type]  # noqa: S310


class _Answer:
    """As much of an answer as a cookie jar asks for."""

    def __init__(self, values: Iterable[str]) -> None:
        self._headers = Message()
        for value in values:
            self._headers["Set-Cookie"] = value

    def info(self) -> Message:
        return self._headers


def _set_cookies(headers: Pairs) -> list[str]:
    """Return the Set-Cookie headers that are read: none with control characters, which HTTP/2 lets
    through and which must not come back in a request."""
    found = [value for name, value in headers if name.lower() == "set-cookie"]
    return [v for v in found[:MAX_COOKIES] if len(v) <= MAX_SET_COOKIE and not _has_control(v)]


def _has_control(value: str) -> bool:
    return any(character < " " or character == "\x7f" for character in value.replace("\t", " "))


def _cookie(name: str, value: str, host: str) -> Cookie:
    """Return a cookie of a host and of the hosts below it."""
    domain = (
        host if "." in host else f"{host}.local"
    )  # the jar's own way with names such as localhost
    return Cookie(
        version=0, name=name, value=value, port=None, port_specified=False,
        domain=domain, domain_specified=True, domain_initial_dot=False,
        path="/", path_specified=True, secure=False, expires=None, discard=True,
        comment=None, comment_url=None, rest={},
    )  # fmt: skip
