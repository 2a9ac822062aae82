"""Signs beside headings and terms that link to these themselves: "Timeouts¶"."""

import re
from collections.abc import Iterable
from typing import Any

from scraper.extraction.dom.tags import HEADINGS

SIGNS = frozenset("¶§#🔗⚓")
ALWAYS = frozenset("¶🔗⚓")  # those that mean nothing else in a text
NAMES = frozenset((*HEADINGS, "dt"))
_NUMBERED_FORMULA = re.compile(r"(\(\d{1,3}(?:\.\d{1,3})?\))¶ ?(?=\$\$)")
"""The number of a formula, which links to itself, and stands before it in the markup."""


def is_anchor_sign(text: str, href: str) -> bool:
    """Say whether the text of a link is such a sign."""
    return text.strip() in SIGNS and "#" in href


def without_anchor_signs(
    tags: Iterable[str], texts: list[str], links: tuple[list[int], ...], hrefs: list[Any]
) -> None:
    """Take the signs out of the texts, and their links out of the counts: characters, number, longest.

    `tags` are the elements of the texts: a section sign is one in headings and terms only.
    """
    chars, counts, longest = links
    for i, (tag, text) in enumerate(zip(tags, texts, strict=True)):
        if chars[i] != 1 or counts[i] != 1 or "#" not in (hrefs[i] or ""):
            continue
        numbered = None
        if text[-1] in SIGNS:
            rest = text[:-1].rstrip()
        elif text[0] in SIGNS:
            rest = text[1:].lstrip()
        elif numbered := _NUMBERED_FORMULA.match(text):
            rest = f"{numbered[1]} {text[numbered.end() :]}"
        else:
            continue
        if rest and (numbered or tag in NAMES or text[-1] in ALWAYS or text[0] in ALWAYS):
            texts[i] = rest
            chars[i] = counts[i] = longest[i] = 0
            hrefs[i] = ""
