"""Which strings in a page's data are prose: every text of some length, with the title it belongs to.

Content systems write a body as one string of HTML or plain text, as a list of paragraphs, or as a tree
of nodes whose leaves are pieces of sentences. All three are found by their shape, not by their names.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any, NamedTuple

from scraper.text import count_words

MIN_WORDS = 60  # of a body; the teasers of real page data have up to 50
MAX_NODES = 300_000  # values looked at
MAX_DEPTH = 60
SENTENCES = 0.5  # of the pieces of a list, from which each is a paragraph of its own

TITLES = ("headline", "headlines", "title", "name", "heading")
_TITLE_PARTS = ("rendered", "text", "value", "basic", "main", "web")
TEXTS = (
    "text", "value", "content", "contents", "html", "rendered", "processed", "body", "copy", "markup", "paragraph",
    "data", "children", "nodes", "blocks", "elements", "items", "paragraphs", "root",
)  # fmt: skip
"""Keys under which nodes of a body hold their text."""
_KINDS = ("type", "_type", "nodeType", "tag", "tagName", "kind", "component")
_HEADING = re.compile(r"h[2-6]$|head(?:ing|er|line)|subtitle|crosshead", re.IGNORECASE)
_ASIDE = re.compile(
    r"related|recommend|teaser|promo|newsletter|\bad\b|advert|image|picture|photo|video|gallery|embed|caption",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,12}(?:\s[^<>]*+)?/?>|<!--", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*+>")
_ENDS = re.compile(r"[.!?…:;。！？।؟][\"'”’»)\]]{0,2}\s*$|</\w+>\s*$")
_BREAK = re.compile(r"\n\s*+")


class Prose(NamedTuple):
    """A text as markup, its words, and what the data around it calls it: the nearest title, and
    titles that stand beside it."""

    markup: str
    words: int
    title: str
    beside: tuple[str, ...]


def prose_of(value: Any) -> Iterator[Prose]:
    """Yield the texts of some length in a value, each container looked at once."""
    seen: set[int] = set()
    waiting: list[tuple[Any, str, tuple[str, ...], int]] = [(value, "", (), 0)]
    while waiting and len(seen) < MAX_NODES:
        node, title, beside, depth = waiting.pop()
        if isinstance(node, str):
            found = _prose([node], title, beside)
            if found:
                yield found
            continue
        if not isinstance(node, dict | list) or id(node) in seen or depth > MAX_DEPTH:
            continue
        seen.add(id(node))
        if isinstance(node, dict):
            own = title_of(node)
            inner = tuple(
                t for part in node.values() if isinstance(part, dict) and (t := title_of(part))
            )
            around = (own or title, inner or beside, depth + 1)
            waiting.extend((part, *around) for key, part in node.items() if key not in TITLES)
        else:
            found = _prose(_paragraphs(node, [MAX_NODES]), title, beside)
            if found:
                yield found
            waiting.extend((part, title, beside, depth + 1) for part in node)


def title_of(node: Mapping[str, Any]) -> str:
    """Return what an object is called, "" where it has no title."""
    for key in TITLES:
        found = node.get(key)
        if isinstance(found, dict):
            found = next(
                (found[part] for part in _TITLE_PARTS if isinstance(found.get(part), str)), ""
            )
        if isinstance(found, str) and found.strip():
            return found
    return ""


def as_markup(text: str, tag: str = "p") -> str:
    """Return a text of a page's data as markup: HTML as it is, plain text by its lines."""
    if "&" in text and not _TAG.search(text):
        text = unescape(text)
    if _TAG.search(text):
        return text if _TAG.match(text.lstrip()) else f"<p>{text}"
    lines = (line.strip() for line in _BREAK.split(text))
    return "".join(f"<{tag}>{escape(line, quote=False)}</{tag}>" for line in lines if line)


def words_of(markup: str) -> int:
    """Return how many words stand between the tags of a text."""
    return count_words(_MARKUP.sub(" ", markup))


def _prose(texts: list[str], title: str, beside: tuple[str, ...]) -> Prose | None:
    if sum(map(len, texts)) < MIN_WORDS:
        return (
            None  # no word is shorter than a character: so it is with most strings of a page's data
        )
    markup = "\n".join(texts) if len(texts) > 1 else "".join(map(as_markup, texts))
    words = words_of(markup)
    return Prose(markup, words, title, beside) if words >= MIN_WORDS else None


def _paragraphs(nodes: list[Any], budget: list[int], depth: int = 0) -> list[str]:
    """Return the paragraphs of a body's nodes as markup."""
    out: list[str] = []
    for node in nodes:
        budget[0] -= 1
        if budget[0] < 0 or depth > MAX_DEPTH:
            return out
        if isinstance(node, str):
            out.append(as_markup(node))
        elif isinstance(node, dict):
            out += _of_node(node, budget, depth)
    return out


def _of_node(node: Mapping[str, Any], budget: list[int], depth: int) -> list[str]:
    kind = next((str(node[key]) for key in _KINDS if isinstance(node.get(key), str)), "")
    if _ASIDE.search(kind) or (
        title_of(node)
        and any(isinstance(node.get(k), str) for k in ("url", "slug", "href", "link"))
    ):
        return []
    tag = "h2" if _HEADING.search(kind) else "p"
    for key in TEXTS:
        held = node.get(key)
        if isinstance(held, str) and held.strip():
            return [as_markup(held, tag)]
        if isinstance(held, dict):
            held = [held]
        if isinstance(held, list) and held:
            pieces = _pieces(held)
            found = (
                [as_markup("".join(pieces), tag)]
                if pieces
                else _paragraphs(held, budget, depth + 1)
            )
            if found:
                return found
    return []


def _pieces(nodes: list[Any]) -> list[str]:
    """Return the pieces of one sentence after another; [] where the nodes are paragraphs."""
    pieces: list[str] = []
    for node in nodes:
        text = node if isinstance(node, str) else _leaf(node)
        if text is None:
            return []
        pieces.append(text)
    ended = sum(bool(_ENDS.search(piece)) for piece in pieces[:-1])
    return [] if len(pieces) > 1 and ended > SENTENCES * (len(pieces) - 1) else pieces


def _leaf(node: Any, depth: int = 0) -> str | None:
    """Return the text of a node that holds a piece of a sentence, None where it holds more."""
    if not isinstance(node, dict) or depth > MAX_DEPTH:
        return None
    for key in ("text", "value", "content", "children"):
        held = node.get(key)
        if isinstance(held, str):
            return held if "<p" not in held else None
        if isinstance(held, list) and len(held) == 1:
            return held[0] if isinstance(held[0], str) else _leaf(held[0], depth + 1)
    return (
        "" if "text" not in node and node.get("type") in ("br", "hardBreak", "linebreak") else None
    )
