"""What more than one command prints, and what they open to print it."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.options import ago
from scraper.cli.terminal import complain, one_line, write
from scraper.errors import OutputError
from scraper.files.atomic import write_atomic
from scraper.models.alarm import Alarm
from scraper.models.run import SiteTally
from scraper.models.times import iso, iso_exact
from scraper.render import dumps
from scraper.schedule.cadence import is_span

if TYPE_CHECKING:
    from scraper.store import Entry, Store

HTML_REPORT = re.compile(
    rb"^<!DOCTYPE html>.{0,300}default-src &#39;none&#39;; style-src &#39;sha256-", re.DOTALL
)
RUN_REPORT = re.compile(rb'^\{\s*"schema": \d+,\s*"run": \d+,')
"""How the reports begin that are written again and again: a file that begins so is replaced."""
_HEAD = 1000  # bytes
SHORT_ID = 12  # digits shown in listings; any beginning that is unique finds the capture


def open_reader(path: Path) -> "Store":
    """Return the store at a path, open for reading."""
    from scraper.store import Store  # noqa: PLC0415  # SQLite and warcio, which few commands need

    return Store.reader(path)


def open_writer(path: Path, *, create: bool = True) -> "Store":
    """Return the store at a path, open for writing; say what had to be repaired first."""
    from scraper.store import Store  # noqa: PLC0415  # as above

    store = Store.open(path, create=create)
    if repaired := store.recovered.recovery:
        complain(f"{path}: {repaired}")
    return store


def entry_line(entry: "Entry") -> str:
    """Return one capture as `scraper list` prints it."""
    mark = f" [cut: {entry.truncated}]" if entry.truncated else ""
    title = f"  {entry.title}" if entry.title else ""
    return one_line(
        f"{entry.id[:SHORT_ID]}  {iso(entry.fetched_at)}  {entry.status:3}  "
        f"{entry.verdict or '-':13}  {size_text(entry.bytes):>8}  {entry.final_url}{mark}{title}"
    )


def size_text(count: int) -> str:
    """Return a number of bytes with its unit: "999 B", "1.2 kB", "3.4 MB"."""
    if count < 1000:
        return f"{count} B"
    if count < 1_000_000:
        return f"{count / 1000:.1f} kB"
    return f"{count / 1_000_000:.1f} MB"


def json_line(value: dict[str, Any]) -> str:
    """Return JSON on one line, moments in UTC; control characters stand in strings, escaped."""
    return dumps(value, default=_json_value)


def _json_value(value: datetime) -> str:
    return iso_exact(value)


def moment_of(text: str, now: datetime) -> datetime | None:
    """Return the moment that a date, a time in UTC or a span before now names; None for ""."""
    if not text:
        return None
    if is_span(text):
        return ago(text, now, "--since")
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        message = f"{text!r} is neither a date, a time nor a span such as 24h"
        raise click.BadParameter(message, param_hint="--since") from error


def withheld_line(tally: SiteTally) -> str:
    """Return why a site is withheld, and what that means."""
    return f"withheld ({tally.withheld}): its pages wait, and one is asked for at each visit"


def counts_line(tally: SiteTally) -> str:
    """Return how the pages of one visit to a site ended, in words."""
    parts = [f"{tally.new} new", f"{tally.changed} changed", f"{tally.unchanged} unchanged"]
    if tally.failed:
        parts.append(f"{tally.failed.total()} failed ({_by_kind(tally)})")
    if tally.not_asked:
        parts.append(f"{tally.not_asked.total()} not asked for")
    if tally.waiting:
        parts.append(f"{tally.waiting} left in quarantine")
    if not tally.found and not tally.sources:
        parts.append("no articles found")
    if tally.unreachable:
        parts.append("could not be read")
    if tally.gone:
        parts.append(f"{tally.gone} taken down")
    return ", ".join(parts)


def how_to_accept(alarm: Alarm) -> str:
    """Return what to do about an alarm that is open."""
    name = alarm.site
    return f"`scraper status --accept {name}` ends it, if this is how the site is now"


def _by_kind(tally: SiteTally) -> str:
    """Return how many pages failed in which way."""
    return ", ".join(f"{kind} {count}" for kind, count in sorted(tally.failed.items()))


def write_html(target: str, page: str, *, force: bool) -> None:
    """Write a report completely or not at all. One that we wrote before is replaced. Raises OutputError
    if the file is another one."""
    if target == "-":
        write(page)
    else:
        path = Path(target)
        write_atomic(path, page, overwrite=force or _begins_with(path, HTML_REPORT))


def require_replaceable(path: Path) -> None:
    """Raise OutputError for a file that exists and is no report of a run."""
    if path.is_file() and path.stat().st_size and not _begins_with(path, RUN_REPORT):
        raise OutputError(str(path), "exists and is no report of a run; name another file")


def _begins_with(path: Path, pattern: re.Pattern[bytes]) -> bool:
    """Say whether a file is one that we wrote, by its beginning; False where it can't be read."""
    try:
        with path.open("rb") as stream:
            return pattern.search(stream.read(_HEAD)) is not None
    except OSError:
        return False
