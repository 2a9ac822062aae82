"""Numbers about each block of a page: what the classifier sees.

Everything is computed for all blocks at once. Elements are nested and in document order, so the
blocks of any element are a slice, and a sum over it is a difference of running sums. Each group
of features is a function that returns its names and a matrix with one row per name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.lexicon import Lexicon
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.features.beside import article_rows, picture_boxes, picture_rows
from scraper.extraction.features.blocks import TAGS, TITLE_SHARE, judged, title_block
from scraper.extraction.features.characters import (
    DIGIT,
    LETTER,
    STOP,
    UPPER,
    TextCounts,
)
from scraper.extraction.features.geometry import Geometry, codes_of, nearest, shift
from scraper.extraction.features.lines import FEW, LineFacts, PageFacts, read_lines
from scraper.extraction.features.names import HIDDEN, NAMES, read_names
from scraper.extraction.native import IS_NATIVE

if TYPE_CHECKING:
    from scraper.extraction.native.elements import PageRows

Array = npt.NDArray[np.float32]
Index = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Group = tuple[tuple[str, ...], Array]
RowsOf = Callable[["PageFeatures"], Group]

FAR = 99.0  # not on the page, in blocks or levels
LEVELS = 6  # ancestors looked at, nearest first

MANY_BLOCKS = 150.0
MANY_WORDS = 4000.0
"""Ceilings of counts that grow with a text. The trees have seen few texts of more than 7,000 words, and
took the tails of such texts for something else: recall of .675 there, .992 with these ceilings."""
PAGE_BLOCKS = 600.0  # ceiling of a count over the whole page

CONTAINERS = ("article", "aside", "nav", "footer", "header", "list", "table", "figure", "form", "quote", "code",
              "definitions", "details")  # fmt: skip
CONTAINER_BITS = {
    "article": 1, "main": 1, "aside": 2, "nav": 4, "menu": 4, "footer": 8, "header": 16,
    "ul": 32, "ol": 32, "dl": 32 | 2048, "table": 64, "figure": 128, "form": 256, "dialog": 256,
    "blockquote": 512, "pre": 1024, "details": 4096,
}  # fmt: skip


@dataclass(slots=True)
class PageFeatures:
    """What the groups share: raw counts and the geometry of one page."""

    reading: FlatPage
    facts: PageFacts
    lines: LineFacts
    geo: Geometry
    counts: TextCounts
    words: Array
    link: Array
    tag: Array
    good: Flags
    heading: Flags
    label: Flags
    families: Index  # bits, one entry per element
    name_weight: Array  # learned weight of the words in its name, one entry per element
    picture_box: Array  # blocks in the nearest element around it that holds an image
    title: int  # the block that says the page's title, an h1 if one does; -1 if no block does
    tags: frozenset[str]  # of all its elements


def view_of(
    reading: FlatPage, facts: PageFacts, lines: LineFacts, lexicon: Lexicon
) -> PageFeatures:
    """Count and measure once what several groups need."""
    counts = TextCounts(reading.b_text)
    geo = Geometry(reading, LEVELS)
    link, tag, good, heading = judged(reading, counts, geo.element)
    label = lines.label > 0
    families, name_weight = _names(reading, lexicon)
    boxes = picture_boxes(reading.e_pictured, reading.e_parent, geo.end - geo.first)
    return PageFeatures(
        reading, facts, lines, geo, counts,
        counts.words, link, tag, good, heading, label, families, name_weight, boxes[geo.element],
        title_block(lines.title_share, lines.title_shared, tag), frozenset(reading.e_tag),
    )  # fmt: skip


def _names(reading: FlatPage, lexicon: Lexicon) -> tuple[Index, Array]:
    """Return what the elements' names say. The body's own name is the page's, not that of a part."""
    families, weights = read_names(reading.e_key, lexicon.classes)
    families[[*compress(range(len(families)), reading.e_hidden)]] |= HIDDEN
    weights[0] = 0.0
    return families, weights


