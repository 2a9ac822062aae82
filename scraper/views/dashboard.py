"""The runs of each site as a value to show: counts, charts over time, alarms with evidence."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from scraper.models.alarm import ALARM_WORDS, Alarm
from scraper.models.run import (
    RunRecord,
    SiteStatus,
    SiteTally,
    spread_of,
)
from scraper.views.blocks import KEPT
from scraper.views.charts import (
    Chart,
    ChartFrame,
    Flag,
    Series,
    ValueRange,
    ranges,
    shares,
    stacked,
)
from scraper.views.safe_text import href_of, line

MOST_RUNS = 60  # columns of a chart that can still be distinguished
REASONS = 7  # bands with a name; what is rarer is in one together
KINDS = 7  # of failures, likewise
BODY = "body"  # the reason of blocks that were kept
_REST = "others"

History = Sequence[tuple[RunRecord, SiteTally]]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page an alarm names. `href` is "" unless it may be followed."""

    url: str
    href: str


@dataclass(frozen=True, slots=True)
class AlarmView:
    """An alarm. `number` is the one it has in the charts."""

    number: int
    words: str
    evidence: str
    since: str
    ended: str  # "" while it is open
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class SiteView:
    """One site. `anchor` is the id of its section."""

    name: str
    anchor: str
    last: str
    outcome: str
    due: str
    fetched: int
    new: int
    changed: int
    unchanged: int
    failed: int
    kinds: str  # of the failures of the last run
    quarantined: int
    alarms: tuple[AlarmView, ...]
    ended: tuple[AlarmView, ...]
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class DashboardView:
    """All sites, in the order of the configuration."""

    made: str
    sites: tuple[SiteView, ...]
    alarms: int  # that are open


def dashboard_view(sites: Sequence[SiteStatus], now: datetime) -> DashboardView:
    """Return what a template shows of the runs of all sites."""
    views = tuple(_site_view(number, site, now) for number, site in enumerate(sites, 1))
    return DashboardView(_moment(now), views, sum(len(view.alarms) for view in views))


def _site_view(number: int, site: SiteStatus, now: datetime) -> SiteView:
    runs = site.runs[:MOST_RUNS][::-1]
    marks = list(enumerate(sorted(site.alarms + site.ended, key=lambda alarm: alarm.since), 1))
    record, tally = site.runs[0] if site.runs else (None, SiteTally())
    return SiteView(
        name=line(site.name),
        anchor=f"site-{number}",
        last=_moment(record.started) if record else "not run yet",
        outcome=line(record.outcome) if record else "",
        due="now" if site.due is None or site.due <= now else _moment(site.due),
        fetched=tally.visited,
        new=tally.new,
        changed=tally.changed,
        unchanged=tally.unchanged,
        failed=tally.failed.total(),
        kinds=line(", ".join(f"{kind} {n}" for kind, n in sorted(tally.failed.items()))),
        quarantined=site.quarantined,
        alarms=tuple(_alarm_view(n, alarm) for n, alarm in marks if alarm.ended is None),
        ended=tuple(_alarm_view(n, alarm) for n, alarm in marks if alarm.ended is not None),
        charts=tuple(_charts(runs, marks)) if runs else (),
    )


def _alarm_view(number: int, alarm: Alarm) -> AlarmView:
    return AlarmView(
        number=number,
        words=ALARM_WORDS[alarm.kind],
        evidence=line(alarm.evidence),
        since=_moment(alarm.since),
        ended=line(f"{alarm.ending} {_moment(alarm.ended)}") if alarm.ended else "",
        pages=tuple(PageLink(line(url), href_of(url)) for url in alarm.pages),
    )


def _charts(runs: History, marks: Sequence[tuple[int, Alarm]]) -> Iterator[Chart]:
    labels = tuple(f"{record.started:%m-%d %H:%M}" for record, _ in runs)
    columns = {record.number: column for column, (record, _) in enumerate(runs)}
    flags = tuple(
        Flag(columns[alarm.run], number, line(f"{ALARM_WORDS[alarm.kind]}: {alarm.evidence}"))
        for number, alarm in marks
        if alarm.run in columns
    )
    tallies = [tally for _, tally in runs]
    yield stacked(ChartFrame("Pages by result", labels, flags), _pages(tallies))
    if any(tally.failed for tally in tallies):
        yield stacked(ChartFrame("Failures by kind", labels, flags), _failures(tallies))
    if any(tally.lengths for tally in tallies):
        spreads = [_spread(tally) for tally in tallies]
        yield ranges(ChartFrame("Length of articles", labels, flags), spreads, "s-length", "words")
    if any(tally.blocks for tally in tallies):
        yield shares(ChartFrame("Blocks by reason", labels, flags), _reasons(tallies))


def _pages(tallies: Sequence[SiteTally]) -> list[Series]:
    return [
        Series(name, f"s-{name.replace(' ', '-')}", tuple(float(count(tally)) for tally in tallies))
        for name, count in _COUNTS.items()
    ]


_COUNTS: dict[str, Callable[[SiteTally], int]] = {
    "new": lambda tally: tally.new,
    "changed": lambda tally: tally.changed,
    "unchanged": lambda tally: tally.unchanged,
    "failed": lambda tally: tally.failed.total(),
    "in quarantine": lambda tally: tally.waiting,
}


def _failures(tallies: Sequence[SiteTally]) -> list[Series]:
    return _named([tally.failed for tally in tallies], KINDS, ())


def _reasons(tallies: Sequence[SiteTally]) -> list[Series]:
    """Return kept blocks as the lowest band, then the most frequent reasons, then all others."""
    return _named([tally.blocks for tally in tallies], REASONS, (BODY,))


def _named(counts: Sequence[Counter[str]], most: int, first: tuple[str, ...]) -> list[Series]:
    """Return a series for each of the most frequent names, and one for the rest."""
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    ranked = sorted(total, key=lambda name: (name not in first, -total[name], name))
    named, rest = ranked[:most], ranked[most:]
    series = [
        Series(
            KEPT if name in first else line(name),
            "s-kept" if name in first else f"s-{at}",
            tuple(float(count[name]) for count in counts),
        )
        for at, name in enumerate(named)
    ]
    others = tuple(float(sum(count[name] for name in rest)) for count in counts)
    return [*series, Series(_REST, "s-rest", others)] if rest else series


def _spread(tally: SiteTally) -> ValueRange | None:
    found = spread_of(tally.lengths)
    return ValueRange(*map(float, found)) if found else None


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
