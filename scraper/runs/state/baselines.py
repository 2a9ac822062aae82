"""What the pages of each site were like, and the alarms. Part of a `State`, in its file.

A page is kept once in each of four generations: the site's baseline, what was seen since an alarm was
raised, what was odd on too few pages to be an alarm yet, and what no run has judged (after a kill the
next one does).
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from scraper.files.sqlite import Database
from scraper.models.alarm import (
    Alarm,
    Ending,
    PageObservation,
    PublishingRhythm,
    SiteHistory,
    SiteJudgement,
)
from scraper.runs.state.database import (
    text_of,
    time_of,
)

BASELINE, SINCE, FRESH, UNDECIDED = 0, 1, 2, 3
KEPT = 150  # newest pages of a generation: a site's baseline is what it was lately
_OBSERVATION = tuple(field.name for field in fields(PageObservation))
ALARM_COLUMNS = "site, kind, since, run, evidence, pages, subject, ended, ending"
_ALARM = f"SELECT {ALARM_COLUMNS} FROM alarms "  # noqa: S608  # our own words


class Baselines:
    """The baselines and alarms of all sites."""

    def __init__(self, db: Database) -> None:
        """Use `State.baselines`."""
        self._db = db

    def note(self, site: str, observation: PageObservation) -> None:
        """Keep what a visit showed until it is judged. Inside the visit's own transaction."""
        # By hand: `asdict` copies each value, which costs more than the rest of the visit's record.
        record = {name: getattr(observation, name) for name in _OBSERVATION} | {
            "at": text_of(observation.at)
        }
        self._db.execute(
            "INSERT OR REPLACE INTO sights VALUES (?, ?, ?, ?, ?, 0)",
            (site, FRESH, observation.key, text_of(observation.at), json.dumps(record)),
        )

    def history(self, site: str) -> SiteHistory:
        """Return all that is known of a site."""
        kept: dict[int, list[PageObservation]] = {BASELINE: [], SINCE: [], FRESH: [], UNDECIDED: []}
        sql = "SELECT generation, sight FROM sights WHERE site = ? AND "
        for generation, observation in self._rows(sql, "sights", " ORDER BY at, key", site):
            kept[generation].append(_observation_of(observation))
        rhythms = self._rows("SELECT pulse FROM pulses WHERE site = ? AND ", "pulses", "", site)
        return SiteHistory(
            site,
            tuple(kept[BASELINE]),
            tuple(kept[SINCE]),
            tuple(kept[UNDECIDED]),
            tuple(kept[FRESH]),
            _rhythm_of(rhythms[0][0]) if rhythms else None,
            tuple(self.open_alarms(site)),
        )

    def keep(self, before: SiteHistory, judged: SiteJudgement, now: datetime) -> None:
        """Keep a judgement; what it was about is baseline from now on, as long as an alarm is open what
        was seen since, or undecided."""
        site = before.site
        still = judged.kept or judged.raised
        target = SINCE if still else UNDECIDED if judged.undecided else BASELINE
        with self._db.transaction():
            for alarm in judged.raised:
                self._raise(alarm)
            for alarm in judged.cleared:
                self._end(alarm, now, "cleared")
            for alarm in judged.kept:
                self._update(alarm)
            if judged.rhythm is not None:
                self._keep_rhythm(site, judged.rhythm)
            if before.alarms and not still:
                self._drop(site, SINCE)
            for source in (UNDECIDED, FRESH):
                if source != target:
                    self._move(site, source, target)

    def accept(self, site: str, now: datetime) -> list[Alarm]:
        """End the alarms of a site: what it showed since then is its baseline."""
        history = self.history(site)
        rhythm = history.rhythm
        with self._db.transaction():
            for alarm in history.alarms:
                self._end(alarm, now, "accepted")
            if history.since:
                self._drop(site, BASELINE)
                self._move(site, SINCE, BASELINE)
            if rhythm and any(alarm.kind == "feed_silent" for alarm in history.alarms):
                gaps = (*rhythm.gaps, (rhythm.visited - rhythm.heard).total_seconds() / 3600)
                self._keep_rhythm(
                    site, replace(rhythm, heard=rhythm.visited, gaps=gaps, full=0, empty=0)
                )
        return list(history.alarms)

    def open_alarms(self, site: str = "") -> list[Alarm]:
        """Return the alarms that have not ended, of one site or of all, oldest first."""
        if site:
            return self._alarms("WHERE ended = '' AND site = ?", "ORDER BY number", site)
        return self._alarms("WHERE ended = ''", "ORDER BY number")

    def ended_alarms(self, site: str, count: int) -> list[Alarm]:
        """Return the last alarms of a site that have ended, newest first."""
        order = "ORDER BY number DESC LIMIT ?"
        return self._alarms("WHERE site = ? AND ended <> ''", order, site, count)

    def _alarms(self, where: str, order: str, *values: Any) -> list[Alarm]:
        rows = self._rows(f"{_ALARM}{where} AND ", "alarms", f" {order}", *values)
        return [alarm_of(row) for row in rows]

    def _rows(self, sql: str, table: str, order: str, *values: Any) -> list[Any]:
        """Return the rows that `sql`, which ends with AND, selects of a table. Raises StoreDamaged at
        one that is not as it was written."""
        return self._db.rows(f"{sql}{self._db.intact(table)}{order}", values)

    def _raise(self, alarm: Alarm) -> None:
        row = (
            alarm.site, alarm.kind, text_of(alarm.since), alarm.run, alarm.evidence,
            json.dumps(alarm.pages), alarm.subject,
        )  # fmt: skip
        self._db.execute("INSERT INTO alarms VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, '', '', 0)", row)

    def _update(self, alarm: Alarm) -> None:
        sql = "UPDATE alarms SET evidence = ?, pages = ?, subject = ? WHERE site = ? AND kind = ? AND ended = ''"
        values = (alarm.evidence, json.dumps(alarm.pages), alarm.subject)
        self._db.execute(sql, (*values, alarm.site, alarm.kind))

    def _end(self, alarm: Alarm, now: datetime, ending: Ending) -> None:
        sql = "UPDATE alarms SET ended = ?, ending = ? WHERE site = ? AND kind = ? AND ended = ''"
        self._db.execute(sql, (text_of(now), ending, alarm.site, alarm.kind))

    def _keep_rhythm(self, site: str, rhythm: PublishingRhythm) -> None:
        record = asdict(rhythm)
        record["looked"] = record.pop("visited")  # the name that 0.1.0 gave it
        values = (site, json.dumps(record, default=text_of))
        self._db.execute("INSERT OR REPLACE INTO pulses VALUES (?, ?, 0)", values)

    def _drop(self, site: str, generation: int) -> None:
        self._db.execute("DELETE FROM sights WHERE site = ? AND generation = ?", (site, generation))

    def _move(self, site: str, source: int, target: int) -> None:
        """Move observations to a generation: the newer one of a page stays, and of all the newest `KEPT`."""
        self._db.execute(
            "UPDATE OR REPLACE sights SET generation = ? WHERE site = ? AND generation = ?",
            (target, site, source),
        )
        self._db.execute(
            "DELETE FROM sights WHERE site = ? AND generation = ? AND key NOT IN ("
            "SELECT key FROM sights WHERE site = ? AND generation = ? ORDER BY at DESC LIMIT ?)",
            (site, target, site, target, KEPT),
        )


def _observation_of(text: str) -> PageObservation:
    record = json.loads(text)
    return PageObservation(
        **record | {"at": datetime.fromisoformat(record["at"]), "lines": tuple(record["lines"])}
    )


def _rhythm_of(text: str) -> PublishingRhythm:
    record = json.loads(text)
    record["visited"] = record.pop("looked")
    times = {name: datetime.fromisoformat(record[name]) for name in ("since", "visited", "heard")}
    return PublishingRhythm(**record | times | {"gaps": tuple(record["gaps"])})


def alarm_of(row: Sequence[Any]) -> Alarm:
    """Return the alarm of a row of `ALARM_COLUMNS`."""
    site, kind, since, run, evidence, pages, subject, ended, ending = row
    begun = datetime.fromisoformat(since)
    pages = tuple(json.loads(pages))
    return Alarm(site, kind, begun, run, evidence, pages, subject, time_of(ended), ending)
