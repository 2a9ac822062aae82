"""Rules of a host tried on its stored pages, as they stand in the files or as a draft.

    host, draft -> SitesDirectory -> captures -> worker: without and with the rules -> TriedPage

Orders the steps and counts; `replay.try_rules` finds what rules do to a page.
"""

import shutil
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from scraper.errors import ConfigError, OutputError, reason_of
from scraper.files.atomic import write_atomic
from scraper.models.failure import Failure
from scraper.models.site import SiteRules
from scraper.pipelines.clean_task import CleanSettings
from scraper.pipelines.page_article import place_of
from scraper.pipelines.replay import (
    CaptureChoice,
    Comparison,
    ReplayTask,
    TriedPage,
    chosen,
    try_rules,
)
from scraper.sites.directory import LEARNED, SitesDirectory, rules_file
from scraper.sites.edit import with_selectors
from scraper.sites.profiles import all_rules, rules_for
from scraper.sites.rules_file import parse_rules
from scraper.sites.trial import SelectorLife, lives, selectors_of
from scraper.store import Store
from scraper.urls import normal_host
from scraper.workers import Limits, run

MOST_RULES = 1 << 20  # bytes of a rules file that is edited


@dataclass(slots=True)
class MonthOfTrial:
    """What rules do to the pages of one month."""

    pages: int = 0
    changed: int = 0
    removed: Counter[str] = field(default_factory=Counter)
    added: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class DeadSelector:
    """A selector that has stopped matching; `pages` counts those that its rules are for."""

    life: SelectorLife
    pages: int

    @property
    def when(self) -> str:
        """Since when, in words."""
        day = self.life.last_day
        return f"has not matched since {day}" if day else "never matched"


@dataclass(frozen=True, slots=True)
class RulesDraft:
    """A rules file as it would be. `path` is where it belongs, `before` what it says now."""

    host: str
    path: Path
    text: str
    before: str


def tables_of(sites: SitesDirectory, host: str) -> dict[str, Sequence[SiteRules]]:
    """Return the rules for a host, or for all of them. Raises ConfigError if there are none."""
    if not host:
        found: dict[str, Sequence[SiteRules]] = dict(all_rules(sites))
    else:
        tables = rules_for(sites, normal_host(host))
        found = {tables[0].host: tables} if tables else {}
    if not found:
        raise ConfigError(str(sites.path), f"holds no rules for {host or 'any host'} (*.toml)")
    return found


def tried(
    store: Path, sites: SitesDirectory, choice: CaptureChoice, limits: Limits, jobs: int | None
) -> Generator[TriedPage | Failure, None, None]:
    """Yield the chosen captures, newest first, each extracted without and with the rules of its site.
    Captures without rules are left out."""
    settings = CleanSettings(sites=sites)
    with Store.reader(store) as opened:
        entries = list(chosen(opened, choice))
    tasks = (ReplayTask(entry, store, Comparison(store), settings) for entry in entries)
    with closing(run(tasks, try_rules, limits, jobs)) as results:
        for result in results:
            if isinstance(result, Failure) or result.found.outcome != "new":
                yield result


def by_month(pages: Iterable[TriedPage]) -> dict[str, MonthOfTrial]:
    """Return what the rules remove and add, month by month, oldest first."""
    months: dict[str, MonthOfTrial] = defaultdict(MonthOfTrial)
    for page in pages:
        month = months[f"{page.entry.fetched_at:%Y-%m}"]
        month.pages += 1
        month.changed += page.found.outcome != "same"
        month.removed.update(page.found.lost)
        month.added.update(page.found.gained)
    return dict(sorted(months.items()))


def dead_selectors(
    tables: Sequence[SiteRules], pages: Sequence[TriedPage]
) -> Iterator[DeadSelector]:
    """Yield the selectors that have stopped matching; `pages` come newest first."""
    for rules in tables:
        own = [
            (f"{page.entry.fetched_at:%Y-%m-%d}", page.matching)
            for page in pages
            if rules.holds(page.entry.fetched_at.date())
        ]
        yield from (
            DeadSelector(life, len(own)) for life in lives(own, selectors_of(rules)) if life.is_dead
        )


def draft_of(sites: Path, host: str, selectors: Mapping[str, Sequence[str]]) -> RulesDraft:
    """Return the rules file of a host with selectors added to its newest table; `selectors` maps keys
    such as "drop" to them. If the host has no rules, the file is that of the nearest domain above
    it that has. Raises ConfigError if the file or a selector is wrong."""
    host, path = _table_for(sites, normal_host(host))
    before = _text_of(path)
    text = with_selectors(before, host, selectors, str(path))
    return RulesDraft(host, path, text, before)


def check_draft(draft: RulesDraft) -> Sequence[SiteRules]:
    """Return the rules that a draft has for its host. Raises ConfigError if it is wrong or has none."""
    if len(draft.text.encode("utf-8", "replace")) > MOST_RULES:
        raise ConfigError(str(draft.path), f"is longer than {MOST_RULES} bytes")
    tables = [
        rules for rules in parse_rules(draft.text, str(draft.path)) if rules.host == draft.host
    ]
    if not tables:
        raise ConfigError(str(draft.path), f'has no table ["{draft.host}"]')
    return tables


@contextmanager
def drafted(sites: Path, draft: RulesDraft) -> Iterator[SitesDirectory]:
    """Yield a directory of site files as it would be with a draft, removed after the trial."""
    check_draft(draft)
    with TemporaryDirectory(prefix="scraper-rules-") as name:
        trial = Path(name)
        for path in sites.glob("*.toml"):
            if path.name != draft.path.name:
                shutil.copy(path, trial)
        if (sites / LEARNED).is_dir():
            (trial / LEARNED).symlink_to((sites / LEARNED).resolve())
        (trial / draft.path.name).write_text(draft.text, "utf-8")
        try:
            directory = place_of(trial)
        except ConfigError as error:  # such as a second file with rules for the host
            raise ConfigError(str(draft.path), error.message.replace(name, str(sites))) from error
        yield directory


def save_draft(sites: Path, draft: RulesDraft) -> None:
    """Replace a file by its draft, if that is right. Raises OutputError if the file has changed since
    the draft was begun."""
    with drafted(sites, draft):  # also against the rules of the other files
        if _text_of(draft.path) != draft.before:
            raise OutputError(
                str(draft.path), "has changed meanwhile; begin again from what it says now"
            )
        write_atomic(draft.path, draft.text, overwrite=True)


def _table_for(sites: Path, host: str) -> tuple[str, Path]:
    """Return the host whose rules hold for a host, and their file; else itself and a new file."""
    known = rules_for(place_of(sites), host)
    return (known[0].host, Path(known[0].file)) if known else (host, rules_file(sites, host))


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8") if path.exists() else ""
    except (OSError, ValueError) as error:
        raise ConfigError(str(path), f"can't be read as UTF-8: {reason_of(error)}") from error
