"""Wrong types handed to the public functions: a TypeError that says what to give."""

import asyncio

import pytest

import scraper


@pytest.mark.parametrize("url", [None, b"https://example.org/"])
def test_an_address_to_discover_from_is_a_text(url):
    with pytest.raises(TypeError, match="a URL is a str such as"):
        list(scraper.discover(url))


@pytest.mark.parametrize("name", ["include", "exclude"])
def test_patterns_are_not_one_text(name):
    """Its characters would be the patterns, and "*" among them lets everything through, or nothing."""
    with pytest.raises(TypeError, match=f"the patterns of {name} are several, .* not one str"):
        list(scraper.discover("https://example.org/", **{name: "*/news/*"}))


@pytest.mark.parametrize("pages", ["<p>A page.", b"<p>A page.", None])
def test_many_pages_are_not_one_text(pages):
    with pytest.raises(TypeError, match="pages are several"):
        list(scraper.extract_many(pages))


@pytest.mark.parametrize("urls", ["https://example.org/", None])
def test_many_addresses_are_not_one_text(urls):
    async def first():
        return await anext(scraper.fetch_pages(urls))

    with pytest.raises(TypeError, match="URLs are several"):
        asyncio.run(first())
