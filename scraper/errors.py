"""Every error this package raises on purpose, and the exit codes of its command.

    ScraperError                 base of all; str() is one line that names the thing and what to do
    +-- ConfigError              a configuration file or value is wrong, or asks for a library that is missing
    +-- InputError               a file or stream can't be read, or holds nothing we can clean
    +-- OutputError              a result can't be written (exists, not writable, disk full)
    +-- FetchError               a URL could not be fetched; `kind` says how it failed
    +-- PageError                one page broke or overran its worker (time, memory, crash)
    +-- StoreError               the store can't be opened, read or written
        +-- NotStored            the store holds no such URL or id
        +-- NotStorable          one page is such that no record can hold it
            +-- PageErased       one page was erased from the store, and is not to come back
        +-- NotDecodable         one payload is not in the encoding that its answer names
        +-- StoreInUse           another process writes
        +-- StoreDamaged         the store's files disagree or end in the middle of a record

An expected failure of one page in a run of many travels as a value (`models.Failure`); these
classes are raised where there is only one thing to do, or nothing can go on.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command's exit status means."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    NOTHING_EXTRACTED = 3
    BAD_CONFIG = 4
    REGRESSION = 5
    DRIFT = 6
    STORE_DAMAGED = 7
    INTERRUPTED = 130


class ScraperError(Exception):
    """Base class. `subject` is the URL, file or key the error is about."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, subject: str, message: str) -> None:
        super().__init__(f"{subject}: {message}")
        self.subject = subject
        self.message = message

    def __reduce__(self) -> tuple[type["ScraperError"], tuple[str, str]]:
        return type(self), (self.subject, self.message)


class ConfigError(ScraperError):
    """A configuration file or value is wrong, or asks for a library that is not installed; the message names
    the place and the fix."""

    exit_code = ExitCode.BAD_CONFIG


class InputError(ScraperError):
    """A file or stream can't be read, or holds nothing we can clean. `kind` is one of
    `models.failure.FAILURE_KINDS`."""

    def __init__(self, subject: str, message: str, kind: str = "unreadable") -> None:
        super().__init__(subject, message)
        self.kind = kind

    def __reduce__(self) -> tuple[type[ScraperError], tuple[str, ...]]:  # type: ignore[override]  # one argument more
        return type(self), (self.subject, self.message, self.kind)


class OutputError(ScraperError):
    """A result can't be written."""


class FetchError(ScraperError):
    """A URL could not be fetched. `kind` is one of `models.failure.FAILURE_KINDS`."""

    def __init__(self, subject: str, message: str, kind: str = "network") -> None:
        super().__init__(subject, message)
        self.kind = kind

    def __reduce__(self) -> tuple[type[ScraperError], tuple[str, ...]]:  # type: ignore[override]  # one argument more
        return type(self), (self.subject, self.message, self.kind)


class PageError(ScraperError):
    """One page broke or overran its worker. `kind` is "timeout", "memory", "crash" or "bug"."""

    def __init__(self, subject: str, message: str, kind: str = "bug") -> None:
        super().__init__(subject, message)
        self.kind = kind

    def __reduce__(self) -> tuple[type[ScraperError], tuple[str, ...]]:  # type: ignore[override]  # one argument more
        return type(self), (self.subject, self.message, self.kind)


class StoreError(ScraperError):
    """The store can't be opened, read or written."""


class NotStored(StoreError):  # noqa: N818  # the public name, which says what is the case
    """The store holds no such URL or id."""


class NotStorable(StoreError):  # noqa: N818
    """One page is such that no record can hold it: its status, its size."""


class PageErased(NotStorable):
    """One page was erased from the store, and is not to come back."""


class NotDecodable(StoreError):  # noqa: N818
    """One payload is not in the encoding that its answer names."""


class StoreInUse(StoreError):  # noqa: N818
    """Another process writes."""


class StoreDamaged(StoreError):  # noqa: N818
    """The store's files disagree with its index, or end in the middle of a record."""

    exit_code = ExitCode.STORE_DAMAGED


def reason_of(error: BaseException) -> str:
    """Return why something failed, in one line: of what the system refused its words alone, as the message names the
    file; else the error's own text."""
    return " ".join(str(getattr(error, "strerror", None) or error).split())
