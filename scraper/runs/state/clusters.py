"""Clusters of articles with nearly one text: agency copy on several sites, one text under several URLs.

Each article has one sketch, of its newest version, and each band of it leads to those that share
it. An article joins a cluster when it first comes, and stays there: outputs have it by then.
Work and space are the same for each article, however many are known: 24 look-ups, at most
`NEIGHBOURS` sketches for each, 0.7 kB. With 1,000,000 known, one takes
8 to 11 ms, the sketch and the sync of the disk included.
"""

import json
from dataclasses import dataclass
from typing import Any

from scraper.files.sqlite import Database
from scraper.runs.state.likeness import (
    ALIKE,
    bands,
    likeness,
    sketch,
)

NEIGHBOURS = 20  # newest of a band that are compared: more come only of texts that all share


@dataclass(frozen=True, slots=True)
class SimilarArticle:
    """An article that is like another. `likeness` is the share of text in common, 0 to 1."""

    key: str
    likeness: float
    same_cluster: bool


class Clusters:
    """Part of a `State`: its connection, in its transactions."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._intact = db.intact("sketches")

    def place(self, key: str, text: str) -> None:
        """Keep an article's sketch; one that is new joins the cluster it is most like."""
        made = sketch(text)
        before = self._sketch(key)
        if before is None:
            self._join(key, made)
        elif before[1] != made:
            number, old = before
            self._unlist(number, old)
            self._db.execute("UPDATE sketches SET sketch = ? WHERE id = ?", (made, number))
            self._list(number, made)

    def knows(self, key: str) -> bool:
        """Say whether an article has its place."""
        return self._sketch(key) is not None

    def alike(self, key: str) -> list[SimilarArticle]:
        """Return the other articles of a cluster, and those that are like it; most alike first."""
        row = self._row("SELECT id, story, sketch FROM sketches WHERE key = ?", key)
        if row is None:
            return []
        number, cluster, made = row
        near = self._near(made) | {
            id_: (key, other, cluster)
            for id_, key, other in self._db.rows(
                f"SELECT id, key, sketch FROM sketches WHERE story = ? AND {self._intact}",  # noqa: S608  # our own names
                (cluster,),
            )
        }
        found = [
            SimilarArticle(key, likeness(made, other), its_cluster == cluster)
            for id_, (key, other, its_cluster) in near.items()
            if id_ != number
        ]
        wanted = [each for each in found if each.same_cluster or each.likeness >= ALIKE]
        return sorted(wanted, key=lambda each: (-each.likeness, each.key))

    def with_several(self, limit: int) -> list[list[str]]:
        """Return the keys of the articles of each cluster with more than one, newest cluster first, each
        with its first article first."""
        sql = "SELECT story FROM sketches WHERE id <> story GROUP BY story ORDER BY story DESC LIMIT ?"
        return [
            [key for (key,) in self._db.rows(f"{_OF_CLUSTER} AND {self._intact} ORDER BY id", row)]
            for row in self._db.rows(sql, (limit,))
        ]

    def _join(self, key: str, made: bytes) -> None:
        number = self._db.execute(
            "INSERT INTO sketches (key, story, sketch) VALUES (?, 0, ?)", (key, made)
        ).lastrowid
        best = max(
            (
                (likeness(made, other), -id_, cluster)
                for id_, (_, other, cluster) in self._near(made).items()
            ),
            default=(0.0, 0, 0),
        )
        cluster = best[2] if best[0] >= ALIKE else number
        self._db.execute("UPDATE sketches SET story = ? WHERE id = ?", (cluster, number))
        self._list(number, made)

    def _near(self, made: bytes) -> dict[int, tuple[str, bytes, int]]:
        """Return key, sketch and cluster of articles that share a band, by number."""
        numbers = {
            number
            for bucket in bands(made)
            for (number,) in self._db.rows(
                "SELECT id FROM bands WHERE bucket = ? ORDER BY id DESC LIMIT ?",
                (bucket, NEIGHBOURS),
            )
        }
        sql = "SELECT id, key, sketch, story FROM sketches WHERE id IN (SELECT value FROM json_each(?))"
        rows = self._db.rows(f"{sql} AND {self._intact}", (json.dumps(list(numbers)),))
        return {number: (key, other, cluster) for number, key, other, cluster in rows}

    def _sketch(self, key: str) -> tuple[int, bytes] | None:
        row = self._row("SELECT id, sketch FROM sketches WHERE key = ?", key)
        return None if row is None else (row[0], row[1])

    def _row(self, sql: str, key: str) -> Any:
        return self._db.row(f"{sql} AND {self._intact}", (key,))

    def _list(self, number: int, made: bytes) -> None:
        rows = [(bucket, number) for bucket in bands(made)]
        self._db.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", rows)

    def _unlist(self, number: int, made: bytes) -> None:
        rows = [(bucket, number) for bucket in bands(made)]
        self._db.executemany("DELETE FROM bands WHERE bucket = ? AND id = ?", rows)


_OF_CLUSTER = "SELECT key FROM sketches WHERE story = ?"


def bands_are_whole(db: Database) -> bool:
    """Say whether the bands of all sketches are listed, and no others."""
    count = 0
    for number, made in db.each("SELECT id, sketch FROM sketches"):
        buckets = set(bands(made))
        marks = ", ".join("?" * len(buckets))
        sql = f"SELECT count(*) FROM bands WHERE id = ? AND bucket IN ({marks})"  # noqa: S608
        if db.rows(sql, (number, *buckets))[0][0] != len(buckets):
            return False
        count += len(buckets)
    return bool(db.rows("SELECT count(*) FROM bands")[0][0] == count)
