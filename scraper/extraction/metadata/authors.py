"""Who wrote the page: candidates in order of trust."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from scraper.extraction.dom.head import Candidate
from scraper.extraction.letters import squash
from scraper.extraction.metadata import jsonld
from scraper.extraction.metadata.bylines import bylines, unmarked
from scraper.extraction.metadata.evidence import Evidence, is_declared
from scraper.extraction.metadata.person_names import (
    MAX_NAMES,
    TITLE_WORD,
    like_a_person,
    names_in,
    unique,
)
from scraper.extraction.metadata.shown_authors import MAX_UNDER, shown_instead, without_others

MAX_BYLINE = 160  # characters; a longer node is a portrait of the author or the article itself
MAX_REPEATS = 6  # bylines with this many different names are a list of other stories
_AUTHOR_META = (
    "citation_author", "citation_authors", "author", "article:author", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "byl", "article:author_name", "article_author", "authors",
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
                return _as_shown(kept, source, evidence)
            if names and not site_itself[0]:
                site_itself = (unique(names), source)
    return site_itself


def _as_shown(names: list[str], source: str, evidence: Evidence) -> Group:
    """Return the names found, or if they were declared what readers see of them."""
    if not is_declared(source):
        return names, source
    lines, span = evidence.lines, evidence.span
    if shown := shown_instead(names, lines, span):
        return [*shown], "visible text"
    return [*without_others(names, lines[: span.after])], source


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
        values = [value for value, _ in evidence.metas(name)]
        if name in _CATALOGUED:
            values = [_first_name_first(value, name) for value in values]
        names = [n for value in values for n in names_in(value)]
        if names:
            yield names, f"meta {name}"


_CATALOGUED = frozenset(("citation_author", "dc.creator", "dcterms.creator", "dc.contributor"))
"""Where libraries write one person a time, by the last name."""
_LAST_FIRST = re.compile(r"([^\W\d][^,;]{0,40}),\s?([^\W\d][^,;]{0,40})")


def _first_name_first(value: str, name: str) -> str:
    """Return "Roe, Jane" as "Jane Roe", any other value as it is; two full names are two people."""
    found = _LAST_FIRST.fullmatch(value)
    if found is None or TITLE_WORD.search(found[2]):
        return value
    two = name != "citation_author" and " " in found[1].strip() and " " in found[2].strip()
    return value if two else f"{found[2]} {found[1]}"


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


def _foreign_bylines(evidence: Evidence) -> Iterator[Group]:
    """Yield the one author whom the several bylines in asides and footers all name."""
    nodes = [n for n in evidence.head.bylines if n.foreign and 0 < len(n.text) <= MAX_BYLINE]
    own = [n for n in nodes if _is_rel(n) or _is_byline(n)]
    groups = [names for node in own if (names := names_in(node.text))]
    first = _shortest(groups) if len(groups) > 1 else []
    keys = [[squash(name) for name in group] for group in groups]
    named = all(any(squash(name) in key for key in group) for group in keys for name in first)
    if first and named and all(map(like_a_person, first)):
        yield first, "byline node"


def _shortest(groups: Sequence[list[str]]) -> list[str]:
    """Return, of nested nodes that name the same author, the one that says nothing else."""
    first = groups[0]
    inner = [g for g in groups if any(squash(g[0]) in squash(n) for n in first)]
    return min(inner, key=lambda g: sum(map(len, g))) if inner else first


def _is_rel(node: Candidate) -> bool:
    return "author" in node.key.split()[1:]


def _is_byline(node: Candidate) -> bool:
    return not re.search(
        r"bio|image|avatar|photo|social|desc|title|box|follow|role|about|media|modal|audio|video|caption|backlink",
        node.key,
    )


def _visible(evidence: Evidence) -> Iterator[Group]:
    for names in bylines(evidence.lines, evidence.span):
        yield names, "visible text"


def _unmarked(evidence: Evidence) -> Iterator[Group]:
    is_article = bool(evidence.story) or "article" in evidence.meta["og:type"]
    for names in unmarked(evidence.lines, evidence.span, is_article):
        yield names, "visible text"


_READERS: tuple[Reader, ...] = (
    _json_authors, _meta_authors, _labelled, _microdata, _bylines, _visible, _unmarked,
    _foreign_bylines, _json_organisations,
)  # fmt: skip
