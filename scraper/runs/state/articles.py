"""Every version of every article, and when articles were taken down.

Versions and marks (an article was taken down, or is back) share one count, `seq`, by which outputs know
how far they are.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from scraper.errors import StoreDamaged
from scraper.models.alarm import PageObservation
from scraper.models.version import (
    ArticleVersion,
    Mark,
    PageReading,
    article_digest,
    is_same_reading,
    makes_version,
)
from scraper.runs.state.database import REMEDY, StateFile, text_of

BATCH = 200  # versions that are read, and given to an output, at a time
_MARKS = "JOIN marks ON marks.key = versions.key AND marks.number = versions.number "
_GONE_CAUSES = ("http_404", "http_410")  # a page that was taken down


@dataclass(frozen=True, slots=True)
class PageVisit:
    """A page that gave an article. `key` is the page's, `article` the key of where it led to."""

    key: str
    url: str
    site: str
    article: str
    payload: str  # digest of what the text is from: bytes as received, or as scripts made them
    capture: str
    stamp: str
    fields: Any  # a mapping, as `Article.to_dict` gives it
    markdown: str
    now: datetime
    recheck: timedelta  # until the next visit, at least
    recheck_for: timedelta  # since the last change
    observation: PageObservation | None = None  # what it shows of its site
    blocks: tuple[str, ...] = ()  # keys of all lines of the page, kept or dropped
    watched: bool = False  # it is visited again after `recheck`, however long it has not changed


