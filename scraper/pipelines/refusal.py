"""Which pages are not given to the extraction, and why. Pure."""

from scraper.models.page import Failure, Page

_TRUNCATED = {
    "length": "the body is longer than allowed (--max-bytes), cut off",
    "time": "the body took too long (--timeout), cut off",
    "disconnect": "the body is not whole (try again later): it ended",
}


def refusal(page: Page) -> Failure | None:
    """Return why a page is not extracted, None if it is. It stays in the store either way."""
    kept = f"; kept as {page.id}" if page.id else ""
    if page.truncated:
        reason = _TRUNCATED[page.truncated]
        return Failure(page.url, "truncated", f"{reason} after {len(page.raw)} bytes{kept}")
    if (page.status >= 300 or page.status < 200) and not page.unchanged:
        return Failure(page.url, "http_status", f"HTTP status {page.status}{kept}")
    if page.unrendered:
        return Failure(page.url, "render", f"{page.unrendered}{kept}")
    return None
