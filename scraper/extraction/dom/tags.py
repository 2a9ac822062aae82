"""What each HTML element means for reading a page: a table by tag name."""

# Roles of an element in the walk; the order groups them (see `walk.read`).
BLOCK = 1  # starts and ends a block of text
VERBATIM = 2  # a block that keeps its white space
LINK = 3
STYLE = 4  # emphasis: text of another style, inside a block
INLINE = 5  # part of the text around it
SKIP = 6  # holds no text of the page for a reader
BREAK = 7  # <br>: ends a line
RULE = 8  # <hr>: ends a block, holds nothing
IMAGE = 9
COMMENT = 10
FORMULA = 11  # read as TeX
DRAWN = 12  # a formula as it is drawn, beside its source
WRITTEN = 13  # an inline element whose text may be TeX without delimiters

_BLOCK_TAGS = """address article aside blockquote body caption center dd details dialog dir div dl dt
fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup legend li main menu nav ol p
pre section summary table tbody td tfoot th thead tr ul search listing"""
_INLINE_TAGS = """a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label
mark nobr q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr output slot
marquee mi mn mo ms mtext mrow msup msub mfrac"""
_SKIP_TAGS = """script style noscript template svg iframe select option optgroup textarea input canvas
object embed applet param source track audio video map area head title meta link base frame
frameset noframes noembed progress meter datalist colgroup col annotation annotation-xml xmp plaintext"""

EMPHASIS = {
    "b": "strong", "strong": "strong", "em": "em", "i": "em",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip

CONTAINER = "mjx-container"
"""The element in which MathJax 3 and 4 put a formula."""

ROLES: dict[str, int] = {
    **dict.fromkeys(_BLOCK_TAGS.split(), BLOCK),
    **dict.fromkeys(_INLINE_TAGS.split(), INLINE),
    **dict.fromkeys(_SKIP_TAGS.split(), SKIP),
    "button": BLOCK,
    "br": BREAK,
    "hr": RULE,
    "img": IMAGE,
    **dict.fromkeys(("math", "m:math", "mml:math"), FORMULA),
    "d-math": WRITTEN,
    "eq": INLINE,  # a formula in a sentence, as texmath writes it
    CONTAINER: FORMULA,
    "mjx-assistive-mml": INLINE,
    "mjx-math": SKIP,
    "picture": INLINE,
    "a": LINK,
    "pre": VERBATIM,
    "listing": VERBATIM,
    **dict.fromkeys(EMPHASIS, STYLE),
}
"""Elements not listed (custom elements) are read as blocks: sites use them as containers."""

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

WITHOUT_ATTRIBUTES = frozenset(
    ("b", "strong", "em", "i", "u", "s", "sub", "sup", "small", "tbody", "thead", "tfoot", "tr")
)
"""Elements whose class and id say nothing we use."""

VOID = frozenset(
    ("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta",
     "param", "source", "track", "wbr")
)  # fmt: skip
"""Elements that a serialisation writes without an end tag."""

RAW_TEXT = frozenset(("style", "xmp", "iframe", "noembed", "noframes", "plaintext"))
"""Elements whose text a serialisation leaves unescaped."""

MARKED_TAGS = frozenset(("base", "h1", "meta", "script", "template", "time", "title"))
MARKED_ATTRIBUTES = ("rel", "itemprop")
"""Of these tags, or with one of these attributes, are all elements that `MARKED` of `head_nodes` names."""
