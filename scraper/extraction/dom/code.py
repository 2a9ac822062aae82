"""The language of a code block, as the class names of highlighters give it."""

import re

from scraper.extraction.dom.flat_page import FlatPage

NEAR = 8  # pieces of markup before the first character in which <pre> and <code> are looked for
LEVELS = 3  # elements around a <pre> whose class is looked at

_LANGUAGE = re.compile(
    r"""(?:\b(?:language|lang|highlight-source|highlight|brush)[-:]\s?(?!source)|\bdata-lang(?:uage)?=")
    ([a-z][a-z0-9+\#]{0,19})(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_LANGUAGE = frozenset(("none", "text", "txt", "plain", "plaintext", "auto", "default", "notranslate", "nohighlight"))  # fmt: skip


def language_of(page: FlatPage, block: int) -> str:
    """Return the language of a code block in lower case, "" where the page does not name it."""
    start = page.b_place[block].start
    heads: list[str] = []
    for at in range(start, max(start - NEAR, -1), -1):
        heads.append(page.markup[at].partition(">")[0])
        if heads[-1].startswith("pre"):
            break
    element = page.b_element[block]
    for _ in range(LEVELS):
        if element > 0:
            heads.append(page.e_key[element])
            element = page.e_parent[element]
    for head in heads:
        for found in _LANGUAGE.finditer(head):
            if found[1].lower() not in _NO_LANGUAGE:
                return found[1].lower()
    return ""
