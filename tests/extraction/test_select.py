"""Selectors name blocks as the walk reads them."""

from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.select import Selected, field_text
from scraper.extraction.dom.walk import read


def blocks_in(html: str, *selectors: str) -> list[str]:
    """Return the texts of the blocks that stand in what the selectors name."""
    tree = parse(html)
    page = read(tree.body)
    found = Selected(tree, selectors, page).inside(selectors)
    return [page.b_text[i] for i in sorted(found)]


def test_a_block_with_words_for_screen_readers_is_found() -> None:
    html = '<div class="promo"><p>Read <span class="sr-only">about this offer </span>more here</p></div><p>Body</p>'
    assert blocks_in(html, ".promo") == ["Read more here"]


def test_words_that_are_not_shown_do_not_count_as_the_blocks_letters() -> None:
    html = '<p>Short <a class="x">link</a> <span class="sr-only">and much that only a reader of screens says</span></p>'
    assert blocks_in(html, "a.x") == []
    assert len(blocks_in(html.replace("Short ", ""), "a.x")) == 1


def test_a_block_with_a_formula_is_found() -> None:
    formula = (
        "<math><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi></mrow>"
        '<annotation encoding="application/x-tex">E = mc^2</annotation></semantics></math>'
    )
    html = f'<div class="note"><p>It is {formula} as we know</p></div><p>Body</p>'
    assert blocks_in(html, ".note") == ["It is $E = mc^2$ as we know"]


def test_of_two_equal_lines_the_one_in_the_element_is_found() -> None:
    tree = parse('<p>Same</p><div class="x"><p>Same</p></div><p>Same</p>')
    assert Selected(tree, [".x"], read(tree.body)).inside([".x"]) == {1}


def test_most_letters_decide() -> None:
    assert blocks_in('<p>One two three <b class="x">four</b></p>', ".x") == []
    assert blocks_in('<p>One <b class="x">two three four</b></p>', ".x") == ["One two three four"]


def test_several_selectors_and_nested_elements_count_once() -> None:
    html = '<div class="a"><p class="b">In both</p></div><p class="b">In one</p><p>In none</p>'
    assert blocks_in(html, ".a", ".b", ".a, .b") == ["In both", "In one"]


def test_what_follows_an_element_is_behind_it() -> None:
    tree = parse('<p>Before</p><hr class="end"><p>After</p><p>Last</p>')
    assert Selected(tree, [".end"], read(tree.body)).behind([".end"]) == {1, 2}


def test_the_tree_is_as_it_was() -> None:
    tree = parse('<div class="a" data-selected-0="1"><p>Text</p><br class="a"></div>')
    before = tree.html
    selected = Selected(tree, ["*", ".a", "head"], read(tree.body))
    assert tree.html == before
    assert selected.found("*") and selected.found(".a") and not selected.found("head")


def test_a_field_is_read_as_it_is_shown() -> None:
    tree = parse(
        '<title>The page</title><p class="by"><span class="sr-only">Author: </span>Jane <b>Doe</b></p>'
    )
    assert field_text(tree, ".by") == "Jane Doe"
    assert field_text(tree, "title") == "The page"
    assert field_text(tree, "p@class") == "by"
    assert field_text(tree, ".none") == ""
