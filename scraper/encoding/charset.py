"""Bytes of a page to text, as a careful reader with a browser would.

    BOM -> transport charset -> <meta> -> valid UTF-8 -> content guess -> windows-1252

The order is the HTML standard's. We depart from it where a declaration is plainly wrong, because
a browser's user would see mojibake and switch the encoding by hand:

- Bytes that are valid UTF-8 beyond chance are UTF-8, whatever was declared.
- Declared UTF-8 stays UTF-8 with U+FFFD for the broken bytes as long as most of its non-ASCII
  characters are good; when most are bad, the declaration is dropped.
- A declared multi-byte encoding (gbk, shift_jis, ...) that does not fit the bytes is dropped.
- "iso-8859-1" is a server's default as often as a statement: it is dropped when the bytes read
  as another script.
- A <meta> that says utf-16 means utf-8: the tag itself was readable as ASCII (standard).

NUL characters are removed: no parser behind us agrees with another about them.
"""

import re
from dataclasses import dataclass
from typing import Literal

from scraper.encoding.charset_labels import MULTI_BYTE, decode_as, encoding_of

Source = Literal["bom", "transport", "meta", "utf-8", "content", "fallback"]

PRESCAN_BYTES = 1024  # of the standard
TOLERANT_PRESCAN_BYTES = 8192  # real pages put scripts and comments in front
MAX_BAD_SHARE = 0.02  # of the non-ASCII characters, in a declared multi-byte encoding
UNDECLARED_GOOD_PER_BAD = 4  # undeclared UTF-8 must have this many good characters for a bad one
CHANCE_SEQUENCES = 4  # fewer UTF-8 sequences than this can be an accident in two-byte encodings

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
_META = re.compile(rb"<meta[\s/][^<>]*", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    rb"""(?<![^\s=/>"'])([^\s=/>"']++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s>"']+))"""
)
_IN_CONTENT = re.compile(rb"""charset\s*+=\s*+["']?\s*+([^\s"';]+)""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^<>]*?\sencoding\s*=\s*["']([^"'<>]+)["']""")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG_OF_TWO_BYTES = (
    ("utf-16le", re.compile(rb"(?:\s\0){0,9}+<\0[!?A-Za-z]\0")),
    ("utf-16be", re.compile(rb"(?:\0\s){0,9}+\0<\0[!?A-Za-z]")),
)
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]|\x1b\(J")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """`encoding` is the standard's name in lower case; `source` the step that decided."""

    text: str
    encoding: str
    source: Source


def decode(body: bytes, *, charset: str | None = None) -> DecodedText:
    """Return the text of a page. `charset` is the transport's (Content-Type), if it gave one.

    Never fails: what can't be decoded becomes U+FFFD.
    """
    found = _decode(body, charset)
    text = found.text.removeprefix("\ufeff")
    if "\0" in text:
        text = text.replace("\0", "")
    return found if text is found.text else DecodedText(text, found.encoding, found.source)


def is_declared_utf_8(body: bytes, *, charset: str | None = None) -> bool:
    """Say whether `decode` returns a page's bytes as the UTF-8 they are, provided that they are valid UTF-8: nothing
    declares another encoding, and there is no mark before them and none of the signs for which it does more."""
    if b"\0" in body or b"\x1b" in body or body.startswith(tuple(mark for mark, _ in _BOMS)):
        return False
    declared = _declarations(body, charset)
    return not declared or declared[0][0] == "utf-8"


def declared_in_page(body: bytes) -> str | None:
    """Return the encoding that a page names in its <meta> or XML declaration, None if it does not."""
    head = body[:TOLERANT_PRESCAN_BYTES]
    encoding = _prescan(head[:PRESCAN_BYTES]) or _prescan(head)
    return "utf-8" if encoding in ("utf-16le", "utf-16be") else encoding


def _decode(body: bytes, charset: str | None) -> DecodedText:
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return DecodedText(decode_as(body[len(bom) :], encoding), encoding, "bom")
    declared = _declarations(body, charset)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        if error.end == len(body) and error.reason == "unexpected end of data":
            return _decode(body[: error.start], charset)  # a body cut inside its last character
        return _not_utf_8(body, declared)
    return _valid_utf_8(body, text, declared)


def _declarations(body: bytes, charset: str | None) -> list[tuple[str, Source]]:
    """Yield the declared encodings, the most trusted first."""
    found: list[tuple[str, Source]] = []
    if charset and (encoding := encoding_of(charset.strip(" \t\"'"))):
        found.append((encoding, "transport"))
    if encoding := declared_in_page(body):
        found.append((encoding, "meta"))
    return found


def _prescan(head: bytes) -> str | None:
    if b"<!--" in head:
        head = _COMMENT.sub(b"", head)
    for tag in _META.findall(head):
        attributes = {
            name.lower(): double or single or bare
            for name, double, single, bare in _ATTRIBUTE.findall(tag)
        }
        label = attributes.get(b"charset")
        if label is None and attributes.get(b"http-equiv", b"").strip().lower() == b"content-type":
            match = _IN_CONTENT.search(attributes.get(b"content", b""))
            label = match[1] if match else None
        if label is not None and (encoding := encoding_of(label.decode("latin-1"))):
            return encoding
    match = _XML.match(head.lstrip()[:200])
    return encoding_of(match[1].decode("latin-1")) if match else None


def _valid_utf_8(body: bytes, text: str, declared: list[tuple[str, Source]]) -> DecodedText:
    encoding, source = declared[0] if declared else ("utf-8", "utf-8")
    if text.isascii():
        return _seven_bit(body, text, encoding, source)
    if encoding == "utf-8":
        return DecodedText(text, "utf-8", source)
    if encoding in MULTI_BYTE and _could_be_chance(text):
        legacy = decode_as(body, encoding)
        if "\ufffd" not in legacy:
            return DecodedText(legacy, encoding, source)
    return DecodedText(text, "utf-8", "utf-8")


def _seven_bit(body: bytes, text: str, encoding: str, source: Source) -> DecodedText:
    if "\x1b" in text and _ISO_2022_JP.search(body):
        japanese = decode_as(body, "iso-2022-jp")
        if "\ufffd" not in japanese:
            decided: Source = source if encoding == "iso-2022-jp" else "content"
            return DecodedText(japanese, "iso-2022-jp", decided)
    if "\0" in text and (wide := _utf_16_without_bom(body)):
        return DecodedText(decode_as(body, wide), wide, "content")
    return DecodedText(text, "utf-8" if encoding.startswith("utf-16") else encoding, source)


def _could_be_chance(text: str) -> bool:
    sequences = [character for character in text[:100_000] if character > "\x7f"]
    return len(sequences) < CHANCE_SEQUENCES and max(sequences, default="") < "\u0800"


def _not_utf_8(body: bytes, declared: list[tuple[str, Source]]) -> DecodedText:
    if wide := _utf_16_without_bom(body):
        return DecodedText(decode_as(body, wide), wide, "content")
    for encoding, source in declared:
        text = decode_as(body, encoding)
        if _fits(body, text, encoding):
            return DecodedText(text, encoding, source)
    utf_8 = body.decode("utf-8", "replace")
    good, bad = _good_and_bad(utf_8)
    if good >= UNDECLARED_GOOD_PER_BAD * bad:
        return DecodedText(utf_8, "utf-8", "utf-8")
    from scraper.encoding.charset_guess import guess  # noqa: PLC0415  # legacy bytes only need its tables

    guessed = guess(body)
    encoding = guessed or "windows-1252"
    return DecodedText(decode_as(body, encoding), encoding, "content" if guessed else "fallback")


def _fits(body: bytes, text: str, encoding: str) -> bool:
    """Say whether the bytes can be in a declared encoding."""
    good, bad = _good_and_bad(text)
    if encoding == "utf-8":
        return good >= bad
    if encoding in MULTI_BYTE or encoding.startswith("utf-16"):
        return bad <= MAX_BAD_SHARE * (good + bad)
    if encoding == "windows-1252":
        from scraper.encoding.charset_guess import reads_as_other_script  # noqa: PLC0415  # its tables, which few pages need

        return not reads_as_other_script(body)
    return True


def _good_and_bad(text: str) -> tuple[int, int]:
    """Count the non-ASCII characters that decoded, and those that became U+FFFD."""
    bad = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) - bad, bad


def _utf_16_without_bom(body: bytes) -> str | None:
    """Return the kind of UTF-16 that a body without a mark is in, None for any other. Its first tag,
    and most of ASCII text, has a NUL beside each character; no other text has."""
    for encoding, tag in _TAG_OF_TWO_BYTES:
        if tag.match(body):
            return encoding
    head = body[:512]
    pairs = len(head) // 2
    if pairs < 4 or head.count(0) < pairs // 2:
        return None
    if head[1::2].count(0) > pairs * 3 // 4 and head[0::2].count(0) == 0:
        return "utf-16le"
    if head[0::2].count(0) > pairs * 3 // 4 and head[1::2].count(0) == 0:
        return "utf-16be"
    return None
