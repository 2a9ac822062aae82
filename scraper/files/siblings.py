"""Where the files of a store are that stand beside it: one place, however the store is named.

news/ and link -> news      news.state.sqlite, news.state.lock, news.review.sqlite, news.run.log
"""

import os
from pathlib import Path


def beside(store: Path, suffix: str) -> Path:
    """The file of a store with this ending. By a link, ".." or "." it is the same file: another one
    would be another state, by which pages that versions need could be removed as not needed."""
    real = Path(os.path.realpath(store))
    return real.parent / (real.name + suffix)
