"""Which elements a browser does not show, by what their own tags say."""

import re

_HIDDEN = re.compile(r' hidden="(?:|hidden|true)"', re.IGNORECASE)
_STYLE = re.compile(r'\bstyle="([^"]*)"', re.IGNORECASE)
_UNSEEN_STYLE = re.compile(
    r"""(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|content-visibility:hidden
    |(?:left|right|top|bottom|text-indent|margin-left):-(?:9\d|10)\d{2,}|transform:translate(?:[xy]|3d)?\(-(?:9\d|10)\d{2,}
    |clip:rect\((?:[01](?:px)?,?){4}\)|clip-path:inset\((?:50|100)%|transform:scale\(0\))""",
    re.IGNORECASE | re.VERBOSE,
)
"""Of a style without its blanks. An opacity or a height of 0 is where an effect begins, and shown later."""
HIDING_DECLARATIONS = (("display", "none"), ("clip", "rect"), ("height", "1px"))
HIDING_SHIFTS = ("-999", "-1000")  # and one more digit
"""One of these, in whatever case, stands in each rule of a style sheet that hides what it is for."""
_NO_SIZE = re.compile(r"(?:^|;)font-size:0(?:px|pt|r?em|%)?(?:!important)?(?:;|$)", re.IGNORECASE)
_NO_SPACE = re.compile(r"(?:^|;)(width|height):0(?:px)?(?:!important)?(?=;|$)", re.IGNORECASE)
_CUT = re.compile(r"(?:^|;)overflow:hidden", re.IGNORECASE)
"""A box without width and height, of which nothing may stick out. A height of 0 alone is that of a part that opens."""
_FADED = re.compile(r"(?:^|;)opacity:0(?:\.0+)?(?:!important)?(?:;|$)", re.IGNORECASE)
_LIFTED = re.compile(r"(?:^|;)position:(?:absolute|fixed)", re.IGNORECASE)
"""Words without opacity that stand outside of their line are a decoy; within it, letters may be faded in one by one."""
_NUMBER_STYLE = re.compile(
    r"(?:^|;)white-space:pre;(?:-webkit-)?user-select:none|(?:^|;)margin-right:0?\.4em;padding:00?\.4em00?\.4em"
)
"""What Hugo's highlighter writes on the number of each line of code. Other words are shown, and only never copied."""
SIZED = frozenset(("p", "span", "a", "b", "i", "em", "strong", "small", "font"))
"""Elements that no letters are seen of at that size; boxes have it to close the gaps between what they hold."""
_CLASS = re.compile(r'\bclass="([^"]*)"', re.IGNORECASE)
_READ_ALOUD = re.compile(
    r"""(?<![\w-])(?:[\w-]{0,30}[-_])?(?:sr[-_]?only(?:-focusable)?|visually-?hidden(?:-focusable)?
    |screen-?reader-(?:text|only)|screen-?reader|show-for-sr|assistive-text
    |a11y-(?:hidden|text)|hidden-visually|element-invisible)(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
"""Classes of words for screen readers alone, as the common style sheets name them, with any prefix of a site's own."""
_SWITCHED_OFF = re.compile(
    r"(?<![\w-])(?:d-none|is-hidden|material-icons(?:-[a-z-]+)?|material-symbols-[a-z]+)(?![\w-])",
    re.IGNORECASE,
)
"""Classes by which Bootstrap and Bulma take words off the page, and of icons whose text is the name of the drawing that a
font puts in its place. A box with such a class may be a tab or a part that opens, whose text belongs to the page."""
_SWITCHED_ON = re.compile(r"(?<![\w-])d-(?:sm|md|lg|xl|xxl)-(?!none)", re.IGNORECASE)
"""Bootstrap's classes of what is off on small screens alone."""
_LINE_NUMBER = re.compile(
    r"""\bclass="(?:[^"]*\ )?(?:lineno|linenos|line-numbers?|line-numbers-rows|linenumber|lnt?)[" ]""",
    re.VERBOSE,
)
"""Of an element inside of code."""
CLASS_SIGNS = (
    "sr-only", "sr_only", "sronly", "-for-sr", "assistive-t", "screenr", "screen-r", "visually", "a11y-hid", "a11y-tex",
    "element-inv", "lineno", "line-num", "linenum", '"ln"', '"ln ', '"lnt', ' ln"', " ln ", " lnt",
    "boring", "editsection", "viewcode-", "src rightside",
)  # fmt: skip
"""In lower case, one of these stands in every class, with the quotes around it, for which an element is not shown."""
ALWAYS_READ_ALOUD = ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text")
"""Classes that say so whatever other classes are beside them, unless those have signs too."""
SIGNS_OF_SIZED = ("d-none", "is-hidden", "material-icon", "material-symbol")
"""The same for elements that are `SIZED`: many boxes have such a class, of which nothing follows."""
SIGNS_OF_MORE = ("math", "lineno", "line-num", 'class="ln', "user-select", ".4em")
"""In lower case, one of these stands in every tag of which "display: none" or `hidden` does not say all that is asked here."""
_HOLDS_LINES = frozenset(("pre", "code", "div", "figure"))
"""Elements for which "line-numbers" asks a script for numbers."""
_BORING = 'class="boring"'
"""Of lines of code that a book made by mdBook shows only where its reader asks for them."""
_SOURCES = re.compile(
    r'\bclass="(?:[^"]*\s)?(?:mw-editsection|viewcode-(?:link|back)|src rightside)[" -]'
)
"""Of what stands behind each heading for those who write the page: a wiki's "[edit]", the "[source]" of what Sphinx and
rustdoc document."""
_SHOWN_AGAIN = "not-sr-only"


def is_unseen(name: str, attributes: str) -> bool:
    """Say whether an element with these attributes, as serialised, shows nothing of what it holds."""
    if name in _HOLDS_LINES and "line-numbers" in attributes:
        return False
    if name == "span" and attributes == _BORING:
        return True
    if "lineno" in attributes or "line-num" in attributes or 'class="ln' in attributes:
        return bool(_LINE_NUMBER.search(attributes))
    if (
        "editsection" in attributes or "viewcode-" in attributes or "src right" in attributes
    ) and _SOURCES.search(attributes):
        return True
    # One of these words stands in every such tag, and in few others.
    return ("idden" in attributes or "none" in attributes or "screen" in attributes
            or "sr-only" in attributes or "sr_only" in attributes or "sronly" in attributes or "-for-sr" in attributes
            or "assistive" in attributes
            or "a11y-text" in attributes or ":-" in attributes or ": -" in attributes or "NONE" in attributes
            or "invisible" in attributes or "collapse" in attributes or "clip" in attributes or "(-" in attributes
            or "scale" in attributes or "font-size" in attributes or "material-" in attributes
            or "opacity" in attributes or "overflow" in attributes) and _is_unseen(name, attributes)  # fmt: skip


def _is_unseen(name: str, attributes: str) -> bool:
    is_hidden = (
        ("idden" in attributes and bool(_HIDDEN.search(" " + attributes)))
        or ('style="' in attributes and _has_unseen_style(name, attributes))
        or ('class="' in attributes and _is_read_aloud(name, attributes))
    )
    # The source of a formula is drawn beside it.
    return is_hidden and "math" not in attributes.lower()


def _has_unseen_style(name: str, attributes: str) -> bool:
    style = _STYLE.search(attributes)
    written = "".join(style[1].split()) if style else ""
    return bool(
        _UNSEEN_STYLE.search(written)
        or (name in SIZED and (_NO_SIZE.search(written) or _is_lifted_out(written)))
        or (len({*map(str.lower, _NO_SPACE.findall(written))}) > 1 and _CUT.search(written))
    )


def _is_lifted_out(written: str) -> bool:
    return bool(_FADED.search(written) and _LIFTED.search(written))


def numbers_code(name: str, attributes: str) -> bool:
    """Say whether an element with these attributes, as serialised, holds the number of a line if it stands in code."""
    if name != "span" or not ("user-select" in attributes or ".4em" in attributes):
        return False
    style = _STYLE.search(attributes)
    return bool(style and _NUMBER_STYLE.search("".join(style[1].split())))


def is_unseen_style(written: str) -> bool:
    """Say whether a style without its blanks hides what it is for."""
    return bool(_UNSEEN_STYLE.search(written))


def _is_read_aloud(name: str, attributes: str) -> bool:
    named = _CLASS.search(attributes)
    classes = named[1] if named else ""
    if name in SIZED and _SWITCHED_OFF.search(classes):
        return not _SWITCHED_ON.search(classes)
    return bool(_READ_ALOUD.search(classes)) and _SHOWN_AGAIN not in classes
