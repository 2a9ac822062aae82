"""The headline: what the page's several titles agree on."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from scraper.extraction.letters import squash
from scraper.extraction.metadata import jsonld
from scraper.extraction.metadata.dates import parse_date
from scraper.extraction.metadata.evidence import Evidence, FoundValue
from scraper.extraction.metadata.title_parts import (
    MAX_PARTS,
    MIN_HEADLINE_WORDS,
    MIN_PART,
    WORD,
    ends_part,
    separators,
    without_name,
    without_site,
    words_of,
)
from scraper.urls import host_of

MAX_TITLE = 300  # characters; longer "titles" are whole sections inside an unclosed heading
MAX_DECLARED = 12  # titles that data and meta elements state
_NAMED_AFTER = re.compile(r"\s[|–—·•»«\-]{1,2}\s")
"""What parts a page's title from the names of its section and its site."""
NAME_WORDS = 4  # of such a name; more are a headline
_OF_ARCHIVES = ("blogarchive", "blogarchives", "blogarchiv")
"""What old themes put between the names of the blog and of the post."""
_OF_NOTHING = frozenset(
    ("home", "homepage", "startseite", "start", "index", "untitled", "untitleddocument", "unbenanntesdokument",
     "documentosintítulo", "documentsanstitre", "accueil", "inicio", "page", "document")
)  # fmt: skip
"""Titles that say nothing of a page, squashed."""
AGREEMENT = 0.5  # share of common words from which two titles are about the same thing
START = 5  # first characters compared before whole lines are


def read_title(evidence: Evidence, site_names: Sequence[str]) -> FoundValue | None:
    """Return the headline with its source, or None if the page has no title of any kind.

    The visible heading is preferred where a machine-readable title agrees with it: that is what
    a reader calls the title. A heading nobody agrees with is the site's name or a section.
    """
    lines, machines = _LinesOfTitle(evidence), _of_machines(evidence)
    sites = {squash(name) for name in site_names if name} | {
        host_label(evidence.url),
        *_OF_ARCHIVES,
    }
    sites |= _site_headings(evidence, machines, lines)
    declared = _declared(evidence, machines, sites, lines)
    own = [h for h in evidence.head.headings if 0 < len(h) <= MAX_TITLE and squash(h) not in sites]
    best = _agreeing(own, declared) or _only_heading(own, declared, evidence)
    if best is not None and any(2 * len(best) <= len(value) for value, _ in declared):
        shown = next(
            (t for t in declared if t.value in evidence.lines or squash(t.value) in lines), None
        )
        if shown is not None and 2 * len(best) <= len(shown.value):
            return shown  # the heading is a label above the headline
    if best is not None:
        return FoundValue(without_name(_without_kicker(best, declared), sites), "h1")
    if first := _first_part(own, evidence):
        return FoundValue(first, "h1")
    if declared:
        return _whole(declared)
    if own:
        return FoundValue(own[0], "h1")
    whole = [*machines, FoundValue(_element(evidence), "title element")]
    return next((FoundValue(v[:MAX_TITLE], source) for v, source in whole if v), None)


def _whole(declared: Sequence[FoundValue]) -> FoundValue:
    """Return the first of the titles, or the one that goes on where it was cut: at a quotation mark, or at a length."""
    first = declared[0]
    start = first.value.rstrip("….").rstrip()
    for title in declared[1:]:
        rest = title.value[len(start) :].strip()
        if not title.value.startswith(start) or len(title.value) <= len(first.value):
            continue
        cut = start != first.value or len(start) >= CUT_TITLE or rest[:1] in _QUOTES
        if cut and not ends_part(title.value, len(start)):
            return title
    return first


CUT_TITLE = 60  # characters from which a title may have been cut; shorter ones were given short
_QUOTES = frozenset("\"'“”„‘’«»")


def _first_part(headings: Sequence[str], evidence: Evidence) -> str:
    """Return the heading of a few words that is the first part of the title element, where all others are names:
    "Map" of "Map - JavaScript | MDN"; "" for none."""
    title = _element(evidence)
    spans = [(m.start(), m.end()) for m in islice(_NAMED_AFTER.finditer(title), MAX_PARTS)]
    if not spans:
        return ""
    starts, ends = [end for _, end in spans], [*(start for start, _ in spans[1:]), len(title)]
    if any(len(WORD.findall(title[s:e])) > NAME_WORDS for s, e in zip(starts, ends, strict=True)):
        return ""
    first = squash(title[: spans[0][0]])
    return next((heading for heading in headings if first and squash(heading) == first), "")


def _element(evidence: Evidence) -> str:
    """Return the text of the title element, cut at the length of a title."""
    return evidence.title[:MAX_TITLE]


