"""A site that was explored, as lines of `scraper.toml`. Pure: text out, nothing is written."""

import json
import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from scraper.config.values import SHARD
from scraper.extras import install_command
from scraper.schedule.cadence import span_text

STEPS = tuple(
    timedelta(minutes=minutes) for minutes in (1440, 720, 360, 180, 60, 30, 15)
)  # that `every` is chosen from
USUAL = timedelta(hours=1)  # where the dates say nothing
RECENT = timedelta(days=7)  # whose articles show how often there are new ones
MOST_OF_A_TITLE = 40  # characters of a feed's title that its site is named after
ENOUGH_DATES = 5  # articles with a date in that time, to see a rhythm in them
_UNFIT = re.compile(r"[^a-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """What is proposed for a site. `notes` become comments above it."""

    name: str
    start: tuple[str, ...]
    every: timedelta
    js: bool = False
    notes: tuple[str, ...] = ()


def _fit(text: str) -> str:
    return _UNFIT.sub("-", text.removeprefix("www.").lower()).strip("-._")[:60]


def every_for(dates: Sequence[datetime], now: datetime) -> timedelta:
    """Return how often to visit a site whose newest articles have these dates: about as often as there
    is a new one."""
    recent = [date for date in dates if now - RECENT < date <= now]
    if len(recent) < ENOUGH_DATES:
        return USUAL
    gap = (now - min(recent)) / len(recent)
    return next((step for step in STEPS if step <= gap), STEPS[-1])


def free_name(host: str, taken: Container[str]) -> str:
    """Return a name for the site of a host that no other site has."""
    name = _fit(host) or "site"
    number = 1
    while (candidate := name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return candidate


def feed_drafts(feeds: Sequence[tuple[str, str, str]], taken: Container[str]) -> list[SiteDraft]:
    """Return a site for each feed, named after its title or else its host, with a name that no other has.
    `feeds` are URL, title and host of each."""
    drafts: list[SiteDraft] = []
    names: set[str] = set()
    numbers: Counter[str] = Counter()
    for url, title, host in feeds:
        stem = name = _fit(title)[:MOST_OF_A_TITLE].strip("-._") or _fit(host) or "site"
        while name in names or name in taken:
            numbers[stem] += 1
            name = f"{stem}-{numbers[stem] + 1}"
        names.add(name)
        drafts.append(SiteDraft(name, (url,), USUAL, notes=(title,) if title else ()))
    return drafts


def site_text(draft: SiteDraft) -> str:
    """Return the table of one site."""
    lines = [*(f"# {' '.join(note.split())}" for note in draft.notes), "[[site]]"]
    lines += [f"name = {_toml(draft.name)}", f"start = {_toml(list(draft.start))}"]
    lines.append(f"every = {_toml(span_text(draft.every))}")
    if draft.js:
        lines.append(f"js = true  # rendered in a browser, which needs: {install_command('js')}")
    return "\n".join(lines) + "\n"


def file_text(
    draft: SiteDraft, contact: str, fetch: Mapping[str, Any], *, sharded: bool = False
) -> str:
    """Return a whole file with one site. `fetch` is what differs from the defaults; with `sharded`, each
    shard has a directory of its own."""
    own = f"shards/{SHARD}/" if sharded else ""
    outputs = own or "out/"
    hint = "" if contact else '# contact = "https://example.org/bot"  # shown to the sites\n'
    given = f"contact = {_toml(contact)}\n" if contact else ""
    table = "".join(f"{key} = {_toml(value)}\n" for key, value in fetch.items())
    return (
        f'store = "{own}store"\n{given}{hint}\n'
        f'[outputs]\njsonl = "{outputs}articles.jsonl"\nmarkdown = "{outputs}pages"\n\n'
        f"{f'[fetch]{chr(10)}{table}{chr(10)}' if table else ''}{site_text(draft)}"
    )


def _toml(value: Any) -> str:
    """Return a value as TOML, which has JSON's strings, numbers and lists except for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
