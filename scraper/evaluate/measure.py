"""Runs extractors over cases, one page after the other in this process, and scores each page.

Every extractor sees a page right after the others saw it, so that ratios of their times hold
on a machine that is busy now and idle a minute later. Each gets a bounded time for a page
through an interval timer (SIGALRM): an overrun is an error of that page and the run goes on.
The timer interrupts Python code only, not a C parser, and works only in the main thread of
a POSIX system; elsewhere pages run unbounded. Pages are the evaluator's own labelled files,
so this suffices; hostile input belongs to the worker processes that clean pages.
"""

import re
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from scraper.evaluate import score
from scraper.evaluate.labelled_page import LabelledPage, TrueFields
from scraper.text import squash

PAGE_SECONDS = 30.0  # of processor time that an extractor may take for one page
_LIST_MARKER = re.compile(r"^\s*(?:[-*•·]|\d{1,3}[.)])\s+")
OURS = "scraper"  # the name of our own extractor; only it is asked to clean text without markup


@dataclass(frozen=True, slots=True)
class ExtractorOutput:
    """What an extractor made of a page.

    `fields` holds what the extractor offers beside the text ("title", "authors", "date",
    "status", "confidence"). A field that is missing is not scored; a field with the value None was
    searched and not found, which is wrong where the label has a value.
    """

    text: str
    fields: Mapping[str, Any] = field(default_factory=dict)


Extractor = Callable[[LabelledPage], ExtractorOutput]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """The scores of one extractor on one page. `words` is None if no true text is known."""

    case: str
    seconds: float
    error: str = ""  # of the extractor; its text then counts as empty
    words: score.Prf | None = None
    shingles: score.ShingleShares | None = None
    exact: bool = False
    foreign: int = 0  # headlines of other stories on the page
    leaks: tuple[str, ...] = ()  # those that came out, squashed
    found: tuple[bool, ...] = ()  # for each text that must come out
    wrong: tuple[bool, ...] = ()  # for each text that must not
    right: Mapping[str, bool] = field(default_factory=dict)  # labelled fields the page has
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One page under all extractors: rows and texts by extractor name."""

    case: LabelledPage
    rows: Mapping[str, ScoreRow]
    texts: Mapping[str, str]


class _PageTimeout(BaseException):
    """Not an Exception, so that no extractor takes it for one of its own and goes on."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or not hasattr(signal, "setitimer"):
        yield
        return

    def expire(_signal: int, _frame: FrameType | None) -> None:
        raise _PageTimeout

    before = signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def measure(
    cases: Iterator[LabelledPage],
    extractors: Mapping[str, Extractor],
    page_seconds: float = PAGE_SECONDS,
) -> Iterator[Measured]:
    """Score every case under every extractor, as they come: nothing is held."""
    for case in cases:
        yield _measure_one(case, extractors, page_seconds)


def _measure_one(
    case: LabelledPage, extractors: Mapping[str, Extractor], page_seconds: float
) -> Measured:
    foreign = frozenset[str]()
    if case.labels.text and case.kind == "html":
        blocks = case.labels.blocks
        own = blocks.all_texts() if blocks else case.labels.text
        foreign = score.foreign_headlines(score.link_texts(case.text), own)
    rows, texts = {}, {}
    for name, extractor in extractors.items():
        if case.kind == "text" and name != OURS:
            continue
        output, seconds, error = attempt(extractor, case, page_seconds)
        rows[name] = score_page(case, output, foreign, seconds=seconds, error=error)
        texts[name] = output.text
    return Measured(case, rows, texts)


def attempt(
    extractor: Extractor, case: LabelledPage, page_seconds: float
) -> tuple[ExtractorOutput, float, str]:
    """Return output, seconds and error of one call. Whatever breaks an extractor is a result too."""
    output, error = ExtractorOutput(""), ""
    start = time.perf_counter()
    try:
        with _time_limit(page_seconds):
            output = extractor(case)
    except _PageTimeout:
        error = f"no result after {page_seconds:g} s"
    except Exception as broken:  # noqa: BLE001  # scored and reported: see Row.error
        error = f"{type(broken).__name__}: {broken}"[:200]
    return output, time.perf_counter() - start, error


def score_page(
    case: LabelledPage,
    output: ExtractorOutput,
    foreign: frozenset[str],
    *,
    seconds: float = 0.0,
    error: str = "",
) -> ScoreRow:
    """Return all scores of one output against the labels of its page."""
    labels = case.labels
    text = comparable(output.text, labels)
    known = labels.text is not None
    truth = comparable(labels.text or "", labels)
    return ScoreRow(
        case=case.id,
        seconds=seconds,
        error=error,
        words=score.word_prf(text, truth) if known else None,
        shingles=score.shingle_shares(text, truth) if known else None,
        exact=known and score.is_exact(text, truth),
        foreign=len(foreign),
        leaks=score.leaked(foreign, text),
        found=tuple(score.contains(output.text, snippet) for snippet in labels.present),
        wrong=tuple(score.contains(output.text, snippet) for snippet in labels.absent),
        right=_right_fields(labels, output.fields),
        confidence=output.fields.get("confidence"),
    )


def comparable(text: str, labels: TrueFields) -> str:
    """Return a text as its labels compare it: less optional paragraphs and, if so labelled, markers."""
    if not labels.optional and not labels.bare_lists:
        return text
    optional = {squash(_bare(paragraph)) for paragraph in labels.optional}
    kept = [line for line in text.splitlines() if squash(_bare(line)) not in optional]
    return "\n".join(map(_bare, kept) if labels.bare_lists else kept)


def _bare(line: str) -> str:
    return _LIST_MARKER.sub("", line)


def _right_fields(labels: TrueFields, fields: Mapping[str, Any]) -> dict[str, bool]:
    """Return which labelled fields are right, of those the extractor offers."""
    right: dict[str, bool] = {}
    if labels.title and "title" in fields:
        right["title"] = squash(fields["title"] or "") == squash(labels.title)
    day = score.day_of(labels.date)
    if day and "date" in fields:
        right["date"] = score.day_of(fields["date"]) == day
    if labels.authors and "authors" in fields:
        right["authors"] = score.same_names(fields["authors"] or (), labels.authors)
    if labels.status and "status" in fields:
        right["status"] = fields["status"] == labels.status
    return right
