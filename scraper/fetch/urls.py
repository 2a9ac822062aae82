"""The URLs we are given and the ones we are sent to: checked, and in the form that is requested,
which is the one that browsers request."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from scraper.arguments import url_text
from scraper.errors import FetchError
from scraper.urls import join, normal, without_userinfo

LONGEST = 8192  # characters
STANDARD_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"\A[a-z][a-z0-9+.-]*+:(?!\d)", re.IGNORECASE)
_NO_PATH = re.compile(r"\A(?:[a-z][a-z0-9+.-]*+:)?[^/?#]*@", re.IGNORECASE)
_INVISIBLE = str.maketrans("", "", "\t\r\n")  # what browsers take out of a URL


@dataclass(frozen=True, slots=True)
class RequestAddress:
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
        return self.host if self.port in STANDARD_PORTS.values() else f"{self.host}:{self.port}"


def parse(text: str) -> RequestAddress:
    """Check a URL. Raises FetchError ("bad_url", "refused") with what to write instead, and TypeError for
    what is no text."""
    text = url_text(text).strip()
    shown = redact(text)
    if not text or len(text) > LONGEST:
        raise FetchError(shown[:80], f"a URL has 1 to {LONGEST} characters", "bad_url")
    if not _SCHEME.match(text):
        meant = f"https://{shown.lstrip('/')}"
        fix = f"did you mean {meant}?" if _is_likely(meant) else "a URL begins with https://"
        raise FetchError(shown, f"no scheme; {fix}", "bad_url")
    scheme = text.partition(":")[0].lower()
    if scheme not in STANDARD_PORTS:
        raise FetchError(shown, f"only http and https are fetched, not {scheme}", "refused")
    url = normal(text)
    if url is None:
        message = "not a URL: the host name or the port is missing or wrong"
        raise FetchError(shown, message, "bad_url")
    parts = urlsplit(url)
    if parts.port == 0:
        raise FetchError(shown, "port 0 can't be connected to", "bad_url")
    credentials = None
    if parts.username is not None or parts.password is not None:
        credentials = (unquote(parts.username or ""), unquote(parts.password or ""))
    bare = without_userinfo(url.partition("#")[0])
    return RequestAddress(
        bare, scheme, parts.hostname or "", parts.port or STANDARD_PORTS[scheme], credentials
    )


def _is_likely(url: str) -> bool:
    """Say whether a text is a URL that a person may have meant: without spaces, and of a host that may be on the web."""
    host = urlsplit(normal(url) or "").hostname or ""
    return not any(map(str.isspace, url)) and ("." in host or host == "localhost")


def follow(base: RequestAddress, location: str) -> RequestAddress:
    """Return the address a Location header leads to. Credentials stay with the origin they were given
    for, and are never taken from a header. Raises FetchError."""
    joined = join(location, base.url)
    if joined is None:
        message = f"redirects to what is not a URL: {redact(location)[:200]}"
        raise FetchError(base.url, message, "bad_url")
    try:
        target = parse(joined)
    except FetchError as error:
        message = f"redirects to {error.subject[:200]}: {error.message}"
        raise FetchError(base.url, message, error.kind) from error
    kept = base.credentials if target.origin == base.origin else None
    return RequestAddress(target.url, target.scheme, target.host, target.port, kept)


def redact(text: str) -> str:
    """Return a URL, or what was meant to be one, on one line and without user name and password."""
    line = without_userinfo(" ".join(text.translate(_INVISIBLE).split()))
    return _NO_PATH.sub("", line)  # user:password@host, without a scheme or with any
