"""What each line of text says by itself: labels, inserts, promotion, likeness to the headline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.lexicon import Lexicon
from scraper.extraction.features.words import PageWords
from scraper.extraction.letters import squash
from scraper.extraction.native import IS_NATIVE, as_list
from scraper.extraction.vocabulary import line_concepts
from scraper.models.article import Status

if IS_NATIVE:
    from scraper.extraction.native import characters

Array = npt.NDArray[np.float32]
Index = npt.NDArray[np.int64]

CONCEPT_CODES = {
    "related": 1, "ranking": 2, "tags": 3, "share": 4, "newsletter": 5, "cta": 6, "comments": 7,
    "advert": 8, "author": 9, "navigation": 10, "copyright": 11, "consent": 12, "paywall": 13,
    "login": 14, "caption": 15, "error": 16, "javascript": 17, "captcha": 18,
}  # fmt: skip
"""Codes put near each other where the concepts mean the same to a classifier by thresholds."""

SPOKEN_CHARS = 500  # longer ones are paragraphs: 18 of 62,393 true ones speak of a promotion
NO_PAGE = ("mailto:", "tel:", "javascript:")  # links that lead to no page
STORY_PATH = 25  # characters of the end of a path, beyond which it is a story's
STORY_DASHES = 3  # or dashes in it, from which it is
MAX_SEARCHED = 200_000_000
"""Characters that are searched, as of a body of 20,000 for 10,000 lines; a real page has 3 million."""
FEW = 10.0  # ceiling of what stands on most pages once or twice: copies of a line, h1 elements
ROWS = 5  # that `measure` gives
IN_HEAD = slice(ROWS, ROWS + 3)  # of the words of a line, those of title, description and authors
WEIGHTS = slice(IN_HEAD.stop, IN_HEAD.stop + 4)  # of its words
SIZES, IN_BODY = WEIGHTS.stop, WEIGHTS.stop + 1  # how many words it has; whether JSON-LD has it
BY_LINE = IN_BODY + 1
"""Rows of what is known of each distinct line, and how many there are."""
LINKS = slice(ROWS, ROWS + 2)  # rows of `LineFacts` that are of a block's link
BY_BLOCK = 19  # rows of `LineFacts`
MIN_COMPARED = 20  # characters; shorter lines stand in any text

LAST = {":": 1, "：": 1, "…": 2, "?": 3, "？": 3, "!": 4, '"': 5, "”": 5, "»": 5, "」": 5, ")": 6,
         "）": 6, "]": 6, "›": 7, ">": 7, "→": 7, "|": 7, ",": 8, "、": 8, ";": 8}  # fmt: skip
FIRST = {'"': 1, "“": 1, "«": 1, "„": 1, "「": 1, "‘": 1, "(": 2, "[": 2, "（": 2, "•": 3, "-": 3,
          "–": 3, "—": 3, "*": 3, "#": 4, "@": 4, "©": 5, "|": 6, ">": 6, "→": 6, "+": 7, "$": 7}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the head of the page tells about its body."""

    title: str = ""
    article_body: str = ""  # squashed text from JSON-LD, where a site gives it
    is_article: float = (
        0.0  # og:type or JSON-LD says news: 2, another article: 1, something else: -1
    )
    description: str = ""  # og:description or the like: often the standfirst
    headline: str = ""  # what its data or og:title call the article, squashed
    host: str = ""  # of the page, without "www."
    authors: str = ""  # names that the head or a byline gives
    declared: tuple[Status, str] | None = None  # what else the page says it is, and where
    is_thread: bool = False  # its head or its address says that it is of a forum
    is_live: bool = False  # its JSON-LD says that it is a live blog

    @property
    def is_product(self) -> bool:
        """Whether the page says that it is of a product."""
        return self.declared is not None and self.declared[0] == "product"


