"""The pages and hosts that were erased from a store, and are not to be fetched or stored again.

    store/erased.json    one record an erasure: what, when, why, and whether it was carried out

The record is written before anything is erased, so an erasure that is interrupted is known, and the
page does not come back meanwhile. The file is in no segment: back it up with `segments/` and `id`.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from scraper.errors import OutputError, StoreDamaged, StoreError
from scraper.files.atomic import write_atomic
from scraper.models.times import iso
from scraper.store.entry import Problem
from scraper.urls import canonical, page_key

FILE = "erased.json"
FORMAT = 1  # of the file


@dataclass(frozen=True, slots=True)
class Erasure:
    """One page or, as `target` holds no "/", a host with all hosts below it."""

    target: str  # of a page its canonical URL
    at: datetime  # UTC
    reason: str = ""
    done: bool = False  # it was carried out completely

    @property
    def key(self) -> str:
        """What all spellings of the target's URL have in common."""
        return page_key(self.target) if "/" in self.target else page_key(f"http://{self.target}/")

    @property
    def is_host(self) -> bool:
        """Say whether a whole host was erased."""
        return "/" not in self.target

    @property
    def refusal(self) -> str:
        """Why one of its pages is refused, in words that follow the page's URL."""
        because = f", {self.reason}" if self.reason else ""
        what = f"its host {self.target} was" if self.is_host else "was"
        return f"{what} erased on {self.at:%Y-%m-%d}{because}"

    def __str__(self) -> str:
        because = f", {self.reason}" if self.reason else ""
        return f"{self.target} was erased on {self.at:%Y-%m-%d}{because}"


@dataclass(frozen=True)
class ErasedPages:
    """All erasures of a store, and the question whether one of them covers a URL."""

    erasures: tuple[Erasure, ...] = ()

    def covering(self, url: str) -> Erasure | None:
        """Return the erasure of a page or its host, None if it was not erased. `url` is a URL in any
        spelling, or the key of a page."""
        if not self.erasures:
            return None
        key = page_key(url)
        if key in self._pages:
            return self._pages[key]
        return next((self._hosts[h] for h in _hosts_above(key) if h in self._hosts), None)

    def covers(self, url: str) -> bool:
        """Say whether a page was erased."""
        return self.covering(url) is not None

    @property
    def unfinished(self) -> tuple[Erasure, ...]:
        """Those that were interrupted."""
        return tuple(each for each in self.erasures if not each.done)

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each erasure that was interrupted."""
        for each in self.unfinished:
            message = f"{each}, which was interrupted; `scraper store erase` does the rest"
            yield Problem("erasure", FILE, message)

    def adding(self, erasures: Iterable[Erasure]) -> "ErasedPages":
        """Return these with others, which take the place of those of the same target."""
        merged = {each.key: each for each in self.erasures}
        return ErasedPages(tuple({**merged, **{each.key: each for each in erasures}}.values()))

    def without(self, targets: Iterable[Erasure]) -> "ErasedPages":
        """Return these without the erasures of some targets."""
        gone = {each.key for each in targets}
        return ErasedPages(tuple(each for each in self.erasures if each.key not in gone))

    def finished(self) -> "ErasedPages":
        """Return these, all carried out."""
        return ErasedPages(tuple(replace(each, done=True) for each in self.erasures))

    @cached_property
    def _pages(self) -> dict[str, Erasure]:
        return {each.key: each for each in self.erasures if not each.is_host}

    @cached_property
    def _hosts(self) -> dict[str, Erasure]:
        return {each.key: each for each in self.erasures if each.is_host}


def target_of(text: str) -> str:
    """Return what a user named as the target of an erasure: a URL in canonical form, or a host.
    Raises ValueError for anything else."""
    named = text.strip()
    if "/" not in named:
        address = canonical(f"http://{named}/")
        host = address.removeprefix("http://").removesuffix("/") if address else ""
        if not host or "." not in host or set("/:@?#") & set(host):
            raise ValueError("is neither a URL such as https://example.org/story nor a host")
        return host
    address = canonical(named) if named.lower().startswith(("http://", "https://")) else None
    if address is None:
        raise ValueError("is neither a URL such as https://example.org/story nor a host")
    return address


def read_erased(root: Path) -> ErasedPages:
    """Return the erasures of a store. Raises StoreDamaged where their file can't be read: to go on
    without it would fetch again what must not be fetched."""
    path = root / FILE
    try:
        record = json.loads(path.read_text("utf-8"))
        if record["format"] != FORMAT:
            raise ValueError(f"it has format {record['format']}, not {FORMAT}")
        return ErasedPages(tuple(map(_erasure_of, record["erased"])))
    except FileNotFoundError:
        return ErasedPages()
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"can't be read ({error}); put a copy in its place"
        raise StoreDamaged(str(path), message) from error


def write_erased(root: Path, erased: ErasedPages) -> None:
    """Keep the erasures of a store, durably. Needs the lock. Raises StoreError."""
    records = [
        {"target": each.target, "at": iso(each.at), "reason": each.reason, "done": each.done}
        for each in erased.erasures
    ]
    text = json.dumps({"format": FORMAT, "erased": records}, ensure_ascii=False, indent=1)
    try:
        write_atomic(root / FILE, text + "\n", overwrite=True)
    except OutputError as error:
        raise StoreError(error.subject, error.message) from error


def _erasure_of(record: dict[str, Any]) -> Erasure:
    at = datetime.fromisoformat(record["at"])
    return Erasure(str(record["target"]), at, str(record["reason"]), bool(record["done"]))


def _hosts_above(key: str) -> Iterator[str]:
    """Yield the host of a page's key and the hosts above it."""
    host = key.partition("/")[0].partition("?")[0].partition(":")[0]
    while host:
        yield host
        host = host.partition(".")[2]
