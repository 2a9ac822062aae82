"""The headline: what the page's several titles agree on."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from scraper.extraction.letters import squash
from scraper.extraction.metadata import jsonld
from scraper.extraction.metadata.dates import parse_date
from scraper.extraction.metadata.evidence import Evidence, FoundValue
from scraper.urls import host_of

MAX_TITLE = 300  # characters; longer "titles" are whole sections inside an unclosed heading
MAX_PARTS = 12  # of a title between separators
MAX_DECLARED = 12  # titles that data and meta elements state
_SEPARATOR = re.compile(
    r"\s{1,4}[|–—\-·•»«›‹│:/<>~]{1,2}\s{1,4}|\s{0,4}[|｜│_»]\s{0,4}|(?<=\S):\s{1,4}"
    r"|(?<=[\u3040-\u9fff！？”」])\s{0,4}[-–—]++\s{0,4}"
)
_SEPARATOR_SIGNS = frozenset("|–—-·•»«›‹│:/<>~｜_")
"""Of these every separator has one, and few titles: to look for them takes a tenth of the search for the pattern."""
_NAMED_AFTER = re.compile(r"\s[|–—·•»«\-]{1,2}\s")
"""What parts a page's title from the names of its section and its site."""
NAME_WORDS = 4  # of such a name; more are a headline
_WORD = re.compile(r"\w+")
AGREEMENT = 0.5  # share of common words from which two titles are about the same thing
MIN_PART = 8  # letters of a part of a title that is the headline; shorter ones are sections
START = 5  # first characters compared before whole lines are


def read_title(evidence: Evidence, site_names: Sequence[str]) -> FoundValue | None:
    """Return the headline with its source, or None if the page has no title of any kind.

    The visible heading is preferred where a machine-readable title agrees with it: that is what
    a reader calls the title. A heading nobody agrees with is the site's name or a section.
    """
    lines, machines = _LinesOfTitle(evidence), _of_machines(evidence)
    sites = {squash(name) for name in site_names if name} | {host_label(evidence.url)}
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
        return FoundValue(_without_kicker(best, declared), "h1")
    if first := _first_part(own, evidence):
        return FoundValue(first, "h1")
    if declared:
        return declared[0]
    if own:
        return FoundValue(own[0], "h1")
    whole = [*machines, FoundValue(_element(evidence), "title element")]
    return next((FoundValue(v[:MAX_TITLE], source) for v, source in whole if v), None)


def _first_part(headings: Sequence[str], evidence: Evidence) -> str:
    """Return the heading of a few words that is the first part of the title element, where all others are names:
    "Map" of "Map - JavaScript | MDN"; "" for none."""
    title = _element(evidence)
    spans = [(m.start(), m.end()) for m in islice(_NAMED_AFTER.finditer(title), MAX_PARTS)]
    if not spans:
        return ""
    starts, ends = [end for _, end in spans], [*(start for start, _ in spans[1:]), len(title)]
    if any(len(_WORD.findall(title[s:e])) > NAME_WORDS for s, e in zip(starts, ends, strict=True)):
        return ""
    first = squash(title[: spans[0][0]])
    return next((heading for heading in headings if first and squash(heading) == first), "")


def _separators(title: str) -> list[tuple[int, int]]:
    """Return where the separators in a title begin and end."""
    if _SEPARATOR_SIGNS.isdisjoint(title):
        return []
    return [match.span() for match in _SEPARATOR.finditer(title)]


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
        if not _separators(title):
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
    if not headings:
        return set()
    others = {squash(value) for value, _ in machines}
    label = host_label(evidence.url)
    found = set()
    for start, end in _separators(title)[:MAX_PARTS]:
        before, after = squash(title[:start]), squash(title[end:])
        for name, rest in ((after, before), (before, after)):
            if name not in headings or rest in headings or len(rest) <= len(name):
                continue
            hosted = len(name) > 2 and (name in label or (len(label) > 3 and label in name))
            if rest in others or ((name is after or hosted) and rest in lines):
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
    keys |= {squash(value) for value, _ in plain if not _separators(value)}
    found = []
    own: dict[str, str] = {}  # most pages declare the same title several times
    for value, source in machines:
        if value not in own:
            text = without_site(value[:MAX_TITLE], sites, keys, lines.__contains__)
            own[value] = "" if squash(text) in sites else text
        if own[value]:
            found.append(FoundValue(own[value], source))
    element = _element(evidence)
    shared = {squash(value) for value, _ in found if not _separators(value)}
    whole = squash(element)
    text = without_site(
        element, sites, shared or keys, lambda key: key != whole and (key in keys or key in lines)
    )
    if text and squash(text) not in sites:
        found.append(FoundValue(text, "title element"))
    return found[:MAX_DECLARED]


