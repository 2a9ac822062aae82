"""What the head of a page tells the classifier about the body."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from scraper.extraction.dom.entities import unescape
from scraper.extraction.dom.head import Head
from scraper.extraction.features.lines import PageFacts
from scraper.extraction.kinds import declared_kind
from scraper.extraction.letters import has_text, squash

MIN_BODY = 200  # squashed characters; a shorter "articleBody" is a teaser
MAX_TITLE = 300  # characters
MAX_DESCRIPTION = 600  # characters
MAX_AUTHORS = 400  # characters of all names
MAX_NAME = 80  # characters of one
MAX_NAMES = 4  # of authors, from a script and from bylines
_AUTHOR_META = frozenset(
    ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "citation_author")
)  # fmt: skip
_AUTHOR = re.compile(r'"author"\s{0,9}:[^}\]]{0,300}?"name"\s{0,9}:\s{0,9}"([^"]{3,80})"')
_HEADLINE = re.compile(
    r'"headline"\s{0,9}:\s{0,9}"((?:[^"\\]|\\u[0-9a-fA-F]{4}|\\.){1,300}+)"', re.S
)
"""Many sites write each letter outside of ASCII as an escape of six characters."""
_BODY = re.compile(r'"articleBody"\s*+:\s*+"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.S)
_ARTICLE = re.compile(r'"@type"\s*+:\s*+\[?\s*+"[A-Za-z]*(?:Article|BlogPosting)"')
_NEWS = re.compile(r'"@type"\s*+:\s*+\[?\s*+"[A-Za-z]*NewsArticle"')
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_MARKUP = re.compile(r"<[^>]+>")


def page_facts(head: Head, url: str | None) -> PageFacts:
    """Return title, kind of page, JSON-LD article text, and the site's host."""
    said = dict(reversed(head.meta))  # by each name, what comes first
    kind = said.get("og:type", "").lower()
    is_news = any(
        has_text(script, 'NewsArticle"') and _NEWS.search(script) for script in head.json_ld
    )
    is_article = is_news or kind == "article" or any(map(_ARTICLE.search, head.json_ld))
    body = next((found for script in head.json_ld if (found := _article_body(script))), "")
    title = " ".join(head.title.split())[:MAX_TITLE]
    address = _address(head, url)
    declared = None if is_news else declared_kind(head, address)
    told = next((said[name] for name in _DESCRIPTIONS if name in said), "")
    return PageFacts(
        title=title,
        article_body=body,
        is_article=2.0 if is_news else 1.0 if is_article else -1.0 if kind else 0.0,
        description=told[:MAX_DESCRIPTION],
        headline=_headline(head, said),
        host=_host(address),
        authors=" ".join(_authors(head))[:MAX_AUTHORS],
        declared=None if is_article else declared,
        is_live=any(has_text(script, "LiveBlogPosting") for script in head.json_ld),
        is_thread=declared is not None and declared[0] == "forum",
    )


def _authors(head: Head) -> Iterator[str]:
    """Yield what the page gives as names of its authors, unjudged."""
    yield from [
        content[:MAX_NAME]
        for name, content in head.meta
        if name in _AUTHOR_META and "/" not in content
    ]
    for script in head.json_ld:
        if has_text(script, '"author"'):
            yield from (found[1] for found in islice(_AUTHOR.finditer(script), MAX_NAMES))
    for byline in head.bylines[:MAX_NAMES]:
        if not byline.foreign and len(byline.text) <= MAX_NAME:
            yield byline.text


def _headline(head: Head, meta: Mapping[str, str]) -> str:
    """Return what the first data of an article, or else og:title, call it, squashed; "" for nothing."""
    scripts = (script for script in head.json_ld if has_text(script, '"headline"'))
    said = next(
        (_decoded(found[1]) for script in scripts if (found := _HEADLINE.search(script))), ""
    )
    return squash(unescape((said or meta.get("og:title", ""))[:MAX_TITLE]))


def _decoded(string: str) -> str:
    """Return what a string of JSON, without its quotes, stands for; "" for one with a broken escape."""
    if "\\" not in string:
        return string
    try:
        return str(json.loads(f'"{string}"', strict=False))
    except ValueError:
        return ""


def _host(address: str) -> str:
    """Return the host in an address, without "www."."""
    return (
        address.split("/", 3)[2].lower().removeprefix("www.").rpartition("@")[2] if address else ""
    )


def _address(head: Head, url: str | None) -> str:
    """Return where the page is: its own address, else the one it declares; "" where there is none."""
    if url and "://" in url[:8]:
        return url
    declared = [href for rel, href in head.links if rel == "canonical"]
    declared += [content for name, content in head.meta if name == "og:url"]
    return next((address for address in declared if "://" in address[:8]), "")


def _article_body(script: str) -> str:
    found = _BODY.search(script) if has_text(script, '"articleBody"') else None
    if not found:
        return ""
    try:
        text = str(json.loads(f'"{found[1]}"', strict=False))
    except ValueError:  # a broken escape: the raw text serves as well for comparing
        text = found[1]
    body = squash(_without_markup(unescape(text)))
    return body if len(body) >= MIN_BODY else ""


def _without_markup(text: str) -> str:
    """Return the text with a space for each tag; after the last ">" there is none to look for."""
    end = text.rfind(">") + 1
    return _MARKUP.sub(" ", text[:end]) + text[end:]
