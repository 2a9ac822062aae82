"""The page's self-description, sorted once for all the readers of single fields."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scraper.extract.dom.head import Head
from scraper.extract.metadata import jsonld
from scraper.extract.metadata.jsonld import Item


class Found(NamedTuple):
    """A value and where it stood."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the readers choose from."""

    head: Head
    url: str
    text: str  # of the body, for guesses
    lines: Sequence[str]  # visible, those around the headline first
    meta: Mapping[str, Sequence[str]]
    items: Sequence[Item]  # every JSON-LD object
    ids: Mapping[str, Item]
    story: Item  # the JSON-LD object about the page's own text; empty where there is none
    page: Item  # the JSON-LD object about the page

    def metas(self, *names: str) -> list[Found]:
        """Contents of the named meta elements, in the order of the names."""
        return [
            Found(value, f"meta {name}") for name in names for value in self.meta.get(name, ())
        ]

    def first_meta(self, *names: str) -> Found | None:
        """The first of `metas`."""
        return next(iter(self.metas(*names)), None)


def sort_evidence(head: Head, url: str | None, text: str, lines: Sequence[str]) -> Evidence:
    """Group meta elements by name, read the JSON-LD and pick the object about the story."""
    meta: dict[str, list[str]] = {}
    for name, content in head.meta:
        value = jsonld.plain(content)
        if value:
            meta.setdefault(name, []).append(value)
    items = jsonld.read_items(head.json_ld)
    story, page = _choose(items, [*head.headings, *meta.get("og:title", ()), head.title])
    near = _near_headline(lines, head)
    return Evidence(head, url or "", text, near, meta, items, jsonld.by_id(items), story, page)


_NOT_WORD = re.compile(r"[\W_]+")


def squash(text: str) -> str:
    """Letters and digits only, lower-cased: how texts are compared."""
    return _NOT_WORD.sub("", text.lower())


MAX_LINES = 400  # blocks of the page looked at
BEFORE, AFTER = 6, 14  # blocks before and after the headline where bylines stand


def _near_headline(lines: Sequence[str], head: Head) -> list[str]:
    """The first blocks of the page, those around the headline at the front."""
    lines = lines[:MAX_LINES]
    headings = {squash(heading) for heading in head.headings if heading}
    title = squash(jsonld.plain(head.title))
    place = next((i for i, line in enumerate(lines) if squash(line[:400]) in headings), None)
    if place is None and title:
        place = next(
            (i for i, line in enumerate(lines) if len(line) > 8 and squash(line[:400]) in title), None
        )
    if place is None:
        return list(lines)
    start, end = max(0, place - BEFORE), place + AFTER
    return [*lines[place:end], *lines[start:place], *lines[end:], *lines[:start]]


def _choose(items: Sequence[Item], titles: Sequence[str]) -> tuple[Item, Item]:
    keys = {squash(title) for title in titles if title}
    story: Item = {}
    best = 0.0
    page: Item = {}
    for item in items:
        if jsonld.is_article(item):
            score = 1.0 + 0.1 * sum(key in item for key in ("headline", "datePublished", "author"))
            headline = squash(jsonld.first(item, "headline", "name"))
            if headline and any(headline in key or key in headline for key in keys if key):
                score += 1.0
            if score > best:
                story, best = item, score
        elif not page and jsonld.is_page(item):
            page = item
    return story, page
