"""Labels of single blocks, matched to the blocks of a page."""

import gzip
import json
from pathlib import Path

from scraper.evaluate import DatasetSelection, read
from scraper.evaluate.block_labels import BlockTexts, counted_labels, label_of_blocks
from scraper.evaluate.measure import ExtractorOutput, score_page

PAGE = """<html lang=en><title>Ferry returns</title><body>
<nav><a href=/a>Home</a><a href=/b>The harbour master resigns after a quarrel</a></nav>
<article><h1>Ferry returns</h1>
<p>After nine weeks in the dock the ferry to Hale crosses again, twice a day, as the owners say.</p>
<p>ELMBRIDGE</p>
<p>The first crossing took on forty cars and a herd of goats, and nobody on board was seasick.</p>
<p>The company wants to buy a second ship next year, if the council agrees to widen the pier.</p>
</article><footer><p>Home</p></footer></body></html>"""
MAIN = [
    "After nine weeks in the dock the ferry to Hale crosses again, twice a day, as the owners say.",
    "The first crossing took on forty cars and a herd of goats, and nobody on board was seasick.",
    "The company wants to buy a second ship next year, if the council agrees to widen the pier.",
]


def test_repeated_text_is_the_one_that_stands_with_the_others() -> None:
    blocks = ["Yes.", "Menu", "Shall we?", "Yes.", "When?", "Yes."]
    said = BlockTexts(main=("Shall we?", "Yes.", "When?"))
    assert label_of_blocks(blocks, said) == [None, None, "main", "main", "main", None]


def test_copy_of_the_article_above_it_is_not_labelled() -> None:
    blocks = ["Lead of it", "Home", "Lead of it", "Text of it", "End of it"]
    said = BlockTexts(main=("Lead of it", "Text of it", "End of it"))
    assert label_of_blocks(blocks, said) == [None, None, "main", "main", "main"]


def test_every_label_finds_its_blocks() -> None:
    blocks = ["A title", "A photo", "A text", "A dateline", "First!", "Imprint"]
    said = BlockTexts(("A text",), ("A title",), ("A photo",), ("First!",), ("A dateline",))
    found = label_of_blocks(blocks, said)
    assert found == ["title", "caption", "main", "unsure", "comments", None]


def test_block_that_was_cut_in_two_since_keeps_its_label() -> None:
    blocks = ["The ferry crosses again,", "Share this", "as its owners say today."]
    said = BlockTexts(main=("The ferry crosses again, as its owners say today.",))
    assert label_of_blocks(blocks, said) == ["main", None, "main"]


def test_blocks_that_were_joined_since_keep_their_label() -> None:
    blocks = ["The ferry crosses again. The owners are glad of that."]
    said = BlockTexts(main=("The ferry crosses again.", "The owners are glad of that."))
    assert label_of_blocks(blocks, said) == ["main"]


def test_text_that_is_not_on_the_page_labels_nothing() -> None:
    said = BlockTexts(main=("Nowhere to be found on it",))
    assert label_of_blocks(["Something else altogether"], said) == [None]


def test_blocks_in_doubt_and_the_headline_count_neither_way(tmp_path: Path) -> None:
    (tmp_path / "ferry.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    label = {"id": "ferry", "html": "ferry.html.gz", "url": None, "kind": "blog", "lang": "en",
             "title": "Ferry returns", "main": MAIN, "unsure": ["ELMBRIDGE"]}  # fmt: skip
    (tmp_path / "hand.jsonl").write_text(json.dumps(label), "utf-8")
    (page,) = read(tmp_path, DatasetSelection("hand"))
    shown = ["Ferry returns", MAIN[0], "ELMBRIDGE", *MAIN[1:]]
    assert (page.genre, page.language) == ("blog", "en")
    assert page.labels.optional == ("ELMBRIDGE", "Ferry returns")
    assert score_page(page, ExtractorOutput("\n\n".join(shown)), frozenset()).exact


def test_second_copy_in_doubt_is_counted() -> None:
    said = BlockTexts(main=("A text.",), unsure=("A text!", "A dateline"))
    assert said.not_counted() == ("A dateline",)


def test_page_with_a_whole_text_only_has_no_block_labels() -> None:
    assert BlockTexts.of_record({"text": "A text."}) is None


def test_the_row_of_a_table_labels_its_cells() -> None:
    blocks = ["Fares", "Pier", "Fare", "Hale", "4", "Menu", "Hale"]
    said = BlockTexts(main=("Fares", "Pier | Fare", "Hale | 4"))
    assert label_of_blocks(blocks, said) == [*["main"] * 5, None, None]


def test_a_text_that_ends_within_a_block_is_no_row() -> None:
    assert label_of_blocks(["Hale", "Pier 4"], BlockTexts(main=("Hale | Pier",))) == [None, None]


def test_a_block_without_a_letter_or_digit_is_not_counted() -> None:
    assert counted_labels(["Hale", "***"], BlockTexts(main=("Hale",))) == ["main", "unsure"]
