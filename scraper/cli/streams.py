"""The standard streams of the command: open whatever it was started with, and never failing on a character."""

import os
import sys

_STREAMS = (
    ("stdin", "r", os.O_RDONLY),
    # Not for writing: what is printed must not be lost without a word.
    ("stdout", "w", os.O_RDONLY),
    ("stderr", "w", os.O_WRONLY),
)
"""By descriptor: name, mode, and how the null device stands in for a stream that is closed (`>&-`)."""


def set_streams() -> None:
    """Open the streams that are closed, and write UTF-8 to files and pipes whatever the locale.

    A closed standard input is empty, and writing to a closed standard output fails as to a full disk.
    Left closed, their descriptors would go to the next files that are opened, such as the store's.
    """
    for descriptor, (name, mode, flag) in enumerate(_STREAMS):
        if getattr(sys, name) is None:
            _point_to_null(descriptor, flag)
            setattr(sys, name, os.fdopen(descriptor, mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")


def discard_stdout() -> None:
    """Send what the interpreter flushes at its end to nowhere: it can't be written any more."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):
        return  # a stream that is not a file has nothing to flush
    _point_to_null(descriptor, os.O_WRONLY)


def _point_to_null(descriptor: int, flag: int) -> None:
    null = os.open(os.devnull, flag)
    if null != descriptor:
        os.dup2(null, descriptor)
        os.close(null)
