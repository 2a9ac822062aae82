"""The walk: what becomes a block, and what each block knows of its place."""

import pickle
import random
from array import array
from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.extraction.dom.block_text import (
    BLANK_LINE,
    LINE_BREAK,
    TextPosition,
    TextPositions,
)
from scraper.extraction.dom.elements import MAX_DEPTH
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.nesting import flatten
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.shallow import is_shallow
from scraper.extraction.dom.walk import native_read, read, read_markup
from scraper.extraction.native import IS_NATIVE
from tests.growth import assert_linear


def reading_of(html: str) -> FlatPage:
    body = parse(html).body
    assert body is not None
    return read(body)


@pytest.mark.parametrize("said", ["class=MathJax", "class='katex-html a'", "data-tex='x^2'"])
def test_the_body_is_an_element_whatever_it_is_called(said: str) -> None:
    page = reading_of(f"<body {said}>Text of the page.<p>A paragraph.</p>")
    assert (page.e_tag, page.b_element) == (["body", "p"], [0, 1])


def test_blocks_follow_the_elements_of_the_page() -> None:
    """Text of one block-level element is one block, whatever inline elements it has."""
    page = reading_of(
        "<h1>A <b>title</b></h1><div>one<p>two <i>and</i> <a href=x>three</a></p>four</div>"
    )
    assert page.b_text == ["A title", "one", "two and three", "four"]


def test_line_breaks_part_blocks_and_remember_how() -> None:
    """Pages without paragraphs are parted by <br>: a single one ends a line, two leave a blank one."""
    page = reading_of("<div>a<br>b<br><br>c</div>")
    assert page.b_text == ["a", "b", "c"]
    assert page.b_border[1:] == [LINE_BREAK, BLANK_LINE]


def test_inserts_inside_a_paragraph_are_blocks_of_their_own() -> None:
    """An inline element that its class calls a related link can be dropped alone."""
    page = reading_of(
        '<p>True text. <span class="related-link"><a href=/x>Another story</a></span> More.</p>'
    )
    assert page.b_text == ["True text.", "Another story", "More."]


def test_link_text_is_counted_across_nested_elements() -> None:
    page = reading_of("<a href=/story><h3>Headline here</h3><p>Deck</p></a><p>No link</p>")
    assert page.b_link_chars == [13, 4, 0]
    assert page.b_href == ["/story", "/story", ""]


@pytest.mark.parametrize("tag", ["script", "style", "template", "svg", "select", "noscript"])
def test_elements_without_readable_text_are_passed_over(tag: str) -> None:
    assert reading_of(f"<p>before</p><{tag}>never</{tag}><p>after</p>").b_text == [
        "before",
        "after",
    ]


def test_a_list_of_links_knows_its_longest() -> None:
    """A link as long as a headline tells a teaser from a line of short links."""
    page = reading_of("<p><a href=/a>Home</a> <a href=/b>The <b>whole</b> headline</a></p>")
    assert page.b_links == [2]
    assert page.b_longest_link == [len("Thewholeheadline")]


def test_comments_and_scripts_may_hold_each_other() -> None:
    page = reading_of(
        "<p>a</p><!-- <script> --><p>b</p><script>x = '<!-- <p>no</p>'</script><p>c</p>"
        "<script><!-- <script>no</script> --></script><p>d</p><!-- <p>no</p> --><p>e</p>"
        "<script><!-- write('<script></scr' + 'ipt>') --></script><p>f</p><script>no</script>"
    )
    assert page.b_text == ["a", "b", "c", "d", "e", "f"]


def test_a_tag_sign_in_an_attributes_name_hides_no_text() -> None:
    """`<button <="" x>` is what parsers make of a forgotten ">"; its tag goes on to the next one."""
    page = reading_of('<div><button <="" x>Print</button> one</div><p <b a=1>two</p><p>three</p>')
    assert page.b_text == ["Print", "one", "two", "three"]


def test_elements_without_text_leave_no_trace() -> None:
    assert reading_of("<div><i></i></div><p>a</p><ul><li></li></ul>").e_tag == ["body", "p"]


def test_elements_cover_the_slice_of_their_blocks() -> None:
    page = reading_of("<div><p>a</p><ul><li>b<li>c</ul></div><p>d</p>")
    at = page.e_tag.index("ul")
    assert page.b_text[page.e_first[at] : page.e_end[at]] == ["b", "c"]


def test_code_keeps_its_lines() -> None:
    assert reading_of("<pre>a\n  b\n</pre>").b_text == ["a\n  b"]


@pytest.mark.parametrize(
    "tag", ["div", "blockquote", "ul><li", "b", "span", "table><tr><td", "a href=x"]
)
def test_deep_nesting_keeps_the_text_and_costs_linear_time(tag: str) -> None:
    """100,000 nested elements take a parser a minute and more; here they are flattened first."""

    def page(count: int) -> str:
        return "<p>before</p>" + f"<{tag}>" * count + "deep text" + "<p>after</p>"

    text = " ".join(reading_of(page(100_000)).b_text)
    assert "before" in text and "deep text" in text and "after" in text
    assert_linear(reading_of, page, 100_000)


def test_many_open_formatting_elements_do_not_eat_the_memory() -> None:
    """63 KB of distinct unclosed <b> and <i> made the parser take 3 GB and 40 s."""

    def page(count: int) -> str:
        opened = (f"<{tag} {i}>" for tag in "bi" for i in range(count))
        return "".join(opened) + "x</b>" * 50

    assert "x" in "".join(reading_of(page(3000)).b_text)
    assert_linear(reading_of, page, 3000)


