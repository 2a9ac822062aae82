"""The shards of one configuration: which are here, and that a state stays that of its shard.

The number of shards is part of each state: with another number, sites would change hands and begin again
elsewhere, while their history stays behind.
"""

import os
import re
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import escape, iglob
from pathlib import Path

from scraper.config import SHARD, Config
from scraper.errors import ConfigError
from scraper.files.siblings import STATE
from scraper.models.shard import WHOLE, Shard, shard_of
from scraper.runs.state import State
from scraper.runs.state.origin import OWN, RUNS_ON
from scraper.runs.state.origin import SHARD as OF_SHARD

_BOOT = Path("/proc/sys/kernel/random/boot_id")  # of Linux


@dataclass(frozen=True, slots=True)
class Machine:
    """Where a run is: one of the two stays the same where a lock tells the truth. A host's name outlives
    a restart, also that of a StatefulSet's pod; containers of one machine have one `boot`."""

    host: str
    boot: str

    @classmethod
    def here(cls) -> "Machine":
        """Return this one."""
        boot = _BOOT.read_text("ascii").strip() if _BOOT.is_file() else ""
        return cls(socket.gethostname(), boot)

    @classmethod
    def of(cls, text: str) -> "Machine":
        """Return the machine of its text."""
        host, _, boot = text.partition(" ")
        return cls(host, boot)

    def __str__(self) -> str:
        return f"{self.host} {self.boot}"

    def may_be(self, other: "Machine") -> bool:
        """Say whether both may be one machine."""
        return self.host == other.host or (self.boot != "" and self.boot == other.boot)


def shard_of_state(state: State) -> Shard | None:
    """Return the shard that a state belongs to; None where nothing has run in it."""
    known = state.origin.get(OF_SHARD)
    if known:
        return shard_of(known)
    has_run = state.origin.get(OWN) or state.articles.last_seq() or state.runs.last(1)
    return WHOLE if has_run else None  # before there were shards


def require_own_state(config: Config, state: State) -> None:
    """Note in a new state which shard it belongs to. Raises ConfigError for that of another shard."""
    known = shard_of_state(state)
    if known is not None and known != config.shard:
        raise ConfigError(str(state.path), _refusal(known, config))
    if state.origin.get(OF_SHARD) != str(config.shard):
        state.origin.keep({OF_SHARD: str(config.shard)})


def _refusal(known: Shard, config: Config) -> str:
    asked = config.shard
    given = f"--shard {asked}" if asked.count > 1 else "no --shard"
    found = f"is the state of shard {known}, but {given} was given"
    if known.count == asked.count:
        return f"{found}: call it with --shard {known}, or move its directory to its own place"
    same = f"with --shard {known}" if known.count > 1 else "without --shard"
    return (
        f"{found}, and the number of shards stays what it is: go on {same}, or name another store for"
        f' the new number (such as "shards-of-{asked.count}/{SHARD}/store"), where all sites begin again'
    )


def require_at_rest(config: Config, state: State, here: Machine) -> None:
    """Raise ConfigError if the state was copied to this machine while a run was under way on another.
    To be called by a run that has the lock, before `note_start`."""
    text = state.origin.get(RUNS_ON)
    if not text or config.shard.count == 1 or Machine.of(text).may_be(here):
        return
    message = (
        f"was moved here while shard {config.shard} ran on {Machine.of(text).host}: end the run there and"
        " move the directory again; if that machine does not exist any more, say --adopt"
    )
    raise ConfigError(str(state.path), message)


def note_start(state: State, here: Machine) -> None:
    """Note that a run is under way on this machine."""
    state.origin.keep({RUNS_ON: str(here)})


def note_end(state: State) -> None:
    """Note that the run has ended, so that its directory may be moved."""
    state.origin.keep({RUNS_ON: ""})


def shards_here(config: Config) -> Sequence[Shard]:
    """Return the shards of a configuration whose state is on this machine, in their order. Raises
    ConfigError where some are of another number of shards than others."""
    found: dict[Shard, Path] = {}
    for store in sorted(_stores(config)):
        state = State.reader(store)
        if state is None:
            continue
        with state:
            if (shard := shard_of_state(state)) is not None:
                found[shard] = state.path
    counts = {shard.count: path for shard, path in found.items()}
    if len(counts) > 1:
        listed = " and ".join(f"{path} is one of {count}" for count, path in sorted(counts.items()))
        raise ConfigError(str(config.file), f"{listed} shards; move those of one number away")
    return sorted(found, key=lambda shard: shard.index)


def _stores(config: Config) -> Iterator[Path]:
    """Yield the places of stores that have a number where the configuration has SHARD."""
    pattern = str(config.file.parent / config.store_name)
    first, *others = map(re.escape, pattern.split(SHARD))
    number = re.compile("".join((first, r"(\d+)", r"\1".join(others))))
    for path in iglob(escape(pattern).replace(escape(SHARD), "*") + STATE):  # noqa: PTH207  # absolute
        store = path.removesuffix(STATE)
        if number.fullmatch(store):
            yield Path(os.path.realpath(store))
