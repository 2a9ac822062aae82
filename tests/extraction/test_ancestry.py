"""The elements around a block are named as a selector names them, and lead back to it."""

from scraper.extraction.dom.ancestry import anchors, are_blocks_of, read_ancestry, with_anchors
from scraper.extraction.dom.parse import parse
from scraper.models.article import Block

PAGE = """<html><head profile="x"><title>T</title></head><body>
<main id="story"><h1 class="head big">A ferry</h1>
<p>The ferry <b>leaves</b> at nine.</p>
<div class="box top latest"><ul><li>One more story</li><li>Another<br>in two lines</li></ul></div>
</main></body></html>"""


def test_a_path_has_ids_and_the_first_classes():
    found = {one.text: one.path for one in read_ancestry(PAGE)}
    assert found["A ferry"] == "body > main#story > h1.head.big"
    assert found["One more story"] == "body > main#story > div.box.top > ul > li"


def test_a_path_keeps_what_is_nearest_to_the_block():
    nested = "<div>" * 20 + "<p class=deep>Text of the page.</p>"
    (only,) = read_ancestry(nested)
    assert only.path == "div > div > div > div > div > p.deep"


def test_each_block_has_an_anchor_in_the_page():
    named = parse(with_anchors(PAGE, "block-"))
    for block, anchor in zip(read_ancestry(PAGE), anchors(PAGE), strict=True):
        assert block.text in " ".join(named.css_first(f"#block-{anchor}").text().split())


def test_lines_of_one_element_share_its_anchor():
    texts = [one.text for one in read_ancestry(PAGE)]
    found = anchors(PAGE)
    assert found[texts.index("in two lines")] == found[texts.index("Another")]
    assert len(set(found)) == len(found) - 1


def test_an_anchor_leaves_the_text_of_the_page_as_it_was():
    before = read_ancestry(PAGE)
    after = read_ancestry(with_anchors(PAGE, "block-"))
    assert [one.text for one in after] == [one.text for one in before]


def test_blocks_of_another_reading_are_told_apart():
    found = read_ancestry(PAGE)
    same = [Block(n, "paragraph", one.text, True, "body") for n, one in enumerate(found)]
    other = [Block(0, "paragraph", "Text of a script.", True, "body")]
    beyond = [Block(len(found), "paragraph", "x", True, "body")]
    assert are_blocks_of(found, same)
    assert not are_blocks_of(found, other)
    assert not are_blocks_of(found, beyond)


def test_a_page_without_a_body_has_no_blocks():
    assert read_ancestry("") == ()
    assert anchors("") == ()
    assert with_anchors("", "block-") == parse("").html
