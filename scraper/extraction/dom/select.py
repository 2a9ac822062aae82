"""CSS selectors on a parsed page, as blocks: which of them stand in what a selector names.

What a selector names is marked in the tree for as long as the tree is serialised. So it is found in
the same pieces of markup that blocks are read from, whatever the walk leaves out or reads as a formula.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, count
from operator import mul

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.markup import pieces, unescape
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.tags import VOID
from scraper.extraction.dom.walk import read

INSIDE = 0.5  # share of a block's letters that must stand in what was selected

Span = tuple[int, int]  # the piece of markup that opens an element, and the one that closes it

_PROBE = LexborHTMLParser("<p>x</p>")


def is_selector(selector: str) -> bool:
    """Say whether the parser understands a selector."""
    try:
        _PROBE.css(selector)
    except SelectolaxError:
        return False
    return True


class Selected:
    """What each of some selectors names on a page. Selectors must be valid (`is_selector`)."""

    def __init__(self, tree: LexborHTMLParser, selectors: Iterable[str], page: FlatPage) -> None:
        """Prepare selectors for the page that was read from a tree."""
        named = list(dict.fromkeys(selectors))
        markup, mark = _marked(tree, named)
        spans = _spans(markup, mark)
        self._spans = {one: spans.get(number, ()) for number, one in enumerate(named)}
        self._blocks = page.b_place
        self._letters = _letters(markup, page)

    def inside(self, selectors: Iterable[str]) -> set[int]:
        """Return the blocks most of whose letters stand in what a selector names."""
        covered = [0] * len(self._letters)
        for one in selectors:
            for start, end in self._spans[one]:
                covered[start] += 1
                covered[end] -= 1
        selected = [depth > 0 for depth in accumulate(covered)]
        whole = [0, *accumulate(self._letters)]
        within = [0, *accumulate(map(mul, self._letters, selected))]
        return {
            i
            for i, (start, stop, *_) in enumerate(self._blocks)
            if (letters := whole[stop] - whole[start])
            and within[stop] - within[start] >= INSIDE * letters
        }

    def behind(self, selectors: Iterable[str]) -> set[int]:
        """Return the blocks in or after the first thing that a selector names."""
        first = min((start for one in selectors for start, _ in self._spans[one]), default=None)
        if first is None:
            return set()
        return {i for i, place in enumerate(self._blocks) if place.start >= first}

    def found(self, selector: str) -> bool:
        """Say whether a selector names anything on the page."""
        return bool(self._spans[selector])


def field_text(tree: LexborHTMLParser, selector: str) -> str:
    """Return the text, or with "selector@name" the attribute, of the first match; "" without one.

    The text is what the walk reads of it; of what is no text of the page, such as <title>, all of it.
    """
    css, _, attribute = selector.partition("@")
    node = tree.css_first(css.strip())
    if node is None:
        return ""
    if attribute:
        text = node.attributes.get(attribute.strip()) or ""
    else:
        body = parse(node.html or "").body
        text = " ".join(read(body).b_text) if body is not None else ""
        text = text or node.text(separator=" ")
    return " ".join(text.split())


def field_selector(selector: str) -> str:
    """Return the CSS part of a field's selector."""
    return selector.partition("@")[0].strip()


def _marked(tree: LexborHTMLParser, selectors: Sequence[str]) -> tuple[list[str], str]:
    """Return a page's markup in pieces, and the attribute that lists by number which selectors name an element.

    The tree is as before when this returns.
    """
    if tree.body is None:
        return [], ""
    nodes: dict[int, LexborNode] = {}
    numbers: dict[int, dict[int, None]] = {}
    for number, selector in enumerate(selectors):
        for node in tree.css(selector):
            nodes[node.mem_id] = node
            numbers.setdefault(node.mem_id, {})[number] = None
    before = tree.body.html or ""
    mark = next(name for i in count() if (name := f"data-selected-{i}") not in before)
    for place, node in nodes.items():
        node.attrs[mark] = " ".join(map(str, numbers[place]))
    markup = pieces(tree.body.html or "")
    for node in nodes.values():
        del node.attrs[mark]
    return markup, mark


def _spans(markup: Sequence[str], mark: str) -> dict[int, list[Span]]:
    """Return by the number of a selector from which to which piece each element goes that it names."""
    spans: dict[int, list[Span]] = {}
    is_open: list[tuple[int, str]] = []
    for at, piece in enumerate(markup):
        head = piece.partition(">")[0]
        start, named = -1, ""
        if head[0] == "/":
            start, named = is_open.pop() if is_open else (-1, "")
        elif head[0] != "!":
            _, has_mark, value = head.partition(f' {mark}="')
            value = value.partition('"')[0] if has_mark else ""
            if head.partition(" ")[0] in VOID:
                start, named = at, value
            else:
                is_open.append((at, value))
        for number in map(int, named.split()):
            spans.setdefault(number, []).append((start, at))
    for start, named in is_open:
        for number in map(int, named.split()):
            spans.setdefault(number, []).append((start, len(markup)))
    return spans


def _letters(markup: Sequence[str], page: FlatPage) -> list[int]:
    """Return how many letters of the page stand behind the tag of each piece; one place more than pieces."""
    letters = [len("".join(unescape(piece.partition(">")[2]).split())) for piece in markup]
    for place in page.b_place:
        for start, stop in place.unseen:
            letters[start:stop] = [0] * (stop - start)
    return [*letters, 0]
