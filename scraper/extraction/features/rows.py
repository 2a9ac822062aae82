"""Numbers about each block of a page, group by group: what the classifier sees.

Everything is computed for all blocks at once. Elements are nested and in document order, so the
blocks of any element are a slice, and a sum over it is a difference of running sums. Each group
of features is a function that returns its names and a matrix with one row per name.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.beside import article_rows, picture_rows
from scraper.extraction.features.blocks import TAGS
from scraper.extraction.features.characters import (
    DIGIT,
    LETTER,
    STOP,
    UPPER,
)
from scraper.extraction.features.geometry import codes_of, nearest, shift
from scraper.extraction.features.lines import FEW
from scraper.extraction.features.names import NAMES
from scraper.extraction.features.page_features import LEVELS, PageFeatures

Array = npt.NDArray[np.float32]
Index = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Group = tuple[tuple[str, ...], Array]
RowsOf = Callable[[PageFeatures], Group]

FAR = 99.0  # not on the page, in blocks or levels

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
