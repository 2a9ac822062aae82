"""What a version of an article is, and what is different between two. Pure.

A version is an article's key and the digest of its cleaned title and text, at its place in the
article's history. Whatever else moves on the page (rankings, related links, counters, the markup)
makes no version; neither does white space. A text that returns is a version again, so that the newest
is what the page shows.
"""

import difflib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from scraper.models.times import iso

SCHEMA = 1
"""Of what the outputs hold for a version. It goes up when a field is renamed or changes meaning;
a field that is new leaves it."""

MOST_OF_A_TEXT = 2
"""Versions of one article that have the same text. Two, as an edit that is undone takes; a page that
goes to and fro (two headlines on trial, a server that is behind the other) would take one a visit."""

Change = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """One version as it was first seen. `seq` counts all versions of a state from 1."""

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
    story: str = ""  # key of the first article that told the same; "" where it is not known

    @property
    def title(self) -> str:
        """Headline; "" where there is none."""
        return str(self.fields.get("title", ""))

    @property
    def text(self) -> str:
        """The body."""
        return str(self.fields.get("text", ""))

    def record(self) -> dict[str, Any]:
        """JSON-ready: what identifies the version, then the article's fields."""
        identity = {
            "schema": SCHEMA,
            "site": self.site,
            "key": self.key,
            "version": self.number,
            "digest": self.digest,
            "seen_at": iso(self.seen_at),
            "capture": self.capture,
            "url": self.url,
            "story": self.story or self.key,
        }
        return identity | {("page_url" if k == "url" else k): v for k, v in self.fields.items()}


def makes_version(digest: str, newest: str, times: int) -> bool:
    """Whether a text is a version of an article whose newest has the digest `newest` ("" where there
    is none), and which had this text `times` times."""
    return digest != newest and times < MOST_OF_A_TEXT


def article_digest(title: str, text: str) -> str:
    """Names the cleaned article, whatever its white space."""
    paragraphs = [" ".join(part.split()) for part in (title, *text.splitlines())]
    content = "\n".join(part for part in paragraphs if part)
    normal = unicodedata.normalize("NFC", content)
    return sha256(normal.encode("utf-8", "replace")).hexdigest()


def paragraph_changes(before: ArticleVersion, after: ArticleVersion) -> Iterator[str]:
    """Paragraphs that went ("- ") and came ("+ "), and " " for those around them, as in a diff.

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
