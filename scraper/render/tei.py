"""TEI P5, the XML of text corpora: a header with the metadata, and the body in nested sections."""

from collections.abc import Iterator

from scraper._version import __version__
from scraper.models.article import Include, Metadata
from scraper.render.shown import blocks_of, plain_line, safe_url, title_of
from scraper.render.subject import ArticleFields
from scraper.render.tei_body import attribute, sections, text_of

NAMESPACE = "http://www.tei-c.org/ns/1.0"


def to_tei(article: ArticleFields, include: Include | None = None) -> str:
    """Return the article as a TEI document; "" if the page holds nothing to show."""
    include = include or article.include
    blocks = blocks_of(article, include)
    if not blocks:
        return ""
    meta = article.metadata
    title = title_of(article, blocks[0].text if blocks[0].kind == "heading" else "")
    language = f" xml:lang={attribute(meta.language)}" if meta.language else ""
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<TEI xmlns="{NAMESPACE}">',
            *_header(meta),
            f"<text{language}><body>",
            *sections(title, blocks, include, meta.url),
            "</body></text>",
            "</TEI>\n",
        )
    )


def _header(meta: Metadata) -> Iterator[str]:
    yield "<teiHeader><fileDesc>"
    yield f"<titleStmt>{_title(meta)}{_authors(meta)}</titleStmt>"
    yield f"<publicationStmt><p>{_line(meta.site_name or 'Published on the web')}</p></publicationStmt>"
    yield f"<sourceDesc>{_source(meta)}</sourceDesc>"
    yield "</fileDesc>"
    yield (
        f'<encodingDesc><appInfo><application ident="scraper" version={attribute(__version__)}>'
        "<label>scraper</label></application></appInfo></encodingDesc>"
    )
    if profile := "".join(_profile(meta)):
        yield f"<profileDesc>{profile}</profileDesc>"
    yield "</teiHeader>"


def _title(meta: Metadata) -> str:
    return f'<title type="main">{_line(meta.title or "(untitled)")}</title>'


def _authors(meta: Metadata) -> str:
    return "".join(f"<author>{_line(name)}</author>" for name in meta.authors)


def _source(meta: Metadata) -> str:
    """Return where the text was published."""
    publisher = f"<publisher>{_line(meta.site_name)}</publisher>" if meta.site_name else ""
    date = f"<date when={attribute(meta.date)}>{_line(meta.date)}</date>" if meta.date else ""
    url = safe_url(meta.url)
    address = f"<ref target={attribute(url)}>{_line(url)}</ref>" if url else ""
    return f"<bibl>{_title(meta)}{_authors(meta)}{publisher}{date}{address}</bibl>"


def _profile(meta: Metadata) -> Iterator[str]:
    if meta.description:
        yield f"<abstract><p>{_line(meta.description)}</p></abstract>"
    if meta.language:
        ident = attribute(meta.language)
        yield f"<langUsage><language ident={ident}>{_line(meta.language)}</language></langUsage>"
    if meta.tags:
        terms = "".join(f"<term>{_line(tag)}</term>" for tag in meta.tags)
        yield f"<textClass><keywords>{terms}</keywords></textClass>"


def _line(text: str) -> str:
    return text_of(plain_line(text))
