"""Which configuration a command uses where none is named: that of the working directory, or of the
nearest directory above."""

import os
from pathlib import Path

CONFIGURATION = "scraper.toml"
"""The name of the file."""


def nearest_configuration() -> Path | None:
    """Return the configuration of the working directory or of the nearest one above that has one; None
    where there is no such file.

    In the working directory it has its bare name, as messages show it; above, its absolute path. There
    a file of another user does not count: /tmp, say, is writable for all users of a machine.
    """
    if Path(CONFIGURATION).is_file():
        return Path(CONFIGURATION)
    try:
        above = Path.cwd().parents
    except FileNotFoundError:  # the directory was removed
        return None
    return next((file for each in above if _is_own(file := each / CONFIGURATION)), None)


def is_trusted(*, owner: int, user: int) -> bool:
    """Say whether a file of this owner may configure what the user runs."""
    return owner in (user, 0)


def _is_own(file: Path) -> bool:
    try:
        return file.is_file() and is_trusted(owner=file.stat().st_uid, user=os.getuid())
    except OSError:  # what may not be read is no file of ours
        return False
