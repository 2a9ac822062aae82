"""Pages without the text, the attributes and the elements that no step reads: the same tree but for those, and nothing that is
read is gone."""

import random
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

import scraper
from scraper.extraction.dom.elements import FORMATTING
from scraper.extraction.dom.parse import tame
from scraper.extraction.dom.tokens import RAW_NAMES
from scraper.extraction.dom.unread import (
    MAY_BE_CODE,
    OPTIONS,
    READ_ATTRIBUTES,
    READ_ENDINGS,
    READ_IN_ATTRIBUTES,
    SHAPES,
    UNREAD_ATTRIBUTES,
    UNREAD_BEGINNINGS,
    without_unread,
)
from scraper.extraction.native import IS_NATIVE
from scraper.models.site import SiteProfile, SiteRules
from tests.extraction.test_native_pages import PIECES, pages

pytestmark = pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")

SEED = 61_403
GENERATED = 1_500
RAW = (
    "<script>", "</script>", "<SCRIPT async>", "</Script >", "</scriptx>", "<script/>", "<script><!--", "<script", "<style>", "</style>",
    "<style media='>'>", "</STYLE/>", "<title>", "</title>", "<textarea>", "</textarea>", "<svg>", "</svg>", "<svg/>", "<svg >",
    "<svg a=b/>", "<svg a= />", "<svg a='b'/>", "<g>", "<path/>",
    "<foreignObject>", "</foreignObject>", "<desc>", "<math>", "</math>", "<mi>", "<![CDATA[", "]]>", "<select>", "</select>", "<option>",
    "<template>", "</template>", "<col>", "<table>", "<frameset>", "<noframes>", "</noframes>", "<iframe>", "</iframe>", "<noscript>",
    "</noscript>", "<xmp>", "</xmp>", "<a title=\"<script>", "\">", "<a b\" c=\"x>", "<a b=c\"", "'", "=", "<!-- ", "-->", "<!x", "<?x",
    ">",    "<script type=application/ld+json>", "<style itemprop=author>",
    "<head>", "<body>", "</p>", "</br>", "a < b", "if (a) {}", " ", "é",
    "<p data-a=b", " srcset='c d'", " DATA-e", " aria-label=f ", "\"data-g='>'", "/d=h>", "<path d=i/>", "<path/d=j>",
    "<a data-k=l onclick=m>", "<b data-n>", "<b data-o=p>", "<code data-q=r>",
    "<img width=1 data-src=s data-math=t>", "<input type=hidden data-u class=v>",
    "<html>", "<html lang=en>", "</html>", "<head id=h>", "</head>", "</body>", "<link rel=icon href=i>", "<link rel=canonical href=c>",
    "<link rel='a tag'>", "</link>", "<meta name=m content=n>", "</meta>", "<base href=b>", "<link rel=x", "\n", "\f ", "<!doctype html>",
    "<circle>", "</g>", "<use/>", "<use href=u class=post-author>", "</path>", "<g data-latex=x>", "<select id=s>", "<optgroup>",
    "</option>", "<option itemprop=author>", "<b>", "</b>", "<p>", "<div>", "</div>",
)  # fmt: skip


def made() -> Iterator[str]:
    chance = random.Random(SEED)
    for _ in range(GENERATED):
        pieces = RAW if chance.random() < 0.7 else (*RAW, *PIECES)
        yield "".join(chance.choices(pieces, k=chance.randint(1, 80)))


def is_unread(tag: str, name: str, value: str) -> bool:
    """Whether an attribute of an element may be left out."""
    if name in UNREAD_ATTRIBUTES:
        return True
    if (
        tag in MAY_BE_CODE | RAW_NAMES - {"script", "style"}
        or name in READ_ATTRIBUTES
        or name.endswith(READ_ENDINGS)
    ):
        return False
    written = f"{name} {value.lower()}"
    is_said = any(word in written for word in READ_IN_ATTRIBUTES)
    return name.startswith(UNREAD_BEGINNINGS) and not is_said


def shape(tree: LexborHTMLParser) -> list[object]:
    """The nodes of a tree in order, without those and the attributes that may be left out."""
    assert tree.root is not None
    return [
        (node.tag, read_attributes(node), node.text(deep=False) if node.tag == "-text" else "")
        for node in tree.root.traverse(include_text=True)
        if not may_be_left_out(node)
    ]


