"""From a document to its article: what it holds, what is known of its site, how it is extracted."""

from pathlib import Path

from scraper.article import Article
from scraper.encoding.charset import decode
from scraper.encoding.sniff import sniff
from scraper.inputs.markdown import MAX_MARKDOWN, to_html
from scraper.inputs.origin import stated_address
from scraper.models.article import Metadata
from scraper.models.document import Document
from scraper.models.site import SiteProfile
from scraper.pipelines.clean_task import CleanSettings
from scraper.sites.directory import SitesDirectory, locate


def article_of(
    document: Document, settings: CleanSettings, site: SiteProfile | None = None
) -> Article:
    """Return the article of a document, by the extraction its kind asks for; one without text
    where its bytes are no page, such as a film or a feed."""
    found = sniff(document.body, _content_type(document))
    if not found.is_page and found.kind != "empty":
        reason = f"the bytes are {found.label}"
        metadata = Metadata(url=document.url)
        return Article("", metadata, (), "not_html", reason, include=settings.include)
    from scraper.extraction import clean_text  # noqa: PLC0415  # the worker's to load
    from scraper.extraction.dom.source import PageSource, read_source  # noqa: PLC0415  # the worker's to load
    from scraper.extraction.page import ExtractionSettings, extract_source  # noqa: PLC0415  # the worker's to load

    if document.kind == "html":
        source = read_source(document.body, document.charset)
    else:
        text = decode(document.body, charset=document.charset).text
        if document.kind != "markdown" or len(text) > MAX_MARKDOWN:
            return clean_text(text, site=site)
        source = PageSource(to_html(text))
    wanted = ExtractionSettings(
        document.url, settings.favor, settings.include, site=site, day=document.day
    )
    return extract_source(source, wanted)


def _content_type(document: Document) -> str:
    return next((value for key, value in document.headers if key.lower() == "content-type"), "")


def site_of(document: Document, sites: SitesDirectory | None) -> SiteProfile | None:
    """Return what is known of the site of a document."""
    if sites is None:
        return None
    from scraper.sites.profiles import site_for  # noqa: PLC0415  # the worker's to load

    url = document.url
    if url is None and document.kind == "html":  # a saved page; its own word chooses the rules
        url = stated_address(document.body)
    return site_for(sites, url, document.day)


def place_of(sites: Path) -> SitesDirectory:
    """Return the directory of site files as it is now.

    Raises ConfigError if a rule is wrong: found here, and not once for each page.
    """
    place = locate(sites)
    if next(sites.glob("*.toml"), None) is not None:
        from scraper.sites.profiles import all_rules  # noqa: PLC0415  # the parser, for CSS selectors

        all_rules(place)
    return place
