"""Where site files are. Imports nothing heavy: many commands name the directory, few read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from scraper.urls import normal_host

LEARNED = "learned"
DEFAULT = "sites"  # in the store's directory
DIGEST_DIGITS = 12  # hexadecimal


@dataclass(frozen=True, slots=True)
class SitesDirectory:
    """A directory of site files at one moment: what was read of it is cached by this value."""

    path: Path
    state: str  # a digest of the files' names, sizes and times


def locate(path: Path) -> SitesDirectory:
    """Return the directory as it is now; one that does not exist knows no site."""
    found = [(str(p), p.stat().st_size, p.stat().st_mtime_ns) for p in _files(path)]
    return SitesDirectory(path, sha256(repr(found).encode("utf-8", "surrogateescape")).hexdigest())


def text_digest(text: str) -> str:
    """Return the digest of a file's text, by which an article's stamp names what it was extracted with."""
    return sha256(text.encode()).hexdigest()[:DIGEST_DIGITS]


def content_digest(path: Path) -> str:
    """Return a digest of what the files say: the same for a copy of the directory elsewhere."""
    digest = sha256()
    for file in _files(path):
        content = file.read_bytes()
        name = file.relative_to(path).as_posix()
        digest.update(f"{name}\n{len(content)}\n".encode("utf-8", "surrogateescape") + content)
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    yield from sorted(path.glob("*.toml"))
    yield from sorted((path / LEARNED).glob("*.json"))


def knowledge_file(path: Path, host: str) -> Path:
    """Return the file with what was learned of a host."""
    return path / LEARNED / f"{_file_name(host)}.json"


def rules_file(path: Path, host: str) -> Path:
    """Return the file for the rules of a host that has none yet."""
    return path / f"{_file_name(host)}.toml"


def _file_name(host: str) -> str:
    return "".join(c if c.isalnum() or c in ".-" else "_" for c in normal_host(host))
