"""Text to tree, with guards against pages made to be slow.

The parser's cost is quadratic in nesting depth for some elements (100,000 nested <div>: 42 s;
50,000 nested <ul><li>: over a minute), quadratic in <option>s, and explosive for many open
formatting elements (63 KB of <b x> can take 3 GB). Browsers cap the depth at 512. No real page of
5,444 measured comes near the limits below, so such a page is flattened before parsing: the tags
that would go beyond a limit are left out, their text stays.
"""

import re

from selectolax.lexbor import LexborHTMLParser

MAX_CHARS = 60_000_000  # of a page; what follows is cut
MAX_DEPTH = 512  # as in browsers; deepest real page measured: 56
SUSPECT_OPEN = 1_200  # tags left open; more: take the exact, slower way
MAX_FORMATTING = 300  # open formatting tags; highest on a real page: 216
MAX_OPTIONS = 5_000  # highest on a real page: 1,854
MAX_ATTRIBUTE_SECTION = 60_000  # characters inside one tag, beyond which attributes are cut

_LONE = ("/>", "<!", "<br>", "<img ", "<meta ", "<link ", "<input ", "<hr>", "<source ", "<path ")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})([^<>]*)>")
_TEMPLATE_SCRIPT = re.compile(
    r"""<script[^<>]*\btype=["']?text/(?:x-)?template\b[^<>]*>((?:[^<]|<(?!/script))*)</script>""",
    re.I,
)
_HOLDERS = re.compile(r"<(/?)(?:noscript|template)\b", re.I)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_SELF_CLOSING = frozenset(("option", "li", "p", "dt", "dd", "tr", "td", "th"))
_FORMATTING_TAGS = frozenset(
    [
        "b",
        "i",
        "a",
        "em",
        "strong",
        "font",
        "u",
        "s",
        "small",
        "big",
        "code",
        "nobr",
        "tt",
        "strike",
    ]
)


Tree = LexborHTMLParser


def parse(html: str) -> LexborHTMLParser:
    """The tree of a page. Never raises for odd markup; an empty page gives an empty body."""
    html = html[:MAX_CHARS]
    if _is_suspect(html):
        html = flatten(html)
    return LexborHTMLParser(html)


def opened(html: str) -> str:
    """The page with the text that waits for scripts in plain sight; "" where none waits.

    Some sites keep the whole text in a <template> or a script of type text/template, and show it
    later; others leave a <noscript> open, so that it holds the page.
    """
    out = _TEMPLATE_SCRIPT.sub(r"<div>\1</div>", html[:MAX_CHARS])
    out = _HOLDERS.sub(r"<\1div", out)
    return "" if out == html else out


def _is_suspect(html: str) -> bool:
    """Four counts over the page; the exact look costs more and is for the few that fail them.

    An unclosed pile leaves more tags opened than closed on the whole page, a balanced one does so
    in the page's first half.
    """
    half, end = len(html) // 2, len(html)
    first = _unclosed(html, 0, half)
    for piled, upto in ((first, half), (first + _unclosed(html, half, end), end)):
        if piled > SUSPECT_OPEN and _stays_piled(html, upto, piled):
            return True
    return _has_huge_tag(html)


def _unclosed(html: str, start: int, end: int) -> int:
    return html.count("<", start, end) - 2 * html.count("</", start, end)


def _stays_piled(html: str, end: int, piled: int) -> bool:
    """Whether tags stay open beyond the limit when those that need no end tag are taken off."""
    for tag in _LONE:
        piled -= html.count(tag, 0, end)
        if piled <= SUSPECT_OPEN:
            return False
    return piled - 2 * html.count("<\\/", 0, end) > SUSPECT_OPEN  # end tags inside scripts


def _has_huge_tag(html: str) -> bool:
    """Whether a tag runs on beyond the limit: looks only where a long stretch holds no "<"."""
    window = MAX_ATTRIBUTE_SECTION // 2
    for at in range(0, len(html) - window, window):
        if html.find("<", at, at + window) < 0:
            start = html.rfind("<", 0, at)
            if start >= 0 and html.find(">", start, start + MAX_ATTRIBUTE_SECTION) < 0:
                return True
    return False


def flatten(html: str) -> str:
    """The page without the tags that would nest beyond the limits. Linear in its length."""
    out: list[str] = []
    end = depth = formatting = options = 0
    for match in _TAG.finditer(html):
        closing, name, rest = match.groups()
        name = name.lower()
        out.append(html[end : match.start()])
        end = match.end()
        if name in _VOID:
            out.append(match.group())
            continue
        inline = name in _FORMATTING_TAGS
        if closing:
            depth, formatting = max(depth - 1, 0), max(formatting - inline, 0)
            if depth < MAX_DEPTH and not (inline and formatting >= MAX_FORMATTING):
                out.append(match.group())
            continue
        options += name == "option"
        depth, formatting = depth + (name not in _SELF_CLOSING), formatting + inline
        if depth > MAX_DEPTH or (inline and formatting > MAX_FORMATTING) or options > MAX_OPTIONS:
            out.append(" ")
        elif len(rest) > MAX_ATTRIBUTE_SECTION:
            out.append(f"<{name}>")
        else:
            out.append(match.group())
    out.append(html[end:])
    return "".join(out)
