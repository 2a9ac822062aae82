"""An Atom feed (RFC 4287) of the newest articles, for feed readers.

    one entry an article      `id` is made of its key and stays; a new version takes its place
    updated                   when this version was first seen; the feed's is that of its newest
    published                 the article's own date, where it has a time and an offset
    link, title, author, category, summary, content (HTML, one <p> a paragraph)

The file holds the `ENTRIES` newest. It is read, and written whole in its own place; what is not a
feed of ours is left alone. Entries are known by their `id`, so writing a version twice changes nothing.
An article that was taken down keeps its entry, with the category "gone" and a line that says so.
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

from scraper.errors import OutputError, reason_of
from scraper.files.atomic import write_atomic
from scraper.models.version import GONE, ArticleVersion
from scraper.outputs.places import is_per_site, place_of
from scraper.outputs.removal import Removal

ENTRIES = 100  # articles in the feed: a day of a busy site; 0.7 MB at 7 kB an article
LARGEST = 64 * 1024 * 1024  # bytes of a file that is read back; 100 articles have far less
TITLE = "Articles"
GENERATOR = "scraper"

_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_WEB = ("http://", "https://")

ET.register_namespace("", _ATOM)


def write_atom(path: Path, versions: Sequence[ArticleVersion]) -> None:
    """Put the versions in the place of older ones of their articles; the newest come first. With
    `{site}` in the path, each site has a feed of its own, with its name as title."""
    if not is_per_site(path):
        _write_feed(path, versions, TITLE)
        return
    for site in sorted({version.site for version in versions}):
        own = [version for version in versions if version.site == site]
        _write_feed(place_of(path, site), own, site)


def _write_feed(path: Path, versions: Sequence[ArticleVersion], title: str) -> None:
    if not versions:
        return
    before = _read(path)
    entries = {} if before is None else {_text(e, "id"): e for e in before.iterfind(_tag("entry"))}
    for version in versions:
        made = _entry(version)
        entries[_text(made, "id")] = made
    newest = sorted(entries.values(), key=lambda entry: _text(entry, "updated"), reverse=True)
    identity = _text(before, "id") if before is not None else _feed_id(versions[0])
    about = _FeedHead(identity, title, _text(newest[0], "updated"))
    _write(path, _feed(about, newest[:ENTRIES]))


def erase_atom(path: Path, removal: Removal) -> int:
    """Take the entries of erased articles out."""
    before = _read(path) if path.is_file() else None
    if before is None:
        return 0
    ids = frozenset(map(_entry_id, removal.keys))
    entries = before.findall(_tag("entry"))
    kept = [entry for entry in entries if not _is_erased(entry, ids, removal)]
    if len(kept) < len(entries) and not removal.dry:
        head = _FeedHead(*(_text(before, name) for name in ("id", "title", "updated")))
        _write(path, _feed(head, kept))
    return len(entries) - len(kept)


def _is_erased(entry: ET.Element, ids: frozenset[str], removal: Removal) -> bool:
    links = (link.get("href") or "" for link in entry.iterfind(_tag("link")))
    return _text(entry, "id") in ids or any(map(removal.covers, filter(None, links)))


def is_damaged(path: Path) -> bool:
    """Say whether a file is not XML: one that was written as a feed and is not was damaged."""
    try:
        _parsed(path.read_bytes())
    except OSError as error:
        raise OutputError(str(path), f"can't be read: {reason_of(error)}") from error
    except ET.ParseError:
        return True
    return False


def _parsed(data: bytes) -> ET.Element:
    if b"<!DOCTYPE" in data:  # ours has none, and its entities could swell
        raise ET.ParseError("it has a document type")
    return ET.fromstring(data)  # noqa: S314  # no document type, so no entities


def _read(path: Path) -> ET.Element | None:
    """Return the feed as it is; None where it does not exist yet or is empty. Raises
    OutputError for anything else there."""
    try:
        if path.stat().st_size > LARGEST:
            raise OutputError(str(path), f"has more than {LARGEST} bytes; name a new file")
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(str(path), f"can't be read: {reason_of(error)}") from error
    if not data:
        return None
    try:
        feed = _parsed(data)
    except ET.ParseError as error:
        message = f"is not an Atom feed ({error}); name a new file in [outputs]"
        raise OutputError(str(path), message) from error
    if feed.tag != _tag("feed") or feed.findtext(_tag("generator")) != GENERATOR:
        message = "was not written by scraper; name a new file in [outputs]"
        raise OutputError(str(path), message)
    return feed


def _write(path: Path, feed: ET.Element) -> None:
    write_atomic(path, ET.tostring(feed, encoding="utf-8", xml_declaration=True), overwrite=True)


@dataclass(frozen=True, slots=True)
class _FeedHead:
    """What a feed says of itself."""

    identity: str
    title: str
    updated: str


def _feed(head: _FeedHead, entries: Sequence[ET.Element]) -> ET.Element:
    feed = ET.Element(_tag("feed"))
    _add(feed, "id", head.identity)
    _add(feed, "title", head.title)
    _add(feed, "updated", head.updated)
    _add(_add(feed, "author"), "name", GENERATOR)  # of entries that name no author
    _add(feed, "generator", GENERATOR)
    feed.extend(entries)
    return feed


def _entry(version: ArticleVersion) -> ET.Element:
    fields, entry = version.fields, ET.Element(_tag("entry"))
    if language := _LANGUAGE.fullmatch(str(fields.get("language") or "")):
        entry.set(_LANG, language[0])
    _add(entry, "id", _entry_id(version.key))
    _add(entry, "title", " ".join(version.title.split()) or version.url)
    _add(entry, "updated", _rfc3339(version.marked_at or version.seen_at))
    if published := _published(fields.get("date")):
        _add(entry, "published", published)
    if version.url.startswith(_WEB):
        _add(entry, "link").attrib.update(rel="alternate", href=_clean(version.url))
    for name in fields.get("authors") or ():
        _add(_add(entry, "author"), "name", str(name))
    _add(entry, "category").set("term", _clean(version.site))
    for tag in dict.fromkeys(map(str, fields.get("tags") or ())):
        if term := _clean(tag).strip():
            _add(entry, "category").set("term", term)
    if version.gone_at:
        _add(entry, "category").set("term", GONE)
    if description := fields.get("description"):
        _add(entry, "summary", str(description))
    _add(entry, "content", _taken_down(version) + _html(version.text)).set("type", "html")
    return entry


def _entry_id(key: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, _clean(key)).urn


def _html(text: str) -> str:
    """Return the paragraphs of a text as HTML, their lines parted by <br>; every character stands for itself."""
    paragraphs = (part.strip() for part in text.split("\n\n"))
    return "\n".join(
        "<p>" + "<br>".join(map(escape, part.splitlines())) + "</p>" for part in paragraphs if part
    )


def _taken_down(version: ArticleVersion) -> str:
    if not version.gone_at:
        return ""
    return f"<p><em>This article was taken down; it was found gone on {version.gone_at}.</em></p>\n"


def _published(date: object) -> str | None:
    """Return a date as RFC 3339 wants it; None where time or offset would have to be guessed."""
    try:
        moment = datetime.fromisoformat(str(date))
        return None if moment.tzinfo is None else _rfc3339(moment)
    except (ValueError, OverflowError):
        return None


def _rfc3339(moment: datetime) -> str:
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def _feed_id(first: ArticleVersion) -> str:
    name = f"{first.key}\n{first.digest}\n{_rfc3339(first.seen_at)}"
    return uuid.uuid5(uuid.NAMESPACE_URL, _clean(name)).urn


def _add(parent: ET.Element, name: str, text: str = "") -> ET.Element:
    child = ET.SubElement(parent, _tag(name))
    child.text = _clean(text) or None
    return child


def _text(element: ET.Element, name: str) -> str:
    return element.findtext(_tag(name)) or ""


def _tag(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _clean(text: str) -> str:
    """Return a text without what XML 1.0 does not allow, escaped or not."""
    return _NOT_XML.sub("", text)
