"""Pages without the text of scripts and style sheets: the same tree but for those, and nothing that is read is gone."""

import random
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser

import scraper
from scraper.extraction.dom.parse import tame
from scraper.extraction.dom.unread import without_unread_text
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
)  # fmt: skip


def made() -> Iterator[str]:
    chance = random.Random(SEED)
    for _ in range(GENERATED):
        pieces = RAW if chance.random() < 0.7 else (*RAW, *PIECES)
        yield "".join(chance.choices(pieces, k=chance.randint(1, 80)))


def shape(tree: LexborHTMLParser) -> list[object]:
    """The nodes of a tree in order, without the text in scripts and style sheets."""
    assert tree.root is not None
    return [
        (node.tag, node.attributes, node.text(deep=False) if node.tag == "-text" else "")
        for node in tree.root.traverse(include_text=True)
        if node.tag != "-text" or node.parent is None or node.parent.tag not in ("script", "style")
    ]


def test_the_tree_is_the_same_but_for_text_that_is_not_read() -> None:
    shorter = 0
    for page in (*pages(), *made()):
        if tame(page) != page:
            continue  # it may be too deep for the parser
        whole = page.replace("\0", "").encode("utf-8", "replace")
        lean = without_unread_text(whole)
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
    assert b"secret" not in without_unread_text(f"<p>a</p>{page}<p>b</p>".encode())


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
    assert page.encode() == without_unread_text(page.encode())


def test_rules_of_a_site_select_in_scripts_too() -> None:
    site = SiteProfile(SiteRules("x.example", fields={"title": "script#what"}))
    page = f"<title>A</title><script id=what>Another title</script><article>{'<p>Some words of a text.</p>' * 40}</article>"
    assert scraper.extract(page, site=site).metadata.title == "Another title"
