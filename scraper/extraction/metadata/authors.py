"""Who wrote the page: candidates in order of trust."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from scraper.extraction.dom.head import Candidate
from scraper.extraction.letters import squash
from scraper.extraction.metadata import jsonld
from scraper.extraction.metadata.bylines import bylines, unmarked
from scraper.extraction.metadata.evidence import Evidence
from scraper.extraction.metadata.person_names import (
    MAX_NAMES,
    names_in,
    unique,
)

MAX_BYLINE = 160  # characters; a longer node is a portrait of the author or the article itself
MAX_REPEATS = 6  # bylines with this many different names are a list of other stories
_AUTHOR_META = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "byl", "citation_author", "article:author_name", "article_author", "authors",
    "dc.contributor", "og:article:author", "dcsext.author", "cxenseparse:author",
)  # fmt: skip
_ORGANISATION = re.compile(r"Organization|Corporation|WebSite|Brand")

Group = tuple[list[str], str]
Reader = Callable[[Evidence], Iterator[Group]]


def read_authors(evidence: Evidence, site_names: Sequence[str]) -> tuple[list[str], str]:
    """Return the authors in the page's order and where they were found; ([], "") without any.

    The site itself is the author only where nobody else is: the owner of a blog, a paper's staff.
    """
    sites = {squash(name) for name in site_names if name}
    site_itself: Group = ([], "")
    for reader in _READERS:
        for names, source in reader(evidence):
            kept = [n for n in unique(names) if squash(n) not in sites]
            if kept:
                return kept, source
            if names and not site_itself[0]:
                site_itself = (unique(names), source)
    return site_itself


def _person_names(value: Any, evidence: Evidence, people: bool, depth: int = 0) -> list[str]:
    """Return the names in a JSON-LD author value; objects that are only references are looked up."""
    if isinstance(value, str):
        return _names_of(value)
    if isinstance(value, list) and depth < jsonld.MAX_DEPTH:
        parts = value[:MAX_NAMES]
        return [n for part in parts for n in _person_names(part, evidence, people, depth + 1)]
    if not isinstance(value, dict):
        return []
    if "name" not in value and isinstance(value.get("@id"), str):
        value = evidence.ids.get(value["@id"], value)
    if people and any(_ORGANISATION.search(t) for t in jsonld.types(value)):
        return []
    name = value.get("name")
    if isinstance(name, list):
        return [n for part in jsonld.texts(name) for n in _names_of(part)]
    return _names_of(jsonld.first(value, "name"))


def _names_of(text: str) -> list[str]:
    """Return the names in a declared text; where the first one is left out, the rest is the site's."""
    plain = jsonld.plain(text)
    return [] if plain.startswith(",") else names_in(plain)


def _json_authors(evidence: Evidence) -> Iterator[Group]:
    for item in (evidence.story, evidence.page):
        for key in ("author", "creator"):
            names = _person_names(item.get(key), evidence, True)
            if names:
                yield names, f"json-ld {key}"


def _json_organisations(evidence: Evidence) -> Iterator[Group]:
    for item in (evidence.story, evidence.page):
        names = _person_names(item.get("author"), evidence, False)
        if names:
            yield names, "json-ld author"


def _labelled(evidence: Evidence) -> Iterator[Group]:
    """Read the pairs of label and data that are made for link previews."""
    for number in ("1", "2"):
        for label in evidence.meta[f"twitter:label{number}"][:1]:
            if _WRITTEN.search(label):
                for data in evidence.meta[f"twitter:data{number}"][:1]:
                    yield names_in(data), f"meta twitter:data{number}"


_WRITTEN = re.compile(
    r"written|author|verfasst|geschrieben|écrit|escrito|scritto|autor", re.IGNORECASE
)


def _meta_authors(evidence: Evidence) -> Iterator[Group]:
    for name in _AUTHOR_META:
        names = [n for found in evidence.metas(name) for n in names_in(found.value)]
        if names:
            yield names, f"meta {name}"


def _of_the_article(nodes: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    """Return the nodes in the article; only those between the headline and the next heading, if there are any."""
    short = [n for n in nodes if 0 < len(n.text) <= MAX_BYLINE]
    own = [n for n in short if not n.foreign] or _shown_near(short, evidence)
    return [n for n in own if n.order == evidence.place] or own


def _shown_near(nodes: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    """Return the nodes that are a line right under the headline or begin one, whatever they stand in."""
    under = evidence.lines[: min(MAX_UNDER, evidence.span.after)]
    return [n for n in nodes if any(_begins(line, n.text) for line in under)]


def _begins(line: str, name: str) -> bool:
    return line.startswith(name) and not line[len(name) :].strip()[:1].isalpha()


MAX_UNDER = 4  # lines of the headline and those under it


def _microdata(evidence: Evidence) -> Iterator[Group]:
    nodes = [n for n in evidence.head.items if {"author", "creator"} & set(n.key.split())]
    names = [n for node in _of_the_article(nodes, evidence) for n in names_in(node.text)]
    if 0 < len(unique(names)) < MAX_REPEATS:
        yield names, "microdata author"


def _bylines(evidence: Evidence) -> Iterator[Group]:
    own = _of_the_article(evidence.head.bylines, evidence)
    for test, source in ((_is_rel, "rel=author"), (_is_byline, "byline node")):
        groups = [names for node in own if test(node) and (names := names_in(node.text))]
        names = unique(n for group in groups for n in group)
        if 0 < len(names) < MAX_REPEATS:
            yield (names if test is _is_rel else _shortest(groups)), source


def _shortest(groups: Sequence[list[str]]) -> list[str]:
    """Return, of nested nodes that name the same author, the one that says nothing else."""
    first = groups[0]
    inner = [g for g in groups if any(squash(g[0]) in squash(n) for n in first)]
    return min(inner, key=lambda g: sum(map(len, g))) if inner else first


def _is_rel(node: Candidate) -> bool:
    return "author" in node.key.split()[1:]


def _is_byline(node: Candidate) -> bool:
    return not re.search(
        r"bio|image|avatar|photo|social|desc|title|box|follow|role|about", node.key
    )


def _visible(evidence: Evidence) -> Iterator[Group]:
    for names in bylines(evidence.lines, evidence.span):
        yield names, "visible text"


def _unmarked(evidence: Evidence) -> Iterator[Group]:
    is_article = bool(evidence.story) or "article" in evidence.meta["og:type"]
    for names in unmarked(evidence.lines, evidence.span, is_article):
        yield names, "visible text"


_READERS: tuple[Reader, ...] = (
    _json_authors, _meta_authors, _labelled, _microdata, _bylines, _visible, _unmarked, _json_organisations,
)  # fmt: skip
