"""What is checked before a run touches anything: one run at a time, and store, state, configuration and
outputs that belong together.

A state knows its store by the store's id, its place and the configuration of its last run; a store
knows its state by a small file, `state.id`. What does not fit is a ConfigError that says what to do;
`--adopt` lets them belong together from then on.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scraper.config import Config, load
from scraper.errors import ConfigError, ScraperError, StoreError, reason_of
from scraper.files.atomic import write_atomic
from scraper.files.lock import Lock, is_held
from scraper.files.siblings import STATE_LOCK, beside
from scraper.outputs import OUTPUTS, is_gone, output_places
from scraper.runs.state import State
from scraper.runs.state.origin import CONFIGURATION, OWN, PLACE, STORE
from scraper.store import Store
from scraper.store.layout import read_id

STATE_ID = "state.id"  # in the store: the id of its state

_ADOPT = "or say --adopt, and they belong together from then on"


def is_running(store: Path) -> bool:
    """Say whether a run is under way."""
    return is_held(beside(store, STATE_LOCK))


def take_lock(store: Path, now: datetime) -> Lock:
    """Take the lock of runs. Raises StoreInUse where another run has it."""
    if store.is_symlink() and not store.exists():  # the state may be on that disk as well
        message = f"is a link to {store.readlink()}, which does not exist; mount its disk"
        raise StoreError(str(store), message)
    file = beside(store, STATE_LOCK)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return Lock(file, now)
    except OSError as error:
        raise StoreError(str(store), f"can't be locked: {reason_of(error)}") from error


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a store, a state and a configuration know of each other."""

    config: Config
    state: State

    def require(self) -> None:
        """Raise StoreError where the store is missing, ConfigError where store, state, configuration and
        outputs do not belong together."""
        self._require_store()
        place = self.config.store
        store_id, of_state = read_id(place), _read_state_id(place)
        known, own = self.state.origin.get(STORE), self.state.origin.get(OWN)
        is_new = not own and not self.state.articles.last_seq()
        if (
            of_state and of_state != own and (own or is_new)
        ):  # an old state without an id may be its own
            self._refuse_other_state(own)
        if known and store_id and known != store_id:
            message = (
                f"belongs to another store, not to {place}: put the store of this state there,"
                f" move {self.state.path} to its own store, {_ADOPT}"
            )
            raise ConfigError(str(self.state.path), message)
        if is_new and not of_state:
            self._refuse_forgotten()
        self._refuse_copy(known)
        self._refuse_second_configuration()

    def keep(self, store: Store) -> None:
        """Let store, state and configuration belong together from now on."""
        own = self.state.origin.get(OWN) or uuid.uuid4().hex
        values = {
            OWN: own,
            STORE: store.id,
            PLACE: str(store.root.resolve()),
            CONFIGURATION: str(self.config.file.resolve()),
        }
        if any(self.state.origin.get(name) != value for name, value in values.items()):
            self.state.origin.keep(values)
        if _read_state_id(store.root) != own:
            write_atomic(store.root / STATE_ID, own + "\n", overwrite=True)

    def _require_store(self) -> None:
        """Refuse a store that had pages and is missing or empty: more often its disk is not mounted than it
        is to be made again. Of a mount point, an empty directory is left."""
        store = self.config.store
        if not self.state.articles.last_seq():
            return
        try:
            found = (
                "does not exist"
                if not store.exists()
                else ""
                if any(store.iterdir())
                else "is empty"
            )
        except OSError:
            return  # opening it says what is wrong
        if found:
            message = (
                f"{found}, though runs have stored pages in it; mount it or bring back a copy,"
                f" or move {self.state.path} away to start over"
            )
            raise StoreError(str(store), message)

    def _refuse_other_state(self, own: str) -> None:
        found = "is the state of another store" if own else "is new"
        message = (
            f"{found}, but {self.config.store} was filled by runs with a state of its own:"
            f" move that state file here (it stood beside the store), {_ADOPT}"
        )
        raise ConfigError(str(self.state.path), message)

    def _refuse_forgotten(self) -> None:
        """Refuse a new state beside a store of an older version that has pages, if outputs have rows:
        they would be written again."""
        if not _has_pages(self.config.store):
            return
        outputs = [each for each in self.config.outputs if each.kind in OUTPUTS]
        names = [site.name for site in self.config.sites]
        places = [place for each in outputs for place in output_places(each.path, names)]
        written = [place for place in places if not is_gone(place)]
        if written:
            message = (
                f"is new, but {self.config.store} has pages and {written[0]} has articles: move the"
                f" state file of this store here (it stood beside the store), {_ADOPT}"
            )
            raise ConfigError(str(self.state.path), message)

    def _refuse_copy(self, known: str) -> None:
        place = self.state.origin.get(PLACE)
        if not known or not place or Path(place) == self.config.store.resolve():
            return
        if read_id(Path(place)) == known:
            message = (
                f"is a copy: {place} is the same store, with a state of its own; use one of the two,"
                f" {_ADOPT}"
            )
            raise ConfigError(str(self.config.store), message)

    def _refuse_second_configuration(self) -> None:
        other = self.state.origin.get(CONFIGURATION)
        if not other or Path(other) == self.config.file.resolve() or not Path(other).is_file():
            return
        try:
            shared = load(
                Path(other), outputs=tuple(OUTPUTS), shard=self.config.shard
            ).store.resolve()
        except ScraperError:
            return  # it is no configuration any more
        if shared == self.config.store.resolve():
            message = (
                f"names the store of another configuration, {other}: outputs of both would get"
                f" articles in parts; give this one a store of its own, {_ADOPT}"
            )
            raise ConfigError(str(self.config.file), message)


def _has_pages(store: Path) -> bool:
    try:
        with Store.reader(store) as reader:
            return reader.count() > 0
    except StoreError:
        return False  # it does not exist, or opening it says what is wrong


def _read_state_id(store: Path) -> str:
    try:
        return (store / STATE_ID).read_text("ascii", "replace").strip()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise StoreError(str(store), f"can't be read: {reason_of(error)}") from error
