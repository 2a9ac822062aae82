"""The markup of a page's body without scripts and raw text, read from the parser's tree where that can be done.

That the functions which read it do what they did is not left to the version of the parser: they have to
give the same as its own serialisation of a page with all that is special.
"""

from functools import cache

import selectolax.lexbor
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native import raw_text, tree

_PROBE = """<body class="a &amp; b" hidden data-x='"<\xa0>'><!-- a --><p>a &lt; b &amp; c\xa0d "e"<br>é日\U0001f600
<img src=a><script>a < b</script><style>a > b</style><pre>

a</pre><textarea>&lt;</textarea><noscript>a &lt; <b>b</b></noscript><iframe><p></iframe><my-a b=c>d</my-a><ul><li>e
<svg viewBox="0 0 1 1" xlink:href="#a"><foreignObject><div>f</div></foreignObject><path d=""/><title>g</title></svg>
<math definitionurl=a><mi>x</mi></math><table><td>h<select><option>i</select></table>
<template a=b><p>l<script>m</script></template><a b"c=d e'=f>j<!DOCTYPE html>k"""


def shown_markup(body: LexborNode) -> bytes | None:
    """Return the markup of a body without scripts and raw text, in UTF-8; None if only Python can tell what that is."""
    found = tree.shown_markup(body) if is_readable() else None
    return _serialized(body) if found is None else found


@cache
def is_readable() -> bool:
    """Say whether the parser's tree can be read by the functions of its library."""
    body = LexborHTMLParser(_PROBE).body
    try:
        tree.load(selectolax.lexbor.__file__)
        found = tree.shown_markup(body) if body is not None else None
    except (AttributeError, OSError):  # a library that hides them
        return False
    return body is not None and found == _serialized(body)


def _serialized(body: LexborNode) -> bytes | None:
    shown = raw_text.without_raw_text(body.html or "")
    return None if shown is None else shown.encode()
