"""Programs of the system: called with a list of words, never by a shell."""

import subprocess

from scraper.errors import OutputError

PATIENCE = 30  # seconds


def call(*command: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """How a program ended. Raises OutputError where there is none, or it does not end."""
    try:
        return subprocess.run(  # noqa: S603  # our own words
            command, input=text, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except FileNotFoundError:
        raise OutputError(command[0], "is not installed here") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OutputError(command[0], f"can't be called: {error}") from error


def require(done: subprocess.CompletedProcess[str]) -> None:
    """Raise OutputError unless a program ended well."""
    if done.returncode:
        said = done.stderr.strip() or f"exit status {done.returncode}"
        raise OutputError(" ".join(done.args), said)
