"""A page for somebody who waits: it comes within so many seconds, or a failure says that it did not."""

import asyncio

from scraper.fetch import Fetcher
from scraper.models.failure import Failure
from scraper.models.page import Page
from scraper.models.times import utc_now
from scraper.pipelines.refusal import accepted


async def fetch_within(fetcher: Fetcher, url: str, seconds: float) -> Page | Failure:
    """Return the page of a URL, if it can be extracted, or why there is none. The wait for its host counts."""
    try:
        async with asyncio.timeout(seconds):
            found = await fetcher.fetch(url)
    except TimeoutError:
        return Failure(url, "timeout", f"did not come within {seconds:g} s")
    return accepted(found, utc_now())
