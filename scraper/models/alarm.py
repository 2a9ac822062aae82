"""What runs notice of a site beside its articles, and the alarms that come of it. Data only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from scraper.models.times import iso

AlarmKind = Literal[
    "consent_wall",  # pages ask for consent where articles were
    "login_wall",
    "block_page",  # captchas, refusals, HTTP status 403 and 429
    "js_shell",  # pages that scripts would fill
    "soft_404",  # error and maintenance pages with the status of a good answer
    "layout_changed",  # the article stands in another place of the markup, or nowhere
    "no_date",
    "no_author",
    "length_off",  # articles far shorter or longer than they were
    "new_block",  # one line in the text of many articles, which was in none
    "feed_silent",  # no new article for far longer than ever, or no article at all
]
ALARM_KINDS: tuple[AlarmKind, ...] = get_args(AlarmKind)

ALARM_WORDS: Mapping[AlarmKind, str] = {
    "consent_wall": "consent wall",
    "login_wall": "login wall",
    "block_page": "block page",
    "js_shell": "JavaScript shell",
    "soft_404": "error pages",
    "layout_changed": "layout changed",
    "no_date": "date missing",
    "no_author": "author missing",
    "length_off": "article length off",
    "new_block": "new repeated block",
    "feed_silent": "feed silent",
}

AlarmEvent = Literal["raised", "ended"]
"""What a message is about."""
MESSAGE_SCHEMA = 1  # of a message's JSON; goes up when a field is renamed or changes meaning

Ending = Literal["", "cleared", "accepted"]
"""How an alarm ended: not yet, by itself, or because somebody said that the site is now like that."""


@dataclass(frozen=True, slots=True)
class PageObservation:
    """What one visit showed of a page, as far as the site's baseline is concerned."""

    key: str
    url: str
    at: datetime
    kind: str  # a `Status`
    said: str = ""  # how the page refused
    length: int = 0  # characters of the article
    place: str = ""  # of its text in the markup, outermost element first
    dated: bool = False
    signed: bool = False  # whether it names an author
    lines: tuple[str, ...] = ()  # keys of the article's lines; () where there is no article
    new: bool = False  # the article was not known before


@dataclass(frozen=True, slots=True)
class PublishingRhythm:
    """How regularly a site brings new articles, as far as it was visited."""

    since: datetime  # the first visit
    visited: datetime  # the last visit that could be judged
    heard: datetime  # the last new article; later by the time in which the site was not visited
    usual: float = 0.0  # hours between visits
    gaps: tuple[float, ...] = ()  # hours between runs that found new articles, newest last
    full: int = 0  # visits that found articles
    empty: int = 0  # visits in a row, the last ones, that found none


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm. `pages` are some of the URLs that show it."""

    site: str
    kind: AlarmKind
    since: datetime  # UTC
    run: int
    evidence: str
    pages: tuple[str, ...] = ()
    subject: str = ""  # the line of a new block, as its key
    ended: datetime | None = None
    ending: Ending = ""

    def describe(self) -> str:
        """Return the alarm in one line, without the pages that show it."""
        return f"{ALARM_WORDS[self.kind]}: {self.evidence}"

    def to_dict(self) -> dict[str, Any]:
        """Return the fields, ready for JSON."""
        return {
            "site": self.site,
            "kind": self.kind,
            "since": iso(self.since),
            "run": self.run,
            "evidence": self.evidence,
            "pages": list(self.pages),
            "ended": iso(self.ended) if self.ended else None,
            "ending": self.ending,
        }

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> "Alarm":
        """Return the alarm of its JSON."""
        return cls(
            site=fields["site"],
            kind=fields["kind"],
            since=datetime.fromisoformat(fields["since"]),
            run=fields["run"],
            evidence=fields["evidence"],
            pages=tuple(fields["pages"]),
            ended=datetime.fromisoformat(fields["ended"]) if fields["ended"] else None,
            ending=fields["ending"],
        )


@dataclass(frozen=True, slots=True)
class AlarmMessage:
    """What a person hears of an alarm: that it was raised, later that it ended. `number` counts the
    alarms of a state, `tries` how often the message could not be delivered."""

    number: int
    event: AlarmEvent
    alarm: Alarm
    tries: int = 0

    @property
    def id(self) -> str:
        """The same each time that this message is sent, and that of no other."""
        return f"{self.alarm.site}-{self.number}-{self.event}"

    @property
    def text(self) -> str:
        """The message in one line."""
        if self.event == "raised":
            return f"{self.alarm.site}: {self.alarm.describe()}"
        how = "accepted" if self.alarm.ending == "accepted" else "over"
        return f"{self.alarm.site}: {how}, {ALARM_WORDS[self.alarm.kind]}"

    def to_dict(self) -> dict[str, Any]:
        """Return the message, ready for JSON."""
        about = {
            "schema": MESSAGE_SCHEMA, "id": self.id, "event": self.event, "text": self.text,
            "accept": f"scraper status --accept {self.alarm.site}",
        }  # fmt: skip
        return about | self.alarm.to_dict()


@dataclass(frozen=True, slots=True)
class SiteHistory:
    """All that is known of a site when a run has visited it. `baseline` is what it was before, `since`
    what was seen later while an alarm was open, `undecided` what was odd later on too few pages for an
    alarm, `fresh` what was seen and not yet judged; each has a page once."""

    site: str
    baseline: tuple[PageObservation, ...] = ()
    since: tuple[PageObservation, ...] = ()
    undecided: tuple[PageObservation, ...] = ()
    fresh: tuple[PageObservation, ...] = ()
    rhythm: PublishingRhythm | None = None
    alarms: tuple[Alarm, ...] = ()  # that are open


@dataclass(frozen=True, slots=True)
class SiteObservation:
    """One visit to a site. `found` counts the articles that its start points lead to."""

    run: int
    now: datetime
    found: int
    readable: bool


@dataclass(frozen=True, slots=True)
class SiteJudgement:
    """What a visit came to: alarms that are new, those that are over, those that stay open, as they
    are now, and the rhythm from now on. `undecided` says that what was seen is no baseline yet."""

    raised: tuple[Alarm, ...] = ()
    cleared: tuple[Alarm, ...] = ()
    kept: tuple[Alarm, ...] = ()
    rhythm: PublishingRhythm | None = None
    undecided: bool = False
