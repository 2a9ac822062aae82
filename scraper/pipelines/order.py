"""In which order the results of a run are given."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from scraper.pipelines.scrape_plan import Scraped


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
