"""The language of a code block, as the class names of highlighters give it, and its white space."""

import re
from collections.abc import Iterable

from scraper.extraction.dom.flat_page import FlatPage

NEAR = 8  # pieces of markup before the first character in which <pre> and <code> are looked for
LEVELS = 3  # elements around a <pre> whose class is looked at
MOST_LEVELS = 10  # the same of those that hold the code, and at most a caption
WITH_CAPTION = 2  # blocks

_NAMES = """assembly assembler bash batch c c# c++ clojure cmake console cpp cs csharp css csv cypher dart diff docker
dockerfile elixir elm erlang f# fortran go golang gradle graphql groovy haskell hcl html http ini java javascript js json jsx
julia kotlin latex less lua makefile markdown matlab md nginx objective-c objectivec ocaml pascal perl php plain plaintext
plsql powershell properties protobuf py python python3 r rb ruby rust sass scala scheme scss sh shell shellscript solidity sql
svelte swift terminal terraform tex text toml ts tsx txt typescript vb vba vbnet vim vue xml yaml yml zig zsh"""
LANGUAGES = frozenset(_NAMES.split())
"""The names of languages, as highlighters write them, in lower case."""
_LANGUAGE = re.compile(
    r"""(?:\b(?:language|lang|highlight-source|highlight|hl|brush)[-:]\s?(?!source)|\bdata-(?:enlighter-)?lang(?:uage)?="|\ syntax=")
    ([a-z][a-z0-9+\#]{0,19})(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_SAME = {"ipython": "python", "ipython2": "python", "ipython3": "python"}
"""Names that notebooks have for a language with commands of their own."""
_HIGHLIGHTED = re.compile(
    r"(?<![\w-])(?:highlight|hljs|sourceCode|geshifilter|wp_syntax|prettyprint|syntaxhighlighter|rust-example-rendered)(?![\w-])"
)
"""What highlighters call an element beside the name of a language."""
_NO_LANGUAGE = frozenset(
    (
        "none",
        "text",
        "txt",
        "plain",
        "plaintext",
        "auto",
        "default",
        "notranslate",
        "nohighlight",
        "generic",
        "raw",
    )
)


def language_of(page: FlatPage, block: int) -> str:
    """Return the language of a code block in lower case, "" where the page does not name it."""
    start = page.b_place[block].start
    heads: list[str] = []
    for at in range(start, max(start - NEAR, -1), -1):
        heads.append(page.markup[at].partition(">")[0])
        if heads[-1].startswith("pre"):
            break
    element = page.b_element[block]
    for level in range(MOST_LEVELS):
        holds_more = page.e_end[element] - page.e_first[element] > WITH_CAPTION
        if element <= 0 or (level >= LEVELS and holds_more):
            break
        heads.append(page.e_key[element])
        element = page.e_parent[element]
    return next((found for head in heads if (found := _named(head))), "")


def _named(head: str) -> str:
    """Return the language that an opening tag, or the names in one, gives for the code in it; "" for none."""
    found = (match[1].lower() for match in _LANGUAGE.finditer(head))
    named = next((language for language in found if language not in _NO_LANGUAGE), "")
    if named or not _HIGHLIGHTED.search(head):
        return _SAME.get(named, named)
    words = (word.strip('"').lower() for word in head.replace('class="', " ").split())
    return next((word for word in words if word in LANGUAGES and word not in _NO_LANGUAGE), "")


def with_plain_spaces(tags: Iterable[str], texts: list[str]) -> None:
    """Write the spaces of code as what a compiler reads: some highlighters write each as a no-break space.

    `tags` are those of the elements of the texts.
    """
    for i, tag in enumerate(tags):
        if tag == "pre" and "\xa0" in texts[i]:
            texts[i] = _BLANK_LINE.sub("", texts[i]).replace("\xa0", " ")


_BLANK_LINE = re.compile(r"^[ \xa0]+$", re.MULTILINE)
"""They write an empty line as a no-break space."""
