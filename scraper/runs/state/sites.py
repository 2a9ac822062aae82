"""When each site was visited, which are withheld, and the error texts that each has shown."""

from datetime import datetime, timedelta

from scraper.runs.state.database import StateFile, text_of, time_of
from scraper.schedule.due import LastVisit, PublishingRate
from scraper.schedule.withhold import Withheld

ERROR_TEXT_KEPT = timedelta(days=7)
"""For how long the text of an error page is known after it was last seen. Long enough for a server
that fails now and then; a text refused by mistake does not stay refused."""


class Sites:
    """Part of a `State`, in its file."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def last_visit(self, site: str) -> LastVisit | None:
        """Return the last visit to a site; None where there was none."""
        sql = "SELECT looked, not_before, seq, observed, versions FROM sites WHERE name = ? AND "
        row = self._file.row(sql + self._file.intact("sites"), site)
        if row is None:
            return None
        pace = PublishingRate(timedelta(seconds=row[3]), row[4])
        return LastVisit(time_of(row[0]), time_of(row[1]), row[2], pace)

    def keep_visit(self, site: str, visit: LastVisit) -> None:
        """Keep that a site was visited whole."""
        values = (
            site, text_of(visit.not_before), text_of(visit.visited), visit.seq,
            visit.pace.observed.total_seconds(), visit.pace.versions,
        )  # fmt: skip
        with self._file.writing():
            self._file.run("INSERT OR REPLACE INTO sites VALUES (?, ?, ?, ?, ?, ?, 0)", *values)

    def withheld(self, site: str) -> Withheld | None:
        """Say why a site is withheld; None where it is not."""
        sql = "SELECT cause, since, probes FROM withheld WHERE site = ? AND "
        row = self._file.row(sql + self._file.intact("withheld"), site)
        return None if row is None else Withheld(row[0], datetime.fromisoformat(row[1]), row[2])

    def withhold(self, site: str, withheld: Withheld | None) -> None:
        """Withhold a site from now on; with None, no longer."""
        with self._file.writing():
            self._file.run("DELETE FROM withheld WHERE site = ?", site)
            if withheld is not None:
                row = (site, withheld.cause, text_of(withheld.since), withheld.probes)
                self._file.run("INSERT INTO withheld VALUES (?, ?, ?, ?, 0)", *row)

    def error_texts(self, site: str, now: datetime) -> frozenset[str]:
        """Return the fingerprints of the error texts that a site showed lately."""
        sql = "SELECT text FROM error_texts WHERE site = ? AND at > ? AND "
        since = text_of(now - ERROR_TEXT_KEPT)
        rows = self._file.rows(sql + self._file.intact("error_texts"), site, since)
        return frozenset(text for (text,) in rows)

    def keep_error_text(self, site: str, text: str, now: datetime) -> None:
        """Keep the fingerprint of an error text, and when it was seen."""
        with self._file.writing():
            self._file.run("DELETE FROM error_texts WHERE at <= ?", text_of(now - ERROR_TEXT_KEPT))
            row = (site, text, text_of(now))
            self._file.run("INSERT OR REPLACE INTO error_texts VALUES (?, ?, ?, 0)", *row)
