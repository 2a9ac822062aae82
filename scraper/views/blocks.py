"""A page's verdicts as a value to show: its blocks in order, totals, the article, the metadata."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from scraper.article import Article
from scraper.models.article import NOT_CONTENT, Block, Metadata
from scraper.render.body import shown_blocks
from scraper.text import count_words
from scraper.views.safe_text import Clipped, clipped, direction_of, fit, href_of, language_of, line

MOST_BLOCKS = 10_000  # on one page; a browser lays out as many in under a second
MOST_CHARS = 4_000_000  # of all blocks on one page
MOST_BLOCK_CHARS = 20_000  # of one block; longer than any paragraph of the fixtures
MOST_FIELD_CHARS = 2_000  # of a title, a path, an evidence
CHUNK = 100  # blocks that a browser skips together while they are out of sight
FOLD = 4
"""Neighbours, dropped for one reason, from which they are shown as one line; three are as quickly read."""
MOST_SAMPLE = 200  # characters of the beginnings of folded blocks
KEPT = "kept"

# Reasons of one family are shown in one colour.
TINTS: dict[str, tuple[str, ...]] = {
    "links": (
        "related", "ranking", "link_list", "labelled_list", "story_link", "linked_headline", "deck",
        "heading_run", "contents",
    ),
    "frame": ("navigation", "header", "footer", "sidebar", "tags", "copyright", "hidden"),
    "promo": (
        "newsletter", "share", "advert", "product", "notice", "promotion", "cta", "insert", "placeholder",
    ),
    "about": ("byline", "author", "dateline", "headline", "caption", "bare_heading"),
    "form": ("control", "form", "consent", "named_box", "tooltip"),
    "voices": ("comments", "review"),
    "again": ("copy", "second_opinion", "teaser"),
    "site": ("site_rule", "template", "other_story"),
    "wall": (
        "consent_wall", "login_wall", "block_page", "soft_404", "js_shell", "not_html", "empty",
    ),
}  # fmt: skip
OTHER = "other"

_TINT_OF = {reason: tint for tint, reasons in TINTS.items() for reason in reasons}


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block. `number` counts from 1 and names it: the element's id is `b` and the number."""

    number: int
    kind: str
    text: Clipped
    kept: bool
    reason: str
    tint: str  # "" for kept ones
    evidence: str
    score: float
    path: str
    anchor: str = ""  # what leads to it in the stored page beside; "" where nothing does


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """Where a block stands in its page, which extraction does not keep."""

    path: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class BlockRun:
    """Neighbours dropped for one reason, folded into one line, or one block."""

    blocks: tuple[BlockView, ...]
    folded: bool = False
    reason: str = ""
    tint: str = ""
    sample: str = ""  # how the blocks begin


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many blocks, and words in them, there are of a reason; `KEPT` stands for all kept ones."""

    reason: str
    tint: str
    blocks: int
    words: int


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of the metadata and where it was found. `href` is "" unless it may be followed."""

    name: str
    value: str
    source: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of the article: a list item, a row's cells or a paragraph."""

    number: int  # of its block
    text: Clipped
    cells: tuple[str, ...] = ()
    level: int = 1  # depth in a list


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A run of the article that is one element: a paragraph, a heading, a list, a table, ..."""

    kind: str
    level: int  # of a heading, 1 to 6
    ordered: bool
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """All that is shown of one page. Totals count the whole page, also what is left out."""

    name: str
    title: str
    status: str
    status_reason: str
    confidence: float
    language: str
    direction: str
    fields: tuple[FieldView, ...]
    reasons: tuple[ReasonCount, ...]
    chunks: tuple[tuple[BlockRun, ...], ...]
    parts: tuple[ReportPart, ...]
    blocks_total: int
    blocks_kept: int
    blocks_shown: int
    words_total: int
    words_kept: int

    @property
    def left_out(self) -> int:
        """Blocks at the end that are not shown because there are too many."""
        return self.blocks_total - self.blocks_shown


def page_view(
    name: str, article: Article, places: Mapping[int, BlockPlace] | None = None
) -> PageView:
    """Return what a template shows of a page; `name` is its file or URL, `places` says more of where
    blocks stand, by their index."""
    blocks = article.blocks
    shown = blocks[: _within_bounds(blocks)]
    places = places or {}
    views = [
        _block_view(number, block, places.get(block.index)) for number, block in enumerate(shown, 1)
    ]
    words = [count_words(block.text) for block in blocks]
    language = article.language
    return PageView(
        name=line(name),
        title=line(article.title)[:MOST_FIELD_CHARS],
        status=line(article.status),
        status_reason=line(article.status_reason),
        confidence=article.confidence,
        language=language_of(language),
        direction=direction_of(language),
        fields=tuple(_fields(article.metadata)),
        reasons=_reasons(blocks, words),
        chunks=tuple(_chunks(views)),
        parts=() if article.status in NOT_CONTENT else tuple(_parts(article, shown)),
        blocks_total=len(blocks),
        blocks_kept=sum(block.kept for block in blocks),
        blocks_shown=len(views),
        words_total=sum(words),
        words_kept=sum(n for n, block in zip(words, blocks, strict=True) if block.kept),
    )


def _within_bounds(blocks: Sequence[Block]) -> int:
    """Count the blocks that fit on one page."""
    left = MOST_CHARS
    for count, block in enumerate(blocks[:MOST_BLOCKS]):
        left -= min(len(block.text), MOST_BLOCK_CHARS) + len(block.evidence) + len(block.path)
        if left < 0:
            return count
    return min(len(blocks), MOST_BLOCKS)


def _chunks(views: Sequence[BlockView]) -> Iterator[tuple[BlockRun, ...]]:
    for at in range(0, len(views), CHUNK):
        chunk = views[at : at + CHUNK]
        runs = groupby(chunk, key=lambda view: KEPT if view.kept else view.reason)
        yield tuple(run for _, found in runs for run in _runs(tuple(found)))


def _runs(views: tuple[BlockView, ...]) -> Iterator[BlockRun]:
    """Yield neighbours of one verdict as one run, or each by itself where they are few or kept."""
    first = views[0]
    if first.kept or len(views) < FOLD:
        yield from (BlockRun((view,)) for view in views)
        return
    sample = line(" · ".join(view.text.text[:MOST_SAMPLE] for view in views[:MOST_SAMPLE]))
    yield BlockRun(views, True, first.reason, first.tint, sample[:MOST_SAMPLE])


def _block_view(number: int, block: Block, place: BlockPlace | None = None) -> BlockView:
    return BlockView(
        number=number,
        kind=line(block.kind),
        text=clipped(block.text, MOST_BLOCK_CHARS),
        kept=block.kept,
        reason=line(block.reason),
        tint="" if block.kept else tint_of(block.reason),
        evidence=line(block.evidence)[:MOST_FIELD_CHARS],
        score=block.score,
        path=line(place.path if place else block.path)[:MOST_FIELD_CHARS],
        anchor=place.anchor if place else "",
    )


def _reasons(blocks: Sequence[Block], words: Sequence[int]) -> tuple[ReasonCount, ...]:
    """Count blocks and words by reason: kept ones first, then the most frequent reasons."""
    counts: Counter[str] = Counter()
    words_of: Counter[str] = Counter()
    for block, number in zip(blocks, words, strict=True):
        reason = KEPT if block.kept else line(block.reason)
        counts[reason] += 1
        words_of[reason] += number
    ordered = sorted(counts, key=lambda reason: (reason != KEPT, -counts[reason], reason))
    return tuple(
        ReasonCount(
            reason, "" if reason == KEPT else tint_of(reason), counts[reason], words_of[reason]
        )
        for reason in ordered
    )


def _fields(metadata: Metadata) -> Iterator[FieldView]:
    values: dict[str, str | None] = {
        "title": metadata.title,
        "authors": "; ".join(metadata.authors),
        "date": metadata.date,
        "modified": metadata.modified,
        "language": metadata.language,
        "site_name": metadata.site_name,
        "url": metadata.url,
        "description": metadata.description,
        "image": metadata.image,
        "tags": "; ".join(metadata.tags),
    }
    for name, value in values.items():
        if value:
            href = href_of(value) if name in ("url", "image") else ""
            shown, source = line(value)[:MOST_FIELD_CHARS], metadata.sources.get(name, "")
            yield FieldView(name, shown, line(source)[:MOST_FIELD_CHARS], href)


def _parts(article: Article, blocks: Sequence[Block]) -> Iterator[ReportPart]:
    """Yield the article in the order of its text; neighbours of one list or table are one part."""
    numbers = {id(block): number for number, block in enumerate(blocks, 1)}
    shown = (block for block in shown_blocks(blocks, article.include) if block.text)
    for _, neighbours in groupby(shown, key=_run_of):
        run = list(neighbours)
        lines = tuple(_line(block, numbers[id(block)]) for block in run)
        yield ReportPart(line(run[0].kind), run[0].level, run[0].ordered, lines)


def _run_of(block: Block) -> tuple[str, bool, int]:
    """Return what neighbours must share to be one element."""
    together = block.kind in ("list_item", "table_row")
    return block.kind, block.ordered, 0 if together else id(block)


def _line(block: Block, number: int) -> ReportLine:
    cells = tuple(fit(cell) for cell in block.cells)
    return ReportLine(
        number, clipped(block.text, MOST_BLOCK_CHARS), cells, min(max(block.level, 1), 6)
    )


def tint_of(reason: str) -> str:
    """Return the tint of a reason, `OTHER` for one that is in no family."""
    return _TINT_OF.get(reason, OTHER)
