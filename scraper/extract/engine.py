"""The extraction of one HTML page (being built)."""

from scraper.article import Article
from scraper.models import Block, Favor, Include, Metadata


def extract(
    html: str | bytes,
    *,
    url: str | None = None,
    charset: str | None = None,
    favor: Favor = "balanced",
    include: Include | None = None,
) -> Article:
    """The article of a page. See README for the meaning of the settings."""
    from selectolax.lexbor import LexborHTMLParser

    text = html if isinstance(html, str) else html.decode(charset or "utf-8", "replace")
    tree = LexborHTMLParser(text)
    blocks = tuple(
        Block(i, "paragraph", node.text(strip=True), True, "body", "a paragraph")
        for i, node in enumerate(tree.css("p"))
    )
    title = tree.css_first("title")
    return Article(
        "\n\n".join(b.text for b in blocks),
        Metadata(title=title.text(strip=True) if title else "", url=url),
        blocks,
        status="article" if blocks else "empty",
        status_reason="" if blocks else "no paragraph on the page",
        include=include or Include(),
    )