def without_site(
    title: str, sites: set[str], keys: set[str], is_line: Callable[[str], bool]
) -> str:
    """Return a title without the site's name before or after it.

    `keys` are squashed headings; `is_line` says of a squashed text whether it is a line that may be the headline.
    """
    spans = _separators(title)
    if not spans or len(spans) > MAX_PARTS or squash(title) in keys:
        return title
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(title)]
    stretches = [(s, e) for s in starts for e in reversed(ends) if s < e]
    headings = keys - sites
    for start, end in stretches:
        part = title[start:end].strip()
        if len(part) > MIN_PART and squash(part) in headings:
            return part
    shown = [(s, e) for s, e in stretches[1:] if _is_shown(title, s, e, sites, is_line)]
    if shown:
        start, end = max(shown, key=lambda stretch: stretch[1] - stretch[0])
        return title[start:end].strip()
    return title if is_line(squash(title)) else _cut(title, spans, sites)


def _is_shown(
    title: str, start: int, end: int, sites: set[str], is_line: Callable[[str], bool]
) -> bool:
    """Say whether a part of a title is a line of the page and no name: longer than what precedes it,
    and of several words."""
    part = title[start:end].strip()
    named = len(_words(part)) < MIN_HEADLINE_WORDS or end - start < start
    if len(part) <= MIN_PART or named:
        return False
    key = squash(part)
    return key not in sites and is_line(key)


def _cut(title: str, spans: Sequence[tuple[int, int]], sites: set[str]) -> str:
    """Return a title without parts at its ends that are the site's name or read like one."""
    spans = [span for span in spans if title[span[0]] != ":"]
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(title)]
    parts = [title[s:e].strip() for s, e in zip(starts, ends, strict=True)]
    while len(parts) > 1 and squash(parts[-1]) in sites:
        parts.pop()
        ends.pop()
    if len(parts) > 1 and squash(parts[0]) in sites:
        starts.pop(0)
    if len(ends) == len(spans) + 1 and _is_tail(parts[-1], parts[:-1]):
        ends.pop()
    return title[starts[0] : ends[-1]].strip()


def _is_tail(last: str, rest: Sequence[str]) -> bool:
    """Say whether the last part of a title reads like a site's name: short beside what precedes."""
    before = " ".join(rest)
    return len(rest) > 0 and len(_WORD.findall(last)) <= 4 and len(before) >= 2 * len(last)


def _without_kicker(heading: str, declared: Sequence[FoundValue]) -> str:
    """Return a heading without the section label that precedes the headline in the same element, or the
    date that follows."""
    key = squash(heading)
    for title, source in declared:
        if heading.startswith(f"{title} ") and parse_date(heading[len(title) :]):
            return title
        tail = squash(title)
        if source != "title element" and tail != key and key.endswith(tail):
            kicker = key[: -len(tail)]
            if len(kicker) <= MAX_KICKER and len(tail) >= len(kicker):
                return title
    return heading


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
    if len(_WORD.findall(heading)) < MIN_HEADLINE_WORDS or _is_home(evidence.url):
        return None
    if any(title in evidence.lines for title, _ in declared):
        return None
    known = {word for title, _ in declared for word in _words(title) if len(word) >= LONG_WORD}
    return heading if not declared or known & _words(heading) else None


MIN_HEADLINE_WORDS = 3  # fewer are the name of a site or of a section
LONG_WORD = 4  # letters; shorter words are in every title


def _is_home(url: str) -> bool:
    try:
        return bool(url) and not urlsplit(url).path.strip("/")
    except ValueError:  # "http://[" and the like
        return False


def _words(text: str) -> set[str]:
    words: set[str] = set()
    for word in _WORD.findall(text.lower()):
        words.update(word) if word[0] >= "\u3040" else words.add(word)
    return words


def _agreeing(headings: Sequence[str], declared: Sequence[FoundValue]) -> str | None:
    best, best_score = None, AGREEMENT
    for heading in headings:
        words = _words(heading)
        for title, _ in declared:
            other = _words(title)
            common = len(words & other)
            score = common / max(1, min(len(words), len(other)))
            if common < 2 and words != other:
                score = 0
            score *= 0.5 + common / max(1, len(words | other))
            if score > best_score:
                best, best_score = heading, score
    return best
