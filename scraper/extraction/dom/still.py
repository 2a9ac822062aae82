"""A page as a still: what it looks like, without what runs, loads, leads away or lies over the text.

Not a sanitiser to rely on: who shows a still puts it into a sandbox whose policy forbids the same.
What is taken out here is what such policies leave open (a <link> that connects ahead) or complain
about at length.
"""

import re

from scraper.extraction.dom.parse import parse

_GONE = (
    "script, link, meta, base, iframe, frame, frameset, object, embed, applet, portal, fencedframe, "
    "audio, video, source, track, param"
)
_ASKS = (
    "src", "srcset", "imagesrcset", "poster", "background", "data", "ping", "action", "formaction",
    "href", "xlink:href", "manifest", "longdesc", "cite", "autofocus", "srcdoc",
)  # fmt: skip
_LOADS = re.compile(r"@import[^;{}]*;?|(?:url|image-set|src)\([^)]*(?:\)|\Z)", re.IGNORECASE)
_STAYS = re.compile(r"(\bposition\s*:\s*)(?:fixed|(?:-webkit-)?sticky)", re.IGNORECASE)
"""What stays in its place while the page is scrolled, and hides what is read."""


def still_of(html: str) -> str:
    """Return the HTML of the page's still. Links of a page lead nowhere, pictures stay empty."""
    tree = parse(html)
    for element in tree.css(_GONE):
        element.decompose()
    for element in tree.css("*"):
        attributes = element.attributes
        for name in [name for name in attributes if name in _ASKS or name.startswith("on")]:
            del element.attrs[name]
        style = attributes.get("style")
        if style and (_LOADS.search(style) or _STAYS.search(style)):
            element.attrs["style"] = _STAYS.sub(r"\1static", _LOADS.sub("none", style))
    for sheet in tree.css("style"):
        text = sheet.text()
        if _LOADS.search(text) or _STAYS.search(text):
            sheet.inner_html = _STAYS.sub(r"\1static", _LOADS.sub(" ", text))
    return tree.html or ""
