"""Labels of single blocks, as a careful reader gave them, and which block of a page has which.

A label names a block by its text. The same text may stand on a page more than once (a headline
in a list of stories and above the article), and the blocks of a page may be cut a little
differently from when it was read. So texts are matched in document order, and what no block says
exactly is found by containment. A text may also be that of several blocks that follow each other: of the
row of a table, whose cells are blocks.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal, get_args

from scraper.text import squash

BlockLabel = Literal["main", "title", "caption", "comments", "unsure"]
BLOCK_LABELS: tuple[BlockLabel, ...] = get_args(BlockLabel)

NEXT_BONUS = (0.5, 0.4, 0.3, 0.2)
"""What it is worth, in matched texts, that a text's block stands 1, 2, 3 or 4 blocks after the one
before: of two places for a run of texts the one where they stand together is meant."""

SHORTEST_PART = 12  # letters and digits; shorter texts are parts of others by chance
MOST_OF_BLOCK = 0.6  # of a block that labelled texts must cover


@dataclass(frozen=True, slots=True)
class BlockTexts:
    """The labelled texts of one page, each list in document order; the rest is boilerplate."""

    main: tuple[str, ...]
    title: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "BlockTexts | None":
        """Return the block labels of a label row; None where it has only a whole text."""
        if not isinstance(record.get("main"), list):
            return None
        return cls(**{name: tuple(_listed(record.get(name))) for name in BLOCK_LABELS})

    def of(self, label: BlockLabel) -> tuple[str, ...]:
        """Return the texts under one label."""
        texts: tuple[str, ...] = getattr(self, label)
        return texts

    def not_counted(self) -> tuple[str, ...]:
        """Return the texts that may come out or not: disputed blocks and the headline.

        A disputed block that says what a main block says is a second copy: it is counted.
        """
        main = {squash(text) for text in self.main}
        disputed = (text for text in self.unsure if squash(text) not in main)
        return (*disputed, *self.title)

    def all_texts(self) -> str:
        """Return everything on the page that belongs to its own article, whatever its label."""
        return " ".join(text for label in BLOCK_LABELS for text in self.of(label))


def _listed(value: str | Sequence[str] | None) -> Iterator[str]:
    """Yield the texts of a label that is a list, a single text or missing."""
    if isinstance(value, str):
        yield value
    else:
        yield from value or ()


def label_of_blocks(texts: Sequence[str], labels: BlockTexts) -> list[BlockLabel | None]:
    """Return the label of each block of a page; None for boilerplate.

    Where two labels claim a block, main text wins, then the order of `BLOCK_LABELS`.
    """
    keys = [squash(text) for text in texts]
    found: list[BlockLabel | None] = [None] * len(texts)
    for label in BLOCK_LABELS:
        wanted = _as_blocks_are_cut(keys, [key for key in map(squash, labels.of(label)) if key])
        free = [key if at is None else "" for key, at in zip(keys, found, strict=True)]
        places = match_in_order(free, wanted)
        missing = [key for key, at in zip(wanted, places, strict=True) if at is None]
        for at in (*filter(lambda at: at is not None, places), *_parts(free, missing, places)):
            found[at] = label  # type: ignore[index]  # None was filtered out
    return found


def counted_labels(texts: Sequence[str], labels: BlockTexts) -> list[BlockLabel | None]:
    """Return the labels as they are counted: a disputed block that says what a main one says is foreign, and
    one without a letter or digit, which no label can name, is disputed."""
    main = {squash(text) for text in labels.main}
    counted: list[BlockLabel | None] = []
    for key, label in zip(map(squash, texts), label_of_blocks(texts, labels), strict=True):
        is_copy = label == "unsure" and key in main
        counted.append(None if is_copy else label if key else "unsure")
    return counted


def _as_blocks_are_cut(blocks: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return the wanted texts; in place of one that only several blocks in a row say, what each of them says."""
    single = set(blocks)
    starts = [0, *accumulate(map(len, blocks))]
    joined = "".join(blocks)
    out: list[str] = []
    for text in wanted:
        run = () if text in single else _run_of(text, joined, starts)
        out += [blocks[at] for at in run if blocks[at]] or [text]
    return out


def _run_of(text: str, joined: str, starts: Sequence[int]) -> range:
    """Return the blocks that say a text together, none where it begins or ends within one."""
    at = joined.find(text)
    while at >= 0:
        first, end = bisect_left(starts, at), bisect_left(starts, at + len(text))
        if starts[first] == at and starts[end] == at + len(text):
            return range(first, end)
        at = joined.find(text, at + 1)
    return range(0)


def match_in_order(blocks: Sequence[str], wanted: Sequence[str]) -> list[int | None]:
    """Return the block of each wanted text, None for texts no block says.

    The longest chain of equal texts in the order of both lists, preferring neighbours. Time grows
    with the pairs of equal texts, times the logarithm of the blocks.
    """
    places = defaultdict(list)
    for at, key in enumerate(blocks):
        places[key].append(at)
    chains = _Chains(len(blocks))
    for number, key in enumerate(wanted):
        for at in reversed(places.get(key, ())):  # so that no text is matched twice in a chain
            chains.add(number, at)
    return chains.longest(len(wanted))


class _Chains:
    """The best chain of matches that ends at each block, and up to each block (a Fenwick tree)."""

    __slots__ = ("_link", "_links", "_tree", "_worth")

    def __init__(self, blocks: int) -> None:
        self._worth = [0.0] * blocks
        self._link = [-1] * blocks
        self._tree: list[tuple[float, int]] = [(0.0, -1)] * (blocks + 1)  # worth, link
        self._links: list[tuple[int, int, int]] = []  # wanted text, block, link before

    def add(self, number: int, at: int) -> None:
        """Match a wanted text with a block, after the best chain that ends before it."""
        worth, before = self._best_before(at)
        worth += 1.0
        if worth <= self._worth[at]:
            return
        self._links.append((number, at, before))
        self._worth[at], self._link[at] = worth, len(self._links) - 1
        here = (worth, self._link[at])
        node = at + 1
        while node < len(self._tree):
            self._tree[node] = max(self._tree[node], here)
            node += node & -node

    def _best_before(self, at: int) -> tuple[float, int]:
        """Return worth and last link of the chain that a match at a block goes on from."""
        best = self._up_to(at)
        for gap, bonus in enumerate(NEXT_BONUS, 1):
            if at >= gap and self._worth[at - gap]:
                best = max(best, (self._worth[at - gap] + bonus, self._link[at - gap]))
        return best

    def _up_to(self, at: int) -> tuple[float, int]:
        best, node = (0.0, -1), at
        while node:
            best = max(best, self._tree[node])
            node -= node & -node
        return best

    def longest(self, wanted: int) -> list[int | None]:
        """Return the blocks of the best chain, one entry per wanted text."""
        places: list[int | None] = [None] * wanted
        _, link = self._up_to(len(self._worth))
        while link >= 0:
            number, at, link = self._links[link]
            places[number] = at
        return places


def _parts(
    blocks: Sequence[str], missing: Sequence[str], taken: Sequence[int | None]
) -> Iterator[int]:
    """Yield blocks that are a part of a missing text, or largely made of missing texts."""
    long = [key for key in missing if len(key) >= SHORTEST_PART]
    used = set(taken)
    for at, block in enumerate(blocks):
        if not long or at in used or len(block) < SHORTEST_PART:
            continue
        inside = sum(len(key) for key in long if key in block)
        if inside >= MOST_OF_BLOCK * len(block) or any(block in key for key in long):
            yield at
