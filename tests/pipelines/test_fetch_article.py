"""One URL to its article in one call: from a script, from a running loop, and where it fails."""

import asyncio

import pytest

import scraper

LOCAL = scraper.FetchSettings(allow_private=True, delay=0.0, attempts=1)


def test_a_url_gives_its_article(site: str) -> None:
    article = scraper.fetch_article(f"{site}/story", LOCAL)
    assert article.title == "Council rebuilds the pier"
    assert article.status == "article"
    assert article.url == f"{site}/story"


def test_it_works_where_a_loop_runs_as_in_a_notebook(site: str) -> None:
    async def cell() -> scraper.Article:
        return scraper.fetch_article(f"{site}/story", LOCAL)

    assert asyncio.run(cell()).title == "Council rebuilds the pier"


@pytest.mark.parametrize(("path", "kind"), [("/missing", "http_status"), ("/private", "robots")])
def test_a_page_that_does_not_come_is_one_error_with_its_kind(
    site: str, path: str, kind: str
) -> None:
    with pytest.raises(scraper.FetchError) as caught:
        scraper.fetch_article(f"{site}{path}", LOCAL)
    assert caught.value.kind == kind
    assert f"{site}{path}" in str(caught.value)


def test_an_address_of_the_local_network_is_refused_by_default(site: str) -> None:
    with pytest.raises(scraper.FetchError) as caught:
        scraper.fetch_article(f"{site}/story")
    assert caught.value.kind == "refused"


def test_the_same_error_where_a_loop_runs(site: str) -> None:
    async def cell() -> scraper.Article:
        return scraper.fetch_article(f"{site}/missing", LOCAL)

    with pytest.raises(scraper.FetchError, match="404"):
        asyncio.run(cell())


def test_what_is_no_page_is_an_article_with_its_status(site: str) -> None:
    article = scraper.fetch_article(f"{site}/film", LOCAL)
    assert article.status == "not_html"
    assert article.text == ""


def test_what_is_no_url_at_all_is_a_type_error() -> None:
    with pytest.raises(TypeError, match=r"a URL is a str such as .*, not NoneType"):
        scraper.fetch_article(None)  # type: ignore[arg-type]


def test_an_include_of_another_type_is_refused_before_anything_is_fetched() -> None:
    with pytest.raises(TypeError, match="include is a list"):
        scraper.fetch_article("https://example.org/story", include=["captions"])  # type: ignore[arg-type]
