"""The labels a browser accepts for an encoding, and how Python decodes each one.

The table is the WHATWG Encoding Standard's (https://encoding.spec.whatwg.org/#names-and-labels).
Only what it names is ever looked up: a page that declares `rot13`, `utf-7` or `unicode_escape`
declares nothing.
"""

import codecs
from collections.abc import Iterable, Mapping
from functools import lru_cache

# encoding -> (Python codec, labels)
ENCODINGS: Mapping[str, tuple[str, str]] = {
    "utf-8": (
        "utf-8",
        "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    ),
    "ibm866": ("cp866", "866 cp866 csibm866 ibm866"),
    "iso-8859-2": (
        "iso8859_2",
        "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    ),
    "iso-8859-3": (
        "iso8859_3",
        "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    ),
    "iso-8859-4": (
        "iso8859_4",
        "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    ),
    "iso-8859-5": (
        "iso8859_5",
        "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5"
        " iso_8859-5:1988",
    ),
    "iso-8859-6": (
        "iso8859_6",
        "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e"
        " iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    ),
    "iso-8859-7": (
        "iso8859_7",
        "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597"
        " iso_8859-7 iso_8859-7:1987 sun_eu_greek",
    ),
    "iso-8859-8": (
        "iso8859_8",
        "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598"
        " iso_8859-8 iso_8859-8:1988 visual",
    ),
    "iso-8859-8-i": ("iso8859_8", "csiso88598i iso-8859-8-i logical"),
    "iso-8859-10": (
        "iso8859_10",
        "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    ),
    "iso-8859-13": ("iso8859_13", "iso-8859-13 iso8859-13 iso885913"),
    "iso-8859-14": ("iso8859_14", "iso-8859-14 iso8859-14 iso885914"),
    "iso-8859-15": (
        "iso8859_15",
        "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
    ),
    "iso-8859-16": ("iso8859_16", "iso-8859-16"),
    "koi8-r": ("koi8_r", "cskoi8r koi koi8 koi8-r koi8_r"),
    "koi8-u": ("koi8_u", "koi8-ru koi8-u"),
    "macintosh": ("mac_roman", "csmacintosh mac macintosh x-mac-roman"),
    "windows-874": (
        "cp874",
        "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    ),
    "windows-1250": ("cp1250", "cp1250 windows-1250 x-cp1250"),
    "windows-1251": ("cp1251", "cp1251 windows-1251 x-cp1251"),
    "windows-1252": (
        "cp1252",
        "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1"
        " iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
    ),
    "windows-1253": ("cp1253", "cp1253 windows-1253 x-cp1253"),
    "windows-1254": (
        "cp1254",
        "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989"
        " l5 latin5 windows-1254 x-cp1254",
    ),
    "windows-1255": ("cp1255", "cp1255 windows-1255 x-cp1255"),
    "windows-1256": ("cp1256", "cp1256 windows-1256 x-cp1256"),
    "windows-1257": ("cp1257", "cp1257 windows-1257 x-cp1257"),
    "windows-1258": ("cp1258", "cp1258 windows-1258 x-cp1258"),
    "x-mac-cyrillic": ("mac_cyrillic", "x-mac-cyrillic x-mac-ukrainian"),
    "gbk": (
        "gb18030",  # the decoder of both, as the standard has it
        "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk",
    ),
    "gb18030": ("gb18030", "gb18030"),
    "big5": ("big5hkscs", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"),
    "euc-jp": ("euc_jp", "cseucpkdfmtjapanese euc-jp x-euc-jp"),
    "iso-2022-jp": ("iso2022_jp_ext", "csiso2022jp iso-2022-jp"),
    "shift_jis": (
        "cp932",
        "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    ),
    "euc-kr": (
        "cp949",
        "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601"
        " ksc_5601 windows-949",
    ),
    "utf-16be": ("utf-16-be", "unicodefffe utf-16be"),
    "utf-16le": (
        "utf-16-le",
        "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
    ),
}
"""Left out on purpose: `replacement` (a browser shows nothing for iso-2022-kr and its like) and
`x-user-defined` (a trick of scripts, no text is written in it). To us they declare nothing."""

_BY_LABEL = {label: name for name, (_, labels) in ENCODINGS.items() for label in labels.split()}

# What Shift_JIS, EUC-JP and ISO-2022-JP share in a browser, and Python's EUC-JP has otherwise.
_JIS_SIGNS = str.maketrans("\u301c\u2016\u2212\u00a2\u00a3\u00ac", "～∥－￠￡￢")

_EUC_JP_ERRORS = "scraper-euc-jp"  # a handler of codec errors, known under this name

MULTI_BYTE = frozenset(("gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr"))


def encoding_of(label: str) -> str | None:
    """Return the standard's name of the encoding that a label means; None where it means none."""
    return _BY_LABEL.get(label.strip("\t\n\f\r ").lower())


def decode_as(body: bytes, encoding: str) -> str:
    """Decode as a browser decodes one of the standard's encodings, U+FFFD for broken bytes."""
    if encoding == "euc-jp":
        return body.decode("euc_jp", _EUC_JP_ERRORS).translate(_JIS_SIGNS)
    if encoding in MULTI_BYTE or encoding.startswith("utf"):
        return body.decode(ENCODINGS[encoding][0], "replace")
    return codecs.charmap_decode(body, "replace", decoding_table(encoding))[0]


def decode_as_each(body: bytes, encodings: Iterable[str]) -> dict[str, str]:
    """Return what the bytes read as in each of the encodings, by encoding."""
    return {encoding: decode_as(body, encoding) for encoding in encodings}


@lru_cache(maxsize=64)
def decoding_table(encoding: str) -> str:
    """Return the 256 characters of a single-byte encoding, its holes filled as the standard does:
    C1 controls below 0xA0, U+FFFD above."""
    codec = ENCODINGS[encoding][0]
    return "".join(
        bytes((byte,)).decode(codec, "ignore") or (chr(byte) if byte < 0xA0 else "\ufffd")
        for byte in range(256)
    )


def _as_browsers_do(error: UnicodeError) -> tuple[str, int]:
    """Go on where Python's EUC-JP codec stops: with the NEC and IBM characters that every browser
    has (①, ㈱, 髙), looked up through cp932 by row and cell; else with U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if character := _through_cp932(error.object[error.start : error.start + 2]):
        return character, error.start + 2
    return "\ufffd", max(error.start + 1, error.end)


codecs.register_error(_EUC_JP_ERRORS, _as_browsers_do)


def _through_cp932(pair: bytes) -> str:
    """Return the character of an EUC-JP pair by way of Shift_JIS; "" if it has none."""
    if len(pair) < 2 or min(pair) < 0xA1 or max(pair) > 0xFE:
        return ""
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + (0x40 if cell < 63 else 0x41)
    return bytes((lead, trail)).decode("cp932", "ignore")
