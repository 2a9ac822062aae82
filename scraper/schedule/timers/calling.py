"""Programs of the system: called with a list of words, never by a shell."""

import subprocess

from scraper.errors import OutputError

PATIENCE = 30  # seconds


def call(*command: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """How a program ended. Raises OutputError where there is none, or it does not end.

    What is no UTF-8 stands in the texts as surrogates, and goes back as it was; so do line breaks.
    """
    try:
        done = subprocess.run(  # noqa: S603  # our own words
            command, input=text.encode("utf-8", "surrogateescape"),
            capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise OutputError(command[0], "is not installed here") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OutputError(command[0], f"can't be called: {error}") from error
    output, said = (each.decode("utf-8", "surrogateescape") for each in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, output, said)


def require(done: subprocess.CompletedProcess[str]) -> None:
    """Raise OutputError unless a program ended well."""
    if done.returncode:
        said = done.stderr.strip() or f"exit status {done.returncode}"
        raise OutputError(" ".join(done.args), said)
