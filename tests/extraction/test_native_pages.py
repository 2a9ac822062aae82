"""Whole pages through the compiled form and the Python form: equal to the last bit."""

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

import scraper
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.markup import without_raw_text
from scraper.extraction.dom.nesting import flatten
from scraper.extraction.dom.parse import parse, tame
from scraper.extraction.dom.shallow import (
    count_opened,
    is_shallow,
    pure_count_opened,
    pure_is_shallow,
    with_short_tags,
)
from scraper.extraction.dom.shown import is_readable
from scraper.extraction.dom.walk import native_read, read_markup
from scraper.extraction.features.characters import CLASSES, TextCounts
from scraper.extraction.features.geometry import DEEPEST, Geometry
from scraper.extraction.native import IS_NATIVE, PURE
from tests.extraction.test_mutated_pages import mutated

if IS_NATIVE:
    from scraper.extraction.native import shallow, tree

pytestmark = pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")

ROOT = Path(__file__).parents[2]
SEED = 8_711
DAMAGED = 300
GENERATED = 300
WHOLE = 120  # pages extracted in two processes
PIECES = (
    "<p>", "</p>", "<div>", "</div>", "<div class='related share'>", "<span class=related-link>", "</span>",
    "<span hidden>", "<span class=sr-only>", "<i aria-hidden=true>", "<div style='display : NONE'>", "<b>", "</b>",
    "<strong>", "</strong>", "<a href='/x?a=1&amp;b=2'>", "<a>", "</a>", "<br>", "<hr>", "<pre>\n", "</pre>", "<code>",
    "</code>", "<pre><code><div>x</div><div>y</div>", "<td class=linenos>1", "<table><tr><td>", "<tr>", "<td>",
    "</table>", "<p><my-el>", "</my-el>", "<svg><p>", "<select><option>", "<textarea>", "</textarea>", "<iframe><p>",
    "<style>a < b {}</style>", "<script>a<!--<script></script>", "<!-- <p> -->", "<!---->", "<!", "<xmp><p></xmp>",
    "<plaintext>", "<noscript>", "<template>", "<img src=/a.png alt='A &quot;b&quot;'>", "<img data-src=z>",
    "<b a<c='x'>", "<keygen>", "<basefont>", "<button>", "<math><mi>x", "<span class=MathJax>", "<span class=katex-html>",
    "one", " two ", "\n", "three, four.", "&nbsp;", "&amp;lt;", "\u3000", "\xad", "\u200b", "ß", "日本語", "\U0001f600", "\0",
    "<code>a<br>b</code>", "<div class=syntaxhighlighter>", "<pre><ol><li>", "<li>", "\\(x^2\\)", "\\[", "\\begin{align}",
    "$$", "a\\b", "<span class=math>", "<span class='a Formula'>", "<listing>", "<td class=blob-num>", "<code class=line-numbers>", "x_1",
)  # fmt: skip


@cache
def fixtures() -> tuple[str, ...]:
    files = sorted((ROOT / "fixtures").rglob("*.html"))
    return tuple(file.read_text("utf-8", "replace") for file in files)


def pages() -> Iterator[str]:
    """Every fixture, damaged copies of some, and pages of odd pieces in no order."""
    yield from fixtures()
    chance = random.Random(SEED)
    for number in range(DAMAGED):
        yield mutated(SEED + number, chance.choice(fixtures()))
    for _ in range(GENERATED):
        yield "<body>" + "".join(chance.choices(PIECES, k=chance.randint(1, 150)))


def bodies() -> Iterator[str]:
    for page in pages():
        body = parse(page).body
        yield (body.html or "") if body is not None else ""


def test_the_walk_reads_the_same() -> None:
    compared = 0
    for body in bodies():
        found = native_read(body)
        compared += found is not None
        assert found is None or found == read_markup(body)
    assert compared > 2 * (DAMAGED + GENERATED) / 3  # the others have formulas


def test_a_comment_after_a_button_in_code_is_no_button() -> None:
    markup = "<body><pre>a<button>copy</button><!-- b --><i>c</i></pre><p>d</p></body>"
    assert native_read(markup) == read_markup(markup)


@pytest.mark.parametrize(
    "attributes",
    [
        'style="display:none"',
        'class="a" style="color:red; DISPLAY : none !important"',
        'style="display:block"',
        'style="xdisplay:none"',
        'style="display:\tnone"',
        'style="display:none;white-space:pre;user-select:none"',
        'data-style="color:red" style="display:none"',
        'style="display:none" data-style="color:red"',
        'id="math-1" style="display:none"',
        'class="ln" hidden=""',
        'class="line-numbers" hidden=""',
        'hidden=""',
        'hidden="until-found"',
        'hidden="" aria-hidden="true" class="b"',
    ],
)
@pytest.mark.parametrize("name", ["div", "span", "a", "em", "pre", "svg", "button", "my-el"])
def test_what_is_hidden_is_read_the_same(name: str, attributes: str) -> None:
    markup = f"<body><p>one<{name} {attributes}>two</{name}>three</p><{name} {attributes}>four</{name}></body>"
    assert native_read(markup) == read_markup(markup)


def test_the_tree_is_written_as_the_parser_serialises_it() -> None:
    assert is_readable()
    written = 0
    for page in pages():
        body = parse(page).body
        found = tree.shown_markup(body) if body is not None else None
        written += found is not None
        assert found is None or (
            body is not None and found.decode() == without_raw_text(body.html or "")
        )
    assert written > (DAMAGED + GENERATED) / 2  # the others have scripts in scripts, or odd names


