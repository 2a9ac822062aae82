"""Names and words for verdicts, from the same facts the classifier sees."""

from collections.abc import Callable, Mapping
from itertools import islice

from scraper.extraction.features.lines import CONCEPT_CODES
from scraper.extraction.features.names import BIT, HIDDEN
from scraper.extraction.features.rows import TITLE_SHARE, PageFeatures

CONCEPT_OF = {code: name for name, code in CONCEPT_CODES.items()}
LINKED = 0.66  # share of link text from which a block counts as links
FAR_UP = 8  # ancestors searched for a telling name
EVEN = 0.5
LEAST_TOLD = 0.1  # log-odds; smaller moves decide nothing
MOST_TOLD = 4  # pieces of evidence
ALIKE_LEVELS = 3  # ancestors looked at for alike siblings

_REASONS = (  # in this order: the first family named by the nearest ancestors gives the reason
    ("comment", "comments"), ("caption", "caption"), ("newsletter", "newsletter"), ("share", "share"),
    ("consent", "consent"), ("related", "related"), ("ranking", "ranking"), ("tags", "tags"),
    ("ad", "advert"), ("meta", "byline"), ("nav", "navigation"), ("footer", "footer"), ("sidebar", "sidebar"),
    ("header", "header"), ("product", "product"),
)  # fmt: skip
_TAG_REASONS = {
    "nav": "navigation", "footer": "footer", "aside": "sidebar", "header": "header",
    "figcaption": "caption", "figure": "caption", "button": "control", "form": "form", "label": "control",
}  # fmt: skip


def name_reason(view: PageFeatures, i: int) -> str:
    """Return the reason of a block the classifier dropped."""
    own = _own_concept(view, i)
    if own:
        return own
    found = _from_ancestors(view, i)
    if found and found[0] != "header":
        return found[0]
    above = _heading_above(view, i)
    if above:
        return CONCEPT_OF[int(view.lines.label[above - 1])]
    if view.link[i] >= LINKED:
        return "link_list"
    return found[0] if found else "boilerplate"


def explain(view: PageFeatures, i: int, score: float, rule: str, moved: Mapping[str, float]) -> str:
    """Return the evidence in words: a rule's reason, and what moved the model most towards its verdict.

    `moved` is log-odds by topic (see `contributions`); those that speak for what the model
    said are named, the strongest first. The label above a foreign block is named in any case: the
    block's reason may come from it.
    """
    parts = [f"{score:.0%} likely body text"]
    if rule:
        parts.insert(0, _RULE_WORDS.get(rule, rule))
    side = 1 if score >= EVEN else -1
    ranked = sorted(moved.items(), key=lambda item: -side * item[1])
    told = (_PHRASES[topic](view, i, side) for topic, by in ranked if side * by >= LEAST_TOLD)
    named = [*islice(filter(None, told), MOST_TOLD)]
    label = _heading(view, i, side) if side < 0 and _heading_above(view, i) else ""
    if label and label not in named:
        named = [*named[: MOST_TOLD - 1], label]
    parts.extend(named)
    return ", ".join(parts)


def _links(view: PageFeatures, i: int, _side: int) -> str:
    return f"{view.link[i]:.0%} link text" if view.link[i] else "no link"


def _wording(view: PageFeatures, i: int, side: int) -> str:
    own = _own_concept(view, i)
    if own and side < 0:
        return f"worded like {own}"
    return "worded like body text" if side > 0 else "worded like what stands around articles"


def _heading(view: PageFeatures, i: int, _side: int) -> str:
    label = _heading_above(view, i)
    if label:
        return f'under the label "{view.reading.b_text[label - 1][:60]}"'
    above = next((at for at in range(i - 1, max(i - 40, -1), -1) if view.heading[at]), -1)
    return f'under the heading "{view.reading.b_text[above][:60]}"' if above >= 0 else ""


def _names(view: PageFeatures, i: int, side: int) -> str:
    found = _from_ancestors(view, i)
    if found and side < 0:
        return f"inside {found[1]}"
    return "in elements named like " + ("an article" if side > 0 else "what stands around one")


def _repeated(view: PageFeatures, i: int, _side: int) -> str:
    alike = view.geo.count_alike(view.reading)
    most = int(max(alike[chain[i]] for chain in view.geo.ancestors[:ALIKE_LEVELS]))
    return f"one of {most} alike" if most > 1 else ""


_PHRASES: dict[str, Callable[[PageFeatures, int, int], str]] = {
    "links": _links,
    "wording": _wording,
    "heading": _heading,
    "names": _names,
    "repeated": _repeated,
    "title": lambda view, i, _: (
        "repeats the headline" if view.lines.title_share[i] >= TITLE_SHARE else ""
    ),
    "description": lambda view, i, _: (
        "says what the page's description says" if view.lines.describes[i] > EVEN else ""
    ),
    "copies": lambda view, i, _: (
        f"{int(view.lines.copies[i])} times on the page" if view.lines.copies[i] > 1 else ""
    ),
    "pictures": lambda _view, _i, side: "beside a picture" if side < 0 else "",
    "neighbours": lambda _view, _i, side: "amid body text" if side > 0 else "away from body text",
    "place": lambda view, i, _: f"block {i + 1} of {view.geo.n}",
    "length": lambda view, i, _: f"{int(view.words[i])} words",
}


_RULE_WORDS = {
    "hidden": "in an element that a browser does not show",
    "dateline": "a bare date above the text",
    "control": "the words on a button",
    "headline": "it is the page's own title",
    "notice": "an invitation to subscribe, follow or share",
    "copy": "part of a second copy of the text above",
    "labelled_list": "a label and the headline-like items under it",
    "story_link": "largely a link to another page of this site, and not surely body text",
    "deck": "the deck under another story's headline",
    "other_article": "below the headline of another story, which follows the article",
    "named_box": "in doubt, and in a box that its class names",
    "placeholder": "words of placeholder Latin, in which the text ends",
    "teaser": "beside a text that the page carries in its data, of which it shows the beginning at most",
    "second_opinion": "not in the second extractor's answer either",
    "bare_heading": "a heading with nothing kept below it",
}


def _own_concept(view: PageFeatures, i: int) -> str:
    for row in (view.lines.label, view.lines.prefix, view.lines.promo):
        if row[i]:
            return CONCEPT_OF[int(row[i])]
    return ""


def _heading_above(view: PageFeatures, i: int) -> int:
    """Return 1 + the index of a label above the block with no longer text between; 0 without one."""
    at = i - 1
    while at >= 0 and i - at <= 30:
        if view.lines.label[at]:
            return at + 1
        if view.heading[at] or view.good[at]:
            return 0
        at -= 1
    return 0


def _from_ancestors(view: PageFeatures, i: int) -> tuple[str, str] | None:
    """Return the reason and the element that names it, nearest first."""
    reading = view.reading
    element = reading.b_element[i]
    for _step in range(FAR_UP):
        if element <= 0:
            return None
        tag, bits = reading.e_tag[element], int(view.families[element])
        named = _TAG_REASONS.get(tag)
        if named:
            return named, f"<{tag}>"
        for family, reason in _REASONS:
            if bits & BIT[family]:
                return reason, f'<{tag} class="{reading.e_key[element][:50]}">'
        if bits & HIDDEN:
            return "hidden", f"a hidden <{tag}>"
        if bits & BIT["body"]:
            return None
        element = reading.e_parent[element]
    return None