@lru_cache(maxsize=1)
def names_by_group() -> dict[RowsOf, tuple[str, ...]]:
    """Return the names of the rows of each group, the same for every page: here those of a page of one word."""
    page = FlatPage(
        ["body"], [-1], [""], [False], [0], [1], [0], ["a"], *([0],) * 5, [""], e_pictured=[False]
    )
    lines = read_lines(page.b_text, page.b_href, PageFacts(), Lexicon())
    view = view_of(page, PageFacts(), lines, Lexicon())
    return {group: group(view)[0] for group in GROUPS}


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Return the names of the rows."""
    return tuple(name for group in names_by_group().values() for name in group)


def compute(
    view: PageFeatures,
    spare: int = 0,
    *,
    native: bool = IS_NATIVE,
    compiled: "PageRows | None" = None,
) -> Array:
    """Return the feature matrix: a row for each name of `names()`, a column for each block.

    Below them are `spare` rows that are still to be filled. Groups are made one after the other,
    as together they take as much memory as the matrix. `compiled` is what `compiled_rows` returns, if
    that was asked already.
    """
    rows = np.empty((len(names()) + spare, view.geo.n), dtype=np.float32)
    compiled = (compiled or compiled_rows(view)) if native else None
    writers = _fitting() if compiled is not None else {}
    at = 0
    for group, names_of in names_by_group().items():
        out = rows[at : at + len(names_of)]
        if writer := writers.get(group):
            getattr(compiled, writer)(out)
        else:
            out[:] = group(view)[1]
        at += len(names_of)
    return rows


def compiled_rows(view: PageFeatures) -> "PageRows | None":
    """Return what writes rows of groups by compiled code, for both passes; None where a page or machine has none."""
    if not (IS_NATIVE and view.geo.is_native):
        return None
    from scraper.extraction.native.elements import PageRows  # noqa: PLC0415  # it reads the constants of this module

    return PageRows(view, view.title)


@lru_cache(maxsize=1)
def _fitting() -> dict[RowsOf, str]:
    """Return the methods of `PageRows` that write as many rows as their group has."""
    from scraper.extraction.native.elements import ROWS  # noqa: PLC0415  # it reads the constants of this module

    rows_of = names_by_group()
    return {group: name for group, name in COMPILED.items() if len(rows_of[group]) == ROWS[name]}


def _rows(**rows: npt.ArrayLike) -> Group:
    n = max(np.size(row) for row in rows.values())
    out = np.empty((len(rows), n), dtype=np.float32)
    for i, row in enumerate(rows.values()):
        out[i] = row
    return tuple(rows), out


def _text(v: PageFeatures) -> Group:
    c = v.counts
    chars = np.maximum(c.chars, 1)
    letters = np.maximum(c.letters + c.cjks, 1)
    tokens = np.maximum(c.spaces + 1, 1)
    words = np.maximum(c.words, 1)
    links = np.array(v.reading.b_links, dtype=np.float32)
    strong = np.array(v.reading.b_strong_chars, dtype=np.float32)
    longest = np.array(v.reading.b_longest_link, dtype=np.float32)
    return _rows(
        words=c.words, chars=c.chars, link_density=v.link, links=links,
        longest_link=longest, longest_link_share=np.minimum(longest / chars, 1),
        strong_share=np.minimum(strong / chars, 1), words_per_link=c.words / (links + 1),
        stops=c.stops, stop_density=c.stops / words, commas=c.commas, digit_share=c.digits / chars,
        upper_share=c.uppers / letters, upper_per_word=c.uppers / tokens, marks=c.marks,
        cjk_share=c.cjks / letters, word_length=c.letters / tokens,
        ends_sentence=(c.last & STOP) > 0, ends_letter=(c.last & LETTER) > 0,
        starts_upper=(c.first & UPPER) > 0, starts_digit=(c.first & DIGIT) > 0,
        starts_letter=(c.first & LETTER) > 0, border=v.reading.b_border, tag=v.tag,
    )  # fmt: skip


def _images(v: PageFeatures) -> Group:
    near = picture_rows(v.reading.images, v.lines.words, v.lines.line)
    keys = ("image_before", "image_after", "image_says", "image_box")
    return keys, np.concatenate((near, v.picture_box[None]))


def _articles(v: PageFeatures) -> Group:
    return _rows(**article_rows(v.reading.e_tag, v.geo.paths, v.title))


def _lines(v: PageFeatures) -> Group:
    return (
        "label_concept", "prefix_concept", "promo_concept", "last_mark", "first_mark", "href_kind", "href_here",
        "title_shared", "title_share", "authored", "described", "describes", "in_article_body", "copies", "copy_number",
        "text_weight", "text_weight_low", "text_weight_first", "text_weight_last",
    ), v.lines.rows  # fmt: skip


def _position(v: PageFeatures) -> Group:
    n, geo, index = v.geo.n, v.geo, np.arange(v.geo.n)
    running = np.cumsum(v.words)
    good_running = np.cumsum(v.words * v.good)
    total, total_good = max(float(running[-1]), 1.0), max(float(good_running[-1]), 1.0)
    before, after = nearest(v.good)
    depth = geo.depth[geo.element].astype(np.float32)
    rows: dict[str, npt.ArrayLike] = {
        "index": np.minimum(index, MANY_BLOCKS), "place": index / n,
        "from_end": np.minimum(n - index, MANY_BLOCKS), "word_place": running / total,
        "good_words_before": good_running / total_good,
        "good_words_before_abs": np.minimum(good_running, MANY_WORDS),
        "good_words_after_abs": np.minimum(total_good - good_running, MANY_WORDS),
        "good_before": np.where(before >= 0, np.minimum(index - before, FAR), FAR),
        "good_after": np.where(after < n, np.minimum(after - index, FAR), FAR), "depth": depth,
    }  # fmt: skip
    for name, at, exists in (("before", before, before >= 0), ("after", after, after < n)):
        other = np.clip(at, 0, n - 1)
        common = geo.common_depth(index, other)
        rows[f"climb_to_good_{name}"] = np.where(exists, depth - common, FAR)
        rows[f"fall_to_good_{name}"] = np.where(exists, depth[other] - common, FAR)
        rows[f"same_tag_as_good_{name}"] = np.where(exists, v.tag[other] == v.tag, -1)
    step = geo.common_depth(index[:-1], index[1:])
    rows["climb_to_previous"] = np.concatenate(([0], depth[1:] - step))
    rows["climb_to_next"] = np.concatenate((depth[:-1] - step, [0]))
    return _rows(**rows)


def _page(v: PageFeatures) -> Group:
    n = v.geo.n
    total = max(float(v.words.sum()), 1.0)
    good = float((v.words * v.good).sum())
    values = (
        min(n, PAGE_BLOCKS), min(total, MANY_WORDS), good / total, float((v.link * v.words).sum()) / total,
        v.facts.is_article, float(bool(v.facts.article_body)), min(float(v.good.sum()), MANY_BLOCKS),
        min(float((v.tag == TAGS["h1"]).sum()), FEW),
    )  # fmt: skip
    keys = ("page_blocks", "page_words", "page_good_share", "page_link_share", "page_is_article",
            "page_has_body", "page_good_blocks", "page_h1s")  # fmt: skip
    return keys, np.repeat(np.array(values, dtype=np.float32)[:, None], n, axis=1)


def _neighbours(v: PageFeatures) -> Group:
    near: dict[str, npt.ArrayLike] = {}
    for by in (-2, -1, 1, 2):
        near[f"words@{by}"] = shift(v.words, by, 0)
        near[f"link@{by}"] = shift(v.link, by, -1)
        near[f"tag@{by}"] = shift(v.tag, by, -1)
        near[f"label@{by}"] = shift(v.lines.label, by, 0)
    for by in (-1, 1):
        near[f"stops@{by}"] = shift(v.counts.stops, by, 0)
        near[f"caps@{by}"] = shift(v.counts.uppers, by, 0)
        near[f"prefix@{by}"] = shift(v.lines.prefix, by, 0)
        near[f"text_weight@{by}"] = shift(v.lines.weight_mean, by, 0)
    return _rows(**near)


def _ancestors(v: PageFeatures) -> Group:
    """Return, for each of the nearest ancestors, what it holds, and how many siblings look like it."""
    geo = v.geo
    blocks = np.ones(geo.n, dtype=np.float32)
    sums = geo.within(np.stack((
        v.words, v.words * v.link, blocks, v.words * v.good, v.good, v.counts.stops, v.heading,
        v.label, v.lines.promo > 0,
    )))  # fmt: skip
    words, link, count, good, good_blocks, stops, headings, labels, promos = sums
    most = np.maximum(words, 1)
    alike, alike_words = geo.alike(v.reading, words)
    few, many = MANY_BLOCKS, MANY_WORDS
    per_element = np.stack((
        np.minimum(words, many), link / most, np.minimum(count, few), good / max(float(good[0]), 1.0), good / most,
        np.minimum(good_blocks, few), stops / most, words / np.maximum(count, 1), np.minimum(alike, few), alike_words,
        np.minimum(headings, few), labels / np.maximum(count, 1),
        promos / np.maximum(count, 1), geo.first,
    )).astype(np.float32)  # fmt: skip
    keys = ("words", "link", "blocks", "good_share", "good_density", "good_blocks", "stop_density",
            "words_per_block", "alike", "alike_words", "headings", "labels", "promos", "index_in")  # fmt: skip
    out = per_element[:, np.stack(geo.ancestors)]  # kind x level x block
    out[-1] = np.minimum(np.arange(geo.n) - out[-1], MANY_BLOCKS)
    return tuple(f"{key}^{level}" for key in keys for level in range(1, LEVELS + 1)), out.reshape(
        -1, geo.n
    )


def _named_ancestors(v: PageFeatures) -> Group:
    """Count levels up to the nearest ancestor of each element group and word family (FAR: none)."""
    r = v.reading
    bits = (v.families << len(CONTAINERS)) | codes_of(r.e_tag, CONTAINER_BITS)
    # the body's own class names the page, not a part of it
    near = v.geo.levels_up(bits, len(CONTAINERS) + len(NAMES) + 1, FAR)
    keys = tuple(f"in_{name}" for name in CONTAINERS) + tuple(
        f"family_{n}" for n in (*NAMES, "hidden")
    )
    return keys, near


def _class_weights(v: PageFeatures) -> Group:
    """Return learned weights of the words in class and id, over the chain of ancestors."""
    extremes = v.geo.chain_extremes(v.name_weight).take(v.geo.element, axis=1)
    return ("class_low", "class_high", "class_sum", "class_near"), extremes


def _headings(v: PageFeatures) -> Group:
    """Return the heading or label above: how far, what it says, and whether it heads this block."""
    n, geo, index = v.geo.n, v.geo, np.arange(v.geo.n)
    depth = geo.depth[geo.element].astype(np.float32)
    running = np.cumsum(v.words)
    rows: dict[str, npt.ArrayLike] = {}
    h1s = np.cumsum(v.tag == TAGS["h1"])
    rows["h1_number"] = np.minimum(h1s, FEW)
    anchor = v.title
    at_anchor = np.full(n, max(anchor, 0))
    rows["since_title"] = (
        np.clip(index - anchor, -MANY_BLOCKS, MANY_BLOCKS) if anchor >= 0 else np.full(n, FAR)
    )
    common = geo.common_depth(index, at_anchor)
    rows["climb_to_title"] = depth - common if anchor >= 0 else np.full(n, FAR)
    rows["fall_to_title"] = depth[at_anchor] - common if anchor >= 0 else np.full(n, FAR)
    for name, flags in (
        ("heading", v.heading | v.label),
        ("headline", (v.tag == 3) | (v.tag == 4)),
    ):
        before, _ = nearest(flags)
        exists, at = before >= 0, np.maximum(before, 0)
        common = geo.common_depth(index, at)
        rows[f"{name}_distance"] = np.where(exists, np.minimum(index - before, FAR), FAR)
        since = np.minimum(running - running[at] - v.words, MANY_WORDS)
        rows[f"{name}_words_since"] = np.where(exists, since, FAR)
        rows[f"{name}_tag"] = np.where(exists, v.tag[at], -1)
        rows[f"{name}_label"] = np.where(exists, v.lines.label[at], 0)
        rows[f"{name}_words"] = np.where(exists, v.words[at], 0)
        rows[f"{name}_link"] = np.where(exists, v.link[at], -1)
        rows[f"{name}_title_share"] = np.where(exists, v.lines.title_share[at], -1)
        rows[f"{name}_weight"] = np.where(exists, v.lines.weight_mean[at], 0)
        rows[f"{name}_climb"] = np.where(exists, depth - common, FAR)
        rows[f"{name}_fall"] = np.where(exists, depth[at] - common, FAR)
    return _rows(**rows)


GROUPS: tuple[RowsOf, ...] = (
    _text, _lines, _position, _page, _neighbours, _ancestors, _named_ancestors, _class_weights, _headings,
    _images, _articles,
)  # fmt: skip
"""The groups in the order of the model's columns."""

COMPILED = {
    _text: "text", _position: "position", _page: "page", _neighbours: "neighbours", _ancestors: "ancestors",
    _named_ancestors: "named_ancestors", _class_weights: "class_weights", _headings: "headings", _articles: "articles",
}  # fmt: skip
"""The methods of `PageRows` of `native.elements` that write what a group returns."""

__all__ = [
    "FEW",
    "GROUPS",
    "TAGS",
    "TITLE_SHARE",
    "PageFacts",
    "PageFeatures",
    "compute",
    "names",
    "view_of",
]
