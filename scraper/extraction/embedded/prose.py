"""Which strings in a page's data are prose: every text of some length, with the title it belongs to.

Content systems write a body as one string of HTML or plain text, as a list of paragraphs, or as a tree
of nodes whose leaves are pieces of sentences. All three are found by their shape, not by their names.
"""

import json
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from html import escape, unescape
from itertools import islice
from typing import Any, NamedTuple

from scraper.text import count_words

MIN_WORDS = 60  # of a body; the teasers of real page data have up to 50
MAX_NODES = 300_000  # values of a page's data that are looked at, each as often as it is
MAX_CHARS = 8_000_000  # of the strings read in it, each as often as it is read; the data of large portals has up to 4 million
MAX_TITLE = 1_000  # characters of a title in which it has to begin
MAX_KIND = 100  # characters of what a node says it is
MOST_BESIDE = 100  # objects beside a text whose titles may be its own
MAX_DEPTH = 60  # values inside values
SENTENCES = 0.5  # of the pieces of a list, from which each is a paragraph of its own

TITLES = ("headline", "headlines", "title", "name", "heading")
TITLES_ELSEWHERE = frozenset((
    "titel", "schlagzeile", "ueberschrift", "überschrift", "titre", "titulo", "título", "titular", "titolo", "tytul", "tytuł",
    "baslik", "başlık", "kop", "rubrik", "overskrift", "tittel", "otsikko", "nadpis", "titulek", "cim", "titlu", "naslov",
    "judul", "tieude", "zagolovok", "заголовок", "标题", "標題", "タイトル", "제목",
))  # fmt: skip
"""The same in other languages: a site's own data are often written in that of its readers."""
_TITLE_PARTS = ("rendered", "text", "value", "basic", "main", "web")
TEXTS = (
    "text", "value", "content", "contents", "html", "rendered", "processed", "body", "copy", "markup", "paragraph",
    "data", "children", "nodes", "blocks", "elements", "items", "paragraphs", "root",
    "inhalt", "texte", "contenu", "texto", "contenido", "conteudo", "cuerpo", "corpo", "testo", "tekst", "tresc", "icerik",
)  # fmt: skip
"""Keys under which nodes of a body hold their text."""
_KINDS = ("type", "_type", "nodeType", "tag", "tagName", "kind", "component")
_HEADING = re.compile(r"h[2-6]$|head(?:ing|er|line)|subtitle|crosshead", re.IGNORECASE)
_ASIDE = re.compile(
    r"related|recommend|teaser|promo|newsletter|\bad\b|advert|image|picture|photo|video|gallery|embed|caption",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,12}(?:\s[^<>]*+)?/?>|<!--", re.IGNORECASE)
_CONTAINERS = (dict, list)
_MARKUP = re.compile(r"<[^<>]*+>")
_ENDS = re.compile(r"[.!?…:;。！？।؟][\"'”’»)\]]{0,2}\s*$|</\w+>\s*$")
_BREAK = re.compile(r"\n\s*+")
_BEGINS_JSON = re.compile(r'\s*+(?:\{\s*+"|\[\s*+[\[{"])')
_NO_PROSE = re.compile(
    r'(?:<\w{1,9}>)?\s{0,9}(?:\{\s{0,9}"|\[\s{0,9}[\[{"]|\$(?:undefined|Sreact)\b)'
)
"""How JSON in a string begins, and what React's stream writes beside texts: a list that holds either is no text."""


class Prose(NamedTuple):
    """A text as markup, its words, and what the data around it calls it: the nearest title, and
    titles that stand beside it."""

    markup: str
    words: int
    title: str
    beside: tuple[str, ...]


