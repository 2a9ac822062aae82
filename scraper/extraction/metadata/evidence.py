"""The page's self-description, sorted once for all the readers of single fields."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from scraper.extraction.dom.head import Head
from scraper.extraction.letters import squash
from scraper.extraction.metadata import jsonld
from scraper.extraction.metadata.datelines import HeadlineSpan, dated_lines
from scraper.extraction.metadata.jsonld import Item


class FoundValue(NamedTuple):
    """A value and where it stood."""

    value: str
    source: str


def is_declared(source: str) -> bool:
    """Say whether a source is one that is written for machines, which readers do not see."""
    return source.startswith(("json-ld", "meta "))


MAX_VALUES = 40  # of one meta name: tags repeat, nothing else should


class MetaValues(dict[str, Sequence[str]]):
    """The contents of meta elements by their name, () for none: put into plain text when first asked for, as most of
    a page's never are."""

    def __init__(self, meta: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.raw: dict[str, list[str]] = {}
        for name, content in meta:
            self.raw.setdefault(name, []).append(content)

    def __missing__(self, name: str) -> Sequence[str]:
        if name not in self.raw:
            return ()
        plain = filter(None, map(jsonld.plain, self.raw[name]))
        self[name] = found = [*islice(plain, MAX_VALUES)]
        return found


@dataclass(frozen=True)
class Evidence:
    """What the readers choose from. What several of them ask for is found once."""

    head: Head
    url: str
    base: str  # what relative addresses are resolved against
    text: str  # of the body, for guesses
    lines: Sequence[str]  # visible, those around the headline first
    span: HeadlineSpan  # which of the lines stand around the headline
    place: int  # which h1 is the headline, from 1; 0 where none is
    meta: MetaValues
    items: Sequence[Item]  # every JSON-LD object
    ids: Mapping[str, Item]  # the same by @id
    story: Item  # the JSON-LD object about the page's own text; empty without one
    page: Item  # the JSON-LD object about the page

    def metas(self, *names: str) -> list[FoundValue]:
        """Return the contents of the named meta elements, in the order of the names."""
        raw = self.meta.raw
        named = [name for name in names if name in raw]
        return [FoundValue(value, f"meta {name}") for name in named for value in self.meta[name]]

    def first_meta(self, *names: str) -> FoundValue | None:
        """Return the first of `metas`."""
        return next(iter(self.metas(*names)), None)

    @cached_property
    def title(self) -> str:
        """The text of the title element."""
        return jsonld.plain(self.head.title)

    @cached_property
    def dated_near(self) -> Sequence[tuple[int, str]]:
        """What `dated_lines` says of the lines around the headline."""
        return dated_lines(self.lines[: self.span.around], self.span)

    @cached_property
    def dated(self) -> Sequence[tuple[int, str]]:
        """What `dated_lines` says of all lines."""
        return dated_lines(self.lines, self.span)


def base_of(head: Head, url: str | None) -> str:
    """Return what a page's relative addresses are resolved against: its <base href>, which may be
    relative to its own address, or that address; "" where neither is known."""
    own = url or ""
    try:
        base = urljoin(own or _stated_address(head), head.base) if head.base else own
        return base if urlsplit(base).scheme in ("http", "https") else own
    except ValueError:  # "http://[" and the like
        return own


def _stated_address(head: Head) -> str:
    """Return the address that a page states for itself in whole, "" where it states none."""
    stated = [href for rel, href in head.links if "canonical" in rel.split()]
    stated += [content for name, content in head.meta if name == "og:url"]
    return next((each for each in stated if each.startswith(("http://", "https://"))), "")


def sort_evidence(head: Head, url: str | None, text: str, lines: Sequence[str]) -> Evidence:
    """Group meta elements by name, read the JSON-LD and pick the object about the story."""
    meta = MetaValues(head.meta)
    items = jsonld.read_items(head.json_ld)
    titles = [*meta["og:title"], jsonld.plain(head.title)]
    story, page = _choose(items, [*head.headings, *titles])
    place = _headline(head, [jsonld.first(story, "headline"), *titles])
    headline = head.headings[place - 1] if place else ""
    ordered, after, around, header = _sort_lines(lines, headline, titles[-1])
    return Evidence(
        head=head,
        url=url or "",
        base=base_of(head, url),
        text=text,
        lines=ordered,
        span=HeadlineSpan(after, around, header, "\n".join((headline, *titles))),
        place=place,
        meta=meta,
        items=items,
        ids=jsonld.by_id(items),
        story=story,
        page=page,
    )


MAX_LINES = 400  # blocks of the page looked at
LAST_LINES = 30  # of a longer page, where its date may stand in the footer
BEFORE, AFTER = 6, 14  # blocks before and after the headline where bylines stand
MAX_HEADLINE = 300  # characters
START = 5  # first characters compared before whole lines are
MIN_HEADLINE = 8  # characters; shorter ones are names of sections


def _headline(head: Head, titles: Sequence[str]) -> int:
    """Return which h1 is the headline: the first that equals a declared title, else the longest that a
    declared title repeats, else the first; 0 where there is no h1."""
    keys = [squash(title) for title in titles if title]
    best, longest = 1 if head.headings else 0, 0
    for place, heading in enumerate(head.headings, 1):
        key = squash(heading)
        if not key:
            continue
        if key in keys:
            return place
        repeated = any(key in title or (len(title) > 8 and title in key) for title in keys)
        if repeated and len(key) > longest:
            best, longest = place, len(key)
    return best


def _sort_lines(lines: Sequence[str], headline: str, title: str) -> tuple[list[str], int, int, int]:
    """Return the blocks from the headline on, those before it, then the others; how many follow it, how
    many stand around it, and how many are not far above it."""
    place = _find_headline(lines, headline, title)
    if place is None:
        ordered = [*lines[:MAX_LINES], *lines[MAX_LINES:][-LAST_LINES:]]
        around = min(len(lines), BEFORE + AFTER)
        return ordered, around, around, len(ordered)
    start, end = max(0, place - BEFORE), place + AFTER
    after = lines[place:end]
    near = [*after, *lines[start:place]]
    last = lines[end + MAX_LINES :][-LAST_LINES:]
    below = [*near, *lines[end : end + MAX_LINES], *last]
    return [*below, *lines[: min(start, MAX_LINES)]], len(after), len(near), len(below)


def _find_headline(lines: Sequence[str], headline: str, title: str) -> int | None:
    """Return the block that repeats the heading, else the longest one that stands in the title."""
    if len(headline) > MIN_HEADLINE and headline in lines:
        return _before_text(list(islice(_places(headline, lines), MAX_REPEATS)), lines)
    known = f"{headline}\n{title}".lower()
    key, title = squash(headline), squash(title)
    best, longest = None, MIN_HEADLINE
    for place, line in enumerate(lines[:MAX_LINES]):
        if longest < len(line) <= MAX_HEADLINE and line[:START].lower() in known:
            text = squash(line)
            if text == key:
                return place
            if len(text) > longest and text in title:
                best, longest = place, len(text)
    return best


def _places(headline: str, lines: Sequence[str]) -> Iterator[int]:
    """Yield the places at which a line stands."""
    place = -1
    while True:
        try:
            place = lines.index(headline, place + 1)
        except ValueError:  # at no further place
            return
        yield place


def _before_text(places: Sequence[int], lines: Sequence[str]) -> int:
    """Return the first place of a repeated headline that text follows: other places are in lists of
    stories, where other headlines follow."""
    if len(places) == 1:
        return places[0]
    longest = [max(map(len, lines[i : i + AFTER])) for i in places]
    return next(i for i, size in zip(places, longest, strict=True) if 2 * size >= max(longest))


MAX_REPEATS = 5  # places of one headline that are looked at


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