class _LinesOfTitle:
    """The visible lines that the title element may hold beside the site's name, asked by their squashed text and read
    when first asked for: of most pages the headings say enough."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def __contains__(self, key: str) -> bool:
        return key in self._squashed

    @cached_property
    def _squashed(self) -> set[str]:
        title = _element(self._evidence).lower()
        if not separators(title):
            return set()
        longest = len(title) + MIN_PART  # a line may have other white space
        return {
            squash(line)
            for line in self._evidence.lines
            if MIN_PART < len(line) <= longest and line[:START].lower() in title
        }


def _site_headings(
    evidence: Evidence, machines: Sequence[FoundValue], lines: _LinesOfTitle
) -> set[str]:
    """Return headings that are the site's name: they begin or end the title element, and its longer
    rest is another declared title or a line of the page."""
    title = _element(evidence)
    headings = {squash(heading) for heading in evidence.head.headings if heading}
    spans = separators(title)[:MAX_PARTS]
    if not headings or not spans:
        return set()
    others = {squash(value) for value, _ in machines}
    label = host_label(evidence.url)
    first, last = squash(title[: spans[0][0]]), squash(title[spans[-1][1] :])
    found = set()
    for start, end in spans:
        before, after = squash(title[:start]), squash(title[end:])
        for name, rest, far in ((after, before, first), (before, after, last)):
            if name not in headings or rest in headings or len(rest) <= len(name):
                continue
            hosted = len(name) > 2 and (name in label or (len(label) > 3 and label in name))
            shown = rest in lines or (2 * len(far) > len(name) and far in lines)
            if rest in others or ((name is after or hosted) and shown):
                found.add(name)
    return found


def host_label(url: str) -> str:
    """Return the longest label of a URL's host, squashed: the site's own name; "" without a host."""
    return squash(max(host_of(url).split(".")[:-1], key=len, default=""))


def _of_machines(evidence: Evidence) -> list[FoundValue]:
    """Return the titles that pages declare for machines, as they stand."""
    return [
        FoundValue(jsonld.first(evidence.story, "headline", "name"), "json-ld headline"),
        *evidence.metas("og:title", "twitter:title", *_PLAIN),
        *(FoundValue(i.value or i.text, "microdata headline") for i in evidence.head.items
          if "headline" in i.key.split() and not i.foreign),
    ]  # fmt: skip


_PLAIN = ("headline", "dc.title", "dcterms.title", "parsely-title", "citation_title")
"""Names of meta elements whose titles seldom have the site's name."""


def _declared(
    evidence: Evidence, machines: Sequence[FoundValue], sites: set[str], lines: _LinesOfTitle
) -> list[FoundValue]:
    """Return the titles for machines, and that of the title element, without their site suffix."""
    keys = {squash(heading) for heading in evidence.head.headings}
    plain = evidence.metas(*_PLAIN)
    keys |= {squash(value) for value, _ in plain if not separators(value)}
    nothing = sites | _OF_NOTHING
    found = []
    own: dict[str, str] = {}  # most pages declare the same title several times
    for value, source in machines:
        if value not in own:
            text = without_site(value[:MAX_TITLE], sites, keys, lines.__contains__)
            own[value] = "" if squash(text) in nothing else text
        if own[value]:
            found.append(FoundValue(own[value], source))
    element = _element(evidence)
    shared = {squash(value) for value, _ in found if not separators(value)}
    whole = squash(element)
    text = without_site(
        element, sites, shared or keys, lambda key: key != whole and (key in keys or key in lines)
    )
    if text and squash(text) not in nothing:
        found.append(FoundValue(text, "title element"))
    return found[:MAX_DECLARED]


def _without_kicker(heading: str, declared: Sequence[FoundValue]) -> str:
    """Return a heading without the section label that precedes the headline in the same element, or the
    date, or the linked page's host and the number of comments, that follow."""
    key = squash(heading)
    for title, source in declared:
        if heading.startswith(f"{title} "):
            rest = heading[len(title) :]
            if _OF_LINK.fullmatch(rest) or parse_date(rest):
                return title
        tail = squash(title)
        if source != "title element" and tail != key and key.endswith(tail):
            kicker = key[: -len(tail)]
            if len(kicker) <= MAX_KICKER and len(tail) >= len(kicker):
                return title
    return heading


_OF_LINK = re.compile(r"\s\([\w.-]{1,60}\.[a-z]{2,9}\)(?:\s\d{1,5})?")
MAX_KICKER = 40  # letters of "Opinion", "Premier League"


def _only_heading(
    headings: Sequence[str], declared: Sequence[FoundValue], evidence: Evidence
) -> str | None:
    """Return the one heading of a page, which its readers see, where machines are given another title.

    It must be long enough for a headline and have a word in common with a declared title; where a
    declared title stands on the page as well, that is the headline. A home page's heading is a slogan.
    """
    if len(headings) != 1 or sum(map(bool, evidence.head.headings)) != 1:
        return None
    heading = headings[0]
    if len(WORD.findall(heading)) < MIN_HEADLINE_WORDS or _is_home(evidence.url):
        return None
    if any(title in evidence.lines for title, _ in declared):
        return None
    known = {word for title, _ in declared for word in words_of(title) if len(word) >= LONG_WORD}
    return heading if not declared or known & words_of(heading) else None


LONG_WORD = 4  # letters; shorter words are in every title


def _is_home(url: str) -> bool:
    try:
        return bool(url) and not urlsplit(url).path.strip("/")
    except ValueError:  # "http://[" and the like
        return False


def _agreeing(headings: Sequence[str], declared: Sequence[FoundValue]) -> str | None:
    best, best_score = None, AGREEMENT
    for heading in headings:
        words = words_of(heading)
        for title, _ in declared:
            other = words_of(title)
            common = len(words & other)
            score = common / max(1, min(len(words), len(other)))
            if common < 2 and words != other:
                score = 0
            score *= 0.5 + common / max(1, len(words | other))
            if score > best_score:
                best, best_score = heading, score
    return best
