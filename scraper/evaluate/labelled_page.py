"""A page, and what is known to be true of it."""

from dataclasses import dataclass
from typing import Literal

from scraper.evaluate.block_labels import BlockTexts


@dataclass(frozen=True, slots=True)
class TrueFields:
    """What is known to be true of a page."""

    text: str | None = None
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str | None = None
    status: str = ""
    bare_lists: bool = False  # "1. " and "- " before list items are compared on neither side
    blocks: BlockTexts | None = None  # of a page labelled block by block


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """One labelled page. `text` is the decoded page; `body` its bytes, where they matter."""

    id: str
    dataset: str
    page_type: str
    language: str
    kind: Literal["html", "text"]
    text: str
    labels: TrueFields
    url: str | None = None
    body: bytes | None = None
    charset: str | None = None  # from a response header
    genre: str = ""  # finer than page_type: "kind" of its label
    domain: str = ""  # the site, where there is no URL
