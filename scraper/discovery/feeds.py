"""RSS, Atom and RDF through feedparser, which reads what is broken; JSON Feed by its few fields."""

import io
import re
import time
from typing import Any

from scraper.discovery.values import ArticleLink, FetchedSource, SourceLinks
from scraper.urls import join

MAX_BYTES = 10 * 1024 * 1024  # of a feed
MAX_LINKS = 5_000  # of a feed
MAX_TAG = 65_536  # bytes of one tag; feedparser needs 23 s for 30,000 attributes
MAX_DEPTH = 256  # elements; feedparser needs 10 s for 200,000
MAX_LOOSE = 100_000  # "<" without a tag; feedparser needs 7 s for two million
MAX_CDATA = 20_000  # sections; an entry has a few
_TAG = re.compile(rb"<(/?)[A-Za-z][^<>]*?(/?)>")
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{%d}" % MAX_TAG)


def read(source: FetchedSource) -> SourceLinks:
    """Return the entries of an XML feed."""
    problem = _too_much(source.body)
    if problem:
        return SourceLinks("feed", problem=problem)
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415  # loaded for feeds only

    charset = f"; charset={source.charset}" if source.charset else ""
    headers = {"content-location": source.url, "content-type": f"application/xml{charset}"}
    try:
        found = feedparser.parse(io.BytesIO(source.body), response_headers=headers)
    except ValueError as error:  # a character reference that names no character
        return SourceLinks("feed", problem=f"a broken feed: {error}")
    links = tuple(
        link
        for entry in found.entries[:MAX_LINKS]
        if (link := _entry(entry, source.url)) is not None
    )
    fault = found.get("bozo_exception") if found.get("bozo") and not links else None
    return SourceLinks("feed", links, problem=f"a broken feed: {fault}" if fault else "")


def read_json(value: Any, url: str) -> SourceLinks:
    """Return the items of a JSON Feed (jsonfeed.org)."""
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(value.get("version", "")):
        return SourceLinks("unknown", problem="JSON, but no JSON Feed")
    links = []
    for item in filter(_is_object, items[:MAX_LINKS]):
        named = item.get("id") if _is_url(item.get("id")) else None
        target = item.get("url") or item.get("external_url") or named
        absolute = join(target, url) if isinstance(target, str) else None
        if absolute is not None:
            date = str(item.get("date_published") or "")
            links.append(ArticleLink(absolute, _why(date), str(item.get("title") or ""), date))
    return SourceLinks("feed", tuple(links))


def _entry(entry: Any, base: str) -> ArticleLink | None:
    # What a service that counts readers put in place of the link is undone.
    target = (
        entry.get("feedburner_origlink")
        or entry.get("link")
        or (entry.get("id") if _is_url(entry.get("id")) else None)
    )
    absolute = join(target, base) if target else None
    if absolute is None:
        return None
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", moment) if moment else ""
    title = " ".join(str(entry.get("title", "")).split())
    return ArticleLink(absolute, _why(date), title, date)


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _is_url(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _why(date: str) -> str:
    return "in a feed" + (f", {date}" if date else "")


def _too_much(body: bytes) -> str:
    """Say what would keep feedparser busy for minutes, "" for a feed that is safe to read."""
    if len(body) > MAX_BYTES:
        return f"a feed of more than {MAX_BYTES} bytes"
    if body.count(b"<![CDATA[") > MAX_CDATA:
        return f"more than {MAX_CDATA} CDATA sections"
    bare = _without_cdata(body)
    if _LONG_TAG.search(bare):
        return f"a tag of more than {MAX_TAG} bytes"
    tags = _TAG.findall(bare)
    if bare.count(b"<") - len(tags) > MAX_LOOSE:
        return f"more than {MAX_LOOSE} angle brackets that open no tag"
    depth = 0
    for closes, empty in tags:
        depth += -1 if closes else 0 if empty else 1
        if depth > MAX_DEPTH:
            return f"elements lie {MAX_DEPTH} deep"
    return ""


def _without_cdata(body: bytes) -> bytes:
    """Return a feed without its CDATA sections, in linear time even if none of them ends."""
    first, *parts = body.split(b"<![CDATA[")
    return first + b"".join(part.partition(b"]]>")[2] for part in parts)
