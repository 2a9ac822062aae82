"""The known pages of each site: when each is due, and what keeps it from giving an article."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scraper.models.alarm import PageObservation
from scraper.runs.state.database import StateFile, text_of, time_of
from scraper.schedule.withhold import may_wait_for_site


@dataclass(frozen=True, slots=True)
class FailedVisit:
    """A visit that gave no article. `cause` is a word for programs ("consent_wall", "http_503"),
    `problem` says it to people."""

    key: str
    url: str
    site: str
    problem: str
    not_before: datetime
    now: datetime
    observation: PageObservation | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class FailingPage:
    """A page whose last visit gave no article."""

    key: str
    url: str
    cause: str


class Pages:
    """Part of a `State`, in its file."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def is_due(self, key: str, now: datetime) -> bool:
        """Say whether a page is unknown, or its time has come, or its last visit lies in the future,
        as the clock has been set back since."""
        row = self._page("SELECT not_before, visited FROM pages WHERE key = ?", key)
        return row is None or row[0] <= text_of(now) or row[1] > text_of(now)

    def due(self, site: str, now: datetime) -> list[tuple[str, str]]:
        """Return key and URL of the known pages of a site whose time has come, oldest first."""
        sql = (
            "SELECT key, url FROM pages WHERE site = ? AND not_before <= ?"  # noqa: S608  # our own names
            f" AND {self._file.intact('pages')} ORDER BY not_before"
        )
        return self._file.rows(sql, site, text_of(now))

    def was_article(self, key: str) -> bool:
        """Say whether a page ever gave an article."""
        return self._page("SELECT 1 FROM pages WHERE key = ? AND article <> ''", key) is not None

    def is_failing(self, key: str) -> bool:
        """Say whether the last visit to a page gave no article."""
        return self._page("SELECT 1 FROM pages WHERE key = ? AND problem <> ''", key) is not None

    def failing(self, site: str) -> int:
        """Count the pages of a site whose last visit gave no article."""
        row = self._file.row("SELECT count(*) FROM pages WHERE site = ? AND problem <> ''", site)
        return int(row[0]) if row else 0

    def failing_since(self, site: str, since: datetime) -> list[FailingPage]:
        """Return the pages of a site that gave no article at or after a moment: those that once gave
        one first, then those whose last visit is longest ago."""
        sql = (
            "SELECT key, url, cause FROM pages WHERE site = ? AND problem <> '' AND visited >= ?"  # noqa: S608  # our own names
            f" AND {self._file.intact('pages')} ORDER BY article = '', visited, key"
        )
        return [FailingPage(*row) for row in self._file.rows(sql, site, text_of(since))]

    def waiting_for_site(self, site: str, since: datetime) -> list[FailingPage]:
        """Return the pages of `failing_since` whose cause may be the site's problem."""
        return [page for page in self.failing_since(site, since) if may_wait_for_site(page.cause)]

    def failure_of(self, article: str) -> tuple[str, datetime | None] | None:
        """Return what keeps an article's page from giving it now, and since when."""
        sql = "SELECT problem, problem_since FROM pages WHERE ? IN (key, article) AND problem <> ''"
        row = self._file.row(f"{sql} AND {self._file.intact('pages')} LIMIT 1", article)
        return (row[0], time_of(row[1])) if row else None

    def article_of(self, page: str) -> str:
        """Return the key of the article a page led to at its last visit; the page's own if unknown."""
        row = self._page("SELECT article FROM pages WHERE key = ? AND article <> ''", page)
        return str(row[0]) if row else page

    def _page(self, sql: str, key: str) -> Any:
        """Return the row of a page that is as it was written, None where it is not selected."""
        return self._file.row(f"{sql} AND {self._file.intact('pages')}", key)

    def make_due(self, keys: Iterable[str], now: datetime) -> None:
        """Let pages be visited from now on, whatever they were waiting for."""
        with self._file.writing():
            self._file.db.executemany(
                "UPDATE pages SET not_before = ? WHERE key = ?",
                [(text_of(now), key) for key in keys],
            )

    def keep_failure(self, failed: FailedVisit) -> None:
        """Keep that a visit gave no article. Inside of a transaction."""
        moment = text_of(failed.now)
        self._file.run(
            "INSERT INTO pages VALUES (?, ?, ?, '', '', ?, ?, ?, ?, ?, ?, 0)"
            " ON CONFLICT (key) DO UPDATE SET visited = excluded.visited, cause = excluded.cause,"
            " not_before = excluded.not_before, problem = excluded.problem, problem_since ="
            " CASE problem WHEN '' THEN excluded.problem_since ELSE problem_since END",
            failed.key, failed.url, failed.site, moment, moment, text_of(failed.not_before),
            failed.problem, moment, failed.cause,
        )  # fmt: skip
