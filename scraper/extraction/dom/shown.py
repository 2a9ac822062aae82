"""The markup of a page's body without scripts and raw text, read from the parser's tree where that can be done.

That the functions which read it do what they did is not left to the version of the parser: they have to
give the same as its own serialisation of a page with all that is special.
"""

from functools import cache
from typing import TYPE_CHECKING

import selectolax.lexbor
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native import raw_text, tree

if TYPE_CHECKING:
    from scraper.extraction.native.tree import Marks

_PROBE = """<body class="a &amp; b" hidden data-x='"<\xa0>'><!-- a --><p>a &lt; b &amp; c\xa0d "e"<br>é日\U0001f600
<img src=a><script>a < b</script><style>a > b</style><pre>

a</pre><textarea>&lt;</textarea><noscript>a &lt; <b>b</b></noscript><iframe><p></iframe><my-a b=c>d</my-a><ul><li>e
<svg viewBox="0 0 1 1" xlink:href="#a"><foreignObject><div>f</div></foreignObject><path d=""/><title>g</title></svg>
<math definitionurl=a><mi>x</mi></math><table><td>h<select><option>i</select></table>
<template a=b><p>l<script>m</script></template><a b"c=d e'=f>j<!DOCTYPE html>k"""


def new_marks() -> "Marks | None":
    """Return what takes up the elements of a body that may describe its page, where its markup is read by compiled code."""
    return tree.Marks() if IS_NATIVE else None


def shown_markup(body: LexborNode, marks: "Marks | None" = None) -> bytes | None:
    """Return the markup of a body without scripts and raw text, in UTF-8; None if only Python can tell what that is. What may
    describe the page is noted in `marks` on the way."""
    found = tree.shown_markup(body, marks) if is_readable() else None
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
