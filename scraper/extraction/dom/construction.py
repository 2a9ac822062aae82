"""The elements of HTML by what their tags do while a tree is built, and how the names in drawings are written.

The lists are those of the standard (https://html.spec.whatwg.org/#tree-construction). `elements` has others, with which the
depth of a page is bounded from above; these have to be exact, as `native.construction` writes by them what the parser's tree
would give.
"""

from scraper.extraction.dom.elements import (
    BREAKOUT,
    HEADING_NAMES,
    MARKERS,
    TABLE_PARTS,
)
from scraper.extraction.dom.tags import VOID


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


HEADINGS = frozenset(HEADING_NAMES) - {f"/{name}" for name in HEADING_NAMES}
BLOCKS = _names(
    """address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup
    listing main menu nav ol pre search section summary ul"""
)
"""Elements whose start tag ends an open <p>, and whose end tag also ends what was left open inside."""
ENDING_P = BLOCKS | HEADINGS | _names("dd dt form li p")
ENDING_BLOCKS = BLOCKS | _names("applet button marquee object")
BARRIERS = MARKERS | _names("html table")
"""Elements through which no end tag reaches."""
SPECIAL = (
    ENDING_P | ENDING_BLOCKS | BARRIERS | VOID | frozenset(TABLE_PARTS)
    | _names("body colgroup head iframe noembed noframes noscript plaintext script select style textarea title xmp")
) - {"dialog"}  # fmt: skip
"""Elements through which the end tag of an ordinary element does not reach."""
IMPLIED_END = _names("dd dt li optgroup option p rb rp rt rtc")
"""Elements whose end tag may be left out."""
REOPENING = _names("area br embed img input keygen wbr")
"""Void elements before which formatting is opened again that ended with a block."""
PARTS_OF_TABLE = frozenset(TABLE_PARTS) | _names("col colgroup")
OF_HEAD = _names("base basefont bgsound link meta script style title")
"""Elements that open and close at once wherever they stand."""
RAW = _names("iframe style")
"""Elements whose text holds no tags, and is not written."""
WITHOUT_TAG = PARTS_OF_TABLE | _names("body frame head html")
"""Elements whose start tags open nothing in a body."""
OTHERS = _names("desc noscript ruby select svg textarea")
REFUSED = _names("frame frameset image math noembed noframes plaintext xmp")
"""Rare elements: a page with one of them is left to the parser."""
REFUSED_IN_DRAWINGS = (
    BREAKOUT | _names("foreignobject script template") | VOID | RAW | REFUSED
) - {"a", "image", "style"}
"""Elements that end a drawing, or in which HTML goes on."""

DRAWN_NAMES = _names(
    """altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood
    feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence glyphRef linearGradient radialGradient textPath"""
)
"""Elements of drawings with capital letters in their names, whatever the letters of their tags."""
DRAWN_ATTRIBUTES = _names(
    """attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode filterUnits
    glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust
    limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength
    patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
    primitiveUnits refX refY repeatCount repeatDur requiredExtensions requiredFeatures specularConstant specularExponent
    spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength
    viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan"""
)
"""Attributes of them, the same way."""
