"""Outputs checked before any work: what exists stays, and no input is ever overwritten."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from scraper.errors import OutputError
from scraper.inputs import InputFile
from scraper.models.failure import Failure

Existing = Literal["refuse", "overwrite", "skip"]
"""What happens to an input whose output exists."""

Answer = Literal["free", "refuse", "skip", "input"]

_IS_INPUT = "is read in this call as well, so it is not overwritten; choose another -o"


class CheckedOutputs:
    """What a call may write. Files are known by device and number, so that no other name of an
    input (a link, another spelling) gets around the check."""

    def __init__(
        self, output: Path | None, existing: Existing, inputs: Callable[[], Iterable[object]]
    ) -> None:
        self._output, self._existing = output, existing
        self._inputs: set[tuple[int, int]] = set()
        if output is not None and existing == "overwrite":
            self._inputs = set(_identities(inputs()))

    def is_done(self) -> bool:
        """Say whether the one file that would be written is there and is to stay so. Raises
        OutputError where it is an input."""
        output = self._output
        identity = _identity(output) if output is not None else None
        if output is None or identity is None or output.is_dir():
            return False
        if identity in self._inputs:
            raise OutputError(str(output), _IS_INPUT)
        return self._existing == "skip"

    def check(self, path: Path) -> Answer:
        """Say whether an output may be written, before anything is done for it."""
        if self._existing == "overwrite":
            return "input" if self._inputs and _identity(path) in self._inputs else "free"
        return self._existing if os.path.lexists(path) else "free"

    def own_input(self, path: Path) -> Failure:
        """Return the failure of an input whose output would be an input."""
        return Failure(str(path), "unreadable", _IS_INPUT)


def _identities(inputs: Iterable[object]) -> Iterable[tuple[int, int]]:
    for found in inputs:
        if isinstance(found, InputFile):
            identity = _identity(found.path) if found.path is not None else _of_stdin()
            if identity is not None:
                yield identity


def _identity(path: Path) -> tuple[int, int] | None:
    with suppress(OSError, ValueError):  # it can't be read: then it is said where it is read
        status = path.stat()
        return status.st_dev, status.st_ino
    return None


def _of_stdin() -> tuple[int, int] | None:
    with suppress(OSError, ValueError):  # it is no file of the system
        status = os.fstat(sys.stdin.fileno())
        return status.st_dev, status.st_ino
    return None
