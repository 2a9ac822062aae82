"""The sitemaps that a robots.txt names."""

import pytest

from scraper.pipelines.sources import sitemaps_in
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("robots", "named"),
    [
        ("Sitemap: https://example.org/a.xml\nUser-agent: *\n\tsitemap : /b.xml", ["https://example.org/a.xml", "/b.xml"]),
        ("SITEMAP:/a.xml # the news\r\nSitemap:\r\n", ["/a.xml"]),
        ("\ufeffSitemap: /a.xml", ["/a.xml"]),
        ("# Sitemap: /a.xml\nNo-sitemap: /b.xml\nDisallow: /sitemap: /c", []),
        ("Sitemap:\n/a.xml", []),
        ("", []),
    ],
)  # fmt: skip
def test_lines_that_name_one_are_found(robots, named):
    assert list(sitemaps_in(robots.encode())) == named


@pytest.mark.parametrize("piece", ["\n", " ", "\r\n \t", "sitemap", "sitemap:", "Sitemap :\n", ":"])
def test_any_file_takes_linear_work(piece):
    assert_linear(lambda body: list(sitemaps_in(body)), lambda n: piece.encode() * n, 160_000)
