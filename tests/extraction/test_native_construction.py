"""Pages that compiled code writes without a tree have the markup, and say the same of themselves, as the parser's tree."""

import random
from collections.abc import Iterable, Mapping

import pytest
from selectolax.lexbor import LexborHTMLParser

import scraper
from scraper.extraction.dom.head_nodes import HeadNode, byline_nodes, marked_nodes, root_attributes
from scraper.extraction.dom.markup import without_raw_text
from scraper.extraction.dom.written import is_writable, written
from scraper.extraction.native import IS_NATIVE
from tests.extraction.test_mutated_pages import mutated
from tests.extraction.test_native_pages import fixtures

pytestmark = pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")

SEED = 9_402
DAMAGED = 200
GENERATED = 1_500
LISTED = """a b i em font nobr div p span ul ol li dl dd dt table tr td th tbody thead caption col colgroup form button select option
    optgroup h1 h2 h3 section article pre textarea title script style svg path g desc use image br hr img input meta link base
    noscript template iframe object ruby rt rp rb rtc body html head my-x time address center details main nav label code tt
    param source marquee foreignobject math xmp noembed frameset plaintext menu dialog"""
TAGS = LISTED.split()
ATTRIBUTES = (
    "class=a", 'class="b authors c"', "id=x", 'href="/a?b=1&c=2&amp;d"', "href=x/", "itemprop=author", "rel=author",
    'rel="Tag nofollow"', "hidden", 'style="display:none"', "type=hidden", "title=\"a &lt; b &quot; ' >\"",
    'type="application/ld+json"', "datetime=2020", 'CLASS="Q"', 'viewBox="0 0 1 1"', "preserveAspectRatio=none",
    "xlink:href=#a", 'alt="é\u00a0&nbsp;&eacute;&#233;&#x80;&copy&copy;=&notit;"', "x", 'name="Author" content=c', "lang=en",
)  # fmt: skip
TEXTS = (
    "a", "  ", "\n", " x y ", "&amp;", "&nbsp;\u00a0", "&lt;b&gt;", "<", "< a", "é", "日本", '"q"', "&#65;&#x1F600;&#150;", "\r\n",
    "&notit;", "&nosuch;", '{"author":{"@type":"Person"}}', "<!-- c -->", "<!>", "<!-->", "<?xml ?>", "</ x>", "<!doctype html>",
)  # fmt: skip
DECLARATIONS = (
    "<!doctype html>",
    "",
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">',
)


def generated(chance: random.Random) -> str:
    """A page of tags in any order."""

    def piece() -> str:
        if chance.random() > 0.65:
            return chance.choice(TEXTS)
        name = chance.choice(TAGS)
        if chance.random() < 0.4:
            return f"</{name}>"
        attributes = chance.choices(ATTRIBUTES, k=chance.choice((0, 0, 1, 2)))
        return f"<{' '.join((name, *attributes))}{chance.choice(('', '', '', '/', ' /'))}>"

    begin = chance.choice(("", "<html lang=de><head>", "<title>T</title></head><body>"))
    body = "".join(piece() for _ in range(chance.randint(1, 12)))
    return f"{chance.choice(DECLARATIONS)}{begin}{body}"


def pages() -> list[bytes]:
    chance = random.Random(SEED)
    damaged = (mutated(SEED + number, chance.choice(fixtures())) for number in range(DAMAGED))
    made = (*fixtures(), *damaged, *(generated(chance) for _ in range(GENERATED)))
    return [page.encode(errors="replace") for page in made]


def shown(page: bytes) -> bytes:
    body = LexborHTMLParser(page).body
    return without_raw_text(body.html or "").encode() if body is not None else b""


def valued(attributes: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value or "" for name, value in attributes.items()}


def said(nodes: Iterable[HeadNode]) -> list[tuple[object, ...]]:
    """What nodes say; the places in <head> tell nothing."""
    return [
        (
            node.tag,
            valued(node.attributes),
            node.whole_text() if node.tag == "script" else "",
            node.shown_text(),
            *(around for around in node.around() if around[0] != "head"),
        )
        for node in nodes
        if node.tag not in ("html", "style")
    ]


def test_the_parser_builds_the_trees_that_pages_are_written_by() -> None:
    assert is_writable()


def test_pages_are_written_as_the_parser_serialises_them() -> None:
    together = [(page, found.body) for page in pages() if (found := written(page))]
    assert len(together) > len(pages()) / 2
    for page, body in together:
        assert body == shown(page), page


def test_written_pages_say_the_same_of_themselves() -> None:
    for page in pages():
        found = written(page)
        if found is None:
            continue
        tree = LexborHTMLParser(page)
        one, other = marked_nodes(found), marked_nodes(tree)
        assert one.meta == other.meta, page
        assert said(one.others) == said(other.others), page
        assert valued(root_attributes(found)) == valued(root_attributes(tree)), page


def test_the_same_elements_of_written_pages_look_like_bylines() -> None:
    for page in pages():
        found = written(page)
        if found is not None:
            tree = LexborHTMLParser(page)
            nodes = [node for node in byline_nodes(tree) if node.tag != "script"]
            mine = [node for node in byline_nodes(found) if node.tag != "script"]
            assert said(mine) == said(nodes), page


