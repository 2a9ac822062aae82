"""The work on one input: a `Document` in, its clean article out. Runs inside a worker process.

    Document --> site_of, article_of --> render --> Cleaned
                                     +-> Explained (for `scraper explain`)
                                     +-> PageView (the same, to be looked at)

Wires the extraction to the output and decides nothing itself.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper._version import __version__
from scraper.article import Article
from scraper.encoding.sniff import sniff
from scraper.inputs import InputFile, read_page
from scraper.inputs.origin import stated_address
from scraper.models.page import (
    LEARNED_OF,
    NOT_CONTENT,
    Block,
    Document,
    Failure,
    Favor,
    Include,
    Metadata,
    Provenance,
    Status,
    is_article,
)
from scraper.models.site import SiteProfile
from scraper.models.version import line_keys
from scraper.sites.directory import SitesDirectory, locate
from scraper.text import count_words
from scraper.views.blocks import MOST_BLOCKS, PageView, page_view

if TYPE_CHECKING:
    from scraper.extraction.site.page_shape import PageShape


@dataclass(frozen=True, slots=True)
class CleanSettings:
    """How documents are cleaned and written; `format` is a key of `output.FORMATS`."""

    format: str = "text"
    include: Include = field(default_factory=Include)
    favor: Favor = "balanced"
    sites: SitesDirectory | None = None  # rules and knowledge of sites
    recorded: bool = False  # whether the result carries the fields to keep in the store


class PageTask:
    """One page for a worker: a document, or the file that it is in."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """What messages call it."""
        raise NotImplementedError

    def opened(self) -> "CleanTask":
        """Return the task with its document read. Raises InputError where that is not possible."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class CleanTask(PageTask):
    """One document for a worker."""

    document: Document
    settings: CleanSettings
    request: Mapping[str, Any] | None = None  # how it was fetched, for JSON

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.document.name

    def opened(self) -> "CleanTask":
        """Return the task as it is."""
        return self


@dataclass(frozen=True, slots=True)
class FileTask(PageTask):
    """One file for a worker, which reads it; what the user said about it overrules the file."""

    source: InputFile
    settings: CleanSettings
    url: str | None = None
    charset: str | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.source.name

    def opened(self) -> CleanTask:
        """Return the task with its document read. Raises InputError where that is not possible."""
        return CleanTask(told(read_page(self.source), self.url, self.charset), self.settings)


def told(document: Document, url: str | None, charset: str | None) -> Document:
    """Return the document with what the user said about it, which overrules the file."""
    if not (url or charset):
        return document
    return replace(document, url=url or document.url, charset=charset or document.charset)


def outline(task: PageTask, failure: Failure) -> Failure:
    """Return the failure of a page that ran out of time or memory, with what its head says."""
    from scraper.extraction.outline import title_of  # noqa: PLC0415  # the worker's to load

    document = task.opened().document
    return replace(failure, title=title_of(document.body, document.charset))


@dataclass(frozen=True, slots=True)
class ExtractionRecord:
    """What is kept of an extraction, and what it was made with."""

    stamp: Provenance
    fields: dict[str, Any]  # as `Article.to_dict` gives them
    reasons: Mapping[str, int] = field(default_factory=dict)  # blocks of the page by reason
    lines: tuple[str, ...] = ()  # keys of all lines of the page, kept or dropped


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of a document. `output` is "" where its format has nothing to show."""

    name: str
    relative: str
    output: str
    status: Status
    status_reason: str
    title: str
    words: int
    record: ExtractionRecord | None = None
    place: str = ""  # of the text in the markup, where the result is recorded
    by_rules: bool = False  # whether rules of its site were applied

    @property
    def is_content(self) -> bool:
        """Whether the document held an article or other content."""
        return self.status not in NOT_CONTENT


@dataclass(frozen=True, slots=True)
class Explained:
    """An article's verdicts, for reading. Unlike `Article` it can cross process borders."""

    name: str
    title: str
    status: Status
    status_reason: str
    confidence: float
    blocks: tuple[Block, ...]


def clean(task: PageTask) -> Cleaned:
    """Extract and render one document."""
    task = task.opened()
    site = site_of(task.document, task.settings.sites)
    article = article_of(task.document, task.settings, site)
    return Cleaned(
        name=task.name,
        relative=task.document.relative,
        output=_render(article, task),
        status=article.status,
        status_reason=article.status_reason,
        title=article.title,
        words=count_words(article.text),
        record=record_of(article, task.settings.favor, site) if task.settings.recorded else None,
        place=_place(article) if task.settings.recorded else "",
        by_rules=site is not None and site.rules is not None,
    )


def _place(article: Article) -> str:
    from scraper.extraction.body_place import body_place  # noqa: PLC0415
    from scraper.extraction.verdicts.page_blocks import PageBlocks  # noqa: PLC0415

    return body_place(article.blocks.verdicts) if isinstance(article.blocks, PageBlocks) else ""


def explain(task: PageTask) -> Explained:
    """Extract one document and keep the verdict on every block."""
    task = task.opened()
    site = site_of(task.document, task.settings.sites)
    article = article_of(task.document, task.settings, site)
    return Explained(
        name=task.name,
        title=article.title,
        status=article.status,
        status_reason=article.status_reason,
        confidence=article.confidence,
        blocks=tuple(article.blocks),
    )


