"""What a page says about itself, decided: title, authors, dates and the rest.

    Head -> Evidence (meta by name, JSON-LD objects, the one about the story) -> one reader a field

Each reader goes through its sources in order of trust and says which one it took. To add a
source, add a function or a name to the tuple in the reader's module.
"""

from collections.abc import Sequence
from datetime import date

from scraper.extraction.dom.head import Head
from scraper.extraction.metadata.authors import read_authors
from scraper.extraction.metadata.evidence import Evidence, FoundValue, sort_evidence
from scraper.extraction.metadata.fields import (
    read_description,
    read_image,
    read_site_name,
    read_tags,
    read_url,
)
from scraper.extraction.metadata.language import read_language
from scraper.extraction.metadata.published import read_dates
from scraper.extraction.metadata.title import read_title
from scraper.extraction.metadata.unseen_dates import with_unseen_date
from scraper.models.article import Metadata
from scraper.models.frozen import FrozenDict
from scraper.urls import host_of

__all__ = ["read_metadata", "read_title_alone", "read_what_it_is_about", "with_unseen_date"]


def read_metadata(
    head: Head,
    *,
    url: str | None = None,
    text: str = "",
    lines: Sequence[str] = (),
    now: date | None = None,
) -> Metadata:
    """Return the metadata of a page from its self-description.

    `text` is the body, for guessing a language nobody declares; `lines` are the page's visible
    blocks in order, dropped ones too, where a byline or a date may stand unmarked. `now` rules
    out dates of the future; without it only their order and range (1990 to 2100) are checked.
    """
    evidence = sort_evidence(head, url, text, lines)
    site = read_site_name(evidence)
    names = _site_names(evidence, site)
    language = read_language(evidence)
    published, modified = read_dates(evidence, now, language.value if language else "")
    single = {
        "title": read_title(evidence, names),
        "date": published,
        "modified": modified,
        "language": language,
        "site_name": site,
        "url": read_url(evidence),
        "description": read_description(evidence),
        "image": read_image(evidence),
    }
    authors, authors_source = read_authors(evidence, names)
    tags, tags_source = read_tags(evidence)
    sources = {name: found.source for name, found in single.items() if found}
    sources |= {"authors": authors_source} if authors else {}
    sources |= {"tags": tags_source} if tags else {}
    values = {name: found.value if found else None for name, found in single.items()}
    return Metadata(
        title=values["title"] or "",
        authors=tuple(authors),
        date=values["date"],
        modified=values["modified"],
        language=values["language"],
        site_name=values["site_name"],
        url=values["url"],
        description=values["description"],
        image=values["image"],
        tags=tuple(tags),
        sources=FrozenDict(sources),
    )


def read_title_alone(head: Head, url: str | None, text: str, lines: Sequence[str]) -> str:
    """Return the title that `read_metadata` finds."""
    evidence = sort_evidence(head, url, text, lines)
    title = read_title(evidence, _site_names(evidence, read_site_name(evidence)))
    return title.value if title else ""


def read_what_it_is_about(head: Head, url: str | None) -> tuple[str, str]:
    """Return the title and the description that `read_metadata` finds without the body, "" for one that lacks."""
    evidence = sort_evidence(head, url, "", ())
    title = read_title(evidence, _site_names(evidence, read_site_name(evidence)))
    description = read_description(evidence)
    return title.value if title else "", description.value if description else ""


def _site_names(evidence: Evidence, site: FoundValue | None) -> tuple[str, ...]:
    """Return what the site calls itself."""
    own = host_of(evidence.url)
    return (site.value if site else "", *evidence.meta["application-name"], own)
