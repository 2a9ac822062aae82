"""The headline, not the logo and not the site's name behind it."""

import pytest

from scraper.extraction.dom.head import Head
from scraper.extraction.metadata import read_metadata

HEADLINE = "Why the ferry to Ormund came back after all"


@pytest.mark.parametrize("logo", ["Sound & Skerry", "Ida's harbour notes", "Rope and tar"])
def test_a_logo_in_h1_is_no_title(logo: str) -> None:
    head = Head(title=f"{HEADLINE} | {logo}", headings=(logo,))
    assert read_metadata(head, lines=(logo, HEADLINE, "The quay was full.")).title == HEADLINE


def test_a_headline_at_the_end_of_the_title_element_stays_the_title() -> None:
    head = Head(title=f"Skerry Post - {HEADLINE}", headings=(HEADLINE,))
    assert read_metadata(head, lines=("Skerry Post", HEADLINE)).title == HEADLINE


@pytest.mark.parametrize("name", ["dc.title", "parsely-title", "citation_title", "dcterms.title"])
def test_a_declared_title_takes_the_sites_name_from_another(name: str) -> None:
    suffixed = f"{HEADLINE} - The very long name of a newspaper of the outer skerries"
    meta = (("og:title", suffixed), (name, HEADLINE))
    assert read_metadata(Head(meta=meta, title=suffixed)).title == HEADLINE
