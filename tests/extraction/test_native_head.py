"""What a page says of itself is the same from compiled code and from the parser's selectors."""

import random
import re
from collections.abc import Iterator

import pytest

from scraper.extraction.dom.head import read_head
from scraper.extraction.dom.head_nodes import MARKED, _is_selectable, byline_nodes
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.shown import new_marks
from scraper.extraction.dom.tags import MARKED_ATTRIBUTES, MARKED_TAGS
from scraper.extraction.dom.walk import read
from scraper.extraction.native import IS_NATIVE
from tests.extraction.test_mutated_pages import mutated
from tests.extraction.test_native_pages import fixtures

pytestmark = pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")

SEED = 3_201
DAMAGED = 150
GENERATED = 300
PIECES = (
    "<!doctype html>", "<html itemprop=a>", "<body class=Author>", "<meta name=Author content='A &amp; B'>", "<meta content=x>",
    "<meta property='' name=' DATE ' content=2024-05-01>", "<meta http-equiv=x itemprop=datePublished content=\xe9>",
    "<title>one <b>two", "</title>", "<link rel=Canonical href=/a>", "<link rel='a canonical'>", "<link rel=image_src>",
    "<link rel='x\tAUTHOR'>", "<base href=/b>", "<svg>", "</svg>", "<math>", "</math>", "<a xlink:href='/author/x' href=y>",
    "<a href='/Author/x'>", "<a rel='tag\nq'>", "<a rel=tags>", "</a>", "<h1>", "</h1>", "<h2 itemprop>", "<p class=postAuthor>",
    "<p class=AUTHOR id=xuthor>", "<p class='byLine byline'>", "<i class=autor-x>", "</i>", "<time datetime=2024-05-02>", "</time>",
    "<aside class='related card'>", "</aside>", "<div itemprop='author creator' data-testid=q>", "</div>", "<main>", "</main>",
    "<nav>", "<script type=application/ld+json;x>{\"author\": {\"@type\": \"Person\"}}</script>", "<script>a</script>",
    "<script type='Application/LD+JSON'>{}</script>", "<template><h1>no", "</template>", "<!-- a -->", "<button>b</button>",
    "<template itemprop=author>", "<style itemprop=author>", "<my-card rel=tag>", "<svg xlink:rel=author>", "<xmp rel=author>",
    "<noscript><h1>c</h1></noscript>", "one", " two ", "日本", "\u00a0", "&lt;", "\0", "\xad", "w" * 150, "<p>" * 40,
)  # fmt: skip


def pages() -> Iterator[str]:
    yield from fixtures()
    chance = random.Random(SEED)
    for number in range(DAMAGED):
        yield mutated(SEED + number, chance.choice(fixtures()))
    for _ in range(GENERATED):
        yield "".join(chance.choices(PIECES, k=chance.randint(1, 120)))


def test_compiled_code_is_used() -> None:
    assert _is_selectable()


def test_pages_say_the_same_of_themselves() -> None:
    for page in pages():
        tree = parse(page)
        assert read_head(tree, native=True) == read_head(tree, native=False)


def test_marks_of_a_body_that_was_read_say_the_same() -> None:
    for page in pages():
        tree, marks = parse(page), new_marks()
        read(tree.body, marks)
        assert read_head(tree, marks) == read_head(tree), page


def test_all_that_is_looked_for_is_marked_by_its_tag_or_an_attribute() -> None:
    for selector in MARKED.split(":not")[0].split(", "):
        tag, attribute = (
            re.findall(r"^\w*|(?<=\[)\w*", selector) if "[" in selector else (selector, "")
        )
        assert tag in MARKED_TAGS or attribute in MARKED_ATTRIBUTES, selector


def test_the_same_nodes_look_like_bylines() -> None:
    for page in pages():
        tree = parse(page)
        pure, native = (
            [
                (node.tag, node.attributes, *node.around())
                for node in byline_nodes(tree, native=which)
            ]
            for which in (False, True)
        )
        assert native == pure


def test_nodes_stay_readable_when_the_tree_is_dropped() -> None:
    nodes = [*byline_nodes(parse("<body><p class=byline>By Mara Holt</p>"))]
    assert [node.shown_text() for node in nodes] == ["By Mara Holt"]
