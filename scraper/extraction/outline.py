"""The title of a page whose extraction would take too long, from its head alone."""

from scraper.encoding.charset import decode
from scraper.encoding.sniff import sniff
from scraper.extraction.dom.head import read_head
from scraper.extraction.dom.parse import parse
from scraper.extraction.metadata import read_metadata

HEAD_BYTES = 65_536  # looked at; real heads have up to 60 KB of scripts


def title_of(body: bytes, charset: str | None) -> str:
    """Return the title of a page, "" where its head states none."""
    head, _, rest = body[:HEAD_BYTES].partition(b"<body")
    if sniff(head + rest).kind != "html":
        return ""
    return read_metadata(read_head(parse(decode(head, charset=charset).text))).title
