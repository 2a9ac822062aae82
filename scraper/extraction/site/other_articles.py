"""Titles and addresses of a site's other articles, ready for looking up."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from scraper.extraction.letters import squash
from scraper.models.site import OtherArticle, SiteKnowledge

TRUNCATED = 0.5  # share of a title that a truncated one shows at least
TITLE_SHARE = 0.75  # of a line that begins with a title; the rest is a date, a section, a kicker
HEADLINE_WORDS = 4  # a line of fewer ("Background", "Delivery:") may be an article's own subhead
HEADLINE_DENSE = 10  # the same in characters, for scripts without spaces


@dataclass(frozen=True, slots=True)
class OtherArticles:
    """What `other_stories` makes of a site's knowledge."""

    titles: tuple[str, ...]  # squashed, sorted
    shown: Mapping[str, str]
    urls: frozenset[str]

    def named_by(self, line: str, *, extended: bool = True) -> str:
        """Return the title that a line equals or truncates, or "".

        `extended`: the line may also say a little more than the title.
        """
        if not headline_sized(line):
            return ""
        key = squash(line)
        at = bisect_right(self.titles, key)
        for title in self.titles[max(at - 1, 0) : at + 1]:
            if title.startswith(key) and len(key) >= TRUNCATED * len(title):
                return self.shown[title]
            most = TITLE_SHARE if extended else 1
            if key.startswith(title) and len(title) >= most * len(key):
                return self.shown[title]
        return ""


def headline_sized(text: str) -> bool:
    """Say whether a line is long enough to be known by its text alone."""
    if len(text.split()) >= HEADLINE_WORDS:
        return True
    return sum("\u3040" <= character <= "\ud7af" for character in text) >= HEADLINE_DENSE


def other_stories(knowledge: SiteKnowledge) -> OtherArticles:
    """Return the stories of a site, prepared once for all its pages."""
    return _prepared(knowledge.stories)


@lru_cache(maxsize=4)
def _prepared(stories: tuple[OtherArticle, ...]) -> OtherArticles:
    shown = {squash(story.title): story.title for story in stories if headline_sized(story.title)}
    urls = frozenset(story.url for story in stories if story.url)
    return OtherArticles(tuple(sorted(shown)), shown, urls)
