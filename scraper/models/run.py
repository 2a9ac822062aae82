"""What happened in a run, site by site: counted while it runs, recorded, reported. Data only."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from scraper.models.alarm import Alarm
from scraper.models.shard import WHOLE, Shard
from scraper.models.times import iso

REPORT_SCHEMA = 1  # of the JSON of a run; goes up when a field is renamed or changes meaning

LENGTH_STEP = 10  # words; a typo mended makes no other length

Outcome = Literal["done", "max_time", "max_pages", "interrupted", "failed", "killed", "running"]
"""How a run ended, or that it is under way. Of one that was killed, the last counts may be missing."""


@dataclass(slots=True)
class SiteTally:
    """What happened to one site in one run. `failed` counts pages by kind of failure or by what
    they are instead of articles; `sources` the start points, feeds and sitemaps that failed.
    `lengths` counts articles by their words, in steps of `LENGTH_STEP`; `blocks` the blocks of
    their pages by the reason of their verdict."""

    found: int = 0  # articles that the site leads to now
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    waiting: int = 0  # in quarantine, their time has not come
    failed: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)
    blocks: Counter[str] = field(default_factory=Counter)
    unreachable: bool = False  # none of its start points could be read
    complete: bool = False  # whether all that was due was visited
    withheld: str = ""  # why all pages of the site wait: a cause such as "consent_wall", "http_503"
    gone: int = 0  # articles that were found to be taken down
    not_asked: Counter[str] = field(
        default_factory=Counter
    )  # pages whose host rests, by kind of failure

    @property
    def visited(self) -> int:
        """Pages that were asked for."""
        return self.new + self.changed + self.unchanged + self.failed.total()

    def measure(self, words: int, blocks: Mapping[str, int]) -> None:
        """Count one article: its length, and the blocks of its page by reason."""
        self.lengths[words // LENGTH_STEP * LENGTH_STEP] += 1
        self.blocks.update(blocks)

    def to_dict(self) -> dict[str, Any]:
        """Return the fields, ready for JSON."""
        return {
            "found": self.found,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "waiting": self.waiting,
            "failed": dict(sorted(self.failed.items())),
            "sources_failed": dict(sorted(self.sources.items())),
            "lengths": {str(words): count for words, count in sorted(self.lengths.items())},
            "blocks": dict(sorted(self.blocks.items())),
            "dark": self.unreachable,
            "complete": self.complete,
            "withheld": self.withheld,
            "gone": self.gone,
            "not_asked": dict(sorted(self.not_asked.items())),
        }

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> "SiteTally":
        """Return the tally of its JSON."""
        numbers = {k: fields[k] for k in ("found", "new", "changed", "unchanged", "waiting")}
        return cls(
            **numbers,
            failed=Counter(fields["failed"]),
            sources=Counter(fields["sources_failed"]),
            lengths=Counter({int(k): v for k, v in fields.get("lengths", {}).items()}),
            blocks=Counter(fields.get("blocks", {})),
            unreachable=fields["dark"],
            complete=fields["complete"],
            withheld=fields.get("withheld", ""),
            gone=fields.get("gone", 0),
            not_asked=Counter(fields.get("not_asked", {})),
        )


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run. `number` counts the runs of a state from 1."""

    number: int
    started: datetime  # UTC
    ended: datetime | None
    outcome: Outcome
    sites: Mapping[str, SiteTally]
    problems: tuple[str, ...] = ()  # of outputs and of the store
    alarms: tuple[Alarm, ...] = ()  # open at its end, of the sites it visited; and what it ended

    def to_dict(self) -> dict[str, Any]:
        """Return the run report, ready for JSON."""
        return {
            "schema": REPORT_SCHEMA,
            "run": self.number,
            "started": iso(self.started),
            "ended": iso(self.ended) if self.ended else None,
            "outcome": self.outcome,
            "problems": list(self.problems),
            "alarms": [alarm.to_dict() for alarm in self.alarms],
            "sites": {name: tally.to_dict() for name, tally in self.sites.items()},
        }


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """One site. `runs` are the last that visited it, newest first; `alarms` those that are open,
    `ended` the last that were; `idle` is the newest run of all, if it had problems though no site was
    due. In JSON, `problems` are those of its last run, whatever site, and of that one."""

    name: str
    due: datetime | None  # None where it was never visited
    quarantined: int
    runs: tuple[tuple[RunRecord, SiteTally], ...]
    alarms: tuple[Alarm, ...] = ()
    ended: tuple[Alarm, ...] = ()
    idle: RunRecord | None = None
    shard: Shard = WHOLE

    @property
    def reported(self) -> tuple[RunRecord, ...]:
        """The runs whose problems are shown, newest first."""
        idle = () if self.idle is None else (self.idle,)
        return (*idle, *(run for run, _ in self.runs[:1]))

    def to_dict(self) -> dict[str, Any]:
        """Return the fields, ready for JSON."""
        last = self.runs[0] if self.runs else None
        shard = {"shard": str(self.shard)} if self.shard.count > 1 else {}
        return {
            "site": self.name,
            **shard,
            "due": iso(self.due) if self.due else None,
            "quarantined": self.quarantined,
            "alarms": [alarm.to_dict() for alarm in self.alarms],
            "alarms_ended": [alarm.to_dict() for alarm in self.ended],
            "last_run": iso(last[0].started) if last else None,
            "last": last[1].to_dict() if last else None,
            "problems": list(dict.fromkeys(p for run in self.reported for p in run.problems)),
            "runs": [
                {"run": record.number, "outcome": record.outcome, **tally.to_dict()}
                for record, tally in self.runs
            ],
        }


def spread_of(lengths: Counter[int]) -> tuple[int, int, int] | None:
    """Return the lengths that a tenth, a half and nine tenths of the articles do not exceed; None where
    there is no article."""
    ordered = sorted(lengths.elements())
    if not ordered:
        return None
    low, middle, high = (ordered[math.ceil(len(ordered) * share) - 1] for share in (0.1, 0.5, 0.9))
    return low, middle, high


def has_drifted(record: RunRecord) -> bool:
    """Say whether a site that the run visited is not what it was."""
    return any(alarm.ended is None for alarm in record.alarms)


def matches(record: RunRecord, kinds: frozenset[str]) -> bool:
    """Say whether anything of these kinds happened; "any" is every kind of failure. Pages that were not
    asked for did not fail; they count where their kind is named."""
    for tally in record.sites.values():
        happened = {*tally.failed, *tally.sources}
        if {*happened, *tally.not_asked} & kinds or (happened and "any" in kinds):
            return True
    return False
