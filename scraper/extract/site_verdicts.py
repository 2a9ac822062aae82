"""Verdicts with a site's say: its rules first, then what was learned of it.

`keep` brings blocks in, `drop` and `stop_at` take them out but for what `protect` names, and
learned knowledge comes last, with no say on what a rule has decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from scraper.extract.dom.select import Selected, field_selector, field_text
from scraper.extract.metadata.dates import parse_date
from scraper.extract.site_knowledge import Finding, findings
from scraper.extract.verdicts import Verdicts
from scraper.models import Metadata
from scraper.site import Site, SiteRules

if TYPE_CHECKING:
    from scraper.extract.dom.parse import Tree

DATES = ("date", "modified")
LISTS = ("authors", "tags")
RULE = "site_rule"


@dataclass(frozen=True, slots=True)
class SiteVerdicts(Verdicts):
    """Verdicts of which some are the site's; `said` is the evidence for those."""

    said: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))

    def evidence(self, i: int) -> str:
        """What decided, in words."""
        ours = Verdicts.evidence(self, i)
        return f"{self.said[i]}; {ours}" if i in self.said else ours


def with_site(verdicts: Verdicts, site: Site, tree: "Tree", url: str) -> Verdicts:
    """The verdicts after the site's rules and knowledge."""
    decided: frozenset[int] = frozenset()
    if site.rules is not None:
        verdicts, decided = _with_rules(verdicts, site.rules, tree)
    if site.knowledge is not None:
        found = findings(verdicts, site.knowledge, url=url)
        verdicts = _without(verdicts, (one for one in found if one[0] not in decided))
    return verdicts


def _with_rules(
    verdicts: Verdicts, rules: SiteRules, tree: "Tree"
) -> tuple[Verdicts, frozenset[int]]:
    """The verdicts after the rules, and the blocks on which learned knowledge has no say."""
    selectors = (*rules.keep, *rules.drop, *rules.stop_at, *rules.protect)
    selected = Selected(tree, selectors, verdicts.view.reading.b_text)
    protected = selected.inside(rules.protect)
    wanted = selected.inside(rules.keep)
    kept = verdicts.kept.copy()
    kept[list(wanted)] = True
    verdicts = _said(verdicts, kept, dict.fromkeys(wanted, "kept by the site's rule"))
    gone = [
        (i, RULE, f"dropped by the site's rule ({name})")
        for name, blocks in (
            ("drop", selected.inside(rules.drop)),
            ("stop_at", selected.behind(rules.stop_at)),
        )
        for i in sorted(blocks - protected)
    ]
    return _without(verdicts, gone), frozenset(protected | wanted)


def _without(verdicts: Verdicts, found: Iterable[Finding]) -> Verdicts:
    """The verdicts with some kept blocks dropped, each for its own reason."""
    kept, rules = verdicts.kept.copy(), list(verdicts.rules)
    said: dict[int, str] = {}
    for i, reason, evidence in found:
        if kept[i]:
            kept[i], rules[i], said[i] = False, reason, evidence
    return replace(_said(verdicts, kept, said), rules=tuple(rules)) if said else verdicts


def _said(verdicts: Verdicts, kept: Any, said: Mapping[int, str]) -> Verdicts:
    before = verdicts.said if isinstance(verdicts, SiteVerdicts) else {}
    return SiteVerdicts(
        verdicts.view, kept, verdicts.score, verdicts.rules, MappingProxyType({**before, **said})
    )


def with_fields(metadata: Metadata, site: Site | None, tree: "Tree") -> Metadata:
    """The metadata with the fields that the site's rules select, where they select any text."""
    if site is None or site.rules is None or not site.rules.fields:
        return metadata
    changed: dict[str, Any] = {}
    for name, selector in site.rules.fields.items():
        value = _field(name, field_text(tree, selector))
        if value:
            changed[name] = value
    where = {name: f"site rule {site.rules.fields[name]}" for name in changed}
    return replace(metadata, **changed, sources=MappingProxyType({**metadata.sources, **where}))


def _field(name: str, text: str) -> Any:
    if name in DATES:
        stamp = parse_date(text)
        return stamp.iso() if stamp else None
    if name in LISTS:
        return tuple(filter(None, (part.strip() for part in text.split(","))))
    return text


def unmatched(rules: SiteRules, tree: "Tree") -> list[str]:
    """The selectors of a rule that name nothing on a page."""
    css = [*rules.keep, *rules.drop, *rules.stop_at, *rules.protect]
    css += [field_selector(selector) for selector in rules.fields.values()]
    selected = Selected(tree, css, ())
    return [one for one in dict.fromkeys(css) if not selected.found(one)]
