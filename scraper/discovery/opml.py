"""OPML: the list of feeds that a feed reader exports, by expat.

Bounded as sitemaps are: an entity of the document's own ends it, as do depth and the number of feeds.
A list that breaks off is an error: half of it would be taken for all.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from scraper.urls import canonical

MAX_BYTES = 16 * 1024 * 1024  # 50,000 feeds, as readers write them
MAX_FEEDS = 10_000  # of one list
MAX_DEPTH = 64  # outlines; readers have folders in one level or two
_WEB = ("http://", "https://")


class _TooOddError(Exception):
    """The document has something that no list of feeds has use for."""


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """One feed of a list. `title` is "" where the list gives none."""

    url: str
    title: str


@dataclass
class _Outlines:
    """What the parser's callbacks have seen."""

    depth: int = 0
    root: str = ""
    feeds: dict[str, ListedFeed] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name.lower()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _TooOddError(f"its outlines lie more than {MAX_DEPTH} deep")
        if name.lower() == "outline":
            self._add({key.lower(): value for key, value in attributes.items()})

    def _add(self, attributes: dict[str, str]) -> None:
        url = canonical(attributes.get("xmlurl", "").strip())
        if url is None or not url.startswith(_WEB):
            return
        title = attributes.get("title") or attributes.get("text") or ""
        self.feeds.setdefault(url, ListedFeed(url, " ".join(title.split())))
        if len(self.feeds) > MAX_FEEDS:
            raise _TooOddError(f"it lists more than {MAX_FEEDS} feeds")

    def end(self, _name: str) -> None:
        self.depth -= 1

    def entity(self, *_: object) -> None:
        raise _TooOddError("it defines entities, which lists of feeds have no use for")


def read_opml(data: bytes) -> list[ListedFeed]:
    """Return the feeds of an OPML document, each once, in their order. Raises ValueError for another document,
    and for one that is too large or too odd."""
    if len(data) > MAX_BYTES:
        raise ValueError(f"it has more than {MAX_BYTES} bytes")
    outlines = _Outlines()
    parser = expat.ParserCreate()
    parser.StartElementHandler = outlines.start
    parser.EndElementHandler = outlines.end
    parser.EntityDeclHandler = outlines.entity
    try:
        parser.Parse(data, True)  # expat's signature
    except _TooOddError as odd:
        raise ValueError(str(odd)) from odd
    except expat.ExpatError as error:
        raise ValueError(f"it is no well-formed XML: {error}") from error
    if outlines.root != "opml":
        raise ValueError(f"its root is <{outlines.root}>, not <opml>")
    return list(outlines.feeds.values())
