"""Opening tags mean the same, compiled and in Python, whatever their attributes."""

import random

import pytest

from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import native_read, read_markup
from scraper.extraction.native import IS_NATIVE

pytestmark = pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")

SEED = 4_404
PAGES = 1_500
ELEMENTS = (
    "div", "span", "p", "td", "figure", "pre", "code", "b", "em", "a", "img", "li", "tr", "svg", "source", "template",
    "my-el", "mjx-container", "button", "h2", "br", "hr", "tbody",
)  # fmt: skip
NAMES = (
    "class", "class", "class", "id", "style", "style", "hidden", "aria-hidden", "href", "src", "data-src", "alt", "title",
    "role", "itemprop", "data-testid", "data-component", "aria-label", "data-class", ":class", "xclass", "data-style",
    "ng-style", "data-hidden", "data-tex", "data-latex", "data-value", "eeimg", "viewBox", "cla\u017fs", "a<b", "a\u00e9",
    "shadowrootmode",
)  # fmt: skip
VALUES = (
    "", "true", "TRUE", "hidden", "open", "a", "story text", "related", "sr-only", "SR-ONLY", "not-sr-only sr-only",
    "Screen-Reader-Text", "screenreader", "splash-screen", "u-visuallyhidden", "visually-hidden", "a11y-text",
    "element-invisible", "hidden-visually", "d-none", "D-None d-lg-flex",
    "note sr-only", "sr-only lnk", "visuallyhidden d-none", "x-sr-only", "lnk", "x lnk", "ml-gutter", "a gutter-half", "men\u00fc",
    "\u0130lk lineno", "a11y-bar", "visibility:hidden;xdisplay:none", "width:0;width:0;overflow:hidden",
    "is-hidden", "material-icons", "opacity:0; position :absolute", "width:0;height :0;overflow:hidden",
    "\u017fr-only none", "lineno", "linenos", "ln", "lnt", "x ln", "a lnt b", "aln",
    "line-numbers", "line_numbers", "linenumbers", "gutter", "hljs-ln-numbers", "crayon-nums", "CodeMirror-gutters",
    "codemirror-gutters", "blob-num", "rouge-gutter", "syntaxhighlighter", "crayon-main", "js-file-line-container",
    "CodeMirror-code", "cm-scroller", "view-lines", "ace_text-layer", "geshi", "MathJax", "MathJax_Preview", "katex-html",
    "math", "Formula", "ql-formula", "display:none", "color:red; display : NONE", "dis play:no ne", "display:\nnone",
    "visibility: hidden", "overflow:hidden", "left:-9999px", "top: -\n9999em", "text-indent:-9px",
    "top:-10000px", "transform:translate( -9999px)", "clip : rect(0 0 0 0)", "clip-path:inset(50%)", "transform:scale(0)",
    "FONT-SIZE:0", "font-size:0.8em", "visibility:collapse", "content-visibility:hidden", "clip:rect(1px,1px,1px,1px", "background:none",
    "a class=", "style=", "a STYLE=", "hidden=", "?id=", "/x?q=", "=", "a id=", "$x$", " $x$ ", "a_{1}", "x^2", "\\frac12",
    "C:\\temp", "latex", "/latex.php?x", "/equation?tex=1", "https://a.example/context.png", "mwe-math-fallback-image-inline",
    "x^2 & y", "日本語", "it&apos;s", "a\u00a0b", "&lt;b&gt;",
)  # fmt: skip


def odd_tag(chance: random.Random) -> str:
    attributes = (
        f' {chance.choice(NAMES)}="{chance.choice(VALUES)}"' for _ in range(chance.randint(0, 4))
    )
    return f"<{chance.choice(ELEMENTS)}{''.join(attributes)}>"


def test_tags_of_any_attributes_are_read_alike() -> None:
    chance = random.Random(SEED)
    compared = 0
    for number in range(PAGES):
        tags = (f"{odd_tag(chance)}text {number}" for _ in range(chance.randint(1, 4)))
        body = parse(f"<body>{''.join(tags)}").body
        assert body is not None
        markup = body.html or ""
        found = native_read(markup)
        compared += found is not None
        assert found is None or found == read_markup(markup), markup
    assert compared > PAGES / 3  # the others have formulas or boxes of code


PICTURE_NAMES = (
    "class",
    "data-class",
    "xclass",
    "src",
    "data-src",
    "alt",
    "eeimg",
    "title",
    "srcset",
)
PICTURE_VALUES = (
    "math", "a latex", "wp-latex b", "mathematics", "displayformula", "ql-img-inline-formula", "/latex.php?x", "/equation?tex=1",
    "https://latex.codecogs.com/gif.latex?x", "/mathtex", "/cgi-bin/tex", "$x$", " $x$ ", "x_{1}", "x^{2}", "\\alpha", "a $ b",
    "A picture", "a text", "",
)  # fmt: skip


def test_pictures_of_formulas_are_known_alike() -> None:
    chance = random.Random(SEED)
    for _ in range(PAGES):
        names = chance.sample(PICTURE_NAMES, 3)
        said = "".join(f' {name}="{chance.choice(PICTURE_VALUES)}"' for name in names)
        body = parse(f'<body><p>a <img{said} src="/a.png"> b</p>').body
        markup = (body.html if body is not None else "") or ""
        found = native_read(markup)
        assert found is None or found == read_markup(markup), markup


def test_tags_that_recur_are_read_alike() -> None:
    """They are kept in few places: some come back, others find theirs taken, and the longest are not kept."""
    chance = random.Random(SEED)
    tags = [
        f'<{chance.choice(("div", "p", "li", "span"))} class="a{number} {"x" * chance.randint(0, 300)}" '
        f'aria-hidden="{chance.choice(("true", "false"))}">'
        for number in range(600)
    ]
    for _ in range(20):
        page = "".join(f"{tag}text" for tag in chance.choices(tags, k=900))
        body = parse(f"<body>{page}").body
        assert body is not None
        assert native_read(body.html or "") == read_markup(body.html or "")
