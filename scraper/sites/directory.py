"""Where site files are. Imports nothing heavy: every command names the place, few read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from scraper.urls import normal_host

LEARNED = "learned"
DEFAULT = "sites"  # in the store's directory


@dataclass(frozen=True, slots=True)
class SitesDirectory:
    """A directory of site files as it was at one moment. What is read from it is kept for that."""

    path: Path
    state: str  # names the files, their sizes and times


def locate(path: Path) -> SitesDirectory:
    """The directory as it is now; one that does not exist knows no site."""
    found = [(str(p), p.stat().st_size, p.stat().st_mtime_ns) for p in _files(path)]
    return SitesDirectory(path, sha256(repr(found).encode("utf-8", "surrogateescape")).hexdigest())


def _files(path: Path) -> Iterator[Path]:
    yield from sorted(path.glob("*.toml"))
    yield from sorted((path / LEARNED).glob("*.json"))


def knowledge_file(path: Path, host: str) -> Path:
    """Where the knowledge of a host is kept."""
    return path / LEARNED / f"{_file_name(host)}.json"


def rules_file(path: Path, host: str) -> Path:
    """Where rules of a host are put that has none yet."""
    return path / f"{_file_name(host)}.toml"


def _file_name(host: str) -> str:
    return "".join(c if c.isalnum() or c in ".-" else "_" for c in normal_host(host))
