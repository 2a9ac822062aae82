"""What visits taught beside pages: is the stored content still current, what does robots.txt say,
which URLs gave no article and when are they worth another try.

Kept in the index and in no segment: an index that is lost costs a few requests, no page.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime

from scraper.models.page import Quarantined, RobotsFile, Validators
from scraper.store.credentials import safe_url
from scraper.store.entry import CLOCKS_DIFFER
from scraper.store.index import Index
from scraper.store.segments.record import warc_date

_VALIDATORS = """
SELECT id, etag, last_modified FROM captures
WHERE final_url = ? AND fetched_at <= ? AND status = 200 AND truncated = '' ORDER BY fetched_at DESC, seq DESC LIMIT 1
"""
_QUARANTINE = "SELECT url, kind, reason, tries, since, last, not_before, capture FROM quarantine "


class Visits:
    """Part of a `Store`, and as safe to call from threads."""

    def __init__(
        self,
        index: Index,
        guard: AbstractContextManager[object],
        check: Callable[[], None],
        clock: Callable[[], datetime],
    ) -> None:
        """Wrap an index. `check` raises `StoreError` where nothing may be written."""
        self._clock = clock
        self._index = index
        self._guard = guard
        self._check = check

    def validators(self, url: str) -> Validators | None:
        """Return what the newest whole capture of a URL was marked with, None if with nothing.

        Of a capture that is dated after now it says nothing: it would count as current for ever."""
        until = warc_date(self._clock() + CLOCKS_DIFFER)
        with self._guard:
            row = next(self._index.rows(_VALIDATORS, (safe_url(url), until)), None)
        return Validators(*row) if row is not None and (row[1] or row[2]) else None

    def robots(self, origin: str) -> RobotsFile | None:
        """Return the last robots.txt of a site."""
        sql = (
            "SELECT origin, fetched_at, status, body FROM robots"  # noqa: S608  # our own names
            f" WHERE origin = ? AND {self._index.intact('robots')}"
        )
        with self._guard:
            row = next(self._index.rows(sql, (origin,)), None)
        if row is None:
            return None
        return RobotsFile(row[0], datetime.fromisoformat(row[1]), row[2], row[3])

    def keep_robots(self, file: RobotsFile) -> None:
        """Remember a robots.txt in place of the last."""
        row = (file.origin, warc_date(file.fetched_at), file.status, file.body)
        self._write("INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?, 0)", row)

    def quarantined(self, url: str) -> Quarantined | None:
        """Say why a URL is in quarantine; None where it is not."""
        with self._guard:
            row = next(self._index.rows(self._quarantine("url = ?"), (safe_url(url),)), None)
        return None if row is None else _quarantined(row)

    def quarantine(self, visit: Quarantined) -> None:
        """Put a URL in, or what is known of it up to date."""
        visit = replace(visit, url=safe_url(visit.url))
        times = (warc_date(visit.since), warc_date(visit.last), warc_date(visit.not_before))
        row = (visit.url, visit.kind, visit.reason, visit.tries, *times, visit.capture)
        self._write("INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)", row)

    def release(self, url: str) -> None:
        """Take a URL out: it gave an article."""
        if self.quarantined(url) is not None:
            self._write("DELETE FROM quarantine WHERE url = ?", (safe_url(url),))

    def all_quarantined(self) -> Iterator[Quarantined]:
        """Yield all that is in quarantine, what is due first."""
        with self._guard:
            rows = list(self._index.rows(self._quarantine("1") + " ORDER BY not_before, url"))
        return map(_quarantined, rows)

    def quarantine_kinds(self) -> list[tuple[str, int]]:
        """Return the reasons URLs are in quarantine for, and how many, the most frequent first."""
        sql = "SELECT kind, count(*) AS n FROM quarantine GROUP BY kind ORDER BY n DESC, kind"
        with self._guard:
            return [(str(kind), int(count)) for kind, count in self._index.rows(sql)]

    def quarantine_page(
        self, kind: str, before: tuple[str, str], limit: int
    ) -> list[tuple[str, Quarantined]]:
        """Return the next URLs of a kind ("": all), the last tried first; each with the time as `before`
        takes it. `before` is a time and a URL, two empty texts for the first page."""
        only, values = ("kind = ? AND ", [kind]) if kind else ("", [])
        further = "(last, url) < (?, ?)" if before[0] else "1"
        sql = self._quarantine(f"{only}{further}") + " ORDER BY last DESC, url DESC LIMIT ?"
        with self._guard:
            rows = list(self._index.rows(sql, (*values, *(before if before[0] else ()), limit)))
        return [(row[5], _quarantined(row)) for row in rows]

    def _quarantine(self, condition: str) -> str:
        return f"{_QUARANTINE}WHERE {condition} AND {self._index.intact('quarantine')}"

    def _write(self, sql: str, row: tuple[str | int | bytes, ...]) -> None:
        with self._guard:
            self._check()
            with self._index.transaction():
                self._index.write(sql, row)


def _quarantined(row: tuple) -> Quarantined:  # type: ignore[type-arg]
    url, kind, reason, tries, *times, capture = row
    since, last, not_before = map(datetime.fromisoformat, times)
    return Quarantined(url, kind, reason, tries, since, last, not_before, capture)
