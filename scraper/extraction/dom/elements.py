"""The elements of the HTML standard by what opens and closes them, and the limits on nesting.

https://html.spec.whatwg.org/#parsing-main-inbody; elements of SVG and MathML have ":" before their
names.
"""

MAX_DEPTH = 512  # as in browsers; deepest real page measured: 56
MAX_FORMATTING = 300  # open formatting tags; highest on a real page: 216
FEWER_FORMATTING = (MAX_FORMATTING, 30, 3)  # tried in turn until what is opened again is bounded
MAX_REOPENED = 30_000_000  # bytes of formatting elements that the parser opens again after blocks
ELEMENT_BYTES = 100  # that an element takes beside the characters of its tag
MOST_ALIKE = 3  # formatting tags open at once; of more the parser forgets the first
MAX_OPTIONS = 3_000  # highest on a real page: 1,854; the time for them grows with the square
MAX_ATTRIBUTES = 2_000  # of one tag that is as long; each is compared with all before
MAX_ATTRIBUTE_SECTION = 60_000  # characters inside one tag, beyond which attributes are cut


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


UNNESTED = _names(
    """area base basefont bgsound br col colgroup embed frame frameset hr html head body image img input
    keygen link meta param source track wbr"""
)  # void elements, and those of which a page has one
IMAGE = (
    "image"  # a void element of HTML, by another name, and an element of SVG that an end tag closes
)
FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
CLOSING_P = _names(
    """address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup li listing main menu nav ol p plaintext pre search section
    summary ul xmp"""
)  # elements that begin after an open <p>, not in it
BARRIERS = _names(
    """applet caption marquee object select table td template th
    :annotation-xml :desc :foreignobject :mi :mn :mo :ms :mtext :title"""
)  # elements through which no end tag reaches
MARKERS = _names("applet caption marquee object td template th")
"""Barriers with which the formatting tags inside end."""
SPECIAL = (BARRIERS | CLOSING_P | _names("button optgroup tbody tfoot thead tr noscript")) - {
    "dialog"
}
"""Elements through which the end tag of an ordinary element does not reach."""
BLOCKS = (CLOSING_P - _names("p li form")) | MARKERS | {"button", "select", "table"}
"""Elements whose end tag also ends what was left open inside."""
TABLE_PARTS = {
    "caption": ("table",), "tbody": ("table",), "thead": ("table",), "tfoot": ("table",),
    "tr": ("table", "tbody", "thead", "tfoot"),
    "td": ("table", "tbody", "thead", "tfoot", "tr"), "th": ("table", "tbody", "thead", "tfoot", "tr"),
}  # fmt: skip
HEADING_NAMES = {f"{end}h{level}": f"{end}h1" for end in ("", "/") for level in range(1, 7)}
"""The end tag of a heading closes a heading of any level."""
BREAKOUT = (CLOSING_P | FORMATTING | _names("body br embed head hr img meta ruby span sub sup table var"))  # fmt: skip
"""Elements that end an <svg> or <math> they stand in."""
ENTRIES = frozenset((":annotation-xml", ":desc", ":foreignobject", ":mi", ":mn", ":mo", ":ms", ":mtext", ":title"))  # fmt: skip
"""Elements of SVG and MathML in which HTML goes on."""
