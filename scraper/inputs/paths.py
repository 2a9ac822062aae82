"""Which files a list of paths stands for, and where their results go below an output directory."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from scraper.errors import reason_of
from scraper.models.document import LeftOut
from scraper.models.failure import Failure

STDIN_NAME = "<stdin>"

_MEDIA = (
    ".avi .avif .bmp .gif .ico .jpeg .jpg .mov .mp3 .mp4 .ogg .png .svg .tif .tiff .wav .webm .webp"
)
_PAGE_PARTS = ".css .eot .js .map .mjs .otf .ttf .wasm .woff .woff2"
_DATA = (
    ".csv .db .json .jsonl .rss .sqlite .sqlite-shm .sqlite-wal .toml .xml .yaml .yml .cdx .cdxj"
)
_OTHERS = ".7z .bz2 .doc .docx .pdf .ppt .pptx .py .pyc .rar .tar .xls .xlsx .zip .zst"
_PAGES = (
    ".html .htm .xhtml .shtml .php .asp .aspx .jsp .cfm .mhtml .mht .eml .txt .text .md .markdown .mdown .mkd"
    " .mkdn .mdx .qmd .rmd"
)

# What lies beside saved pages and is never one. Only in directories: a file named on the command
# line is always tried.
SKIPPED_SUFFIXES = frozenset(" ".join((_MEDIA, _PAGE_PARTS, _DATA, _OTHERS)).split())

# Stripped from a name to get its stem; an unknown suffix ("v1.2") may be part of the name.
_STRIPPED_SUFFIXES = frozenset((*_PAGES.split(), ".warc"))


# Directories in which browsers keep the parts of a page that is saved "complete", after its stem.
_PART_DIRECTORIES = (
    "_files", ".files", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_file", "-filer",
    "_bestanden", "_pliki", "_elemei", "_tiedostot", "_soubory",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read."""

    path: Path | None  # None for standard input
    relative: str  # of its result below an output directory, without suffix
    content: bytes | None = None  # of standard input, where it was read already

    @property
    def name(self) -> str:
        """What messages call it."""
        return str(self.path) if self.path is not None else STDIN_NAME


def input_files(
    paths: Sequence[Path], *, exclude: Path | None = None
) -> Iterator[InputFile | Failure | LeftOut]:
    """Yield the files below `paths`, in the order given and by name within a directory.

    In directories, hidden entries, files with `SKIPPED_SUFFIXES` and the parts of saved pages
    ("page_files/" beside "page.html") are left out. Links are followed but no directory is
    entered twice, and `exclude` (an output directory) is not entered.
    """
    root = _common_root(paths)
    walk = _Walk(root, exclude.resolve() if exclude is not None else None)
    for path in paths:
        if is_directory(path):
            yield from walk.below(path)
        else:
            yield InputFile(path, _relative(path, root))


def is_directory(path: Path) -> bool:
    """Say whether a path is a directory; False where it can't be told, which reading it then says."""
    return os.path.isdir(path)  # noqa: PTH112  # the method of Path raises PermissionError


def stem_of(name: str) -> str:
    """Return a file name without the suffixes of pages and of gzip."""
    path = PurePath(name)
    if path.suffix.lower() == ".gz":
        path = PurePath(path.stem)
    return path.stem if path.suffix.lower() in _STRIPPED_SUFFIXES else path.name


class _Walk:
    """A walk through directories, none of which is entered twice."""

    def __init__(self, root: Path, excluded: Path | None) -> None:
        self._root, self._excluded = root, excluded
        self._entered: set[tuple[int, int]] = set()

    def below(self, top: Path) -> Iterator[InputFile | Failure | LeftOut]:
        """Yield the files below a directory."""
        stack = [(top, False)]
        while stack:
            path, in_parts = stack.pop()
            found: InputFile | Failure | LeftOut | None
            try:
                if path != top and _is_hidden(path):
                    found = LeftOut(str(path), "hidden")
                elif path.is_dir():
                    entries = self._entries(path, top)
                    parts = _part_directories(entries)
                    stack += [(e, in_parts or e.name in parts) for e in reversed(entries)]
                    continue
                else:
                    found = self._file(path, in_parts=in_parts)
            except OSError as error:
                found = Failure(str(path), "unreadable", f"can't be read: {reason_of(error)}")
            if found is not None:
                yield found

    def _entries(self, path: Path, top: Path) -> list[Path]:
        status = path.stat()
        if (status.st_dev, status.st_ino) in self._entered:
            return []
        self._entered.add((status.st_dev, status.st_ino))
        if path != top and path.resolve() == self._excluded:
            return []
        return sorted(path.iterdir())

    def _file(self, path: Path, *, in_parts: bool) -> InputFile | Failure | LeftOut | None:
        if path.suffix.lower() in SKIPPED_SUFFIXES:
            return LeftOut(str(path), "suffix")
        if path.is_file():  # never a pipe or a device: reading one could wait for ever
            if in_parts:
                return LeftOut(str(path), "page_files")
            return InputFile(path, _relative(path, self._root))
        return Failure(str(path), "unreadable", "a link to nothing") if path.is_symlink() else None


def _is_hidden(path: Path) -> bool:
    """Say whether an entry is hidden; "...and then.html" is a title, which began with dots."""
    return path.name.startswith(".") and not path.name.startswith("..")


def _part_directories(entries: Sequence[Path]) -> frozenset[str]:
    """Return the names that directories of page parts have beside these entries."""
    pages = [e.stem for e in entries if e.suffix.lower() in (".html", ".htm", ".xhtml", ".shtml")]
    return frozenset(stem + ending for stem in pages for ending in _PART_DIRECTORIES)


def _common_root(paths: Sequence[Path]) -> Path:
    folders = [path if is_directory(path) else path.parent for path in paths]
    try:
        return Path(os.path.commonpath([_absolute(folder) for folder in folders]))
    except ValueError:  # on different drives
        return Path()


def _relative(path: Path, root: Path) -> str:
    absolute = _absolute(path)
    inside = absolute.relative_to(root) if absolute.is_relative_to(root) else PurePath(path.name)
    return (inside.parent / stem_of(path.name)).as_posix()


def _absolute(path: Path) -> Path:
    """Return a path without "..". Links are not followed: the user's own names are mirrored."""
    return Path(os.path.abspath(path))  # noqa: PTH100
