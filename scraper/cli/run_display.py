"""What a run says while it is under way: lines that are redrawn on a terminal, else a line for each event
with time, level and site, as logs have them."""

import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from scraper.cli.printing import counts_line
from scraper.cli.progress import live_lines
from scraper.cli.terminal import complain, one_line
from scraper.cli.verbose import is_verbose
from scraper.errors import OutputError, reason_of
from scraper.fetch.dispatch import RETRIED
from scraper.files.rotation import rotate
from scraper.models.run_event import Level, RunEvent, RunProgress
from scraper.models.times import local_iso, utc_now
from scraper.runs.progress import RunObserver
from scraper.text import counted

REDRAWN = 0.5  # seconds, after which it is asked again how far a run is
NOTED = 10.0  # seconds that a record of the fetcher is shown
MOST_NAMED = 3  # sites that are named; the others are counted


def log(level: Level, text: str) -> None:
    """Write a message: on a terminal as every command does, else as a line of a log."""
    if sys.stderr.isatty():
        complain(text)
    else:
        click.echo(log_line(utc_now(), level, text), err=True)


def log_line(now: datetime, level: str, text: str) -> str:
    """Return a line of a log: time with the offset of its zone, level, and text with its site first."""
    return f"{local_iso(now)} {level} {one_line(text)}"


def log_to(file: Path) -> None:
    """Send all that this process and those it starts print as messages to the end of a file, which is
    put aside first if it is large. Raises OutputError."""
    try:
        rotate(file)
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    except OSError as error:
        raise OutputError(str(file), f"can't be written: {reason_of(error)}") from error
    os.dup2(descriptor, sys.stderr.fileno())
    os.close(descriptor)


@contextmanager
def observer(reported: set[str]) -> Iterator[RunObserver]:
    """Yield who hears of a run, and says so on standard error. The sites whose counts were written when
    their visit ended are added to `reported`."""
    if sys.stderr.isatty():
        with _on_terminal() as watcher:
            yield watcher
    else:
        _time_records()
        with _hearing_the_fetcher(_FirstRetries()):
            yield RunObserver(partial(_log_event, reported))


def event_text(event: RunEvent) -> str:
    """Return an event in one line, its site first."""
    text = counts_line(event.tally) if event.tally is not None else event.text
    return f"{event.site}: {text}" if event.site else text


def progress_lines(progress: RunProgress, seconds: float, note: str = "") -> list[str]:
    """Return how far a run is after so many seconds: what is done and how fast, the sites under way, what
    it waits for, and the page that comes next. `note` is what the fetcher said last."""
    lines = [_done_line(progress, seconds)]
    if progress.under_way:
        named = [
            _share(site.name, site.done, site.pages) for site in progress.under_way[:MOST_NAMED]
        ]
        more = len(progress.under_way) - len(named)
        lines.append("under way: " + ", ".join([*named, *([f"{more} more"] if more else [])]))
    waits = [*progress.resting[:MOST_NAMED], *([note] if note else [])]
    if waits:
        lines.append("waits: " + "; ".join(waits))
    if progress.upcoming:
        lines.append(f"next: {progress.upcoming}")
    return [one_line(line) for line in lines]


def _done_line(progress: RunProgress, seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    clock = f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
    if progress.stage == "start points":
        read = f"{progress.sites_done} of {counted(progress.sites, 'site')}"
        return f"{clock}  start points of {read} read"
    done = f"{progress.pages_done} of {counted(progress.pages, 'page')}"
    rate = progress.pages_done / seconds if seconds else 0.0
    parts = f"{counted(progress.articles, 'article')}, {progress.failed} failed"
    return f"{clock}  {done}, {rate:.1f} a second; {parts}"


def _share(name: str, done: int, pages: int) -> str:
    return f"{name} {done} of {pages}" if pages else name


def _log_event(reported: set[str], event: RunEvent) -> None:
    if event.tally is not None:
        reported.add(event.site)
    click.echo(log_line(utc_now(), event.level, event_text(event)), err=True)


@contextmanager
def _on_terminal() -> Iterator[RunObserver]:
    """Yield an observer that redraws how far the run is, with warnings above; counts come at the end."""
    began = time.monotonic()
    shown = _Shown()
    handler = _LastRecord()
    with (
        _hearing_the_fetcher(handler),
        live_lines(lambda: shown.lines(time.monotonic() - began, handler.text)) as say,
    ):
        yield RunObserver(
            lambda event: None if event.level == "info" else say(event_text(event)), shown.watch
        )


@contextmanager
def _hearing_the_fetcher(handler: logging.Handler) -> Iterator[None]:
    """Give a handler what the fetcher logs, also what is only unusual."""
    logger = logging.getLogger("scraper.fetch")
    level = logger.level
    logger.setLevel(min(logger.getEffectiveLevel(), logging.INFO))
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


class _Shown:
    """How far the run was when it was asked last."""

    def __init__(self) -> None:
        self._progress: RunProgress | None = None
        self._asked = 0.0

    def watch(self, progress: Callable[[], RunProgress]) -> None:
        """Ask how far the run is, unless that was asked a moment ago."""
        now = time.monotonic()
        if now - self._asked >= REDRAWN:
            self._progress, self._asked = progress(), now

    def lines(self, seconds: float, note: str) -> Sequence[str]:
        """Return the lines to draw."""
        if self._progress is None:
            return [f"0:00:{min(int(seconds), 59):02}  looking for what is due"]
        return progress_lines(self._progress, seconds, note)


class _LastRecord(logging.Handler):
    """Keeps what the fetcher logged last, such as that a host is asked more slowly."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._text, self._at = "", 0.0

    def emit(self, record: logging.LogRecord) -> None:
        self._text, self._at = record.getMessage(), time.monotonic()

    @property
    def text(self) -> str:
        """The last record, "" if it is old."""
        return self._text if time.monotonic() - self._at < NOTED else ""


class _FirstRetries(logging.Handler):
    """Writes the first retry of each host, so that a log says what a run waits for; -v writes them all."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._named: set[str] = set()
        self._all_are_written = is_verbose()

    def emit(self, record: logging.LogRecord) -> None:
        host = getattr(record, RETRIED, "")
        if host and host not in self._named and not self._all_are_written:
            self._named.add(host)
            log("info", record.getMessage())


class _TimedLines(logging.Formatter):
    """Writes records of -v as lines of a log."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created).astimezone()
        return log_line(moment, record.levelname.lower(), super().format(record))


def _time_records() -> None:
    for handler in logging.getLogger("scraper").handlers:
        if handler.formatter is not None:
            handler.setFormatter(_TimedLines("%(name)s: %(message)s"))
