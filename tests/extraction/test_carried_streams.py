"""Articles in the data of frameworks that write it in a form of their own: React's stream, Nuxt 2, Qwik."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

import scraper
from scraper.extraction.embedded.flight import flight_data
from scraper.extraction.embedded.prose import ProseReader

TITLE = "A bell foundry opens in Orrin Vale"
LINES = (
    "The foundry cast its first bell on Friday evening, and half of the valley had come to see the metal run.",
    "It weighs as much as a calf, said Mira Tolland, who learned the craft in three countries and came back.",
    "The clay of the mould is mixed with goat hair and beer, as it was in the days of her grandfather.",
    "In a week the mould will be broken, and only then will anybody know whether the bell has a voice.",
    "The school has asked for the second one, and the fire brigade, which has a siren, for the third.",
)
OTHER = tuple(f"{line} So it was told about the ferry of Low Pendry." for line in LINES[::-1])
BODY = "".join(f"<p>{line}</p>" for line in LINES)
BODY_BYTES = len(BODY.encode())


def page(carried: str) -> str:
    return (
        f"<title>{TITLE} | Vale Courier</title><header><a href='/'>Vale Courier</a></header>"
        f"<div id='root'></div><footer>© Vale Courier</footer>{carried}"
    )


def pushed(*pieces: str) -> str:
    begin = "<script>(self.__next_f=self.__next_f||[]).push([0])</script>"
    calls = (
        f"<script>self.__next_f.push([1,{json.dumps(piece).replace('<', chr(92) + 'u003c')}])</script>"
        for piece in pieces
    )
    return begin + "".join(calls)


def element(tag: str, *children: Any) -> list[Any]:
    return ["$", tag, None, {"className": "c", "children": [*children]}]


def row(name: str, value: Any) -> str:
    return f"{name}:{json.dumps(value)}\n"


PARAGRAPHS = [["$", "p", str(i), {"children": line}] for i, line in enumerate(LINES)]
TREE = row(
    "2",
    element(
        "main",
        element("nav", *([["$", "p", None, {"children": f"Section {i}"}] for i in range(3)])),
        ["$", "h1", None, {"children": TITLE}],
        element("div", *PARAGRAPHS),
    ),
)
SENTENCES = element(
    "div",
    *(element("p", line[:20], ["$", "a", None, {"href": "/x", "children": line[20:30]}], line[30:]) for line in LINES),
)  # fmt: skip
NAMED = row("5", ["$", "$L9", None, {"article": {"title": TITLE, "body": "$a"}}])
OWN_FORM = "<script>window.__NUXT__=(function(a,b,c,d){return {data:[{story:{title:b,body:%s}}]}}(%s));</script>"
QWIK = (
    {"title": "1", "html": "2", "tags": "3"}, TITLE, BODY, ["1"], True,
)  # fmt: skip
CARRIED = {
    "elements": pushed('1:I[7,["a.js"],"default"]\n', TREE),
    "a row in several pieces": pushed(TREE[:90], TREE[90:400], TREE[400:]),
    "sentences with links": pushed(row("3", SENTENCES)),
    "markup in a row of text": pushed(NAMED, f"a:T{BODY_BYTES:x},", BODY),
    "a row of text first": pushed(f"a:T{BODY_BYTES:x},{BODY}{NAMED}"),
    "markup in an attribute": pushed(
        row("4", element("div", ["$", "h1", None, {"children": TITLE}], ["$", "div", None, {"dangerouslySetInnerHTML": {"__html": BODY}}]))
    ),
    "a function's argument": OWN_FORM % ("d", f"null,{json.dumps(TITLE)},-1,{json.dumps(BODY)}"),
    "a function's own words": OWN_FORM % (json.dumps(BODY), f"[],{json.dumps(TITLE)},void 0,{{}}"),
    "objects by their numbers": f'<script type="qwik/json">{json.dumps({"ctx": {}, "objs": QWIK})}</script>',
    "an encoded state": "<script>window.__STATE__ = JSON.parse(decodeURIComponent('"
    + json.dumps({"story": {"title": TITLE, "body": BODY}}).replace("%", "%25").replace("'", "%27").replace("{", "%7B", 1)
    + "'))</script>",
}  # fmt: skip


@pytest.mark.parametrize("form", CARRIED)
def test_the_article_is_read_from_it(form: str) -> None:
    article = scraper.extract(page(CARRIED[form]))
    assert article.text.split("\n\n") == [*LINES]
    assert article.metadata.sources["text"].startswith("page data")


def test_another_storys_text_in_the_stream_is_no_article_of_the_page() -> None:
    other = row("7", ["$", "$L3", None, {"story": {"title": "The ferry is red", "body": "\n".join(OTHER)}}])  # fmt: skip
    article = scraper.extract(page(pushed(other)))
    assert article.text == ""


@pytest.mark.parametrize(
    "rows",
    [
        ("1:$1\n", '2:["$","p",null,{"children":"$2"}]\n'),
        ("1:{\n", "zz\n", "3:T", "4:Tfffffff,abc"),
        (row("1", ["$2"] * 50), row("2", ["$3"] * 50), row("3", ["$4"] * 50), row("4", ["$5"] * 50), row("5", "x")),
        ("1:" + "[" * 5000,),
    ],
    ids=("names itself", "damaged", "names many times", "deep"),
)  # fmt: skip
def test_odd_streams_are_read_in_bounds(rows: Sequence[str]) -> None:
    found = flight_data(pushed(*rows))
    assert found is not None
    assert found.texts == []


@pytest.mark.parametrize(
    "value", ["$undefined", "$Sreact.suspense", '{"product": {"id": 10124}}', '[["Rope", 4]]']
)
def test_a_list_with_other_values_is_no_text(value: str) -> None:
    assert [*ProseReader().prose_of([*LINES])]
    assert not [*ProseReader().prose_of([value, *LINES])]
