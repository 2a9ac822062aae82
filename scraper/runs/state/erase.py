"""Articles taken out of the state for good: their versions, and every other row that names them.

One transaction; then the file is written again (`StateFile.db.scrub`). Counts go on where they were, so
outputs keep their place.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scraper.runs.state.database import StateFile

_QUOTED = re.compile(r'"[^"]*"')
_ERASED = '"..."'  # in place of what was quoted from pages
_OF_ARTICLES = ("marks", "blocks", "sketches")  # tables with a row or more for an article's key


@dataclass(frozen=True, slots=True)
class ErasedArticles:
    """What a state has of erased pages. `keys` are those of articles of which no version stays; `stories`
    maps those by which similar articles are grouped to the keys that take their place."""

    keys: frozenset[str]
    versions: int
    pages: int
    stories: Mapping[str, str]
    sites: frozenset[str] = frozenset()  # all that were visited: each may have outputs of its own


@dataclass(frozen=True, slots=True)
class StateErasure:
    """What is to be erased from a state: pages, by URL or key, and versions from captures."""

    covers: Callable[[str], bool]
    captures: frozenset[str]

    def find(self, file: StateFile) -> ErasedArticles:
        """Return what the state has of it."""
        seqs = self._versions(file)
        keys = frozenset(key for key, versions in seqs.items() if all(versions.values()))
        return ErasedArticles(
            keys,
            sum(sum(versions.values()) for versions in seqs.values()),
            len(self._pages(file)),
            _successors(file, keys),
            frozenset(
                name
                for (name,) in file.rows("SELECT name FROM sites UNION SELECT site FROM versions")
            ),
        )

    def carry_out(self, file: StateFile) -> None:
        """Erase it, in one transaction, and then from the bytes of the file."""
        found = self.find(file)
        with file.writing():
            for key, versions in self._versions(file).items():
                _erase_versions(file, key, [seq for seq, goes in versions.items() if goes])
            for key in found.keys:
                _regroup(file, key, found.stories.get(key))
                for table in _OF_ARTICLES:
                    file.run(f"DELETE FROM {table} WHERE key = ?", key)  # noqa: S608  # our own names
            for key in self._pages(file):
                file.run("DELETE FROM pages WHERE key = ?", key)
            file.run("UPDATE pages SET article = '' WHERE article <> '' AND article NOT IN (SELECT key FROM versions)")  # fmt: skip
            self._erase_observations(file)
            self._erase_alarms(file)
            self._erase_reports(file)
        file.db.scrub()

    def _versions(self, file: StateFile) -> dict[str, dict[int, bool]]:
        """Return the articles with a version that goes: of each version its `seq`, and whether it goes."""
        articles: dict[str, dict[int, bool]] = {}
        rows = file.rows("SELECT seq, key, url, capture FROM versions")
        for seq, key, url, capture in rows:
            goes = capture in self.captures or self.covers(key) or self.covers(url)
            articles.setdefault(key, {})[seq] = goes
        return {key: versions for key, versions in articles.items() if any(versions.values())}

    def _pages(self, file: StateFile) -> list[str]:
        return [
            key for key, url in file.rows("SELECT key, url FROM pages") if self._names(key, url)
        ]

    def _erase_observations(self, file: StateFile) -> None:
        for site, key, text in file.rows("SELECT site, key, sight FROM sights"):
            if self._names(key, str(json.loads(text).get("url", ""))):
                file.run("DELETE FROM sights WHERE site = ? AND key = ?", site, key)

    def _erase_alarms(self, file: StateFile) -> None:
        for number, evidence, pages in file.rows("SELECT number, evidence, pages FROM alarms"):
            named = json.loads(pages)
            kept = self._kept(named)
            if len(kept) < len(named):
                row = (_QUOTED.sub(_ERASED, evidence), json.dumps(kept), number)
                file.run("UPDATE alarms SET evidence = ?, pages = ? WHERE number = ?", *row)

    def _erase_reports(self, file: StateFile) -> None:
        for number, text in file.rows("SELECT number, report FROM runs"):
            report, changed = json.loads(text), False
            for alarm in report.get("alarms", ()):
                kept = self._kept(alarm["pages"])
                if len(kept) < len(alarm["pages"]):
                    quoted = _QUOTED.sub(_ERASED, alarm["evidence"])
                    alarm.update(pages=kept, evidence=quoted)
                    changed = True
            if changed:
                file.run("UPDATE runs SET report = ? WHERE number = ?", json.dumps(report), number)

    def _kept(self, urls: Iterable[str]) -> list[str]:
        return [url for url in urls if not self.covers(url)]

    def _names(self, *addresses: str) -> bool:
        return any(map(self.covers, addresses))


def _erase_versions(file: StateFile, key: str, seqs: list[int]) -> None:
    for seq in seqs:
        file.run(
            "DELETE FROM blocks WHERE key = ? AND number = (SELECT number FROM versions WHERE seq = ?)",
            key, seq,
        )  # fmt: skip
        file.run("DELETE FROM contents WHERE seq = ?", seq)
        file.run("DELETE FROM versions WHERE seq = ?", seq)


def _successors(file: StateFile, keys: frozenset[str]) -> dict[str, str]:
    """Return, for each key after which a story is named, that of its next article that stays."""
    return {key: other for key in keys for other in _others(file, key) if other not in keys}


def _others(file: StateFile, key: str) -> Iterator[str]:
    """Yield the keys of the other articles of a story that is named after one, newest first."""
    sql = (
        "SELECT other.key FROM sketches AS first JOIN sketches AS other ON other.story = first.id"
        " WHERE first.key = ? AND first.story = first.id AND other.id <> first.id ORDER BY other.id DESC"
    )
    for (other,) in file.rows(sql, key):
        yield other


def _regroup(file: StateFile, key: str, successor: str | None) -> None:
    """Give the story of an article that goes the name of another; take it out of the search by likeness."""
    row: tuple[Any, ...] | None = file.row("SELECT id FROM sketches WHERE key = ?", key)
    if row is None:
        return
    file.run("DELETE FROM bands WHERE id = ?", row[0])
    if successor is not None:
        (new,) = file.row("SELECT id FROM sketches WHERE key = ?", successor)
        file.run("UPDATE sketches SET story = ? WHERE story = ?", new, row[0])
