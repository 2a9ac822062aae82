"""What a worker is given to clean, and what it gives back: values that cross its border."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from scraper.inputs import InputFile, read_page
from scraper.models.article import NOT_CONTENT, Block, Favor, Include, Provenance, Status
from scraper.models.document import Document
from scraper.sites.directory import SitesDirectory

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
    measured: bool = True  # whether it carries title, words, digest and the part that follows


class PageTask(Protocol):
    """One page for a worker: a document, or the file that it is in."""

    @property
    def name(self) -> str:
        """What messages call it."""

    def opened(self) -> "CleanTask":
        """Return the task with its document read. Raises InputError where that is not possible."""


@dataclass(frozen=True, slots=True)
class CleanTask:
    """One document for a worker."""

    document: Document
    settings: CleanSettings
    request: Mapping[str, Any] | None = None  # how it was fetched, for JSON
    more: tuple[Document, ...] = ()  # the parts that follow, of an article in several pages
    missing: str = ""  # why a part is not among them

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.document.name

    def opened(self) -> "CleanTask":
        """Return the task as it is."""
        return self


@dataclass(frozen=True, slots=True)
class FileTask:
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
        return CleanTask(
            with_overrides(read_page(self.source), self.url, self.charset), self.settings
        )


def with_overrides(document: Document, url: str | None, charset: str | None) -> Document:
    """Return the document with what the user said about it, which overrules the file."""
    if not (url or charset):
        return document
    return replace(document, url=url or document.url, charset=charset or document.charset)


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
    next_page: str = ""  # URL of the part that follows
    text_digest: str = ""  # the same for two pages with the same text

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


@dataclass(frozen=True, slots=True)
class ShapedPage:
    """What a page shows of its site's template; None where it is no page to learn from."""

    page: "PageShape | None"
