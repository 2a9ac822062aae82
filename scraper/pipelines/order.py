"""In which order the URLs of a run are taken, and their results are given."""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from scraper.pipelines.scrape_plan import Scraped

LEAST_ROOM = 4
"""URLs of a line that may be under way, however many lines there are: a host is asked two at a time, and the next
two are known. Of 10,000 sites 40,000 URLs are then known at most, which take 1.5 KB each."""


@dataclass(slots=True)
class _Line:
    waiting: deque[tuple[int, str]] = field(default_factory=deque)  # read, when there was no room
    open: deque[int] = field(default_factory=deque)  # positions from the oldest unfinished one on
    listed: bool = False  # among those that have room again


class UrlsInLines:
    """The URLs of a run, each with its place among them. As results of one line are given in order, those
    behind an unfinished URL are held; so a line is at most its share of `ahead` URLs beyond its oldest
    unfinished one, and keeps no other line waiting.

    A position is what names a request: an article of several parts has several.
    """

    def __init__(self, urls: Iterable[str], lines: Sequence[str] | None, ahead: int) -> None:
        self._urls, self._names = enumerate(urls), lines
        self._room = max(ahead // max(1, len(set(lines or ()))), LEAST_ROOM)
        self._lines: defaultdict[str, _Line] = defaultdict(_Line)
        self._again: list[tuple[int, str]] = []  # heap: where a line that has room again goes on
        self._finished: set[int] = set()  # positions that an older one of their line keeps open

    def take(self, position: int) -> tuple[int, str] | None:
        """Return the next URL, of those whose line has room, and its place; None where there is none now."""
        found = self._waiting_url() or self._new_url()
        if found is not None:
            self.begin(found[0], position)
        return found

    def begin(self, place: int, position: int) -> None:
        """Count a request as begun for the URL at a place."""
        name = self._name(place)
        self._lines[name].open.append(position)
        self._list(name)

    def finish(self, place: int, position: int) -> None:
        """Count a request as done."""
        name = self._name(place)
        self._finished.add(position)
        line = self._lines[name]
        while line.open and line.open[0] in self._finished:
            self._finished.discard(line.open.popleft())
        self._list(name)

    def _waiting_url(self) -> tuple[int, str] | None:
        while self._again:
            line = self._lines[heapq.heappop(self._again)[1]]
            line.listed = False
            if self._has_room(line):  # not all of it was taken meanwhile
                return line.waiting.popleft()
        return None

    def _new_url(self) -> tuple[int, str] | None:
        """Read on to a URL whose line has room. Those of other lines wait; of a single line none is read
        that would."""
        if self._names is None and not self._has_room(self._lines[""]):
            return None
        for place, url in self._urls:
            line = self._lines[self._name(place)]
            if not line.waiting and self._has_room(line):
                return place, url
            line.waiting.append((place, url))
        return None

    def _list(self, name: str) -> None:
        line = self._lines[name]
        if line.waiting and not line.listed and self._has_room(line):
            line.listed = True
            heapq.heappush(self._again, (line.waiting[0][0], name))

    def _has_room(self, line: _Line) -> bool:
        return len(line.open) < self._room

    def _name(self, place: int) -> str:
        return "" if self._names is None else self._names[place]


def in_lines(results: Iterable[Scraped], lines: Sequence[str] | None) -> Iterator[Scraped]:
    """Yield results as they come, but those of one line in the order of their indices; where some never
    come, what waited for them is last."""
    following: dict[str, Iterator[int]] = {"": count()}
    if lines is not None:
        members: defaultdict[str, list[int]] = defaultdict(list)
        for index, line in enumerate(lines):
            members[line].append(index)
        following = {line: iter(indices) for line, indices in members.items()}
    wanted = {line: next(indices) for line, indices in following.items()}
    waiting: dict[int, Scraped] = {}
    for scraped in results:
        waiting[scraped.index] = scraped
        line = lines[scraped.index] if lines is not None else ""
        while (ready := waiting.pop(wanted[line], None)) is not None:
            yield ready
            wanted[line] = next(following[line], -1)
    for index in sorted(waiting):
        yield waiting[index]
