"""Cases made from pages, judged, accepted and told what must (not) be there: what `scraper fixture`
does, for whoever asks.

    page -> Origin -> worker: Article -> expectation -> files of a case
    case -> worker: CaseView -> accepted or promised -> article.json
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scraper.article import Article
from scraper.cleaning import document_of
from scraper.errors import InputError, OutputError
from scraper.evaluate.fixtures.case import EXPECTED, load
from scraper.evaluate.fixtures.check import Acceptance, CaseTask, acceptance_of, extracted
from scraper.evaluate.fixtures.make import (
    Choices,
    dumps,
    expectation,
    promised,
    slug,
    write_case,
    write_expected,
)
from scraper.inputs import discover, read_documents
from scraper.models import Document, Failure, Page
from scraper.sites.place import host_of

_PRIVATE = ("set-cookie", "set-cookie2", "authorization", "proxy-authenticate", "www-authenticate")


@dataclass(frozen=True, slots=True)
class Origin:
    """A page and what its meta.json says."""

    document: Document
    meta: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as it is, what comes out of it, and what it would expect if that were right."""

    expected: Mapping[str, Any]
    article: Article
    acceptance: Acceptance


def origin_of_file(path: Path, url: str | None) -> Origin:
    """A saved page. InputError where it can't be read or is several."""
    (first, *more) = read_documents(discover([path]))
    if isinstance(first, Failure):
        raise InputError(first.subject, first.message)
    if more:
        raise InputError(str(path), "holds several pages; a fixture is one")
    document = replace(first, url=url or first.url)
    headers = [(n, v) for n, v in document.headers] or [_type_of(document)]
    return Origin(document, _meta(document.url or "", 200, headers, ""))


def origin_of_page(page: Page) -> Origin:
    """A stored page."""
    meta = _meta(page.final_url, page.status, list(page.headers), page.fetched_at.isoformat())
    return Origin(document_of(page), meta)


def default_name(origin: Origin, article: Article) -> str:
    """The name of a case that was given none: its host and the beginning of its title."""
    host = host_of(origin.meta["url"]).strip(".") or "local"
    return f"{host}/{slug(article.title)}"


def make_case(
    directory: Path, origin: Origin, article: Article, choices: Choices, teaches: str = ""
) -> dict[str, Any]:
    """Write a new case, and return what it expects. InputError where a chosen text is not on the
    page, OutputError where there is a case already."""
    expected = expectation(article, choices)
    host = host_of(origin.meta["url"]).strip(".") or "local"
    page = ("page.txt" if origin.document.kind == "text" else "page.html", origin.document.body)
    teaches = teaches or f"A page of {host} comes out as it did when this was made."
    write_case(directory, page, {**origin.meta, "teaches": teaches}, expected)
    return expected


def view_case(task: CaseTask) -> CaseView:
    """Extract and judge one case. Runs in a worker."""
    case = load(task.directory, task.root)
    article = extracted(case, task.sites)
    metadata = replace(article.metadata, sources=dict(article.metadata.sources))
    whole = replace(article, metadata=metadata, blocks=tuple(article.blocks))
    return CaseView(dict(case.expected), whole, acceptance_of(case, article))


def keep_acceptance(directory: Path, view: CaseView) -> None:
    """Make what comes out what is expected. OutputError where article.json has changed since the
    case was looked at, InputError where what must (not) be there is broken."""
    if view.acceptance.broken_promises:
        message = "breaks what must (not) be there; change article.json by hand if it is wrong"
        raise InputError(str(directory), message)
    _write(directory, view, view.acceptance.expected)


def keep_promises(directory: Path, view: CaseView, choices: Choices) -> None:
    """Make a case promise that texts are, or are not, there. Errors as of `keep_acceptance`, and
    InputError where a text is not on the page."""
    _write(directory, view, promised(view.expected, view.article, choices))


def _write(directory: Path, view: CaseView, expected: Mapping[str, Any]) -> None:
    if dict(load(directory).expected) != view.expected:
        raise OutputError(str(directory / EXPECTED), "has changed meanwhile; look at it again")
    if dumps(expected) != dumps(view.expected):
        write_expected(directory, expected)


def _type_of(document: Document) -> tuple[str, str]:
    charset = f"; charset={document.charset}" if document.charset else ""
    return "content-type", ("text/plain" if document.kind == "text" else "text/html") + charset


def _meta(url: str, status: int, headers: list[tuple[str, str]], fetched_at: str) -> dict[str, Any]:
    """meta.json: the body is stored decoded, so its encoding is not told of."""
    left_out = (*_PRIVATE, "content-encoding", "transfer-encoding", "content-length")
    kept = {name.lower(): value for name, value in headers if name.lower() not in left_out}
    return {"url": url, "status": status, "headers": kept, "fetched_at": fetched_at}
