"""The limits that the manual names are those of the code."""

from pathlib import Path

import pytest

from scraper.config import SITES_AT_ONCE
from scraper.discovery import feeds, sitemaps
from scraper.discovery import section_page as sections
from scraper.discovery.source_text import MAX_BYTES as MAX_SOURCE_BYTES
from scraper.extraction.dom.elements import MAX_DEPTH
from scraper.fetch import FetchSettings, browser, pace, refresh, robots
from scraper.inputs import documents, warc
from scraper.inputs.members import MOST_UNPACKED
from scraper.pipelines.sources import MAX_SOURCES
from scraper.store.segments.segment import MAX_RECORD
from scraper.views.blocks import MOST_BLOCKS
from scraper.views.dashboard import MOST_RUNS
from scraper.workers import Limits

MANUAL = Path(__file__).resolve().parents[2] / "scraper" / "manual"
MIB = 1 << 20
FETCH, WORK = FetchSettings(), Limits()

LIMITS = {
    "a fetch, with its redirects": (f"{FETCH.timeout:g} s", f"{FETCH.max_redirects} redirects"),
    "a body, as received and again decompressed": (f"{FETCH.max_bytes // MIB} MiB",),
    "requests under way": (
        f"{FETCH.concurrency} in all", f"{FETCH.per_host} at one host", f"each {FETCH.delay:g} s",
    ),
    "requests for one URL": (f"{FETCH.attempts} within {FETCH.retry_time:g} s",),
    "a page that sends a browser on": (f"{refresh.MAX_DELAY:g} s",),
    "robots.txt": (
        f"{robots.MAX_BYTES // 1024} KiB", f"{robots.MAX_REDIRECTS} redirects",
        f"up to {robots.MAX_CRAWL_DELAY:g} s",
    ),
    "a wait for a host": (f"{pace.LONGEST_PAUSE:g} s",),
    "sites that a run visits at the same time": (f"{SITES_AT_ONCE};",),
    "discovery": (
        f"{MAX_SOURCES} sources", f"{sitemaps.MAX_LINKS:,} links",
        f"{MAX_SOURCE_BYTES // MIB} MiB", f"{sections.MAX_LINKS:,} of a page",
        f"{feeds.MAX_LINKS:,} of a feed",
    ),
    "cleaning a page": (f"{WORK.cpu:g} s", f"{WORK.memory // MIB} MB"),
    "a saved page, decompressed": (
        f"{documents.MAX_PAGE // MIB} MiB", f"MHTML {documents.MAX_MHTML // MIB} MiB",
    ),
    "an archive": (
        f"{MAX_RECORD // MIB} MiB a record", f"{warc.MAX_HEADER // MIB} MiB of headers",
        f"{MOST_UNPACKED} times",
    ),
    "nesting of elements": (f"{MAX_DEPTH},",),
    "rendering a page": (f"{browser.MAX_REQUESTS} requests", f"{browser.AT_ONCE} pages"),
    "reports": (f"{MOST_BLOCKS:,} blocks", f"{MOST_RUNS} runs"),
}  # fmt: skip


def limits() -> dict[str, str]:
    lines = (MANUAL / "limits.md").read_text("utf-8").splitlines()
    cells = [line.strip("| ").split(" | ", 1) for line in lines if line.startswith("| ")]
    return {what: limit for what, limit in cells if what != "what"}


def test_every_limit_is_compared() -> None:
    without_figures = {"addresses"}
    assert limits().keys() - without_figures == LIMITS.keys()


@pytest.mark.parametrize("what", LIMITS)
def test_limit_is_that_of_the_code(what: str) -> None:
    assert [figure for figure in LIMITS[what] if figure not in limits()[what]] == []
