"""The parts of one article, each a page of its own, as one article."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import overload

from scraper.article import Article
from scraper.extraction.verdicts.page_blocks import PageBlocks
from scraper.models.article import Block, LazyBlocks, Shown

_OF_LAST = ("is_partial", "next_page")


class JoinedBlocks(LazyBlocks):
    """The blocks of all parts in order, built when first looked at. Indices count within a part."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Sequence[Sequence[Block]]) -> None:
        self._parts = tuple(parts)

    @property
    def texts(self) -> Sequence[str]:
        """The text of each block, kept or dropped."""
        return [text for part in self._parts for text in _texts(part)]

    def reasons(self) -> Counter[str]:
        """Count the blocks of each reason."""
        return sum((_reasons(part) for part in self._parts), Counter[str]())

    def shown(self, reasons: Collection[str], *, links: bool = True) -> Sequence[Shown]:
        """Return the kept blocks, and those that were dropped for one of these reasons."""
        return [block for part in self._parts for block in _shown(part, reasons, links=links)]

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | Sequence[Block]:
        return [block for part in self._parts for block in part][index]

    def __len__(self) -> int:
        return sum(map(len, self._parts))


def _texts(part: Sequence[Block]) -> Sequence[str]:
    return part.texts if isinstance(part, PageBlocks) else [block.text for block in part]


def _reasons(part: Sequence[Block]) -> Counter[str]:
    if isinstance(part, PageBlocks):
        return part.verdicts.reasons()
    return Counter(block.reason for block in part)


def _shown(part: Sequence[Block], reasons: Collection[str], *, links: bool) -> Sequence[Shown]:
    if isinstance(part, LazyBlocks):
        return part.shown(reasons, links=links)
    return [block for block in part if block.kept or block.reason in reasons]


def joined(parts: Sequence[Article], missing: str = "") -> Article:
    """Return the first part with the text and blocks of all; `missing` says why the article goes on
    and its next part is not there."""
    first, last = parts[0], parts[-1]
    if not missing and not last.next_page:  # the last part itself may end at a gate
        missing = last.sources.get("is_partial", "")
    sources = {name: told for name, told in first.sources.items() if name not in _OF_LAST}
    sources["text"] = f"{len(parts)} pages"
    if missing:
        sources["is_partial"] = missing
    metadata = replace(
        first.metadata,
        is_partial=bool(missing),
        next_page=last.next_page if missing else None,
        sources=sources,
    )
    return replace(
        first,
        text="\n\n".join(part.text for part in parts if part.text),
        metadata=metadata,
        blocks=JoinedBlocks([part.blocks for part in parts]),
        confidence=min(part.confidence for part in parts),
    )
