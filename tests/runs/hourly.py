"""One site of a farm, and runs on it at times that the test chooses."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from scraper.cli.config import read_config
from scraper.models.run import RunRecord
from scraper.runs.progress import RunObserver
from scraper.runs.run import run_due
from scraper.runs.scheduled_run import RunOptions

START = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
EXTRA = '[defaults]\nrecheck = "30m"\n'  # each page is asked for at each hourly visit


@dataclass
class Hourly:
    """`farm` with its first site alone, and the clock of its runs."""

    farm: object
    now: datetime = START
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        del self.farm.sites[1:]
        self.file = self.farm.configure(EXTRA)

    @property
    def site(self):
        return self.farm.sites[0]

    def run(self, *, hours: float = 1, **options: object) -> RunRecord:
        """A run so many hours after the one before."""
        self.now += timedelta(hours=hours)
        result = run_due(
            read_config(self.file),
            RunOptions(**options),
            {},
            RunObserver(lambda event: self.said.append(str(event))),
            lambda: self.now,
        )
        assert result.error is None
        return result.record

    def tally(self, **options: object):
        """The counts of the site in the next run."""
        return self.run(**options).sites["site0"]

    def asked(self) -> int:
        """Requests for stories until now."""
        return sum(n for path, n in list(self.site.asked.items()) if path.startswith("/news"))

    def break_stories(self, body: str) -> None:
        """Each story's address answers with one page, which has no ranking."""
        self.site.more |= dict.fromkeys(self.site.stories, body)

    def mend(self) -> None:
        self.site.more.clear()