def may_be_left_out(node: LexborNode) -> bool:
    around = parents(node)
    if node.tag == "-text":
        holders = {"script", "style", "svg", "select", *SHAPES, *OPTIONS}
        is_blank = not (node.text(deep=False) or "").strip()
        return around[0] in holders or (is_blank and around[0] in ("head", "html"))
    if node.tag in ("script", "style", "link", "-comment"):
        return around[0] in ("head", "html") or "svg" in around or "select" in around
    return (node.tag in SHAPES and "svg" in around) or (node.tag in OPTIONS and "select" in around)


def parents(node: LexborNode) -> list[str]:
    """The names of the elements around a node, the nearest first."""
    found = []
    while (above := node.parent) is not None:
        found.append(above.tag or "")
        node = above
    return found or [""]


def read_attributes(node: LexborNode) -> dict[str, str | None]:
    tag, attributes = node.tag or "", node.attributes
    if tag in FORMATTING - {"a"}:  # the parser compares them
        return attributes
    return {
        name: value
        for name, value in attributes.items()
        if not is_unread(tag, name.lower(), value or "")
    }


def test_the_tree_is_the_same_but_for_what_is_not_read() -> None:
    shorter = 0
    for page in (*pages(), *made()):
        if tame(page) != page:
            continue  # it may be too deep for the parser
        whole = page.replace("\0", "").encode("utf-8", "replace")
        lean = without_unread(whole)
        shorter += len(lean) < len(whole)
        assert shape(LexborHTMLParser(lean)) == shape(LexborHTMLParser(whole)), page
    assert shorter > GENERATED / 4


@pytest.mark.parametrize(
    "element",
    [
        "<script>a < b && {opened}</script>",
        "<script><!-- {opened} --></script>",
        "<script src='/a.js' type=module>{opened}</script>",
        "<style media=screen>p > {opened}</style>",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "<svg><title>a</title><path d='M0 0'/></svg>{}", "<!-- <template> -->{}"]
)
def test_text_that_is_not_read_is_left_out(element: str, around: str) -> None:
    page = around.format(element.replace("{opened}", "secret"))
    assert b"secret" not in without_unread(f"<p>a</p>{page}<p>b</p>".encode())


@pytest.mark.parametrize(
    "page",
    [
        "<script type='Application/LD+json'>{}</script>",
        "<script type='application/ld&#43;json'>{}</script>",
        "<script type='math/tex'>{}</script>",
        "<style itemprop=author>{}</style>",
        "<style class=post-author>{}</style>",
        "<svg><script>{}<b></script></svg>",
        "<svg a=b/><script>{}<b></script>",
        "<svg ><script>{}<b></script>",
        "<select><style>{}<b></style></select>",
        "<template><script>{}</script></template>",
        "<script><!-- <script> {} </script> --></script>",
        "<a title='<script>{}</script>'>b</a>",
        "<!-- <script>{}</script> -->",
        "<textarea><script>{}</script></textarea>",
        "<script>{}",
    ],
)
def test_what_is_read_or_may_be_no_script_stays(page: str) -> None:
    assert page.encode() == without_unread(page.encode())


@pytest.mark.parametrize(
    "element",
    [
        "<link rel=stylesheet href='/secret.css?a&b'>",
        "<script src='/secret.js'></script>",
        "<SCRIPT>secret()</SCRIPT >",
        "<style id=secret>a {}</style>",
        "<!-- secret -->",
    ],
)
def test_elements_of_the_head_that_are_not_read_are_left_out(element: str) -> None:
    page = f"<!doctype html><html lang=en><head>\n<meta name=a>{element}\n<title>b</title></head>\n<body>c"
    kept = b"<!doctype html><html lang=en><head><meta name=a><title>b</title></head><body>c"
    assert without_unread(page.encode()) == kept