def look(task: PageTask) -> PageView:
    """Extract one document and make of it what there is to see."""
    from scraper.extraction.verdicts.page_blocks import PageBlocks  # noqa: PLC0415

    task = task.opened()
    article = article_of(task.document, task.settings, site_of(task.document, task.settings.sites))
    blocks = article.blocks
    if isinstance(blocks, PageBlocks):  # to explain those that are not shown would take longest
        blocks = blocks.explained(MOST_BLOCKS)
    return page_view(task.name, replace(article, blocks=blocks))


def whole(task: CleanTask) -> Article:
    """Extract one document and keep all of the article, in a form that crosses process borders."""
    settings = task.settings
    article = article_of(task.document, settings, site_of(task.document, settings.sites))
    metadata = replace(article.metadata, sources=dict(article.metadata.sources))
    return replace(article, metadata=metadata, blocks=tuple(article.blocks))


@dataclass(frozen=True, slots=True)
class ShapedPage:
    """What a page shows of its site's template; None where it is no page to learn from."""

    page: "PageShape | None"


def shape(task: CleanTask) -> ShapedPage:
    """Extract one document as if nothing were known of its site, and look at its shape."""
    from scraper.extraction.site.page_shape import shape_of  # noqa: PLC0415
    from scraper.extraction.verdicts.page_blocks import PageBlocks  # noqa: PLC0415

    document = task.document
    article = article_of(document, task.settings)
    if article.status not in LEARNED_OF or not isinstance(article.blocks, PageBlocks):
        return ShapedPage(None)
    day = document.day.isoformat() if document.day else ""
    verdicts = article.blocks.verdicts
    return ShapedPage(shape_of(verdicts, url=document.url or "", title=article.title, day=day))


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
    # The extraction is the worker's to load, not the command's.
    from scraper.encoding.charset import decode  # noqa: PLC0415
    from scraper.extraction import clean_text, extract  # noqa: PLC0415
    from scraper.inputs.markdown import MAX_MARKDOWN, to_html  # noqa: PLC0415

    body: str | bytes = document.body
    if document.kind != "html":
        text = decode(document.body, charset=document.charset).text
        if document.kind == "text" or len(text) > MAX_MARKDOWN:
            return clean_text(text, site=site)
        body = to_html(text)
    return extract(
        body,
        url=document.url,
        charset=document.charset,
        favor=settings.favor,
        include=settings.include,
        site=site,
    )


def _content_type(document: Document) -> str:
    return next((value for key, value in document.headers if key.lower() == "content-type"), "")


def place_of(sites: Path) -> SitesDirectory:
    """Return the directory of site files as it is now.

    Raises ConfigError if a rule is wrong: found here, and not once for each page.
    """
    place = locate(sites)
    if next(sites.glob("*.toml"), None) is not None:
        from scraper.sites.profiles import all_rules  # noqa: PLC0415  # the parser, for CSS selectors

        all_rules(place)
    return place


def site_of(document: Document, sites: SitesDirectory | None) -> SiteProfile | None:
    """Return what is known of the site of a document."""
    if sites is None:
        return None
    from scraper.sites.profiles import site_for  # noqa: PLC0415

    url = document.url
    if url is None and document.kind == "html":  # a saved page; its own word chooses the rules
        url = stated_address(document.body)
    return site_for(sites, url, document.day)


def record_of(article: Article, favor: Favor, site: SiteProfile | None) -> ExtractionRecord:
    """Return what is kept of an article: its fields and the body, whatever else its text shows."""
    from scraper.render import to_dict  # noqa: PLC0415

    fields = to_dict(article, include=Include())
    reasons, texts = _blocks_of(article)
    lines = tuple(line_keys(texts)) if is_article(article.status) else ()
    return ExtractionRecord(stamp_of(favor, site), fields, reasons, lines)


def _blocks_of(article: Article) -> tuple[Counter[str], Sequence[str]]:
    """Return how many blocks have which reason, and the texts of all blocks."""
    from scraper.extraction.verdicts.page_blocks import PageBlocks  # noqa: PLC0415

    blocks = article.blocks
    if isinstance(blocks, PageBlocks):
        return blocks.verdicts.reasons(), blocks.texts
    return Counter(block.reason for block in blocks), [block.text for block in blocks]


def stamp_of(favor: Favor, site: SiteProfile | None) -> Provenance:
    """Return what the extraction is made with now. A favor other than the default counts as a rule."""
    from scraper.extraction.classifier.model import model_hash  # noqa: PLC0415

    rules = (favor if favor != "balanced" else "", site.digest if site else "")
    return Provenance(__version__, model_hash(), "+".join(filter(None, rules)))


def _render(article: Article, task: CleanTask) -> str:
    from scraper.render import FORMATS, json_record, render  # noqa: PLC0415

    settings = task.settings
    if FORMATS[settings.format].joined in ("array", "lines"):
        return json_record(
            article,
            task.name,
            settings.include,
            request=task.request,
            one_line=FORMATS[settings.format].joined == "lines",
        )
    return render(article, settings.format, settings.include)