@pytest.mark.parametrize(
    ("inside", "is_written"),
    [
        ("<p>a &amp; <b>b</b></p><template><i>c</i></template>", True),
        ("<script>a < b</script><style>p > i {}</style><!-- c -->", True),
        ("<script>a <!-- <script> </script> --></script>", True),
        ("<script>a <!-- <script> b</script>", True),
        ("<plaintext>", False),
        ("<tr><td>a</td></tr>", True),
    ],
)
def test_a_template_is_written_as_the_parser_serialises_it(inside: str, is_written: bool) -> None:
    page = f"<p>é</p><template shadowrootmode=x>{inside}</template><p>d<script>e</script>"
    body = parse(page).body
    assert body is not None
    found = tree.shown_markup(body)
    assert (found is not None) == is_written
    assert found in (None, without_raw_text(body.html or "").encode())


def test_pages_reach_the_parser_the_same() -> None:
    for page in (
        *pages(),
        "a\ud800<p>b",
        '<p>\ud800<div hidden id="S:1">c</div>',
        "<b>" * 3_000 + "é",
    ):
        assert parse(page).html == LexborHTMLParser(tame(page)).html


def test_markup_that_no_parser_wrote_is_read_the_same() -> None:
    """No pair of tags need match, and a tag may be cut off."""
    chance = random.Random(SEED)
    for _ in range(GENERATED):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 60)))
        text = "<body>" + text[: chance.randint(0, len(text))]
        found = native_read(text)
        assert found is None or found == read_markup(text)


NESTING = (
    "<div>" * 200, "<b>" * 90, "<option>", "<svg/>", "<svg a=b/>", "<circle/>", "<foreignObject>", "<title/>", "</svg>",
    "<B x=1>", "</B>", "<nobr>", "<a =", " = 'x' ", "/>", "<?php", "</ x>", "<!-->", "<!--->", "--!>", "</TITLE >", "<K>",
    "</\u212a>", f"<i {'a ' * 30_000}>", "<p></p>" * 40, "<math><mi/>", "<svg><image a>", "<image/>", "</image>",
)  # fmt: skip


def test_nesting_is_judged_alike() -> None:
    chance = random.Random(SEED)
    odd = (
        "".join(chance.choices(PIECES + NESTING, k=chance.randint(1, 80))) for _ in range(GENERATED)
    )
    found = [(is_shallow(page), pure_is_shallow(page)) for page in (*pages(), *odd)]
    assert [native for native, _ in found] == [pure for _, pure in found]
    assert {native for native, _ in found} == {True, False}


HUGE = (
    f"<img src='data:{'A' * 70_000}' alt=a>", f"<p {'a' * 61_000}>", f"</p {'a' * 61_000}>", f"<script {'x' * 61_000}>",
    f"<svg {'y' * 61_000}>", f"<!-- {'z' * 61_000} -->", f"<b a={'A' * 59_998}>", f"<b a={'A' * 59_999}>",
)  # fmt: skip


def test_tags_that_are_too_long_are_cut_alike() -> None:
    chance = random.Random(SEED)
    compared = written = 0
    for _ in range(150):
        page = "".join(chance.choices((*PIECES, *NESTING[2:], *HUGE * 4), k=chance.randint(1, 30)))
        found = with_short_tags(page)
        compared += found is not None and found != page
        assert found is None or found == flatten(page)
        cut = shallow.cut_in_utf8(page.encode("utf-8", "replace"))
        written += cut is not None and found != page
        assert cut is None or (found is not None and cut == found.encode("utf-8", "replace"))
    assert compared > 20
    assert written > 20


def test_opened_tags_are_counted_alike() -> None:
    for page in ("", "<", "</", "<</", "a<b</b>", "日<b", "\U0001f600</b><", *pages()):
        assert count_opened(page) == pure_count_opened(page)


def readings() -> Iterator[FlatPage]:
    """Pages with text, and one that is deeper than levels are told apart."""
    deep = "<body>" + "<div>" * 2 * DEEPEST + "a<p>b</p>" + "</div>" * DEEPEST + "c"
    for body in (*bodies(), parse(deep).html or ""):
        page = read_markup(body)
        if page.b_text:
            yield page


def test_characters_are_counted_alike() -> None:
    odd = ["\ud800", "\U0001f600.", "a?", "日本語", "١٢", "ǅ"]
    for texts in (odd, *(page.b_text for page in readings())):
        pure, native = TextCounts(texts, native=False), TextCounts(texts, native=True)
        for name in (*CLASSES, "chars", "words", "first", "last"):
            assert np.array_equal(getattr(pure, name), getattr(native, name))


def test_elements_stand_to_each_other_alike() -> None:
    chance = np.random.default_rng(SEED)
    for page in readings():
        pure, native = Geometry(page, 6, native=False), Geometry(page, 6, native=True)
        assert np.array_equal(pure.depth, native.depth)
        assert np.array_equal(pure.paths, native.paths)
        one, other = chance.integers(0, pure.n, (2, 50))
        assert np.array_equal(pure.common_depth(one, other), native.common_depth(one, other))


def digests() -> list[str]:
    """Everything that comes out of some pages, as one hash a page."""
    chance = random.Random(SEED)
    chosen = chance.sample(list(pages()), WHOLE)
    found = []
    for number, page in enumerate(chosen):
        article = scraper.extract(page, url=f"https://example.org/story-{number}")
        shown = json.dumps([article.to_dict(blocks=True), article.markdown(), article.html()])
        found.append(hashlib.sha256(shown.encode()).hexdigest())
    return found


def test_a_pure_process_gives_the_same_articles() -> None:
    code = f"from {__name__} import digests; print(*digests())"
    other = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env={**os.environ, PURE: "1"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert other.stdout.split() == digests()