@pytest.mark.parametrize(
    "element",
    [
        "<link rel=canonical href=a>",
        "<link rel='image_src' href=a>",
        "<link itemprop=url href=a>",
        "<link rel=Author href=a>",
        "<link rel='&#116;ag' href=a>",
        "<meta name=a>",
        "<base href=a>",
        "<script type=application/ld+json>{}</script>",
    ],
)
def test_elements_of_the_head_that_describe_the_page_stay(element: str) -> None:
    page = f"<html><head><title>a</title>{element}</head><body>b".encode()
    assert without_unread(page) == page


def test_a_page_of_which_nothing_is_left_out_comes_back_as_it_is() -> None:
    page = b"<html><head><meta name=a><title>b</title></head><body>c"
    assert without_unread(page) is page


@pytest.mark.parametrize("before", ["a", "<p>a</p>", "<noscript></noscript>", "</html>", "<head>b"])
def test_links_stay_where_the_head_may_have_ended(before: str) -> None:
    page = f"<html>{before}<head><link rel=icon href=c></head>".encode()
    assert without_unread(page) == page


@pytest.mark.parametrize(
    ("element", "kept"),
    [
        ("<svg class=a><g><path/></g> <use href='#b'></use></svg>", "<svg class=a></svg>"),
        ("<select id=a><option value=b>c<option>d</select>", "<select id=a></select>"),
        ("<select><optgroup label=a><option>b</optgroup></select>", "<select></select>"),
    ],
)
def test_drawings_of_shapes_and_menus_of_entries_are_left_empty(element: str, kept: str) -> None:
    assert (
        without_unread(f"<p>a</p>{element}<p>b</p>".encode()) == f"<p>a</p>{kept}<p>b</p>".encode()
    )


@pytest.mark.parametrize(
    "element",
    [
        "<svg><title>a</title></svg>",
        "<svg><g itemprop=author></g></svg>",
        "<svg><g class=post-author></g></svg>",
        "<svg><g data-latex=x></g></svg>",
        "<svg><p>a</p></svg>",
        "<svg a=b/><g>a</g></svg>",
        "<svg><svg><g></g></svg></svg>",
        "<select><option rel=tag>a</select>",
        "<select><b>a</b></select>",
        "<select><select>a</select>",
        "<svg><g>",
    ],
)
def test_what_may_be_read_in_drawings_and_menus_stays(element: str) -> None:
    assert without_unread(element.encode()) == element.encode()


@pytest.mark.parametrize(
    "tag",
    [
        "<img src=a srcset='secret 2x' alt=b>",
        "<section DATA-props='{{\"secret\": 1}}' class=c>",
        "<a href=d onclick=secret() data-e=f target=g>",
        "<svg viewBox='0 0 1 1'><path d='M secret'/></svg>",
    ],
)
def test_attributes_that_are_not_read_are_left_out(tag: str) -> None:
    assert b"secret" not in without_unread(f"<p>a</p>{tag}<p>b</p>".encode())


@pytest.mark.parametrize(
    "tag",
    [
        "<img data-src=a>",
        "<i data-a=b>",  # the parser counts those that are alike
        "<path/d=a>",  # not closed, as it would be without the attribute
        "<div data-a=python>",
        "<p data-lang=python>",
        "<section data-a='brush: python'>",
        "<p data-body-class=sr-only>",
        "<p data-a=MathJax hidden>",
        "<p data-a=b data-a=math data-c>",  # the first would count
        "<template><p data-a=b></template>",
        "<textarea><p data-a=b></textarea>",
    ],
)
def test_attributes_that_may_be_read_or_bear_on_the_tree_stay(tag: str) -> None:
    assert tag.encode() == without_unread(tag.encode())


def test_rules_of_a_site_select_by_attributes_that_no_step_reads() -> None:
    site = SiteProfile(SiteRules("x.example", fields={"title": "[data-what]"}))
    page = f"<title>A</title><p data-what>Another title</p><article>{'<p>Some words of a text.</p>' * 40}</article>"
    assert scraper.extract(page, site=site).metadata.title == "Another title"


def test_rules_of_a_site_select_in_scripts_too() -> None:
    site = SiteProfile(SiteRules("x.example", fields={"title": "script#what"}))
    page = f"<title>A</title><script id=what>Another title</script><article>{'<p>Some words of a text.</p>' * 40}</article>"
    assert scraper.extract(page, site=site).metadata.title == "Another title"
