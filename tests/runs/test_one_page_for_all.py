"""A server that answers each article's address with something else changes no article.

Articles are stored by a run; for two runs their addresses give other bytes with status 200; then all
is as it was.
"""

import zlib
from collections.abc import Callable

import brotli
import pytest
from hourly import Hourly

NOTE = (
    "We are working on our systems.\nThe paper will be back at noon. Thank you for your patience.\n"
)
DATABASE = "<html><head><title>Database Error</title></head><body><h1>Error establishing a database connection</h1></body></html>"
NOTICE = (
    '<!DOCTYPE html><html lang="en"><head><title>The Post</title></head><body><main><article>'
    "<h1>Our site is being moved to new machines</h1>"
    "<p>The Post is being moved to new machines this week, and some of its stories can't be read meanwhile.</p>"
    "<p>All of them will be at their old addresses by Friday, says Edda Falk, who leads the work of four people.</p>"
    "<p>Readers who miss a story may write to the editors, who send it by mail on the same day, as they did before.</p>"
    "</article></main></body></html>"
)


def front_page(site, _path):
    return site.answer("/")


def raw_deflate(site, path):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(site.answer(path)) + packer.flush()


TROUBLES: dict[str, tuple[str, Callable]] = {
    "note in plain text": ("text/plain; charset=utf-8", lambda *_: NOTE.encode()),
    "database error": ("text/html", lambda *_: DATABASE.encode()),
    "notice that reads like an article": ("text/html; charset=utf-8", lambda *_: NOTICE.encode()),
    "front page": ("text/html; charset=utf-8", front_page),
    "brotli without its header": ("text/html", lambda site, path: brotli.compress(site.answer(path))),
    "deflate without its header": ("text/html", raw_deflate),
    "zlib without its header": ("text/html", lambda site, path: zlib.compress(site.answer(path))),
}  # fmt: skip


@pytest.fixture(params=TROUBLES)
def troubled(request, farm):
    """The site after the hour in which its stories were something else; with the tally of that run."""
    hourly = Hourly(farm)
    assert hourly.tally().new == 6
    media, body = TROUBLES[request.param]
    hourly.site.more = {path: body(hourly.site, path) for path in hourly.site.stories}
    hourly.site.media = media
    return hourly, hourly.run()


def test_no_article_changes_and_the_next_hour_is_as_before(troubled):
    hourly, run = troubled
    tally = run.sites["site0"]
    assert (tally.changed, tally.new, tally.failed.total()) == (0, 0, 6)
    second = hourly.run()
    assert run.alarms or second.alarms
    hourly.mend()
    hourly.site.media = "text/html; charset=utf-8"
    after = hourly.tally()
    assert (after.unchanged, after.changed, after.withheld) == (6, 0, "")
    assert [row["version"] for row in hourly.farm.rows_of_jsonl()] == [1] * 6
    assert sorted(row["text"] for row in hourly.farm.lines()) == sorted(
        text for _, _, text in hourly.farm.truth
    )