class LineFacts(NamedTuple):
    """One entry per block in each array."""

    rows: Array  # what the classifier sees, a row each in this order, with a ceiling for copies
    label: Array
    prefix: Array
    promo: Array
    last: Array
    first: Array
    href: Array
    here: Array  # its first link leads to this site: 1, elsewhere: -1, unknown or none: 0
    title_shared: Array
    title_share: Array
    authored: Array  # share of its words that are of the authors' names
    described: Array  # share of its words that the description has
    describes: Array  # share of the description's words that it has
    in_body: Array
    weight_mean: Array  # of its words; the lowest and those of its ends are in `rows` alone
    copies: Array  # of its line on the page
    line: Index  # its number among the distinct ones
    words: PageWords  # of the distinct lines

    @property
    def sizes(self) -> Array:
        """How many words each block has, of those that are looked at."""
        return self.words.sizes[self.line]


def are_of(*concepts: str) -> npt.NDArray[np.bool_]:
    """Return, by code, whether it is of one of these concepts."""
    wanted = np.zeros(max(CONCEPT_CODES.values()) + 1, dtype=bool)
    wanted[[CONCEPT_CODES[concept] for concept in concepts]] = True
    return wanted


def read_lines(
    texts: Sequence[str],
    hrefs: Sequence[str],
    facts: PageFacts,
    lexicon: Lexicon,
    *,
    native: bool = IS_NATIVE,
) -> LineFacts:
    """Measure every distinct line once."""
    lines, line, copies = numbered(texts, native=native)
    words = PageWords(lines, native=native)
    by_line = np.empty((BY_LINE, len(lines)), dtype=np.float32)
    (native_measure if native else measure)(lines, by_line[:ROWS])
    head = words.in_head((facts.title, facts.description, facts.authors), by_line[IN_HEAD])
    words.weights(lexicon, by_line[WEIGHTS])
    by_line[SIZES] = words.sizes
    in_body(lines, facts.article_body, by_line[IN_BODY], native=native)
    rows = np.empty((BY_BLOCK, len(texts)), dtype=np.float32)
    (native_links if native else read_links)(hrefs, facts.host, rows[LINKS])
    (native_spread if native else spread)(by_line, line, copies, head, rows)
    label, prefix, promo, last, first, href, here, shared, share, *others = rows
    authored, described, describes, body, _, _, *weights = others
    return LineFacts(
        rows, label, prefix, promo, last, first, href, here, shared, share,
        authored, described, describes, body, weights[0], copies[0], line, words,
    )  # fmt: skip


def spread(by_line: Array, line: Index, copies: Array, head: Sequence[int], out: Array) -> None:
    """Write what is known of each line to the blocks that have it, in the order of `LineFacts`, but for links. `head` is
    how many words the title, the description and the names in the head have."""
    out[:ROWS] = by_line[:ROWS].take(line, axis=1)
    in_title, in_told, in_names, *weights, sizes, in_body = by_line[ROWS:].take(line, axis=1)
    sizes = np.maximum(sizes, 1)
    title, told, _ = (max(size, 1) for size in head)
    shares = in_title, in_title / title, in_names / sizes, in_told / sizes, in_told / told
    out[LINKS.stop :] = *shares, in_body, *np.minimum(copies, FEW), *weights


def native_spread(
    by_line: Array, line: Index, copies: Array, head: Sequence[int], out: Array
) -> None:
    """Spread what is known of lines as `spread` does, by compiled code."""
    from scraper.extraction.native import lines as native  # noqa: PLC0415  # it reads the tables of this module

    native.spread(by_line, line, copies, head[0], head[1], out)


def measure(lines: list[str], out: Array | None = None) -> Array:
    """Return what each line says by itself, a row for each kind of answer and a column for each line; in `out`, if
    it is given."""
    out = np.empty((ROWS, len(lines)), dtype=np.float32) if out is None else out
    out[:3] = [*zip(*map(concepts, lines), strict=True)]
    out[3] = [LAST.get(line[-1], 0) for line in lines]
    out[4] = [FIRST.get(line[0], 0) for line in lines]
    return out


def native_measure(lines: list[str], out: Array | None = None) -> Array:
    """Measure lines as `measure` does, by compiled code."""
    from scraper.extraction.native import lines as native  # noqa: PLC0415  # it reads the tables of this module

    out = np.empty((ROWS, len(lines)), dtype=np.float32) if out is None else out
    native.measure(lines, out)
    return out