class Articles:
    """Part of a `State`, in its file."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def history(self, article: str) -> list[ArticleVersion]:
        """Return all versions of an article, oldest first."""
        return self._versions("versions.key = ? ORDER BY number", article)

    def newest(self, article: str) -> ArticleVersion | None:
        """Return the newest version of an article; None where it has no version."""
        newest = self._versions("versions.key = ? ORDER BY number DESC LIMIT 1", article)
        return next(iter(newest), None)

    def last_seq(self) -> int:
        """Return the `seq` of the newest version of all; 0 before the first."""
        return int(self._file.row("SELECT coalesce(max(seq), 0) FROM versions")[0])

    def count_after(self, site: str, seq: int) -> int:
        """Count the versions that a site gave after version `seq`."""
        sql = "SELECT count(*) FROM versions WHERE seq > ? AND site = ?"
        return int(self._file.row(sql, seq, site)[0])

    def sites(self) -> list[str]:
        """Return the names of the sites that gave versions."""
        return [name for (name,) in self._file.rows("SELECT DISTINCT site FROM versions")]

    def captures(self) -> Iterator[str]:
        """Yield the captures that versions were extracted from."""
        for (key,) in self._file.rows("SELECT capture FROM versions"):
            yield key

    def are_after(self, seq: int) -> bool:
        """Say whether there are versions or marks after `seq`."""
        sql = "SELECT EXISTS (SELECT 1 FROM versions WHERE seq > ?) + EXISTS (SELECT 1 FROM marks WHERE seq > ?)"
        return bool(self._file.row(sql, seq, seq)[0])

    def after(self, seq: int) -> list[ArticleVersion]:
        """Return the next `BATCH` versions and marks, in their order."""
        versions = self._versions("versions.seq > ? ORDER BY versions.seq LIMIT ?", seq, BATCH)
        sql = (
            f"{self._selected('marks.seq, marks.at, marks.gone')} {_MARKS} WHERE {self._intact}"
            f" AND {self._file.intact('marks')} AND marks.seq > ? ORDER BY marks.seq LIMIT ?"
        )
        marks = [_mark_of(row) for row in self._file.rows(sql, seq, BATCH)]
        return sorted((*versions, *marks), key=lambda each: each.seq)[:BATCH]

    def add(self, visit: PageVisit) -> int:
        """Add the version that a visit makes; return its number, 0 where it makes none. Inside of a
        transaction."""
        key, run = visit.article, self._file.run
        digest = article_digest(str(visit.fields["title"]), str(visit.fields["text"]))
        newest = (
            f"SELECT number, digest FROM versions WHERE key = ? AND {self._intact}"  # noqa: S608  # our own names
            " ORDER BY number DESC LIMIT 1"
        )
        last, before = self._file.row(newest, key) or (0, "")
        same = "SELECT count(*) FROM versions WHERE key = ? AND digest = ?"
        (times,) = self._file.row(same, key, digest)
        if digest == before:
            self._keep_blocks(visit, last)
        if not makes_version(digest, before, times) or self._is_same_reading(visit, last):
            return 0
        added = run(
            "INSERT INTO versions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            key, last + 1, digest, visit.site, visit.url, text_of(visit.now), visit.capture,
            visit.stamp,
        )  # fmt: skip
        content = json.dumps({"fields": dict(visit.fields), "markdown": visit.markdown})
        run("INSERT INTO contents VALUES (?, ?)", added.lastrowid, zlib.compress(content.encode()))
        self._keep_blocks(visit, last + 1)
        return int(last) + 1

    def mark_back(self, article: str, now: datetime) -> None:
        """Mark that an article is there, if it was marked as gone. Inside of a transaction."""
        sql = (
            f"SELECT number, gone FROM marks WHERE key = ? AND {self._file.intact('marks')}"  # noqa: S608  # our own names
            " ORDER BY seq DESC LIMIT 1"
        )
        row = self._file.row(sql, article)
        if row is not None and row[1]:
            self._mark(article, row[0], now, gone=False)

    def mark_gone(self, site: str, now: datetime) -> int:
        """Mark the articles of a site as gone whose server says so at each of their addresses;
        return how many."""
        sql = (
            "SELECT versions.key, max(versions.number) FROM versions WHERE versions.key IN"  # noqa: S608  # our own names
            " (SELECT article FROM pages WHERE site = ? AND problem <> '' AND article <> ''"
            f" AND cause IN (?, ?) AND {self._file.intact('pages')})"
            " AND NOT EXISTS (SELECT 1 FROM pages WHERE article <> '' AND article = versions.key AND"
            " cause NOT IN (?, ?)) AND coalesce((SELECT gone FROM marks WHERE"
            " marks.key = versions.key ORDER BY seq DESC LIMIT 1), 0) = 0 GROUP BY versions.key"
        )
        found = self._file.rows(sql, site, *_GONE_CAUSES, *_GONE_CAUSES)
        with self._file.writing():
            for article, number in found:
                self._mark(article, number, now, gone=True)
        return len(found)

    def _mark(self, article: str, number: int, now: datetime, *, gone: bool) -> None:
        run = self._file.run
        (last,) = self._file.row("SELECT seq FROM sqlite_sequence WHERE name = 'versions'")
        row = (last + 1, article, number, text_of(now), gone)
        run("INSERT INTO marks VALUES (?, ?, ?, ?, ?, 0)", *row)
        run("UPDATE sqlite_sequence SET seq = ? WHERE name = 'versions'", last + 1)

    def _is_same_reading(self, visit: PageVisit, number: int) -> bool:
        """Say whether nothing but verdicts on the page's lines changed since the newest version."""
        sql = "SELECT lines FROM blocks WHERE key = ? AND number = ? AND "
        row = self._file.row(sql + self._file.intact("blocks"), visit.article, number)
        if row is None or not visit.blocks:
            return False
        sql = "SELECT content FROM versions JOIN contents USING (seq) WHERE key = ? AND number = ?"
        (packed,) = self._file.row(sql, visit.article, number) or (b"",)
        fields = _content(packed, visit.article, number)["fields"]
        before = PageReading.of(fields, tuple(zlib.decompress(row[0]).decode().split()))
        return is_same_reading(before, PageReading.of(visit.fields, visit.blocks))

    def _keep_blocks(self, visit: PageVisit, number: int) -> None:
        """Keep the lines of the page that the newest version was read from."""
        if visit.blocks:
            lines = zlib.compress(" ".join(visit.blocks).encode(), 1)
            row = (visit.article, number, lines)
            self._file.run("INSERT OR REPLACE INTO blocks VALUES (?, ?, ?, 0)", *row)

    def _versions(self, where: str, *values: Any) -> list[ArticleVersion]:
        sql = f"{self._selected('versions.seq')} WHERE {self._intact} AND {where}"
        return [_version_of(row) for row in self._file.rows(sql, *values)]

    @property
    def _intact(self) -> str:
        return self._file.intact("versions")

    def _selected(self, first: str) -> str:
        """Return a SELECT of the columns of `first` and those of a version, with the key of the first
        article like it."""
        own, its_first = (self._file.intact("sketches", alias) for alias in ("own", "first"))
        return f"""
            SELECT {first}, versions.key, versions.number, digest, site, url, seen, capture, stamp,
            content, (
                SELECT first.key FROM sketches AS own JOIN sketches AS first ON first.id = own.story
                WHERE own.key = versions.key AND {own} AND {its_first}
            ) FROM versions JOIN contents ON contents.seq = versions.seq
        """  # noqa: S608  # our own names


def _version_of(row: Sequence[Any]) -> ArticleVersion:
    seq, key, number, digest, site, url, seen, capture, stamp, packed, cluster = row
    content = _content(packed, key, number)
    return ArticleVersion(
        seq=seq,
        key=key,
        number=number,
        digest=digest,
        site=site,
        url=url,
        seen_at=datetime.fromisoformat(seen),
        capture=capture,
        stamp=stamp,
        fields=content["fields"],
        markdown=content["markdown"],
        cluster=cluster or "",
    )


def _content(packed: bytes, key: str, number: int) -> Any:
    """Return what a version says. Raises StoreDamaged where it can't be read."""
    try:
        return json.loads(zlib.decompress(packed))
    except (zlib.error, ValueError) as error:
        raise StoreDamaged(key, f"version {number} can't be read ({error}); {REMEDY}") from error


def _mark_of(row: Sequence[Any]) -> ArticleVersion:
    seq, at, gone, *version = row
    mark: Mark = "gone" if gone else "back"
    return replace(_version_of((seq, *version)), mark=mark, marked_at=datetime.fromisoformat(at))
