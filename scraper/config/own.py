"""Which files are scraper's own, and so no place for what a run writes."""

from pathlib import Path

ENVIRONMENT = "scraper.env"  # secrets of sites, beside the configuration
BESIDE = (".state.", ".review.", ".run.log")
"""What stands behind the store's name in names of files beside it: the state with its lock, its log
and its backups; what `review` makes; the log of a schedule."""


def owner_of(path: Path, file: Path, store: Path) -> str:
    """What of scraper's own is at a path, or would be; "" where nothing is. `file` is the configuration."""
    target, root = path.resolve(), store.resolve()
    if target == file.resolve():
        return "the configuration itself"
    if target == file.parent.resolve() / ENVIRONMENT:
        return "the secrets of sites"
    if target == root or root in target.parents:
        return "part of the store"
    for place in (root, store.parent.resolve() / store.name):  # the store, and a link to it
        names = tuple(place.name + each for each in BESIDE)
        if target.parent == place.parent and target.name.startswith(names):
            return "scraper's own, beside the store"
    return ""
