"""JSON-LD as it is found on real pages: mostly valid, sometimes wrapped, broken or huge."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scraper.extraction.dom.entities import unescape
from scraper.text import NO_GLYPH

Item = Mapping[str, Any]

MAX_DEPTH = 8  # objects inside objects; schema.org pages need four
MAX_ITEMS = 400  # objects of all scripts that are looked at
_WORTH_READING = (
    "headline", "datePublished", "dateModified", "author", "Article", "Posting", "publisher",
    "WebSite", "inLanguage",
)  # fmt: skip
_CDATA = re.compile(
    r"/\*\s*<!\[CDATA\[\s*\*/|/\*\s*\]\]>\s*\*/|//\s*<!\[CDATA\[|//\s*\]\]>|<!\[CDATA\[|\]\]>|<!--|-->"
)
_STRING_OR_NOISE = re.compile(
    r'("[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z))|/\*(?:[^*/]|\*(?!/)|/(?!\*)){0,2000}+\*/|//[^\n]*|,(?=\s*[}\]])',
    re.DOTALL,
)
_LOOSE = re.compile(
    r'"(headline|datePublished|dateModified|inLanguage)"\s*:\s*"((?:[^"\\\n]|\\.){0,2000})"'
)
_LOOSE_AUTHOR = re.compile(
    r'"author"\s*:\s*[\[{]+[^\[\]{}]{0,500}?"name"\s*:\s*"((?:[^"\\\n]|\\.){0,200})"'
)

# Types by how surely an item describes the page's own text; earlier is better.
_ARTICLE = re.compile(
    r"(?:Article|Posting|Report|ReportageNewsArticle|BackgroundNewsArticle|LiveBlog|Opinion"
    r"|Column|ClaimReview|Recipe|HowTo|Review|CriticReview|PodcastEpisode)$"
)
_PAGE = re.compile(
    r"(?:Web|Item|QA|FAQ|About|Profile|Collection)Page$|CreativeWork$|^Thing$|VideoObject$|Book$|Course$|Event$"
)


def read_items(scripts: Sequence[str]) -> list[Item]:
    """Return every object of the scripts, outermost first, in order; unreadable scripts give nothing."""
    items: list[Item] = []
    for script in scripts:
        if any(word in script for word in _WORTH_READING):
            for value in _load(script):
                items.extend(_objects(value, 0))
        if len(items) > MAX_ITEMS:
            return items[:MAX_ITEMS]
    return items


def _load(script: str) -> list[Any]:
    text = script.strip()
    for repair in _REPAIRS:
        try:
            return [_DECODER.decode(repair(text))]
        except (ValueError, RecursionError):
            continue
    return _concatenated(text) or _loose(text)


def _as_it_is(text: str) -> str:
    return text


def _unwrapped(text: str) -> str:
    text = _CDATA.sub("", text).strip().rstrip(";")
    return _STRING_OR_NOISE.sub(lambda match: match[1] or "", text)


def _unescaped(text: str) -> str:
    return _unwrapped(unescape(text)) if "&quot;" in text or "&#34;" in text else ""


_OPENING = re.compile(r"[{\[]")
_DECODER = json.JSONDecoder(strict=False)
_REPAIRS = (_as_it_is, _unwrapped, _unescaped)


def _concatenated(text: str) -> list[Any]:
    """Return objects that stand one after the other, or one that rubbish follows."""
    values: list[Any] = []
    text = _unwrapped(text)
    start = 0
    while len(values) < MAX_ITEMS:
        opening = _OPENING.search(text, start)
        if opening is None:
            break
        try:
            value, start = _DECODER.raw_decode(text, opening.start())
        except (ValueError, RecursionError):
            return values
        values.append(value)
    return values


def _loose(text: str) -> list[Any]:
    """Return the few fields that matter, read from JSON that is beyond repair."""
    fields: dict[str, Any] = {}
    for key, value in _LOOSE.findall(text):
        fields.setdefault(key, value.replace('\\"', '"').replace("\\/", "/"))
    author = _LOOSE_AUTHOR.search(text)
    if author:
        fields["author"] = author[1]
    return [{"@type": "Article", **fields}] if fields else []


def _objects(value: Any, depth: int) -> Iterator[Item]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for part in value[:MAX_ITEMS]:
            yield from _objects(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), dict | list):
                yield from _objects(value[key], depth + 1)


def types(item: Item) -> list[str]:
    """Return the item's types without their namespace."""
    found = item.get("@type")
    names = found if isinstance(found, list) else [found]
    return [name.rsplit("/", 1)[-1] for name in names if isinstance(name, str)]


def is_article(item: Item) -> bool:
    """Say whether the item says it is a text of its own."""
    return any(_ARTICLE.search(name) for name in types(item))


def is_page(item: Item) -> bool:
    """Say whether the item describes the page as such."""
    return any(_PAGE.search(name) for name in types(item))


def texts(value: Any, depth: int = 0) -> list[str]:
    """Return a value, or list of values, as plain strings; of an object, its name, value or @value."""
    if isinstance(value, str):
        return [plain(value)] if value.strip() else []
    if depth > MAX_DEPTH:
        return []
    if isinstance(value, list):
        return [text for part in value[:MAX_ITEMS] for text in texts(part, depth + 1)]
    if isinstance(value, dict):
        for key in ("name", "@value", "value", "headline", "alternateName"):
            if isinstance(value.get(key), str | list):
                return texts(value[key], depth + 1)
    return []


def first(item: Item, *keys: str) -> str:
    """Return the first text under one of the keys, or ""."""
    for key in keys:
        found = texts(item.get(key))
        if found:
            return found[0]
    return ""


def moment(item: Item, key: str) -> str:
    """Return the date under a key as text, also where it is seconds or milliseconds of Unix time."""
    value = item.get(key)
    return str(value) if type(value) is int else first(item, key)


def by_id(items: Sequence[Item]) -> dict[str, Item]:
    """Return the items by their `@id`; the one with most fields where several share it."""
    index: dict[str, Item] = {}
    for item in items:
        key = item.get("@id")
        if isinstance(key, str) and len(item) > len(index.get(key, ())):
            index[key] = item
    return index


_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


_INVISIBLE = re.compile(f"[{NO_GLYPH}\ud800-\udfff]")  # and halves of pairs, which JSON may name


def plain(text: str) -> str:
    """Return a text with its entities (also doubly escaped ones) and tags resolved, and white space as single spaces."""
    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())