@pytest.mark.parametrize(
    "inside",
    [
        "<p>a<p>b<div>c</p>d",
        "<ul><li>a<ul><li>b</ul><li>c",
        "<div><b>a</div>b</b>",
        "<div><i><i><i><i><i>a</div>b",
        "<a href=a>b<a href=c>d",
        "<h1>a<h2>b</h3>c",
        "<table><tr><td>a<td>b<table><tr><th>c</table></table>",
        "<table><form action=a><tr><td><input type=Hidden></table><input>",
        "<table><style>a</style><script>b</script><caption>c<col><tr></td>",
        "<form>a<form>b</form>c</form><form>d<div></form>e</div>f",
        "<select><option>a<optgroup><option>b</select>c",
        "<svg><g/><title>a</title><style>b{}</style><image></svg>",
        "<template><div>a</template>b",
        "<template><html lang=a><body id=b></template>c",
        "<object><b>a</object>b",
        "<ruby>a<rb>b<rtc>c<rp>d<rt>e</ruby>",
        "<textarea>\n\n&lt;</textarea><pre>\n\n a</pre><listing>\nb</listing>",
        "a</body>b</html>c<!-- d --><p>e",
        "<body class=a><html lang=b><body class=c id=d>",
        "<br/></br></p><hr><img><wbr>",
        "&#0;&#x110000;&#xd800;&#128;&lt&ltb&notin;&notit;&amp;amp;",
        "<script>a<!-- <script> b </script> --></script>c<noscript><p>d</noscript>",
        "<DIV ID=a iD=b>c</DiV>",
        "a\r\nb\rc<pre>\r\nd</pre>",
        "<table><colgroup></body> <col>",
        "a</body></template><!-- b -->",
        "<pre></>\nb</pre>",
    ],
)
def test_repairs_of_the_standard_are_written(inside: str) -> None:
    page = f"<!doctype html><title>t</title><body>{inside}".encode()
    found = written(page)
    assert found is not None
    assert found.body == shown(page)


@pytest.mark.parametrize(
    "page",
    [
        "<b><p>a</b>b",  # the block would have to hold the formatting
        "<table>a<tr>",  # the text would stand before the table
        "<math><mi>a</math>",
        "<frameset><frame>",
        "<svg><p>a",
        "<p>a<plaintext>b",
        "<p>a<!-- b",
        "<p>a<div class=b",
        "<p>a\x00b",
        "<p>a<?php b ?>",
        "<pre>&#10;a</pre>",  # whether a reference to white space counts as white space
        "<textarea>&#x0a;a</textarea>",
        "<title>a</title></head>&Tab;<!-- b -->",
        "a</body>&#32;<!-- b -->",
        "<template></p>a</template>",
        "<svg><template>a</template>b</svg>",
        "<p><b></p><textarea>a</textarea>",  # the parser formats the text
        "<template><table><form></table></template>",  # it inserts the form
        "<div>" * 300,
        "<p " + " ".join(f"a{number}" for number in range(300)) + ">b",
    ],
)
def test_a_page_that_takes_more_is_left_to_the_parser(page: str) -> None:
    assert written(page.encode()) is None


@pytest.mark.parametrize(
    "inside",
    [
        "<noscript><title>a</title></noscript><meta name=b content=c>",
        "<noscript><base href=a><title>b</title>",
        "<noscript><script>a</script><title>b</title>",
        "<noscript><noscript><link></noscript><title>a</title>",
        "<noscript></p></head><style>a</style>",
    ],
)
def test_a_noscript_in_the_head_ends_where_something_else_follows(inside: str) -> None:
    page = f"<!doctype html><head>{inside}<p>a".encode()
    found = written(page)
    assert found is not None
    assert found.body == shown(page)


@pytest.mark.parametrize(
    "declared",
    [
        'html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" http://www.w3.org/TR/html4/loose.dtd',
        'htmlPUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd"',
        'html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN http://www.w3.org/TR/html4/loose.dtd"',
        "html PUBLIC -//W3C//DTD HTML 4.01//EN http://www.w3.org/TR/html4/strict.dtd",
    ],
)
def test_a_declaration_with_a_fault_is_not_taken_for_that_of_the_standard(declared: str) -> None:
    assert written(f"<!doctype {declared}><p>a<table>".encode()) is None


def test_a_page_left_to_the_parser_gives_its_article() -> None:
    sentence = (
        "The harbour of Skerry reopens on Monday after nine months of repairs, the council said. "
    )
    page = f"<title>Harbour</title><article><h1>Harbour</h1><b><p>{sentence * 9}</b></p></article>"
    assert scraper.extract(page).text.count("Skerry") == 9


def test_attributes_that_later_tags_add_are_bounded() -> None:
    tags = "".join(f"<body a{number}=b>" for number in range(100))
    assert written(f"<body>a{tags}".encode()) is None


def test_nodes_of_a_written_page_outlive_it() -> None:
    found = written(b"<title>Harbour</title><p class=byline>By <b>Mara</b> Holt<p>")
    assert found is not None
    (node,) = found.bylines()
    del found
    assert node.shown_text() == "By Mara Holt"


def test_a_written_page_is_made_of_a_page_alone() -> None:
    found = written(b"<p>a")
    assert found is not None
    with pytest.raises(TypeError):
        type(found)()
