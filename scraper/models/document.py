"""One input of the extraction, whether it comes from a file, an archive, the store or the network."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scraper.models.page import Page

DocumentKind = Literal["html", "text", "markdown"]

_KINDS: dict[str, DocumentKind] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
}
"""Media types of documents that are no HTML."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An input that is no page and was never meant to be one. `reason` is one of
    `LEFT_OUT_REASONS`."""

    subject: str  # file or record
    reason: str


_LEFT_OUT = {
    "suffix": ("skipped by its suffix", "skipped by their suffix"),
    "hidden": ("hidden", "hidden"),
    "page_files": ("frame of a saved page", "frames of saved pages"),
    "media": ("record of another medium", "records of other media"),
    "status": ("record of a redirect or error", "records of redirects and errors"),
    "revisit": ("record of an unchanged page", "records of unchanged pages"),
    "robots": ("record of robots.txt", "records of robots.txt"),
    "address": ("record without a web address", "records without a web address"),
    "record": ("record of another kind", "records of other kinds"),
}
"""Reasons for which inputs are left out, and how a summary calls one of them and several."""

LEFT_OUT_REASONS = tuple(_LEFT_OUT)


def left_out_words(reason: str, count: int) -> str:
    """Return how a summary calls so many inputs that were left out. The kind of an archive's record is
    its own word."""
    one, several = _LEFT_OUT.get(reason, (reason, reason))
    return one if count == 1 else several


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
