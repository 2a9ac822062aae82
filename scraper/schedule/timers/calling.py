"""Programs of the system: called with a list of words, never by a shell."""

import subprocess

from scraper.errors import OutputError

PATIENCE = 30  # seconds


def call(*command: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program and return how it ended. Raises OutputError if it is missing or does not end.

    Bytes that are not UTF-8 become surrogates, and are written back unchanged; so are line breaks.
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
