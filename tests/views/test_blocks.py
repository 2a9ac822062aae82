"""An article to what is shown of it."""

from pathlib import Path

import pytest

import scraper
from scraper.article import Article
from scraper.models.article import Block, Metadata
from scraper.views import BlockPlace, page_view
from scraper.views.blocks import (
    FOLD,
    MOST_BLOCK_CHARS,
    MOST_BLOCKS,
    MOST_CHARS,
    OTHER,
    TINTS,
    tint_of,
)
from scraper.views.safe_text import direction_of, fit, language_of

STORY = Path(__file__).parents[2] / "fixtures/jn-2026/top-articles-inside-body/page.html"


def block(index, text="Text.", kept=True, **fields):
    return Block(index, "paragraph", text, kept, "body" if kept else "related", **fields)


def view(*blocks, **fields):
    return page_view("page", Article("x", Metadata(**fields), blocks))


def shown(page):
    return [it for run in runs(page) for it in run.blocks]


def runs(page):
    return [run for chunk in page.chunks for run in chunk]


def test_blocks_keep_their_order_and_verdict():
    article = scraper.extract(STORY.read_bytes())
    views = shown(page_view("page", article))
    assert [it.text.text for it in views] == [fit(block.text) for block in article.blocks]
    assert [it.kept for it in views] == [block.kept for block in article.blocks]
    assert [it.number for it in views] == list(range(1, len(views) + 1))


def test_kept_blocks_have_no_tint_and_dropped_ones_one():
    first, second = shown(view(block(0), block(1, kept=False)))
    assert (first.tint, second.tint) == ("", "links")


def test_neighbours_dropped_for_one_reason_are_one_run():
    dropped = [block(i, f"Line {i}", kept=False) for i in range(FOLD)]
    (run,) = runs(view(*dropped))
    assert (run.folded, run.reason, run.tint) == (True, "related", "links")
    assert run.sample == "Line 0 · Line 1 · Line 2 · Line 3"
    assert [it.number for it in run.blocks] == list(range(1, FOLD + 1))


def test_few_neighbours_and_kept_ones_stand_alone():
    few = [block(i, kept=False) for i in range(FOLD - 1)]
    kept = [block(i) for i in range(FOLD, 3 * FOLD)]
    assert [run.folded for run in runs(view(*few, *kept))] == [False] * (3 * FOLD - 1)


def test_a_place_says_more_than_the_path_of_extraction():
    places = {1: BlockPlace("main > div.box", "block-1")}
    page = page_view("page", Article("x", Metadata(), (block(0, path="p"), block(1))), places)
    assert [(it.path, it.anchor) for it in shown(page)] == [
        ("p", ""),
        ("main > div.box", "block-1"),
    ]


def test_totals_count_also_what_is_not_shown():
    page = view(*(block(i, kept=i % 2 == 0) for i in range(MOST_BLOCKS + 50)))
    assert (page.blocks_total, page.blocks_shown, page.left_out) == (
        MOST_BLOCKS + 50,
        MOST_BLOCKS,
        50,
    )
    assert [count.blocks for count in page.reasons] == [(MOST_BLOCKS + 50) // 2] * 2


def test_a_long_block_is_cut_and_says_so():
    (only,) = shown(view(block(0, "x" * (MOST_BLOCK_CHARS + 7))))
    assert (len(only.text.text), only.text.cut) == (MOST_BLOCK_CHARS, 7)


def test_all_texts_together_are_bounded():
    count = MOST_CHARS // MOST_BLOCK_CHARS * 2
    page = view(*(block(i, "x" * MOST_BLOCK_CHARS) for i in range(count)))
    assert 0 < page.blocks_shown <= count / 2


def test_list_items_and_rows_that_follow_each_other_are_one_element():
    items = [Block(i, "list_item", f"Item {i}", True, "body", level=1) for i in range(3)]
    rows = [Block(i, "table_row", "a | b", True, "body", cells=("a", "b")) for i in (3, 4)]
    page = view(*items, *rows, block(5), block(6))
    assert [(part.kind, len(part.lines)) for part in page.parts] == [
        ("list_item", 3), ("table_row", 2), ("paragraph", 1), ("paragraph", 1),
    ]  # fmt: skip


def test_only_addresses_that_are_safe_lead_anywhere():
    fields = {
        field.name: field.href
        for field in view(url="javascript:alert(1)", image="https://e.org/i").fields
    }
    assert fields == {"url": "", "image": "https://e.org/i"}


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\x9bb", "a\ud800b"])
def test_what_no_document_can_hold_is_taken_out(text):
    assert fit(text) == "ab"


@pytest.mark.parametrize(
    ("tag", "language", "direction"),
    [
        ("ar", "ar", "rtl"), ("he-IL", "he-IL", "rtl"), ("en", "en", "ltr"), (None, "", "auto"),
        ('"><script>', "", "auto"),
    ],
)  # fmt: skip
def test_languages_have_their_direction(tag, language, direction):
    assert (language_of(tag), direction_of(tag)) == (language, direction)


def test_no_reason_is_in_two_families():
    reasons = [reason for family in TINTS.values() for reason in family]
    assert len(set(reasons)) == len(reasons)


def test_a_reason_that_nobody_knew_is_shown_all_the_same():
    assert tint_of("something new") == OTHER


def test_only_the_first_blocks_of_a_page_are_explained():
    """The others have their verdict, which is what the totals need."""
    blocks = scraper.extract(STORY.read_bytes()).blocks
    some = blocks.explained(10)
    assert [b.reason for b in some] == [b.reason for b in blocks]
    assert [bool(b.evidence) for b in some] == [True] * 10 + [False] * (len(blocks) - 10)
