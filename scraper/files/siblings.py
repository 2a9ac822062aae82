"""The files that stand beside others, all named here: those beside a store, and the one beside a
configuration. Which of them is at a path decides where a run may write its outputs.

    news/ and link -> news      the store, and a link to it
    news.state.sqlite           what scheduled runs know, with its log and the backups of migrations
    news.state.lock             held by the run that is under way
    news.review.sqlite          the search index; it can be made again from the store
    news.review.lock            held by the one thread that indexes
    news.run.log                what a schedule's runs printed
    scraper.toml                the configuration
    scraper.env                 the secrets of its sites
"""

import os
from pathlib import Path

STATE, STATE_LOCK = ".state.sqlite", ".state.lock"
SEARCH, SEARCH_LOCK = ".review.sqlite", ".review.lock"
RUN_LOG = ".run.log"
ENVIRONMENT = "scraper.env"
_BESIDE = (".state.", ".review.", RUN_LOG)  # with the names of logs and backups that start so


def beside(store: Path, suffix: str) -> Path:
    """Return the file of a store with this ending. By a link, ".." or "." it is the same file: another
    one would be another state, by which pages that versions need could be removed as not needed."""
    real = Path(os.path.realpath(store))
    return real.parent / (real.name + suffix)


def owner_of(path: Path, file: Path, store: Path) -> str:
    """Say what of scraper's own is at a path, or would be; "" for none. `file` is the configuration."""
    target, root = path.resolve(), store.resolve()
    if target == file.resolve():
        return "the configuration itself"
    if target == file.parent.resolve() / ENVIRONMENT:
        return "the secrets of sites"
    if target == root or root in target.parents:
        return "part of the store"
    for place in (root, store.parent.resolve() / store.name):  # the store, and a link to it
        names = tuple(place.name + each for each in _BESIDE)
        if target.parent == place.parent and target.name.startswith(names):
            return "scraper's own, beside the store"
    return ""
