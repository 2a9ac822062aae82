"""Credentials, which are taken out of a response before it is stored.

A store is copied, mailed and kept for years. So
- user name and password are cut from every URL (`http://user:pw@host/` becomes `http://host/`),
  also in the Location and Content-Location headers;
- the values of Cookie, Set-Cookie, Authorization and Proxy-Authorization are replaced by
  "[removed]" (of Set-Cookie, the cookie's name and attributes stay);
- requests, whose headers could hold a session, are not stored at all.
Secrets in a URL's path or query can't be told from the rest of it and stay.
"""

import re
from dataclasses import replace
from urllib.parse import quote

from scraper.models.page import Page
from scraper.urls import without_userinfo

REMOVED = "[removed]"

_UNSAFE = re.compile("[\x00-\x20\x7f-\x9f\ud800-\udfff]")
_COOKIE_VALUE = re.compile(r"=[^;]*")
_SECRET = frozenset(("cookie", "authorization", "proxy-authorization"))
_LINKS = frozenset(("location", "content-location"))


def safe_url(url: str) -> str:
    """Return a URL without user name and password, white space and control characters as %XX."""
    bare = without_userinfo(url.strip())
    return _UNSAFE.sub(lambda match: quote(match[0], errors="surrogatepass"), bare)


def safe_header(name: str, value: str) -> tuple[str, str]:
    """Return a header without the credentials it may hold."""
    key = name.lower()
    if key == "set-cookie":
        return name, _COOKIE_VALUE.sub(f"={REMOVED}", value, count=1)
    if key in _SECRET:
        return name, REMOVED
    if key in _LINKS:
        return name, safe_url(value)
    return name, value


def without_credentials(page: Page) -> Page:
    """Return a page as it is stored; the module says what is taken out."""
    return replace(
        page,
        url=safe_url(page.url),
        final_url=safe_url(page.final_url),
        redirects=tuple(safe_url(url) for url in page.redirects),
        headers=tuple(safe_header(name, value) for name, value in page.headers),
    )
