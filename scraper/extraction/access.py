"""Whether an article may be read by anyone, and whether all of it is on the page: with the evidence.

What a page says of this never hides text; what stands on it is read whatever is said.
"""

import re
from dataclasses import dataclass, replace

import numpy as np

from scraper.extraction.dom.head import Head
from scraper.extraction.features.blocks import has_any
from scraper.extraction.features.lines import CONCEPT_CODES
from scraper.extraction.letters import one_of
from scraper.extraction.verdicts.decide import Verdicts
from scraper.extraction.verdicts.gates import is_gate_block
from scraper.extraction.verdicts.placeholder import PLACEHOLDER
from scraper.extraction.vocabulary.gates import asks_to_accept_or_pay
from scraper.models.article import Metadata

GATE_BLOCKS = 12  # after the last kept block, among which a gate stands
GATE_LEVELS = 5  # ancestors of a block asked for the name of a gate
GATE_WORDS = 60  # of a block that offers a subscription
BOX_WORDS = 150  # of a gate in all; a box with more holds other stories
SHORT_WORDS = 120  # kept words, under which an article that is not free is its beginning
MORE_BLOCKS = 3  # after the last kept block, among which "Continue reading" stands
ENOUGH_WORDS = 700
"""Kept words, from which an offer below a text is no sign that some of it is missing."""
EVIDENCE_CHARS = 80  # of a line that is quoted

_FREE = re.compile(r'"isAccessibleForFree"\s*+:\s*+"?(true|false)', re.IGNORECASE)
_ARTICLE = re.compile(r'"@type"\s*+:\s*+\[?\s*+"[A-Za-z]{0,40}?(?:Article|Posting|Report)"')
_TIERS = {"free": True, "locked": False}
_GATE = re.compile(
    r"pay-?_?wall|reg-?_?wall|paid-?content|subscri\w{0,5}-?_?(?:wall|gate|barrier|only)|premium-?_?(?:wall|gate|barrier)"
    r"|content-?_?gate|(?:article|content)-?_?(?:locked|barrier)|bezahlschranke|paid-?barrier",
    re.IGNORECASE,
)
_has_gate_word = one_of(
    "wall", "paid", "subscri", "premium", "gate", "locked", "barrier", "bezahlschranke"
)
_NO_GATE = re.compile(r"badge|teaser|label|icon|story[_-]|card", re.IGNORECASE)
"""What marks other stories as paid for."""
_PAYWALL = CONCEPT_CODES["paywall"]
_MORE = CONCEPT_CODES["cta"]
_CUT = ("...", "…", "[…]", "[...]")  # ends of a text that breaks off


@dataclass(frozen=True, slots=True)
class Access:
    """Whether anyone may read the article (None where nothing says so) and whether some of it is missing,
    each with its evidence."""

    is_free: bool | None = None
    free_source: str = ""
    is_partial: bool = False
    partial_source: str = ""


def read_access(head: Head, verdicts: Verdicts, *, carried: bool) -> Access:
    """Return what the page says and shows of its access. `carried`: the text is whole whatever is shown,
    as it comes from the page's data."""
    declared, source = _declared(head)
    kept = np.nonzero(verdicts.kept)[0]
    if not kept.size:
        return Access(declared, source)
    words = verdicts.kept_words
    gate = "" if declared or words >= ENOUGH_WORDS else _gate(verdicts, int(kept[-1]))
    is_free = declared if declared is not None or not gate else False
    missing = ""
    if not carried:
        missing = _missing(verdicts, int(kept[-1]), int(words))
        missing = missing or _withheld(is_free, gate, int(words))
    return Access(is_free, source or gate, bool(missing), missing)


def with_access(metadata: Metadata, access: Access) -> Metadata:
    """Return the metadata with what was found of the access."""
    found = {"is_free": access.free_source, "is_partial": access.partial_source}
    return replace(
        metadata,
        is_free=access.is_free,
        is_partial=access.is_partial,
        sources={**metadata.sources, **{name: source for name, source in found.items() if source}},
    )


def _declared(head: Head) -> tuple[bool | None, str]:
    """Return what the page says of its access, and where; a part that is not free makes the whole so."""
    said = [
        value.lower()
        for script in head.json_ld
        if "isAccessibleForFree" in script and _ARTICLE.search(script)
        for value in _FREE.findall(script)
    ]
    if said:
        return "false" not in said, "json-ld isAccessibleForFree"
    for name, content in head.meta:
        if name == "isaccessibleforfree" and content.lower() in ("true", "false"):
            return content.lower() == "true", f"meta {name}"
        if name == "article:content_tier" and content.lower() in _TIERS:
            return _TIERS[content.lower()], f"meta {name}"
    return None, ""


def _gate(verdicts: Verdicts, last: int) -> str:
    """Return what shows that the text goes on for subscribers alone, "" where nothing does."""
    view, texts = verdicts.view, verdicts.view.reading.b_text
    gates: dict[int, bool] = {}
    for i in range(last + 1, min(last + 1 + GATE_BLOCKS, len(texts))):
        if verdicts.rules[i] == PLACEHOLDER or view.words[i] > GATE_WORDS:
            continue
        is_worded = view.lines.promo[i] == _PAYWALL or is_gate_block(view, i)
        if is_worded or _named_gate(verdicts, i, gates):
            return f'a gate: "{texts[i][:EVIDENCE_CHARS]}"'
    return ""


def _named_gate(verdicts: Verdicts, i: int, gates: dict[int, bool]) -> bool:
    """Say whether a block stands in a gate; `gates` keeps which elements are named like one."""
    reading = verdicts.view.reading
    element = reading.b_element[i]
    for _ in range(GATE_LEVELS):
        if element < 0:
            return False
        if element not in gates:
            key = reading.e_key[element]
            is_named = _has_gate_word(key) and bool(_GATE.search(key))
            gates[element] = is_named and not _NO_GATE.search(key)
        if gates[element]:
            inside = slice(reading.e_first[element], reading.e_end[element])
            words = float(verdicts.view.words[inside].sum())
            return words <= BOX_WORDS and not has_any(verdicts.kept[inside])
        element = reading.e_parent[element]
    return False


def _missing(verdicts: Verdicts, last: int, words: int) -> str:
    """Return what shows that the text breaks off."""
    if PLACEHOLDER in verdicts.rules:
        return "placeholder words in place of the text"
    view, text = verdicts.view, verdicts.view.reading.b_text[last]
    if text.rstrip().endswith(_CUT):
        after = slice(last + 1, last + 1 + MORE_BLOCKS)
        goes_on = (view.lines.promo[after] == _MORE) | (view.lines.label[after] == _MORE)
        if has_any(goes_on):
            return f'it breaks off: "{text[-EVIDENCE_CHARS:]}"'
    below = view.reading.b_text[last + 1 : last + 1 + GATE_BLOCKS]
    if words < SHORT_WORDS and (choice := next(filter(asks_to_accept_or_pay, below), "")):
        return f'{words} words above the choice to accept or pay: "{choice[:EVIDENCE_CHARS]}"'
    return ""


def _withheld(is_free: bool | None, gate: str, words: int) -> str:
    """Return what shows that readers who pay get more than is there."""
    if is_free is not False:
        return ""
    return gate or (f"it is not free, and {words} words are shown" if words < SHORT_WORDS else "")
