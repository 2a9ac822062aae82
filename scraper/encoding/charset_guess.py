"""Which legacy encoding undeclared bytes are in, judged by what they read as.

Every candidate decodes a sample and is scored by how much of it is the script's everyday letters
and how little is what no one writes: capitals inside words, symbols between letters, two scripts
in one word, unassigned codes. Trial decoding with a few letters a language beats general
detectors on pages (they are asked about any bytes at all) and costs milliseconds.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from scraper.encoding.charset_labels import decode_as_each, decoding_table

SAMPLE_BYTES = 524_288  # looked at
WORD_BYTES = 16_384  # of words with non-ASCII bytes, scored
LATIN_PRIOR = 0.15  # windows-1252 is what most undeclared bytes are
ENOUGH = 0.25  # mean weight of the non-ASCII characters below which nothing is recognised
SURE_OF_SCRIPT = 0.5  # ... above which a declared iso-8859-1 is not believed
MARGIN = 0.3  # ... and by how much it must beat windows-1252

# encoding -> everyday characters of the languages written in it, behind | the less frequent ones.
# Order breaks ties.
_HAN_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之"
    "年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样"
    "理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将"
    "两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信"
)
_HAN_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之"
    "年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣"
    "理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將"
    "兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信"
)
_KANA = "".join(map(chr, range(0x3041, 0x3094))) + "".join(map(chr, range(0x30A1, 0x30FD)))
_JAPANESE = _KANA + "日本人年月大国会中上出時分事者生行間前一二三十新東京見今場合後手部社高"
_HANGUL = (
    "이다는을에의가고하지한은로도사를기서자리인정시어나해대들부그으일스원수라있제전보장주구상아"
    "성것동만여게했습니경면조국선과했비관위유용오공신진재우회적소당세문미물"
)
_CJK_SIGNS = "、。，．「」『』（）！？：；・ー“”‘’…《》〈〉【】　～"

_MULTI_BYTE: Mapping[str, str] = {
    "gb18030": _HAN_SIMPLIFIED,
    "shift_jis": _JAPANESE,
    "euc-jp": _JAPANESE,
    "euc-kr": _HANGUL,
    "big5": _HAN_TRADITIONAL,
}
_CYRILLIC = "оеаинтсрвлкмдпуязыбгчйхжюшцщэфьіїє"
_GREEK = "αοιετσνηρυπκμλςωγδάίόέήύώχφβθξζψ"
_ARABIC = "اليمنوترعبدسفهكقحةجشطصخضىأإءغ"
_HEBREW = "יהולאתרבמשנדםעחקגפכטזןצסךףץ"
_SINGLE_BYTE: Mapping[str, str] = {
    "windows-1252": "éèàäöüßçñóíáâêôãúîåæÉÄÖÜ|ëïøìòùûœõýðþÀÈÓÍÁÅØºª¿¡·•",
    "windows-1251": _CYRILLIC,
    "koi8-u": _CYRILLIC,  # koi8-r with the Ukrainian letters
    "iso-8859-5": _CYRILLIC,
    "ibm866": _CYRILLIC,
    "windows-1253": _GREEK,
    "iso-8859-7": _GREEK,
    "windows-1254": "ışğüöçİŞ|âîÇÖÜ",
    "windows-1250": "áíéěščřžýůúąęłśćżźńóőűţăđ|äöüâîťňďŠČŽŁŚŻ",
    "iso-8859-2": "áíéěščřžýůúąęłśćżźńóőűţăđ|äöüâîťňďŠČŽŁŚŻ",
    "windows-1257": "āēīšžūļķņģčėįųęą|õäöüŠŽĀ",
    "windows-1255": _HEBREW,
    "windows-1256": _ARABIC,
    "iso-8859-6": _ARABIC,
    "windows-874": "านรอกเงมยลวดทตสะปบคัีิ่้าำไใแโ็ุูหจพชขผ",
}
_LATIN = frozenset(("windows-1252", "windows-1254", "windows-1250", "iso-8859-2", "windows-1257"))
_TYPOGRAPHY = "\u00a0«»“”‘’„‚–—…©®°·№€£™"

_FILLER = re.compile(rb"([\x80-\xff])\1{5,}")  # rows of no-break spaces and ornaments
_TAG = re.compile(rb"<[^<>]*>")
_HIGH = re.compile(rb"[\x80-\xff]")
# Classes of bytes: l and u are lower- and upper-case non-ASCII letters, a and b the ASCII ones,
# s a symbol, c a control.
_SYMBOL_IN_WORD = re.compile(rb"(?<=[luab])s(?=[luab])")
_LONE_LETTER = re.compile(rb"(?<![lu])[lu](?![lu])")  # typographic signs of another encoding
_LONG_RUN = re.compile(rb"(?<=[lu][lu])[lu]")  # Latin words are ASCII with an accent here and there
_MIXED_SCRIPTS = re.compile(rb"[ab][lu]|[lu][ab]")


def guess(body: bytes) -> str | None:
    """Return the encoding in which the bytes read as words; None if there is no such one."""
    scores = _scores(_sample(body))
    best = max(scores, key=lambda encoding: scores[encoding])  # the first of equals
    return best if scores[best] >= ENOUGH else None


def reads_as_other_script(body: bytes) -> bool:
    """Say whether bytes declared as Latin-1 are plainly text of another script."""
    scores = _scores(_sample(body))
    best = max(scores, key=lambda encoding: scores[encoding])
    return (
        best not in _LATIN
        and scores[best] >= SURE_OF_SCRIPT
        and scores[best] >= scores["windows-1252"] + MARGIN
    )


def _sample(body: bytes) -> bytes:
    """Return the words with non-ASCII bytes, without tags. No encoding here has white space, < or > as
    second byte of a character."""
    first = _HIGH.search(body)
    start = max(0, first.start() - 256) if first else 0
    text = _FILLER.sub(rb"\1", _TAG.sub(b" ", body[start : start + SAMPLE_BYTES]))
    return b" ".join(word for word in text.split() if not word.isascii())[:WORD_BYTES]


def _scores(sample: bytes) -> dict[str, float]:
    texts = decode_as_each(sample, _MULTI_BYTE)
    single = {name: _single_byte_score(sample, name) for name in _SINGLE_BYTE}
    return single | {name: _multi_byte_score(text, name) for name, text in texts.items()}


def _multi_byte_score(text: str, encoding: str) -> float:
    counts = Counter(text)
    total = weight = 0.0
    common = frozenset(_MULTI_BYTE[encoding])
    for character, count in counts.items():
        if character > "\x7f":
            total += count
            weight += count * _multi_byte_weight(character, common)
    return weight / total if total else 0.0


def _multi_byte_weight(character: str, common: frozenset[str]) -> float:
    if character in common:
        return 1.0
    if character in _CJK_SIGNS:
        return 0.5
    if "\u4e00" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3":
        return 0.2
    if character == "\ufffd" or "\ue000" <= character <= "\uf8ff":
        return -5.0  # codes no one writes
    if "\uff61" <= character <= "\uff9f":
        return -0.5  # half-width katakana: what Shift_JIS makes of any single bytes
    return 0.0


def _single_byte_score(sample: bytes, encoding: str) -> float:
    weights, classes = _tables(encoding)
    counts = Counter(_HIGH.findall(sample))
    total = sum(counts.values())
    if not total:
        return 0.0
    weight: float = sum(count * weights[byte[0]] for byte, count in counts.items())
    shape = sample.translate(classes)
    strange = shape.count(b"lu") + shape.count(b"au") + len(_SYMBOL_IN_WORD.findall(shape))
    if encoding in _LATIN:
        strange += len(_LONG_RUN.findall(shape))
    else:
        strange += len(_MIXED_SCRIPTS.findall(shape)) + 2 * len(_LONE_LETTER.findall(shape))
    prior = LATIN_PRIOR if encoding == "windows-1252" else 0.0
    return (weight - strange) / total + prior


@lru_cache(maxsize=32)
def _tables(encoding: str) -> tuple[tuple[float, ...], bytes]:
    """Return the weight and the class of each byte."""
    characters = decoding_table(encoding)
    common, _, second = _SINGLE_BYTE[encoding].partition("|")
    classes = bytes(_class(character) for character in characters)
    weights = tuple(
        _weight(character, kind, common, second)
        for character, kind in zip(characters, classes, strict=True)
    )
    return weights, classes


def _class(character: str) -> int:
    if character.isascii():
        return ord("a" if character.islower() else "b" if character.isupper() else " ")
    if character == "\ufffd" or "\x80" <= character < "\xa0":
        return ord("c")
    if character in _TYPOGRAPHY or character in "¿¡·•":
        return ord(" ")
    if not character.isprintable():
        return ord("c")
    if unicodedata.category(character)[0] not in "LM":
        return ord("s")
    return ord("u" if character.isupper() else "l")


def _weight(character: str, kind: int, common: str, second: str) -> float:
    if character in common:
        return 1.0
    if character in second:
        return 0.5
    if kind == ord("c"):
        return -5.0
    if kind == ord("s"):
        return -0.5
    if character in _TYPOGRAPHY:
        return 0.5
    return 0.2 if kind == ord("u") else 0.3
