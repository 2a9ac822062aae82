"""An article that the markup lacks is read from JSON-LD, a template or the data of the page's scripts."""

import json
from typing import Any

import pytest

import scraper
from scraper.extraction.embedded.script_literals import read_literals
from scraper.extraction.embedded.script_values import page_data

TITLE = "The mill at Tarnbeck grinds again"
LINES = (
    "For the first time since the war the mill at Tarnbeck has ground a sack of wheat, its owner said on Sunday.",
    "The wheel was cut from the oaks behind the weir, and eleven neighbours carried it down to the water.",
    "“It groaned for an hour and then it sang,” said Oswin Hale, who had the stones dressed in Dunmore.",
    "The first flour goes to the school, where the bakers of the upper form will find out what it is worth.",
    "In spring the mill opens for visitors on two days a week, and a loaf will cost what a loaf costs in town.",
)
OTHER = (
    "Another day, another story: the ferry at Low Pendry was painted red, and the children wanted it blue.",
    "The ferryman has promised a vote, which he expects to lose, and has bought both colours in advance.",
    "Passengers may leave their paper in a jar beside the bell until the last crossing of the month.",
    "The jar is emptied by the vicar, who counts in public and has never been known to make a mistake.",
)
SHELL = (
    f"<title>{TITLE} | Beck Courier</title><header><a href='/'>Beck Courier</a><nav><a href='/farm'>Farm</a></nav>"
    "</header><div id='app'>{shown}</div><footer>© Beck Courier</footer>{carried}"
)


def page(carried: str, shown: str = "") -> str:
    return SHELL.replace("{shown}", shown).replace("{carried}", carried)


def data(
    value: Any, form: str = '<script id="__NEXT_DATA__" type="application/json">%s</script>'
) -> str:
    return form % json.dumps(value)


