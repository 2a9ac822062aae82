"""JSON-LD as it is found."""

import pytest

from scraper.extraction.metadata.jsonld import first, is_article, moment, read_items


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"Ferry"}',
        '{"@type":"NewsArticle","headline":"Ferry",}',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"Ferry"}\n//]]>',
        '<!-- {"@type":"NewsArticle","headline":"Ferry"} -->',
        '{"@type":"NewsArticle", /* note */ "headline":"Ferry"}',
        '{"@type":"NewsArticle","headline":"Ferry","description":"a\nb\tc"}',
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Ferry&quot;}",
        '{"@type":"NewsArticle","headline":"Ferry"};',
        '{"@type":"Person"}{"@type":"NewsArticle","headline":"Ferry"}',
        '{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle","Thing"],"headline":"Ferry"}]}',
        '[[{"@type":"https://schema.org/NewsArticle","headline":"Ferry"}]]',
        '{"@type":"WebPage","mainEntity":{"@type":"BlogPosting","headline":"Ferry"}}',
        '{"@type":"NewsArticle","headline":"Ferry","description":"he said "no" twice"}',
    ],
)
def test_the_article_is_found_in_whole_and_broken_scripts(script: str) -> None:
    found = [item for item in read_items([script]) if is_article(item)]
    assert [first(item, "headline") for item in found] == ["Ferry"]


def test_an_address_inside_a_string_is_not_taken_for_a_comment() -> None:
    items = read_items(['{"@type":"Article","headline":"Ferry","url":"https://p.example/a",}'])
    assert first(items[0], "url") == "https://p.example/a"


def test_stories_of_a_ranking_are_not_the_page_s_article() -> None:
    items = read_items(
        ['{"@type":"ItemList","itemListElement":[{"item":{"@type":"NewsArticle","headline":"x"}}]}']
    )
    assert not any(is_article(item) for item in items)


def test_scripts_that_describe_nothing_of_interest_are_not_read() -> None:
    assert read_items(['{"@type":"BreadcrumbList","itemListElement":[]}']) == []


def test_a_moment_in_unix_time_is_read_though_it_is_a_number() -> None:
    items = read_items(['{"@type":"Article","headline":"Ferry","datePublished":1678385700}'])
    assert moment(items[0], "datePublished") == "1678385700"
