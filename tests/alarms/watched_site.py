"""A site as its runs see it, page by page, and its baseline in memory."""

import itertools
import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from scraper.alarms import judge, line_key
from scraper.models.alarm import (
    Alarm,
    PageObservation,
    SiteHistory,
    SiteObservation,
)

START = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
KEPT = 150
PLACES = (
    "div.wrap>main.main>article.post.type-post.category-world>div.entry-content",
    "div.wrap>main.main>article.post.type-post.category-sport>div.entry-content",
    "div.wrap>main.main>article.post.type-gallery>div.entry-content.gallery-text",
)


@dataclass
class Watching:
    """A site whose visits are judged one after the other, as the state keeps them."""

    history: SiteHistory = field(default_factory=lambda: SiteHistory("example"))
    run: int = 0
    now: datetime = START
    raised: list[Alarm] = field(default_factory=list)
    cleared: list[Alarm] = field(default_factory=list)

    def visit(self, *observations, hours=1.0, found=20, readable=True) -> list[str]:
        """One visit; the kinds of the alarms that it raises."""
        self.run += 1
        self.now += timedelta(hours=hours)
        fresh = tuple(replace(observation, at=self.now) for observation in observations)
        history = replace(self.history, fresh=fresh)
        judged = judge(
            history, SiteObservation(self.run, self.now, found, readable), lambda key: key
        )
        open_now = [*judged.kept, *judged.raised]
        undecided = _moved(history.undecided, fresh) if judged.undecided else ()
        settled = () if open_now or judged.undecided else _moved(history.undecided, fresh)
        since = history.since if open_now or not history.alarms else ()
        self.history = replace(
            history,
            baseline=_moved(history.baseline, settled),
            since=_moved(since, _moved(history.undecided, fresh)) if open_now else (),
            undecided=undecided,
            fresh=(),
            rhythm=judged.rhythm,
            alarms=tuple(open_now),
        )
        self.raised += judged.raised
        self.cleared += judged.cleared
        return [alarm.kind for alarm in judged.raised]


def _moved(old, fresh):
    kept = {observation.key: observation for observation in (*old, *fresh)}
    return tuple(sorted(kept.values(), key=lambda observation: observation.at)[-KEPT:])


_numbers = itertools.count()


def page(**changed) -> PageObservation:
    """An article like the others of its site, at an address of its own."""
    number = next(_numbers)
    lines = tuple(line_key(f"paragraph {n} of article {number}") for n in range(8))
    usual = PageObservation(
        key=f"example.org/{number}", url=f"https://example.org/{number}", at=START, kind="article",
        length=3000, place=PLACES[0], dated=True, signed=True, lines=lines, new=True,
    )  # fmt: skip
    return replace(usual, **changed)


def pages(count: int, **changed) -> list[PageObservation]:
    return [page(**changed) for _ in range(count)]


def mixed(dice: random.Random) -> PageObservation:
    """An article of a site where much varies: briefs and long reads, columns without a name, boxes
    in the text of some, a few pages behind a login."""
    if dice.random() < 0.04:
        return page(
            kind="login_wall", said="for subscribers", length=0, place="", lines=(), new=False
        )
    usual = page(
        length=int(dice.lognormvariate(7.8, 0.7)),
        place=dice.choices(PLACES, (60, 38, 2))[0],
        dated=dice.random() > 0.02,
        signed=dice.random() > 0.3,
    )
    box = (line_key("Follow us for more."),) if dice.random() < 0.2 else ()
    return replace(usual, lines=(*usual.lines, *box))