class ProseReader:
    """Finds the prose in the data of one page, in bounded time and memory.

    A few characters of data can name a text a thousand times over, so what is read is counted each time.
    """

    def __init__(self) -> None:
        self.nodes = MAX_NODES
        self.chars = MAX_CHARS

    def prose_of(self, value: Any) -> Iterator[Prose]:
        """Yield the texts of some length in a value: each container is looked at once, and each string once
        under the same title."""
        seen: set[Hashable] = set()
        waiting: list[tuple[Any, str, tuple[str, ...], int]] = []
        if _is_of_interest(value):
            waiting.append((value, "", (), 0))
        while waiting and self.nodes > 0:
            node, title, beside, depth = waiting.pop()
            if depth > MAX_DEPTH:
                continue
            key = (id(node), title, beside) if isinstance(node, str) else id(node)
            if key in seen:
                continue
            seen.add(key)
            self.nodes -= 1
            if (written := self._written(node)) is not None:
                waiting.append((written, title, beside, depth + 1))
                continue
            if isinstance(node, dict):
                if parts := _parts(node):
                    inner = islice(map(title_of, _dicts(node.values())), MOST_BESIDE)
                    beside = tuple(filter(None, inner)) or beside
                    title = title_of(node) or title
                    waiting.extend((part, title, beside, depth + 1) for part in parts)
                continue
            found = _prose(self._texts(node), title, beside)
            if found:
                yield found
            if isinstance(node, list):
                inside = filter(_is_of_interest, node)
                waiting.extend((part, title, beside, depth + 1) for part in inside)

    def _written(self, node: Any) -> Any:
        """Return the value that a string is the JSON of, as content systems keep a body; None of any other value."""
        if not isinstance(node, str) or not _BEGINS_JSON.match(node) or not self._may_read(node):
            return None
        try:
            return json.loads(node, strict=False)
        except (ValueError, RecursionError):
            return None

    def _texts(self, node: str | list[Any]) -> list[str]:
        """Return the paragraphs of a list; a string as it is."""
        if isinstance(node, list):
            return self._paragraphs(node)
        return [node] if self._may_read(node) else []

    def _may_read(self, text: str) -> bool:
        """Say whether a string may be read, and count its characters."""
        if len(text) > self.chars:
            return False
        self.chars -= len(text)
        return True

    def _paragraphs(self, nodes: list[Any], depth: int = 0) -> list[str]:
        """Return the paragraphs of a body's nodes as markup."""
        out: list[str] = []
        for node in nodes:
            self.nodes -= 1
            if self.nodes < 0 or depth > MAX_DEPTH:
                return out
            if isinstance(node, dict):
                out += self._of_node(node, depth)
            elif isinstance(node, str) and self._may_read(node):
                out.append(as_markup(node))
        return out

    def _of_node(self, node: Mapping[str, Any], depth: int) -> list[str]:
        kind = next((node[key] for key in _KINDS if isinstance(node.get(key), str)), "")[:MAX_KIND]
        if _ASIDE.search(kind) or (
            title_of(node)
            and any(isinstance(node.get(k), str) for k in ("url", "slug", "href", "link"))
        ):
            return []
        tag = "h2" if _HEADING.search(kind) else "p"
        for key in TEXTS:
            held = node.get(key)
            if isinstance(held, str) and self._may_read(held) and held.strip():
                return [as_markup(held, tag)]
            if isinstance(held, dict):
                held = [held]
            if isinstance(held, list) and held:
                pieces = self._pieces(held)
                found = (
                    [as_markup("".join(pieces), tag)]
                    if pieces
                    else self._paragraphs(held, depth + 1)
                )
                if found:
                    return found
        return []

    def _pieces(self, nodes: list[Any]) -> list[str]:
        """Return the pieces of one sentence after another; [] where the nodes are paragraphs."""
        pieces: list[str] = []
        for node in nodes:
            self.nodes -= 1
            text = self._leaf(node) if self.nodes >= 0 else None
            if text is None:
                return []
            pieces.append(text)
        ended = sum(bool(_ENDS.search(piece)) for piece in pieces[:-1])
        return [] if len(pieces) > 1 and ended > SENTENCES * (len(pieces) - 1) else pieces

    def _leaf(self, node: Any, depth: int = 0) -> str | None:
        """Return the text of a node that holds a piece of a sentence, None where it holds more."""
        if isinstance(node, str):
            return node if self._may_read(node) else None
        if not isinstance(node, dict) or depth > MAX_DEPTH:
            return None
        for key in ("text", "value", "content", "children"):
            held = node.get(key)
            if isinstance(held, str):
                return held if self._may_read(held) and "<p" not in held else None
            if isinstance(held, list) and len(held) == 1:
                return self._leaf(held[0], depth + 1)
        is_break = "text" not in node and node.get("type") in ("br", "hardBreak", "linebreak")
        return "" if is_break else None


def title_of(node: Mapping[str, Any]) -> str:
    """Return what an object is called, "" where it has no title."""
    keys: tuple[str, ...] = TITLES
    if not TITLES_ELSEWHERE.isdisjoint(node):
        keys = (*TITLES, *(key for key in node if key in TITLES_ELSEWHERE))
    for key in keys:
        found = node.get(key)
        if not found:  # as under most of the keys
            continue
        if isinstance(found, dict):
            found = next(
                (found[part] for part in _TITLE_PARTS if isinstance(found.get(part), str)), ""
            )
        if isinstance(found, str) and found[:MAX_TITLE].strip():
            return found
    return ""


def as_markup(text: str, tag: str = "p") -> str:
    """Return a text of a page's data as markup: HTML as it is, plain text by its lines."""
    has_tag = _has_tag(text)
    if not has_tag and "&" in text:
        text = unescape(text)
        has_tag = _has_tag(text)
    if has_tag:
        return text if _TAG.match(text.lstrip()) else f"<p>{text}"
    lines = (line.strip() for line in (_BREAK.split(text) if "\n" in text else (text,)))
    return "".join(f"<{tag}>{escape(line, quote=False)}</{tag}>" for line in lines if line)


def _has_tag(text: str) -> bool:
    return "<" in text and _TAG.search(text) is not None


def words_of(markup: str) -> int:
    """Return how many words stand between the tags of a text."""
    return count_words(_MARKUP.sub(" ", markup))


def _parts(node: Mapping[str, Any]) -> list[Any]:
    """Return what an object holds that may be or hold a text, but no title."""
    return [part for key, part in node.items() if key not in TITLES and _is_of_interest(part)]


def _is_of_interest(node: Any) -> bool:
    """Say whether a value is a container, or a string that may be long enough."""
    return len(node) >= MIN_WORDS if isinstance(node, str) else isinstance(node, _CONTAINERS)


def _dicts(values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    return (value for value in values if isinstance(value, dict))


def _prose(texts: list[str], title: str, beside: tuple[str, ...]) -> Prose | None:
    if sum(map(len, texts)) < MIN_WORDS:
        # No word is shorter than a character: so it is with most strings of a page's data.
        return None
    if any(map(_NO_PROSE.match, texts)):
        return None
    markup = "\n".join(texts) if len(texts) > 1 else "".join(map(as_markup, texts))
    words = words_of(markup)
    return Prose(markup, words, title, beside) if words >= MIN_WORDS else None
