"""The versions of an article, worked out by a worker: those that scheduled runs recorded, else those that captures make."""

from dataclasses import dataclass, replace

from scraper.models.version import ArticleVersion, article_digest, paragraph_changes
from scraper.review.tasks import StoredPageTask
from scraper.review.word_changes import Change, changes_of
from scraper.runs.state import State
from scraper.store import Extractions, Store
from scraper.text import count_words
from scraper.urls import page_key

MOST_CAPTURES = 200  # of a page that are looked through for versions
MOST_CHANGES = 400  # lines of the difference of two versions


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of an article, and what is different from the one before."""

    number: int
    seen_at: str
    title: str
    words: int
    capture: str
    restamped: bool  # extracted by another program version or with other rules than the one before
    changes: tuple[Change, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of an article, newest first: `recorded` by scheduled runs, or derived from what
    was extracted of the stored captures."""

    recorded: bool
    versions: tuple[VersionView, ...]


def versions_of(task: StoredPageTask) -> Versions:
    """Return the versions of the article of a stored page."""
    found = _recorded(task)
    recorded = bool(found)
    found = found or _versions_of_captures(task)
    views = [
        _version_view(version, before)
        for before, version in zip([None, *found], found, strict=False)
    ]
    return Versions(recorded, tuple(reversed(views)))


def _recorded(task: StoredPageTask) -> list[ArticleVersion]:
    state = State.reader(task.root)
    if state is None:
        return []
    with state:
        return state.articles.history(state.pages.article_of(page_key(task.url)))[-MOST_CAPTURES:]


def _versions_of_captures(task: StoredPageTask) -> list[ArticleVersion]:
    """Return the captures whose kept extraction has another title or text than the one before."""
    found: list[ArticleVersion] = []
    kept = Extractions.reader(task.root)
    if kept is None:
        return []
    with kept, Store.reader(task.root) as store:
        captures = store.captures_of(task.url, MOST_CAPTURES)
        for entry in reversed(captures):
            extraction = kept.newest(entry.id)
            if extraction is None or not extraction.fields.get("text"):
                continue
            fields = extraction.fields
            digest = article_digest(str(fields.get("title") or ""), str(fields["text"]))
            if found and found[-1].digest == digest:
                continue
            number = len(found) + 1
            found.append(
                ArticleVersion(
                    number, page_key(task.url), number, digest, "", entry.final_url, entry.fetched_at,
                    entry.id, str(extraction.stamp), fields, "",
                )
            )  # fmt: skip
    return found


def _version_view(version: ArticleVersion, before: ArticleVersion | None) -> VersionView:
    view = VersionView(
        version.number, f"{version.seen_at:%Y-%m-%d %H:%M} UTC", version.title,
        count_words(version.text), version.capture, False,
    )  # fmt: skip
    if before is None:
        return view
    lines = list(paragraph_changes(before, version))
    return replace(
        view,
        restamped=version.stamp != before.stamp,
        changes=changes_of(lines[:MOST_CHANGES]),
        left_out=max(0, len(lines) - MOST_CHANGES),
    )
