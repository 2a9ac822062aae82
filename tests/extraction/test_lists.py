"""Where lists begin."""

import scraper

BEFORE = "<p>The bell of the town hall is rung by a small program that the watchmaker wrote on a winter evening.</p>"
AFTER = "<p>It has run since then without a fault, except on the day when the clocks went back and it rang for an hour.</p>"


def items(lists: str) -> list[tuple[str, bool]]:
    page = f"<title>A bell</title><article><h1>A bell</h1>{BEFORE}{lists}{AFTER}</article>"
    return [(b.text, b.begins) for b in scraper.extract(page).blocks if b.kind == "list_item"]


def test_the_first_item_of_each_list_begins_it() -> None:
    nested = "<ul><li>ropes<ul><li>long ropes</li><li>short ropes</li></ul></li><li>bells</li></ul>"
    found = items(f"{nested}<ul><li>doors</li><li>steps</li></ul>")
    assert [text for text, begins in found if begins] == ["ropes", "doors"]


def test_a_list_of_one_item_does_not_begin_one() -> None:
    assert not any(begins for _, begins in items("<ul><li>ropes</li></ul><ul><li>doors</li></ul>"))
