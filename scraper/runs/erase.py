"""Pages and hosts out of everything that holds them, for good.

    erased.json        what is not to come back, before anything is erased
    state              versions, visits, alarms that name them; then each output
    knowledge, extractions, what recovery set aside, backups of migrations, the run log
    segments, index    last: until then they say which versions came from the pages
    search index       removed; it is made again from the store
    erased.json        that it was carried out

Each step can be done again. So whenever this is killed, nothing else is lost, the pages can't come
back, and the next erasure, of whatever, does the rest. No run is under way meanwhile.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from scraper.config import Config, OutputConfig
from scraper.errors import StoreError, reason_of
from scraper.extraction.site.page_shape import page_key as learned_address
from scraper.files.lock import Lock
from scraper.files.siblings import RUN_LOG, SEARCH, SEARCH_LOCK, STATE, beside
from scraper.outputs import OUTPUTS, Removal, output_places
from scraper.outputs.removal import rewrite
from scraper.runs.deliver import deliver
from scraper.runs.guards import take_lock
from scraper.runs.state import ErasedArticles, State, StateErasure, state_file
from scraper.sites.directory import DEFAULT as SITES
from scraper.sites.erase import erase_learned
from scraper.store import Entry, ErasedPages, Erasure, Extractions, Store
from scraper.store.extractions import FILE as EXTRACTIONS
from scraper.store.layout import DAMAGED
from scraper.store.search.catalogue import remove as remove_catalogue
from scraper.store.upkeep.erase import files_naming

Clock = Callable[[], datetime]
_NO_ARTICLES = ErasedArticles(frozenset(), 0, 0, {})


@dataclass(frozen=True, slots=True)
class ErasureFinding:
    """What there is of the pages. `sharing` are captures of other pages with the same bytes, `alike` the
    keys of other articles with nearly the same text; both stay."""

    captures: tuple[Entry, ...]
    sharing: tuple[Entry, ...]
    articles: ErasedArticles
    outputs: tuple[tuple[Path, int], ...]
    learned: tuple[Path, ...]
    damaged: tuple[Path, ...]
    backups: tuple[Path, ...]
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is erased, and the versions that came from it."""

    erased: ErasedPages
    captures: frozenset[str]
    articles: ErasedArticles = field(default=_NO_ARTICLES)

    def removal(self, *, dry: bool) -> Removal:
        """Return what goes from outputs."""
        keys = self.articles.keys | {each.key for each in self.erased.erasures if not each.is_host}
        return Removal(keys, self.captures, self.erased.covers, self.articles.stories, dry)

    @property
    def erasure(self) -> StateErasure:
        """What goes from the state."""
        return StateErasure(self.erased.covers, self.captures)


def find(store: Store, config: Config | None, erasures: Sequence[Erasure]) -> ErasureFinding:
    """Return what there is of pages and hosts, without changing anything."""
    erased = ErasedPages(tuple(erasures))
    captures, sharing = store.care.covered(erased.covers)
    scope = _Scope(erased, frozenset(entry.id for entry in captures))
    alike: tuple[str, ...] = ()
    with State.reader(store.root) or nullcontext() as state:
        if state is not None:
            articles = state.find_erased(scope.erasure)
            scope = _Scope(erased, scope.captures, articles)
            near = {each.key for key in articles.keys for each in state.clusters.alike(key)}
            alike = tuple(sorted(near - articles.keys))
    lines = _lines_of(store, scope.captures)
    learned = erase_learned(store.root / SITES, _known_as(erased, captures), lines, dry=True)
    return ErasureFinding(
        tuple(captures), tuple(sharing), scope.articles,
        tuple(_erase_outputs(config, scope, dry=True)),
        tuple(learned), tuple(files_naming(_left_behind(store.root, config), _names(erased))),
        tuple(_backups(store.root)), alike,
    )  # fmt: skip


def erase(
    root: Path, config: Config | None, erasures: Sequence[Erasure], clock: Clock
) -> ErasureFinding:
    """Erase pages and hosts for good, and what an earlier erasure left; return what there was. Raises
    StoreInUse where a run or another writer is at work, OutputError, StoreError, StoreDamaged: then
    the next erasure does the rest."""
    with take_lock(root, clock()), Store.open(root, create=False, clock=clock) as store:
        store.keep_erased(store.erased.adding(erasures))
        unfinished = store.erased.unfinished
        found = find(store, config, unfinished)
        _carry_out(store, config, ErasedPages(unfinished), found)
        store.keep_erased(store.erased.finished())
        return found