def test_flattening_leaves_an_ordinary_page_alone() -> None:
    html = "<html><body><div class='a'><p>One <b>two</b><br>three</p><ul><li>x<li>y</ul></div></body></html>"
    assert flatten(html) == html


def test_flattening_keeps_tags_up_to_the_limit() -> None:
    html = "<div>" * (MAX_DEPTH + 10) + "x"
    assert flatten(html).count("<div>") == MAX_DEPTH


SOUP = ("<div>", "<p>", "<b {}>", "<table>", "<tr>", "<td>", "<li>", "<ul>", "<svg>", "<title>", "<object>", "<form>", "<x>",
        "</div>", "</p>", "</b>", "</table>", "</td>", "</li>", "</svg>", "</title>", "</object>", "</form>", "</x>")  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_no_soup_of_tags_nests_far_beyond_the_limits(seed: int) -> None:
    chance = random.Random(seed)
    some = chance.choices(SOUP, weights=[chance.random() ** 3 for _ in SOUP], k=6_000)
    html = "".join(tag.format(number) for number, tag in enumerate(some))
    tree = LexborHTMLParser(html if is_shallow(html) else flatten(html))
    assert (
        _depth(tree.root) <= 4 * MAX_DEPTH
    )  # parsers put rows and bodies into tables, and formatting tags anywhere


def _depth(root: LexborNode) -> int:
    deepest, nodes = 0, [(root, 1)]
    while nodes:
        node, depth = nodes.pop()
        deepest = max(deepest, depth)
        child = node.first_child
        while child is not None:
            nodes.append((child, depth + 1))
            child = child.next
    return deepest


def test_a_style_in_the_body_may_hold_any_sign() -> None:
    page = reading_of("<p>a</p><style>@media (width <= 400px) { a > b {} }</style><p>b</p><p>c</p>")
    assert page.b_text == ["a", "b", "c"]


def test_what_reads_like_a_script_in_an_attribute_is_none() -> None:
    assert reading_of("<p>a</p><div <script>b</div><p>c</p>").b_text == ["a", "b", "c"]


def test_an_element_knows_whether_an_image_stands_in_it() -> None:
    page = reading_of(
        "<body><main><div><img src='a.jpg'><p>A caption.</p></div><figure><img src='b.jpg'></figure>"
        "<section><p>A paragraph.</p></section></main></body>"
    )
    pictured = dict(zip(page.e_tag, page.e_pictured, strict=True))
    assert pictured == {"body": True, "main": True, "div": True, "section": False, "p": False}


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<h2 id="a">Timeouts<a class="headerlink" href="#a">¶</a></h2>', "Timeouts"),
        ('<h2 id="a"><a href="#a">#</a> Timeouts</h2>', "Timeouts"),
        ('<h2 id="a">Timeouts<a href="https://x.example/p#a">§</a></h2>', "Timeouts"),
        ('<dl><dt>run()<a href="#run">¶</a></dt></dl>', "run()"),
        ('<h2>Our <a href="/one">#</a></h2>', "Our #"),
        ('<p>It is said in <a href="#three">§</a></p>', "It is said in §"),
    ],
)
def test_a_sign_that_links_to_its_own_heading_is_no_text(markup: str, text: str) -> None:
    assert list(reading_of(markup).b_text) == [text]


def test_positions_of_blocks_survive_pickling() -> None:
    page = reading_of(
        "<body>A<p>one <b>two</b><p><a href='/b'>three</a><span hidden>four</span> five</body>"
    )
    again = pickle.loads(pickle.dumps(page.b_place))
    assert list(again) == list(page.b_place)
    assert [place.href for place in again] == ["", "", "/b"]
    assert len(again[2].unseen) == 1


def test_places_equal_their_tuple_and_have_its_hash() -> None:
    numbers = array("i", [1, 2, 0, 1, 3, 5, 1, 0]).tobytes()
    places = TextPositions(numbers, ["", "/a"], ["", "code"], {1: ((3, 4),)})
    same = (TextPosition(1, 2, "", "code"), TextPosition(3, 5, "/a", "", ((3, 4),)))
    assert places == same
    assert {places, same} == {same}


def test_number_of_places_is_known_before_one_is_made() -> None:
    numbers = array("i", [1, 2, 7, 7, 3, 5, 7, 7]).tobytes()
    places = TextPositions(numbers, [], [], {})  # none can be made: it has no link 7
    assert len(places) == 2


@pytest.mark.parametrize("way", [read_markup, native_read] if IS_NATIVE else [read_markup])
def test_text_after_a_body_that_closes_early_stands_in_the_body(
    way: Callable[[str], FlatPage | None],
) -> None:
    """Markup as written can close more than was opened, where a text of it reads like tags."""
    page = way("<body><p>One</p></body>two<p>three</p>")
    assert page is not None
    assert [*zip(page.b_text, page.b_element, strict=True)] == [
        ("One", 1),
        ("two", 0),
        ("three", 2),
    ]
    assert (page.e_parent[2], page.e_end[0]) == (0, 3)


@pytest.mark.parametrize("way", [read_markup, native_read] if IS_NATIVE else [read_markup])
def test_an_element_that_is_never_closed_ends_with_the_page(
    way: Callable[[str], FlatPage | None],
) -> None:
    page = way("<body><div><p>One</p><p>two</p>")
    assert page is not None
    assert (page.e_first, page.e_end) == ([0, 0, 0, 1], [2, 2, 1, 2])
