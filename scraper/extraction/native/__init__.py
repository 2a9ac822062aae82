"""The slowest steps of extraction compiled to machine code, and whether they are used.

Each `.pyx` file here mirrors a Python module that it names at its head. That module is the
specification, and the way where nothing was compiled; both give the same results to the last bit.
Tables (tags, phrases, languages, the model) stay Python data: the compiled form reads them from
the Python modules.
"""

import os
from collections.abc import Sequence
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

MODULES = (
    "alike", "blocks", "characters", "construction", "context", "elements", "folding", "forest", "geometry",
    "items", "kept", "labels", "lines", "links", "marked", "names", "network", "phrases", "places", "raw_text",
    "rows", "sentences", "shallow", "signs", "style_sheets", "table", "tree", "unread", "utf8", "walk", "words",
)  # fmt: skip
PURE = "SCRAPER_PURE"  # environment variable; if set, nothing compiled is used


def _is_compiled() -> bool:
    """Say whether every module has its compiled form here, no older than any source."""
    home = Path(__file__).parent
    built = [
        next(
            (path for suffix in EXTENSION_SUFFIXES if (path := home / (name + suffix)).exists()),
            None,
        )
        for name in MODULES
    ]
    sources = [path for kind in ("*.p[yx][xdi]", "*.h") for path in home.glob(kind)]
    newest = max((path.stat().st_mtime for path in sources), default=0.0)
    return all(path is not None and path.stat().st_mtime >= newest for path in built)


IS_NATIVE = not os.environ.get(PURE) and _is_compiled()
"""Whether the compiled forms are used."""


def as_list(values: Sequence[T]) -> list[T]:
    """Return values as the list that compiled code takes, without a copy where they are one."""
    return values if isinstance(values, list) else list(values)
