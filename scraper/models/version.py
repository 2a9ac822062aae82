"""What a version of an article is, and what is different between two. Pure.

A version is an article's key and the digest of its cleaned title and text, at its place in the
article's history. Whatever else moves on the page (rankings, related links, counters, the markup)
makes no version; neither does white space. A paragraph that stands on the page before and after, and
was only once taken for body text, makes none either. A text that returns is a version again, so that
the newest is what the page shows.
"""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b, sha256
from typing import Any, Literal

from scraper.models.times import iso

SCHEMA = 1
"""Of what the outputs hold for a version. It goes up when a field is renamed or changes meaning;
a field that is new leaves it."""

MOST_OF_A_TEXT = 2
"""Versions of one article that have the same text. Two, as an edit that is undone takes; a page that
alternates (two headlines on trial, two servers of which one is late) would take one a visit."""

GONE = "gone"
"""The `status` of a row that says that an article was taken down."""

CELL_SEPARATOR = " | "  # between the cells of a table's row in a text
_MARKER = re.compile(r" {0,40}(?:-|\d{1,4}\.) ")  # of a list's item, at the beginning of a line

Change = Literal["new", "changed", "unchanged"]
Mark = Literal["", "gone", "back"]
"""What is said of a version: that it was seen, that its article was taken down, that it is back."""


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """One version as it was first seen, or a mark on the newest version of an article. `seq` counts
    all versions and marks of a state from 1."""

    seq: int
    key: str  # of the article; the same for all spellings of its URL
    number: int  # of the version, from 1
    digest: str
    site: str
    url: str
    seen_at: datetime  # UTC
    capture: str  # id in the store
    stamp: str  # what it was extracted with
    fields: Mapping[str, Any]  # as `Article.to_dict` gives them
    markdown: str
    cluster: str = ""  # key of the first article with the same text; "" where it is not known
    mark: Mark = ""
    marked_at: datetime | None = None  # UTC; when the mark was made

    @property
    def title(self) -> str:
        """The headline, "" without one."""
        return str(self.fields.get("title", ""))

    @property
    def text(self) -> str:
        """The body."""
        return str(self.fields.get("text", ""))

    @property
    def gone_at(self) -> str | None:
        """When the article was found to be taken down; None where it is there."""
        return iso(self.marked_at) if self.mark == GONE and self.marked_at else None

    @property
    def identity(self) -> tuple[str, str]:
        """The article's key and the text's digest: what two states have in common of a version."""
        return (self.key, self.digest)

    def row(self) -> dict[str, Any]:
        """Return the line of an output that only grows: the record, with `gone_at` in any case. That of a
        mark has the mark's time, and if the article was taken down the `status` "gone"."""
        row = self.record() | {"gone_at": self.gone_at}
        if self.marked_at:
            row["seen_at"] = iso(self.marked_at)
        return row | ({"status": GONE} if self.gone_at else {})

    def record(self) -> dict[str, Any]:
        """Return, ready for JSON, what identifies the version, then the article's fields; with
        `gone_at` if it was taken down."""
        identity = {
            "schema": SCHEMA,
            "site": self.site,
            "key": self.key,
            "version": self.number,
            "digest": self.digest,
            "seen_at": iso(self.seen_at),
            "capture": self.capture,
            "url": self.url,
            "story": self.cluster or self.key,
        } | ({"gone_at": self.gone_at} if self.gone_at else {})
        return identity | {("page_url" if k == "url" else k): v for k, v in self.fields.items()}


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was read from one capture of a page, by keys of its lines (`line_keys`): the title, the
    lines that were kept as the article's text, and all lines of the page."""

    title: str
    kept: tuple[str, ...]
    page: tuple[str, ...]

    @classmethod
    def of(cls, fields: Mapping[str, Any], page: tuple[str, ...]) -> "PageReading":
        """Return the reading of an article's fields on a page with these lines."""
        title = " ".join(str(fields.get("title", "")).split())
        return cls(title, tuple(line_keys((str(fields.get("text", "")),))), page)


def line_keys(texts: Iterable[str]) -> Iterator[str]:
    """Yield 12 hex digits for each line, or cell of a table's row, that is not empty, whatever its
    white space and the marker of a list's item."""
    for text in texts:
        for line in text.splitlines():
            for part in _MARKER.sub("", line, count=1).split(CELL_SEPARATOR):
                if words := part.split():
                    normal = unicodedata.normalize("NFC", " ".join(words))
                    yield blake2b(normal.encode("utf-8", "replace"), digest_size=6).hexdigest()


def is_same_reading(before: PageReading, now: PageReading) -> bool:
    """Say whether two captures show the same article, though not the same lines were kept.

    They do if the title is the same, each line that was kept in one of them stands on both pages,
    and the lines kept in both come in the same order.
    """
    if before.title != now.title:
        return False
    old, new = Counter(before.kept), Counter(now.kept)
    old_page, new_page = Counter(before.page), Counter(now.page)
    came = (line for line in new if new[line] > max(old[line], old_page[line]))
    went = (line for line in old if old[line] > max(new[line], new_page[line]))
    if any(True for _ in came) or any(True for _ in went):
        return False
    both = {line for line in old if old[line] == new[line]}
    return _only(both, before.kept) == _only(both, now.kept)


def _only(wanted: set[str], lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line in wanted]


def makes_version(digest: str, newest: str, times: int) -> bool:
    """Say whether a text is a version of an article: its digest is not that of the newest version (""
    before the first), and the article had this text less than `MOST_OF_A_TEXT` `times`."""
    return digest != newest and times < MOST_OF_A_TEXT


def article_digest(title: str, text: str) -> str:
    """Return a digest of the cleaned article that white space does not change."""
    paragraphs = [" ".join(part.split()) for part in (title, *text.splitlines())]
    content = "\n".join(part for part in paragraphs if part)
    normal = unicodedata.normalize("NFC", content)
    return sha256(normal.encode("utf-8", "replace")).hexdigest()


def paragraph_changes(before: ArticleVersion, after: ArticleVersion) -> Iterator[str]:
    """Yield the paragraphs that went ("- ") and came ("+ "), and those around them (" "), as a diff does.

    The title counts as first paragraph.
    """
    old, new = _paragraphs(before), _paragraphs(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(n=1):
        for kind, old_from, old_to, new_from, new_to in group:
            if kind == "equal":
                yield from (f"  {line}" for line in old[old_from:old_to])
                continue
            yield from (f"- {line}" for line in old[old_from:old_to])
            yield from (f"+ {line}" for line in new[new_from:new_to])


def _paragraphs(version: ArticleVersion) -> list[str]:
    lines = (" ".join(line.split()) for line in (version.title, *version.text.splitlines()))
    return [line for line in lines if line]
