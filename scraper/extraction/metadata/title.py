"""The headline: what the page's several titles agree on."""

import re
from collections.abc import Sequence
from itertools import islice

from scraper.extraction.metadata import jsonld
from scraper.extraction.metadata.evidence import Evidence, FoundValue
from scraper.text import squash

MAX_TITLE = 300  # characters; longer "titles" are whole sections inside an unclosed heading
MAX_PARTS = 12  # of a title between separators
MAX_DECLARED = 12
_SEPARATOR = re.compile(
    r"\s{1,4}[|–—\-·•»«:/<>~]{1,2}\s{1,4}|\s{0,4}[|｜_»]\s{0,4}"
    r"|(?<=[\u3040-\u9fff！？”」])\s{0,4}[-–—]++\s{0,4}"
)
_WORD = re.compile(r"\w+")
AGREEMENT = 0.5  # share of common words from which two titles are about the same thing


def read_title(evidence: Evidence, site_names: Sequence[str]) -> FoundValue | None:
    """Return the headline with its source, or None if the page has no title of any kind.

    The visible heading is preferred where a machine-readable title agrees with it: that is what
    a reader calls the title. A heading nobody agrees with is the site's name or a section.
    """
    sites = {squash(name) for name in site_names if name} | _site_headings(evidence)
    declared = _declared(evidence, sites)
    headings = [h for h in evidence.head.headings if 0 < len(h) <= MAX_TITLE]
    best = _agreeing([h for h in headings if squash(h) not in sites], declared)
    if best is not None:
        return FoundValue(_without_kicker(best, declared), "h1")
    if declared:
        return declared[0]
    first = next((h for h in headings if squash(h) not in sites), None)
    return FoundValue(first, "h1") if first else None


def _site_headings(evidence: Evidence) -> set[str]:
    """Return headings that are the site's name: they end the title element, and what stands before
    them there is longer and a line of the page."""
    title = jsonld.plain(evidence.head.title)[:MAX_TITLE]
    headings = {squash(heading) for heading in evidence.head.headings if heading}
    found = {}
    for match in islice(_SEPARATOR.finditer(title), MAX_PARTS):
        name, rest = squash(title[match.end() :]), squash(title[: match.start()])
        if name in headings and rest not in headings and len(rest) > len(name):
            found[name] = rest
    if not found:
        return set()
    lines = {squash(line) for line in evidence.lines if len(line) <= MAX_TITLE}
    return {name for name, rest in found.items() if rest in lines}


def _declared(evidence: Evidence, sites: set[str]) -> list[FoundValue]:
    """Machine-readable titles without their site suffix."""
    raw = [
        FoundValue(jsonld.first(evidence.story, "headline", "name"), "json-ld headline"),
        *evidence.metas("og:title", "twitter:title", "headline", "dc.title", "dcterms.title",
                        "parsely-title", "citation_title"),
        *(FoundValue(i.value or i.text, "microdata headline") for i in evidence.head.items
          if "headline" in i.key.split() and not i.foreign),
        FoundValue(jsonld.plain(evidence.head.title), "title element"),
    ]  # fmt: skip
    keys = {squash(heading) for heading in evidence.head.headings}
    plain = evidence.metas(
        "headline", "dc.title", "dcterms.title", "parsely-title", "citation_title"
    )
    keys |= {squash(value) for value, _ in plain if not _SEPARATOR.search(value)}
    found = []
    for value, source in raw:
        text = without_site(value[:MAX_TITLE], sites, keys)
        if text and squash(text) not in sites:
            found.append(FoundValue(text, source))
    return found[:MAX_DECLARED]


def without_site(title: str, sites: set[str], keys: set[str]) -> str:
    """Return a title without the site's name before or after it; `keys` are squashed headings."""
    spans = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
    if not spans or len(spans) > MAX_PARTS:
        return title
    if squash(title) in keys:
        return title
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(title)]
    for first in range(len(starts)):
        for last in range(len(ends) - 1, first - 1, -1):
            part = title[starts[first] : ends[last]].strip()
            if len(part) > 8 and squash(part) in keys - sites:
                return part
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
    """Return a heading without the section label in front of the headline in the same element."""
    key = squash(heading)
    for title, source in declared:
        tail = squash(title)
        if source != "title element" and tail != key and key.endswith(tail):
            kicker = key[: -len(tail)]
            if len(kicker) <= MAX_KICKER and len(tail) >= len(kicker):
                return title
    return heading


MAX_KICKER = 40  # letters of "Opinion", "Premier League"


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
