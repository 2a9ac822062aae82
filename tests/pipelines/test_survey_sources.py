"""A survey names each source with all articles that it has."""

from scraper.pipelines.discover import DiscoveredUrl
from scraper.pipelines.survey import sources_of

PAGE, FEED, EMPTY = "https://a.example/", "https://a.example/feed", "https://a.example/sitemap.xml"


def test_a_source_that_adds_nothing_is_named_too():
    found = [DiscoveredUrl(f"{PAGE}{n}", "a link", "", "", PAGE) for n in range(20)]
    found.append(DiscoveredUrl(f"{PAGE}old", "a feed's entry", "", "", FEED))
    totals = [(PAGE, "page", 20), (FEED, "feed", 20), (EMPTY, "sitemap", 0)]
    page, feed = sources_of(found, totals)
    assert str(page) == f"20 articles in the page {PAGE}"
    assert str(feed) == f"20 articles in the feed {FEED} (19 known already)"
