"""Who wrote the page: candidates in order of trust."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from scraper.extraction.dom.head import Candidate
from scraper.extraction.metadata import jsonld
from scraper.extraction.metadata.evidence import Evidence
from scraper.extraction.metadata.person_names import (
    MAX_NAMES,
    clean_name,
    names_in,
    unique,
)
from scraper.text import squash

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


def _declared(evidence: Evidence) -> Iterator[Group]:
    """Authors the page declares, whether or not they are the site: the owner of a blog."""
    yield from _json_authors(evidence)
    yield from _json_organisations(evidence)
    yield from _meta_authors(evidence)


def read_authors(evidence: Evidence, site_names: Sequence[str]) -> tuple[list[str], str]:
    """Return the authors in the page's order and where they were found; ([], "") without any."""
    sites = {squash(name) for name in site_names if name}
    for reader in _READERS:
        for names, source in reader(evidence):
            kept = [n for n in unique(names) if squash(n) not in sites]
            if kept:
                return kept, source
    return next(_declared(evidence), ([], ""))


def _person_names(value: Any, evidence: Evidence, people: bool, depth: int = 0) -> list[str]:
    """Return the names in a JSON-LD author value; objects that are only references are looked up."""
    if isinstance(value, str):
        return names_in(jsonld.plain(value))
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
        return [n for part in jsonld.texts(name) for n in names_in(part)]
    return names_in(jsonld.first(value, "name"))


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
        for label in evidence.meta.get(f"twitter:label{number}", ())[:1]:
            if _WRITTEN.search(label):
                for data in evidence.meta.get(f"twitter:data{number}", ())[:1]:
                    yield names_in(data), f"meta twitter:data{number}"


_WRITTEN = re.compile(
    r"written|author|verfasst|geschrieben|écrit|escrito|scritto|autor", re.IGNORECASE
)


def _meta_authors(evidence: Evidence) -> Iterator[Group]:
    for name in _AUTHOR_META:
        names = [n for value in evidence.meta.get(name, ()) for n in names_in(value)]
        if names:
            yield names, f"meta {name}"


def _of_the_article(nodes: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    """Nodes in the article; those between the headline and the next heading, if there are any."""
    own = [n for n in nodes if not n.foreign and 0 < len(n.text) <= MAX_BYLINE]
    return [n for n in own if n.order == evidence.place] or own


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


_VISIBLE = re.compile(
    r"^(?:(?:written |posted |published |words |story |article )?by[:\s]|von\s|par\s|por\s|author:"
    r"|autor(?:in)?:|text:|文\s*[/／]|автор:)\s*(\S.*)$",
    re.IGNORECASE,
)
_VISIBLE_CJK = re.compile(
    r"(?:(?:作者|撰文|责任编辑|責任編輯|责编|编辑|記者|记者)\s*[:：]\s*|(?:本报|日报|通讯员)记者\s*)([^\s:：|,，。/]{2,12})"
)


def _visible(evidence: Evidence) -> Iterator[Group]:
    for line in evidence.lines:
        if len(line) > MAX_VISIBLE:
            continue
        if not line.isascii() and (cjk := _VISIBLE_CJK.search(line)):
            yield [n for n in (clean_name(cjk[1]),) if n], "visible text"
        elif line[:LEAD].lower().startswith(_LEADS) and (match := _VISIBLE.match(line)):
            yield [name for name in names_in(match[1]) if not _is_phrase(name)], "visible text"


def _is_phrase(name: str) -> bool:
    """Say whether words without a capital follow a "by": "by continuing your visit"."""
    return name.islower() and " " in name


MAX_VISIBLE = 80  # characters of a line that is a byline and nothing else
LEAD = 12  # characters looked at before the pattern is tried
_LEADS = (
    "by", "von ", "par ", "por ", "written", "posted", "published", "words", "story", "article",
    "author", "autor", "text", "文", "автор",
)  # fmt: skip


_READERS: tuple[Reader, ...] = (
    _json_authors, _meta_authors, _labelled, _microdata, _bylines, _visible, _json_organisations,
)  # fmt: skip
