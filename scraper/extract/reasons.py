"""Names and words for verdicts, from the same facts the classifier sees."""

from scraper.extract.families import BIT, HIDDEN
from scraper.extract.features import View
from scraper.extract.linefacts import CONCEPT_CODES

CONCEPT_OF = {code: name for name, code in CONCEPT_CODES.items()}
LINKED = 0.66  # share of link text from which a block counts as links
FAR_UP = 8  # ancestors searched for a telling name

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


def name_reason(view: View, i: int) -> str:
    """The reason of a block the classifier dropped."""
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


def explain(view: View, i: int, score: float, rule: str) -> str:
    """The evidence in words."""
    parts = [f"{score:.0%} likely body text"]
    if rule:
        parts.insert(0, _RULE_WORDS.get(rule, rule))
    own = _own_concept(view, i)
    if own:
        parts.append(f"worded like {own}")
    if view.link[i] > 0.2:
        parts.append(f"{view.link[i]:.0%} link text")
    above = _heading_above(view, i)
    if above:
        parts.append(f'under the label "{view.reading.b_text[above - 1][:60]}"')
    found = _from_ancestors(view, i)
    if found:
        parts.append(f"inside {found[1]}")
    words = int(view.words[i])
    parts.append(f"{words} words")
    if view.lines.copies[i] > 1:
        parts.append(f"{int(view.lines.copies[i])} times on the page")
    return ", ".join(parts)


_RULE_WORDS = {
    "headline": "it is the page's own title",
    "copy": "says word for word what a kept block said",
    "labelled_list": "a label and the headline-like items under it",
    "insert": "worded as an insert between paragraphs",
    "linked_headline": "one link to another story and no sentence",
    "deck": "the deck under another story's headline",
    "caption": "named a caption",
    "named_box": "in doubt, and in a box that its class names",
    "control": "the words on a button",
    "second_opinion": "not in the second extractor's answer either",
    "bare_heading": "a heading with nothing kept below it",
}


def _own_concept(view: View, i: int) -> str:
    for row in (view.lines.label, view.lines.prefix, view.lines.promo):
        if row[i]:
            return CONCEPT_OF[int(row[i])]
    return ""


def _heading_above(view: View, i: int) -> int:
    """1 + the index of a label above the block with no longer text between; 0 when there is none."""
    at = i - 1
    while at >= 0 and i - at <= 30:
        if view.lines.label[at]:
            return at + 1
        if view.heading[at] or view.good[at]:
            return 0
        at -= 1
    return 0


def _from_ancestors(view: View, i: int) -> tuple[str, str] | None:
    """Reason and the element that names it, nearest first."""
    reading = view.reading
    element = reading.b_element[i]
    for _step in range(FAR_UP):
        if element <= 0:
            return None
        tag, bits = reading.e_tag[element], reading.e_families[element]
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
