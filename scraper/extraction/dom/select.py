"""CSS selectors on a parsed page, as blocks: which of them stand in what a selector names.

The tree is only read. A block is found again by its letters, in document order, so nothing here
depends on how the page was cut into blocks.
"""

from collections.abc import Iterable, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from scraper.extraction.dom.tags import ROLES, SKIP

INSIDE = 0.5  # share of a block's letters that must stand in what was selected

Span = tuple[int, int]  # from and to, in the page's letters

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

    def __init__(
        self, tree: LexborHTMLParser, selectors: Iterable[str], texts: Sequence[str]
    ) -> None:
        """Prepare selectors for a page whose blocks, in order, are `texts`."""
        named = {one: {node.mem_id for node in tree.css(one)} for one in dict.fromkeys(selectors)}
        spans: dict[str, list[Span]] = {one: [] for one in named}
        letters = _read(tree.body, named, spans) if tree.body is not None else ""
        self._spans = spans
        self._blocks = _places(letters, texts)

    def inside(self, selectors: Iterable[str]) -> set[int]:
        """Return the blocks most of whose letters stand in what a selector names."""
        spans = _union(span for one in selectors for span in self._spans[one])
        return {
            i
            for i, place in enumerate(self._blocks)
            if place and _common(place, spans) >= INSIDE * (place[1] - place[0])
        }

    def behind(self, selectors: Iterable[str]) -> set[int]:
        """Return the blocks in or after the first thing that a selector names."""
        starts = [start for one in selectors for start, _ in self._spans[one]]
        if not starts:
            return set()
        return {i for i, place in enumerate(self._blocks) if place and place[0] >= min(starts)}

    def found(self, selector: str) -> bool:
        """Say whether a selector names anything on the page."""
        return bool(self._spans[selector])


def field_text(tree: LexborHTMLParser, selector: str) -> str:
    """Return the text, or with "selector@name" the attribute, of the first match; "" without one."""
    css, _, attribute = selector.partition("@")
    node = tree.css_first(css.strip())
    if node is None:
        return ""
    text = node.attributes.get(attribute.strip()) if attribute else node.text(separator=" ")
    return " ".join((text or "").split())


def field_selector(selector: str) -> str:
    """Return the CSS part of a field's selector."""
    return selector.partition("@")[0].strip()


def _read(body: LexborNode, named: dict[str, set[int]], spans: dict[str, list[Span]]) -> str:
    """Return the letters of a page; note in `spans` where the named elements begin and end in them."""
    parts: list[str] = []
    at = 0
    everything = set().union(*named.values())
    open_spans: list[tuple[int, list[str], int]] = []  # element, the selectors naming it, start
    node: LexborNode | None = body
    while node is not None:
        if node.tag == "-text":
            text = "".join((node.text_content or "").split())
            parts.append(text)
            at += len(text)
        if node.mem_id in everything:
            by = [one for one, nodes in named.items() if node.mem_id in nodes]
            open_spans.append((node.mem_id, by, at))
        child = node.first_child if ROLES.get(node.tag or "") != SKIP else None
        while child is None and node is not None:
            if open_spans and open_spans[-1][0] == node.mem_id:
                _, by, start = open_spans.pop()
                for one in by:
                    spans[one].append((start, at))
            if node.mem_id == body.mem_id:
                return "".join(parts)
            child = node.next
            if child is None:
                node = node.parent
        node = child
    return "".join(parts)


def _places(letters: str, texts: Sequence[str]) -> list[Span | None]:
    places: list[Span | None] = []
    at = 0
    for text in texts:
        wanted = "".join(text.split())
        start = letters.find(wanted, at)
        if start < 0:
            places.append(None)
            continue
        at = start + len(wanted)
        places.append((start, at))
    return places


def _union(spans: Iterable[Span]) -> list[Span]:
    """Spans that do not overlap, in order."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _common(place: Span, spans: Sequence[Span]) -> int:
    return sum(max(0, min(place[1], end) - max(place[0], start)) for start, end in spans)
