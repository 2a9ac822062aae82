"""Work for the worker tests: what pages do to a parser, at will. Imported by the workers."""

import os
import re
import signal
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

from scraper.errors import PageError
from scraper.models.failure import Failure


@dataclass(frozen=True)
class Act:
    """A task: its name, and what it does."""

    name: str
    does: str = "answer"
    payload: bytes = b""


def perform(act: Act) -> tuple[str, int, int]:
    """Do it, and answer with the name, the process and the size of the payload."""
    return ACTS[act.does](act)


def answer(act: Act) -> tuple[str, int, int]:
    return act.name, os.getpid(), len(act.payload)


def slowly(act: Act) -> tuple[str, int, int]:
    time.sleep(0.2)
    return answer(act)


def hang(_act: Act) -> None:
    time.sleep(600)


LEAKED = []


def leak(act: Act) -> tuple[str, int, int]:
    """Keep 16 MB."""
    LEAKED.append(bytes(16 << 20).replace(b"\0", b"\1"))
    return answer(act)


def wait(act: Act) -> tuple[str, int, int]:
    """Until the file that the payload names is there."""
    while not Path(act.payload.decode()).exists():
        time.sleep(0.01)
    return answer(act)


def tell(act: Act) -> tuple[str, int, int]:
    """Make the file that the payload names."""
    Path(act.payload.decode()).touch()
    return answer(act)


def spin(_act: Act) -> None:
    while True:
        pass


def search(_act: Act) -> None:
    """Stay within one call of C, which holds the interpreter."""
    re.match(r"(?:a|a)*b", "a" * 64)


def eat(_act: Act) -> int:
    return len(bytearray(64 << 30))


def abort(_act: Act) -> None:
    os.abort()


def killed(_act: Act) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def bug(_act: Act) -> None:
    raise ZeroDivisionError("the page did it")


def refuse(act: Act) -> None:
    raise PageError(act.name, "too deep", kind="too_large")


def nothing(_act: Act) -> None:
    return None


def unpicklable(_act: Act) -> object:
    return lambda: None


ACTS = {
    "answer": answer,
    "slowly": slowly,
    "hang": hang,
    "leak": leak,
    "wait": wait,
    "tell": tell,
    "spin": spin,
    "search": search,
    "eat": eat,
    "abort": abort,
    "killed": killed,
    "bug": bug,
    "refuse": refuse,
    "nothing": nothing,
    "unpicklable": unpicklable,
}


def perform_many(act: Act):
    """Yield a result for each letter of what it does."""
    for number, letter in enumerate(act.does):
        if letter == "s":
            spin(act)
        elif letter == "e":
            eat(act)
        elif letter == "a":
            os.abort()
        elif letter == "b":
            bug(act)
        elif letter == "h":
            time.sleep(0.3)
        elif letter == "i":
            yield sys.stdin.buffer.read(5)
        yield number


def outline(act: Act, failure: Failure) -> Failure:
    """Say what is known: the name in capitals; of a task named "hopeless", nothing."""
    if act.name == "hopeless":
        spin(act)
    return replace(failure, message=f"{act.name.upper()}: {failure.message}")
