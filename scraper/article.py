"""`Article`: what extraction returns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scraper.models.article import Block, Include, Metadata, Status

_LATER = "_read_metadata"  # in an article's dictionary, until its metadata are read
_TITLE_LATER = "_read_title"  # the same for their title alone, at a third of the price


@dataclass(frozen=True, repr=False)
class Article:
    """The clean article of one page, with the verdict on every block of it.

    `text` is the body only (no title): paragraphs parted by one blank line, list items behind
    "- " or their number, table rows as "cell | cell". It is empty when `status` is one of
    `models.NOT_CONTENT`; `status_reason` then says why. `confidence` (0 to 1) predicts the word
    F1 of `text` against a human's choice.
    """

    text: str
    metadata: Metadata
    blocks: Sequence[Block]
    status: Status = "article"
    status_reason: str = ""
    confidence: float = 1.0
    include: Include = Include()  # noqa: RUF009  # a frozen value

    if not TYPE_CHECKING:  # to a type checker the metadata are a field like the others

        def __getattr__(self, name: str) -> Any:
            """Read the metadata when they are first asked for: who wants the text alone saves a tenth."""
            read = self.__dict__.get(_LATER) if name == "metadata" else None
            if read is not None:
                self.__dict__["metadata"] = read()
                self.__dict__.pop(_LATER, None)  # and the page that they were read from
                self.__dict__.pop(_TITLE_LATER, None)
            elif name not in self.__dict__:  # another thread may have read them
                raise AttributeError(f"an article has no attribute {name!r}")
            return self.__dict__[name]

    def __getstate__(self) -> dict[str, Any]:
        metadata = self.metadata  # what reads them is no part of a copy
        return {**self.__dict__, "metadata": metadata}

    @property
    def title(self) -> str:
        """Headline; "" where the page has none."""
        read: Callable[[], str] | None = self.__dict__.get(_TITLE_LATER)
        return self.metadata.title if read is None else read()

    @property
    def authors(self) -> list[str]:
        """Names of people or organisations, in the page's order."""
        return list(self.metadata.authors)

    @property
    def date(self) -> str | None:
        """Date of publication, ISO 8601."""
        return self.metadata.date

    @property
    def modified(self) -> str | None:
        """Date of the last change, ISO 8601."""
        return self.metadata.modified

    @property
    def language(self) -> str | None:
        """BCP 47 tag."""
        return self.metadata.language

    @property
    def site_name(self) -> str | None:
        """Name of the publication."""
        return self.metadata.site_name

    @property
    def url(self) -> str | None:
        """Canonical URL."""
        return self.metadata.url

    @property
    def description(self) -> str | None:
        """Summary the page gives of itself."""
        return self.metadata.description

    @property
    def image(self) -> str | None:
        """URL of the lead image."""
        return self.metadata.image

    @property
    def tags(self) -> list[str]:
        """Keywords the page gives itself."""
        return list(self.metadata.tags)

    @property
    def is_free(self) -> bool | None:
        """Whether anyone may read the article; None where neither the page's words nor a gate say so."""
        return self.metadata.is_free

    @property
    def is_partial(self) -> bool:
        """Whether some of the article is missing, such as what stands behind a gate."""
        return self.metadata.is_partial

    @property
    def next_page(self) -> str | None:
        """URL of the part that follows, where the article goes on at another page."""
        return self.metadata.next_page

    @property
    def sources(self) -> Mapping[str, str]:
        """Where each metadata field was found, such as `{"date": "json-ld datePublished"}`."""
        return self.metadata.sources

    def __repr__(self) -> str:
        from scraper.render.card import to_line  # noqa: PLC0415  # rendering is not every caller's need

        return to_line(self)

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from scraper.render.card import to_card  # noqa: PLC0415  # loaded by those who ask for it

        return to_card(self)

    def markdown(self, include: Include | None = None) -> str:
        """Return the article as CommonMark with tables, its title as first heading."""
        from scraper.render import to_markdown  # noqa: PLC0415  # loaded by those who ask for it

        return to_markdown(self, include)

    def html(self, include: Include | None = None) -> str:
        """Return the article as a small, safe HTML document without scripts."""
        from scraper.render import to_html  # noqa: PLC0415  # loaded by those who ask for it

        return to_html(self, include)

    def to_dict(self, *, blocks: bool = False) -> dict[str, Any]:
        """Return JSON-ready fields; with `blocks`, every block of the page and its verdict."""
        from scraper.render import to_dict  # noqa: PLC0415  # loaded by those who ask for it

        return to_dict(self, blocks=blocks)


def read_later(
    article: Article, read: Callable[[], Metadata], read_title: Callable[[], str]
) -> Article:
    """Return the article, whose metadata will be what `read` returns when they are first asked for; as long
    as only their title is, it is what `read_title` returns."""
    fields = vars(article)
    del fields["metadata"]
    fields[_LATER], fields[_TITLE_LATER] = read, read_title
    return article
