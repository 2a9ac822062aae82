"""Sitemaps (sitemaps.org, with Google's news extension) and indexes of them, by expat.

Read as a stream: nothing but the links is held. Bounded: an entity of the document's own ends it
(billion laughs), as does depth. A document that is no XML gives the links before the fault and,
by pattern, those after it.
"""

import html
import re
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from scraper.discovery.values import ArticleLink, FetchedSource, SourceLinks
from scraper.urls import join

MAX_LINKS = 50_000  # of one file, as sitemaps.org has it
MAX_DEPTH = 32  # elements; a sitemap has 4
MAX_TEXT = 8192  # characters of a value
_LOC = re.compile(
    rb"<(?!image:|video:)(?:[a-z0-9]+:)?loc\s{0,9}>\s{0,99}(?:<!\[CDATA\[)?\s{0,99}([^<\s]{8,4096}+)(?=[<\s])",
    re.IGNORECASE,
)
_FIELDS = frozenset(("loc", "lastmod", "title", "publication_date"))
_ENTRIES = frozenset(("url", "sitemap"))


class _StopError(Exception):
    """Enough was read, or too odd a thing."""


@dataclass
class _State:
    """What the parser's callbacks have seen."""

    root: str = ""
    path: list[str] = field(default_factory=list)
    entry: dict[str, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    links: list[ArticleLink] = field(default_factory=list)

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2].lower()
        self.root = self.root or name
        self.path.append(name)
        self.text.clear()
        if len(self.path) > MAX_DEPTH:
            raise _StopError(f"elements lie {MAX_DEPTH} deep")
        if name in _ENTRIES:
            self.entry = {}

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2].lower()
        self.path.pop()
        if name in _FIELDS and (name != "loc" or (self.path and self.path[-1] in _ENTRIES)):
            self.entry.setdefault(name, "".join(self.text).strip()[:MAX_TEXT])
        if name in _ENTRIES and self.entry.get("loc"):
            self.links.append(_link(self.entry))
            if len(self.links) >= MAX_LINKS:
                raise _StopError(f"only the first {MAX_LINKS} links were read")

    @property
    def is_whole(self) -> bool:
        """Whether the root has ended."""
        return bool(self.root) and not self.path

    def data(self, text: str) -> None:
        if sum(map(len, self.text)) < MAX_TEXT:
            self.text.append(text)

    def entity(self, *_: object) -> None:
        raise _StopError("it defines entities, which sitemaps have no use for")


def read(source: FetchedSource) -> SourceLinks:
    """Return the links of a sitemap, or the sitemaps of an index."""
    state = _State()
    parser = expat.ParserCreate()
    parser.StartElementHandler = state.start
    parser.EndElementHandler = state.end
    parser.CharacterDataHandler = state.data
    parser.EntityDeclHandler = state.entity
    problem = ""
    try:
        parser.Parse(source.body, True)  # expat's signature
    except _StopError as stop:
        problem = str(stop)
    except (expat.ExpatError, ValueError) as error:
        rescued = _rescued(source.body, {link.url for link in state.links})
        state.links += rescued
        if rescued or not state.is_whole:  # else only what stands after its end is at fault
            problem = f"not well-formed XML ({error}); links after the fault were found by pattern"
    links = tuple(_absolute(link, source.url) for link in state.links)
    if state.root == "sitemapindex":
        return SourceLinks("sitemap_index", more=links, problem=problem)
    return SourceLinks("sitemap", links, problem=problem)


def _link(entry: dict[str, str]) -> ArticleLink:
    news = "publication_date" in entry or "title" in entry
    date = entry.get("publication_date") or entry.get("lastmod", "")
    why = "in a news sitemap" if news else "in a sitemap"
    return ArticleLink(
        entry["loc"], why + (f", {date}" if date else ""), entry.get("title", ""), date
    )


def _absolute(link: ArticleLink, base: str) -> ArticleLink:
    return replace(link, url=join(link.url, base) or link.url)


def _rescued(body: bytes, known: set[str]) -> list[ArticleLink]:
    found = (html.unescape(match[1].decode("utf-8", "replace")) for match in _LOC.finditer(body))
    urls = list(dict.fromkeys(url for url in found if url not in known))
    return [ArticleLink(url, "in a broken sitemap") for url in urls[:MAX_LINKS]]
