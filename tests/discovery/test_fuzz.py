"""Any bytes are a source: read without an exception, and without a link that is none."""

import gzip

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.discovery import FetchedSource, read

PIECES = (
    "<?xml version='1.0' encoding='utf-16'?>", "<?xml", "?>", "<!--", "-->", "<!DOCTYPE a [", "]>",
    "<![CDATA[", "]]>", "<rss version='2.0'>", "<channel>", "<item>", "<link>", "</link>", "</item>",
    "<feed>", "<entry>", "<link href='/a'/>", "<urlset>", "<url>", "<loc>", "https://example.org/a",
    "</loc>", "</url>", "</urlset>", "<sitemapindex>", "<sitemap>", "<html>", "<a href=/2026/01/02/x>",
    "{", '"items": [', "&amp;", "&#1;", "&lol;", "\x00", "\ufeff", "é", "新", "\n", " ", "/", ">", "<",
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig")
bodies = st.one_of(
    st.binary(max_size=400),
    st.builds(
        lambda pieces, encoding, packed: _made("".join(pieces).encode(encoding), packed=packed),
        st.lists(st.sampled_from(PIECES), max_size=40),
        st.sampled_from(ENCODINGS),
        st.integers(0, 3),
    ),
)


def _made(body, *, packed):
    for _ in range(packed):
        body = gzip.compress(body)
    return body


@settings(deadline=None, max_examples=150)
@given(bodies, st.sampled_from((None, "utf-8", "utf-16", "latin-1", "no-such-charset")))
def test_any_source_is_read(body, charset):
    found = read(FetchedSource("https://example.org/news/", body, charset))
    assert all(isinstance(link.url, str) and link.url for link in (*found.links, *found.more))
    assert bool(found.nothing) is not bool(found.links or found.more)
