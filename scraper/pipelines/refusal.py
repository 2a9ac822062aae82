"""Which pages are not given to the extraction, and why. Pure."""

from datetime import datetime, timedelta

from scraper.fetch import retry_after
from scraper.fetch.settings import MORE_BYTES, MORE_TIME
from scraper.models.failure import Failure
from scraper.models.page import Page

_TRUNCATED = {
    "length": f"the body is longer than allowed ({MORE_BYTES}), cut off",
    "time": f"the body took too long ({MORE_TIME}), cut off",
    "disconnect": "the body is not whole (try again later): it ended",
}


def refusal(page: Page, now: datetime) -> Failure | None:
    """Return why a page is not extracted, None if it is. It stays in the store either way. The rest
    that a server asks for begins at `now`."""
    kept = f"; kept as {page.id}" if page.id else ""
    if page.truncated:
        reason = _TRUNCATED[page.truncated]
        return Failure(page.url, "truncated", f"{reason} after {len(page.raw)} bytes{kept}")
    if (page.status >= 300 or page.status < 200) and not page.unchanged:
        message = f"HTTP status {page.status}{kept}"
        return Failure(page.url, "http_status", message, not_before=_asked_rest(page, now))
    if page.unrendered:
        return Failure(page.url, "render", f"{page.unrendered}{kept}")
    return None


def accepted(found: Page | Failure, now: datetime) -> Page | Failure:
    """Return a page that can be extracted, or why there is none."""
    return found if isinstance(found, Failure) else refusal(found, now) or found


def _asked_rest(page: Page, now: datetime) -> datetime | None:
    """Return the time before which the server wants no other request; None where it says nothing."""
    seconds = retry_after(page.header("retry-after"), now)
    return now + timedelta(seconds=seconds) if seconds else None
