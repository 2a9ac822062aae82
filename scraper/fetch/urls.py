"""The URLs we are given and the ones we are sent to: checked, and in the form that is requested."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

import idna

from scraper.errors import FetchError

LONGEST = 8192  # characters
_PORTS = {"http": 80, "https": 443}
_USERINFO = re.compile(r"(//|^[a-z]+:)[^/?#\s]*@", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?|\[[0-9a-f:.]+\]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_SAFE = "%!$&'()*+,;=:@/[]|^~"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a request goes. `url` has no credentials and no fragment."""

    url: str
    scheme: str
    host: str
    port: int
    credentials: tuple[str, str] | None = field(default=None, repr=False)

    @property
    def origin(self) -> tuple[str, str, int]:
        """What credentials and connections belong to."""
        return self.scheme, self.host, self.port

    @property
    def site(self) -> str:
        """The origin as a URL without path: what a robots.txt is for."""
        return self.url[: self.url.index("/", len(self.scheme) + 3)]

    @property
    def host_key(self) -> str:
        """What politeness counts by: the host, with its port where that is unusual."""
        return self.host if self.port in _PORTS.values() else f"{self.host}:{self.port}"


def parse(text: str) -> Address:
    """Check a URL. Raises FetchError ("bad_url", "refused") with what to write instead."""
    text = text.strip()
    shown = redact(text)
    if not text or len(text) > LONGEST:
        raise FetchError(shown[:80], f"a URL has 1 to {LONGEST} characters", "bad_url")
    if not _SCHEME.match(text):
        bare = shown.lstrip("/")
        raise FetchError(shown, f"no scheme; did you mean https://{bare}?", "bad_url")
    try:
        parts = urlsplit(text.replace("\\", "/"))
        port = parts.port
    except ValueError as error:
        raise FetchError(shown, f"not a URL: {error}", "bad_url") from error
    if parts.scheme not in _PORTS:
        raise FetchError(shown, f"only http and https are fetched, not {parts.scheme}", "refused")
    if port == 0:
        raise FetchError(shown, "port 0 can't be connected to", "bad_url")
    host = _host(parts.hostname or "", shown)
    port = port or _PORTS[parts.scheme]
    netloc = host if port == _PORTS[parts.scheme] else f"{host}:{port}"
    path = quote(parts.path or "/", safe=_SAFE)
    query = quote(parts.query, safe=_SAFE + "?")
    credentials = None
    if parts.username is not None:
        credentials = (unquote(parts.username), unquote(parts.password or ""))
    url = urlunsplit((parts.scheme, netloc, path, query, ""))
    return Address(url, parts.scheme, host.strip("[]"), port, credentials)


def follow(base: Address, location: str) -> Address:
    """The address a Location header leads to. Credentials stay with the origin they were given
    for, and are never taken from a header. Raises FetchError."""
    try:
        joined = urljoin(base.url, location.strip())
    except ValueError as error:
        message = f"redirects to what is not a URL: {redact(location)[:200]}"
        raise FetchError(base.url, message, "bad_url") from error
    try:
        target = parse(joined)
    except FetchError as error:
        message = f"redirects to {error.subject[:200]}: {error.message}"
        raise FetchError(base.url, message, error.kind) from error
    kept = base.credentials if target.origin == base.origin else None
    return Address(target.url, target.scheme, target.host, target.port, kept)


def redact(text: str) -> str:
    """Text with the user name and password of URLs taken out, on one line."""
    return _USERINFO.sub(r"\1", " ".join(text.split()))


def _host(host: str, shown: str) -> str:
    """Lower-case ASCII form of a host name, IPv6 addresses in brackets."""
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise FetchError(shown, f"not a host name: {error}", "bad_url") from error
    host = host.lower()
    if not _HOST.fullmatch(host):
        raise FetchError(shown, "the host is missing or not a host name", "bad_url")
    return host
