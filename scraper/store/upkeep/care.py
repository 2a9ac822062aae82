"""Keep a store small: remove what nothing needs, write small segments together."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scraper.store.entry import Entry
from scraper.store.index import Index
from scraper.store.segments.roll import SEGMENT_SIZE
from scraper.store.upkeep import compact, erase, needed
from scraper.store.upkeep.erase import Covers
from scraper.store.upkeep.needed import RemovalBounds, Unneeded


@dataclass(frozen=True, slots=True)
class StoreSize:
    """Of the segments: how many, and their bytes."""

    segments: int
    bytes: int


class StoreUpkeep:
    """Part of a `Store`, and as safe to call from threads."""

    def __init__(
        self, root: Path, index: Index, guard: AbstractContextManager[object],
        begin: Callable[[], tuple[int, datetime]], clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        """Wrap an index. `begin` closes the segment that is written to, and gives a segment's size and the time;
        it raises `StoreError` where nothing may be written."""
        self._root = root
        self._index = index
        self._guard = guard
        self._begin = begin
        self._clock = clock

    def size(self) -> StoreSize:
        """Return how many segments there are, and their bytes."""
        with self._guard:
            states = self._index.segments().values()
            return StoreSize(len(states), sum(state.size for state in states))

    def choose(self, referenced: Iterable[str], wanted: RemovalBounds) -> Unneeded:
        """Choose captures that nothing needs, `referenced` least of all; nothing is removed yet.
        See `scraper.store.upkeep.needed`."""
        with self._guard:
            return needed.choose(self._index, self._root, referenced, wanted, self._clock())

    def chosen(self, limit: int) -> list[Entry]:
        """Return some of those that were chosen last, oldest first."""
        with self._guard:
            return needed.entries(self._index, limit)

    def remove(self, referenced: Iterable[str], wanted: RemovalBounds) -> int:
        """Choose captures, rewrite the segments without them, and return how many. What is referred
        to by one that an interruption could leave waits for the next time. See
        `scraper.store.upkeep.compact`."""
        with self._guard:
            limit, now = self._begin()
            needed.choose(self._index, self._root, referenced, wanted, now)
            going = needed.bytes_in(self._index)
            states = [each for each in self._index.segments().values() if each.name in going]
            # The newest first: captures refer to older ones.
            groups = compact.groups(states, going, limit)[::-1]
            return sum(compact.rewrite(self._root, self._index, names, now) for names in groups)

    def covered(self, covers: Covers) -> tuple[list[Entry], list[Entry]]:
        """Return the captures of URLs that are to be erased, and those of other pages that have the
        same bytes."""
        with self._guard:
            chosen = erase.choose(self._index, covers)
            return chosen, list(erase.sharing(self._index, chosen))

    def erase(self, covers: Covers) -> int:
        """Erase the captures of URLs for good, and return how many; see `scraper.store.upkeep.erase`."""
        with self._guard:
            limit, now = self._begin()
            count = erase.erase(self._root, self._index, covers, limit, now)
            erase.forget_visits(self._index, covers)
            self._index.scrub()
            return count

    def mergeable(self, limit: int = SEGMENT_SIZE) -> list[list[str]]:
        """Return the names of segments that `merge` would write together."""
        with self._guard:
            return compact.groups(list(self._index.segments().values()), {}, limit)

    def merge(self) -> int:
        """Write small segments together and return how many there were."""
        with self._guard:
            limit, now = self._begin()
            needed.choose(self._index, self._root, (), needed.NOTHING, now)
            found = compact.groups(list(self._index.segments().values()), {}, limit)
            for names in found:
                compact.rewrite(self._root, self._index, names, now)
            return sum(map(len, found))
