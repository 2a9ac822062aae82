"""Which files a list of paths stands for, and where their results go below an output directory."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from scraper.models.page import Failure

_MEDIA = (
    ".avi .avif .bmp .gif .ico .jpeg .jpg .mov .mp3 .mp4 .ogg .png .svg .tif .tiff .wav .webm .webp"
)
_PAGE_PARTS = ".css .eot .js .map .mjs .otf .ttf .wasm .woff .woff2"
_DATA = (
    ".csv .db .json .jsonl .rss .sqlite .sqlite-shm .sqlite-wal .toml .xml .yaml .yml .cdx .cdxj"
)
_OTHERS = ".7z .bz2 .doc .docx .pdf .ppt .pptx .py .pyc .rar .tar .xls .xlsx .zip .zst"
_PAGES = (
    ".html .htm .xhtml .shtml .php .asp .aspx .jsp .cfm .mhtml .mht .eml .txt .text .md .markdown"
)

# What lies beside saved pages and is never one. Only in directories: a file named on the command
# line is always tried.
SKIPPED_SUFFIXES = frozenset(" ".join((_MEDIA, _PAGE_PARTS, _DATA, _OTHERS)).split())

# Stripped from a name to get its stem; an unknown suffix ("v1.2") may be part of the name.
_STRIPPED_SUFFIXES = frozenset((*_PAGES.split(), ".warc"))


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read."""

    path: Path
    relative: str  # of its result below an output directory, without suffix


def input_files(
    paths: Sequence[Path],
    *,
    exclude: Path | None = None,
    on_skip: Callable[[Path], None] = lambda _: None,
) -> Iterator[InputFile | Failure]:
    """The files below `paths`, in the order given and by name within a directory.

    Hidden entries and those with `SKIPPED_SUFFIXES` are left out of directories (the latter told
    to `on_skip`), links are followed but no directory is entered twice, and `exclude` (an output
    directory) is not entered.
    """
    root = _common_root(paths)
    excluded = exclude.resolve() if exclude is not None else None
    for path in paths:
        if path.is_dir():
            yield from _walk(path, root, excluded, on_skip)
        else:
            yield InputFile(path, _relative(path, root))


def stem_of(name: str) -> str:
    """A file name without the suffixes of pages and of gzip."""
    path = PurePath(name)
    if path.suffix.lower() == ".gz":
        path = PurePath(path.stem)
    return path.stem if path.suffix.lower() in _STRIPPED_SUFFIXES else path.name


def _walk(
    top: Path, root: Path, excluded: Path | None, on_skip: Callable[[Path], None]
) -> Iterator[InputFile | Failure]:
    entered: set[tuple[int, int]] = set()
    stack = [top]
    while stack:
        path = stack.pop()
        try:
            if not path.is_dir():
                if path.suffix.lower() in SKIPPED_SUFFIXES:
                    on_skip(path)
                elif path.is_file():  # never a pipe or a device: reading one could wait for ever
                    yield InputFile(path, _relative(path, root))
                elif path.is_symlink():
                    yield Failure(str(path), "unreadable", "a link to nothing")
                continue
            status = path.stat()
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            if path != top and excluded is not None and path.resolve() == excluded:
                continue
            entries = sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
        except OSError as error:
            yield Failure(str(path), "unreadable", f"can't be read: {error.strerror or error}")
            continue
        stack.extend(reversed(entries))


def _common_root(paths: Sequence[Path]) -> Path:
    folders = [path if path.is_dir() else path.parent for path in paths]
    try:
        return Path(os.path.commonpath([_absolute(folder) for folder in folders]))
    except ValueError:  # on different drives
        return Path()


def _relative(path: Path, root: Path) -> str:
    absolute = _absolute(path)
    inside = absolute.relative_to(root) if absolute.is_relative_to(root) else PurePath(path.name)
    return (inside.parent / stem_of(path.name)).as_posix()


def _absolute(path: Path) -> Path:
    """Without "..", and without following links: the user's own names are what is mirrored."""
    return Path(os.path.abspath(path))  # noqa: PTH100
