"""What a directory of parts was made with. Parts of two versions, models or settings are never mixed."""

import json
from typing import Any

from scraper.bulk.storage import PartDirectory
from scraper.errors import InputError, OutputError

MARK = "_scraper.json"
PART = "part-"  # how names of parts begin


def begin(directory: PartDirectory, out: str, stamp: dict[str, Any]) -> None:
    """Mark a directory that has no mark yet. Raises OutputError where it was made with something
    else, or has parts without a mark."""
    found = read_mark(directory, out)
    if found is None:
        if any(name.startswith(PART) for name in directory.names()):
            raise OutputError(out, f"has parts, but no {MARK}; name another directory")
        with directory.publish(MARK) as file:
            file.write(json.dumps(stamp, indent=2, sort_keys=True).encode() + b"\n")
        found = read_mark(directory, out)  # of two that begin at once, one has the last word
    if found != stamp:
        raise OutputError(
            out,
            f"was made with other settings ({_difference(found, stamp)}); name another directory",
        )


def read_mark(directory: PartDirectory, out: str) -> dict[str, Any] | None:
    """Return what a directory was made with; None where it has no mark. Raises OutputError where
    the mark can't be read."""
    if not directory.has(MARK):
        return None
    try:
        with directory.open(MARK) as file:
            found = json.loads(file.readall())
    except (InputError, ValueError) as error:
        reason = error.message if isinstance(error, InputError) else "is no JSON"
        raise OutputError(f"{out}/{MARK}", f"{reason}; name another directory") from error
    return found if isinstance(found, dict) else {}


def _difference(found: dict[str, Any] | None, stamp: dict[str, Any]) -> str:
    """Return what differs, such as "favor recall, now balanced"."""
    before, now = _flat(found or {}), _flat(stamp)
    return ", ".join(
        f"{name} {before.get(name, 'unknown')}, now {value}"
        for name, value in now.items()
        if before.get(name) != value
    )


def _flat(stamp: dict[str, Any]) -> dict[str, Any]:
    settings = stamp.get("settings")
    rest = {name: value for name, value in stamp.items() if name != "settings"}
    return rest | (settings if isinstance(settings, dict) else {})