ARTICLE = {"headline": TITLE, "body": [{"type": "paragraph", "text": line} for line in LINES]}
STORIES = [
    {"title": "The ferry is red", "url": "/red", "html": "".join(f"<p>{t}</p>" for t in OTHER)}
]
RICH = {
    "seo": {"title": TITLE},
    "content": {
        "nodeType": "document",
        "content": [
            {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": line[:30]}, {"nodeType": "text", "value": line[30:]}]}
            for line in LINES
        ],
    },
}  # fmt: skip
HTML = "".join(f"<p>{line}</p>" for line in LINES)
NUXT_3 = [{"data": 1}, {"article": 2}, {"title": 3, "body": 4}, TITLE, HTML]
NUXT_2 = (
    "<script>window.__NUXT__=(function(a,b){return {layout:'default',data:[{article:{title:%s,draft:!1,body:%s,"
    'by:a}}]}}("Hale",null));</script>'
)
LD = '<script type="application/ld+json">%s</script>'
INERTIA = json.dumps({"props": ARTICLE}).replace("'", "&#39;")
ANGULAR = json.dumps({"a": {"title": TITLE, "html": HTML}})
for mark, written in (("&", "&a;"), ('"', "&q;"), ("'", "&s;"), ("<", "&l;"), (">", "&g;")):
    ANGULAR = ANGULAR.replace(mark, written)
CARRIED = {
    "json-ld": data({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(LINES)}, LD),
    "json-ld in CDATA": data({"@type": "Article", "headline": TITLE, "articleBody": f"<![CDATA[{chr(10).join(LINES)}]]>"}, LD),
    "json-ld of markup": data({"@graph": [{"@type": "BlogPosting", "headline": TITLE, "articleBody": HTML}]}, LD),
    "paragraphs": data({"props": {"stories": STORIES, "article": ARTICLE}}),
    "pieces of sentences": data({"page": RICH}),
    "markup": data({"posts": [*STORIES, {"title": {"rendered": TITLE}, "content": {"rendered": HTML}}]}),
    "an assignment": data({"stories": STORIES, "story": ARTICLE}, "<script>window.__STATE__ = %s;</script>"),
    "a parsed string": data(json.dumps({"stories": STORIES, "story": ARTICLE}), "<script>var __STATE__=JSON.parse(%s);</script>"),
    "values by place": data(NUXT_3, '<script type="application/json" id="__NUXT_DATA__">%s</script>'),
    "a function": NUXT_2 % (json.dumps(TITLE), json.dumps(HTML).replace("<", "\\u003C")),
    "an answer of an interface": data({"status": 200, "body": json.dumps({"title": TITLE, "body": HTML})},
        '<script type="application/json" data-sveltekit-fetched data-url="/api/mill">%s</script>'),
    "data of another type": data({"data": {"attributes": {"title": TITLE, "body": HTML}}},
        '<script type="fastboot/shoebox" id="shoebox-main">%s</script>'),
    "headlines": data({"headlines": {"basic": TITLE}, "content_elements": [{"type": "text", "content": line} for line in LINES]},
        "<script>window.Fusion=window.Fusion||{};Fusion.globalContent=%s;Fusion.spa=false</script>"),
    "an island": "<astro-island props='" + json.dumps({"title": [0, TITLE], "html": [0, HTML]}).replace("'", "&#39;")
        + "' client=only></astro-island>",
    "json-ld of entities": data({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(LINES)
        .replace("“", "&ldquo;").replace("”", "&rdquo;")}, LD),
    "without scripts": f"<noscript><h1>{TITLE}</h1>{HTML}</noscript>",
    "without scripts, under a linked headline": f"<noscript><h1><a href=/9>{TITLE}</a></h1>{HTML}</noscript>",
    "script template": f'<script type="text/template"><h1>{TITLE}</h1>{HTML}</script>',
    "template": f"<template><h1>{TITLE}</h1>{HTML}</template>",
    "attribute": f"<div data-page='{INERTIA}'></div>",
    "a body kept as JSON": data({"data": {"post": {"title": TITLE, "content": {"raw": json.dumps(RICH["content"])}}}}),
    "keys of another language": data({"artikel": {"titel": TITLE, "absatz": [{"tekst": line} for line in LINES]}}),
    "a call": data({"data": [None, {"story": ARTICLE}]}, "<script>{ kit.start(app, element, %s); }</script>"),
    "angular's state": f'<script id="ng-state" type="application/json">{ANGULAR}</script>',
}  # fmt: skip


@pytest.mark.parametrize("kind", CARRIED)
def test_a_text_that_the_markup_lacks_is_read_from_what_carries_it(kind: str) -> None:
    article = scraper.extract(page(CARRIED[kind]))
    assert article.text == "\n\n".join(LINES)
    assert article.status == "article"
    # What browsers without scripts show is the page's own markup.
    assert kind == "without scripts" or article.sources["text"]


@pytest.mark.parametrize("kind", CARRIED)
def test_a_teaser_gives_way_to_the_text_that_it_begins(kind: str) -> None:
    article = scraper.extract(page(CARRIED[kind], f"<h1>{TITLE}</h1><p>{LINES[0]}</p>"))
    assert article.text == "\n\n".join(LINES)


def test_a_text_in_the_markup_is_read_there() -> None:
    shown = f"<article><h1>{TITLE}</h1>{HTML}</article>"
    article = scraper.extract(page(CARRIED["paragraphs"], shown))
    assert article.text == "\n\n".join(LINES)
    assert "text" not in article.sources


@pytest.mark.parametrize(
    "carried",
    [
        data({"stories": STORIES}),
        data({"headline": "Privacy", "text": " ".join(OTHER)}),
        data(OTHER),
    ],
    ids=["of another story", "of another title", "without a title"],
)
def test_a_text_that_is_not_surely_the_pages_own_is_not_taken(carried: str) -> None:
    assert OTHER[0] not in scraper.extract(page(carried)).text


def test_a_text_without_a_title_is_taken_if_it_repeats_the_description() -> None:
    described = f'<meta name="description" content="{LINES[0]}">'
    article = scraper.extract(described + page(data(LINES)))
    assert article.text == "\n\n".join(LINES)


def test_what_is_shown_has_to_be_the_beginning_of_what_is_carried() -> None:
    shown = f"<h1>{TITLE}</h1>" + "".join(f"<p>{line}</p>" for line in OTHER)
    assert LINES[0] not in scraper.extract(page(CARRIED["paragraphs"], shown)).text


def test_blocks_of_the_page_stay_beside_those_of_the_text() -> None:
    texts = [block.text for block in scraper.extract(page(CARRIED["paragraphs"])).blocks]
    assert "Farm" in texts
    assert LINES[-1] in texts


def test_json_in_a_script_is_read_to_its_end_and_literals_after_it() -> None:
    values = read_literals('a = {"x": ["y", 1.5], "n": 7}; b = ["z\\u00e9"]; c = {d: "e"}')
    assert values == [{"x": ["y", None], "n": None}, ["zé"], {"d": "e"}]


def test_literals_are_read_under_their_keys() -> None:
    values = read_literals(
        "go({a:'it\\'s', b:[`x\\n`, \"\\u00e9\\x41\"], c: n(1) || {e: \"f\"}}, 'end')"
    )
    assert values == [{"a": "it's", "b": ["x\n", "éA"], "c": {"e": "f"}}, "end"]


@pytest.mark.parametrize(
    "script",
    [
        '"' * 200_001,
        '"\\' * 100_000,
        "{" * 200_000,
        "[{a:" * 50_000,
        "a:'" * 70_000,
        "a=[" * 70_000,
    ],
)
def test_scripts_without_an_end_are_read_in_one_pass(script: str) -> None:
    assert len(list(page_data(f"<script>state = [{script}</script>"))) == 1


def test_the_posts_of_a_live_blog_are_read_under_their_headlines() -> None:
    posts = [
        {"@type": "BlogPosting", "headline": f"Sack {n}", "articleBody": t}
        for n, t in enumerate(LINES)
    ]
    blog = {"@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": posts}
    text = scraper.extract(page(data(blog, LD))).text
    assert all(f"Sack {n}\n\n{line}" in text for n, line in enumerate(LINES))


def test_only_data_that_is_wanted_is_read() -> None:
    scripts = f"<script>one = ['{'a ' * 200}']</script><script>two = ['{'b ' * 200}']</script>"
    attributes = (
        f"<div data-page='[\"{'a ' * 200}\"]'></div><div data-page='[\"{'b ' * 200}\"]'></div>"
    )
    found = page_data(scripts + attributes, lambda text: "b b" in text)
    assert [data.value for data in found] == [[["b " * 200]], ["b " * 200]]


@pytest.mark.parametrize(
    "lines",
    [
        [
            line.replace("a", "а") for line in LINES
        ],  # of Cyrillic, in words that are Latin otherwise
        [line.translate(str.maketrans("aeiou", "äëïöü")) for line in LINES],
        [line.upper() for line in LINES],
    ],
    ids=["letters of two scripts", "letters with signs", "capitals"],
)
def test_a_teaser_is_known_in_data_that_spells_its_letters_as_numbers(lines: list[str]) -> None:
    body = [{"type": "paragraph", "text": line} for line in lines]
    carried = data({"headline": TITLE, "body": body})
    article = scraper.extract(page(carried, f"<h1>{TITLE}</h1><p>{lines[0]}</p>"))
    assert article.text == "\n\n".join(lines)
