"""A page without what no step reads in its tree, for the parser: half of a page is the text of scripts and style sheets, a
fifth of the rest are attributes that only browsers and scripts read, and an eighth of what is left then are links to files
in the head, shapes in drawings and entries of menus.

The tree is that of the whole page but for those. What describes the page stays (JSON-LD), and so do formulas in scripts, and
what stands where it can't be told for sure whether the parser reads tags or text. Without compiled code the whole page is
parsed: the search would take as long as it saves.
"""

from scraper.extraction.native import IS_NATIVE

READ_IN_TREE = ("ld+json", "math/", "itemprop", "rel", "uthor", "yline", "utor-", "&")
"""In the start tag of a script or style sheet, one of these says that its text may be read: see `MARKED` and `BYLINE`
of `head_nodes`. A character written as a reference may be any."""
OF_HEAD = ("base", "head", "html", "link", "meta", "script", "style", "title")
"""The elements with which a page surely has come no further than its head: scripts and style sheets in it are left out whole,
and so are comments and white space. A <noscript> may end it."""
READ_LINKS = ("canonical", "image_src", "itemprop", "tag", "uthor", "yline", "utor-", "&")
"""In the tag of a <link>, one of these says that it may be read, as for the scripts."""
SHAPES = (
    "circle", "clippath", "defs", "ellipse", "g", "line", "lineargradient", "mask", "path", "pattern", "polygon", "polyline",
    "radialgradient", "rect", "stop", "symbol", "use",
)  # fmt: skip
"""A drawing of nothing else is left empty."""
READ_SHAPES = (*READ_IN_TREE, "latex", "data-tex", "math")
"""In the tag of a shape, one of these says that it may be read: a formula may be drawn."""
OPTIONS = ("optgroup", "option")
"""So is a <select> of these, which may say something of the page like a shape."""
UNREAD_ATTRIBUTES = (
    "clip-rule", "d", "decoding", "fetchpriority", "fill", "fill-rule", "height", "imagesrcset", "loading", "points",
    "sizes", "srcset", "stroke", "stroke-linecap", "stroke-width", "tabindex", "target", "transform", "viewbox", "width",
    "xmlns",
)  # fmt: skip
"""What browsers draw and load by."""
UNREAD_BEGINNINGS = ("aria-", "data-", "on")
"""How names begin of attributes that readers aloud and scripts read."""
READ_ATTRIBUTES = (
    "aria-hidden", "aria-label", "data-component", "data-latex", "data-mathml", "data-src", "data-testid", "data-tex",
    "data-value",
)  # fmt: skip
"""Of those, the ones that `opening_tags` reads."""
READ_ENDINGS = ("class", "style")
"""How names end of attributes in which patterns for classes and styles find something."""
READ_IN_ATTRIBUTES = (
    "brush",
    "highlight",
    "hl-",
    "hl:",
    "lang",
    "line-num",
    "lineno",
    "math",
)
"""In small letters, what `seen` and `code` find in any attribute: a tag that says it of what is unread keeps all it has."""
MAY_BE_CODE = frozenset(
    ("code", "div", "figure", "kbd", "li", "listing", "ol", "pre", "samp", "span", "table", "td", "tr", "ul")
)  # fmt: skip
"""Elements of highlighters, which name the language of their code wherever they like. So does what holds raw text."""

if IS_NATIVE:
    from scraper.extraction.native import unread  # which reads the constants


def without_unread(page: bytes) -> bytes:
    """Return a page in UTF-8 without the text, the attributes and the elements that no step reads in its tree."""
    return unread.without_unread(page) if IS_NATIVE else page
