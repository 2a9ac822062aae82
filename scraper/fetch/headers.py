"""The headers of a request: who asks, in which forms an answer is read, what is known already."""

from base64 import b64encode

from scraper.encoding.content import ACCEPT_ENCODING
from scraper.fetch.settings import FetchSettings
from scraper.fetch.urls import RequestAddress
from scraper.models.page import Validators

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
MAX_VALIDATOR = 1024  # characters of an ETag that is sent back


def constant(settings: FetchSettings) -> dict[str, str]:
    """Return the headers of every request of a run."""
    return {
        "User-Agent": settings.agent,
        "Accept": ACCEPT,
        "Accept-Encoding": ACCEPT_ENCODING,
    }


def authorization(address: RequestAddress) -> dict[str, str]:
    """Return the header for the credentials of a URL, none if it has none."""
    if address.credentials is None:
        return {}
    pair = ":".join(address.credentials).encode()
    return {"Authorization": f"Basic {b64encode(pair).decode()}"}


def conditions(validators: Validators | None) -> dict[str, str]:
    """Return headers that ask for a body only if it has changed; what a server must not have put into
    our requests (line breaks, other scripts) is left out."""
    if validators is None:
        return {}
    pairs = (
        ("If-None-Match", validators.etag),
        ("If-Modified-Since", validators.last_modified),
    )
    return {
        name: value
        for name, value in pairs
        if 0 < len(value) <= MAX_VALIDATOR and value.isascii() and value.isprintable()
    }


def merged(headers: dict[str, str], stronger: dict[str, str]) -> dict[str, str]:
    """Return both; of a name that is in both, in whatever case, the second value."""
    names = {name.lower() for name in stronger}
    return {name: v for name, v in headers.items() if name.lower() not in names} | stronger
