"""Which segment to append to: the last one until it is full, then a new one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from scraper._version import __version__
from scraper.store.index import SegmentState
from scraper.store.layout import SEGMENTS, SUFFIX, segment_paths
from scraper.store.segments.record import encode_info
from scraper.store.segments.segment import SegmentWriter, pack

SEGMENT_SIZE = 500_000_000  # bytes after which a new segment is begun


class SegmentRoll:
    """The segments of one store as one endless file. `limit` is in bytes."""

    def __init__(self, root: Path, limit: int, clock: Callable[[], datetime]) -> None:
        self._directory = root / SEGMENTS
        self._root = root
        self._limit = limit
        self._clock = clock
        self._writer: SegmentWriter | None = None

    def writer(self, known: Callable[[], dict[str, SegmentState]]) -> SegmentWriter:
        """Return the segment to append to now; `known()` is asked once for those that exist."""
        if self._writer is None:
            states = known()
            last = states[max(states)] if states else None
            if last is not None and last.size < self._limit:
                self._writer = self._begin(last)
        if self._writer is None or self._writer.size >= self._limit:
            self.close()
            self._writer = self._begin(SegmentState(self._next_name(), 0, 0))
        return self._writer

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _begin(self, state: SegmentState) -> SegmentWriter:
        writer = SegmentWriter(self._directory / state.name, state.size, state.crc)
        if state.size == 0:
            try:
                info = encode_info(state.name, f"scraper/{__version__}", self._clock())
                writer.append(pack(info))
            except BaseException:
                writer.close()
                raise
        return writer

    def _next_name(self) -> str:
        numbers = [path.name.partition("-")[0] for path in segment_paths(self._root)]
        number = max((int(text) for text in numbers if text.isdecimal()), default=0) + 1
        return f"{number:06d}-{self._clock():%Y%m%d%H%M%S}{SUFFIX}"
