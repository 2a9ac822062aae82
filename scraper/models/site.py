"""What is known about one site beyond the page at hand: rules by hand, and what was learned.

Frozen values only. `scraper.sites` reads them from files, `scraper.extraction` uses them; the same
page with the same `SiteProfile` always gives the same article.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from scraper.models.frozen import FrozenDict


@dataclass(frozen=True, slots=True)
class OtherArticle:
    """Another article of the site."""

    title: str
    url: str  # as `page_key` gives it


@dataclass(frozen=True, slots=True)
class Recurring:
    """A text on `pages` of the `of` pages from its first day on; `kept` showed it as body text."""

    text: str  # how it begins, for people
    pages: int
    of: int
    kept: int
    since: str = ""  # day of the first of them


@dataclass(frozen=True, slots=True)
class TemplatePlace:
    """A place in the template: element path, heading above and link shape, as one key.

    `blocks` stood there on `pages` pages, and `kept` of them were taken for body text.
    """

    pages: int
    blocks: int
    kept: int
    since: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages built alike. `parts` are the names of the elements that most of them have."""

    pages: int
    since: str
    until: str
    parts: frozenset[str]
    frames: Mapping[str, TemplatePlace]


@dataclass(frozen=True, slots=True)
class SiteKnowledge:
    """What the stored pages of a host have in common, with the evidence."""

    host: str
    pages: int
    since: str
    until: str
    layouts: tuple[Layout, ...]
    texts: Mapping[str, Recurring]  # by `text_key`
    stories: tuple[OtherArticle, ...]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class RuleTest:
    """An inline test of a rule: what must, and must not, be in the text of a piece of HTML."""

    html: str
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteRules:
    """One table of a rules file: CSS selectors for one host, and when they hold.

    What `keep` selects is body text; `drop` and what follows the first `stop_at` is not; on what
    `protect` selects neither `drop`, `stop_at` nor learned knowledge has a say. `fields` maps a
    metadata field to "selector" or "selector@attribute".
    """

    host: str
    file: str = ""
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    stop_at: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=FrozenDict)
    headers: Mapping[str, str] = field(default_factory=FrozenDict)
    valid_from: date | None = None
    valid_until: date | None = None  # the last day
    tests: tuple[RuleTest, ...] = ()
    digest: str = ""

    def holds(self, day: date | None) -> bool:
        """Say whether the rules are for a page of that day; an unknown day is after all others."""
        if day is None:
            return self.valid_until is None
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """All that `extract` may use beside the page itself."""

    rules: SiteRules | None = None
    knowledge: SiteKnowledge | None = None

    @property
    def digest(self) -> str:
        """Names the rules and the knowledge used, "" without any."""
        parts = [part.digest for part in (self.rules, self.knowledge) if part is not None]
        return "+".join(filter(None, parts))
