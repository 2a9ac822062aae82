"""Where each field of the metadata was found."""

from selectolax.lexbor import LexborHTMLParser

from scraper.extraction.dom.head import Head, read_head
from scraper.extraction.metadata import read_metadata
from scraper.models.article import Metadata


def metadata_of(html: str) -> Metadata:
    return read_metadata(read_head(LexborHTMLParser(html)), url="https://www.harbourpost.example/a")


def test_every_field_that_has_a_value_has_a_source() -> None:
    found = metadata_of(
        '<html lang="en"><title>Ferry returns to Holm</title>'
        '<meta name="author" content="Ana Ruiz">'
        '<meta name="date" content="2024-05-17"><meta name="keywords" content="a, b">'
    )
    filled = {n for n in Metadata.__slots__ if n != "sources" and getattr(found, n)}
    assert filled == set(found.sources)


def test_the_headline_is_no_part_of_the_sites_name() -> None:
    title = "Ropes of the ferry"
    head = Head(meta=(("og:site_name", f"{title} | Harbour Post"),), headings=(title,))
    assert read_metadata(head).site_name == "Harbour Post"


def test_a_description_given_as_keywords_is_no_list_of_tags() -> None:
    said = "The ferry is back, the queue is long, and it rains"
    meta = (("description", said), ("keywords", said))
    assert read_metadata(Head(meta=meta)).tags == ()
    assert read_metadata(Head(meta=(*meta, ("keywords", "ferry, rope")))).tags == ("ferry", "rope")
