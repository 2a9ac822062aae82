"""What an article is made of: blocks with their verdicts, metadata, and what the page is instead of one."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from scraper.models.frozen import FrozenDict

Favor = Literal["precision", "balanced", "recall"]

BlockKind = Literal[
    "paragraph", "heading", "list_item", "quote", "code", "table_row", "caption", "definition"
]

Status = Literal[
    "article",  # a text of its own: news, blog post, essay, ...
    "forum",  # a thread: the posts are kept
    "documentation",  # reference or help text
    "listing",  # teasers or links to other pages are what the page is
    "product",  # a product or offer
    "service",  # a page that presents an organisation or a service
    "empty",  # no text at all
    "not_html",  # bytes of another kind
    "js_shell",  # the text would be loaded by scripts
    "consent_wall",  # cookie or consent dialogue instead of content
    "login_wall",  # login or subscription instead of content
    "block_page",  # captcha, "access denied", rate limit
    "soft_404",  # an error page, whatever its HTTP status
]

NOT_CONTENT: frozenset[Status] = frozenset(
    ("empty", "not_html", "js_shell", "consent_wall", "login_wall", "block_page", "soft_404")
)
"""Statuses with which `Article.text` is empty and `Article.status_reason` says why."""

LEARNED_OF: frozenset[Status] = frozenset(("article", "forum", "documentation"))
"""Statuses of pages whose site is learned from them, and which that knowledge is used on: on
listings, products and services it is the text itself that recurs."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text inside a block with one inline style."""

    text: str
    href: str = ""  # absolute or as found; "" when not a link
    # math: a formula, as TeX; note: the sign of a footnote, in brackets
    style: Literal["", "strong", "em", "code", "math", "note"] = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page in document order, with its verdict.

    `reason` is a short fixed word ("body", "link_list", "related", "caption", ...) and `evidence`
    says in words what decided. `score` is the classifier's probability that the block is body
    text (0 to 1). `glued` is true where only a single line break parts it from the block before.
    """

    index: int
    kind: BlockKind
    text: str
    kept: bool
    reason: str
    evidence: str = ""
    score: float = 0.0
    level: int = 0  # heading level 1 to 6, or list depth from 1
    ordered: bool = False  # the item of a numbered list
    glued: bool = False
    path: str = ""  # element path such as "body>main>article>p"
    spans: tuple[Span, ...] = ()  # the same text with its links and styles; () when plain
    cells: tuple[str, ...] = ()  # of a table row
    cell_spans: tuple[
        tuple[Span, ...], ...
    ] = ()  # the same with their links and styles; () when plain
    image: str = ""  # source of the image a caption belongs to
    language: str = ""  # of code, where the page names it
    number: int = 0  # of the item of a numbered list, where known
    begins: bool = False  # the first row of a table, or item of a list that is in no other
    header: bool = False  # a row that names the columns of its table
    note: str = ""  # the label of a footnote; its signs are spans of that style


class ShownBlock(NamedTuple):
    """What outputs show of a block, of which it has the fields. It is made in a fifth of the time."""

    kind: BlockKind
    text: str
    kept: bool = True
    reason: str = "body"
    level: int = 0
    ordered: bool = False
    glued: bool = False
    number: int = 0
    begins: bool = False
    spans: tuple[Span, ...] = ()
    cells: tuple[str, ...] = ()
    cell_spans: tuple[tuple[Span, ...], ...] = ()
    image: str = ""
    language: str = ""
    header: bool = False
    note: str = ""


Shown = Block | ShownBlock
"""What outputs are made of."""


class LazyBlocks(Sequence[Block]):
    """Blocks whose evidence is put into words when it is asked for."""

    __slots__ = ()

    @abstractmethod
    def shown(self, reasons: Collection[str], *, links: bool = True) -> Sequence[Shown]:
        """Return the kept blocks, and those that were dropped for one of these reasons. Without `links`
        their spans have no `href`."""


@dataclass(frozen=True, slots=True)
class Include:
    """What the output shows beside the body. Never changes which body text is kept."""

    captions: bool = False
    comments: bool = False
    tables: bool = True
    links: bool = False
    images: bool = False
    title: bool = True  # in text, Markdown and HTML

    @classmethod
    def of(cls, given: object) -> "Include":
        """Return what a caller gave, the usual one for None. Raises TypeError, which says what to pass."""
        if isinstance(given, cls):
            return given
        if given is None:
            return cls()
        kind = type(given).__name__
        raise TypeError(f"include is a {kind}: pass an Include, such as Include(captions=True)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says about itself. `sources` tells for each field where it was found."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str | None = None  # ISO 8601, with time and offset where the page gives them
    modified: str | None = None
    language: str | None = None  # BCP 47, lower-case primary subtag: "en", "pt-BR", "zh-Hant"
    site_name: str | None = None
    url: str | None = None  # canonical
    description: str | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()
    is_free: bool | None = None  # whether anyone may read it; None where nothing says so
    is_partial: bool = False  # some of the text is not there
    next_page: str | None = None  # URL of the part that follows, of an article in numbered pages
    sources: Mapping[str, str] = field(default_factory=FrozenDict)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an extraction was made with. Two extractions of a page with one stamp are the same."""

    version: str  # of this package
    model: str  # hash of the classifier's files
    rules: str  # digests of the site's rules and learned knowledge, "" without any

    def __str__(self) -> str:
        return "/".join((self.version, self.model, self.rules or "-"))


def is_article(status: Status) -> bool:
    """Say whether a page belongs among the articles: it has a text, and one of its own."""
    return status not in NOT_CONTENT and status != "listing"
