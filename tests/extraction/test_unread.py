"""Pages without the text of scripts and style sheets, and without attributes that no step reads: the same tree but for
those, and nothing that is read is gone."""

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
    READ_ATTRIBUTES,
    READ_ENDINGS,
    READ_IN_ATTRIBUTES,
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
    """The nodes of a tree in order, without the text in scripts and style sheets, and without attributes that are not read."""
    assert tree.root is not None
    return [
        (node.tag, read_attributes(node), node.text(deep=False) if node.tag == "-text" else "")
        for node in tree.root.traverse(include_text=True)
        if node.tag != "-text" or node.parent is None or node.parent.tag not in ("script", "style")
    ]


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
