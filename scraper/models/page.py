"""The frozen values that cross the borders between packages. Data only: nothing here decides."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol, runtime_checkable

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

FAILURE_KINDS = (
    "bad_url", "dns", "connect", "tls", "timeout", "network", "redirects", "too_large",
    "bad_encoding", "truncated", "http_status", "refused", "memory", "crash", "unreadable", "bug",
    "robots",  # robots.txt asks us to stay away
    "robots_unreachable",  # it can't be read now, so nothing else of the site may be
    "host_down",  # the host failed so often that it is left alone
    "budget",  # the run has made all the requests it may
    "render",  # the page is there, but no browser could make of it what its scripts would
    "not_due",  # quarantined, and its time to be tried again has not come
    "erased",  # it was erased from the store, and is not to come back
)  # fmt: skip


NEVER_ASKED = frozenset(("host_down", "robots_unreachable"))
"""Kinds of failure of URLs that were not asked for, because of their host."""


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
    begins: bool = False  # the first row of a table
    header: bool = False  # a row that names the columns of its table
    note: str = ""  # the label of a footnote; its signs are spans of that style


@runtime_checkable
class LazyBlocks(Protocol):
    """Blocks whose evidence is put into words when it is asked for."""

    def shown(self, reasons: Collection[str], *, links: bool = True) -> Sequence[Block]:
        """Return the kept blocks, and those that were dropped for one of these reasons; their `evidence`
        and `path` are empty. Without `links` their spans have no `href`."""


@dataclass(frozen=True, slots=True)
class Include:
    """What the output shows beside the body. Never changes which body text is kept."""

    captions: bool = False
    comments: bool = False
    tables: bool = True
    links: bool = False
    images: bool = False
    title: bool = True  # in text, Markdown and HTML


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
class Trace:
    """How long the steps of a page's last request took, in seconds. A kept connection spares the
    first three. `attempts` counts the requests for the same URL, the last one included."""

    dns: float = 0.0
    connect: float = 0.0
    tls: float = 0.0
    first_byte: float = 0.0  # from sending the request to the end of the answer's head
    total: float = 0.0
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Validators:
    """What a stored capture lets us ask: has this changed since? "" where the server gave none."""

    capture: str  # its key in the store
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """The answer to a request for robots.txt. `status` is 0 where there was none."""

    origin: str  # "https://example.org:8080"
    fetched_at: datetime  # UTC
    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A URL whose last visit gave no article: why, and when it is worth another."""

    url: str
    kind: str  # a `Status` or one of `FAILURE_KINDS`
    reason: str
    tries: int  # visits in a row that ended here
    since: datetime  # the first of them, UTC
    last: datetime
    not_before: datetime
    capture: str = ""  # what is stored of it, "" where nothing came


@dataclass(frozen=True, slots=True)
class Page:
    """A stored or fetched response, before extraction.

    `body` is the entity after content decoding (gzip, br, zstd); `raw` the payload as received,
    in `content_encoding`; they are the same object when nothing was encoded.
    """

    url: str  # as asked for
    final_url: str  # after redirects
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    raw: bytes
    fetched_at: datetime  # UTC
    http_version: str = "1.1"
    redirects: tuple[str, ...] = ()  # every URL on the way, first to last, without final_url
    truncated: str = ""  # "", "length", "time" or "disconnect": the body is not whole
    seconds: float = 0.0
    id: str = ""  # the store's key, once stored
    trace: Trace = Trace()
    unchanged: str = ""  # of a 304: the capture that is still current
    rendered: bytes = b""  # what scripts made of it in a browser: the DOM as HTML in UTF-8
    unrendered: str = ""  # why `rendered` is empty where it should not be; of a fetched page only

    def header(self, name: str) -> str:
        """Return the first value of a header, "" where it is missing."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")


@dataclass(frozen=True, slots=True)
class Failure:
    """An expected failure of one input among many. `kind` is one of `FAILURE_KINDS`."""

    subject: str  # URL or file
    kind: str
    message: str
    not_before: datetime | None = None  # when to try again, where that is known
    title: str | None = None  # of a page that was too much for the work on it


DocumentKind = Literal["html", "text", "markdown"]

_KINDS: dict[str, DocumentKind] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An input that is no page and was never meant to be one. `reason` is one of
    `LEFT_OUT_REASONS`."""

    subject: str  # file or record
    reason: str


LEFT_OUT_REASONS = {
    "suffix": "skipped by their suffix",
    "hidden": "hidden",
    "page_files": "frames of saved pages",
    "media": "records of other media",
    "status": "records of redirects and errors",
    "revisit": "records of unchanged pages",
    "robots": "records of robots.txt",
    "address": "records without a web address",
    "record": "records of other kinds",
}
"""Reasons for which inputs are left out, and how a summary counts them."""


@dataclass(frozen=True, slots=True)
class WarcPlace:
    """Where a page stands in an archive, and what its record says of itself. A reading of `length`
    bytes from `offset` gives the record again; both are None where no reading can begin there."""

    url: str  # that was asked for
    id: str  # WARC-Record-ID
    date: str  # WARC-Date
    offset: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One input of `scraper clean`: bytes and what is known about them."""

    name: str  # what messages call it: a path, "path!member" or "path#record-url"
    body: bytes
    kind: DocumentKind
    url: str | None = None
    charset: str | None = None  # from a transport header, if there was one
    relative: str = ""  # output path below an output directory, without suffix
    headers: Sequence[tuple[str, str]] = ()
    day: date | None = None  # on which it was fetched
    place: WarcPlace | None = None  # of a page from an archive


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


def document_of(page: Page) -> Document:
    """Return a fetched or stored page as an input: its own address, headers and charset."""
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
    kind = _KINDS.get(media.strip().lower(), "html")
    return Document(
        name=page.final_url,
        body=page.rendered or page.body,
        kind="html" if page.rendered else kind,
        url=page.final_url,
        charset="utf-8" if page.rendered else charset or None,
        headers=page.headers,
        day=page.fetched_at.date(),
    )
