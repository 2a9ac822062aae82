"""Verdicts with a site's say: its rules first, then what was learned of it.

`keep` brings blocks in, `drop` and `stop_at` take them out but for what `protect` names, and
learned knowledge comes last, with no say on what a rule has decided.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from scraper.extraction.dom.select import Selected, field_text
from scraper.extraction.metadata.dates import parse_date
from scraper.extraction.site.apply import Finding, findings
from scraper.extraction.verdicts.decide import Verdicts
from scraper.models.article import Metadata
from scraper.models.frozen import FrozenDict
from scraper.models.site import SiteKnowledge, SiteRules

if TYPE_CHECKING:
    from scraper.extraction.dom.parse import Tree

DATES = ("date", "modified")
LISTS = ("authors", "tags")
RULE = "site_rule"


@dataclass(frozen=True, slots=True)
class SiteVerdicts(Verdicts):
    """Verdicts of which some are the site's; `said` is the evidence for those.

    On the blocks in `ruled` a rule has decided against learned knowledge.
    """

    said: Mapping[int, str] = field(default_factory=FrozenDict)
    ruled: frozenset[int] = frozenset()

    def evidence(self, i: int) -> str:
        """Say in words what decided."""
        if i not in self.said:
            return Verdicts.evidence(self, i)
        return f"{self.said[i]}; {self.explain(i, '')}"


def with_rules(verdicts: Verdicts, rules: SiteRules, tree: "Tree") -> Verdicts:
    """Return the verdicts after the site's rules."""
    selectors = (*rules.keep, *rules.drop, *rules.stop_at, *rules.protect)
    if not selectors:
        return verdicts
    selected = Selected(tree, selectors, verdicts.view.reading)
    protected = selected.inside(rules.protect)
    wanted = selected.inside(rules.keep)
    kept = verdicts.kept.copy()
    kept[list(wanted)] = True
    by_keep = _selectors_by_block(rules.keep, wanted, selected, selected.inside)
    verdicts = _said(
        verdicts, kept, {i: f"kept by the site's rule (keep {css})" for i, css in by_keep.items()}
    )
    gone = [
        (i, RULE, f"dropped by the site's rule ({key} {css})")
        for key, listed, find in (
            ("drop", rules.drop, selected.inside),
            ("stop_at", rules.stop_at, selected.behind),
        )
        for i, css in _selectors_by_block(listed, find(listed) - protected, selected, find).items()
    ]
    verdicts = _without(verdicts, gone)
    return replace(_said(verdicts, verdicts.kept, {}), ruled=frozenset(protected | wanted))


def _selectors_by_block(
    listed: Sequence[str],
    blocks: set[int],
    selected: Selected,
    find: Callable[[Sequence[str]], set[int]],
) -> dict[int, str]:
    """Return for each block, in the order of the page, the first selector that names it, in quotes; all
    that match on the page where it takes several to name most of the block."""
    found = [one for one in listed if selected.found(one)]
    every = ", ".join(map(json.dumps, found))
    names: dict[int, str] = {}
    left = set(blocks)
    for one in found:
        if not left:  # nobody asks what the others name
            break
        named = left if len(found) == 1 else left & find((one,))
        names |= dict.fromkeys(named, json.dumps(one))
        left -= named
    return {i: names.get(i, every) for i in sorted(blocks)}


def with_knowledge(verdicts: Verdicts, knowledge: SiteKnowledge, url: str) -> Verdicts:
    """Return the verdicts after what was learned of the site."""
    ruled = verdicts.ruled if isinstance(verdicts, SiteVerdicts) else ()
    found = findings(verdicts, knowledge, url=url)
    return _without(verdicts, (finding for finding in found if finding[0] not in ruled))


def _without(verdicts: Verdicts, found: Iterable[Finding]) -> Verdicts:
    """Return the verdicts with some kept blocks dropped, each for its own reason."""
    kept, rules = verdicts.kept.copy(), list(verdicts.rules)
    said: dict[int, str] = {}
    for i, reason, evidence in found:
        if kept[i]:
            kept[i], rules[i], said[i] = False, reason, evidence
    return replace(_said(verdicts, kept, said), rules=tuple(rules)) if said else verdicts


def _said(verdicts: Verdicts, kept: Any, said: Mapping[int, str]) -> SiteVerdicts:
    if isinstance(verdicts, SiteVerdicts):
        return replace(verdicts, kept=kept, said=FrozenDict({**verdicts.said, **said}))
    view, around = verdicts.view, verdicts.around
    return SiteVerdicts(
        view, kept, verdicts.score, verdicts.rules, verdicts.least, around, FrozenDict(said)
    )


def with_fields(metadata: Metadata, rules: SiteRules | None, tree: "Tree") -> Metadata:
    """Return the metadata with the fields that the site's rules select, where they select any text."""
    if rules is None or not rules.fields:
        return metadata
    changed: dict[str, Any] = {}
    for name, selector in rules.fields.items():
        value = _field(name, field_text(tree, selector))
        if value:
            changed[name] = value
    where = {name: f"site rule {rules.fields[name]}" for name in changed}
    return replace(metadata, **changed, sources=FrozenDict({**metadata.sources, **where}))


def _field(name: str, text: str) -> Any:
    if name in DATES:
        stamp = parse_date(text)
        return stamp.iso() if stamp else None
    if name in LISTS:
        return tuple(filter(None, (part.strip() for part in text.split(","))))
    return text