def _carry_out(
    store: Store, config: Config | None, erased: ErasedPages, found: ErasureFinding
) -> None:
    scope = _Scope(erased, frozenset(entry.id for entry in found.captures), found.articles)
    lines = _lines_of(store, scope.captures)
    if state_file(store.root).is_file():
        with State(state_file(store.root)) as state:
            state.erase(scope.erasure)
            for error in deliver(state, _interrupted(state, config)):
                raise error
    for _ in _erase_outputs(config, scope, dry=False):
        pass  # each is written as it is asked for
    erase_learned(store.root / SITES, _known_as(erased, found.captures), lines, dry=False)
    for path in (*found.damaged, *_backups(store.root)):
        path.unlink(missing_ok=True)
    _erase_log(store.root, erased)
    if (store.root / EXTRACTIONS).exists():
        with Extractions.writer(store.root) as extractions:
            extractions.forget(
                key for key in extractions.captures() if key in scope.captures or not store.has(key)
            )
            extractions.scrub()
    store.care.erase(erased.covers)
    _remove_search_index(store.root, store.now())


def _interrupted(state: State, config: Config | None) -> list[OutputConfig]:
    """Return the outputs that a run was killed in: what it left is taken back, before sizes change."""
    outputs = config.outputs if config is not None else ()
    cursors = {output.name: state.cursors.of(output.name) for output in outputs}
    return [each for each in outputs if cursors[each.name].intended > cursors[each.name].seq]


def _erase_outputs(
    config: Config | None, scope: _Scope, *, dry: bool
) -> Iterator[tuple[Path, int]]:
    """Take versions out of each output; yield those that have any, and how many."""
    if config is None:
        return
    removal, sites = scope.removal(dry=dry), {site.name for site in config.sites}
    for output in config.outputs:
        for path in output_places(output.path, sites | scope.articles.sites):
            if count := OUTPUTS[output.kind].erase(path, removal):
                yield path, count


def _left_behind(root: Path, config: Config | None) -> Iterator[Path]:
    """Yield the files that recovery set aside, and what writers that were killed left beside outputs."""
    yield from sorted((root / DAMAGED).glob("*"))
    for path in {each.path for each in config.outputs} if config is not None else ():
        for directory in {path.parent, path}:
            yield from sorted(directory.glob(f".{'[0-9a-f]' * 16}*.tmp"))
        yield from sorted(path.parent.glob(f"{path.name}.damaged*"))


def _known_as(erased: ErasedPages, captures: Iterable[Entry]) -> Callable[[str], bool]:
    """Return what says whether an address in learned knowledge, which names no port, is that of a page."""
    urls = {url for entry in captures for url in (entry.url, entry.final_url)}
    urls |= {each.target for each in erased.erasures if not each.is_host}
    addresses = frozenset(filter(None, map(learned_address, urls)))
    return lambda address: address in addresses or erased.covers(address)


def _lines_of(store: Store, captures: Iterable[str]) -> frozenset[str]:
    """Return the lines of what was extracted from captures."""
    kept = Extractions.reader(store.root)
    lines: set[str] = set()
    with kept or nullcontext():
        for key in captures if kept is not None else ():
            newest = kept.newest(key) if kept is not None else None
            fields = newest.fields if newest is not None else {}
            text = f"{fields.get('title') or ''}\n{fields.get('text') or ''}"
            lines.update(filter(None, (" ".join(line.split()) for line in text.splitlines())))
    return frozenset(lines)


def _names(erased: ErasedPages) -> list[str]:
    return [each.key for each in erased.erasures]


def _backups(root: Path) -> list[Path]:
    """Return the copies that migrations kept of the databases: they have what was in them then."""
    state = beside(root, STATE)
    return sorted(
        (*root.glob("*.sqlite.v*.backup*"), *state.parent.glob(f"{state.name}.v*.backup*"))
    )


def _erase_log(root: Path, erased: ErasedPages) -> None:
    """Take the lines that name an erased page out of what a schedule's runs printed."""
    log, names = beside(root, RUN_LOG), [name.encode() for name in _names(erased)]

    def lines() -> Iterator[tuple[bytes, bytes | None]]:
        with log.open("rb") as file:
            for line in file:
                yield line, None if any(name in line for name in names) else line

    rewrite(log, lines, dry=False)


def _remove_search_index(root: Path, now: datetime) -> None:
    try:
        lock = Lock(beside(root, SEARCH_LOCK), now)
    except OSError as error:
        raise StoreError(str(root), f"can't be locked: {reason_of(error)}") from error
    with lock:
        remove_catalogue(beside(root, SEARCH))
