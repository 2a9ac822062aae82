"""<base href>: what a page's links, images and addresses are resolved against."""

import pytest

from scraper.extraction import extract
from scraper.models.article import Include

PARAGRAPHS = "".join(
    f'<p>The harbour council met on day {n} and read <a href="reports/{n}.pdf">its report</a>, and '
    "then it voted on the money for the pier.</p>" for n in range(6)
)  # fmt: skip


@pytest.mark.parametrize(
    ("base", "url", "expected"),
    [
        ("https://cdn.example/files/", None, "https://cdn.example/files/reports/0.pdf"),
        ("https://cdn.example/files/", "https://news.example/a/b", "https://cdn.example/files/reports/0.pdf"),
        ("/files/", "https://news.example/a/b", "https://news.example/files/reports/0.pdf"),
        ("", "https://news.example/a/b", "reports/0.pdf"),
    ],
)  # fmt: skip
def test_links_are_resolved_against_the_base_of_the_page(base, url, expected):
    """In the spans themselves, so in every output; without a base they stay as they stand."""
    page = f'<html><head><base href="{base}"><title>Pier</title></head><body>{PARAGRAPHS}</body></html>'
    article = extract(page, url=url)
    links = [span.href for block in article.blocks for span in block.spans if span.href]
    assert links[0] == expected
    if base:
        assert f"]({expected})" in article.markdown(include=Include(links=True))


def test_the_image_and_the_canonical_address_are_resolved_against_the_base():
    page = (
        '<html><head><base href="https://cdn.example/x/"><link rel=canonical href="story">'
        f'<meta property="og:image" content="a.jpg"></head><body>{PARAGRAPHS}</body></html>'
    )
    article = extract(page, url="https://news.example/a/b")
    assert article.image == "https://cdn.example/x/a.jpg"
    assert article.url == "https://cdn.example/x/story"


BROKEN = [
    "http://[::1/",
    "http://[",
    "https://news.example:99999/a/b",
    "//[x/story-2.html",
    "http:",
    "a\0b",
]


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("url", ["https://news.example/a/story.html", None, *BROKEN])
def test_addresses_that_are_none_break_nothing(broken, url):
    """As the base, the address of the page, of its next part, its picture or its own."""
    page = (
        f'<html><head><base href="{broken}"><link rel=next href="{broken}"><link rel=canonical href="{broken}">'
        f'<meta property="og:image" content="{broken}"></head><body>{PARAGRAPHS}<a href="{broken}?page=2">2</a>'
    )
    article = extract(page, url=url)
    assert "voted on the money" in article.text
    assert "voted on the money" in article.markdown(include=Include(links=True))


@pytest.mark.parametrize(
    "kind", ["application/ld+json; charset=utf-8", "application/ld+json;profile=x", "application/ld+json "]
)  # fmt: skip
def test_json_ld_may_have_parameters_in_its_type(kind):
    data = '{"@type": "NewsArticle", "headline": "The pier", "author": {"@type": "Person", "name": "Ada Quill"}}'
    page = f'<html><head><script type="{kind}">{data}</script></head><body><h1>The pier</h1>{PARAGRAPHS}</body></html>'
    assert extract(page).authors == ["Ada Quill"]


def test_a_relative_base_of_a_page_without_url_stands_on_the_address_it_states():
    page = (
        '<html><head><base href="/files/"><link rel="canonical" href="https://news.example/a/b">'
        f"</head><body>{PARAGRAPHS}</body></html>"
    )
    links = [span.href for block in extract(page).blocks for span in block.spans if span.href]
    assert links[0] == "https://news.example/files/reports/0.pdf"


def test_a_base_inside_a_drawing_is_none_of_the_page():
    page = f'<html><body><svg><base href="https://cdn.example/"></base></svg>{PARAGRAPHS}</body></html>'
    article = extract(page, url="https://news.example/a/b")
    links = [span.href for block in article.blocks for span in block.spans if span.href]
    assert links[0] == "reports/0.pdf"  # as without a base