def numbered(texts: Sequence[str], *, native: bool = IS_NATIVE) -> tuple[list[str], Index, Array]:
    """Return the distinct lines in order, and for each text the number of its line, and in two rows how often that
    stands on the page and which of them it is."""
    line = np.empty(len(texts), dtype=np.int64)
    copies = np.empty((2, len(texts)), dtype=np.float32)
    if native:
        from scraper.extraction.native import lines as compiled  # noqa: PLC0415  # it reads the tables of this module

        return compiled.number_lines(as_list(texts), line, copies), line, copies
    distinct = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    line[:] = [distinct[text] for text in texts]
    copies[0] = np.bincount(line)[line]
    seen = [0] * len(distinct)
    for block, place in enumerate(line.tolist()):
        seen[place] += 1
        copies[1, block] = seen[place]
    return list(distinct), line, copies


def concepts(line: str) -> tuple[int, int, int]:
    """Return the codes of the concepts a line labels, starts with and speaks of."""
    length = len(line)
    if length > SPOKEN_CHARS:
        return 0, 0, 0
    label, prefix, promo = line_concepts(line)
    code = CONCEPT_CODES.get
    return (
        code(label, 0) if label else 0,
        code(prefix, 0) if prefix else 0,
        code(promo, 0) if promo else 0,
    )


def in_body(lines: list[str], article_body: str, out: Array, *, native: bool = IS_NATIVE) -> None:
    """Write 1 for each line that the article's own text in JSON-LD has, -1 if it has not, 0 if unknown."""
    out[:] = 0
    if not article_body:
        return
    if native:
        characters.in_body(lines, article_body, MIN_COMPARED, MAX_SEARCHED, out)
        return
    left = MAX_SEARCHED
    for i, line in enumerate(lines):
        if len(line) > MIN_COMPARED and left > 0:
            left -= len(article_body)
            out[i] = 1 if squash(line) in article_body else -1


def read_links(hrefs: Sequence[str], host: str, out: Array | None = None) -> Array:
    """Return, a row each, the kind of each link and whether it leads to a page of the host, 0 for none; in `out`, if
    it is given."""
    out = np.empty((2, len(hrefs)), dtype=np.float32) if out is None else out
    out[0] = [href_kind(href) if href else 0 for href in hrefs]
    out[1] = [leads_here(href, host) if href else 0 for href in hrefs]
    return out


def native_links(hrefs: Sequence[str], host: str, out: Array | None = None) -> Array:
    """Return what `read_links` returns, by compiled code."""
    out = np.empty((2, len(hrefs)), dtype=np.float32) if out is None else out
    links.read_links(as_list(hrefs), host, out)
    return out


WITHIN_PAGE, NOT_A_PAGE, SHORT_HERE, SHORT_THERE, STORY_LIKE = range(1, 6)
"""What the address of a link may be; see `href_kind`."""


def href_kind(href: str) -> int:
    """Return 1 within the page, 2 not a page, 3 a short path here, 4 a short path anywhere, 5 a story-like path."""
    if href[0] == "#":
        return WITHIN_PAGE
    if href.startswith(NO_PAGE):
        return NOT_A_PAGE
    path = href.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1]
    if len(path) > STORY_PATH or path.count("-") >= STORY_DASHES:
        return STORY_LIKE
    return SHORT_THERE if href.startswith("http") else SHORT_HERE


def leads_here(href: str, host: str) -> int:
    """Return 1 for a link to a page of the same site, -1 to another, 0 if that is unknown."""
    if "//" not in href[:8]:
        return 1 if href[0] != "#" and not href.startswith(NO_PAGE) else 0
    if not host:
        return 0
    there = href.split("/", 3)[2].lower().removeprefix("www.")
    return 1 if there.endswith(host) or host.endswith(f".{there}") else -1


if IS_NATIVE:  # last, as they read what stands above
    from scraper.extraction.native import links
