"""Pages that send a browser on without a redirect: `<meta http-equiv="refresh">`, Refresh header.

    page --> header, else the first bytes of its HTML --> Refresh(seconds, target)

Only a refresh of a few seconds is one that a reader would never see: longer ones reload a page
that is meant to be read. Pure, and linear in the bytes it looks at.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scraper.models.page import Page

MAX_DELAY = 5.0  # seconds; forwarding pages have 0 to 5, pages that reload themselves 30 and more
FIRST_BYTES = 65_536  # of a page; HTML has it in the head, before anything of weight
MAX_VALUE = 4096  # characters of a refresh
_HTML_TYPES = frozenset(("", "text/html", "application/xhtml+xml"))

_LOOKED_AT = (b"base", b"meta")
_OPENS = re.compile(rb"<(?:!--|[a-z][^\s/>]*)")
# What a browser does not read as markup, or not with scripting on.
_UNREAD = frozenset(
    (b"noscript", b"script", b"style", b"template", b"textarea", b"title", b"iframe", b"xmp",
     b"noembed", b"noframes", b"svg", b"math")
)  # fmt: skip
_GAP = re.compile(rb"[\s/]*+")
_ATTRIBUTE = re.compile(rb"""([^\s=>/]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']*+)))?""")


@dataclass(frozen=True, slots=True)
class Refresh:
    """Where a page sends its readers, as it writes it ("" is itself), after how many seconds, and the address
    of its base element, from which that counts ("" where it has none)."""

    seconds: float
    target: str
    base: str = ""


def refresh_of(page: Page) -> Refresh | None:
    """Return where a page sends its readers at once, None if it is meant to be read."""
    found = parse_refresh(page.header("refresh"))
    if (
        found is None
        and page.header("content-type").partition(";")[0].strip().lower() in _HTML_TYPES
    ):
        found = next(_in_markup(page.body[:FIRST_BYTES]), None)
    return found if found is not None and found.seconds <= MAX_DELAY else None


def parse_refresh(value: str) -> Refresh | None:
    """Read the value of a Refresh header or of its meta element, as the HTML standard does:
    `5; url=/b`, `0;/b`, `0 URL='/b'`. Return None for any other text."""
    text = value[:MAX_VALUE].strip()
    rest = text.lstrip("0123456789")
    digits = text[: len(text) - len(rest)]
    rest = rest.lstrip("0123456789.")
    if not digits or (rest and rest[0] not in ";, \t\r\n\f"):
        return None
    target = rest.lstrip("; ,\t\r\n\f")
    if target[:3].lower() == "url" and target[3:].lstrip()[:1] == "=":
        target = target[3:].lstrip()[1:].lstrip()
    if target[:1] in ("'", '"'):
        target = target[1:].partition(target[0])[0]
    return Refresh(float(digits[:9]), target.strip())


def _in_markup(markup: bytes) -> Iterator[Refresh]:
    if b"refresh" not in markup.lower():
        return  # as in nearly all pages, which need no closer look
    base = ""
    for name, attributes in _tags(markup):
        if name == b"base":
            base = base or _text(attributes, b"href").strip()
        elif attributes.get(b"http-equiv", b"").strip().lower() == b"refresh":
            found = parse_refresh(_text(attributes, b"content"))
            if found is not None:
                yield replace(found, base=base)


def _text(attributes: dict[bytes, bytes], name: bytes) -> str:
    return html.unescape(attributes.get(name, b"")[:MAX_VALUE].decode("utf-8", "replace"))


def _tags(markup: bytes) -> Iterator[tuple[bytes, dict[bytes, bytes]]]:
    """Yield each base and meta element with its attributes, those in comments and in elements that are
    not read as markup left out."""
    lowered, position = markup.lower(), 0  # of bytes, so both have the same length
    while (tag := _OPENS.search(lowered, position)) is not None:
        name, position = tag[0][1:], tag.end()
        if name != b"!--":
            attributes, position = _attributes(markup, position)  # whose values may hold tags
            if name in _LOOKED_AT:
                yield name, attributes
        if name == b"!--" or name in _UNREAD:
            end = b"-->" if name == b"!--" else b"</" + name
            position = lowered.find(end, position)
            if position < 0:
                return


def _attributes(markup: bytes, position: int) -> tuple[dict[bytes, bytes], int]:
    """Return the attributes of the tag whose name ends at `position`, and where they end."""
    found: dict[bytes, bytes] = {}
    while (match := _ATTRIBUTE.match(markup, _after_gap(markup, position))) is not None:
        value = next((group for group in match.groups()[1:] if group is not None), b"")
        found.setdefault(match[1].lower(), value)
        position = match.end()
    return found, position


def _after_gap(markup: bytes, position: int) -> int:
    gap = _GAP.match(markup, position)
    return gap.end() if gap is not None else position
