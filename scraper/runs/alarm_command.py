"""Alarms to a person: each message that is owed, given to the command of `[alarms]`.

    state: owed -> command: JSON on standard input, words in its arguments -> exit 0: noted as sent
                                                                           -> else: tried by the next run

At least once, with an id: a run that is killed between the command and the note sends the message
again. The command is one program with its words, no shell, and has bounded time.
"""

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import IO

from scraper.config import AlarmsConfig, Config
from scraper.config.command import filled
from scraper.errors import reason_of
from scraper.models.alarm import AlarmMessage
from scraper.render import dumps
from scraper.runs.state import State

MOST_FAILURES = 2
"""Messages of one run that may fail; then the others wait for the next run. A mail server that is down
costs a run a minute, however many alarms there are."""
_SHOWN = 300  # bytes of what a command that failed said last


def send_messages(
    config: Config, state: State, now: datetime, *, first_tries: bool = False
) -> list[str]:
    """Send the messages that are owed, or those that never failed; return the problems, as a run
    reports them."""
    problems: list[str] = []
    if not config.alarms.command:
        return problems
    for message in state.messages.owed({site.name for site in config.sites}):
        if first_tries and message.tries:
            continue
        problem = call_command(config.alarms, message, config.file.parent)
        if not problem:
            state.messages.note_sent(message, now)
            continue
        state.messages.note_failed(message)
        problems.append(
            f"alarm {message.id} was not delivered: {problem}; the next run tries again"
        )
        if len(problems) == MOST_FAILURES:
            break
    return problems


def call_command(alarms: AlarmsConfig, message: AlarmMessage, directory: Path) -> str:
    """Give a message to the command, in this directory; return what went wrong, "" for nothing."""
    fields = message.to_dict()
    words = filled(alarms.command, fields)
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(dumps(fields).encode() + b"\n")
        given.seek(0)
        try:
            status = _call(words, given, said, directory, alarms.timeout)
        except OSError as error:
            return f"{words[0]}: can't be called: {reason_of(error)}"
        if status == 0:
            return ""
        why = f"took more than {alarms.timeout:g} s" if status is None else f"exit status {status}"
        return f"{words[0]}: {why}{_last_line(said)}"


def _call(
    words: Sequence[str], given: IO[bytes], said: IO[bytes], directory: Path, timeout: float
) -> int | None:
    """Return the exit status of a program; None where it took too long. It has ended, with all that it
    started in its session, also where a signal interrupts us."""
    process = subprocess.Popen(  # noqa: S603  # the words of the configuration, without a shell
        words, stdin=given, stdout=said, stderr=said, cwd=directory, start_new_session=True
    )
    try:
        return process.wait(timeout)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _last_line(said: IO[bytes]) -> str:
    """Return the end of what a program printed."""
    size = said.seek(0, os.SEEK_END)
    said.seek(max(0, size - _SHOWN))
    lines = said.read().decode("utf-8", "replace").strip().splitlines()
    return f": {lines[-1]}" if lines else ""
