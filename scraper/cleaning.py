"""The work on one input: a `Document` in, its clean article out. Runs inside a worker process.

    Document --> article_of --> render --> Cleaned
                            +-> Explained (for `scraper explain`)

Wires the extraction to the output and decides nothing itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scraper.article import Article
from scraper.models import NOT_CONTENT, Block, Document, Favor, Include, Page, Status


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are cleaned and written; `format` is a key of `output.FORMATS`."""

    format: str = "text"
    include: Include = field(default_factory=Include)
    favor: Favor = "balanced"


@dataclass(frozen=True, slots=True)
class CleanTask:
    """One document for a worker."""

    document: Document
    settings: Settings
    request: Mapping[str, Any] | None = None  # how it was fetched, for JSON

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.document.name


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


def clean(task: CleanTask) -> Cleaned:
    """Extract and render one document."""
    article = article_of(task.document, task.settings.favor, task.settings.include)
    return Cleaned(
        name=task.name,
        relative=task.document.relative,
        output=_render(article, task),
        status=article.status,
        status_reason=article.status_reason,
        title=article.title,
        words=len(article.text.split()),
    )


def explain(task: CleanTask) -> Explained:
    """Extract one document and keep the verdict on every block."""
    article = article_of(task.document, task.settings.favor, task.settings.include)
    return Explained(
        name=task.name,
        title=article.title,
        status=article.status,
        status_reason=article.status_reason,
        confidence=article.confidence,
        blocks=tuple(article.blocks),
    )


def article_of(
    document: Document, favor: Favor = "balanced", include: Include | None = None
) -> Article:
    """The article of a document, by the extraction its kind asks for."""
    # The extraction is the worker's to load, not the command's.
    from scraper.charset import decode  # noqa: PLC0415
    from scraper.extract import clean_text, extract  # noqa: PLC0415

    if document.kind == "text":
        text = decode(document.body, charset=document.charset).text
        return clean_text(text)
    return extract(
        document.body,
        url=document.url,
        charset=document.charset,
        favor=favor,
        include=include,
    )


def document_of(page: Page) -> Document:
    """A fetched or stored page as an input: its own address, headers and charset."""
    media, _, parameters = page.header("content-type").partition(";")
    fields = (field.partition("=") for field in parameters.split(";"))
    charset = next(
        (
            value.strip().strip("\"'")
            for key, _, value in fields
            if key.strip().lower() == "charset"
        ),
        "",
    )
    plain = media.strip().lower() in ("text/plain", "text/markdown")
    return Document(
        name=page.final_url,
        body=page.rendered or page.body,
        kind="text" if plain and not page.rendered else "html",
        url=page.final_url,
        charset="utf-8" if page.rendered else charset or None,
        headers=page.headers,
    )


def _render(article: Article, task: CleanTask) -> str:
    from scraper.output import FORMATS, json_record, render  # noqa: PLC0415

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
