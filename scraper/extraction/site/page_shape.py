"""What one page shows of its site's template: texts, places and the names of its parts."""

import re
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.letters import squash
from scraper.extraction.verdicts.decide import Verdicts

PATH_LEVELS = 5  # ancestors in the path of a place; more tell single pages apart, not templates
PART_CHARS = 40  # of an element's name; longer ones are lists of generated classes
SHOWN_CHARS = 100  # of a text in the file of a site's knowledge
HEADING_CHARS = 60  # of a heading, that tell it from others
LABEL_TAGS = ("h2", "h3", "h4", "h5", "h6")
LINKED = 0.6  # share of link characters from which a block counts as link text
SENTENCE_WORDS = 8  # words from which a text with an end mark reads as a sentence
SENTENCE_DENSE = 20  # the same in characters, for scripts without spaces
TRACKING = ("utm_", "fbclid", "gclid", "ref", "cmp")  # beginnings of parameters that name no page

_NUMBERS = re.compile(r"\d+")
_END = re.compile(r"[.!?。！？…؟।][\"'”’»」』)\]]*(?:\s|$)")


@dataclass(frozen=True, slots=True)
class SeenText:
    """One block of a page."""

    key: str
    text: str
    frames: tuple[str, ...]
    kept: bool
    linked: bool


@dataclass(frozen=True, slots=True)
class PageShape:
    """One page of a site, as far as its template is concerned."""

    url: str  # as `page_key` gives it
    title: str
    day: str  # ISO 8601, "" where unknown
    parts: frozenset[str]
    texts: tuple[SeenText, ...]


def shape_of(verdicts: Verdicts, *, url: str, title: str, day: str = "") -> PageShape:
    """Return the shape of a page that was extracted without knowledge of its site."""
    reading = verdicts.view.reading
    linked = verdicts.view.link >= LINKED
    frames = frame_keys(reading, [bool(one) for one in linked])
    texts = tuple(
        SeenText(text_key(text), text[:SHOWN_CHARS], frames[i], bool(verdicts.kept[i]), bool(linked[i]))
        for i, text in enumerate(reading.b_text)
    )  # fmt: skip
    return PageShape(page_key(url), title, day, parts_of(reading), texts)


def text_key(text: str) -> str:
    """Return 16 hex digits that name the letters and digits of a text."""
    return blake2b(squash(text).encode("utf-8", "replace"), digest_size=8).hexdigest()


def page_key(url: str, base: str = "") -> str:
    """Return a page's address without what may differ between links to it; "" if it is no address."""
    try:
        parts = urlsplit(urljoin(base, url))
        host = (parts.hostname or "").removeprefix("www.")
        query = sorted(p for p in parse_qsl(parts.query) if not p[0].lower().startswith(TRACKING))
        named = urlencode(query)
    except ValueError:
        return ""
    return host + parts.path.rstrip("/") + (f"?{named}" if named else "") if host else ""


def is_sentence(text: str) -> bool:
    """Say whether a text reads like a sentence: an end mark and enough words."""
    if not _END.search(text):
        return False
    if len(text.split()) >= SENTENCE_WORDS:
        return True
    return sum("\u3040" <= character <= "\ud7af" for character in text) >= SENTENCE_DENSE


def parts_of(reading: FlatPage) -> frozenset[str]:
    """Return the names of a page's elements, numbers aside."""
    return frozenset(_part(reading, e) for e, key in enumerate(reading.e_key) if key)


def frame_keys(reading: FlatPage, linked: list[bool]) -> list[tuple[str, ...]]:
    """Return the place of every block: path and link shape, first with the heading above.

    The page's own headline (h1) names no place.
    """
    paths: dict[int, str] = {}
    heading = ""
    out: list[tuple[str, ...]] = []
    for i, element in enumerate(reading.b_element):
        if element not in paths:
            paths[element] = _path(reading, element)
        shape = "links" if linked[i] else "text"
        place = f"{paths[element]} | {shape}"
        out.append((f"{place} | {heading}", place) if heading else (place,))
        if reading.e_tag[element] in LABEL_TAGS:
            heading = _NUMBERS.sub("#", reading.b_text[i][:HEADING_CHARS])
    return out


def _path(reading: FlatPage, element: int) -> str:
    names: list[str] = []
    while element > 0 and len(names) < PATH_LEVELS:
        names.append(_part(reading, element))
        element = reading.e_parent[element]
    return ">".join(reversed(names))


def _part(reading: FlatPage, element: int) -> str:
    words = _NUMBERS.sub("", reading.e_key[element])[:PART_CHARS].split()
    return ".".join([reading.e_tag[element], *words])
