"""Requests to a store that are made again where that may go better."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from scraper.errors import InputError, reason_of

T = TypeVar("T")

PAUSES = (0.5, 2.0, 8.0)
"""Seconds before each further attempt: a store that asks to slow down means seconds. Some clients make
several attempts of their own each time. A store that is still out then is for the engine to come back to."""

LASTING = (FileNotFoundError, PermissionError, IsADirectoryError, NotImplementedError, ImportError)
"""Errors that the next attempt would meet again."""


def tried(
    subject: str,
    request: Callable[[], T],
    pauses: Sequence[float],
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Return what a request gives. Raises InputError where it fails for good, or after the last pause."""
    for pause in (*pauses, None):
        try:
            return request()
        except InputError:
            raise
        except LASTING as error:
            raise InputError(subject, error_text(error)) from error
        except Exception as error:  # each store's client raises kinds of its own
            if pause is None:
                raise InputError(subject, error_text(error), "network") from error
            sleep(pause)
    raise AssertionError("the last attempt returns or raises")


def error_text(error: BaseException) -> str:
    """Return an error in one line, with its kind where its text alone would not say it."""
    text = reason_of(error)
    return text if isinstance(error, OSError) and text else f"{type(error).__name__}: {text}"
