"""URLs to pages: polite, bounded, and honest about what came.

    URL -> dispatch (robots.txt, pace) -> client (checked addresses) -> decode -> Page | Failure

An answer of any status is a `Page`; a body that is not whole has `Page.truncated` set; a
`Failure` is a URL without an answer. Public, as `scraper.fetch_page` and so on: `fetch_page`,
`fetch_pages`, `FetchSettings`, `SiteAccess`; the other names are for this package's pipelines.
Names are imported on first use, since httpx is heavy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scraper.fetch.settings import FetchSettings, Site, SiteAccess

if TYPE_CHECKING:
    from scraper.fetch.fetcher import Fetcher
    from scraper.fetch.known_pages import KnownPages
    from scraper.fetch.pages import Result, bug_of, fetch_page, fetch_pages
    from scraper.fetch.retries import retry_after

__all__ = [
    "FetchSettings",
    "Fetcher",
    "KnownPages",
    "Result",
    "Site",
    "SiteAccess",
    "bug_of",
    "fetch_page",
    "fetch_pages",
    "retry_after",
]
_ELSEWHERE = {
    "Fetcher": "scraper.fetch.fetcher",
    "KnownPages": "scraper.fetch.known_pages",
    "retry_after": "scraper.fetch.retries",
}
_OLD_NAMES = {"fetch": "fetch_page", "fetch_all": "fetch_pages"}  # as 0.1.0's README had them


def __getattr__(name: str) -> Any:
    name = _OLD_NAMES.get(name, name)
    if name not in __all__:
        raise AttributeError(f"module 'scraper.fetch' has no attribute {name!r}")
    return getattr(import_module(_ELSEWHERE.get(name, "scraper.fetch.pages")), name)
